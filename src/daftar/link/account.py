"""Which stretches of a report tell of which of its incidents: more than its claims, since names are told around them."""

from __future__ import annotations

import re
from typing import TYPE_CHECKING

from daftar.codebook.sheets import in_words
from daftar.languages.furniture import story_of
from daftar.link.beside import without_others

if TYPE_CHECKING:
    from collections.abc import Iterator, Mapping, Sequence

    from daftar.model import Incident, Reading, Report

__all__ = ["accounts", "ages"]

#: Ages as reports word them: "a 34-year-old", "aged 34", "Huda Salem, 34," (the last two digits are never a year).
_AGE = re.compile(
    r"\b(\d{1,2})[- ]years?[- ]olds?\b|\baged? (\d{1,2})\b|[a-z], (\d{1,2})(?=[,.;]| was| of\b)"
)


def accounts(
    report: Report, incidents: Sequence[Incident], readings: Mapping[str, Reading]
) -> dict[str, list[str]]:
    """The stretches of the text that tell of each incident (by id); a whole has those of its parts too.

    A stretch begins with a passage that a claim of the incident stands in, and goes on until another incident's begins;
    what stands above the first is the lead's. A report most of whose claims are of its lead is all about it. What stands
    around the story on its page is left out, and what it tells of other attacks as background.
    """
    text = without_others(story_of(in_words(report)), (r.claim for r in readings.values()))
    marks = sorted(
        (readings[c].claim.passage.start, incident.id)
        for incident in incidents
        for c in incident.claims
        if readings[c].claim.passage.part == "text"
    )
    main = _main(incidents)
    above = {i.id: i.part_of for i in incidents}
    lead = next((i.id for i in incidents if i.lead), marks[0][1] if marks else None)
    found: dict[str, list[str]] = {i.id: [] for i in incidents}
    for start, end, owner in _stretches(marks, lead, len(text)):
        at: str | None = owner
        seen: set[str] = set()
        while at is not None and at in found and at not in seen:
            found[at].append(text[start:end])
            seen.add(at)
            at = above.get(at)
    if main is not None:
        found[main] = [text]
    return found


def _main(incidents: Sequence[Incident]) -> str | None:
    """The lead, where most of the claims are of it or of its parts."""
    lead = next((i for i in incidents if i.lead), None)
    if lead is None:
        return None
    own = sum(len(i.claims) for i in incidents if lead.id in (i.id, i.part_of))
    return lead.id if 2 * own >= sum(len(i.claims) for i in incidents) else None


def ages(texts: Sequence[str]) -> tuple[int, ...]:
    """The ages of people told of, in order, each once."""
    return tuple(sorted({int(next(filter(None, m.groups()))) for t in texts for m in _AGE.finditer(t)}))


def _stretches(
    marks: Sequence[tuple[int, str]], lead: str | None, length: int
) -> Iterator[tuple[int, int, str]]:
    """Start, end and incident of each stretch."""
    start, owner = 0, lead
    for at, incident in marks:
        if owner is not None and incident != owner and at > start:
            yield start, at, owner
            start = at
        owner = incident
    if owner is not None and start < length:
        yield start, length, owner
