"""Which stretches of a text can hold a time expression: one pass over it, so that the rest is never cut into tokens."""

from __future__ import annotations

from functools import cache

from ahocorasick_rs import AhoCorasick, MatchKind

from daftar.resolve.times.lexicon import day_names, lexicon

__all__ = ["stretches"]

# Letters of the grammar of which every expression has one (see ``lexicon``); the others only join these.
_TELLING = "MmbZWDuXzpPGVKwS"
_BEFORE, _BEHIND = 56, 28  # characters around a telling word that may belong to it, or govern it ("will ...")
_ANYWHERE, _WORD, _YEAR = 0, 1, 2  # what must hold around a sign that was found


@cache
def _gate() -> tuple[AhoCorasick, tuple[int, ...]]:
    """The search for telling signs, and what must hold around each of them."""
    signs = {w.lower(): _WORD for w, letter in lexicon().classes.items() if letter in _TELLING}
    signs.update(dict.fromkeys(day_names(), _WORD))
    clocks = [f"{d}{gap}{half}m" for d in range(10) for gap in ("", " ") for half in ("a", "p", "a.", "p.")]
    signs.update(dict.fromkeys([*clocks, "p. m", "a. m"], _ANYWHERE))
    signs.update({f"{sign}{d}": _ANYWHERE for sign in ":/" for d in range(10)})
    signs.update({"19": _YEAR, "20": _YEAR})
    signs.update(
        dict.fromkeys(["1st", "2nd", "3rd", *(f"{d}th" for d in range(10)), " ah", " hijri"], _ANYWHERE)
    )
    return AhoCorasick(list(signs), matchkind=MatchKind.LeftmostLongest), tuple(signs.values())


def stretches(text: str) -> list[tuple[int, int]]:
    """Find the stretches of ``text`` around telling words: start and end of each, in order, apart, cut at spaces."""
    search, demands = _gate()
    lowered = text.lower()
    if len(lowered) != len(text):  # a few capitals become two letters, and offsets would not hold
        return [(0, len(text))]
    hits = []
    for sign, start, end in search.find_matches_as_indexes(lowered):
        demand = demands[sign]
        if demand == _WORD:
            before, behind = lowered[start - 1 : start], lowered[end : end + 1]
            if before.isalpha() or behind.isalnum() or before == behind == "-":
                continue
        elif demand == _YEAR and not lowered[start : start + 4].isdigit():
            continue
        hits.append((start, end))
    return _merged(text, hits) if hits else []


def _merged(text: str, hits: list[tuple[int, int]]) -> list[tuple[int, int]]:
    """The surroundings of ``hits``, joined where they touch."""
    found: list[tuple[int, int]] = []
    floor, (first, last) = 0, hits[0]
    for start, end in hits[1:]:
        if start - last > _BEFORE + _BEHIND:
            found.append(_surroundings(text, first, last, floor))
            first, floor = start, found[-1][1]
        last = end
    found.append(_surroundings(text, first, last, floor))
    return found


def _surroundings(text: str, start: int, end: int, floor: int) -> tuple[int, int]:
    """The stretch around a hit, cut at spaces, not reaching back beyond ``floor``."""
    before = text.rfind(" ", floor, start - _BEFORE) + 1 if start - _BEFORE > floor else floor
    behind = text.find(" ", end + _BEHIND)
    return max(before, floor), behind if behind >= 0 else len(text)
