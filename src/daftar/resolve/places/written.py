"""The files of the built-in gazetteer, written from what was gathered."""

from __future__ import annotations

import json
import struct
from array import array
from collections import defaultdict
from typing import TYPE_CHECKING

from daftar.errors import DataError
from daftar.resolve.places.fold import bare, fold, skeleton
from daftar.resolve.places.gathered import DATA, Row, Tables, table
from daftar.resolve.places.layout import KINDS, RECORD, SCALE

if TYPE_CHECKING:
    from collections.abc import Iterable, Iterator
    from pathlib import Path

__all__ = ["write_names", "write_places", "write_words"]

_FAIR = 10_000  # people in a town whose name, if it is a country's too, keeps it from speaking of the country


def write_places(tables: Tables, folder: Path) -> None:
    """The places themselves, with the names that are shown."""
    codes = _codes(tables)
    number = {code: at for at, code in enumerate(codes, 1)}
    records, text = bytearray(), bytearray()
    for row in tables.rows:
        records += RECORD.pack(
            round(row.lat * SCALE), round(row.lon * SCALE), max(0, row.population), row.number, row.parent,
            len(text), KINDS.index(row.kind), number.get(row.country or "", 0),
        )  # fmt: skip
        text += (f"{row.name}\t{row.id}" if row.id else row.name).encode() + b"\n"
    (folder / "places.bin").write_bytes(records)
    (folder / "text.bin").write_bytes(text)


def _codes(tables: Tables) -> list[str]:
    return sorted({row.country for row in tables.rows if row.country})


def _country_words(tables: Tables) -> dict[str, str]:
    """Single words that speak of one country ("Syrian", "Syria") to its code; not Georgia, Jordan, Lebanon.

    A name that is also a division's or a fair town's elsewhere says nothing by itself.
    """
    words = {"U.S.": "US", "U.K.": "GB", "US": "US", "UK": "GB"}
    for word, number in tables.adjectives.items():
        country = tables.rows[number].country
        if country and " " not in word:
            words[word.capitalize()] = country
    singles = {
        row.name: row.country
        for row in tables.rows
        if row.kind == "country" and row.country and " " not in row.name
    }
    folded = {fold(name): name for name in singles}
    for row in tables.rows:
        if row.kind == "admin1" or row.population > _FAIR:
            for name in (row.name, *row.names):
                single = folded.get(fold(name))
                if single in singles and singles[single] != row.country:
                    del singles[single]
    return words | singles


def write_words(tables: Tables, folder: Path) -> None:
    """The words that are about places: for countries and their people, features, given names, ordinary words."""
    import marisa_trie  # noqa: PLC0415 - compiling only

    more = table("words.toml")
    lists = more["words"]
    if wrong := [key for key, words in lists.items() if not all(isinstance(w, str) for w in words)]:
        raise DataError(f"words.toml, [words]: {', '.join(wrong)} must be lists of words")
    words = {
        "countries": _codes(tables), "adjectives": tables.adjectives, "abbreviations": tables.abbreviations,
        "country_words": _country_words(tables),
        "features": {fold(w): kind for kind, words in more["features"].items() for w in words},
        "words": {key: sorted({fold(w) for w in words}) for key, words in lists.items()},
        "scripts": table("scripts.toml"),
    }  # fmt: skip
    (folder / "words.json").write_text(json.dumps(words, ensure_ascii=False), encoding="utf-8")
    given = {fold(w) for w in (DATA / "given_names.txt").read_text(encoding="utf-8").split()}
    given.update(fold(w) for w in more["names"]["given"])
    ordinary = (DATA / "ordinary_words.txt").read_text(encoding="utf-8").split()
    trie = marisa_trie.Trie([f"given:{w}" for w in given] + [f"ordinary:{w}" for w in ordinary])
    trie.save(str(folder / "words.marisa"))


def _keys(row: Row) -> Iterator[tuple[str, int]]:
    """Folded names of a row, each with 0 for its own first name or 1 for another."""
    first = fold(row.name)
    seen = {first, ""}
    yield first, 0
    for other in row.names:
        key = fold(other)
        if key not in seen:
            seen.add(key)
            yield key, 1
    for key in tuple(seen):
        short = bare(key)
        if short not in seen:
            seen.add(short)
            yield short, 1


def write_names(tables: Tables, folder: Path) -> None:
    """The folded names and their skeletons, each with the places that have them."""
    import marisa_trie  # noqa: PLC0415 - compiling only

    filed: dict[str, list[int]] = defaultdict(list)
    for at, row in enumerate(tables.rows):
        for key, other in _keys(row):
            filed[key].append(at * 2 + other)
    names = marisa_trie.Trie(filed)
    names.save(str(folder / "names.marisa"))
    _write_postings(folder / "names.bin", ((names[key], places) for key, places in filed.items()))
    bones: dict[str, list[int]] = defaultdict(list)
    for key, places in filed.items():
        if skull := skeleton(key):
            for country in {tables.rows[at // 2].country for at in places}:
                bones[f"{country}:{skull}"].append(names[key])
    trie = marisa_trie.Trie(bones)
    trie.save(str(folder / "bones.marisa"))
    _write_postings(folder / "bones.bin", ((trie[key], sorted(keys)) for key, keys in bones.items()))


def _write_postings(path: Path, postings: Iterable[tuple[int, list[int]]]) -> None:
    """Offsets (one more than there are keys), then all postings in the order of the keys' numbers."""
    ordered = sorted(postings)
    offsets, values = array("I", [0]), array("I")
    for _, found in ordered:
        values.extend(found)
        offsets.append(len(values))
    path.write_bytes(struct.pack("<I", len(ordered)) + offsets.tobytes() + values.tobytes())
