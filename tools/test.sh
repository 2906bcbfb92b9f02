#!/bin/sh
# Run the tests, with what this machine has: tools/test.sh [options of pytest]
# Tests marked "browser" need Chromium and ChromeDriver, those marked "postgres" a server to make schemas on, named in
# DAFTAR_TEST_POSTGRES. What is missing is left out and said; .ci/run has both and leaves nothing out.
set -eu
cd "$(dirname "$0")/.."
marks= missing=
if ! command -v chromedriver >/dev/null 2>&1 ||
    ! { command -v chromium || command -v chromium-browser || command -v google-chrome; } >/dev/null 2>&1; then
    marks="not browser"
    missing="browser tests (no Chromium with ChromeDriver here)"
fi
if [ -z "${DAFTAR_TEST_POSTGRES:-}" ]; then
    marks="${marks:+$marks and }not postgres"
    missing="${missing:+$missing; }PostgreSQL tests (DAFTAR_TEST_POSTGRES names no server)"
fi
[ -z "$missing" ] || echo "left out: $missing; .ci/run runs them all"
exec .venv/bin/python -m pytest -m "$marks" "$@"
