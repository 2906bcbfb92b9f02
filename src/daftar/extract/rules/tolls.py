"""Tolls: "the death toll rose to 31", "bringing the number of dead to 12"."""

from __future__ import annotations

from typing import TYPE_CHECKING

from daftar.extract.rules.row import Hit

if TYPE_CHECKING:
    from daftar.extract.rules.lexicon import Lexicon
    from daftar.extract.rules.nouns import People
    from daftar.extract.rules.row import Row
    from daftar.extract.rules.tokens import Tokens

__all__ = ["takes_back", "toll"]

_TAKING = frozenset({"taking", "takes", "took"})  # "taking the toll to nine"
_PUT = frozenset({"put", "puts", "putting", "set", "sets", "places"})


def toll(row: Row, i: int, hits: list[Hit], used: set[int]) -> None:
    """ "the death toll rose to 31", "bringing the number of dead to 12", "toll stands at 31"."""
    marks, tokens = row.marks, row.tokens
    around = _around(tokens, row.first[i])
    outcome = _toll_outcome(around, tokens.lower[row.first[i]])
    if outcome is None:
        return
    put = _brought(row, i)
    if put is not None:
        hits.append(Hit(outcome, put, put.first, put.last, row.first[i], "toll", relation="update"))
        return
    before = row.first[max(0, i - 3) : i]
    rose = "R" in marks[max(0, i - 5) : i] or any(tokens.lower[at] in _TAKING for at in before)
    k = i + 1
    while k < len(marks) and k - i <= 24:
        mark = marks[k]
        if mark in "Rdgb" and k - i > 10 and not rose and mark != "R":
            return
        if mark == "R":
            rose = True
        elif mark in ".;" or (mark == "," and not rose):
            return
        elif mark == "E" and row.people[k] is not None and row.people[k].numbered:  # type: ignore[union-attr]
            people = row.people[k]
            if people is not None and k not in used and (rose or marks[k - 1] in "fBr"):
                if tokens.lower[row.first[k - 1]] == "from" or people.others:
                    k += 1
                    continue
                if not row.words.sets["earlier"].isdisjoint(
                    tokens.lower[max(0, row.first[i] - 6) : people.first]
                ):
                    return  # "had earlier put the toll at 5": a figure already replaced
                used.add(k)
                hits.append(
                    Hit(
                        outcome,
                        people,
                        people.first,
                        people.last,
                        row.first[i],
                        "toll",
                        relation="update"
                        if rose and not _put_before(row, row.first[i], people.first)
                        else None,
                    )
                )
            return
        k += 1


def _around(tokens: Tokens, at: int) -> list[str]:
    """The words around a toll, its figure's own the last: "the toll at eight dead and two wounded" is one of the dead."""
    end = min(at + 7, len(tokens))
    figure = next((k for k in range(at + 1, end) if tokens.marks[k] in "#m"), end)
    behind = next((k for k in range(figure + 1, end) if tokens.marks[k] in ",A#m"), end)
    return tokens.lower[max(0, at - 5) : behind]


def _brought(row: Row, i: int) -> People | None:
    """ "This brings to 4,000 the number of ...", "puts at nine the number of ...": the figure in front of the toll that it is."""
    j = i - 1
    while j > 1 and row.marks[j] in "tm":
        j -= 1
    lower, first = row.tokens.lower, row.first
    if j < 2 or row.marks[j] != "E":
        return None
    to = row.marks[j - 2 : j] == "RT" or (lower[first[j - 1]] == "at" and lower[first[j - 2]] in _PUT)
    found = row.people[j] if to else None
    return found if found is not None and found.numbered else None


def takes_back(hit: Hit, tokens: Tokens, words: Lexicon) -> bool:
    """ "Revised the toll down to 19": whether a toll stands in place of one that no longer does, and is no risen one."""
    around = tokens.lower[max(0, hit.verb - 5) : hit.last]
    corrected, upward = words.sets["corrected"], words.sets["upward"]
    return hit.relation == "update" and not corrected.isdisjoint(around) and upward.isdisjoint(around)


def _put_before(row: Row, at: int, figure: int) -> bool:
    """ "Had put the toll at nine on Tuesday": what was said before the figure that now stands."""
    lower = row.tokens.lower
    return "had" in lower[max(0, at - 3) : at] or "had" in lower[at:figure]


def _toll_outcome(around: list[str], word: str) -> str | None:
    for near in around:
        if near in ("injured", "wounded", "injuries"):
            return "injured"
    if word in ("toll", "tolls"):
        return "killed"
    if any(
        near in ("dead", "deaths", "killed", "fatalities", "victims", "martyrs", "death") for near in around
    ):
        return "killed"
    if any(near in ("displaced", "homeless", "idps") for near in around):
        return "displaced"
    if any(near in ("evacuees", "evacuated") for near in around):
        return "evacuated"
    return None
