"""Shares of a total: "half of them children", "most of the 12 dead were women".

A share of an exact total is a number only where it divides as worded; "most" is more than half. Nothing is guessed: of
eleven people, half are nobody's number.
"""

from __future__ import annotations

from typing import TYPE_CHECKING

from daftar.extract.rules.row import Hit
from daftar.model import Count

if TYPE_CHECKING:
    from collections.abc import Sequence

    from daftar.extract.rules.nouns import People
    from daftar.extract.rules.row import Row

__all__ = ["shares"]

_MOST = (0, 0)
_PARTS = {"half": 2, "third": 3, "thirds": 3, "quarter": 4, "quarters": 4, "fifth": 5, "fifths": 5}
_HOW_MANY = {"a": 1, "one": 1, "two": 2, "three": 3, "four": 4}
_WHOLE = frozenset({"them", "whom", "those", "these"})
_MOSTLY = frozenset({"mostly", "mainly", "predominantly"})
# Before a share these leave it open.
_VAGUE = frozenset({"about", "around", "nearly", "almost", "roughly", "some", "approximately", "over", "under", "least", "than", "to"})  # fmt: skip
_BEGINNINGS = frozenset({"half", "third", "thirds", "quarter", "quarters", "fifth", "fifths", "most", "majority", "all"}) | {f"{n}-{part}" for n in _HOW_MANY for part in _PARTS}  # fmt: skip
_BETWEEN = frozenset({"were", "was", "being", "are", "of"})


def shares(row: Row, hits: list[Hit]) -> None:
    """Add the part of a total that a share of it names, with the number that follows or the least that does."""
    lower = row.tokens.lower
    if not _MOSTLY.isdisjoint(lower):
        _mostly(row, hits)
    if "of" not in lower or _BEGINNINGS.isdisjoint(lower):
        return
    for i, word in enumerate(lower):
        if word in _BEGINNINGS and lower[i + 1 : i + 2] == ["of"]:
            share = _share(lower, i)
            if share is not None:
                _of_total(row, i, share, hits)


def _share(lower: Sequence[str], i: int) -> tuple[int, int] | None:
    """The share that ends at token ``i`` as a fraction; ``_MOST`` for more than half, None where it is left open."""
    word, before = lower[i], lower[i - 1] if i else ""
    if word in ("most", "majority"):
        return None if before == "vast" and word == "most" else _MOST
    if word == "half" and lower[max(0, i - 2) : i] == ["more", "than"]:
        return _MOST
    many, _, part = word.rpartition("-")
    first = i
    if not many and part not in ("half", "all") and before in _HOW_MANY:
        many, first = before, i - 1
    elif part != word:
        first = i
    if first and lower[first - 1] in _VAGUE:
        return None
    if part == "all":
        return (1, 1)
    if part == "half":
        return (1, 2) if not many or many in ("a", "one") else None
    return (_HOW_MANY[many], _PARTS[part]) if many in _HOW_MANY else None


def _of_total(row: Row, i: int, share: tuple[int, int], hits: list[Hit]) -> None:
    """ "Half of them children" behind a total, "most of the 12 dead were women" around it."""
    lower = row.tokens.lower
    if lower[i + 2 : i + 3] and lower[i + 2] in _WHOLE:
        behind = i + 3
        total = _told_before(hits, i)
        if lower[i + 2] in ("those", "these") and lower[behind : behind + 1] in (
            ["killed"],
            ["injured"],
            ["wounded"],
        ):
            behind += 1
    else:
        total = next(
            (h for h in hits if h.people and i < h.people.first <= i + 3 and h.people.numbered), None
        )
        behind = max(total.last, total.people.last) if total and total.people else 0
        if lower[behind : behind + 1] not in (["were"], ["are"], ["was"]):
            return
    if total is not None:
        _add(total, _named(row, behind), share, i, hits)


def _mostly(row: Row, hits: list[Hit]) -> None:
    """ "Twelve people were killed, mostly women": more than half of them."""
    for i, word in enumerate(row.tokens.lower):
        if word in _MOSTLY and i and row.tokens.lower[i - 1] in (",", "(", "-", "–", "—"):
            total = _told_before(hits, i)
            who = _named(row, i + 1)
            if total is not None and who is not None:
                _add(total, who, _MOST, i, hits)


def _told_before(hits: list[Hit], at: int) -> Hit | None:
    """The counted people told of before token ``at``: who are part of others, or stand beside them, are no total."""
    before = [
        h for h in hits if h.people is not None and h.people.last <= at and h.relation in (None, "update")
    ]
    if not before or len({(h.people.first if h.people else 0) for h in before}) > 1 or len(before) > 1:
        return None
    return before[0]


def _named(row: Row, at: int) -> People | None:
    """The people of a kind that stand at token ``at``, uncounted: "children", "were women and children" is not one."""
    lower = row.tokens.lower
    while lower[at : at + 1] and lower[at] in _BETWEEN:
        at += 1
    for k, people in enumerate(row.people):
        if people is not None and people.first == at:
            kind = people.traits.status or people.traits.age or people.traits.sex or people.traits.role
            alone = row.marks[k + 1 : k + 2] not in ("A", "o") and not (
                row.marks[k + 1 : k + 2] == "," and row.marks[k + 2 : k + 3] == "E"
            )
            return people if kind and alone and not people.numbered and people.traits.many else None
    return None


def _add(total: Hit, who: People | None, share: tuple[int, int], at: int, hits: list[Hit]) -> None:
    whole = total.count or (total.people.count if total.people else None)
    if who is None or whole is None or who is total.people:
        return
    count = _number(whole, share)
    known = next((h for h in hits if h.people is who and h.outcome == total.outcome), None)
    if count is None:
        return
    if known is not None:
        known.count, known.relation, known.of = count, "among", total
        known.first = min(known.first, at)
        return
    hits.append(
        Hit(
            total.outcome, who, min(at, who.first), who.last, total.verb, "among",
            relation="among", of=total, polarity=total.polarity, count=count,
        )
    )  # fmt: skip


def _number(whole: Count, share: tuple[int, int]) -> Count | None:
    """How many ``share`` of ``whole`` is; None where the words give no number."""
    if share == _MOST:
        return None if whole.low < 2 else Count(low=whole.low // 2 + 1)
    if share == (1, 1):
        return whole
    many, parts = share
    return Count.exactly(whole.low * many // parts) if whole.exact and whole.low % parts == 0 else None
