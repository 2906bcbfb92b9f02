"""How likely a claim's figure is read as a careful person would read it: a few traits that anybody can see, weighed.

Each trait is a yes or no about a claim and the claims beside it in the report; ``confidence.toml`` gives each a weight
and says it in words. The weights' sum, put through the logistic function, is the confidence. The weights are fitted on
human-coded reports (``python -m evaluation.calibrate``); docs/confidence.md shows how well they hold on others.
"""

from __future__ import annotations

import math
from collections import Counter
from collections.abc import Mapping
from dataclasses import dataclass
from functools import cache
from typing import TYPE_CHECKING, TypeAlias

from daftar.errors import DataError
from daftar.model import Claim
from daftar.tables import packaged_table

if TYPE_CHECKING:
    from collections.abc import Sequence

__all__ = ["Company", "Weights", "company", "confidence", "doubts", "traits", "weighed", "weights"]

_COUNTED = ("harm", "displacement", "context")
_LONG = 260  # characters: a sentence about which readers lose count
_OPENING = 3  # claims of one outcome after which a report is past its news
_TELLING = -0.3  # weights nearer to nothing are no reason that helps a person
_set_confidence = Claim.__dict__["confidence"].__set__
_Seen: TypeAlias = tuple[str | None, object, int]


@dataclass(frozen=True, slots=True, kw_only=True)
class Weights:
    """The weight of each trait, what it says in words, and the weight that every claim begins with."""

    begin: float
    trait: Mapping[str, float]
    words: Mapping[str, str]


@cache
def weights() -> Weights:
    """The weights that come with the package. Raises DataError where the file is not of its form."""
    name = "extract/confidence.toml"
    raw = packaged_table("daftar.extract", "confidence.toml")
    unknown = raw["trait"].keys() ^ set(_TRAITS)
    if unknown:
        raise DataError(f"{name}: the traits are {', '.join(_TRAITS)}; look at {', '.join(sorted(unknown))}")
    return Weights(
        begin=float(raw["begin"]),
        trait={key: float(row["weight"]) for key, row in raw["trait"].items()},
        words={key: str(row["words"]) for key, row in raw["trait"].items()},
    )


@dataclass(frozen=True, slots=True)
class Company:
    """What a report's claims say together: how often each figure is told, how many differ, how many stand in a passage."""

    told: Mapping[_Seen, int]
    figures: Mapping[tuple[str | None, object], int]
    beside: Mapping[tuple[str, int], int]
    order: Mapping[str, int]


def company(claims: Sequence[Claim]) -> Company:
    """Look over all of a report's claims once."""
    told: Counter[_Seen] = Counter()
    beside: Counter[tuple[str, int]] = Counter()
    met: Counter[str | None] = Counter()
    order: dict[str, int] = {}
    for claim in claims:
        if claim.outcome is None or claim.count is None:
            continue
        order[claim.id] = met[claim.outcome]
        met[claim.outcome] += 1
        beside[claim.passage.part, claim.passage.start] += 1
        if claim.scope == "incident" and claim.relation is None:
            told[claim.outcome, _people(claim), claim.count.figure] += 1
    figures = Counter((outcome, people) for outcome, people, _ in told)
    return Company(told, figures, beside, order)


def _people(claim: Claim) -> object:
    return (claim.group.age, claim.group.sex) if claim.group else (None, None)


def traits(claim: Claim, around: Company) -> list[str]:
    """The names of the traits that hold for a claim with a count."""
    count, text = claim.count, claim.passage.text
    assert count is not None
    figure = claim.count_worded or ""
    key = claim.outcome, _people(claim)
    checks = (
        ("digits", any(map(str.isdigit, figure))),
        ("one", count.exact and count.low == 1),
        ("vague", not count.exact and count.best is None),
        ("hedged", not count.exact and count.best is not None),
        ("hundreds", count.figure >= 100),
        ("title", claim.quote.part == "title"),
        ("first", around.order.get(claim.id, 9) == 0),
        ("late", around.order.get(claim.id, 9) >= _OPENING),
        ("again", around.told.get((*key, count.figure), 0) > 1),
        ("others", around.figures.get(key, 0) > 1),
        ("crowded", around.beside.get((claim.passage.part, claim.passage.start), 0) > 2),
        ("long", len(text) > _LONG),
        ("capitals", text.isupper()),
        ("part", claim.relation in ("part", "among")),
        ("beside", claim.relation in ("others", "either")),
        ("update", claim.relation == "update"),
        ("open", claim.action == "shot"),
        ("unsure", claim.polarity != "asserted"),
        ("dated", claim.time is not None),
        ("placed", claim.place is not None),
        ("named", any(v.name for v in claim.victims)),
        ("sourced", len(claim.origin) > 1),
        ("weapon", claim.method is not None),
    )
    return [name for name, holds in checks if holds]


_TRAITS = tuple(
    "digits one vague hedged hundreds title first late again others crowded long capitals part beside update open unsure "
    "dated placed named sourced weapon".split()
)


def confidence(found: Sequence[str], by: Weights) -> float:
    """From 0 to 1: the share of claims with these traits whose figure a careful reader would confirm."""
    total = by.begin + sum(by.trait[name] for name in found)
    return round(1 / (1 + math.exp(-total)), 2)


def weighed(claims: tuple[Claim, ...]) -> tuple[Claim, ...]:
    """Give each claim that counts somebody its confidence. For claims that nobody else has seen yet: they are set."""
    counted = [claim for claim in claims if claim.count is not None and claim.kind in _COUNTED]
    if counted:
        by, around = weights(), company(claims)
        for claim in counted:
            _set_confidence(claim, confidence(traits(claim, around), by))
    return claims


def doubts(claim: Claim, around: Company) -> list[str]:
    """In words, the traits that make a claim less sure, the heaviest first; none for one that counts nobody."""
    if claim.count is None:
        return []
    by = weights()
    against = [name for name in traits(claim, around) if by.trait[name] <= _TELLING]
    return [by.words[name] for name in sorted(against, key=by.trait.__getitem__)]
