#!/bin/sh
# Run the tests, with what this machine has: tools/test.sh [options of pytest]
# tests/browser needs Chromium with ChromeDriver; the store's contract runs on PostgreSQL too where DAFTAR_TEST_POSTGRES
# names a server to make schemas on. What is missing is left out and said; .ci/run has both and leaves nothing out.
set -eu
cd "$(dirname "$0")/.."
missing=
if ! command -v chromedriver >/dev/null 2>&1 ||
    ! { command -v chromium || command -v chromium-browser || command -v google-chrome; } >/dev/null 2>&1; then
    missing="tests/browser (no Chromium with ChromeDriver here)"
    set -- --ignore tests/browser "$@"
fi
if [ -z "${DAFTAR_TEST_POSTGRES:-}" ]; then
    missing="${missing:+$missing; }stores on PostgreSQL (DAFTAR_TEST_POSTGRES names no server)"
fi
[ -z "$missing" ] || echo "left out: $missing; .ci/run leaves nothing out"
exec .venv/bin/python -m pytest "$@"
