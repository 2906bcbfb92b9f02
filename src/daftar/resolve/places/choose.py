"""Choosing what a place wording means: candidates scored in the report's own context, or left open with an area."""

from __future__ import annotations

import re
from collections import Counter
from typing import TYPE_CHECKING, TypeAlias

from daftar.memo import Memo, Template
from daftar.model import Candidate, PlaceMention, PlaceReading
from daftar.resolve.places.certainty import told
from daftar.resolve.places.gazetteer import kilometres
from daftar.resolve.places.scripts import in_scripts, spoken_of
from daftar.resolve.places.settle import reading
from daftar.resolve.places.weighing import SURE, Context, Name, Option, weigh_all

if TYPE_CHECKING:
    from collections.abc import Mapping, Sequence

    from daftar.model import Quote, Report
    from daftar.resolve.places.gazetteer import Entry, Gazetteer

__all__ = ["Settled", "read_context", "resolve_places"]

# What the names of a report came to, by their wordings in order and the countries it speaks of; None for a demonym.
Settled: TypeAlias = Memo[tuple[object, object], tuple[Template[PlaceReading] | None, ...]]

_CLEAR = 1.5  # the best candidate must be this many times as likely as the next
_SHOWN = 5  # candidates told, if likelier than
_TOLD = 0.01
_WIDE = frozenset({"country", "region", "water"})
_WORD = re.compile(r"\b(?:U\.S\.|U\.K\.|[A-Z]\w+)")


def read_context(text: str, gazetteer: Gazetteer) -> Context:
    """Countries by the words for them and for their people, and the register's own; shares of all such words."""
    book = gazetteer.country_words
    words = _WORD.findall(text)
    counts = Counter(filter(None, map(book.get, words)))
    if not counts:
        for word in words:
            if code := book.get(word.capitalize()):
                counts[code] += 1
    if in_scripts(text):
        counts.update(spoken_of(text, gazetteer))
    if gazetteer.home:  # as often as all others together
        said = max(sum(counts.values()), 1)
        counts.update(dict.fromkeys(gazetteer.home, said))
    total = sum(counts.values())
    return Context({code: count / total for code, count in counts.items()}) if total else Context({})


def resolve_places(
    report: Report, mentions: Sequence[PlaceMention], gazetteer: Gazetteer, memo: Settled | None = None
) -> dict[tuple[str, int, int], PlaceReading]:
    """What each mention is taken to mean, by part, start and end of its quote.

    A name is settled where one candidate is clearly the most likely in the report's context (its other places, the
    countries it speaks of, the words around the name). Otherwise ``place`` is None, ``candidates`` tells who was
    possible and ``within`` the smallest known area that the report puts it in. ``memo`` keeps what a set of names in
    one context came to, for reports that name the same places; it belongs to one gazetteer.
    """
    context = read_context(report.text, gazetteer)
    if memo is None:
        return _resolved(mentions, context, gazetteer)
    worded = tuple([_key(m) for m in mentions])
    key = worded, tuple(context.countries.items())
    known = memo.get(key)
    if known is not None:
        return {
            _span(m.quote): k.at(0, "", {"quote": m.quote}) for m, k in zip(mentions, known, strict=True) if k
        }
    readings = _resolved(mentions, context, gazetteer)
    made = (readings.get(_span(m.quote)) for m in mentions)
    memo.keep(key, tuple([None if one is None else Template(one, ("quote",)) for one in made]))
    return readings


def _key(mention: PlaceMention) -> tuple[object, ...]:
    """All that a mention says, but where it stands."""
    beside = None if mention.beside is None else _key(mention.beside)
    inside = [q.text for q in mention.within]
    return (mention.quote.text, mention.name, mention.feature, mention.relation, beside, *inside)


def _span(quote: Quote) -> tuple[str, int, int]:
    return quote.part, quote.start, quote.end


def _resolved(
    mentions: Sequence[PlaceMention], context: Context, gazetteer: Gazetteer
) -> dict[tuple[str, int, int], PlaceReading]:
    names = _gather(mentions, gazetteer)
    weigh_all(names, context, gazetteer)
    settled = {id(name): _settle(name) for name in names}
    focus = _focus(names, settled, gazetteer, context)
    readings: dict[tuple[str, int, int], PlaceReading] = {}
    by_word: dict[str, Entry] = {}
    for name in names:
        if (best := settled[id(name)]) is not None:
            by_word.setdefault(name.key, best.entry)
    for name in names:
        shown = [o for o in name.options[:_SHOWN] if o.chance > _TOLD]
        candidates = tuple(
            Candidate(place=gazetteer.place(o.entry), score=score)
            for o, score in zip(shown, told([o.chance for o in shown]), strict=True)
        )
        for mention in name.mentions:
            quote = mention.quote
            readings[quote.part, quote.start, quote.end] = reading(
                name, mention, settled[id(name)], by_word, focus, candidates, gazetteer
            )
    return readings


def _gather(mentions: Sequence[PlaceMention], gazetteer: Gazetteer) -> list[Name]:
    """One name for each wording; a feature or an outer place said once holds for the whole report."""
    names: dict[str, Name] = {}
    for mention in mentions:
        if mention.feature == "demonym":
            continue
        worded = mention.name or mention.quote.text
        key = gazetteer.folded(worded)
        within = tuple(q.text for q in mention.within)
        name = names.get(key)
        if name is None:
            names[key] = Name(worded, key, [mention], mention.feature, within)
            continue
        name.mentions.append(mention)
        name.feature = name.feature or mention.feature
        name.within = name.within or within
    return list(names.values())


def _settle(name: Name) -> Option | None:
    """The option to take, or None where the best is weak or has a rival elsewhere."""
    ranked = sorted(name.options, key=lambda o: (-o.chance, o.entry.number))
    name.options = ranked
    if not ranked:
        return None
    best = ranked[0]
    alike = [o for o in ranked if o is best or _same_spot(o.entry, best.entry)]
    chance = sum(o.chance for o in alike)
    rival = max((o.chance for o in ranked if o not in alike), default=0.0)
    if chance < SURE or chance < _CLEAR * rival:
        return None
    return best


def _same_spot(one: Entry, other: Entry) -> bool:
    """Whether two entries are one place on any map: the town and the division around it."""
    if (
        one.kind != other.kind
        and one.country == other.country
        and (one.parent == other.number or other.parent == one.number)
    ):
        return True
    return kilometres(one.lat, one.lon, other.lat, other.lon) < 15


def _country_of_towns(names: Sequence[Name], settled: Mapping[int, Option | None]) -> str | None:
    """The country that all towns and divisions lie in which the report names: "Israeli jets ... a hospital in Tyre"."""
    found = {
        best.entry.country
        for name in names
        if (best := settled[id(name)]) is not None and best.entry.kind not in _WIDE and best.entry.country
    }
    return found.pop() if len(found) == 1 else None


def _focus(
    names: Sequence[Name], settled: Mapping[int, Option | None], gazetteer: Gazetteer, context: Context
) -> tuple[Entry, int] | None:
    """The smallest area that the report as a whole is about, with its precision: district, province or country."""
    for feature, precision in (("district", 3), ("province", 4)):
        counts: Counter[int] = Counter()
        for name in names:
            best = settled[id(name)]
            if best is None:
                continue
            count = sum(
                m.feature == feature or (feature == "province" and best.entry.kind == "admin1")
                for m in name.mentions
            )
            if count:
                counts[best.entry.number] += count
        ranked = counts.most_common(2)
        if ranked and (len(ranked) == 1 or ranked[0][1] > ranked[1][1]):
            return gazetteer.entry(ranked[0][0]), precision
    if (code := _country_of_towns(names, settled)) is not None and (entry := gazetteer.country(code)):
        return entry, 6
    if context.countries:
        code = context.leading[0]
        entry = gazetteer.country(code)
        if entry and context.countries[code] >= 0.5:
            return entry, 6
    return None
