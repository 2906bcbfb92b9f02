"""Decisions on two incidents: taken, taken back, and listed as they stand."""

from __future__ import annotations

import datetime as dt
import getpass
import uuid
from dataclasses import replace
from typing import TYPE_CHECKING

import click

from daftar.errors import SettingsError

if TYPE_CHECKING:
    from collections.abc import Iterator, Sequence

    from daftar.linking import Anchor, Decided, LinkWith, Step
    from daftar.model import Decision, Quote
    from daftar.store import Store

__all__ = ["HEADINGS", "KINDS", "decide", "listed", "undo"]

KINDS = {"same": "same_incident", "different": "different_incident", "part_of": "part_of"}
HEADINGS = ("decision", "on", "by", "one", "is", "other", "why", "stands")
_SAID = {
    "same_incident": "is the same incident as",
    "different_incident": "is another incident than",
    "part_of": "is part of",
}

_SHORT = {"same_incident": "same", "different_incident": "different", "part_of": "part of"}


def decide(
    store: Store, how: LinkWith, kind: str, two: tuple[str, str], *, why: str | None, by: str | None
) -> None:
    """Keep the decision, link again, and say what came of it, and which earlier decision it holds over."""
    from daftar.linking import anchor_of, decided, relink, way_up
    from daftar.model import Decision

    one, other = (anchor_of(store, how.reader, name) for name in two)
    mine, theirs = _words(one, other, two)
    steps = way_up(store, how.reader, other.incident, one.incident) if kind == "part_of" else []
    _no_ring(steps, two)
    before = {d.decision.id for d in decided(store, how.reader) if d.replaced or d.withdrawn}
    name, who, now = _signed(by)
    decision = Decision(
        id=name, by=who, at=now, why=why, kind=KINDS[kind], report=one.report, start=mine.start, end=mine.end, part=mine.part,
        other_report=other.report, other_start=theirs.start, other_end=theirs.end, other_part=theirs.part,
    )  # fmt: skip
    store.decide(decision)
    done = relink(store, how)
    said = f"{two[0]} {_SAID[decision.kind]} {two[1]}"
    click.echo(f"decision {decision.id} by {decision.by}: {said}; incidents: {done.records:,}", err=True)
    for step in steps:
        record = store.record(step.part)
        if step.decision is None and (record is None or record.incident.part_of != step.whole):
            click.echo(
                f"  {step.part} is no longer part of {step.whole}, though reports tell so: "
                "an incident would be a part of itself",
                err=True,
            )
    for earlier in decided(store, how.reader):
        if earlier.replaced == decision.id and earlier.decision.id not in before:
            click.echo(f"  it holds over {_about(earlier.decision)}, which is kept", err=True)
        if earlier.decision.id == decision.id and not earlier.holds:
            click.echo(
                "daftar: it is kept, but other decisions on these incidents stand against it; "
                "'daftar link --decisions' lists them",
                err=True,
            )


def _words(one: Anchor, other: Anchor, two: tuple[str, str]) -> tuple[Quote, Quote]:
    """The words of each that the decision is anchored to: those of a text, where there are any. Raises SettingsError."""
    if one.quotes[:1] == other.quotes[:1] and one.report == other.report:
        raise SettingsError(
            f"{two[0]} and {two[1]} are told in the same words of one report: there is nothing to decide"
        )
    return one.quotes[0], other.quotes[0]


def _no_ring(steps: Sequence[Step], two: tuple[str, str]) -> None:
    """Refuse to have people say that an incident is a part of itself. Raises SettingsError.

    A later word on the same two incidents is none: it holds over the earlier one. What reports tell gives way.
    """
    if len(steps) < 2 or any(step.decision is None for step in steps):
        return
    told = ", ".join(f"{step.part} is part of {step.whole} by decision {step.decision}" for step in steps)
    raise SettingsError(
        f"{two[0]} cannot be part of {two[1]}, or it would be a part of itself: {told}; "
        "take one of these back first: daftar link --undo DECISION"
    )


def undo(store: Store, how: LinkWith, name: str, *, why: str | None, by: str | None) -> None:
    """Take a decision back by another one, and link again; the first is kept. Raises SettingsError."""
    from daftar.linking import WITHDRAWN, decided, relink

    found = [d for d in decided(store, how.reader) if d.decision.id.startswith(name)]
    if len(found) != 1:
        known = "several decisions begin so" if found else "no decision has this id"
        raise SettingsError(f"{name}: {known}; 'daftar link --decisions' lists them")
    if found[0].withdrawn is not None:
        raise SettingsError(f"{name}: was taken back already, by {found[0].withdrawn}")
    taken = found[0].decision
    new, who, now = _signed(by)
    decision = replace(taken, id=new, by=who, at=now, kind=WITHDRAWN, why=why, supersedes=taken.id)
    store.decide(decision)
    done = relink(store, how)
    click.echo(
        f"decision {decision.id} by {decision.by}: takes back {_about(taken)}, which is kept; "
        f"incidents: {done.records:,}",
        err=True,
    )


def listed(found: list[Decided]) -> Iterator[tuple[str, ...]]:
    """Each decision in cells, in the order they were taken."""
    from daftar.cli.text import clean

    for one in found:
        decision = one.decision
        here, there = one.incidents or (decision.report, decision.other_report or "")
        if here == there:  # they are one now: name the reports that were put together
            here, there = decision.report, decision.other_report or ""
        yield (
            decision.id,
            decision.at.date().isoformat(),
            clean(decision.by),
            here,
            _SAID[decision.kind],
            there,
            clean(decision.why or ""),
            _stands(one),
        )


def _stands(one: Decided) -> str:
    if one.withdrawn is not None:
        return f"no: taken back by {one.withdrawn}"
    if one.incidents is None:
        return "no: its words are no longer read as two incidents'"
    if one.replaced is not None:
        return f"no: {one.replaced} holds over it"
    if one.holds:
        return "yes"
    if one.ring:
        here, there = one.incidents
        if here == there:
            return f"no: both are {here} now, and no incident is a part of itself"
        by = f" by {' and '.join(one.against)}" if one.against else ", as reports tell"
        return f"no: {there} is inside {here}{by}, and no incident is a part of itself"
    if one.against:
        return f"no: {' and '.join(one.against)} says what it is part of"
    return "no: other decisions stand against it"


def _signed(by: str | None) -> tuple[str, str, dt.datetime]:
    """A new decision's id, who takes it, and when."""
    return f"d-{uuid.uuid4().hex[:12]}", by or getpass.getuser(), dt.datetime.now(dt.UTC)


def _about(decision: Decision) -> str:
    day = decision.at.date()
    return f"decision {decision.id} of {day} by {decision.by} ({_SHORT[decision.kind]})"
