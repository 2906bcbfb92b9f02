"""People phrases: "at least 22 civilians", "a volunteer's wife", "five others", "John Smith" → who and how many."""

from __future__ import annotations

from dataclasses import dataclass, replace
from typing import TYPE_CHECKING

from daftar.extract.rules.lexicon import Traits
from daftar.model import Count, Group

if TYPE_CHECKING:
    from daftar.codebook.conventions import Conventions
    from daftar.extract.rules.lexicon import Lexicon
    from daftar.extract.rules.numbers import Number
    from daftar.extract.rules.tokens import Tokens

__all__ = ["People", "find_people"]

_NO_TRAITS = Traits()
_BETWEEN = frozenset("mXypPjKJ")  # what may stand between a number and its noun
_HE_SHE = {"he": Traits(sex="man"), "she": Traits(sex="woman")}
# A people noun before one of these names an office, not people: "the police department".
_OFFICES = frozenset(
    "department departments dept station stations headquarters hq commissioner chief chiefs spokesman spokeswoman "
    "spokesperson academy union office offices report reports sources source sergeant sgt custody investigation "
    "investigators force car cars cruiser vehicle vehicles dog radio tape scanner academy commander captain lt "
    "lieutenant detective detectives post posts checkpoint base camp camps positions position club league center "
    "movement movements group groups organization organizations organisation offensive offensives attack attacks stronghold "
    "strongholds territory area areas held bloc activity activities activists' population rights "
    "centre council committee rights protection hospital parent parents care abuse".split()
)
_BARE = frozenset({"them", "those", "whom", "these"})
# After a number these are measures, not people.
_MEASURES = frozenset(
    "km kilometers kilometres miles mile meters metres feet foot yards inches hours hour minutes minute seconds days day "
    "weeks week months month years year percent per cent kg pounds tons tonnes dollars cents rounds shots times bullets "
    "rockets shells missiles bombs strikes airstrikes raids attacks attack incidents incident cases case houses homes "
    "buildings vehicles cars trucks buses motorcycles villages towns cities districts provinces camps a.m p.m am pm noon "
    "counts count charges degree gunshots barrels barrel aircraft planes helicopters tanks sheep goats cows cattle "
    "animals camels families schools hospitals mosques churches shops stores blocks block acres hectares points "
    "suicide car explosions blasts separate different consecutive straight sites locations places areas sorties "
    "gunshot bullet caliber calibre guns handguns rifles weapons grenades mortar mortars projectiles tents units".split()
)
_SUFFIX_PEOPLE = ("ans", "ians", "is", "ese", "ers", "ees", "ists", "men", "eers", "ors", "sts", "ts", "ns")
_NEVER_NAMES = frozenset(
    "the a an he she they it we i you his her their this that these those there here in on at of for from by with and or "
    "but police officials authorities".split()
)


@dataclass(slots=True)
class People:
    """A stretch of tokens that stands for people. ``weak``: only a harm verb beside it can make it people."""

    first: int
    last: int
    head: int
    count: Count | None
    traits: Traits
    numbered: bool = False
    others: bool = False
    definite: bool = False
    anaphor: bool = False
    named: bool = False
    weak: bool = False
    none: bool = False
    kin: bool = False
    all_of: bool = False

    def group(self, tokens: Tokens) -> Group:
        """The codebook's group with the words it rests on."""
        t = self.traits
        worded = tokens.text[tokens.starts[self.first] : tokens.ends[self.last - 1]]
        return Group(status=t.status, age=t.age, sex=t.sex, role=t.role, worded=worded)


def find_people(tokens: Tokens, numbers: list[Number], words: Lexicon, rules: Conventions) -> list[People]:
    """The people phrases of ``tokens`` in order, not overlapping."""
    by_first = {n.first: n for n in numbers}
    inside = [False] * len(tokens)
    for n in numbers:
        inside[n.first : n.last] = [True] * (n.last - n.first)
    found: list[People] = []
    i, size = 0, len(tokens)
    floor = 0
    while i < size:
        people: People | None = None
        mark = tokens.marks[i]
        if inside[i] and i in by_first:
            people = _from_number(tokens, by_first[i], inside, words, rules)
        elif not inside[i]:
            if mark in "PpKJ" or tokens.lower[i] in ("head", "chief", "director"):
                people = _bare(tokens, i, floor, words, rules)
            elif mark == "o":
                people = _others(tokens, i, rules)
            elif mark == "y":
                people = _aged(tokens, i, floor)
            elif mark == "e" and tokens.lower[i] in _HE_SHE:
                people = People(i, i + 1, i, Count.exactly(1), _HE_SHE[tokens.lower[i]], definite=True)
            elif mark == "X":
                people = _name(tokens, i, inside)
        if people is None:
            i = by_first[i].last if i in by_first else i + 1
            continue
        if people.numbered and people.first > floor and tokens.marks[people.first - 1] in "th":
            people.first -= 1  # "their three daughters"
            people.definite = True
        found.append(people)
        i = floor = people.last
    return found


def _aged(tokens: Tokens, i: int, floor: int) -> People | None:
    """ "a 16-year-old has died": an age that stands for the person."""
    word = tokens.lower[i]
    if not word.endswith("old") or (i + 1 < len(tokens) and tokens.marks[i + 1] in "mXPpKJj"):
        return None
    if i > floor and tokens.marks[i - 1] in "ath":
        definite = tokens.marks[i - 1] != "a"
        return People(i - 1, i + 1, i, Count.exactly(1), _age_traits(word), definite=definite)
    if i == 0 or tokens.marks[i - 1] in ",.;":
        return People(i, i + 1, i, Count.exactly(1), _age_traits(word))
    return None


def _head_at(tokens: Tokens, i: int, words: Lexicon) -> tuple[int, Traits] | None:
    """The end and traits of a people noun that begins at token ``i`` (of two words where the lexicon has them)."""
    word = tokens.lower[i]
    seconds = words.pairs.get(word)
    if seconds and i + 1 < len(tokens) and tokens.lower[i + 1] in seconds:
        return i + 2, words.traits[f"{word} {tokens.lower[i + 1]}"]
    if tokens.marks[i] in "PpKJ":
        return i + 1, words.traits[word]
    if word in ("head", "chief", "director") and tokens.lower[i + 1 : i + 2] == ["of"]:
        return i + 1, _NO_TRAITS
    return None


def _merge(a: Traits, b: Traits) -> Traits:
    """``b`` with what only ``a`` (a word before it) tells."""
    return replace(
        b,
        status=b.status or a.status,
        age=b.age or a.age,
        sex=b.sex or a.sex,
        role=b.role or a.role,
    )


def _from_number(
    tokens: Tokens, number: Number, inside: list[bool], words: Lexicon, rules: Conventions
) -> People | None:
    i, size = number.last, len(tokens)
    if number.none and tokens.lower[number.last - 1] in ("one", "nobody", "no-one"):
        return People(number.first, i, i - 1, number.count, _NO_TRAITS, numbered=True, none=True)
    seen = _NO_TRAITS
    others = definite = False
    head, weak_head = -1, -1
    if i < size and tokens.marks[i] == "f":  # two of the five / dozens of people
        i += 1
        if i < size and tokens.lower[i] in _BARE:
            return People(number.first, i + 1, i, number.count, _NO_TRAITS, numbered=True, anaphor=True)
        if i < size and tokens.marks[i] in "th":
            definite = True
            i += 1
            if i < size and inside[i]:  # "one of the six hostages"
                while i < size and inside[i]:
                    i += 1
            if i < size and tokens.marks[i] in "Snd":
                return People(number.first, i + 1, i, number.count, _NO_TRAITS, numbered=True, anaphor=True)
    start = i
    while i < size and i - start < 10 and not inside[i]:
        mark, word = tokens.marks[i], tokens.lower[i]
        if mark == "(" and head < 0 and i > start - 1:
            closing = _closing(tokens, i)
            if closing < 0:
                break
            i = closing + 1
            continue
        if mark == "o":
            others = True
            i += 1
            continue
        if mark == "y" and head < 0:
            age = _age_traits(word)
            seen = _merge(seen, age)
            if word.endswith("olds"):
                return People(number.first, i + 1, i, number.count, age, numbered=True, others=others)
            i += 1
            continue
        found = _head_at(tokens, i, words)
        if found is not None:
            seen = _merge(seen, found[1])
            i, head = found[0], found[0] - 1
            if i < size and (tokens.marks[i] in "PpKJ" or (not found[1].many and _noun_ahead(tokens, i, words))):
                continue
            # "staff member", "family members"; a noun that is followed by "'s" is no head
            break
        if mark not in _BETWEEN or word.endswith("ing") or word in _MEASURES:
            break
        adjective = words.adjectives.get(word)
        if adjective is not None:
            seen = _merge(adjective, seen)
        weak_head = i
        i += 1
    if head >= 0:
        traits = _with_number(seen, words.traits.get(tokens.lower[head]))
        return People(
            number.first, head + 1, head, number.count, traits,
            numbered=True, others=others, definite=definite, none=number.none, kin=traits.kin,
        )  # fmt: skip
    if number.none and tokens.marks[number.last : number.last + 1] != ["n"]:
        return None
    if others:
        return People(number.first, max(start + 1, number.last), start, number.count, _NO_TRAITS, numbered=True, others=True)
    if weak_head < 0:
        if definite or (start < size and tokens.lower[start] in _MEASURES):
            return None
        if number.last < size and tokens.marks[number.last] in "#%y":
            return None
        return People(
            number.first, number.last, number.last - 1, number.count, _NO_TRAITS,
            numbered=True, weak=tokens.lower[number.last - 1] in ("no", "none", "some", "many", "few", "all"),
            none=number.none,
        )  # fmt: skip
    stop = weak_head + 1
    if tokens.lower[start] in _MEASURES or tokens.lower[weak_head] in _MEASURES:
        return None
    if stop < size and tokens.lower[stop] in _MEASURES:
        return None
    plural = tokens.lower[weak_head].endswith("s")
    return People(
        number.first, stop, weak_head, number.count, seen, numbered=True, weak=True, others=others, definite=not plural
    )


def _closing(tokens: Tokens, i: int) -> int:
    """The closing bracket of a short aside ("two (one foreign) workers"), or -1."""
    for j in range(i + 1, min(i + 9, len(tokens))):
        if tokens.marks[j] == ")":
            return j
    return -1


def _noun_ahead(tokens: Tokens, i: int, words: Lexicon) -> bool:
    """Whether a people noun follows within three words: in "one male NGO aid worker", "male" is no head."""
    if i < len(tokens) and tokens.marks[i] == "(":
        i = max(i, _closing(tokens, i) + 1)
    for j in range(i, min(i + 4, len(tokens))):
        if _head_at(tokens, j, words) is not None:
            return j + 1 >= len(tokens) or tokens.lower[j + 1] not in _OFFICES
        if tokens.marks[j] not in "mXj" or tokens.lower[j].endswith("ing"):
            return False
    return False


def _with_number(seen: Traits, head: Traits | None) -> Traits:
    return replace(seen, many=head.many if head else True, kin=bool(head and head.kin))


def _age_traits(word: str) -> Traits:
    digits = "".join(c for c in word[:3] if c.isdigit())
    if "month" in word or "week" in word or "day" in word:
        return Traits(age="child")
    years = int(digits or 0)
    if years < 18:
        return Traits(age="child")
    return Traits(age="elderly") if years >= 65 else Traits(age="adult")


def _bare(tokens: Tokens, i: int, floor: int, words: Lexicon, rules: Conventions) -> People | None:
    """A people noun without a number: "civilians", "a nurse", "his wife", "the gunman"."""
    found = _head_at(tokens, i, words)
    if found is None:
        return None
    last, traits = found
    head = last - 1
    size = len(tokens)
    while last < size and tokens.marks[last] in "PpKJ":  # "staff member", "family members"
        after = _head_at(tokens, last, words)
        if after is None:
            break
        traits = _merge(traits, after[1])
        last = after[0]
        head = last - 1
    if last < size and tokens.lower[last] in _OFFICES:
        return None
    if tokens.lower[head] == "people" and i > floor and tokens.marks[i - 1] in "hthXm" and _the_nation(tokens, i):
        return None
    named = words.traits.get(tokens.lower[head], traits)
    many = named.many
    traits = replace(traits, many=many, kin=named.kin)
    first, definite, article, other = i, False, False, False
    j = i - 1
    while j >= floor and i - j <= 6:
        mark, word = tokens.marks[j], tokens.lower[j]
        if mark == "y":
            traits = _merge(_age_traits(word), traits)
        elif mark == "a":
            first, article = j, True
            break
        elif mark in "th":
            first, definite = j, True
            break
        elif mark == "o":
            first, other = j, True
            break
        elif mark in "mXj":
            adjective = words.adjectives.get(word)
            if adjective is not None:
                traits = _merge(adjective, traits)
                first = j
            elif word.endswith("ing") or (mark == "m" and word.endswith("ed") and not article):
                break
        else:
            break
        j -= 1
    if traits.kin and not many:
        article = True
    if first == i and i - 1 >= floor and tokens.marks[i - 1] in "X" and not many:
        article = False
    count = None
    if article or (definite and not many) or (other and not many):
        count = Count.exactly(1)
    elif many and not definite:
        count = rules.plural.count()
    elif many:
        count = rules.plural.count()
    elif tokens.capitals or first < i or tokens.marks[head] == "P":
        count = Count.exactly(1)
    return People(
        first, last, head, count, traits, definite=definite, others=other, kin=traits.kin,
    )  # fmt: skip


def _the_nation(tokens: Tokens, i: int) -> bool:
    """ "The Syrian people", "our people": a nation, not the people of an incident."""
    j = i - 1
    while j > 0 and tokens.marks[j] in "Xm" and i - j < 4:
        j -= 1
    return tokens.lower[j] in ("the", "my", "our", "their", "his", "its") and tokens.lower[i + 1 : i + 2] not in (["who"], ["killed"])


def _others(tokens: Tokens, i: int, rules: Conventions) -> People | None:
    word = tokens.lower[i]
    if word == "another":
        if i + 1 < len(tokens) and tokens.marks[i + 1] in "mXPp#":
            return None
        return People(i, i + 1, i, Count.exactly(1), _NO_TRAITS, others=True)
    if word == "others":
        count = rules.words["others"].count() if "others" in rules.words else rules.plural.count()
        return People(i, i + 1, i, count, Traits(many=True), others=True)
    return None


def _name(tokens: Tokens, i: int, inside: list[bool]) -> People | None:
    """A run of capitalised words: perhaps a person. Only a harm verb beside it makes it one."""
    size = len(tokens)
    if tokens.lower[i] in _NEVER_NAMES:
        return None
    j = i + 1
    while j < size and (tokens.marks[j] == "X" or tokens.lower[j] in ("al", "bin", "de", "abu", "el", "-")) and j - i < 7:
        if tokens.lower[j] in _NEVER_NAMES or inside[j]:
            break
        j += 1
    if tokens.titled and j - i < 2:
        return None  # in a headline every word begins with a capital
    if j < size and tokens.marks[j] in "PpKJj":
        return None
    written = tokens.text[tokens.starts[i] : tokens.ends[j - 1]]
    if written.isupper():  # NGO, UN, ICRC: an office, not somebody
        return None
    return People(i, j, j - 1, Count.exactly(1), _NO_TRAITS, named=True, weak=True)
