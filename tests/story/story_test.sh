#!/usr/bin/env bash
# usage: story_test.sh SOURCE_DIR PREFIX WORK_DIR build|sample|real|chromium|reorganisation
# build: the examples against the installed package; sample, real: runs the story and checks its numbers; chromium: a
# browser draws the report of the sample; reorganisation: runs that story and recomputes its tables.
set -euo pipefail
source_dir=$1 prefix=$2 work=$3 what=$4
mkdir -p "$work"
if [ "$what" = build ]; then
    cmake -S "$source_dir/examples" -B "$work/examples" -G Ninja -DCMAKE_PREFIX_PATH="$prefix" -DCMAKE_BUILD_TYPE=Debug \
        -DCMAKE_CXX_FLAGS="${TIENDO_TEST_CXX_FLAGS:-}" -DCMAKE_MODULE_LINKER_FLAGS="${TIENDO_TEST_CXX_FLAGS:-}"
    exec cmake --build "$work/examples"
fi
if [ "$what" = chromium ]; then
    command -v chromium >/dev/null || { echo "Skipped: chromium is not installed"; exit 77; }
    shot=$work/report.png profile=$work/chromium
    rm -rf "$shot" "$profile"
    timeout 120 chromium --headless --no-sandbox --disable-gpu --disable-quic --no-first-run --disable-background-networking \
        --disable-component-update --disable-sync --user-data-dir="$profile" --window-size=900,2600 \
        --screenshot="$shot" "file://$work/sample/bao-cao-06-thang.html"
    # An empty page of this size packs to a few kilobytes; a page of text, tables and charts does not.
    test "$(stat -c %s "$shot")" -gt 100000
    exit 0
fi
if [ "$what" = reorganisation ]; then
    example=$source_dir/examples/reorganisation
    for run in "$work/$what" "$work/$what-again"; do
        "$work/examples/reorganisation_story" "$example" "$prefix/share/tiendo/units/quan-10.toml" "$run" --quiet
    done
    python3 "$source_dir/tests/story/check_reorganisation.py" "$example" "$work/$what"
    "$prefix/bin/tiendo" --db "sqlite:$work/$what/quan-10.db" journal verify
    # The same input gives the same bytes.
    for file in bang-2020.csv phai-gui.csv bang-theo-doi-2025.txt; do
        cmp "$work/$what/$file" "$work/$what-again/$file"
    done
    exit 0
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
