"""Finding place names in English prose: dictionary first, grammar where the dictionary is silent or doubtful."""

from __future__ import annotations

import re
from typing import TYPE_CHECKING

from daftar.model import PlaceMention, Quote
from daftar.resolve.places.capitals import find_in_capitals, in_capitals
from daftar.resolve.places.found import APART, Found
from daftar.resolve.places.inside import put_under_head, put_within
from daftar.resolve.places.lexicon import ADJECTIVE, NAME, Sort
from daftar.resolve.places.runs import read_run, runs
from daftar.resolve.places.scripts import find_in_scripts, in_scripts

if TYPE_CHECKING:
    from collections.abc import Collection, Sequence

    from daftar.resolve.places.gazetteer import Gazetteer
    from daftar.resolve.places.persons import Piece
    from daftar.resolve.places.runs import Listed, Run

__all__ = ["APART", "Found", "find_all", "find_places"]

_WEAK = (
    Sort.ORDINARY | Sort.GIVEN | Sort.HEAD | Sort.COMPASS | Sort.FEATURE | Sort.SITE | Sort.PAPER | Sort.TITLE
)  # fmt: skip
_NEAR = frozenset({"near", "outside", "around", "beside", "between"})
_BESIDE = frozenset({"the", "nearby", "rebel-held", "besieged"})
_IN = (["in"], ["near"], ["outside"])
# Behind the name of a town that heads an item of a bulletin: a sentence with an article or a number.
_ITEM = re.compile(
    r":\s+(?:an?|the|\d+|one|two|three|four|five|six|seven|eight|nine|ten|at least|gunmen|shells|shelling|several|no)\s\w+\s\w+\s",
    re.IGNORECASE,
)
_AGE = re.compile(r",\s(?:aged\s)?\d{1,3}(?=,|\s(?:and|of|was|who)\b)")
_PAPERS = re.compile(r"[A-Z][\w’'-]+ $")  # a newspaper's name before its last word
_AFTER_COMMA = re.compile(r",\s+((?:[A-Z][\w.]*\s?){1,3})")
_UNITS = frozenset(
    {"km", "kms", "kilometers", "kilometres", "kilometer", "kilometre", "miles", "mile", "meters", "metres"}
)
_SPACE = "\n\t \"'“”‘’(["
_STOPS = ".!?:;\n—–•*|"


def find_places(
    text: str,
    gazetteer: Gazetteer,
    *,
    offset: int = 0,
    part: str = "text",
    every: bool = False,
    people: Collection[str] = (),
    also: Sequence[tuple[int, int]] = (),
) -> list[PlaceMention]:
    """The places that ``text`` names, in order, not overlapping; offsets have ``offset`` added.

    Left out, unless ``every`` is true: words for a country's people (feature ``demonym``), places that only name an
    organisation ("Oakland police": ``organisation``) and governments called by their capital ("Damascus said":
    ``metonym``). ``people`` are last words of persons' names known from elsewhere in the report, ``also`` stretches of
    ``text`` that are places by what the report says elsewhere.
    """
    found = find_all(text, gazetteer, people, also)
    return [_mention(text, one, offset, part) for one in found if every or one.feature not in APART]


# A frozen dataclass sets its fields twice as slowly by its own __init__, and these are made for every name of every text.
_new = object.__new__
_PUT_START, _PUT_END, _PUT_TEXT, _PUT_PART = (
    Quote.__dict__[name].__set__ for name in ("start", "end", "text", "part")
)
_PUT_QUOTE, _PUT_FEATURE, _PUT_WITHIN, _PUT_RELATION, _PUT_BESIDE, _PUT_NAME = (
    PlaceMention.__dict__[name].__set__
    for name in ("quote", "feature", "within", "relation", "beside", "name")
)


def _mention(text: str, one: Found, offset: int, part: str) -> PlaceMention:
    made = _new(PlaceMention)
    _PUT_QUOTE(made, _quote(text, one, offset, part))
    _PUT_FEATURE(made, one.feature)
    _PUT_RELATION(made, one.relation)
    _PUT_NAME(made, one.name)
    _PUT_WITHIN(made, tuple([_quote(text, w, offset, part) for w in one.within]) if one.within else ())
    beside = one.beside
    if beside is not None:
        quote = _quote(text, beside, offset, part)
        _PUT_BESIDE(made, PlaceMention(quote=quote, relation=beside.relation, name=beside.name))
    else:
        _PUT_BESIDE(made, None)
    return made


def _quote(text: str, one: Found, offset: int, part: str) -> Quote:
    made = _new(Quote)
    start, end = one.start, one.end
    _PUT_START(made, start + offset)
    _PUT_END(made, end + offset)
    _PUT_TEXT(made, text[start:end])
    _PUT_PART(made, part)
    return made


def find_all(
    text: str, gazetteer: Gazetteer, people: Collection[str] = (), also: Sequence[tuple[int, int]] = ()
) -> list[Found]:
    """Every name of a place or its people in ``text``, with what the words around it say."""
    if in_capitals(text):
        found = [Found(start, end, feature) for start, end, feature in find_in_capitals(text, gazetteer)]
    else:
        finder = _Finder(text, gazetteer, set(people))
        found = finder.find()
        if also:
            found = finder.with_these(also)
    if in_scripts(text):
        found += [
            Found(w.start, w.end, w.feature, w.relation, w.known, w.comma, name=w.name)
            for w in find_in_scripts(text, gazetteer)
        ]
        found.sort(key=lambda one: one.start)
    put_within(text, found, gazetteer)
    if len(found) > 1:
        put_under_head(text, found, gazetteer)
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
        known = book.runs
        met = []
        for start, end in runs(text, book):
            written = text[start:end]
            run = known.get(written) or read_run(written, book)
            if self._led(run, start):
                piece = run.pieces[0]
                self.found.append(Found(start + piece.start, start + piece.end))
                continue
            if run.people and not self._meets(run, start, end):
                continue
            if run.told:
                met.append((start, run))
        for start, run in met:
            self.base = start
            self._read(run)
        self.found.sort(key=lambda one: one.start)
        return self.found

    def with_these(self, also: Sequence[tuple[int, int]]) -> list[Found]:
        """What was found, and stretches that are places by the report's other words."""
        for start, end in also:
            parts = [one for one in self.found if one.start < end and start < one.end]
            if any(one.start < start or one.end > end or one.end - one.start == end - start for one in parts):
                continue
            self.found = [one for one in self.found if one not in parts]  # "Upper X" is neither Upper nor X
            _, feature, relation = self._before(start)
            mark, comma, follow = self.lexicon.next_word.match(self.text, end).groups()  # type: ignore[union-attr] # it matches nothing, too
            follow = "" if mark or comma else (follow or "").lower()
            if follow in self.lexicon.heads - self.lexicon.grounds and follow not in self.lexicon.features:
                continue  # "the X council"
            feature = feature or self.lexicon.features.get(follow)
            self.found.append(Found(start, end, feature, relation, known=False, comma=bool(comma)))
        self.found.sort(key=lambda one: one.start)
        return self.found

    def _led(self, run: Run, start: int) -> bool:
        """Whether a run is one name of several words that somebody may bear, too, and "in" says that it is a place's."""
        piece = run.pieces[0]
        if len(run.pieces) > 1 or piece.words < 2 or piece.what != NAME or run.listed:
            return False
        return self.text[max(0, start - 12) : start].lower().split()[-1:] in _IN

    def _meets(self, run: Run, start: int, end: int) -> bool:
        """Keep whom a run names, and say whether it can name a place, too: ``Canton, Ohio, 34`` hardly does."""
        if run.surnames:
            self.people.update(run.surnames)
        elif self.text[end : end + 1] == "," and _AGE.match(self.text, end):
            self.people.add(self.text[start + run.pieces[-1].start : end])
            return any(p.what == ADJECTIVE for p in run.pieces)
        return True

    def _read(self, run: Run) -> None:
        if not run.named:
            self._unknown(run)
            return
        before = len(self.found)
        for one in run.listed:
            if one.feature == "demonym":
                piece, base = one.piece, self.base
                self.found.append(Found(base + piece.start, base + piece.end, "demonym"))
            elif not (self.people and one.piece.words == 1 and self._is_person(one.piece)):
                self._in_sentence(one)
        if run.loose and len(self.found) == before:
            self._unknown(run)

    # ---- names of the dictionary ------------------------------------------------------------------------------

    def _in_sentence(self, listed: Listed) -> None:
        """Take a name or leave it by the words before and after its run."""
        piece, feature, large, alone = listed
        text, lexicon = self.text, self.lexicon
        start, end = self.base + piece.start, self.base + piece.end
        settled, before_feature, relation = self._before(start)
        if piece.words == 1 and piece.sort & Sort.PAPER and _PAPERS.search(text, max(0, start - 24), start):
            return  # "Coast Herald reported"
        settled = settled or (alone and _heads_item(text, start, end))
        mark, comma, follow = self.lexicon.next_word.match(text, end).groups()  # type: ignore[union-attr] # it matches nothing, too
        grounds = (
            lexicon.grounds if follow and follow.islower() else frozenset()
        )  # "Kutum market": a place in it
        follow = (follow or "").lower()
        after_feature = None if comma or mark else lexicon.features.get(follow)
        if feature is None and alone and not mark and not comma:
            if follow in lexicon.speaks and not settled:
                if not large:
                    return
                feature = "metonym"
            elif follow in lexicon.heads and follow not in grounds and not after_feature and not settled:
                feature = "organisation"
        if piece.words == 1 and not large:
            led = settled or before_feature or (comma and self._state_follows(end))
            if piece.sort & _WEAK and not led:
                return
        elif piece.words == 1 and piece.sort & Sort.ORDINARY and not (settled or comma):
            if _opens(text, start) and not self._is_country(piece):
                return
            before_feature = after_feature = None
        feature = feature or before_feature or after_feature
        self.found.append(Found(start, end, feature, relation, comma=bool(comma)))

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
        lexicon = self.lexicon
        near = self.text[max(0, start - 48) : start]
        last = near.rsplit(None, 1)  # most often one look at one word is enough
        if not last or (word := last[-1].lower()) not in lexicon.leads:
            return False, None, None
        if word in lexicon.puts:
            return True, None, None
        written = near.split()
        words = near.lower().split()
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
        if not settled and feature is None and not self.text[end : end + 1].isspace():
            return  # nothing puts anything there, and no word follows that could say what it is
        mark, comma, follow = self.lexicon.next_word.match(self.text, end).groups()  # type: ignore[union-attr] # it matches nothing, too
        follow = (follow or "").lower()
        tail = None if mark or comma else self.lexicon.features.get(follow)
        if feature is None and tail is None:
            if (
                not settled
                or mark
                or not core.plain
                or not self._only_a_place(start, end, "" if comma else follow)
            ):
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
        before = self.text[max(0, start - 24) : start].lower().split()
        while before and before[-1] in _BESIDE and before[-1] != "the":
            before.pop()
        return bool(before) and before[-1] in self.lexicon.takes


def _heads_item(text: str, start: int, end: int) -> bool:
    """Whether the name begins a line and a colon and a sentence follow: "Mellit: A drone strike killed eight people"."""
    return (start == 0 or text[start - 1] == "\n") and _ITEM.match(text, end) is not None


def _opens(text: str, start: int) -> bool:
    """Whether a sentence, a heading or a quotation begins at ``start``."""
    at = start - 1
    while at >= 0 and text[at] in _SPACE:
        if text[at] == "\n":
            return True
        at -= 1
    return at < 0 or text[at] in _STOPS
