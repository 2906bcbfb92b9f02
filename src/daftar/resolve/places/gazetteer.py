"""A gazetteer to ask: the compiled built-in one, with the user's own places laid over it."""

from __future__ import annotations

import json
import struct
from dataclasses import replace
from math import asin, cos, radians, sin, sqrt
from typing import TYPE_CHECKING, Any, NamedTuple

from daftar.errors import DataError
from daftar.memo import Made
from daftar.model import Place
from daftar.resolve.places.added import Layer
from daftar.resolve.places.compiled import compile_gazetteer
from daftar.resolve.places.filed import Files, mapped_trie
from daftar.resolve.places.fold import bare, fold, skeleton
from daftar.resolve.places.layers import Layers
from daftar.resolve.places.layout import KINDS, RECORD
from daftar.resolve.places.lexicon import ADJECTIVE, NAME, NOT, Lexicon, Sort
from daftar.resolve.places.script_words import ScriptWords
from daftar.resolve.places.spelling import likeness
from daftar.resolve.places.user import load_user_gazetteer

if TYPE_CHECKING:
    import os
    from collections.abc import Container, Sequence
    from pathlib import Path

    from daftar.errors import BadRow
    from daftar.resolve.places.runs import Run
from daftar.resolve.places.user import UserPlace

__all__ = ["Entry", "Gazetteer", "Match", "kilometres", "open_gazetteer"]

_BIG = 100_000
_WIDE = frozenset({"country", "admin1", "region", "water"})
_WIDE_NUMBERS = frozenset(map(KINDS.index, _WIDE))
_SIZE = struct.Struct("<8xI12xB")  # the population and the kind of a RECORD
_SAFE = 0.8  # a spelling variant below this likeness is another name


class Entry(NamedTuple):
    """One place as the chooser needs it: ``parent`` is another entry's number or -1; ``kind`` is of ``KINDS``."""

    number: int
    lat: float
    lon: float
    population: int
    parent: int
    kind: str
    country: str | None


class Match(NamedTuple):
    """A place that bears a name: ``likeness`` is 1 for its own name, a little less for another name or a variant."""

    entry: Entry
    likeness: float


def kilometres(a_lat: float, a_lon: float, b_lat: float, b_lon: float) -> float:
    """Great-circle distance between two points in degrees."""
    la, lo, lb, lp = radians(a_lat), radians(a_lon), radians(b_lat), radians(b_lon)
    h = sin((lb - la) / 2) ** 2 + cos(la) * cos(lb) * sin((lp - lo) / 2) ** 2
    return 12742.0 * asin(min(1.0, sqrt(h)))


class Gazetteer:
    """Places by name. Opened by :func:`open_gazetteer`; safe to share between threads that read.

    ``version`` names the built-in gazetteer (``geonames@3.0.2``), ``cited`` that and every one that was added;
    ``problems`` are the rows of the user's CSV files that could not be used.
    """

    def __init__(
        self,
        folder: Path,
        extra: Sequence[UserPlace] = (),
        problems: Sequence[BadRow] = (),
        layers: Sequence[Layer] = (),
        home: Sequence[str] = (),
    ) -> None:
        self._files = Files.of(folder)
        words = json.loads((folder / "words.json").read_text(encoding="utf-8"))
        self.version = "geonames@" + folder.name.split("-")[1]
        self._layers = Layers(layers, self._files.size)
        self.cited = "+".join([self.version, *self._layers.cited])
        self.problems = tuple(problems)
        self._codes: tuple[str | None, ...] = (None, *words["countries"])
        self.home = tuple(home)
        for code in self.home:
            if code not in self._codes:
                raise DataError(
                    f"no country has the code {code!r}; write that of ISO 3166, such as YE for Yemen"
                )
        self.adjectives: dict[str, int] = words["adjectives"]
        self.abbreviations: dict[str, int] = words["abbreviations"]
        self.lexicon = Lexicon(words, mapped_trie(folder / "words.marisa"))
        self._script_tables: dict[str, Any] = words["scripts"]
        self._scripts: tuple[ScriptWords, ...] | None = None
        self._entries = Made(self._find_entry)
        self._exact = Made(self._find_named)
        self._variants = Made(self._find_variants)
        self.country_words: dict[str, str] = words["country_words"]
        self._whats = Made(self._what)
        self._places = Made(self._place)
        self._folded = Made(fold)
        self._large = Made(self._is_large)
        self.runs: dict[str, Run] = {}
        self._begins = Made(self._may_begin)
        self._added_firsts = Made(self._layers_begin)
        self._firsts = {w.split(" ")[0] for w in (*self.adjectives, *self.lexicon.not_places) if " " in w}
        self._own: list[UserPlace] = []
        self._own_names: dict[str, list[int]] = {}
        self._own_bones: dict[tuple[str | None, str], list[str]] = {}
        self._own_entries: list[Entry] = []
        self._parents: dict[tuple[str | None, tuple[str, ...]], int] = {}
        for place in extra:
            self._lay(place)

    def __len__(self) -> int:
        return self._layers.end + len(self._own)

    # ---- the user's places ------------------------------------------------------------------------------------

    def _lay(self, user: UserPlace) -> None:
        number = self._layers.end + len(self._own)
        place = user.place
        self._own.append(user)
        parent = self._parent(place.country, place.admin, place.lat, place.lon)
        self._own_entries.append(
            Entry(number, place.lat, place.lon, place.population or 0, parent, place.kind, place.country)
        )
        for name in (place.name, *user.names):
            key = fold(name)
            for form in {key, bare(key)}:
                self._own_names.setdefault(form, []).append(number)
                self._firsts.add(form.partition(" ")[0])
                if skull := skeleton(form):
                    self._own_bones.setdefault((place.country, skull), []).append(form)

    def _parent(self, country: str | None, admin: Sequence[str], lat: float, lon: float) -> int:
        """The division or country that an added row names, where it can be told without doubt."""
        for name in reversed(admin):
            found = [
                m.entry for m in self._filed(fold(name))
                if m.entry.kind.startswith("admin") and country in (None, m.entry.country)
            ]  # fmt: skip
            if found:
                return min(found, key=lambda e: kilometres(e.lat, e.lon, lat, lon)).number
        known = self.country(country) if country else None
        return known.number if known else -1

    # ---- asking -----------------------------------------------------------------------------------------------

    def folded(self, written: str) -> str:
        """``fold(written)``, remembered."""
        return self._folded[written]

    def named(self, folded: str) -> tuple[Match, ...]:
        """The places that bear exactly this folded name: the user's own first, then the added ones, then the built-in."""
        return self._exact[folded]

    def _find_named(self, folded: str) -> tuple[Match, ...]:
        own = tuple(Match(self.entry(n), 1.0) for n in dict.fromkeys(self._own_names.get(folded, ())))
        return own + self._added(folded) + self._filed(folded)

    def has(self, folded: str) -> bool:
        """Whether any place of any gazetteer bears this folded name."""
        if folded in self._files.names or folded in self._own_names:
            return True
        return bool(self._layers) and any(self._layers.named(folded))

    def scripts(self) -> tuple[ScriptWords, ...]:
        """The words around names in Arabic and Cyrillic letters; made ready when a text first needs them."""
        if self._scripts is None:
            self._scripts = tuple(ScriptWords.of(name, table) for name, table in self._script_tables.items())
        return self._scripts

    def named_as(self, written: str) -> tuple[Match, ...]:
        """The places that bear a name as written; an abbreviation such as "Md." only in full."""
        short = self.abbreviations.get(written)
        return self.named(self.folded(written)) if short is None else (Match(self.entry(short), 1.0),)

    def large(self, folded: str) -> bool:
        """Whether any bearer of the name is so large (or the user's own) that the name needs no help to be believed."""
        return self._large[folded]

    def _is_large(self, folded: str) -> bool:
        if folded in self._own_names:
            return True
        key = self._files.names.get(folded, -1)
        if key >= 0:
            for number in self._files.by_name[key]:  # entries need not be made for this
                population, kind = _SIZE.unpack_from(self._files.places, (number >> 1) * RECORD.size)
                if kind in _WIDE_NUMBERS or (population >= _BIG and not number & 1):
                    return True
        return any(
            (m.likeness == 1.0 and m.entry.population >= _BIG) or m.entry.kind in _WIDE
            for m in self._added(folded)
        )

    def given_name(self, word: str) -> bool:
        """Whether a word is a given name by the long list."""
        return bool(self.lexicon.sort(word) & Sort.GIVEN)

    def what(self, written: str) -> int:
        """What capitalised words as written are by dictionary: NAME, ADJECTIVE, NOT, or -1 where they are unknown."""
        return self._whats[written]

    def begins(self, word: str) -> bool:
        """Whether any known name of several words may begin with this folded word."""
        return self._begins[word]

    def _may_begin(self, word: str) -> bool:
        first = word.partition(" ")[0]  # of "U.S.", the U
        longer = self._files.names.iterkeys(word + " ")
        return first in self._firsts or next(longer, None) is not None or self._added_firsts[first]

    def lengths(self, stretch: str, word: str) -> Container[int]:
        """How long the known names are that a folded stretch begins with; ``word`` is its first word.

        A name may end inside a word of the stretch: who asks looks at the ends of words alone.
        """
        first = word.partition(" ")[0]
        if first in self._firsts or self._added_firsts[first]:  # adjectives and users' names are in no trie
            return range(len(stretch) + 1)
        return [len(name) for name in self._files.names.prefixes(stretch)]

    def _layers_begin(self, first: str) -> bool:
        """Whether an added gazetteer has a name of several words that begins with this one."""
        return bool(self._layers) and self._layers.begins(first)

    def _what(self, written: str) -> int:
        folded = fold(written)
        if folded in self.lexicon.not_places:
            return NOT
        if folded in self.adjectives:
            return ADJECTIVE
        if folded not in self._own_names and folded not in self._files.names:
            # Of added names only those of several words: among a million villages any word is one.
            several = " " in folded and self._added_firsts[folded.partition(" ")[0]]
            return NAME if several and any(self._layers.named(folded)) else -1
        letters = len(folded)
        if letters <= 2 or (letters == 3 and written.isupper()):
            large = any(
                m.entry.kind in ("country", "region") or self.user_made(m.entry) for m in self.named(folded)
            )
            return NAME if large and written.isupper() else -1
        return NAME

    def _filed(self, folded: str) -> tuple[Match, ...]:
        key = self._files.names.get(folded, -1)
        if key < 0:
            return ()
        return tuple(Match(self.entry(n >> 1), 0.97 if n & 1 else 1.0) for n in self._files.by_name[key])

    def _added(self, folded: str) -> tuple[Match, ...]:
        return tuple(Match(self.entry(n), 1.0 if own else 0.97) for n, own in self._layers.named(folded))

    def variants(self, folded: str, country: str) -> tuple[Match, ...]:
        """The places of one country whose name may be another spelling of ``folded``, best first, none twice."""
        return self._variants[folded, country]

    def _find_variants(self, asked: tuple[str, str]) -> tuple[Match, ...]:
        folded, country = asked
        skull = skeleton(folded)
        if not skull:
            return ()
        best: dict[int, Match] = {}
        spellings = [*self._own_bones.get((country, skull), ()), *self._layers.spelled(country, skull)]
        key = self._files.bones.get(f"{country}:{skull}", -1)
        if key >= 0:
            spellings += [self._files.names.restore_key(n) for n in self._files.by_bones[key]]
        for spelling in spellings:
            sure = 0.95 * likeness(folded, spelling, country)
            if sure < _SAFE:
                continue
            for match in self.named(spelling):
                entry = match.entry
                known = best.get(entry.number)
                if entry.country == country and (known is None or known.likeness < sure):
                    best[entry.number] = Match(entry, sure)
        return tuple(sorted(best.values(), key=lambda m: (-m.likeness, -m.entry.population, m.entry.number)))

    def entry(self, number: int) -> Entry:
        """The entry of that number."""
        if number >= self._layers.end:
            return self._own_entries[number - self._layers.end]
        return self._entries[number]

    def _find_entry(self, number: int) -> Entry:
        if number >= self._files.size:
            return self._added_entry(number)
        lat, lon, population, _, parent, _, kind, country = RECORD.unpack_from(
            self._files.places, number * RECORD.size
        )
        return Entry(number, lat / 1e5, lon / 1e5, population, parent, KINDS[kind], self._codes[country])

    def _added_entry(self, number: int) -> Entry:
        spot = self._layers.spot(number)
        key = spot.country, spot.admin
        parent = self._parents.get(key)
        if parent is None:
            parent = self._parents[key] = self._parent(spot.country, spot.admin, spot.lat, spot.lon)
        return Entry(number, spot.lat, spot.lon, spot.population, parent, spot.kind, spot.country)

    def country(self, code: str) -> Entry | None:
        """The entry of a country by ISO code; countries stand first in the file, so this is a short walk."""
        for number in range(self._files.size):
            entry = self.entry(number)
            if entry.kind != "country":
                return None
            if entry.country == code:
                return entry
        return None

    def above(self, entry: Entry) -> tuple[Entry, ...]:
        """The divisions and the country that an entry lies in, the smallest first."""
        found = []
        while entry.parent >= 0:
            entry = self.entry(entry.parent)
            found.append(entry)
        return tuple(found)

    def user_made(self, entry: Entry) -> bool:
        """Whether the entry comes from one of the user's own lists of places, which are few and meant."""
        return entry.number >= self._layers.end

    def added(self, entry: Entry) -> bool:
        """Whether the entry comes from a gazetteer that was added."""
        return self._files.size <= entry.number < self._layers.end

    def inside(self, entry: Entry, area: Entry) -> bool:
        """Whether an entry lies in a division or country, by what is filed above it or by the area's boundary."""
        if area.number in {one.number for one in self.above(entry)}:
            return True
        return self.added(area) and self._layers.holds(area.number, entry.lat, entry.lon)

    def place(self, entry: Entry) -> Place:
        """The full place behind an entry."""
        return self._places[entry.number]

    def _place(self, number: int) -> Place:
        entry = self.entry(number)
        place = self._filed_place(entry)
        if not self._layers or entry.kind in _WIDE or place.pcodes:
            return place
        around = self._layers.division(entry.lat, entry.lon)
        if around is None or around.country not in (None, entry.country):
            return place
        return replace(place, admin=(*around.admin, around.name), pcodes=around.pcodes)

    def _filed_place(self, entry: Entry) -> Place:
        if entry.number >= self._layers.end:
            return self._own[entry.number - self._layers.end].place
        if entry.number >= self._files.size:
            return self._layers.place(entry.number)
        name, text_id, number = self._name(entry.number)
        admin = tuple(
            self._name(e.number)[0] for e in reversed(self.above(entry)) if e.kind.startswith("admin")
        )
        return Place(
            id=text_id or str(number),
            name=name,
            lat=entry.lat,
            lon=entry.lon,
            kind=entry.kind,
            country=entry.country,
            admin=admin,
            population=entry.population or None,
            gazetteer=self.version if number else "daftar@" + self.version.partition("@")[2],
        )

    def _name(self, number: int) -> tuple[str, str, int]:
        if number >= self._files.size:
            return self._filed_place(self.entry(number)).name, "", 0
        _, _, _, geonames, _, offset, _, _ = RECORD.unpack_from(self._files.places, number * RECORD.size)
        line = self._files.text[offset : self._files.text.find(b"\n", offset)].decode()
        name, _, text_id = line.partition("\t")
        return name, text_id, geonames


def open_gazetteer(
    extra: Sequence[str | os.PathLike[str]] = (),
    cache_dir: str | os.PathLike[str] | None = None,
    added: Sequence[Path] = (),
    home: Sequence[str] = (),
) -> Gazetteer:
    """The built-in gazetteer with the user's over it; compiled first where it is missing (seconds).

    ``extra`` are CSV files, read whole; ``added`` gazetteers made by ``add_gazetteer``; ``home`` the ISO 3166 codes of the
    countries that all reports are about, whether they say so or not. Rows of CSV files that cannot
    be used are in ``problems`` of the result. Raises InputError for a file that cannot be read as a gazetteer at all,
    DataError for one that was not made by ``add_gazetteer``, for a code that no country has and for a fault in our own
    tables.
    """
    places: list[UserPlace] = []
    problems: list[BadRow] = []
    for path in extra:
        good, bad = load_user_gazetteer(path)
        places += good
        problems += bad
    return Gazetteer(compile_gazetteer(cache_dir), places, problems, [Layer(path) for path in added], home)
