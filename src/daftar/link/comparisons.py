"""What two incidents have in common: the comparisons in their order, and the words in which people are shown each level.

The functions are in ``levels.py``, how much a level says for or against one incident is in ``weights.toml``, not here.
"""

from __future__ import annotations

from typing import TYPE_CHECKING, NamedTuple

from daftar.link import levels
from daftar.link.levels import UNKNOWN
from daftar.link.words import shared

if TYPE_CHECKING:
    from collections.abc import Callable, Mapping

    from daftar.link.features import Item

__all__ = ["COMPARISONS", "UNKNOWN", "Comparison"]

SHOWN = 6  # shared words to show


class Comparison(NamedTuple):
    """One comparison: its name, the function, and for each level but ``unknown`` the words to show.

    Words may hold ``{shared}``, which ``shared`` fills in from the two items.
    """

    name: str
    level: Callable[[Item, Item], str]
    words: Mapping[str, str]
    shared: Callable[[Item, Item], str] | None = None

    @property
    def about(self) -> str:
        """The sentence that says what is compared."""
        return (self.level.__doc__ or "").strip().split("\n\n")[0].replace("\n    ", " ")

    def say(self, one: Item, other: Item, level: str) -> str:
        """What was found, in words."""
        return self.words[level].format(shared=self.shared(one, other) if self.shared else "")


def _number(column: str) -> Callable[[Item, Item], str]:
    """The two figures of a column, the smaller first."""

    def figures(one: Item, other: Item) -> str:
        both = sorted({getattr(one, column), getattr(other, column)})
        return " and ".join(map(str, both))

    return figures


def _shown(one: tuple[str, ...], other: tuple[str, ...]) -> str:
    """The rarest shared words, without their points; a few of them."""
    both = shared(one, other)
    return ", ".join(word[1:] for word in both[:SHOWN]) + (" ..." if len(both) > SHOWN else "")


def _toll_words(outcome: str) -> dict[str, str]:
    return {
        "earlier": f"{{shared}} {outcome}, of which the smaller is the other's earlier count",
        "same": f"{{shared}} {outcome} in both",
        "same_two": f"two {outcome} in both",
        "same_one": f"one {outcome} in both, or nobody",
        "close": f"{{shared}} {outcome} are close",
        "apart": f"{{shared}} {outcome} differ",
        "differ": f"{{shared}} {outcome} differ greatly",
    }


#: In the order in which they are shown.
COMPARISONS = (
    Comparison(
        "day",
        levels.day_level,
        {
            "same": "on the same day",
            "overlap": "at a time that overlaps",
            "loose": "at a time, only loosely known, that overlaps",
            "night": "in one night, it may be",
            "next": "a day apart",
            "week": "some days apart",
            "apart": "more than a week apart",
            "week_late": "some days apart, by a report of later days",
            "apart_late": "more than a week apart, by a report of later days",
        },
    ),
    Comparison(
        "published",
        levels.published_level,
        {
            "same_day": "published on the same day",
            "next_day": "published a day apart",
            "days": "published two or three days apart",
            "week": "published within a week",
            "month": "published within a month",
            "months": "published within four months",
            "later": "published more than four months apart",
            "dated": "published more than a week apart, both of the very same day",
            "month_late": "published within a month, the later one on what became of it",
            "months_late": "published within four months, the later one on what became of it",
            "later_late": "published more than four months apart, the later one on what became of it",
        },
    ),
    Comparison(
        "place",
        levels.place_level,
        {
            "same_town": "in the same town or village",
            "same_city": "in the same city",
            "same_metropolis": "in the same very large city",
            "same_area": "in the same district or province",
            "near": "at places near each other",
            "inside": "one place lies in the area of the other",
            "neighbours": "at places with different names",
            "unlisted": "at places of different names that no gazetteer knows",
            "far": "at places far apart",
            "named": "at places far apart, one of which the other report names as well",
        },
    ),
    Comparison(
        "lead",
        levels.lead_level,
        {
            "both": "both reports are mainly about it",
            "one": "one report tells of it in passing",
            "neither": "both reports tell of it in passing",
            "denied": "one report denies what the other tells of that place and day",
        },
    ),
    Comparison("killed", levels.killed_level, _toll_words("killed"), _number("killed")),
    Comparison("injured", levels.injured_level, _toll_words("injured"), _number("injured")),
    Comparison("taken", levels.taken_level, _toll_words("taken or missing"), _number("taken")),
    Comparison(
        "method",
        levels.method_level,
        {
            "same": "done the same way",
            "covered": "done in a way that the other's word covers",
            "alike": "done in ways that are mixed up",
            "differ": "done in different ways",
        },
    ),
    Comparison(
        "target",
        levels.target_level,
        {"same": "the same kind of target", "differ": "different kinds of target"},
    ),
    Comparison(
        "perpetrator",
        levels.perpetrator_level,
        {"same": "said to be done by the same party", "differ": "said to be done by different parties"},
    ),
    Comparison(
        "people",
        levels.people_level,
        {
            "several": "both name {shared}",
            "one": "both name {shared}",
            "others": "they name different people",
        },
        lambda one, other: ", ".join(sorted(set(one.names) & set(other.names))),
    ),
    Comparison(
        "names",
        levels.names_level,
        {
            "none": "no name of several words in common",
            "bare": "no name of several words in common, of few",
            "faint": "common names in common: {shared}",
            "one": "a name in common: {shared}",
            "two": "two names in common, or so: {shared}",
            "some": "some names in common: {shared}",
            "many": "many names in common: {shared}",
            "most": "very many names in common: {shared}",
        },
        lambda one, other: _shown(one.phrases, other.phrases),
    ),
    Comparison(
        "words",
        levels.words_level,
        {
            "none": "no rare word in common",
            "bare": "no rare word in common, of few",
            "faint": "hardly a rare word in common: {shared}",
            "little": "a rare word in common, or so: {shared}",
            "one": "rare words in common: {shared}",
            "two": "some rare words in common: {shared}",
            "some": "several rare words in common: {shared}",
            "many": "many rare words in common: {shared}",
            "most": "very many rare words in common: {shared}",
        },
        lambda one, other: _shown(one.words, other.words),
    ),
    Comparison(
        "things",
        levels.things_level,
        {
            "none": "no rare word besides names in common",
            "bare": "no rare word besides names in common, of few",
            "faint": "hardly a rare word besides names in common: {shared}",
            "little": "a rare word or so besides names in common: {shared}",
            "some": "some rare words besides names in common: {shared}",
            "many": "many rare words besides names in common: {shared}",
            "most": "very many rare words besides names in common: {shared}",
        },
        lambda one, other: _shown(one.things, other.things),
    ),
    Comparison(
        "sites",
        levels.sites_level,
        {
            "none": "no street or site in common",
            "faint": "a street or site of a usual name in common: {shared}",
            "one": "a street or site in common: {shared}",
            "several": "streets or sites in common: {shared}",
        },
        lambda one, other: _shown(one.sites, other.sites),
    ),
    Comparison(
        "headline",
        levels.headline_level,
        {
            "none": "no telling word in common in the headlines",
            "faint": "hardly a telling word in common in the headlines: {shared}",
            "little": "a telling word or so in common in the headlines: {shared}",
            "some": "telling words in common in the headlines: {shared}",
            "much": "headlines that are much alike: {shared}",
        },
        lambda one, other: _shown(one.headline, other.headline),
    ),
    Comparison(
        "age",
        levels.age_level,
        {
            "several": "people of the same ages: {shared}",
            "one": "somebody of the same age: {shared}",
            "bare": "nobody of the one age that is told",
            "none": "nobody of the same age",
        },
        lambda one, other: ", ".join(map(str, sorted(set(one.ages) & set(other.ages)))),
    ),
    Comparison(
        "text",
        levels.text_level,
        {
            "copy": "told in mostly the same words",
            "much": "told in much the same words",
            "some": "told in some of the same words",
            "none": "told in other words",
            "form": "another day told in the words of one form",
        },
    ),
)
