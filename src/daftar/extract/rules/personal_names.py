"""Where a passage names somebody: runs of capitals that can be a person's name, with what is said right beside them."""

from __future__ import annotations

import re
from dataclasses import dataclass
from functools import lru_cache
from typing import TYPE_CHECKING

from ahocorasick_rs import AhoCorasick

from daftar.languages import load

if TYPE_CHECKING:
    from daftar.extract.rules.tokens import Tokens

__all__ = ["YEARS", "Named", "PeopleWords", "find_names", "people_words"]

YEARS = {
    w: i
    for i, w in enumerate(
        "zero one two three four five six seven eight nine ten eleven twelve thirteen fourteen fifteen sixteen "
        "seventeen eighteen nineteen twenty".split()
    )
}
_NUMBER = r"(?:\d{1,3}|" + "|".join(YEARS) + r")"
_OLD = r"(?:years?|yrs?|months?|weeks?|days?)\s?[-–—]?\s?(?:olds?|of age)"
_AGE = re.compile(
    rf"(?:\baged?\s+(?P<aged>{_NUMBER})\b|\b(?P<n>{_NUMBER})(?:\s?(?:or|to|-|/)\s?{_NUMBER})?[-–\s]+(?P<unit>year|yr|month|week|day)s?\b"
    rf"|^\s*(?P<bare>\d{{1,3}})(?:\s?(?:or|to|-|/)\s?\d{{1,3}})?\s*(?:$|[,;]))",
    re.IGNORECASE,
)
_BRACKET = re.compile(r"\s*[,“\"]?\s*[(\[]([^()\[\]\n]{1,120})[)\]]")
# Behind an age: it is the next person's.
_PERSON = (
    r"(?:sons?|daughters?|boys?|girls?|m[ae]n|wom[ae]n|brothers?|sisters?|bab(?:y|ies)|infants?|child(?:ren)?|wife|husband|"
    r"mother|father|nephews?|nieces?|grand\w+|cousins?|twins?|uncle|aunt|friend|student|named)\b"
)
_COMMA_AGE = re.compile(
    rf"\s*,?\s*(?:who (?:was|is)\s+|was\s+)?(?P<whole>(?:(?:aged?|was|just|only)\s+){{0,3}}{_NUMBER}[-\s]+{_OLD}(?!\s+(?:(?-i:[A-Z])|[‘“\"]|{_PERSON}))"
    rf"|,\s*aged?\s+{_NUMBER}\b|\baged\s+{_NUMBER}\b|was\s+(?:just\s+|only\s+)?\d{{1,3}}(?=\s*[.,;])"
    r"|,\s*(?:just\s+|only\s+)?\d{1,3}(?=\s*(?:[,.;)]|and\b|were\b|was\b|from\b|who\b|$)))",
    re.IGNORECASE,
)
_BY_NAME = re.compile(r"\s*,?\s*[\"“”„‘'«]\s*([^\"“”»’'\n]{2,40}?)\s*[\"”“’'»]")
_SPELLED = re.compile(r"\s[(\[][^\W\d_][\w’'-]{1,20}[)\]]")
_KNOWN_AS = re.compile(
    r",?\s+\(?(?:also|better|widely|commonly)?\s*(?:known|called|nicknamed)\s+as\s+[\"“]?([A-Z][\w’-]+(?:\s+[A-Z][\w’-]+){0,3})"
)
_ARABIC = re.compile(r"[\s,(“\"]*([\u0600-\u06FF][\u0600-\u06FF\s]{2,60}[\u0600-\u06FF])")
_JOINED = re.compile(r"[ \t\xa0]{0,2}[-‑’'`]?[ \t\xa0]?|\.[ \t\xa0]?")
_PRONOUNS = ("his", "her", "their", "he", "she", "him")
_PLAIN = ("young", "old", "year", "little", "late", "beloved", "eldest", "youngest")
_REACH = 7  # tokens before a name that can be about the person


@dataclass(frozen=True, slots=True)
class PeopleWords:
    """The closed word lists of people.toml."""

    particles: frozenset[str]
    kunya: frozenset[str]
    not_names: frozenset[str]
    before_other: frozenset[str]
    after_other: frozenset[str]
    tells: frozenset[str]
    harm_of: frozenset[str]
    suspects: frozenset[str]
    cues: AhoCorasick
    sex: dict[str, str]
    age: dict[str, str]
    kin: frozenset[str]
    many: frozenset[str]
    titles: frozenset[str]

    def announces(self, text: str) -> bool:
        """Whether ``text`` says that names follow: "the victims were identified as"."""
        return bool(self.cues.find_matches_as_indexes(text.lower()))


@dataclass(slots=True)
class Named:
    """One mention of somebody by name: tokens ``first`` to ``last``, and what the words beside it tell.

    ``end`` is the offset in the passage behind everything said right beside the name (age, by-name), ``lead`` the token
    that everything said right before it begins with.
    """

    first: int
    last: int
    name: str
    start: int
    stop: int
    end: int
    other: tuple[str, ...] = ()
    age: int | None = None
    age_group: str | None = None
    sex: str | None = None
    relation: str | None = None
    role: str | None = None
    inside: str = ""
    words: tuple[str, ...] = ()
    lead: int = 0
    possessive: bool = False
    aside: bool = False


@lru_cache(maxsize=4)
def people_words(language: str = "en") -> PeopleWords:
    """The word lists of ``language``. Raises DataError where the file is not there or not TOML."""
    data = load(language, "people")
    return PeopleWords(
        **{
            key: frozenset(data[key])
            for key in (
                "particles", "kunya", "not_names", "before_other", "after_other", "tells",
                "harm_of", "suspects",
            )
        },
        cues=AhoCorasick([cue.lower() for cue in data["list_cues"]]),
        sex={w: sex for sex in ("man", "woman") for w in data["sex"][sex]},
        age={w: age for age in ("child", "adult", "elderly") for w in data["age"][age]},
        kin=frozenset(data["kin"]["words"]),
        many=frozenset(data["kin"]["many"]),
        titles=frozenset(data["titles"]["words"]),
    )  # fmt: skip


def find_names(tokens: Tokens, words: PeopleWords) -> list[Named]:
    """The runs of ``tokens`` that can be a person's name, in order, with ages, by-names and brackets behind them."""
    found: list[Named] = []
    i, size = 0, len(tokens)
    while i < size:
        if tokens.marks[i] not in "Xjm" or not _begins(tokens, i, words):
            i += 1
            continue
        j = _run_end(tokens, i, words)
        named = _named(tokens, i, j, words)
        if named is not None:
            _spelled_twice(named, tokens, words)
            found.append(named)
            while j < size and tokens.starts[j] < named.end:
                j += 1
        i = j
    return found


def _spelled_twice(named: Named, tokens: Tokens, words: PeopleWords) -> None:
    """ "Saker (Saqr) al-Tarn": a name that goes on behind a bracket with another spelling of its first words."""
    aside = _SPELLED.match(tokens.text, named.stop)
    if aside is None or aside.end() != named.end:
        return
    k = named.last
    while k < len(tokens) and tokens.starts[k] < aside.end():
        k += 1
    if k >= len(tokens) or tokens.marks[k] != "X" or not _begins(tokens, k, words):
        return
    rest = _named(tokens, k, _run_end(tokens, k, words), words)
    if rest is None or rest.words or tokens.starts[k] - aside.end() != 1:
        return
    named.name, named.last, named.stop, named.end = (
        f"{named.name} {rest.name}",
        rest.last,
        rest.stop,
        rest.end,
    )
    named.age, named.age_group, named.aside = (
        rest.age or named.age,
        named.age_group or rest.age_group,
        rest.aside,
    )
    named.sex, named.relation = named.sex or rest.sex, named.relation or rest.relation
    named.other = (*named.other, *rest.other)
    named.possessive = rest.possessive


def _begins(tokens: Tokens, i: int, words: PeopleWords) -> bool:
    first = tokens.text[tokens.starts[i]]
    if not first.isupper():
        return tokens.marks[i] == "X"
    return tokens.marks[i] in "Xj" or tokens.lower[i] in words.titles


def _run_end(tokens: Tokens, i: int, words: PeopleWords) -> int:
    text, j, size = tokens.text, i + 1, len(tokens)
    while j < size and j - i < 12:
        if tokens.marks[j - 1] == "j":
            break
        gap = text[tokens.ends[j - 1] : tokens.starts[j]]
        if gap and not _JOINED.fullmatch(gap):
            break
        word, mark = tokens.lower[j], tokens.marks[j]
        capital = text[tokens.starts[j]].isupper()
        if (capital and mark in "XjqxRUCVMm") or mark == "X":
            j += 1
        elif (word in words.particles and j + 1 < size and _begins(tokens, j + 1, words)) or (
            word in ".-‑'’`"
            and j + 1 < size
            and text[tokens.starts[j + 1]].isupper()
            and tokens.marks[j + 1] in "Xj"
            and (word != "." or len(tokens.lower[j - 1]) == 1 or tokens.lower[j - 1] in words.titles)
        ):
            j += 2
        else:
            break
    return min(j, size)


def _named(tokens: Tokens, i: int, j: int, words: PeopleWords) -> Named | None:
    """The run as a name, titles taken off; None where it holds a word that no name holds."""
    said: list[str] = []
    while i < j and (tokens.lower[i] in words.titles or (tokens.lower[i] == "." and said)):
        said.append(tokens.lower[i])
        i += 1
    while i < j and (tokens.lower[i].endswith("ly") and tokens.marks[i] != "X"):
        i += 1
    if i >= j:
        return None
    lower = tokens.lower[i:j]
    possessive = tokens.marks[j - 1] == "j"
    if possessive:
        lower[-1] = lower[-1][:-2] if lower[-1][-1] == "s" else lower[-1][:-1]
    if not words.not_names.isdisjoint(lower):
        return None
    text = tokens.text
    start, stop = tokens.starts[i], tokens.ends[j - 1]
    if possessive:
        stop -= 2 if text[stop - 1] in "sS" else 1
    name = text[start:stop]
    if (
        not tokens.capitals
        and any(len(w) > 1 and w.isupper() for w in re.split(r"[\s.]+", name))
        and not (name.isupper() and len(lower) > 1)
    ):
        return None
    named = Named(i, j, name, start, stop, stop, words=tuple(said), possessive=possessive)
    if not possessive:
        _beside(named, tokens, words)
    _before(named, tokens, words)
    for word in said:
        named.sex = named.sex or words.sex.get(word)
    if lower[0] in words.kunya and len(lower) == 2 and not named.other:
        named.other = ()
    return named


def _beside(named: Named, tokens: Tokens, words: PeopleWords) -> None:
    """By-names, brackets and ages right behind the name."""
    text = tokens.text
    at = named.stop
    for _ in range(4):
        rest = text[at : at + 4].lstrip()[:1]
        if not rest:
            break
        if rest in '([“"':
            bracket = _BRACKET.match(text, at)
            if bracket is not None:
                _aside(named, bracket.group(1), words)
                named.aside = True
                at = bracket.end()
                continue
        if rest in "\"“”„‘'«,":
            quoted = _BY_NAME.match(text, at)
            if quoted is not None:
                named.other = (*named.other, quoted.group(1))
                at = quoted.end()
                continue
        age = _COMMA_AGE.match(text, at) if named.age is None else None
        if age is not None:
            _set_age(named, age.group("whole").lstrip(", "))
            at = age.end()
            continue
        arabic = _ARABIC.match(text, at)
        if arabic is not None:
            named.other = (*named.other, arabic.group(1))
            at = arabic.end()
            continue
        known = _KNOWN_AS.match(text, at)
        if known is None:
            break
        named.other = (*named.other, known.group(1))
        at = known.end()
    named.end = at


def _aside(named: Named, inside: str, words: PeopleWords) -> None:
    """What brackets behind a name tell: a by-name, an age, child or adult, a relation."""
    low = inside.lower()
    split = re.findall(r"[\w-]+", low)
    if not split:
        return
    _set_age(named, inside)
    kin = next((w for w in split if w in words.kin), None)
    plain = inside.strip(" “”\"'")
    if "\u0600" <= plain[:1] <= "\u06ff":
        named.other = (*named.other, plain)
        return
    if split[0] in words.kunya or (
        kin is None and named.age is None and plain[:1].isupper() and len(split) <= 4
    ):
        named.other = (*named.other, plain)
        return
    if kin is not None and named.relation is None:
        named.relation = " ".join(part.strip() for part in inside.split(",") if kin in part.lower())
    for word in split:
        if word == "of":
            break
        named.sex = named.sex or words.sex.get(word)
        named.age_group = named.age_group or words.age.get(word)
    named.inside = low


def _set_age(named: Named, said: str) -> None:
    found = _AGE.search(said)
    if found is None:
        only = said.strip(" ,.")
        if only.lower() in YEARS or (only.isdecimal() and len(only) <= 3):
            named.age = YEARS.get(only.lower(), int(only) if only.isdecimal() else 0)
        else:
            return
    else:
        worded = (found.group("aged") or found.group("n") or found.group("bare")).lower()
        number = YEARS[worded] if worded in YEARS else int(worded)
        unit = (found.group("unit") or "year").lower()
        if unit in ("month", "week", "day"):
            number = number // 12 if unit == "month" else 0
        named.age = number
    if named.age is not None and named.age > 115:
        named.age = None


def _before(named: Named, tokens: Tokens, words: PeopleWords) -> None:
    """What the words right before the name tell: "his wife", "7-year-old", "a young man"."""
    i = named.first - len(named.words)
    said, first = _words_before(named, i, tokens, words)
    if not said or said[0] in _PRONOUNS:
        return
    head = said[0]
    named.sex = named.sex or words.sex.get(head)
    named.age_group = named.age_group or words.age.get(head)
    if head in words.kin and named.relation is None:
        if tokens.marks[first] in "hjta":
            named.relation = tokens.text[tokens.starts[first] : tokens.ends[i - 1]]
        else:
            named.relation = head


def _words_before(named: Named, i: int, tokens: Tokens, words: PeopleWords) -> tuple[list[str], int]:
    """The words of kin, sex and age before token ``i``, nearest first, and the token that the walk back ended at."""
    lower, marks, said = tokens.lower, tokens.marks, list[str]()
    k = i - 1
    named.lead = i
    while k >= 0 and i - k <= _REACH:
        word, mark = lower[k], marks[k]
        if mark == "y" or word.endswith(("-old", "olds")):
            if named.age is None:
                first = max(0, k - 2) if mark == "y" else k
                _set_age(named, tokens.text[tokens.starts[first] : tokens.ends[k]])
        elif word in words.kin or word in words.sex or word in words.age:
            said.append(word)
            if word in _PRONOUNS:
                break
        elif (said and mark in "hatj") or not (
            mark in "hatPp" or word in _PLAIN or (mark == "," and said and k == i - 1)
        ):
            break
        k -= 1
        named.lead = k + 1
    return said, max(0, k)
