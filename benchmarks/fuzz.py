"""Read texts that nobody would write, by the hundred thousand: no exception, every quote where it says, every row valid.

``python -m benchmarks.fuzz --count 200000`` (or in pieces: ``--first 0 --count 20000``, each text is made from its number).
What goes wrong is printed with its number; ``--show NUMBER`` prints the text.
"""

from __future__ import annotations

import argparse
import datetime as dt
import random
import sys
import time
import traceback
from pathlib import Path
from typing import TYPE_CHECKING

import msgspec

from benchmarks.mutations import made, mutated, sources, wrong_quotes
from daftar.format import report_json
from daftar.pipeline import Recipe, open_tools, read_report
from daftar.schema import json_schema

if TYPE_CHECKING:
    from daftar.model import Report

SAMPLES = Path(__file__).resolve().parent.parent / "samples"
SLOW = 1.0  # processor seconds for a text of at most 3,000 characters: something is not linear


def report_number(number: int, texts: list[str]) -> Report:
    """The report that a number stands for."""
    chance = random.Random(number)
    text = mutated(texts, chance)
    title = mutated(texts, chance)[:200] if chance.random() < 0.3 else None
    published = dt.date(2019, 12, 18) if chance.random() < 0.7 else None
    return made(text, title, published=published, language=chance.choice((None, "en", "ar")))


def main() -> int:
    parser = argparse.ArgumentParser(description=__doc__.splitlines()[0])
    parser.add_argument("--first", type=int, default=0)
    parser.add_argument("--count", type=int, default=2_000)
    parser.add_argument("--show", type=int, metavar="NUMBER")
    parser.add_argument(
        "--schema-every", type=int, default=1, help="validate every Nth row (default every one)"
    )
    options = parser.parse_args()
    from jsonschema import Draft202012Validator

    texts = sources(SAMPLES / "reports")
    if options.show is not None:
        print(repr(report_number(options.show, texts)))
        return 0
    schema = Draft202012Validator(json_schema())
    tools = open_tools(Recipe())
    failed = claims = characters = 0
    began = time.process_time()
    for number in range(options.first, options.first + options.count):
        report = report_number(number, texts)
        characters += len(report.text)
        started = time.process_time()
        try:
            read = read_report(report, tools)
            row = msgspec.json.decode(
                msgspec.json.encode(report_json(report, read.readings, read.incidents, read.records))
            )
        except Exception:  # noqa: BLE001 - every exception is a finding
            failed += 1
            print(f"{number}: {traceback.format_exc().strip()}", flush=True)
            continue
        took = time.process_time() - started
        claims += len(row["claims"])
        wrong = wrong_quotes(row, report)
        invalid = [] if number % options.schema_every else [e.message[:200] for e in schema.iter_errors(row)]
        if wrong or invalid or took > SLOW:
            failed += 1
            print(f"{number}: {took:.2f} s, wrong quotes {wrong[:3]}, invalid {invalid[:3]}", flush=True)
    seconds = time.process_time() - began
    print(
        f"{options.count:,} texts from {options.first:,}, {characters:,} characters, {claims:,} claims, "
        f"{failed} failed, {seconds:.0f} s"
    )
    return 1 if failed else 0


if __name__ == "__main__":
    sys.exit(main())
