"""The types themselves: they do not change, carry no dictionary, are made by name, and survive being written."""

from __future__ import annotations

import dataclasses
import datetime as dt
import types
from typing import Any, Union, get_args, get_origin, get_type_hints

import msgspec
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

import daftar.model
from daftar.model import Claim, Count, Decision, Incident, Quote, Reading, Record, Release, Report

TYPES = [getattr(daftar.model, name) for name in daftar.model.__all__]
NAMES = st.text(max_size=6)
LEAVES: dict[object, st.SearchStrategy[Any]] = {
    str: NAMES,
    int: st.integers(0, 10**6),
    float: st.floats(0, 1),
    bool: st.booleans(),
    dt.date: st.dates(),
    dt.datetime: st.datetimes(timezones=st.just(dt.UTC)),
    Count: st.integers(0, 99).flatmap(
        lambda low: st.builds(Count, low=st.just(low), high=st.none() | st.integers(low, 200), best=st.none() | st.just(low))
    ),
}  # fmt: skip


def strategy(hint: Any) -> st.SearchStrategy[Any]:
    """Any value that an annotation of the model allows, every optional field filled now and then."""
    if hint in LEAVES:
        return LEAVES[hint]
    if hint is types.NoneType:
        return st.none()
    if get_origin(hint) in (Union, types.UnionType):
        return st.one_of(*(strategy(one) for one in get_args(hint)))
    if get_origin(hint) is tuple and get_args(hint)[-1] is not ...:
        return st.tuples(*map(strategy, get_args(hint)))
    if get_origin(hint) is tuple:
        return st.lists(strategy(get_args(hint)[0]), max_size=2).map(tuple)
    return st.builds(hint, **{name: strategy(inner) for name, inner in get_type_hints(hint).items()})


@pytest.mark.parametrize("kind", TYPES, ids=lambda kind: kind.__name__)
def test_every_type_is_frozen_slotted_and_made_by_name(kind: type) -> None:
    assert dataclasses.is_dataclass(kind)
    parameters = kind.__dataclass_params__  # type: ignore[attr-defined]
    assert parameters.frozen
    assert parameters.eq
    assert all(field.kw_only for field in dataclasses.fields(kind))
    assert "__slots__" in kind.__dict__
    assert "__dict__" not in dir(kind)


def test_what_is_made_cannot_be_changed_or_given_more() -> None:
    quote = Quote(start=0, end=4, text="nine")
    with pytest.raises(dataclasses.FrozenInstanceError):
        quote.start = 1  # type: ignore[misc]
    with pytest.raises((AttributeError, TypeError)):
        quote.note = "more"  # type: ignore[attr-defined]
    with pytest.raises(TypeError):
        Quote(0, 4, "nine")  # type: ignore[misc]
    with pytest.raises(TypeError):
        Quote(start=0, end=4)  # type: ignore[call-arg]


def test_types_can_be_keys_and_members_of_sets() -> None:
    one, two = Quote(start=0, end=4, text="nine"), Quote(start=0, end=4, text="nine")
    assert len({one, two}) == 1
    assert {Count.exactly(9): "nine"}[Count(low=9, high=9, best=9)] == "nine"


@settings(max_examples=40, deadline=None)
@given(st.data(), st.sampled_from([Claim, Reading, Incident, Record, Report, Decision, Release]))
def test_what_is_written_is_read_again_the_same(data: st.DataObject, kind: type) -> None:
    made = data.draw(strategy(kind))
    assert msgspec.json.decode(msgspec.json.encode(made), type=kind) == made
    assert msgspec.msgpack.decode(msgspec.msgpack.encode(made), type=kind) == made


def test_a_reading_has_the_id_of_its_claim() -> None:
    quote = Quote(start=0, end=4, text="nine")
    claim = Claim(id="r1#c1", report="r1", kind="harm", quote=quote, passage=quote, extractor="x")
    assert Reading(claim=claim).id == "r1#c1"


def test_what_was_not_said_is_absent_in_a_bare_claim() -> None:
    quote = Quote(start=0, end=4, text="nine")
    claim = Claim(id="r1#c1", report="r1", kind="harm", quote=quote, passage=quote, extractor="x")
    assert (claim.count, claim.group, claim.place, claim.time, claim.method, claim.part_of) == (None,) * 6
    assert (claim.polarity, claim.scope, claim.confidence) == ("asserted", "incident", 1.0)
    assert claim.origin == claim.victims == claim.perpetrators == claim.evidence == ()
