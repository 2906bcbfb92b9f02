"""Shares of a total: "half of them children", "most of the 12 dead were women".

A share of an exact total is a number only where it divides as worded; "most" is more than half. Nothing is guessed: of
eleven people, half are nobody's number.
"""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING

from daftar.extract.rules.row import Hit
from daftar.model import Count

if TYPE_CHECKING:
    from collections.abc import Sequence

    from daftar.extract.rules.nouns import People
    from daftar.extract.rules.row import Row

__all__ = ["shares"]

_PARTS = {"half": 2, "third": 3, "thirds": 3, "quarter": 4, "quarters": 4, "fifth": 5, "fifths": 5}
_HOW_MANY = {"a": 1, "one": 1, "two": 2, "three": 3, "four": 4}
_WHOLE = frozenset({"them", "whom", "those", "these"})
_MOSTLY = frozenset({"mostly", "mainly", "predominantly"})
# Before a share these leave it open.
_VAGUE = frozenset({"about", "around", "nearly", "almost", "roughly", "some", "approximately", "under", "than", "to", "vast"})  # fmt: skip
_PERCENT = frozenset({"percent", "%"})
_BEGINNINGS = frozenset({*_PARTS, *_PERCENT, "cent", "most", "majority", "all"}) | {f"{n}-{part}" for n in _HOW_MANY for part in _PARTS}  # fmt: skip
_ARE = frozenset({"were", "was", "are"})
_BETWEEN = frozenset({*_ARE, "being", "of"})


@dataclass(frozen=True, slots=True)
class _Share:
    """``many`` of ``parts``: just so, at least so much, or more than that."""

    many: int
    parts: int
    least: bool = False
    more: bool = False

    def of(self, whole: Count) -> Count | None:
        """How many of ``whole`` that is; None where the words give no number."""
        if self.more or self.least:
            low = (
                whole.low * self.many // self.parts + 1
                if self.more
                else -(-whole.low * self.many // self.parts)
            )
            return Count(low=low) if whole.low > 1 else None
        if self.many == self.parts:
            return whole
        number, left = divmod(whole.low * self.many, self.parts)
        return Count.exactly(number) if whole.exact and not left else None


_MOST = _Share(1, 2, more=True)


def shares(row: Row, hits: list[Hit]) -> None:
    """Add the part of a total that a share of it names, with the number that follows or the least that does."""
    lower = row.tokens.lower
    if not _MOSTLY.isdisjoint(lower):
        _mostly(row, hits)
    if _BEGINNINGS.isdisjoint(lower):
        return
    for i, word in enumerate(lower):
        if word in _BEGINNINGS or word.endswith("%"):
            share = _share(lower, i)
            if share is not None:
                _of_total(row, i, share, hits)


def _share(lower: Sequence[str], i: int) -> _Share | None:
    """The share that ends at token ``i``; None where it is left open."""
    word, first = lower[i], i
    if word in ("most", "majority"):
        return _MOST
    if word in _PERCENT or word.endswith("%") or lower[i - 1 : i + 1] == ["per", "cent"]:
        figure = lower[i - 2 if word == "cent" else i - 1] if word in ("percent", "cent", "%") else word[:-1]
        first = i if word not in ("percent", "cent", "%") else i - 2 if word == "cent" else i - 1
        many, parts = int(figure) if figure.isdecimal() else 0, 100
    else:
        said, _, part = word.rpartition("-")
        if not said and part not in ("half", "all") and i and lower[i - 1] in _HOW_MANY:
            said, first = lower[i - 1], i - 1
        parts = _PARTS.get(part, 1)
        many = 1 if part in ("half", "all") and not said else _HOW_MANY.get(said, 0)
    before = lower[max(0, first - 2) : first]
    if not 0 < many <= parts:
        return None
    if before == ["more", "than"] or before[-1:] == ["over"]:
        return _Share(many, parts, more=True)
    if before == ["at", "least"]:
        return _Share(many, parts, least=True)
    return None if before and before[-1] in _VAGUE else _Share(many, parts)


def _of_total(row: Row, i: int, share: _Share, hits: list[Hit]) -> None:
    """ "Half of them children" behind a total, "most of the 12 dead were women" around it, "half were children"."""
    lower = row.tokens.lower
    ahead = lower[i + 1 : i + 4]
    if ahead[:1] and ahead[0] in _ARE:
        _add(_told_before(hits, i), _named(row, i + 1), share, i, hits)
    elif ahead[:1] == ["of"] and ahead[1:2] and ahead[1] in _WHOLE:
        _add(_told_before(hits, i), _named(row, i + 3), share, i, hits)
    elif ahead[:1] in (["of"], ["the"]):
        total = next(
            (h for h in hits if h.people and i < h.people.first <= i + 3 and h.people.numbered), None
        )
        behind = max(total.last, total.people.last) if total and total.people else 0
        if lower[behind : behind + 1] and lower[behind] in _ARE:
            _add(total, _named(row, behind), share, i, hits)


def _mostly(row: Row, hits: list[Hit]) -> None:
    """ "Twelve people were killed, mostly women": more than half of them."""
    for i, word in enumerate(row.tokens.lower):
        if word in _MOSTLY and i and row.tokens.lower[i - 1] in (",", "(", "-", "–", "—"):
            total = _told_before(hits, i)
            who = _named(row, i + 1)
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


def _add(total: Hit | None, who: People | None, share: _Share, at: int, hits: list[Hit]) -> None:
    if total is None or who is None or total.people is None or who is total.people:
        return
    whole = total.count or total.people.count
    count = share.of(whole) if whole is not None else None
    if count is None:
        return
    known = next((h for h in hits if h.people is who and h.outcome == total.outcome), None)
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
