#!/bin/sh
# Makes the office files of this folder from ke-hoach.md by programs that share no code with tiendo.
# Run once by hand; the files are committed. Needs pandoc and libreoffice-writer-nogui.
set -eu
cd "$(dirname "$0")"
export SOURCE_DATE_EPOCH=1615507200
for format in docx odt; do
    pandoc --from=markdown --to="$format" --output="pandoc.$format" ke-hoach.md
done
pandoc --from=markdown --to=plain --wrap=none --output=ke-hoach.txt ke-hoach.md
profile=$(mktemp -d)
work=$(mktemp -d)
trap 'rm -rf "$profile" "$work"' EXIT
for format in docx odt; do
    soffice "-env:UserInstallation=file://$profile" --headless --convert-to "$format" \
        --outdir "$work" "pandoc.docx" >/dev/null
    mv "$work/pandoc.$format" "libreoffice.$format"
done
