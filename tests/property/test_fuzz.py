"""Whatever the text: no exception, every quote where it says, every row as the schema promises.

A few thousand texts made from seeds, the same on every machine; ``benchmarks/fuzz.py`` reads hundreds of thousands.
"""

from __future__ import annotations

import random
from pathlib import Path

import msgspec
import pytest
from benchmarks.mutations import made, mutated, sources, wrong_quotes
from hypothesis import given, settings
from hypothesis import strategies as st
from jsonschema import Draft202012Validator

from daftar.format import report_json
from daftar.pipeline import Recipe, open_tools, read_report
from daftar.schema import json_schema
from daftar.segment import segment

SAMPLES = Path(__file__).resolve().parent.parent.parent / "samples" / "reports"
SCHEMA = Draft202012Validator(json_schema())


def check(text: str, title: str | None, *, valid: bool = True) -> None:
    report = made(text, title)
    read = read_report(report, open_tools(Recipe()))
    row = msgspec.json.decode(
        msgspec.json.encode(report_json(report, read.readings, read.incidents, read.records))
    )
    assert wrong_quotes(row, report) == []
    if valid:
        assert [fault.message for fault in SCHEMA.iter_errors(row)] == []


@pytest.mark.parametrize("piece", range(8))
def test_a_mutated_report_reads_without_a_fault(piece: int) -> None:
    texts = sources(SAMPLES)
    for number in range(piece * 250, (piece + 1) * 250):
        chance = random.Random(-number - 1)
        title = mutated(texts, chance)[:200] if number % 3 == 0 else None
        check(mutated(texts, chance), title, valid=number % 5 == 0)


@settings(max_examples=500, deadline=None, derandomize=True, database=None)
@given(
    st.text(st.characters(exclude_categories=("Cs",)), max_size=200),
    st.none() | st.text(st.characters(exclude_categories=("Cs",)), max_size=60),
)
def test_any_text_reads_without_a_fault(text: str, title: str | None) -> None:
    check(text, title)


@pytest.mark.parametrize(
    "text",
    ["A raid on the town in" + " " * 14 + "Belmara killed 3.", "Shelling near\t" + "\n" * 12 + "Belmara."],
)
def test_a_wide_gap_before_a_name_is_no_fault(text: str) -> None:
    check(text, None)


@pytest.mark.parametrize("unit", ["people killed and ", "a", "3 families fled, ", "killed\n", "\u0301"])
def test_a_sentence_without_an_end_is_read_in_pieces(unit: str) -> None:
    """Work on a sentence grows faster than its length, so that none is longer than anybody writes."""
    text = (unit * 20_000)[:20_000]
    passages = segment(made(text))
    assert all(len(p.text) <= 5_000 for p in passages)
    assert "".join("".join(p.text.split()) for p in passages) == "".join(text.split())
