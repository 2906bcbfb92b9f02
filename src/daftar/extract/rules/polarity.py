"""Whether harm is asserted, denied, uncertain or hypothetical, and whether one figure stands for two outcomes."""

from __future__ import annotations

from typing import TYPE_CHECKING

from daftar.extract.rules.flight import words_of
from daftar.extract.rules.nominal import only_meant, presupposed

if TYPE_CHECKING:
    from collections.abc import Mapping

    from daftar.extract.rules.phrases import People
    from daftar.extract.rules.row import Row

_TALES = frozenset({"report", "reports", "rumor", "rumors", "rumour", "rumours", "news", "claim", "claims", "allegation", "allegations"})  # fmt: skip
_UNTRUE = frozenset({"unfounded", "untrue", "false", "baseless", "groundless"})
_ASKED = words_of("flight")["order"]

__all__ = ["polarity", "second_outcome"]


def second_outcome(row: Row, i: int, outcome: str) -> str | None:
    """The other outcome in "killed or wounded", "killed and injured" where one figure stands for both."""
    if row.marks[i + 1 : i + 2] != "A" or row.marks[i + 2 : i + 3] not in ("d", "n", "S"):
        return None
    if row.marks[i + 3 : i + 4] == "T":
        return None  # "three deaths and injuries to 14 people"
    other = row.words.outcomes.get(row.tokens.lower[row.first[i + 2]])
    pair = {outcome, other}
    return other if pair in ({"killed", "injured"}, {"homes_destroyed", "homes_damaged"}) else None


def polarity(row: Row, i: int, people: list[People]) -> str:
    """Asserted, denied, uncertain or hypothetical, by the words before and between the people and the verb."""
    if people and people[0].none:
        return "asserted"
    if presupposed(row, i):
        return "hypothetical" if only_meant(row, i) else "asserted"
    verb = row.first[i]
    lower, sets = row.tokens.lower, row.words.sets
    first = min(verb, people[0].first) if people else verb
    start = max(0, first - 3)
    between = lower[start:verb]
    said = range(people[0].first, people[0].last) if people else ()  # "12 people, not 14, were killed"
    marks = [row.tokens.marks[k] for k in range(max(0, verb - 4), verb) if k not in said]
    if (
        "Z" in marks
        or not sets["deny"].isdisjoint(lower[max(0, first - 4) : first])
        or _taken_back(lower[max(0, first - 7) : first], sets)
        or _untrue(lower, first, verb)
    ):
        return "denied"
    if lower[verb - 1 : verb] in (["nearly"], ["almost"]):
        return "hypothetical"
    if _meant(row, i) or "if" in lower[max(0, start - 2) : start + 2]:
        return "hypothetical"
    if "M" in marks:
        perhaps = any(w in ("may", "might", "could") for w in between)
        lasting = row.marks[i] == "S" or row.words.outcomes.get(lower[verb]) in ("trapped", "missing")
        return "uncertain" if perhaps and ("H" in marks or lasting) else "hypothetical"
    return "uncertain" if not sets["unsure"].isdisjoint(between) else "asserted"


def _taken_back(before: list[str], sets: Mapping[str, frozenset[str]]) -> bool:
    """ "The ministry withdrew its figure of 14 dead": what was told before and no longer is."""
    at = next((k for k, word in enumerate(before) if word in sets["take_back"]), None)
    return at is not None and not sets["told_before"].isdisjoint(before[at + 1 :])


def _untrue(lower: list[str], first: int, verb: int) -> bool:
    """ "The report that a teacher was hurt is unfounded": a thing told that is said to be untrue."""
    told = "that" in lower[max(0, first - 3) : first] and not _TALES.isdisjoint(
        lower[max(0, first - 5) : first]
    )
    return told and not _UNTRUE.isdisjoint(lower[verb + 1 :])


def _meant(row: Row, i: int) -> bool:
    """ "Threatened to kill", "to prevent judges from being murdered": meant or feared, not done."""
    verb = row.first[i]
    lower, tokens = row.tokens.lower, row.tokens
    written = tokens.text[tokens.starts[verb] : tokens.ends[verb]].lower()
    if written in _ASKED and lower[verb] != written:
        return True  # "were ordered to leave": a phrase that stands for what was to be done
    if only_meant(row, i) and row.marks[i] in "nbg":
        return True
    if row.marks[i] == "b" and i and row.marks[i - 1] == "T":
        return not row.words.sets["intend"].isdisjoint(lower[max(0, verb - 5) : verb])
    return row.marks[i] == "d" and lower[max(0, verb - 2) : verb] == ["from", "being"]
