"""What a passage tells of the people it names by the words around the names: lists of kin, couples, pronouns.

"Their two daughters, A and B" tells of both; "X and his wife Y" that X is a man; "Y, the grandmother," comes after the
name; "X ... when a shard hit him" tells X's sex where nobody else is there to be meant. Only what the passage's own
words tell is taken, never what a name sounds like.
"""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING

from daftar.extract.rules.personal_names import YEARS, Named

if TYPE_CHECKING:
    from collections.abc import Sequence

    from daftar.extract.rules.personal_names import PeopleWords
    from daftar.extract.rules.tokens import Tokens

__all__ = ["tell_kin"]

_REACH = 9  # tokens from a word of kinship to the name it tells of
_GAP = 12  # tokens between two names of one list
_GROWN = 18
_POSSESSIVES = {"his": "man", "her": "woman"}
_PRONOUNS = {"he": "man", "his": "man", "him": "man", "himself": "man", "she": "woman", "her": "woman", "herself": "woman"}  # fmt: skip
_SPOUSES = {
    "wife": "man",
    "wives": "man",
    "husband": "woman",
    "widow": "man",
    "widower": "woman",
    "fiancée": "man",
    "fiancé": "woman",
}
_PASSED = frozenset("yYatho,;X\"'(mx")  # marks that may stand between a word of kinship and the name
_HALT = frozenset({"of", "and", "or", "with", "from", "in", "at", "by", "but", "while", "who", "whose", "to", "for"})  # fmt: skip
_VERBS = frozenset("BHdsSgbqM.")
_POSSESSED = frozenset({"his", "her", "their"})
_ARTICLES = frozenset({"the", "a", "an", "also"})


@dataclass(slots=True)
class _Group:
    """Kin told of together: what they all are, how many names are to come (None: as the list goes), who they were."""

    sex: str | None
    age: str | None
    relation: str
    left: int | None
    named: list[Named]


def tell_kin(names: Sequence[Named], tokens: Tokens, words: PeopleWords) -> None:
    """Fill sex, age group and relation of ``names`` with what the words around them tell; what is known stays."""
    ends = [_end(n, tokens) for n in names]
    _lists(names, ends, tokens, words)
    for name, end in zip(names, ends, strict=True):
        _behind(name, end, tokens, words)
    _pronouns(names, ends, tokens, words)
    for name in names:
        name.sex = name.sex or _by_name(name, words)


def _by_name(name: Named, words: PeopleWords) -> str | None:
    """Father or mother of somebody, as a by-name says: "(Abu Salim)", "Umm Salim"."""
    for written in (*name.other, name.name):
        first, _, rest = written.lower().strip(" (").partition(" ")
        if rest and first in words.kunya:
            return "man" if first == "abu" else "woman"
    return None


def _end(name: Named, tokens: Tokens) -> int:
    """The first token behind the name and everything said right beside it."""
    end = name.last
    while end < len(tokens) and tokens.starts[end] < name.end:
        end += 1
    return end


def _lists(names: Sequence[Named], ends: Sequence[int], tokens: Tokens, words: PeopleWords) -> None:
    """ "Four children: A, B, their sister C and D": lists of names that a word of kinship, sex or age opens."""
    groups: list[_Group] = []
    before = 0
    for name, end in zip(names, ends, strict=True):
        first = min(name.first, name.lead) if name.relation is None else name.first
        heads = _heads(tokens, before, name.first, words)
        if groups and _breaks(tokens, before, first, listed=bool(heads)):
            groups.clear()
        groups = [g for g in groups if g.left is not None and g.left > 0] if heads else groups
        for at, near in heads:
            word = tokens.lower[at]
            many = word in words.many
            if not _POSSESSED.isdisjoint(tokens.lower[max(0, at - 3) : at]):
                groups = [g for g in groups if g.left is not None or g.named]  # "her children, her sister A"
            group = _Group(words.sex.get(word), words.age.get(word), word, None, [])
            if many:
                group.left = _number(tokens, at)
                groups.append(group)
            elif near:
                _give(name, group, words)
        for group in groups:
            _give(name, group, words)
            group.named.append(name)
            if group.left is not None:
                group.left -= 1
        groups = [g for g in groups if g.left is None or g.left > 0]
        before = end


def _heads(tokens: Tokens, start: int, first: int, words: PeopleWords) -> list[tuple[int, bool]]:
    """The words of kinship, sex or age before a name, farthest first, and whether each stands right before it."""
    found: list[tuple[int, bool]] = []
    near = True
    for j in range(first - 1, max(start, first - 2 * _REACH) - 1, -1):
        word, mark = tokens.lower[j], tokens.marks[j]
        if mark in _VERBS and word not in ("named", "called"):
            break
        told = word in words.sex or word in words.age or word in words.kin
        if told and tokens.text[tokens.starts[j]].isupper() and j and tokens.marks[j - 1] not in '."q':
            near = False  # a word of some organisation's name
        elif told and word not in _PRONOUNS:
            if word in words.many or near:
                found.append((j, near and first - j <= _REACH))
            if word not in words.many and mark != "j":
                near = near and j + 1 < len(tokens) and tokens.lower[j + 1] in words.many
        elif word in _HALT or (mark not in _PASSED and word not in ("named", "called", ":", "-", "–")):
            near = False
    return found[::-1]


def _breaks(tokens: Tokens, start: int, first: int, *, listed: bool) -> bool:
    """Whether the words between two names end the list."""
    if first - start > _GAP:
        return not listed
    return any(
        tokens.marks[j] in "BHsSgb." and tokens.lower[j] not in ("named", "called")
        for j in range(start, first)
    )


def _number(tokens: Tokens, at: int) -> int | None:
    """How many the words before a plural say: "their two young daughters"."""
    for j in range(at - 1, max(-1, at - 5), -1):
        word = tokens.lower[j]
        if word in YEARS:
            return YEARS[word]
        if word.isdecimal() and len(word) < 3:
            return int(word)
        if tokens.marks[j] in _VERBS or tokens.marks[j] == ",":
            return None
    return None


def _give(name: Named, group: _Group, words: PeopleWords) -> None:
    name.sex = name.sex or group.sex
    if name.age is None and name.age_group is None and group.age is not None and not _grown_among(group):
        name.age_group = group.age
    if name.relation is None and group.relation in words.kin:
        name.relation = group.relation


def _grown_among(group: _Group) -> bool:
    """Whether one of "their children" is said to be grown: then the word is of kinship, and tells no age."""
    return any(n.age is not None and n.age >= _GROWN for n in group.named)


def _behind(name: Named, end: int, tokens: Tokens, words: PeopleWords) -> None:
    """ "Y, the grandmother," and "Y, father of three": a word of kinship behind the name, in commas."""
    if end >= len(tokens) or tokens.marks[end] not in ",;" or name.possessive:
        return
    j = end + 1
    while j < len(tokens) and (tokens.lower[j] in _ARTICLES or tokens.marks[j] == "y"):
        j += 1
    if j >= len(tokens) or tokens.marks[j] == "j":
        return
    word, after = tokens.lower[j], tokens.lower[j + 1] if j + 1 < len(tokens) else "."
    single = word not in words.many and (word in words.sex or word in words.age) and word not in _PRONOUNS
    if single and (after in ("of", ",", ".", ";", ")", "to") or after in ("who", "and")):
        if after == "," and j == end + 1 and word in words.kin:
            return  # "A, sister, B" names the next
        name.sex = name.sex or words.sex.get(word)
        name.age_group = name.age_group or words.age.get(word)
        if word in words.kin and name.relation is None:
            name.relation = word


def _pronouns(names: Sequence[Named], ends: Sequence[int], tokens: Tokens, words: PeopleWords) -> None:
    """The sex of whoever "his wife", "her husband", "he" or "herself" can only mean."""
    for j, word in enumerate(tokens.lower):
        sex = _PRONOUNS.get(word)
        if sex is None:
            if word in _SPOUSES and j and tokens.marks[j - 1] == "j":
                _owner(names, j - 1, _SPOUSES[word])
            continue
        kin = word in _POSSESSIVES and _kin_follows(tokens, j, words)
        name = _meant(names, ends, j, sex, tokens, words, kin=kin)
        if name is not None and name.sex is None:
            name.sex = sex


def _kin_follows(tokens: Tokens, j: int, words: PeopleWords) -> bool:
    for word in tokens.lower[j + 1 : j + 6]:
        if word in words.kin:
            return True
        if word in _HALT or word == ",":
            return False
    return False


def _owner(names: Sequence[Named], j: int, sex: str) -> None:
    """ "X's wife": X is a man."""
    for name in names:
        if name.first <= j < name.last and name.possessive and name.sex is None:
            name.sex = sex


def _meant(
    names: Sequence[Named],
    ends: Sequence[int],
    j: int,
    sex: str,
    tokens: Tokens,
    words: PeopleWords,
    *,
    kin: bool,
) -> Named | None:
    """The named person whom a pronoun at token ``j`` means, None where it may be somebody else.

    Before a word of kinship it is the nearest name before that is not of the other sex; elsewhere only a name that is
    the sole one before it in the sentence, with no other person between.
    """
    before = [(n, e) for n, e in zip(names, ends, strict=True) if n.last <= j]
    if not before:
        return None
    if kin:
        near = [(n, e) for n, e in before if n.sex in (None, sex) and not n.possessive]
        if not near or j - near[-1][1] > 2 * _GAP:
            return None
        return near[-1][0]
    name, end = before[-1]
    if len(before) > 1 or name.possessive or name.sex not in (None, sex):
        return None
    between = range(end, j)
    if any(tokens.marks[k] in 'PpKJq."' or tokens.lower[k] in words.kin for k in between):
        return None
    return name
