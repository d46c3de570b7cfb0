#!/usr/bin/env bash
# usage: story_test.sh SOURCE_DIR PREFIX WORK_DIR build|sample|real
# build: the examples against the installed package; sample, real: runs the story and checks its numbers.
set -euo pipefail
source_dir=$1 prefix=$2 work=$3 what=$4
mkdir -p "$work"
if [ "$what" = build ]; then
    cmake -S "$source_dir/examples" -B "$work/examples" -G Ninja -DCMAKE_PREFIX_PATH="$prefix" -DCMAKE_BUILD_TYPE=Debug \
        -DCMAKE_CXX_FLAGS="${TIENDO_TEST_CXX_FLAGS:-}" -DCMAKE_MODULE_LINKER_FLAGS="${TIENDO_TEST_CXX_FLAGS:-}"
    exec cmake --build "$work/examples"
fi
plan=()
if [ "$what" = real ]; then
    shared=${TIENDO_SHARED:-$source_dir/../shared}
    document=$shared/seed/000_27a88d545d297959.txt
    if [ ! -e "$document" ]; then
        echo "Skipped: the real plan does not lie beside this checkout"
        exit 77
    fi
    plan=(--plan "$document")
fi
story() {
    "$work/examples/district_story" --data "$source_dir/examples/district" --prefix "$prefix" --plugins "$work/examples/plugins" \
        --out "$1" --quiet "${plan[@]}"
}
story "$work/$what"
python3 "$source_dir/tests/story/check_story.py" "$prefix/bin/tiendo" "$work/$what" "$what"
# The same input gives the same bytes.
story "$work/$what-again"
for file in bao-cao-06-thang.md bao-cao-06-thang.html bang-theo-doi.txt; do
    cmp "$work/$what/$file" "$work/$what-again/$file"
done
