#!/usr/bin/env bash
# Installs a finished build below DESTDIR and to a prefix, and builds strangers' projects against it.
# usage: install_test.sh SOURCE_DIR BUILD_DIR WORK_DIR
set -euo pipefail
source_dir=$1 build_dir=$2 work=$3
rm -rf "$work"
mkdir -p "$work"

check() { printf '%s\n' "-- $*"; "$@"; }

# DESTDIR is respected and nothing lands outside it.
check env DESTDIR="$work/dest" cmake --install "$build_dir" --prefix /usr >"$work/dest.log"
test -f "$work/dest/usr/include/tiendo/tiendo.hpp"
test -n "$(find "$work/dest/usr" -name tiendo-config.cmake)"

check cmake --install "$build_dir" --prefix "$work/prefix" >"$work/install.log"

# find_package
check cmake -S "$source_dir/tests/package/stranger" -B "$work/stranger" -G Ninja -DCMAKE_PREFIX_PATH="$work/prefix" \
    -DCMAKE_CXX_FLAGS="${TIENDO_TEST_CXX_FLAGS:-}" >"$work/stranger.log"
check cmake --build "$work/stranger" >>"$work/stranger.log"
test "$("$work/stranger/stranger")" = "2021-05-15T00:00:00+07:00"

# add_subdirectory: every option off by default, no flag leaks, and it builds.
check cmake -S "$source_dir/tests/package/subproject" -B "$work/subproject" -G Ninja -DTIENDO_SOURCE="$source_dir" \
    -DCMAKE_CXX_COMPILER_LAUNCHER=ccache >"$work/subproject.log"
check cmake --build "$work/subproject" --target parent >>"$work/subproject.log"
test "$("$work/subproject/parent")" = "2021-05-15T00:00:00+07:00"

# pkg-config
pc_dir=$(dirname "$(find "$work/prefix" -name tiendo.pc)")
# shellcheck disable=SC2046
check c++ ${TIENDO_TEST_CXX_FLAGS:-} -o "$work/by-pkg-config" "$source_dir/tests/package/stranger/main.cpp" \
    $(PKG_CONFIG_PATH="$pc_dir" pkg-config --define-variable=prefix="$work/prefix" --cflags --libs tiendo)
test "$(LD_LIBRARY_PATH="$(dirname "$pc_dir")" "$work/by-pkg-config")" = "2021-05-15T00:00:00+07:00"

# Every library has a SONAME and exports nothing but tiendo's names. grep finds nothing where all is well, and says so
# by failing: the emptiness is what is tested.
for library in "$(dirname "$pc_dir")"/libtiendo_*.so; do
    readelf -d "$library" | grep -q SONAME
    foreign=$(nm -D --defined-only -C "$library" | awk '$2 ~ /[TBDR]/' | grep -vE ' (tiendo::|typeinfo |vtable |guard variable |non-virtual thunk|__bss_start|_edata|_end|_init|_fini|__asan|__odr_asan)' || true)
    if [ -n "$foreign" ]; then
        printf '%s exports foreign names:\n%s\n' "$library" "$foreign"
        exit 1
    fi
done
printf 'the package serves strangers\n'
