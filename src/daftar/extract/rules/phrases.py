"""People phrases: "at least 22 civilians", "a volunteer's wife", "five others", "John Smith" → who and how many."""

from __future__ import annotations

from typing import TYPE_CHECKING

from daftar.extract.rules.belonging import belonging
from daftar.extract.rules.counted import counted
from daftar.extract.rules.lexicon import Traits
from daftar.extract.rules.named_lists import counted_by_names
from daftar.extract.rules.nations import somebody_from
from daftar.extract.rules.nouns import NO_TRAITS, People, age_traits, head_at, merge, of_number
from daftar.extract.rules.numbers import NUMBER_WORDS
from daftar.extract.rules.ordinals import ORDINALS, say_which
from daftar.extract.rules.personal_names import YEARS
from daftar.model import Count

if TYPE_CHECKING:
    from daftar.codebook.conventions import Conventions
    from daftar.extract.rules.lexicon import Lexicon
    from daftar.extract.rules.numbers import Number
    from daftar.extract.rules.tokens import Tokens

__all__ = ["People", "find_people"]

_ORDINALS = frozenset(ORDINALS)
_LEADING = frozenset("PpKJoyeX")  # marks that a people phrase begins with, and words of other marks that do
_LEADS = frozenset({"head", "chief", "director"}) | _ORDINALS
_OLDEST = 110  # years
_HE_SHE = {"he": Traits(sex="man"), "she": Traits(sex="woman")}


def find_people(tokens: Tokens, numbers: list[Number], words: Lexicon, rules: Conventions) -> list[People]:
    """The people phrases of ``tokens`` in order, not overlapping."""
    by_first = {n.first: n for n in numbers}
    inside = [False] * len(tokens)
    for n in numbers:
        inside[n.first : n.last] = [True] * (n.last - n.first)
    found: list[People] = []
    marks, lower = tokens.marks, tokens.lower
    i, size = 0, len(tokens)
    floor = 0
    while i < size:
        mark = marks[i]
        people: People | None = somebody_from(tokens, i) if i > floor and marks[i - 1] == "a" else None
        if people is None and mark not in _LEADING and not inside[i] and lower[i] not in _LEADS:
            i += 1
            continue
        if people is not None:
            pass
        elif i in by_first and found and (last := _taken_back(tokens, found[-1], by_first[i])):
            found[-1].last = i = floor = last
            continue
        elif i in by_first:
            people = counted(tokens, by_first[i], inside, words)
        elif not inside[i]:
            people = _unnumbered(tokens, i, floor, inside, words, rules)
        if people is None:
            i = by_first[i].last if i in by_first else i + 1
            continue
        if people.numbered and people.first > floor:
            _widen(tokens, people)
        belonging(people, tokens)
        found.append(people)
        i = floor = people.last
    say_which(tokens, found)
    return counted_by_names(tokens, found)


def _taken_back(tokens: Tokens, people: People, number: Number) -> int | None:
    """Where "34 people, and not 36," ends, given the 36: a figure named only to say that it is wrong."""
    between = [w for w in tokens.lower[people.last : number.first] if w != ","]
    if not people.numbered or between not in (["not"], ["and", "not"]) or number.last >= len(tokens):
        return None
    closed = tokens.marks[number.last] == ","
    return number.last + 1 if closed else None


def _unnumbered(
    tokens: Tokens, i: int, floor: int, inside: list[bool], words: Lexicon, rules: Conventions
) -> People | None:
    """The people phrase without a number that token ``i`` begins or is the noun of."""
    mark = tokens.marks[i]
    if mark in "PpKJ" or tokens.lower[i] in ("head", "chief", "director"):
        return _bare(tokens, i, floor, words, rules)
    if mark == "o" or tokens.lower[i] in _ORDINALS:
        return _others(tokens, i, rules)
    if mark == "y":
        return _aged(tokens, i, floor, words)
    if mark == "e" and tokens.lower[i] in _HE_SHE:
        return People(i, i + 1, i, Count.exactly(1), _HE_SHE[tokens.lower[i]], definite=True)
    return _name(tokens, i, inside, words) if mark == "X" else None


def _widen(tokens: Tokens, people: People) -> None:
    """Take in the word before a count: "their three daughters", "another four teenagers"."""
    before = tokens.lower[people.first - 1]
    if tokens.marks[people.first - 1] in "th" and before != "that":
        people.first -= 1
        people.definite = True
    elif before == "another":
        people.first -= 1
        people.others = True


def _aged(tokens: Tokens, i: int, floor: int, words: Lexicon) -> People | None:
    """ "a 16-year-old has died", "a 23-year-old Navy veteran": an age that stands for the person."""
    word = tokens.lower[i]
    if not word.endswith("old"):
        return None
    article = i > floor and tokens.marks[i - 1] in "ath"
    if i + 1 < len(tokens) and tokens.marks[i + 1] in "mXPpKJj":
        return _aged_somebody(tokens, i, words) if article else None
    if article:
        definite = tokens.marks[i - 1] != "a"
        return People(i - 1, i + 1, i, Count.exactly(1), age_traits(word), definite=definite)
    if (
        i == 0
        or tokens.marks[i - 1] in ",.;"
        or (tokens.marks[i - 1] in "mXfr" and not word.endswith("s old"))
    ):
        return People(i, i + 1, i, Count.exactly(1), age_traits(word))
    return None


def _aged_somebody(tokens: Tokens, i: int, words: Lexicon) -> People | None:
    """Somebody of an age by a noun that the lexicon lacks; only a harm verb beside it makes it a person."""
    j = i + 1
    while j < len(tokens) and tokens.marks[j] in "mX" and j - i < 4:
        if tokens.lower[j] in words.sets["measures"] or tokens.lower[j].endswith(("ed", "ing")):
            break
        j += 1
    if j == i + 1 or (j < len(tokens) and tokens.marks[j] in "PpKJjmX"):
        return None
    return People(i - 1, j, j - 1, Count.exactly(1), age_traits(tokens.lower[i]), weak=True)


def _bare(tokens: Tokens, i: int, floor: int, words: Lexicon, rules: Conventions) -> People | None:
    """A people noun without a number: "civilians", "a nurse", "his wife", "the gunman"."""
    found = _noun_group(tokens, i, words)
    if found is None:
        return None
    last, traits = found
    head = last - 1
    if tokens.lower[max(0, i - 2) : i] == ["hospital", "for"]:
        return None  # "Elm Hospital for Children"
    if (
        tokens.lower[head] == "people"
        and i > floor
        and tokens.marks[i - 1] in "hthXm"
        and _the_nation(tokens, i)
    ):
        return None
    first, article, seen = _before_noun(tokens, i, floor, traits, words)
    named = words.traits.get(tokens.lower[head], traits)
    traits = of_number(seen, many=named.many, kin=named.kin)
    definite, other = article in "th" and article != "", article == "o"
    count = None
    if article == "a" or (named.many and tokens.lower[last : last + 1] in (["was"], ["is"], ["has"])):
        count = Count.exactly(1)  # "a national staff" is one, whatever the noun's own number
    elif tokens.lower[head] == "staff" and tokens.lower[last : last + 1] not in (["were"], ["are"], ["have"]):
        count = Count(low=1)  # "staff" may be one member of it, or all
    elif named.many:
        count = Count.exactly(2) if first and tokens.lower[first - 1] == "both" else rules.plural.count()
    elif article or named.kin or tokens.capitals or first < i or tokens.marks[head] == "P":
        count = Count.exactly(1)
    if traits.kin and count is not None and count.low == 1:
        last = _parent_of(tokens, last)
    elif article == "a" and tokens.marks[head] == "P" and (aged := _age_behind(tokens, last)) is not None:
        last, traits = last + 2, merge(aged, traits)
    return People(first, last, head, count, traits, definite=definite, others=other, kin=traits.kin)


def _parent_of(tokens: Tokens, end: int) -> int:
    """Past "of four", "of two children": how many somebody is the parent of counts none of the harmed."""
    lower, size = tokens.lower, len(tokens)
    if tokens.marks[end : end + 1] != ["f"] or end + 1 >= size:
        return end
    if lower[end + 1] not in YEARS and not lower[end + 1].isdecimal():
        return end
    after = end + 2
    one_verb = lower[after + 1 : after + 2] in (["was"], ["is"], ["has"])
    if lower[after : after + 1] in (["children"], ["kids"]) or (one_verb and tokens.marks[after] in "pJ"):
        after += 1
    return after if after >= size or tokens.marks[after] in "BH,.;wdgsSA" else end


def _age_behind(tokens: Tokens, end: int) -> Traits | None:
    """What the age tells that stands behind one person: "a boy of 12 died", "a girl of nine", "a nurse of 61,"; no number of people."""
    lower = tokens.lower[end : end + 2]
    if (
        tokens.marks[end : end + 1] != ["f"]
        or len(lower) < 2
        or not (lower[1].isdecimal() or lower[1] in YEARS)
    ):
        return None
    years = int(lower[1]) if lower[1].isdecimal() else YEARS[lower[1]]
    after = end + 2
    closes = after >= len(tokens) or tokens.marks[after] in "BHw,.;dgsSAWr)"
    return age_traits(f"{years}-year-old") if closes and years <= _OLDEST else None


def _noun_group(tokens: Tokens, i: int, words: Lexicon) -> tuple[int, Traits] | None:
    """The end and traits of the nouns from token ``i`` on ("staff member"); None where they name an office."""
    found = head_at(tokens, i, words)
    if found is None:
        return None
    last, traits = found
    while last < len(tokens) and tokens.marks[last] in "PpKJ":
        after = head_at(tokens, last, words)
        if after is None:
            break
        last, traits = after[0], merge(traits, after[1])
    if last < len(tokens) and tokens.lower[last] in words.sets["offices"]:
        return None
    return last, traits


def _before_noun(
    tokens: Tokens, i: int, floor: int, traits: Traits, words: Lexicon
) -> tuple[int, str, Traits]:
    """Where the phrase begins, the mark of its article ("" for none), and what the adjectives add."""
    first = i
    j = i - 1
    while j >= floor and i - j <= 6:
        mark, word = tokens.marks[j], tokens.lower[j]
        if mark == "y":
            traits = merge(age_traits(word), traits)
            first = j
        elif mark in "atho":
            return j, mark, traits
        elif mark not in "mXj":
            break
        elif word in words.adjectives:
            traits = merge(words.adjectives[word], traits)
            first = j
        elif word.endswith("ing") or (mark == "m" and word.endswith("ed")):
            break
        j -= 1
    return first, "", traits


def _the_nation(tokens: Tokens, i: int) -> bool:
    """ "The Syrian people", "our people": a nation, not the people of an incident."""
    j = i - 1
    while j > 0 and tokens.marks[j] in "Xm" and i - j < 4:
        j -= 1
    return tokens.lower[j] in ("the", "my", "our", "their", "his", "its") and tokens.lower[
        i + 1 : i + 2
    ] not in (["who"], ["killed"])


def _others(tokens: Tokens, i: int, rules: Conventions) -> People | None:
    word = tokens.lower[i]
    if (one_more := _one_of_a_kind(tokens, i)) is not None:
        return one_more
    if word == "another":
        if i + 1 < len(tokens) and tokens.marks[i + 1] in "mXPp#":
            return None
        return People(i, i + 1, i, Count.exactly(1), NO_TRAITS, others=True)
    if word == "others":
        count = rules.words["others"].count() if "others" in rules.words else rules.plural.count()
        return People(i, i + 1, i, count, Traits(many=True), others=True)
    return _ordinal(tokens, i) if word in _ORDINALS else None


def _one_of_a_kind(tokens: Tokens, i: int) -> People | None:
    """ "An additional foreign and two local clerks": one more, whose noun is told with those behind "and"."""
    article = tokens.lower[i] == "another" or (i and tokens.marks[i - 1] == "a")
    if not article or tokens.marks[i + 1 : i + 3] != ["m", "A"]:
        return None
    count = tokens.lower[i + 3 : i + 4]
    if not count or not (count[0].isdecimal() or count[0] in NUMBER_WORDS):
        return None
    return People(i - (tokens.lower[i] != "another"), i + 2, i + 1, Count.exactly(1), NO_TRAITS, others=True)


def _ordinal(tokens: Tokens, i: int) -> People | None:
    """ "Two were killed and a third was wounded": one more, where no noun follows."""
    alone = i + 1 == len(tokens) or tokens.marks[i + 1] in "BH.,;AWs"
    if i and tokens.marks[i - 1] == "a" and alone:
        return People(i - 1, i + 1, i, Count.exactly(1), NO_TRAITS, others=True)
    return None


def _name(tokens: Tokens, i: int, inside: list[bool], words: Lexicon) -> People | None:
    """A run of capitalised words: perhaps a person. Only a harm verb beside it makes it one."""
    size = len(tokens)
    if tokens.lower[i] in words.sets["never_names"]:
        return None
    j = i + 1
    while (
        j < size
        and (tokens.marks[j] == "X" or tokens.lower[j] in ("al", "bin", "de", "abu", "el", "-"))
        and j - i < 7
    ):
        if tokens.lower[j] in words.sets["never_names"] or inside[j]:
            break
        j += 1
    if tokens.titled and j - i < 2:
        return None  # in a headline every word begins with a capital
    if j < size and tokens.marks[j] in "PpKJj":
        return None
    if j == i + 1 and tokens.lower[i] in words.sets["offices"]:
        return None  # the "Camp" of "Kaya Refugee Camp"
    written = tokens.text[tokens.starts[i] : tokens.ends[j - 1]]
    if written.isupper() and not tokens.capitals:  # NGO, UN, ICRC: an office, not somebody
        return None
    return People(i, j, j - 1, Count.exactly(1), NO_TRAITS, named=True, weak=True)
