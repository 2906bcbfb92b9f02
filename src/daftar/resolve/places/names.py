"""Finding place names in English prose: dictionary first, grammar where the dictionary is silent or doubtful."""

from __future__ import annotations

import re
from dataclasses import dataclass, field
from typing import TYPE_CHECKING

from daftar.model import PlaceMention, Quote
from daftar.resolve.places.capitals import find_in_capitals, in_capitals
from daftar.resolve.places.lexicon import ADJECTIVE, GLUE, NAME, WORD, Sort
from daftar.resolve.places.runs import read_run, runs
from daftar.resolve.places.scripts import find_in_scripts, in_scripts, puts_inside

if TYPE_CHECKING:
    from collections.abc import Collection, Sequence

    from daftar.resolve.places.gazetteer import Gazetteer
    from daftar.resolve.places.persons import Piece
    from daftar.resolve.places.runs import Run

__all__ = ["APART", "Found", "find_all", "find_places"]

APART = frozenset({"demonym", "organisation", "metonym"})
"""Features of what names a place without anything happening there; only ``every=True`` gives these."""

_BREAKS = Sort.CALENDAR | Sort.OPENER | Sort.NUMBER
_WEAK = (
    Sort.ORDINARY | Sort.GIVEN | Sort.HEAD | Sort.COMPASS | Sort.FEATURE | Sort.SITE | Sort.PAPER | Sort.TITLE
)  # fmt: skip
_EXPLAINS = _BREAKS | Sort.HEAD | Sort.FEATURE | Sort.COMPASS | Sort.TITLE | Sort.SITE | Sort.ORDINARY
_NEAR = frozenset({"near", "outside", "around", "beside", "between"})
_BESIDE = frozenset({"the", "nearby", "rebel-held", "besieged"})
_AGE = re.compile(r",\s(?:aged\s)?\d{1,3}(?=,|\s(?:and|of|was|who)\b)")
_AFTER_COMMA = re.compile(r",\s+((?:[A-Z][\w.]*\s?){1,3})")
_UNITS = frozenset(
    {"km", "kms", "kilometers", "kilometres", "kilometer", "kilometre", "miles", "mile", "meters", "metres"}
)
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
    beside: Found | None = None
    name: str | None = None


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
    return [_mention(text, one, offset, part) for one in found if every or one.feature not in APART]


def _mention(text: str, one: Found, offset: int, part: str) -> PlaceMention:
    beside = one.beside
    return PlaceMention(
        quote=_quote(text, one, offset, part),
        feature=one.feature,
        within=tuple(_quote(text, outer, offset, part) for outer in one.within),
        relation=one.relation,
        beside=None
        if beside is None
        else PlaceMention(
            quote=_quote(text, beside, offset, part), relation=beside.relation, name=beside.name
        ),
        name=one.name,
    )


def _quote(text: str, one: Found, offset: int, part: str) -> Quote:
    return Quote(start=one.start + offset, end=one.end + offset, text=text[one.start : one.end], part=part)


def find_all(text: str, gazetteer: Gazetteer, people: Collection[str] = ()) -> list[Found]:
    """Every name of a place or its people in ``text``, with what the words around it say."""
    if in_capitals(text):
        found = [Found(start, end, feature) for start, end, feature in find_in_capitals(text, gazetteer)]
    else:
        finder = _Finder(text, gazetteer, set(people))
        found = finder.find()
    if in_scripts(text):
        found += [
            Found(w.start, w.end, w.feature, w.relation, w.known, w.comma, name=w.name)
            for w in find_in_scripts(text, gazetteer)
        ]
        found.sort(key=lambda one: one.start)
    _put_within(text, found, gazetteer)
    return found


# ---- one text ---------------------------------------------------------------------------------------------------


class _Finder:
    """Reads the runs of one text in order; keeps the persons met on the way."""

    __slots__ = ("base", "book", "found", "lexicon", "people", "text")

    def __init__(self, text: str, gazetteer: Gazetteer, people: set[str]) -> None:
        self.text = text
        self.book = gazetteer
        self.lexicon = gazetteer.lexicon
        self.people = people
        self.found: list[Found] = []
        self.base = 0

    def find(self) -> list[Found]:
        text, book = self.text, self.book
        met = []
        for start, end in runs(text, book):
            run = read_run(text[start:end], book)
            if run.empty:
                continue
            if run.surnames:
                self.people.update(run.surnames)
            if 1 < len(run.pieces) < 5 and not run.persons and _AGE.match(text, end):
                last = run.pieces[-1]
                self.people.add(text[start + last.start : end])
                if not self._dictionary_pair(run):
                    continue
            met.append((start, run))
        for start, run in met:
            self.base = start
            self._read(run)
        return self.found

    def _dictionary_pair(self, run: Run) -> bool:
        """Whether a run before an age is places after all: ``Canton, Ohio, 34`` hardly, adjectives surely."""
        return any(p.what == ADJECTIVE for p in run.pieces)

    def _read(self, run: Run) -> None:
        if not run.named:
            if not run.persons:
                self._unknown(run)
            return
        before = len(self.found)
        for at, piece in run.listed:
            if piece.what == ADJECTIVE:
                self._add(piece, "demonym")
            else:
                self._name(run.pieces, at)
        if run.loose and len(self.found) == before:
            self._unknown(run)

    def _add(
        self, piece: Piece, feature: str | None, relation: str | None = None, *, comma: bool = False
    ) -> None:
        self.found.append(
            Found(self.base + piece.start, self.base + piece.end, feature, relation, comma=comma)
        )

    # ---- names of the dictionary ------------------------------------------------------------------------------

    def _name(self, pieces: Sequence[Piece], at: int) -> None:
        """Take a dictionary name, take it as an organisation's, or leave it, by its neighbours in the run."""
        piece = pieces[at]
        large = bool(piece.sort & Sort.ABBREVIATION) or self.book.large(piece.key)
        if piece.words == 1 and (piece.sort & _BREAKS or self._is_person(piece)):
            return
        feature = None
        if at + 1 < len(pieces) and (after := pieces[at + 1]).what != GLUE:
            if not _goes_before(after, large=large):
                return
            if after.sort & Sort.FEATURE and after.what == WORD:
                ends = at + 2 == len(pieces) or pieces[at + 2].what == GLUE
                feature = self._feature_of(after)
                if ends and feature in ("district", "province"):  # "Borno State" is one name
                    piece = piece._replace(end=after.end)
                elif not ends or after.sort & Sort.HEAD:
                    feature = "organisation"
            elif after.sort & (Sort.HEAD | Sort.TITLE):
                feature = "organisation"
        if at and (before := pieces[at - 1]).what != GLUE and not _goes_after(before, large=large):
            return
        self._in_sentence(piece, feature, large=large, alone=len(pieces) == 1)

    def _in_sentence(self, piece: Piece, feature: str | None, *, large: bool, alone: bool) -> None:
        """Take a name or leave it by the words before and after its run."""
        text, lexicon = self.text, self.lexicon
        start, end = self.base + piece.start, self.base + piece.end
        settled, before_feature, relation = self._before(start)
        mark, comma, follow = self.lexicon.next_word.match(text, end).groups()  # type: ignore[union-attr] # it matches nothing, too
        follow = (follow or "").lower()
        after_feature = None if comma or mark else lexicon.features.get(follow)
        if feature is None and alone and not mark and not comma:
            if follow in lexicon.speaks and not settled:
                if not large:
                    return
                feature = "metonym"
            elif follow in lexicon.heads and not after_feature and not settled:
                feature = "organisation"
        if piece.words == 1 and not large:
            led = settled or before_feature or (comma and self._state_follows(end))
            if piece.sort & _WEAK and not led:
                return
        elif piece.words == 1 and piece.sort & Sort.ORDINARY and not (settled or comma):
            if _opens(text, start) and not self._is_country(piece):
                return
            before_feature = after_feature = None
        self._add(piece, feature or before_feature or after_feature, relation, comma=bool(comma))

    def _feature_of(self, piece: Piece) -> str | None:
        word = self.text[self.base + piece.start : self.base + piece.end]
        return self.lexicon.features.get(word.lower())

    def _is_person(self, piece: Piece) -> bool:
        """Whether a word is the surname of somebody met in the text, and nothing puts anything there."""
        start = self.base + piece.start
        if self.text[start : self.base + piece.end] not in self.people:
            return False
        if any(m.entry.kind in ("country", "admin1", "region") for m in self.book.named(piece.key)):
            return False
        return self.text[max(0, start - 12) : start].lower().split()[-1:] not in (
            ["in"],
            ["near"],
            ["at"],
            ["outside"],
        )

    def _is_country(self, piece: Piece) -> bool:
        return any(m.entry.kind == "country" for m in self.book.named(piece.key))

    def _state_follows(self, end: int) -> bool:
        """Whether ", Ohio" or ", Md." comes next."""
        match = _AFTER_COMMA.match(self.text, end)
        if not match:
            return False
        words = match.group(1).split()
        return any(
            any(m.entry.kind in ("country", "admin1") for m in self.book.named_as(" ".join(words[:n])))
            for n in range(len(words), 0, -1)
        )

    def _before(self, start: int) -> tuple[bool, str | None, str | None]:
        """What the words before a name say: whether they put something there, its feature, its relation."""
        text = self.text
        if text.startswith(" ", start - 1):  # most often one look at one word is enough
            last = text[text.rfind(" ", 0, start - 1) + 1 : start - 1].lower()
            if last in self.lexicon.puts:
                return True, None, None
            if last not in self.lexicon.leads and last.isalpha():
                return False, None, None
        written = text[max(0, start - 48) : start].split()
        words = [w.lower() for w in written]
        lexicon = self.lexicon
        at = len(words) - 1
        feature = None
        if at >= 1 and words[at] == "of" and (kind := lexicon.features.get(words[at - 1])):
            if kind == "area":
                return True, None, " ".join(words[max(0, at - 2) : at + 1]).removeprefix("the ")
            owned = at >= 2 and written[at - 2][:1].isupper()  # "the X neighbourhood of Y"
            return True, None if owned else kind, self._relation(words, at - 1)
        if at >= 1 and words[at] in lexicon.features and words[at - 1] not in lexicon.from_:
            feature, at = lexicon.features[words[at]], at - 1
        while at >= 0 and (words[at] in lexicon.compass or words[at] in _BESIDE):
            at -= 1
        if at < 0:
            return feature is not None, feature, None
        relation = self._relation(words, at + 1)
        settled = feature is not None or words[at] in lexicon.inside or words[at] in lexicon.takes
        return settled or relation is not None, feature, relation

    def _relation(self, words: Sequence[str], at: int) -> str | None:
        """``near``, ``north of``, ``12 km from`` where the words before number ``at`` end in one."""
        if at < 1:
            return None
        last = words[at - 1]
        if last in _NEAR:
            return last
        if at >= 2 and last == "of" and words[at - 2] in self.lexicon.compass:
            first = next((n for n in range(max(0, at - 5), at) if words[n][:1].isdigit()), at - 2)
            return " ".join(words[first:at])
        if at >= 3 and last == "from" and words[at - 2] in _UNITS:
            return " ".join(words[at - 3 : at])
        return None

    # ---- names that no dictionary holds -----------------------------------------------------------------------

    def _unknown(self, run: Run) -> None:
        """Take an unknown run as a place where the grammar leaves no other reading."""
        core = run.core
        if core is None:
            return
        start, end = self.base + core.start, self.base + core.end
        settled, feature, relation = self._before(start)
        if self.text[end : end + 1] == "." and not settled and feature is None:
            return  # nothing follows, and nothing puts anything there
        mark, comma, follow = self.lexicon.next_word.match(self.text, end).groups()  # type: ignore[union-attr] # it matches nothing, too
        follow = (follow or "").lower()
        tail = None if mark or comma else self.lexicon.features.get(follow)
        if feature is None and tail is None:
            if not settled or mark or not core.plain or not self._only_a_place(start, end, follow):
                return
        elif core.office or self.text[start:end] in self.people:
            return
        if feature is None and not settled and not core.plain and not self.text.endswith("the ", 0, start):
            return
        self.found.append(Found(start, end, feature or tail, relation, known=False, comma=bool(comma)))

    def _only_a_place(self, start: int, end: int, follow: str) -> bool:
        """Whether an unknown name after a preposition can be nothing else: no acronym, no speaker."""
        if self.text[start:end].isupper() or follow in self.lexicon.speaks or follow in self.lexicon.heads:
            return False
        before = self.text[max(0, start - 12) : start].lower().split()  # nothing but blanks may stand there
        return bool(before) and before[-1] in self.lexicon.takes


def _goes_before(after: Piece, *, large: bool) -> bool:
    """Whether a place's name can stand before this piece of the same run and still be a place's name."""
    if after.sort & Sort.PAPER and not after.sort & Sort.HEAD:
        return False
    if after.sort & (Sort.ROAD | Sort.SITE) and not large:
        return False
    explained = after.what != WORD or after.sort & (
        Sort.HEAD | Sort.TITLE | Sort.FEATURE | _BREAKS | Sort.ORDINARY
    )
    return bool(explained) or large


def _goes_after(before: Piece, *, large: bool) -> bool:
    """Whether a place's name can stand after this piece of the same run and still be a place's name."""
    if before.what == ADJECTIVE or before.sort & _EXPLAINS:
        return True
    return before.what == NAME and large


def _opens(text: str, start: int) -> bool:
    """Whether a sentence, a heading or a quotation begins at ``start``."""
    at = start - 1
    while at >= 0 and text[at] in _SPACE:
        if text[at] == "\n":
            return True
        at -= 1
    return at < 0 or text[at] in _STOPS


# ---- one place inside another -----------------------------------------------------------------------------------

_SURROUNDS = re.compile(r"\b(?:countryside|outskirts|suburbs|enclave|area|part) of$")
_MEASURED = re.compile(r"^\d.*(?:of|from)$|^(?:north|south|east|west)\S* of$|^(?:near|outside)$")
_APPOSED = re.compile(
    r",?\s*(?:(?:some|about|around|roughly|approximately|nearly|just|only|located|situated|lying|lies|is|which|that|"
    r"a|the|small|village|town|city|hamlet|camp|front|line|frontline|crossing|area|neighbou?rhood|district)\s+){0,4}"
)
_ANDS = frozenset({"and", "та", "і", "й", "и", "و"})
_AREAS = frozenset({"country", "admin1", "admin2", "admin3", "region"})
_INSIDE_GAP = 70


def _put_within(text: str, found: Sequence[Found], gazetteer: Gazetteer) -> None:
    """Fill ``within`` of names that the words put inside the next one ("X, Idlib", "X in the countryside of Y").

    And ``beside``: what an apposition measures from ("X, 12 km north of Z"), and the other end of "between A and B".
    """
    words = gazetteer.lexicon
    for inner, outer in zip(found[-2::-1], found[:0:-1], strict=True):
        if not 0 <= outer.start - inner.end <= _INSIDE_GAP or "demonym" in (inner.feature, outer.feature):
            continue
        gap = text[inner.end : outer.start]
        if "." in gap:
            continue
        if inner.relation == "between" and gap.strip() in _ANDS:
            outer.relation = "between"
            inner.beside, outer.beside = outer, inner
        elif outer.relation and _MEASURED.search(outer.relation) and _apposed(gap, outer.relation):
            inner.beside = outer
        elif (not outer.relation or _SURROUNDS.search(outer.relation)) and (
            words.inside_gap.fullmatch(gap)
            or ((gap == " " or words.comma_gap.fullmatch(gap)) and _is_area(text, outer, gazetteer))
            or (not gap.isascii() and puts_inside(gap, gazetteer, area=_is_area(text, outer, gazetteer)))
        ):
            inner.within = [outer, *outer.within]
            inner.beside = inner.beside or outer.beside or (outer if outer.relation else None)
        elif words.owner_gap.fullmatch(gap) and not outer.within and _is_area(text, inner, gazetteer):
            outer.within = [inner]


def _apposed(gap: str, relation: str) -> bool:
    """Whether the words between two names are the measure alone: ", about 12 km north of "."""
    before = " ".join(gap.lower().split())
    if not before.endswith(relation):  # relations of other scripts are told in English words
        return not gap.isascii() and ("," in gap or "،" in gap)
    return _APPOSED.fullmatch(before.removesuffix(relation)) is not None


def _is_area(text: str, one: Found, gazetteer: Gazetteer) -> bool:
    if one.feature in ("district", "province", "area"):
        return True
    name = one.name or text[one.start : one.end]
    if name in gazetteer.abbreviations:
        return True
    return any(m.entry.kind in _AREAS for m in gazetteer.named_as(name))
