"""Names that no gazetteer holds and that the report's own words make places, wherever else it says them.

"Residents heard an explosion in Qalbirta" settles that Qalbirta is a place: then "the strike on Qalbirta", "the Qalbirta market"
and a headline's "Qalbirta raid" name it, too. The grammar of one sentence (``names.py``) leaves those open. No name of
which the report anywhere speaks as of a group or a person becomes a place.
"""

from __future__ import annotations

import re
import tomllib
from collections import defaultdict
from functools import cache
from pathlib import Path
from typing import TYPE_CHECKING, NamedTuple

from daftar.errors import DataError
from daftar.resolve.places.capitals import in_capitals
from daftar.resolve.places.lexicon import NAME, Sort
from daftar.resolve.places.runs import read_run, runs

if TYPE_CHECKING:
    from collections.abc import Iterator

    from daftar.model import Report
    from daftar.resolve.places.gazetteer import Gazetteer
    from daftar.resolve.places.runs import Run

__all__ = ["Spans", "villages_of"]

Spans = dict[str, tuple[tuple[int, int], ...]]
"""By part of the report: where it says names of such places, in order."""

_TABLE = Path(__file__).parent / "data" / "villages.toml"
_AHEAD, _BEHIND = 32, 24  # characters looked at before and behind a name
_SHORTEST = 4  # letters of a name that only an attack on it makes a place
_PAIR = 2
_MEANS_MORE = Sort.GIVEN | Sort.HEAD | Sort.ORDINARY | Sort.COMPASS
_AREAS = frozenset({"country", "admin1", "admin2", "region"})
_SURE, _FIRM, _WEAK, _ON, _AGAINST = "sure", "firm", "weak", "on", "against"
_IN = re.compile(r"\bin (?:the (?:town|city) of )?$")


class _Words(NamedTuple):
    before: re.Pattern[str]
    behind: re.Pattern[str]
    goes_on: re.Pattern[str]
    whose: re.Pattern[str]
    befell: re.Pattern[str]
    generic: frozenset[str]


@cache
def _words() -> _Words:
    try:
        table = tomllib.loads(_TABLE.read_text(encoding="utf-8"))
        lists = {key: "|".join(map(re.escape, words)) for key, words in table.items()}
        return _Words(
            before=re.compile(
                rf"\b(?:(?P<sure>(?:{lists['kinds']})(?:\s(?:of|called|named))?"
                rf"|(?:{lists['takes']})|(?:{lists['taking']})\sof)"
                rf"|(?P<firm>(?:{lists['edges']})\sof|(?:{lists['grounds']})\s(?:at|in|near))"
                rf"|(?P<inside>{lists['inside']})|(?P<on>(?:{lists['blows']})\son)|(?P<against>{lists['doers']}))\s$",
                re.IGNORECASE,
            ),
            behind=re.compile(
                rf"(?:,\s(?:an?|the)\s(?:[\w-]+\s){{0,2}})?\s?(?:(?P<sure>{lists['kinds_behind']})|(?P<weak>{lists['grounds_behind']}))\b"
            ),
            goes_on=re.compile(
                rf"[^\w\s'’-]|\n|$|\s+(?:(?:{lists['goes_on']})\b|and\b(?!\s[A-Z])|[^\w\s]|$)"
            ),
            whose=re.compile(rf"(?:['’]s)?[\s-](?:{lists['whose']})\b"),
            befell=re.compile(rf"\s(?:{lists['befell']})\b"),
            generic=frozenset(table["generic"]),
        )
    except (OSError, KeyError, ValueError) as fault:
        raise DataError(f"{_TABLE.name}: {fault}") from fault


def villages_of(report: Report, gazetteer: Gazetteer) -> Spans:
    """Where ``report`` says names that its own words make places, though no gazetteer holds them."""
    said: defaultdict[str, list[tuple[str, int, int]]] = defaultdict(list)
    told: defaultdict[str, set[str]] = defaultdict(set)
    people: set[str] = set()
    towns: set[str] = set()
    if in_capitals(report.text):
        return {}
    title = report.title or ""
    for part, text in (("title", title), ("text", report.text)):
        tells = part == "text" or _is_sentence(title)
        for name, start, end in _unknown(text, gazetteer, people, towns):
            said[name].append((part, start, end))
            if tells and (how := _told(text, start, end, gazetteer)) is not None:
                told[name].add(how)
    found: defaultdict[str, list[tuple[int, int]]] = defaultdict(list)
    for name, ways in told.items():
        if _is_place(name, ways, people, alone=not towns) and not _also_a_word(name, report.text):
            for part, start, end in said[name]:
                found[part].append((start, end))
            found["title"] += [m.span() for m in re.finditer(rf"\b{re.escape(name)}\b", title)]
    return {part: tuple(sorted(set(spans))) for part, spans in found.items()}


def _is_sentence(title: str) -> bool:
    """Whether a headline is written like a sentence: in one whose every word has a capital they tell no names."""
    long = [word for word in title.split() if len(word) >= _SHORTEST]
    return sum(word[0].islower() for word in long) * 2 >= len(long)


def _is_place(name: str, how: set[str], people: set[str], *, alone: bool) -> bool:
    """Whether a name is a place's by ``how`` it is told of; ``alone``: no known town has the attack instead."""
    if _AGAINST in how or name in people:
        return _SURE in how and _AGAINST not in how
    if how & {_SURE, _FIRM}:
        return True
    return len(name) >= _SHORTEST and not name.endswith("s") and (_WEAK in how or alone)


def _also_a_word(name: str, text: str) -> bool:
    """Whether a word of a name is one of the language: in headlines, and lines like them, every word has a capital."""
    return any(
        word.isalpha() and re.search(rf"(?<![\w-]){word.lower()}(?![\w-])", text)
        for word in name.split()
        if len(word) >= _SHORTEST
    )


def _unknown(
    text: str, gazetteer: Gazetteer, people: set[str], towns: set[str]
) -> Iterator[tuple[str, int, int]]:
    """The names in ``text`` that could be a place's and that no dictionary holds.

    ``people`` gets surnames met, ``towns`` a known place that something is told to be in.
    """
    known = gazetteer.runs
    for start, end in runs(text, gazetteer):
        written = text[start:end]
        run = known.get(written) or read_run(written, gazetteer)
        core = run.core
        if (
            core is None
            or core.office
            or (run.listed and not (len(run.pieces) == _PAIR and _two_small(run, gazetteer)))
        ):
            people.update(run.surnames)
            if run.listed and not towns and _IN.search(text, max(0, start - 20), start):
                towns.update(
                    one.piece.key
                    for one in run.listed
                    if not any(m.entry.kind in _AREAS for m in gazetteer.named(one.piece.key))
                )
            continue
        name = written[core.start : core.end]
        generic = name.partition(" ")[0].lower() in _words().generic and " " in name
        if run.surnames and not (generic and len(run.pieces) == _PAIR):
            people.update(run.surnames)
            continue
        if any(p.what == NAME and (p.words > 1 or gazetteer.large(p.key)) for p in run.pieces):
            continue
        if _possessive(name, gazetteer):
            continue
        plain = core.plain or (generic and not any(p.sort & _MEANS_MORE for p in run.pieces[1:]))
        if plain and (run.told or generic) and not name.isupper() and "\n" not in name:
            yield name, start + core.start, start + core.end


def _possessive(name: str, gazetteer: Gazetteer) -> bool:
    """Whether the first word is a possessive that lost its mark: "Syrias Karm al-Tin", "Tuesdays"."""
    first = name.partition(" ")[0]
    if not first.endswith("s"):
        return False
    return gazetteer.large(gazetteer.folded(first[:-1])) or bool(
        gazetteer.lexicon.sort(first[:-1]) & Sort.CALENDAR
    )


def _two_small(run: Run, gazetteer: Gazetteer) -> bool:
    """Whether a run is two small places' names and no more: together sooner one that no dictionary holds."""
    pieces = run.pieces
    if any(p.what != NAME or p.words > 1 for p in pieces):
        return False
    return not any(
        gazetteer.large(p.key) or any(m.entry.kind in _AREAS for m in gazetteer.named(p.key)) for p in pieces
    )


def _told(text: str, start: int, end: int, gazetteer: Gazetteer) -> str | None:
    """What the words around one mention say of the name: sure, firm or weak that it is a place's, or against it."""
    words, lexicon = _words(), gazetteer.lexicon
    follow = lexicon.next_word.match(text, end)
    said = follow is not None and not follow[1] and (follow[3] or "").lower()
    if words.whose.match(text, end):
        return _AGAINST
    before = words.before.search(text[max(0, start - _AHEAD) : start])
    how = None if before is None else before.lastgroup
    if how == "inside":
        return _FIRM if words.goes_on.match(text, end) else None
    if said in lexicon.speaks and how is None:
        return _AGAINST
    behind = words.behind.match(text, end)
    if how == _ON and behind is None and not words.goes_on.match(text, end):
        return None  # "an air strike on the X bridge"
    if how in (None, _ON) and behind is not None:
        return behind.lastgroup
    if how is None and text.endswith("the ", 0, start) and words.befell.match(text, end):
        return _WEAK
    return how
