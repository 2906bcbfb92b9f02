#!/bin/sh
# Make or bring up to date the environment in .venv: tools/setup.sh core|dev|bench
# Everything comes from the lock files, by hash, through pip and the index it is configured with.
set -eu
cd "$(dirname "$0")/.."
part=${1:?core, dev or bench}
log=.venv/setup.log

new_enough() { "$1" -c 'import sys, venv, ensurepip; sys.exit(sys.version_info < (3, 11))' >/dev/null 2>&1; }

find_python() {
    for name in ${PYTHON:-} python3 python3.13 python3.12 python3.11 python3.14 python; do
        if command -v "$name" >/dev/null 2>&1 && new_enough "$name"; then echo "$name"; return; fi
    done
    echo "Daftar needs Python 3.11 or newer with venv and pip; none was found." >&2
    echo "Install one (on Debian and Ubuntu: python3 and python3-venv), or name yours: make setup PYTHON=/path/to/python3" >&2
    exit 1
}

# Run quietly; where it fails, show the end of what it said.
step() {
    echo "$1"; shift
    if ! "$@" >>"$log" 2>&1; then
        grep -v "^WARNING" "$log" | tail -n 15 >&2
        echo "that did not work: the lines above are the end of $log" >&2
        exit 1
    fi
}

install() { .venv/bin/python -m pip install --disable-pip-version-check --no-input -q --require-hashes -r "$1"; }

case $part in
core)
    if ! [ -x .venv/bin/python ] || ! new_enough .venv/bin/python; then
        python=$(find_python)
        echo "making .venv with $("$python" --version)"
        "$python" -m venv --clear .venv
    fi
    : >"$log"
    step "installing what Daftar runs on (requirements.lock)" install requirements.lock
    step "installing Daftar" .venv/bin/python -m pip install --disable-pip-version-check -q --no-build-isolation --no-deps -e .
    step "compiling the gazetteer" .venv/bin/python -c "from daftar.resolve.places import open_gazetteer; open_gazetteer()"
    ;;
dev) step "installing what the tests and linters need (requirements-dev.lock)" install requirements-dev.lock ;;
bench) step "installing what the benchmarks compare with (requirements-bench.lock)" install requirements-bench.lock ;;
*) echo "tools/setup.sh core|dev|bench" >&2; exit 2 ;;
esac
touch ".venv/$part-done"
