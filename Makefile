# What a person can ask for. Needs make, Python 3.11 or newer, and a package index that pip can reach.
#
#   make demo     read the sample reports, show the table of incidents, write a page to open
#   make test     the tests            make lint   style, types, generated documents
#   make eval     quality, against its floors        make bench   speed, start-up and memory
#   make docs     write the generated documents      make lock    write the lock files from pyproject.toml
#   make serve    show the demo's page on 127.0.0.1:8000

.DEFAULT_GOAL := help
.PHONY: help setup dev demo test lint bench eval docs lock serve clean
.NOTPARALLEL:

PYTHON ?=
JOBS ?= 2
OUT ?= out
PORT ?= 8000
BIN := .venv/bin

help:
	@sed -n '2,/^$$/s/^# \{0,1\}//p' Makefile

setup: .venv/core-done
dev: .venv/dev-done

.venv/core-done: requirements.lock pyproject.toml
	@PYTHON="$(PYTHON)" sh tools/setup.sh core

.venv/dev-done: .venv/core-done requirements-dev.lock
	@sh tools/setup.sh dev

.venv/bench-done: .venv/core-done requirements-bench.lock
	@sh tools/setup.sh bench

demo: setup
	@sh tools/demo.sh "$(OUT)"

test: dev
	@sh tools/test.sh -n $(JOBS)

lint: dev
	@$(BIN)/ruff check --quiet --output-format concise .
	@$(BIN)/ruff format --quiet --check . || { echo "not formatted as ruff does it: run $(BIN)/ruff format ."; exit 1; }
	@$(BIN)/mypy
	@$(BIN)/python tools/docs.py --check

bench: .venv/bench-done
	@$(BIN)/python -m benchmarks.run

eval: setup
	@$(BIN)/python -m evaluation.run --jobs $(JOBS)

docs: dev
	@$(BIN)/python tools/docs.py

lock: setup
	@$(BIN)/python tools/lock.py

serve:
	@test -f "$(OUT)/site/index.html" || { echo "no page yet: run make demo first"; exit 1; }
	@echo "open http://127.0.0.1:$(PORT)/ (Ctrl-C ends it)"
	@$(BIN)/python -m http.server $(PORT) --bind 127.0.0.1 --directory "$(OUT)/site" >/dev/null

clean:
	rm -rf .venv "$(OUT)" .mypy_cache .ruff_cache .pytest_cache .hypothesis
