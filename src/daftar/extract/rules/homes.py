"""Homes destroyed and damaged: the grammar of harm, read once more with houses in the place of people."""

from __future__ import annotations

from dataclasses import replace
from functools import lru_cache
from typing import TYPE_CHECKING

from daftar.extract.rules.displaced import LABEL, counted_things
from daftar.extract.rules.flight import words_of
from daftar.extract.rules.grammar import find_harm
from daftar.extract.rules.lexicon import lexicon
from daftar.extract.rules.nouns import NO_TRAITS, People
from daftar.extract.rules.row import Hit

if TYPE_CHECKING:
    from daftar.extract.rules.lexicon import Lexicon
    from daftar.extract.rules.numbers import Number
    from daftar.extract.rules.tokens import Tokens

__all__ = ["THINGS", "find_ruined"]

THINGS = ("homes_destroyed", "homes_damaged")
_SHORT = 10  # tokens: the longest line of a table that is a label and a figure
_WATER = frozenset({"water", "waters", "floodwater", "floodwaters", "flood", "sea"})
_FORMS = {  # list of displacement.toml → outcome, class of the grammar
    "destroyed": (THINGS[0], "d"),
    "destroyed_alone": (THINGS[0], "d"),
    "destroying": (THINGS[0], "g"),
    "destroy": (THINGS[0], "b"),
    "destruction": (THINGS[0], "n"),
    "damaged": (THINGS[1], "d"),
    "damaging": (THINGS[1], "g"),
    "damage_noun": (THINGS[1], "n"),
    "away": (THINGS[0], "d"),
    "roof": (THINGS[1], "n"),
    "entered": (THINGS[1], "d"),
}


@lru_cache(maxsize=1)
def _verbs() -> dict[str, tuple[str, str]]:
    ruin = words_of("ruin")
    return {word: told for form, told in _FORMS.items() for word in ruin[form]}


@lru_cache(maxsize=1)
def _for_homes() -> Lexicon:
    """The lexicon as it reads with homes in the place of people."""
    words = lexicon("en")
    alone = words_of("ruin")["destroyed_alone"]
    outcomes = words.outcomes | {word: outcome for word, (outcome, _) in _verbs().items()}
    sets = words.sets | {"intransitive": words.sets["intransitive"] | alone}
    return replace(words, outcomes=outcomes, sets=sets)


def find_ruined(tokens: Tokens, numbers: list[Number], words: Lexicon) -> list[Hit]:
    """The homes destroyed or damaged that a passage counts."""
    homes = [*counted_things(tokens, numbers, "homes"), *_of_families(tokens, numbers)]
    verbs = _verbs()
    if verbs.keys().isdisjoint(tokens.lower):
        return []
    if not homes:
        return _labelled(tokens, numbers)
    ruined = _ruined(tokens)
    bare = _bare(ruined, numbers, homes)
    row = sorted([*homes, *bare], key=lambda p: p.first)
    hits = [h for h in find_harm(ruined, row, _for_homes()) if h.outcome in THINGS]
    found = [h for h in hits if h.people is not None and _homes_too(h.people, homes, bare, tokens, words)]
    told = {h.people.first for h in found if h.people}
    return found + [h for home in homes if home.first not in told and (h := _described(home, ruined))]


def _of_families(tokens: Tokens, numbers: list[Number]) -> list[People]:
    """ "The homes of 60 families": counted by the household."""
    homes = words_of("homes")["many"]
    return [
        replace(group, first=group.first - (3 if tokens.marks[group.first - 3] in "th" else 2))
        for group in counted_things(tokens, numbers, "households")
        if group.first > 2 and tokens.marks[group.first - 1] == "f" and tokens.lower[group.first - 2] in homes
    ]


def _bare(ruined: Tokens, numbers: list[Number], homes: list[People]) -> list[People]:
    """Figures without a noun before a verb of ruin: "12 houses were destroyed and 90 damaged"."""
    found: list[People] = []
    for number in numbers:
        if number.none or any(h.first < number.last and number.first < h.last for h in homes):
            continue
        k = number.last
        if ruined.marks[k : k + 1] == ["f"] and ruined.lower[k + 1 : k + 2] in (
            ["them"],
            ["which"],
            ["those"],
        ):
            k += 2
        while k < len(ruined) and (ruined.marks[k] in "xBHo" or ruined.lower[k].endswith("ly")):
            k += 1
        if ruined.marks[k : k + 1] == ["d"] and ruined.lower[k] in _verbs():
            found.append(
                People(
                    number.first,
                    number.last,
                    number.last - 1,
                    number.count,
                    NO_TRAITS,
                    numbered=True,
                    unit="homes",
                )
            )
    return found


def _described(home: People, ruined: Tokens) -> Hit | None:
    """ "450 destroyed houses", "homes damaged: 300" where nothing else is told of them."""
    for i in range(home.first, home.last):
        outcome, mark = _verbs().get(ruined.lower[i], ("", ""))
        if mark == "d" and ruined.marks[i] == "d":
            return Hit(outcome, home, home.first, home.last, i, "nominal")
    return None


def _labelled(tokens: Tokens, numbers: list[Number]) -> list[Hit]:
    """A line of a table: "Houses destroyed: 41"."""
    if len(numbers) != 1 or len(tokens) > _SHORT:
        return []
    number = numbers[0]
    label, behind = tokens.lower[: number.first], tokens.lower[number.last :]
    outcomes = {told[0] for word in label if (told := _verbs().get(word))}
    rest = {w for w in [*label, *behind] if w not in _verbs()}
    if len(outcomes) != 1 or words_of("homes")["many"].isdisjoint(rest):
        return []
    if not rest <= words_of("homes")["many"] | LABEL | {"."}:
        return []
    homes = People(
        number.first, number.last, number.last - 1, number.count, NO_TRAITS, numbered=True, unit="homes"
    )
    return [Hit(outcomes.pop(), homes, 0, number.last, number.first, "nominal")]


def _ruined(tokens: Tokens) -> Tokens:
    """The same tokens with verbs of ruin as harm words."""
    marks = list(tokens.marks)
    lower = list(tokens.lower)
    ruin = words_of("ruin")
    away = ruin["away"]
    for i, word in enumerate(tokens.lower):
        told = _verbs().get(word)
        behind = lower[i + 1] if i + 1 < len(lower) else ""
        if told is None or (word in away and behind not in ("away", "off")):
            continue
        if word in ruin["roof"] and behind not in ("off", "of", "from"):
            continue
        if word in ruin["entered"] and _WATER.isdisjoint(lower[max(0, i - 3) : i]):
            continue
        marks[i] = told[1]
        if i and lower[i - 1] in ruin["partly"] and told[0] == THINGS[0]:
            lower[i] = "damaged"
        if word in away:
            marks[i + 1] = "x"
        if told[1] == "n" and behind in ("to", "off", "from"):
            marks[i + 1] = "f"  # "damage to 40 houses"
    return replace(tokens, marks=marks, lower=lower)


def _homes_too(
    people: People, homes: list[People], bare: list[People], tokens: Tokens, words: Lexicon
) -> bool:
    """Whether a figure counts homes: with the noun, or without it behind one that has it, nothing else between."""
    if not any(people is one for one in bare):
        return True
    before = [h for h in homes if h.last <= people.first]
    if not before:
        return False
    between = tokens.lower[before[-1].last : people.first]
    return words.sets["measures"].isdisjoint(between) and not {"p", "P"} & set(
        tokens.marks[before[-1].last : people.first]
    )
