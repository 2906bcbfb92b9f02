"""What ``daftar read`` prints is what its schema promises, and nothing else passes for it."""

from __future__ import annotations

from dataclasses import replace
from pathlib import Path
from typing import TYPE_CHECKING, Any

import msgspec
import pytest
from jsonschema import Draft202012Validator

from daftar.format import claim_json, incidents_of_claims, report_json
from daftar.model import Incident, Reading
from daftar.pipeline import Recipe, read_lines, take
from daftar.schema import VERSION, json_schema
from full_report import CLAIM, EMPTY, FULL, IDLIB, PLACE, QUOTE

if TYPE_CHECKING:
    from collections.abc import Iterator

    from daftar.pipeline import ReadReport

SCHEMA = Draft202012Validator(json_schema(), format_checker=Draft202012Validator.FORMAT_CHECKER)
SAMPLES = Path(__file__).resolve().parent.parent / "samples" / "reports"


def printed(read: ReadReport) -> Any:
    """The row of a reading, as another program finds it."""
    row = report_json(read.report, read.readings, read.incidents, read.records, read.rejected)
    return msgspec.json.decode(msgspec.json.encode(row))


def paths(value: Any, path: tuple[Any, ...] = ()) -> Iterator[tuple[Any, ...]]:
    """The way to every object inside a row, itself included; not to a toll, whose keys are what was claimed."""
    if isinstance(value, dict):
        if "toll" not in path[-2:]:
            yield path
        for key, inner in value.items():
            yield from paths(inner, (*path, key))
    elif isinstance(value, list):
        for number, inner in enumerate(value):
            yield from paths(inner, (*path, number))


def at(row: Any, path: tuple[Any, ...]) -> Any:
    for step in path:
        row = row[step]
    return row


def test_the_schema_is_a_schema_with_a_version() -> None:
    Draft202012Validator.check_schema(json_schema())
    assert json_schema()["$id"] == f"urn:daftar:read:{VERSION}"


@pytest.mark.parametrize("read", [FULL, EMPTY], ids=["full", "empty"])
def test_what_is_printed_validates(read: ReadReport) -> None:
    assert list(SCHEMA.iter_errors(printed(read))) == []


def test_what_is_printed_of_the_samples_validates() -> None:
    rows = [
        msgspec.json.decode(line)
        for line in read_lines(take([str(SAMPLES)]), Recipe())
        if isinstance(line, bytes)
    ]
    assert sum(len(row["claims"]) for row in rows) > 10
    for row in rows:
        assert list(SCHEMA.iter_errors(row)) == []


def test_no_key_can_be_left_out_or_added_unnoticed() -> None:
    row = printed(FULL)
    places = list(paths(row))
    assert len(places) > 40
    for path in places:
        here = at(row, path)
        here["surplus"] = 1
        assert not SCHEMA.is_valid(row), path
        del here["surplus"]
        for key in list(here):
            kept = here.pop(key)
            assert not SCHEMA.is_valid(row), (*path, key)
            here[key] = kept
    assert SCHEMA.is_valid(row)


@pytest.mark.parametrize(
    ("path", "value"),
    [
        (("published",), "2024-3-2"),
        (("sha256",), "abc"),
        (("claims", 0, "kind"), "rumour"),
        (("claims", 0, "outcome"), "died"),
        (("claims", 0, "count", "low"), -1),
        (("claims", 0, "count", "low"), 9.5),
        (("claims", 0, "count", "low"), "9"),
        (("claims", 0, "polarity"), "true"),
        (("claims", 0, "place", "precision"), 8),
        (("claims", 0, "place", "lat"), 91),
        (("claims", 0, "time", "precision"), 0),
        (("claims", 0, "method"), "bomb"),
        (("claims", 0, "perpetrators", 0, "status"), "guilty"),
        (("claims", 0, "origin", 1, "kind"), "neighbour"),
        (("claims", 0, "quote", "part"), "footnote"),
        (("claims", 0, "confidence"), 1.5),
        (("claims", 0, "claims"), []),
        (("incidents", 1, "toll", "died"), {}),
        (("incidents", 1, "toll", "killed", "everybody"), {}),
        (("incidents", 1, "grade"), "excellent"),
        (("incidents", 1, "lead"), None),
        (("incidents", 1, "history", 0, "kind"), "better"),
        (("incidents", 1, "history", 0, "on"), "18 December"),
        (("claims", 0, "review", 0, "reason"), "because"),
        (("rejected", 0, "reason"), "because"),
    ],
)
def test_a_value_that_the_codebook_does_not_know_is_refused(path: tuple[Any, ...], value: object) -> None:
    row = printed(FULL)
    at(row, path[:-1])[path[-1]] = value
    assert not SCHEMA.is_valid(row)


def test_a_toll_says_which_claims_each_number_rests_on() -> None:
    toll = printed(FULL)["incidents"][1]["toll"]
    assert toll["killed"]["all"] == {
        "low": 9,
        "best": 9,
        "high": None,
        "claims": {"low": ["r1#c1"], "best": ["r1#c1"], "high": ["r1#c1"]},
        "roots": {"low": ["o1"], "best": [], "high": []},
        "parts": {"low": [], "best": [], "high": []},
        "sources": {"low": 1, "best": None, "high": None},
        "why": {"low": "follows from 9 and 8", "high": None},
        "one_source": None,
    }
    assert toll["killed"]["child"]["best"] is None


def test_what_was_not_said_is_null_and_never_zero() -> None:
    bare = printed(FULL)["claims"][1]
    nothing = {key for key, value in bare.items() if value is None}
    assert {
        "outcome",
        "count",
        "group",
        "since",
        "place",
        "time",
        "method",
        "target",
        "destination",
    } <= nothing
    assert bare["victims"] == bare["origin"] == bare["evidence"] == []


def test_a_place_not_found_is_given_as_worded_without_a_position() -> None:
    place = claim_json(Reading(claim=CLAIM), None)["place"]
    assert place["worded"] == QUOTE.text
    assert (place["name"], place["lat"], place["lon"], place["id"], place["precision"]) == (None,) * 5


def test_a_place_that_only_its_district_is_known_of_stands_where_the_district_does_and_has_no_id() -> None:
    reading = replace(PLACE, place=None, within=IDLIB, precision=4, name="Tal Example")
    place = claim_json(Reading(claim=CLAIM, place=reading), None)["place"]
    assert (place["name"], place["lat"], place["lon"], place["precision"]) == ("Tal Example", 35.9, 36.6, 4)
    assert place["id"] is None


def test_a_time_not_understood_is_given_as_worded() -> None:
    time = claim_json(Reading(claim=CLAIM), None)["time"]
    assert time["worded"] == QUOTE.text
    assert time["start"] is None


def test_a_claim_of_a_whole_and_of_its_part_belongs_to_the_part() -> None:
    whole = Incident(id="whole", claims=("a", "b"), reports=("r",))
    part = Incident(id="part", claims=("b",), reports=("r",), part_of="whole")
    for order in ((whole, part), (part, whole)):
        assert incidents_of_claims(order) == {"a": "whole", "b": "part"}


@pytest.mark.parametrize(
    ("outcome", "unit", "printed_unit"),
    [("displaced", "households", "households"), ("killed", None, "persons"), (None, None, None)],
)
def test_a_count_says_what_it_counts(outcome: str | None, unit: str | None, printed_unit: str | None) -> None:
    claim = replace(CLAIM, outcome=outcome, unit=unit)
    assert claim_json(Reading(claim=claim), None)["count"]["unit"] == printed_unit
