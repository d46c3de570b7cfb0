#!/usr/bin/env bash
# Installs what package-lock.json names, by its digests, and runs no script of a package.
# usage: install_axe.sh SOURCE_DIR FOLDER      exit 77: npm or its registry is not there
set -euo pipefail
source_dir=$1 folder=$2
command -v npm >/dev/null || { echo "Skipped: npm is not installed"; exit 77; }
mkdir -p "$folder"
if cmp -s "$source_dir/package-lock.json" "$folder/package-lock.json" && [ -e "$folder/node_modules/axe-core/axe.min.js" ]; then
    echo "axe-core is there"
    exit 0
fi
cp "$source_dir/package.json" "$source_dir/package-lock.json" "$folder"
# A copy that does not have the digest fails the test; a registry that cannot be reached skips it.
log=$folder/npm.log
if ! npm ci --prefix "$folder" --ignore-scripts --no-audit --no-fund >"$log" 2>&1; then
    cat "$log"
    rm -rf "$folder/node_modules" "$folder/package-lock.json"
    if grep -qE 'ENOTFOUND|EAI_AGAIN|ECONNREFUSED|ECONNRESET|ETIMEDOUT|ENETUNREACH|E5[0-9][0-9]' "$log"; then
        echo "Skipped: the registry of npm cannot be reached"
        exit 77
    fi
    exit 1
fi
