"""What a passage says of the trade of the people it names: "nurse A", "B, a reporter for ...", "the teacher, C".

Only a noun that stands beside the name counts: right before it or before the list that it is in, behind it in commas or
brackets, or behind "was" and "worked as". A trade that is over, and one that is a relative's, are nobody's.
"""

from __future__ import annotations

from dataclasses import dataclass
from functools import lru_cache
from typing import TYPE_CHECKING

from daftar.extract.rules.lexicon import lexicon
from daftar.languages import load

if TYPE_CHECKING:
    from collections.abc import Sequence

    from daftar.extract.rules.lexicon import Lexicon
    from daftar.extract.rules.personal_names import Named
    from daftar.extract.rules.tokens import Tokens

__all__ = ["role_in", "tell_roles"]

_BEHIND = 12  # tokens from a name to the trade behind it: ", 34, a well-known local"
_WORDS = 3  # the most words a trade has
_PASSED = frozenset({"named", "called", ",", ":", ";", "-", "–", "("})
_HALT = frozenset(".;XKJjdsgSqbn")  # marks of words that end what is said of a person behind the name
_KIN_OF = frozenset({"of", "for", "with", "by", "to", "from"})


@dataclass(frozen=True, slots=True)
class _Trades:
    """Trades by their words, one or several, and the closed lists of roles.toml; ``ends`` are the last words of trades."""

    role: dict[str, str]
    plural: frozenset[str]
    unsure: frozenset[str]
    borrowing: frozenset[str]
    past: frozenset[str]
    saying: frozenset[str]
    working: frozenset[str]
    ends: frozenset[str]


@lru_cache(maxsize=2)
def _trades(language: str = "en") -> _Trades:
    data, words = load(language, "roles"), lexicon(language)
    closed = {key: frozenset(data["words"][key]) for key in ("unsure", "borrowing", "past", "as", "working")}
    role = {w: t.role for w, t in words.traits.items() if t.role and w not in closed["unsure"]}
    many = {w for w, t in words.traits.items() if t.role and t.many}
    for name, listed in data["role"].items():
        role.update(dict.fromkeys(listed, name))
        many.update(w for w in listed if w.endswith(("s", "men")) and w[:-1] in listed)
    return _Trades(
        role=role,
        plural=frozenset(many),
        unsure=closed["unsure"],
        borrowing=closed["borrowing"],
        past=closed["past"],
        saying=closed["as"],
        working=closed["working"],
        ends=frozenset(w.rsplit(" ", 1)[-1] for w in role) | closed["borrowing"],
    )


def tell_roles(names: Sequence[Named], tokens: Tokens, chains: Sequence[Sequence[int]]) -> None:
    """Fill the roles of ``names`` with what the words beside them say; ``chains`` are the lists that names stand in."""
    trades, words = _trades(), lexicon("en")
    if trades.ends.isdisjoint(tokens.lower):
        return
    for chain in chains:
        before = _ahead(names[chain[0]], tokens, trades, words)
        if before is not None and before[1]:  # "paramedics A and B": of all that are listed
            for k in chain:
                names[k].role = before[0]
            continue
        for k in chain:
            told = before if k == chain[0] else _ahead(names[k], tokens, trades, words)
            if told is not None and not told[1]:
                names[k].role = told[0]
    for name in names:
        if name.role is None and not name.possessive:
            name.role = _after(name, tokens, trades, words)


def _ahead(name: Named, tokens: Tokens, trades: _Trades, words: Lexicon) -> tuple[str, bool] | None:
    """The trade right before a name, and whether it is told of several."""
    lower = tokens.lower
    # "Imam A", "Judge B" are trades; what "Doctor" heals, if anybody, it does not say
    title = next((trades.role[w] for w in name.words if w in trades.role), None)
    if title is not None:
        return title, False
    j = name.first - len(name.words)
    while j > 0 and (lower[j - 1] in _PASSED or tokens.marks[j - 1] == "y" or lower[j - 1].isdecimal()):
        j -= 1
    found = _ending(j, tokens, trades, words)
    if found is None and j >= 3 and lower[j - 2] in ("and", "or") and tokens.marks[j - 1] in "mPK":
        found = _ending(j - 2, tokens, trades, words)  # "teacher and poet A"
    if found is None:
        return None
    role, first, many = found
    behind = name.first - len(name.words) > j
    if behind and not many and not _apposed(first, tokens):
        return None  # "B, a nurse, A": the trade may be of whoever stands before it
    return role, many


def _apposed(first: int, tokens: Tokens) -> bool:
    """Whether a trade before a comma begins the clause, so that the name behind it is its own: "The teacher, A, was"."""
    j = first - 1
    while j >= 0 and (tokens.marks[j] in "tahmy" or tokens.lower[j] in ("one", "another")):
        j -= 1
    return j < 0 or tokens.marks[j] in '.;:BgdbA"' or tokens.lower[j] in ("including", "among", "and", "of")


def _ending(end: int, tokens: Tokens, trades: _Trades, words: Lexicon) -> tuple[str, int, bool] | None:
    """The trade whose last word is the token before ``end``, where it begins, and whether it is a plural."""
    if end <= 0 or tokens.lower[end - 1] not in trades.ends:
        return None
    first = end - 1
    role = None
    for size in range(min(_WORDS, end), 0, -1):
        role = trades.role.get(" ".join(tokens.lower[end - size : end]))
        if role is not None:
            first = end - size
            break
    if role is None and tokens.lower[end - 1] in trades.borrowing and end > 1:
        lent = words.adjectives.get(tokens.lower[end - 2])
        role, first = (lent.role if lent is not None else None), end - 2
    if role is None or _over(first, tokens, trades):
        return None
    last = tokens.lower[end - 1]
    many = last in trades.plural or " ".join(tokens.lower[first:end]) in trades.plural
    return role, first, many or (last in trades.borrowing and last.endswith("s"))


def _over(first: int, tokens: Tokens, trades: _Trades) -> bool:
    """Whether the words before a trade say that it is past: "a former reporter", "ex-policeman"."""
    return not trades.past.isdisjoint(tokens.lower[max(0, first - 3) : first])


def _after(name: Named, tokens: Tokens, trades: _Trades, words: Lexicon) -> str | None:
    """The trade behind a name: "A, 34, a nurse at ...", "A (teacher)", "A, who worked as a nurse"."""
    inside = role_in(name.inside) if name.inside else None
    if inside is not None:
        return inside
    k, lower, marks = name.last, tokens.lower, tokens.marks
    size = len(lower)
    while k < size and tokens.starts[k] < name.end:
        k += 1
    opened = k < size and (
        marks[k] in ",;" or lower[k] in ("was", "is", "who") or tokens.text[: name.end].endswith(",")
    )
    if not opened:
        return None
    begun = False  # an article or "worked as" opens what the person is
    for j in range(k, min(k + _BEHIND, size)):
        word, mark = lower[j], marks[j]
        if not begun and mark == "A":
            return None  # ", and a student": somebody else
        if mark == "a" or (mark == "t" and j <= k + 1) or word in trades.saying:
            begun = True
            continue
        if word not in trades.working and (mark in _HALT and not (mark == "X" and begun)):
            return None
        if begun and (word in _KIN_OF or (mark == "," and j > k + 1)):
            return None  # "a father of a nurse"
        found = _ending(j + 1, tokens, trades, words) if begun or j == k + 1 else None
        if found is not None and not _goes_on(j + 1, tokens, trades):
            return None if found[2] else found[0]
    return None


def _goes_on(at: int, tokens: Tokens, trades: _Trades) -> bool:
    """Whether the noun before ``at`` only tells of the next: "a teacher union", "a police officer"."""
    if at >= len(tokens) or tokens.lower[at] in trades.ends:
        return at < len(tokens)
    word = tokens.lower[at]
    small = tokens.marks[at] == "m" and tokens.text[tokens.starts[at]].islower()
    return small and word != "who" and not word.endswith(("ing", "ed"))


def role_in(phrase: str) -> str | None:
    """The role that a short phrase in brackets gives: "teacher", "nurse, 34"."""
    trades = _trades()
    split = [w.strip(".,;:") for w in phrase.lower().split()]
    if not trades.past.isdisjoint(split) or "of" in split:
        return None
    for first in range(len(split)):
        for size in range(_WORDS, 0, -1):
            role = trades.role.get(" ".join(split[first : first + size]))
            if role is not None:
                return role
    return None
