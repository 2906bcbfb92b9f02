"""Finding place names in English prose: dictionary first, grammar where the dictionary is silent or doubtful."""

from __future__ import annotations

import re
from dataclasses import dataclass, field
from typing import TYPE_CHECKING

from daftar.model import PlaceMention, Quote
from daftar.resolve.places.capitals import find_in_capitals, in_capitals
from daftar.resolve.places.lexicon import ADJECTIVE, GLUE, NAME, NOT, WORD, Sort
from daftar.resolve.places.runs import cut, runs

if TYPE_CHECKING:
    from collections.abc import Collection, Sequence

    from daftar.resolve.places.gazetteer import Gazetteer, Match
    from daftar.resolve.places.runs import Piece

__all__ = ["APART", "Found", "find_all", "find_places"]

APART = frozenset({"demonym", "organisation", "metonym"})
"""Features of what names a place without anything happening there; only ``every=True`` gives these."""

_BREAKS = Sort.CALENDAR | Sort.OPENER | Sort.NUMBER
_BIG = 100_000
_NEXT = re.compile(r"(['’]s?(?!\w))?(,)?\s*([A-Za-z][\w-]*)?")
_AGE = re.compile(r",\s(?:aged\s)?\d{1,3}(?=,|\s(?:and|of|was|who)\b)")
_UNITS = frozenset("km kms kilometers kilometres kilometer kilometre miles mile meters metres".split())
_SPACE = "\n\t \"'“”‘’(["
_STOPS = ".!?:;\n—–•*|"


@dataclass(slots=True)
class Found:
    """A place name found: offsets in the text, its feature, what words put around it, and whether it is in the book."""

    start: int
    end: int
    feature: str | None = None
    relation: str | None = None
    known: bool = True
    comma: bool = False
    within: list[Found] = field(default_factory=list)


def find_places(
    text: str,
    gazetteer: Gazetteer,
    *,
    offset: int = 0,
    part: str = "text",
    every: bool = False,
    people: Collection[str] = (),
) -> list[PlaceMention]:
    """The places that ``text`` names, in order, not overlapping; offsets have ``offset`` added.

    Left out, unless ``every`` is true: words for a country's people (feature ``demonym``), places that only name an
    organisation ("Oakland police": ``organisation``) and governments called by their capital ("Damascus said":
    ``metonym``). ``people`` are last words of persons' names known from elsewhere in the report.
    """
    found = find_all(text, gazetteer, people)
    return [
        PlaceMention(
            quote=_quote(text, one, offset, part),
            feature=one.feature,
            within=tuple(_quote(text, outer, offset, part) for outer in one.within),
            relation=one.relation,
        )
        for one in found
        if every or one.feature not in APART
    ]


def _quote(text: str, one: Found, offset: int, part: str) -> Quote:
    return Quote(start=one.start + offset, end=one.end + offset, text=text[one.start : one.end], part=part)


def find_all(text: str, gazetteer: Gazetteer, people: Collection[str] = ()) -> list[Found]:
    """Every name of a place or its people in ``text``, with what the words around it say."""
    if in_capitals(text):
        found = [Found(start, end, feature) for start, end, feature in find_in_capitals(text, gazetteer)]
    else:
        finder = _Finder(text, gazetteer, set(people))
        found = finder.find()
    _put_within(text, found, gazetteer)
    return found


# ---- one text ---------------------------------------------------------------------------------------------------


class _Finder:
    """Reads the runs of one text in order; keeps the persons met on the way."""

    __slots__ = ("book", "found", "lexicon", "people", "text")

    def __init__(self, text: str, gazetteer: Gazetteer, people: set[str]) -> None:
        self.text = text
        self.book = gazetteer
        self.lexicon = gazetteer.lexicon
        self.people = people
        self.found: list[Found] = []

    def find(self) -> list[Found]:
        cuts = []
        for start, end in runs(self.text):
            pieces = cut(self.text, start, end, self.book)
            persons = self._persons(pieces, end)
            cuts.append((pieces, persons))
        for pieces, persons in cuts:
            self._read(pieces, persons)
        return self.found

    # ---- persons ----------------------------------------------------------------------------------------------

    def _persons(self, pieces: Sequence[Piece], end: int) -> set[int]:
        """Numbers of the pieces of a run that belong to persons' names."""
        if len(pieces) == 1 and not pieces[0].words > 1:
            return set()
        persons: set[int] = set()
        at = 0
        while at < len(pieces):
            reach = self._person(pieces, at)
            if reach > at:
                persons.update(range(at, reach))
                last = pieces[reach - 1]
                self.people.add(self.text[last.start : last.end].rsplit(" ", 1)[-1])
                at = reach
            else:
                at += 1
        if not persons and _AGE.match(self.text, end) and 1 < len(pieces) < 5 and pieces[-1].what in (NAME, WORD):
            persons.update(range(len(pieces)))
            self.people.add(self.text[pieces[-1].start : pieces[-1].end])
        return persons

    def _person(self, pieces: Sequence[Piece], at: int) -> int:
        """Where a person's name that begins at piece ``at`` ends; ``at`` itself where none begins."""
        piece = pieces[at]
        if piece.what == GLUE or piece.what == NOT:
            return at
        if piece.sort & Sort.TITLE and piece.words == 1 and piece.what != ADJECTIVE:
            reach = self._stretch(pieces, at + 1)
            return reach if reach > at + 1 else at
        after = pieces[at + 1] if at + 1 < len(pieces) else None
        if piece.sort & Sort.GIVEN and not piece.sort & _BREAKS:
            if piece.words > 1:
                return at + 1 if self._given_pair(piece) else at
            if after and after.what in (NAME, WORD) and not self._is_place_tail(after):
                return self._stretch(pieces, at + 1)
            return at
        if after and after.sort & Sort.INITIAL and after.what == WORD and at + 2 < len(pieces):
            return self._stretch(pieces, at + 1)
        return at

    def _stretch(self, pieces: Sequence[Piece], at: int) -> int:
        """How far a person's name runs on from piece ``at``: three words, particles among them."""
        reach = at
        while reach < len(pieces) and reach < at + 4:
            piece = pieces[reach]
            if piece.what == GLUE:
                if piece.key in ("of", "the", "and", "on", "in"):
                    break
            elif piece.what == NOT or piece.what == ADJECTIVE or piece.sort & (_BREAKS | Sort.TITLE):
                break
            elif piece.sort & Sort.HEAD and piece.sort & Sort.FEATURE:
                break
            reach += 1
        while reach > at and pieces[reach - 1].what == GLUE:
            reach -= 1
        return reach

    def _given_pair(self, piece: Piece) -> bool:
        """Whether a known name of two words is sooner a person: *Jose Maria* is a town, and a man."""
        last = self.text[piece.start : piece.end].rsplit(" ", 1)[-1]
        if self.lexicon.sort(last) & (Sort.FEATURE | Sort.SITE | Sort.COMPASS | Sort.ROAD):
            return False
        return not any(
            m.entry.population > _BIG or m.entry.kind != "populated" or self.book.user_made(m.entry)
            for m in self.book.named(piece.key)
        )

    def _is_place_tail(self, piece: Piece) -> bool:
        """Whether a piece after a given name makes the two a place: *Florence County*, *Austin Texas*."""
        if piece.sort & (Sort.FEATURE | Sort.HEAD | Sort.ROAD | Sort.SITE | Sort.PAPER | Sort.TITLE | _BREAKS):
            return True
        return piece.what == NAME and any(m.entry.kind in ("country", "admin1") for m in self._matches(piece))

    def _matches(self, piece: Piece) -> tuple[Match, ...]:
        return self.book.named(piece.key)

    # ---- places -----------------------------------------------------------------------------------------------

    def _read(self, pieces: Sequence[Piece], persons: set[int]) -> None:
        if all(p.what == WORD or p.what == GLUE for p in pieces):
            if not persons:
                self._unknown(pieces)
            return
        before = len(self.found)
        for at, piece in enumerate(pieces):
            if at in persons or piece.what in (WORD, GLUE, NOT):
                continue
            if piece.what == ADJECTIVE:
                self.found.append(Found(piece.start, piece.end, "demonym"))
            elif one := self._name(pieces, at):
                self.found.append(one)
        if len(self.found) == before and not persons and any(p.what == WORD for p in pieces):
            self._unknown(pieces)

    def _name(self, pieces: Sequence[Piece], at: int) -> Found | None:
        """A dictionary name in its setting: taken, taken as an organisation's, or left."""
        piece, text = pieces[at], self.text
        before = pieces[at - 1] if at else None
        after = pieces[at + 1] if at + 1 < len(pieces) else None
        large = self._large(piece)
        feature = None
        if piece.words == 1 and not large and text[piece.start : piece.end] in self.people:
            return None
        if piece.sort & _BREAKS and piece.words == 1:
            return None
        if after is not None and after.what != GLUE:
            if after.sort & Sort.PAPER and not after.sort & Sort.HEAD:
                return None
            if after.sort & (Sort.ROAD | Sort.SITE) and not large:
                return None
            if after.sort & (Sort.HEAD | Sort.TITLE):
                feature = "organisation"
            elif after.sort & Sort.FEATURE:
                feature = None
            elif after.what == WORD and not after.sort & (_BREAKS | Sort.ORDINARY) and not large:
                return None
        if before is not None and before.what != GLUE:
            explained = before.what == ADJECTIVE or before.sort & (
                _BREAKS | Sort.HEAD | Sort.FEATURE | Sort.COMPASS | Sort.TITLE | Sort.SITE
            )
            if not explained and not (before.what == NAME and large) and not before.sort & Sort.ORDINARY:
                return None
        return self._in_sentence(piece, feature, large=large, alone=len(pieces) == 1)

    def _large(self, piece: Piece) -> bool:
        """Whether any bearer of the name is so large that the name needs no help."""
        if piece.sort & Sort.ABBREVIATION:
            return True
        return any(
            m.likeness == 1.0 and m.entry.population >= _BIG or m.entry.kind in ("country", "admin1", "region", "water")
            or self.book.user_made(m.entry)
            for m in self._matches(piece)
        )  # fmt: skip

    def _in_sentence(self, piece: Piece, feature: str | None, *, large: bool, alone: bool) -> Found | None:
        text = self.text
        words = text[max(0, piece.start - 48) : piece.start].lower().split()
        settled, before_feature, relation = self._before(words)
        mark, comma, follow = _NEXT.match(text, piece.end).groups()  # type: ignore[union-attr]
        follow = (follow or "").lower()
        after_feature = None if comma or mark else self.lexicon.features.get(follow)
        if feature is None and alone and not mark and not comma:
            if follow in self.lexicon.speaks:
                if not large:
                    return None
                feature = "metonym"
            elif follow in self.lexicon.heads and not after_feature and not settled:
                feature = "organisation"
        if piece.words == 1 and not large:
            weak = piece.sort & (Sort.ORDINARY | Sort.GIVEN | Sort.HEAD | Sort.COMPASS | Sort.FEATURE | Sort.SITE | Sort.PAPER | Sort.TITLE)
            if weak and not (settled or before_feature or (comma and self._state_follows(piece.end))):
                return None
        elif piece.sort & Sort.ORDINARY and piece.words == 1 and _opens(text, piece.start) and not (settled or comma):
            return Found(piece.start, piece.end, feature, relation) if self._is_country(piece) else None
        return Found(piece.start, piece.end, feature or before_feature or after_feature, relation, comma=bool(comma))

    def _is_country(self, piece: Piece) -> bool:
        return any(m.entry.kind == "country" for m in self._matches(piece))

    def _state_follows(self, end: int) -> bool:
        """Whether ", Ohio" or ", Md." comes next."""
        match = re.compile(r",\s+((?:[A-Z][\w.]*\s?){1,3})").match(self.text, end)
        if not match:
            return False
        words = match.group(1).split()
        return any(
            (name := " ".join(words[:n])) in self.book.abbreviations
            or any(m.entry.kind in ("country", "admin1") for m in self.book.named(name.rstrip(".").lower()))
            for n in range(len(words), 0, -1)
        )

    def _before(self, words: Sequence[str]) -> tuple[bool, str | None, str | None]:
        """What the words before a name say: whether they put something there, its feature, its relation."""
        lexicon = self.lexicon
        at = len(words) - 1
        feature = None
        if at >= 0 and words[at] == "of" and at >= 1 and words[at - 1] in lexicon.features:
            return True, lexicon.features[words[at - 1]], self._relation(words, at - 1)
        if at >= 1 and words[at] in lexicon.features and words[at - 1] not in lexicon.from_:
            feature, at = lexicon.features[words[at]], at - 1
        while at >= 0 and (words[at] in lexicon.compass or words[at] in ("the", "nearby", "rebel-held", "besieged")):
            at -= 1
        if at < 0:
            return feature is not None, feature, None
        relation = self._relation(words, at + 1)
        return bool(feature) or words[at] in lexicon.inside or relation is not None, feature, relation

    def _relation(self, words: Sequence[str], at: int) -> str | None:
        """"near", "north of", "12 km from" ... where the words before number ``at`` end in one."""
        if at < 1:
            return None
        last = words[at - 1]
        if last in ("near", "outside", "around", "beside"):
            return last
        if at >= 2 and last == "of" and words[at - 2] in self.lexicon.compass:
            first = next((n for n in range(max(0, at - 5), at) if words[n][:1].isdigit()), at - 2)
            return " ".join(words[first:at])
        if at >= 3 and last == "from" and words[at - 2] in _UNITS:
            return " ".join(words[at - 3 : at])
        return None

    def _unknown(self, pieces: Sequence[Piece]) -> None:
        """A run that no dictionary holds: a place where the grammar leaves no other reading."""
        first = next((n for n, p in enumerate(pieces) if not p.sort & _BREAKS and p.what != GLUE), None)
        if first is None:
            return
        last = next((n for n in range(first, len(pieces)) if pieces[n].key in ("of", "and", "the", "on")), len(pieces))
        pieces = pieces[first:last]
        bad = Sort.TITLE | Sort.CALENDAR | Sort.NUMBER | Sort.OPENER | Sort.PAPER | Sort.INITIAL | Sort.ABBREVIATION
        if not pieces or len(pieces) > 4 or any(p.sort & bad or p.what in (NOT, ADJECTIVE) for p in pieces):
            return
        start, end = pieces[0].start, pieces[-1].end
        name = self.text[start:end]
        words = self.text[max(0, start - 48) : start].lower().split()
        mark, comma, follow = _NEXT.match(self.text, end).groups()  # type: ignore[union-attr]
        settled, feature, relation = self._before(words)
        tail = self.lexicon.features.get((follow or "").lower()) if not (mark or comma) else None
        if feature is None and tail is None:
            if not settled or mark or name.isupper() or words[-1] not in ("in", "near", "outside", "towards", "toward"):
                return
            if any(p.sort & (Sort.GIVEN | Sort.HEAD | Sort.ORDINARY | Sort.COMPASS) for p in pieces):
                return
            if (follow or "").lower() in self.lexicon.speaks or (follow or "").lower() in self.lexicon.heads:
                return
        elif name in self.people or any(p.sort & Sort.HEAD and not p.sort & Sort.FEATURE for p in pieces):
            return
        if feature is None and not settled and pieces[0].sort & (Sort.HEAD | Sort.ORDINARY | Sort.COMPASS):
            return
        self.found.append(Found(start, end, feature or tail, relation, known=False, comma=bool(comma)))


def _opens(text: str, start: int) -> bool:
    """Whether a sentence, a heading or a quotation begins at ``start``."""
    at = start - 1
    while at >= 0 and text[at] in _SPACE:
        if text[at] == "\n":
            return True
        at -= 1
    return at < 0 or text[at] in _STOPS


# ---- one place inside another -----------------------------------------------------------------------------------

_FEATURE_WORD = r"(?:\s+[a-z-]+){0,2}"
_INSIDE = re.compile(
    rf"{_FEATURE_WORD},?\s+(?:in|of|inside)\s+(?:the\s+)?(?:[a-z-]+\s+){{0,3}}(?:of\s+|part of\s+)?(?:the\s+)?"
)
_COMMA = re.compile(rf"{_FEATURE_WORD},\s+(?:the\s+)?")
_OWNER = re.compile(r"['’]s\s+(?:[a-z-]+\s+){0,3}(?:of\s+)?")
_AREAS = frozenset({"country", "admin1", "admin2", "admin3", "region"})
_INSIDE_GAP = 70


def _put_within(text: str, found: Sequence[Found], gazetteer: Gazetteer) -> None:
    """Fill ``within`` of names that the words put inside the next one ("X, Idlib", "X in the countryside of Y")."""
    for inner, outer in zip(found[-2::-1], found[:0:-1], strict=True):
        if outer.start - inner.end > _INSIDE_GAP or outer.start < inner.end or inner.feature == "demonym":
            continue
        gap = text[inner.end : outer.start]
        if outer.feature != "demonym" and not outer.relation:
            if _INSIDE.fullmatch(gap) or (_COMMA.fullmatch(gap) and _is_area(text, outer, gazetteer)):
                inner.within = [outer, *outer.within]
                continue
        if _OWNER.fullmatch(gap) and not outer.within and outer.feature != "demonym" and _is_area(text, inner, gazetteer):
            outer.within = [inner]


def _is_area(text: str, one: Found, gazetteer: Gazetteer) -> bool:
    if one.feature in ("district", "province", "area"):
        return True
    name = text[one.start : one.end]
    if name in gazetteer.abbreviations:
        return True
    return any(m.entry.kind in _AREAS for m in gazetteer.named_as(name))
