#!/bin/sh
# with_clang.sh CLANG INCLUDE SOURCE…: compiles the sources, or skips where there is no Clang.
clang=$1
include=$2
shift 2
if ! [ -x "$clang" ]; then
    echo "no clang++-16 or clang++ is installed"
    exit 77
fi
for source in "$@"; do
    "$clang" -std=c++20 -Wall -Wextra -Werror -fsyntax-only "-I$include" "$source" || exit 1
done
