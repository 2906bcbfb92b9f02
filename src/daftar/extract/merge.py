"""Several extractors over one report: where they agree there is one claim, where they do not a person is asked.

Two claims are of the same thing when they come from the same sentence, have the same outcome, and their words meet. Of
those, the ones that count the same are paired first. A pair that agrees becomes the first extractor's claim under both
names; what only the other says of it (a place, a day, a weapon) is taken over, and marked. A pair that does not agree
stays side by side, each marked with what differs. A claim without a counterpart is marked as found by one alone.
"""

from __future__ import annotations

from dataclasses import dataclass, replace
from typing import TYPE_CHECKING

from daftar.extract.base import Extracted, Metered, extracted
from daftar.extract.order import place_of
from daftar.extract.usage import Usage
from daftar.model import Claim, Review

if TYPE_CHECKING:
    from collections.abc import Callable, Sequence

    from daftar.extract.base import Extractor, Mentions
    from daftar.model import Passage, Quote, Report

__all__ = ["Several", "merged"]

# What must be the same for two claims to be one; and what, where both say it, must not differ.
_HARD: tuple[tuple[str, Callable[[Claim], object]], ...] = (
    ("kind", lambda c: c.kind),
    ("count", lambda c: c.count),
    ("polarity", lambda c: c.polarity),
    ("scope", lambda c: c.scope),
    (
        "group",
        lambda c: None if c.group is None else (c.group.status, c.group.age, c.group.sex, c.group.role),
    ),
)
_SOFT: tuple[tuple[str, Callable[[Claim], object]], ...] = (
    ("place", lambda c: _span(c.place)),
    ("time", lambda c: _span(c.time)),
    ("method", lambda c: c.method),
    ("target", lambda c: c.target),
    ("perpetrators", lambda c: frozenset(_folded(p.name) for p in c.perpetrators) or None),
    ("origin", lambda c: tuple(_folded(o.organisation or o.name or "") for o in c.origin) or None),
)


class Several:
    """Extractors that read the same report one after another; the first one's claims lead."""

    def __init__(self, extractors: Sequence[Extractor]) -> None:
        self.name = "+".join(one.name for one in extractors)
        self._extractors = tuple(extractors)

    def extract(self, report: Report, passages: Sequence[Passage], mentions: Mentions) -> tuple[Claim, ...]:
        """The claims of ``report`` in text order."""
        return self.extract_checked(report, passages, mentions).claims

    def extract_checked(self, report: Report, passages: Sequence[Passage], mentions: Mentions) -> Extracted:
        """The claims of all extractors, merged, and all that was rejected."""
        first, *others = [extracted(one, report, passages, mentions) for one in self._extractors]
        claims, rejected = first.claims, first.rejected
        names = [self._extractors[0].name]
        for one, extractor in zip(others, self._extractors[1:], strict=True):
            claims = merged(report.id, claims, one.claims, "+".join(names), extractor.name)
            rejected += one.rejected
            names.append(extractor.name)
        return Extracted(claims=claims, rejected=rejected)

    def take_usage(self) -> Usage:
        """What all of them spent."""
        return sum((one.take_usage() for one in self._extractors if isinstance(one, Metered)), Usage())


@dataclass(slots=True)
class _Pair:
    """Two claims of one thing, by their places in the two lists, and what of them differs."""

    one: int
    other: int
    differs: tuple[str, ...]


def merged(
    report: str, ours: Sequence[Claim], theirs: Sequence[Claim], our_name: str, their_name: str
) -> tuple[Claim, ...]:
    """Both lists as one, in text order with new ids, agreements joined and the rest marked for review."""
    pairs = _pairs(ours, theirs)
    partner = {pair.one: pair for pair in pairs}
    taken = {pair.other: pair for pair in pairs}
    agreed = {pair.other: pair.one for pair in pairs if not pair.differs}
    # Every claim that stays, by (list, place), with the claim it refers to put the same way.
    stays: list[tuple[int, int]] = [(0, i) for i in range(len(ours))]
    stays += [(1, i) for i in range(len(theirs)) if i not in agreed]
    at = {
        which: number for number, which in enumerate(sorted(stays, key=lambda w: _sort_key(w, ours, theirs)))
    }
    ids = {which: f"{report}#c{number + 1}" for which, number in at.items()}
    of_id = {claim.id: (0, i) for i, claim in enumerate(ours)}
    of_their_id = {claim.id: (0, agreed[i]) if i in agreed else (1, i) for i, claim in enumerate(theirs)}
    found: list[Claim] = []
    for which in at:
        mine = which[0] == 0
        claim = (ours if mine else theirs)[which[1]]
        pair = (partner if mine else taken).get(which[1])
        whole = (of_id if mine else of_their_id).get(claim.part_of or "")
        claim = replace(claim, id=ids[which], part_of=None if whole is None else ids[whole])
        alone, absent = (our_name, their_name) if mine else (their_name, our_name)
        if pair is None:
            mark = Review(
                field="claim", reason="only_one", words=f"only {alone} reads this, {absent} does not"
            )
            found.append(replace(claim, review=(*claim.review, mark)))
        elif pair.differs:
            other = ids[(1, pair.other) if mine else (0, pair.one)]
            marks = tuple([_differing(field, other, absent) for field in pair.differs])
            found.append(replace(claim, review=(*claim.review, *marks)))
        else:
            found.append(_joined(claim, theirs[pair.other], their_name))
    return tuple(found)


def _sort_key(
    which: tuple[int, int], ours: Sequence[Claim], theirs: Sequence[Claim]
) -> tuple[tuple[bool, int, int], int, int]:
    """Text order; the first extractor's claims before the other's in the same words, each list in its own order."""
    claim = (ours if which[0] == 0 else theirs)[which[1]]
    return place_of(claim), which[0], which[1]


def _pairs(ours: Sequence[Claim], theirs: Sequence[Claim]) -> list[_Pair]:
    """Claims of one thing, each in one pair at most: those that agree most first, then those whose words share most."""
    likely: list[tuple[int, int, int, int]] = []
    for i, one in enumerate(ours):
        for j, other in enumerate(theirs):
            if (shared := _shared(one, other)) > 0:
                likely.append((_agreement(one, other), shared, -i, -j))
    pairs: list[_Pair] = []
    used: tuple[set[int], set[int]] = (set(), set())
    for _, _, i, j in sorted(likely, reverse=True):
        if -i in used[0] or -j in used[1]:
            continue
        used[0].add(-i)
        used[1].add(-j)
        pairs.append(_Pair(-i, -j, _differences(ours[-i], theirs[-j])))
    return pairs


def _shared(one: Claim, other: Claim) -> int:
    """How many characters the words of two claims share, 0 where they are not of the same thing."""
    if one.outcome != other.outcome or one.quote.part != other.quote.part:
        return 0
    if one.passage.start != other.passage.start or (one.outcome is None and one.kind != other.kind):
        return 0
    return min(one.quote.end, other.quote.end) - max(one.quote.start, other.quote.start)


def _agreement(one: Claim, other: Claim) -> int:
    same = 4 * (one.count == other.count) + 2 * (_folded(one.count_worded) == _folded(other.count_worded))
    return same + (dict(_HARD)["group"](one) == dict(_HARD)["group"](other))


def _differences(one: Claim, other: Claim) -> tuple[str, ...]:
    hard = [name for name, value in _HARD if value(one) != value(other)]
    soft = [
        name
        for name, value in _SOFT
        if (a := value(one)) is not None and (b := value(other)) is not None and not _compatible(a, b)
    ]
    return (*hard, *soft)


def _compatible(a: object, b: object) -> bool:
    """Whether two values may be one: the same; words that meet; a chain or a set of names that holds the other."""
    if isinstance(a, _Span) and isinstance(b, _Span):
        return a.words == b.words or a.meets(b)
    if isinstance(a, frozenset) and isinstance(b, frozenset):
        return bool(a & b) or any(x in y or y in x for x in a for y in b)
    if isinstance(a, tuple) and isinstance(b, tuple):
        return a[-1] == b[-1] or a[-1] in b or b[-1] in a
    return a == b


@dataclass(frozen=True, slots=True)
class _Span:
    part: str
    start: int
    end: int
    words: str

    def meets(self, other: _Span) -> bool:
        """Whether the two share a character."""
        return self.part == other.part and self.start < other.end and other.start < self.end


def _span(quote: Quote | None) -> _Span | None:
    if quote is None:
        return None
    return _Span(quote.part, quote.start, quote.end, _folded(quote.text))


def _folded(words: str | None) -> str:
    return " ".join((words or "").casefold().split()).removeprefix("the ")


def _differing(field: str, other: str, name: str) -> Review:
    return Review(
        field=field,
        reason="differs",
        words=f"{name} reads another {field.rstrip('s')} in these words",
        claims=(other,),
    )


def _joined(claim: Claim, other: Claim, name: str) -> Claim:
    """``claim`` under both names, with what only ``other`` says of it taken over and marked."""
    taken: dict[str, object] = {}
    marks: list[Review] = []
    for field, value in _SOFT:
        if field != "origin" and value(claim) is None and value(other) is not None:
            taken[field] = getattr(other, field)
            words = f"only {name} says this of it"
            marks.append(Review(field=field, reason="only_one", words=words))
    return replace(
        claim,
        **taken,  # type: ignore[arg-type] # each from the field of the same name
        extractor=f"{claim.extractor}+{other.extractor}",
        confidence=max(claim.confidence, other.confidence),
        review=(*claim.review, *other.review, *marks),
    )
