#!/bin/sh
# Read the samples into a store, show the incidents, write the page: tools/demo.sh OUT
set -eu
cd "$(dirname "$0")/.."
out=${1:-out}
mkdir -p "$out"
rm -f "$out/demo.db" "$out/demo.db-wal" "$out/demo.db-shm"
.venv/bin/daftar --register samples run samples/reports --store "$out/demo.db"
.venv/bin/daftar incidents --store "$out/demo.db"
.venv/bin/daftar export --format site "$out/site" --store "$out/demo.db"
echo
echo "The page: open $out/site/index.html in a browser, or run make serve."
echo "The store: $out/demo.db; try .venv/bin/daftar explain --help"
