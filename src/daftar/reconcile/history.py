"""The versions of each number: what it came to once the reports of each day were in, and what changed it.

Nothing of this is kept anywhere: a version is the record of those readings whose reports were published up to a day,
reckoned as the record itself is. So it does not matter when a report was read, only when it was published; and the
last version is the record's present figure.
"""

from __future__ import annotations

from dataclasses import replace
from typing import TYPE_CHECKING, NamedTuple, TypeAlias

from daftar.model import Version
from daftar.model.origins import origin_key, origin_name, root_of
from daftar.reconcile.nodes import GROUPS, OUTCOMES, telling_order
from daftar.reconcile.revisions import CORRECTED
from daftar.reconcile.words import change_sentence

if TYPE_CHECKING:
    import datetime as dt
    from collections.abc import Callable, Iterable, Iterator, Mapping, Sequence

    from daftar.model import Bound, Claim, Descent, Incident, Origin, Reading, Record, Tally

__all__ = ["with_history"]

_Reckon: TypeAlias = "Callable[[Incident, Sequence[Record], Sequence[Descent]], Record]"
_Values: TypeAlias = tuple[int | None, int | None, int | None]  # low, best, high


def with_history(
    record: Record,
    readings: Mapping[str, Reading],
    published: Mapping[str, dt.date | None],
    parts: Mapping[str, Sequence[Record]],
    reckoned: _Reckon,
) -> Record:
    """``record`` with the history of its numbers.

    ``parts`` are the records inside each larger incident, by its id; ``reckoned`` gives the record of an incident that
    may hold fewer claims, from its parts' records and who has what from whom. A report without a publication day is in
    no version but the last.
    """
    earlier = _Earlier(readings, published, parts, reckoned)
    days = earlier.days(record)
    if len(days) < 2:
        return record
    earlier.follow(record)
    stages = [_stage(earlier.record(record, day), day) for day in days[:-1]]
    versions = list(_versions(record, [*stages, _stage(record, days[-1])], earlier))
    return replace(record, history=tuple(versions)) if versions else record


class _Stage(NamedTuple):
    """A record as it stood when the reports of a day were in. ``on`` None: when all reports were in."""

    on: dt.date | None
    tallies: Mapping[tuple[str, str], Tally]


def _stage(record: Record | None, on: dt.date | None) -> _Stage:
    return _Stage(on, {} if record is None else {(t.outcome, t.group): t for t in record.tallies})


class _Earlier:
    """Incidents and their records as the reports of the days up to one tell of them."""

    def __init__(
        self,
        readings: Mapping[str, Reading],
        published: Mapping[str, dt.date | None],
        parts: Mapping[str, Sequence[Record]],
        reckoned: _Reckon,
    ) -> None:
        self.readings, self.published, self.parts, self.reckoned = readings, published, parts, reckoned
        self.roots: dict[str, Origin] = {}
        self.known: dict[tuple[str, dt.date | None], Record | None] = {}
        self.of_day: dict[str, list[dt.date | None]] = {}

    def days(self, record: Record) -> list[dt.date | None]:
        """The days on which anything that may count was published, in order; None, for unknown days, last."""
        incident = record.incident
        found = self.of_day.get(incident.id)
        if found is None:
            own = {self.published.get(c.report) for c in self.claims(incident) if _may_count(c)}
            own.update(day for part in self.parts.get(incident.id, ()) for day in self.days(part))
            dated = sorted(day for day in own if day is not None)
            found = self.of_day[incident.id] = [*dated, None] if None in own else list(dated)
        return found

    def claims(self, incident: Incident) -> Iterator[Claim]:
        """The incident's own claims, as far as they are at hand."""
        return (self.readings[c].claim for c in incident.claims if c in self.readings)

    def record(self, record: Record, day: dt.date | None) -> Record | None:
        """The record as the reports up to ``day`` have it; None where none of them tells of the incident."""
        last = max(
            (d for d in self.days(record) if d is not None and day is not None and d <= day), default=None
        )
        if last is None:
            return None
        incident = record.incident
        key = (incident.id, last)
        if key not in self.known:
            within = [r for part in self.parts.get(incident.id, ()) if (r := self.record(part, last))]
            told = [c for c in self.claims(incident) if self.by(c, last)]
            reports = dict.fromkeys(c.report for c in told)
            known = replace(incident, claims=tuple(c.id for c in told), reports=tuple(reports))
            lineage = [
                d for d in record.descents if d.report in reports and (d.source or d.report) in reports
            ]
            self.known[key] = self.reckoned(known, within, lineage)
        return self.known[key]

    def by(self, claim: Claim, day: dt.date) -> bool:
        """Whether the claim's report was published on ``day`` or before."""
        published = self.published.get(claim.report)
        return published is not None and published <= day

    def all_of(self, claims: Iterable[str]) -> list[Claim]:
        """Those of ``claims`` that are at hand."""
        return [self.readings[c].claim for c in claims if c in self.readings]

    def of(self, claims: Iterable[str], on: dt.date | None) -> list[Claim]:
        """Those of ``claims`` that reports of the day ``on`` make (None: reports of unknown days), in order of telling."""
        found = [self.readings[c] for c in dict.fromkeys(claims) if c in self.readings]
        found = [r for r in found if self.published.get(r.claim.report) == on]
        return [r.claim for r in sorted(found, key=lambda r: telling_order(r, self.published))]

    def follow(self, record: Record) -> None:
        """Learn whose word the claims of the record and of its parts are."""
        for root in (*record.roots, *record.unsure):
            self.roots.update(dict.fromkeys(root.claims, root.origin))
        for part in self.parts.get(record.incident.id, ()):
            self.follow(part)

    def origin(self, claim: Claim) -> Origin | None:
        """Whose word the claim is: of an outlet that copies another, whoever that one has it from."""
        return self.roots.get(claim.id) or root_of(claim)

    def owner(self, claim: Claim) -> str:
        """What tells whose word the claim is from others'; ``""`` where nobody has a name."""
        origin = self.origin(claim)
        return "" if origin is None else origin_key(origin)

    def told(self, record: Record) -> Iterator[str]:
        """The ids of the claims of the incident and of its parts that may count."""
        yield from (c.id for c in self.claims(record.incident) if _may_count(c))
        for part in self.parts.get(record.incident.id, ()):
            yield from self.told(part)


def _may_count(claim: Claim) -> bool:
    return claim.outcome is not None and (claim.count is not None or bool(claim.victims))


def _versions(record: Record, stages: Sequence[_Stage], earlier: _Earlier) -> Iterator[Version]:
    """Every number that changed: what it was at first and what each change made of it, in the order of the record."""
    order = dict.fromkeys(key for stage in reversed(stages) for key in stage.tallies)
    for key in sorted(order, key=_codebook_order):
        found: list[Version] = []
        before: Tally | None = None
        for stage in stages:
            now = stage.tallies.get(key)
            if _values(now) != _values(before):
                found.append(
                    _version(key, before, now, _because(record, key, before, now, stage.on, earlier))
                )
            before = now
        if len(found) > 1:
            yield from found


def _codebook_order(key: tuple[str, str]) -> tuple[int, str, int]:
    outcome, group = key
    return OUTCOMES.index(outcome) if outcome in OUTCOMES else len(OUTCOMES), outcome, GROUPS.index(group)


def _values(tally: Tally | None) -> _Values | None:
    if tally is None:
        return None
    return tally.low.value, None if tally.best is None else tally.best.value, tally.high.value


class _Cause(NamedTuple):
    """What brought a version: the day, its claims, whose word they are, and whether an origin took its own figure back."""

    on: dt.date | None
    claims: Sequence[Claim]
    origins: tuple[str, ...]
    taken_back: bool


def _because(
    record: Record,
    key: tuple[str, str],
    before: Tally | None,
    now: Tally | None,
    on: dt.date | None,
    earlier: _Earlier,
) -> _Cause:
    """The day's claims under the bounds that changed; where there are none, all that the day told of the outcome."""
    claims = earlier.of(_under_changes(before, now), on)
    if not claims:
        told = earlier.of(earlier.told(record), on)
        claims = [c for c in told if c.outcome == key[0]] or told
    owners = {earlier.owner(c) for c in earlier.all_of(_claims_under(before))}
    taken_back = any(c.action == CORRECTED or earlier.owner(c) in owners - {""} for c in claims)
    said = [o for c in claims if (o := earlier.origin(c)) is not None and (o.name or o.organisation)]
    return _Cause(on, claims, tuple(dict.fromkeys(origin_name(o) for o in said)), taken_back)


def _bounds(tally: Tally | None) -> tuple[Bound | None, Bound | None, Bound | None]:
    return (None, None, None) if tally is None else (tally.best, tally.low, tally.high)


def _claims_under(tally: Tally | None) -> Iterator[str]:
    return (c for bound in _bounds(tally) if bound is not None for c in bound.claims)


def _under_changes(before: Tally | None, now: Tally | None) -> Iterator[str]:
    """The claims under each bound of ``now`` that is not the same number as ``before``."""
    for old, new in zip(_bounds(before), _bounds(now), strict=True):
        if new is not None and (old is None or old.value != new.value):
            yield from new.claims


def _version(key: tuple[str, str], before: Tally | None, now: Tally | None, cause: _Cause) -> Version:
    low, best, high = _values(now) or (None, None, None)
    kind = _kind(before, now, taken_back=cause.taken_back)
    return Version(
        outcome=key[0],
        group=key[1],
        on=cause.on,
        low=low,
        best=best,
        high=high,
        kind=kind,
        claims=tuple(c.id for c in cause.claims),
        origins=cause.origins,
        words=change_sentence(
            _values(before), _values(now), cause.on, cause.origins, corrected=kind == "corrected"
        ),
    )


def _kind(before: Tally | None, now: Tally | None, *, taken_back: bool) -> str:
    """The kind of a change: by the figure to show where both point to one, else by the bounds."""
    old, new = _values(before), _values(now)
    if old is None:
        return "first"
    if new is None:
        return "withdrawn"
    if old[1] is not None and new[1] is not None and old[1] != new[1]:
        rose = new[1] > old[1]
    elif _within(new, old):
        return "narrowed"
    elif _within(old, new):
        return "widened"
    else:
        rose = (new[0] or 0) > (old[0] or 0)
    return "raised" if rose else "corrected" if taken_back else "lowered"


def _within(inner: _Values, outer: _Values) -> bool:
    """Whether everything that ``inner`` allows ``outer`` allows too."""
    fits = outer[2] is None or (inner[2] is not None and inner[2] <= outer[2])
    return (inner[0] or 0) >= (outer[0] or 0) and fits
