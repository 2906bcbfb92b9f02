"""Whether harm is asserted, denied, uncertain or hypothetical, and whether one figure stands for two outcomes."""

from __future__ import annotations

from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from daftar.extract.rules.phrases import People
    from daftar.extract.rules.row import Row

__all__ = ["polarity", "second_outcome"]


def second_outcome(row: Row, i: int, outcome: str) -> str | None:
    """The other outcome in "killed or wounded", "killed and injured" where one figure stands for both."""
    if row.marks[i + 1 : i + 2] != "A" or row.marks[i + 2 : i + 3] not in ("d", "n", "S"):
        return None
    other = row.words.outcomes.get(row.tokens.lower[row.first[i + 2]])
    pair = {outcome, other}
    return other if pair == {"killed", "injured"} else None


def polarity(row: Row, i: int, people: list[People]) -> str:
    """Asserted, denied, uncertain or hypothetical, by the words between the people and the verb."""
    if people and people[0].none:
        return "asserted"
    verb = row.first[i]
    start = max(0, min(verb, people[0].first if people else verb) - 3)
    words = row.tokens.lower[start:verb]
    marks = row.tokens.marks[max(0, verb - 4) : verb]
    if "Z" in marks:
        return "denied"
    if (
        row.marks[i] == "b"
        and i
        and row.marks[i - 1] == "T"
        and any(w in row.words.sets["intend"] for w in row.tokens.lower[max(0, verb - 5) : verb])
    ):
        return "hypothetical"
    if "M" in marks:
        modal = [w for w in words if w in ("may", "might", "could")]
        done = "H" in marks
        return "uncertain" if modal and done else "hypothetical"
    if row.words.sets["unsure"].intersection(words):
        return "uncertain"
    if (
        row.marks[max(0, i - 2) : i + 1].endswith("Bd")
        and verb >= 2
        and row.tokens.lower[verb - 1] == "being"
        and row.tokens.lower[verb - 2] == "from"
    ):
        return "hypothetical"  # "to prevent judges from being murdered"
    if "if" in row.tokens.lower[max(0, start - 2) : start + 2]:
        return "hypothetical"
    return "asserted"
