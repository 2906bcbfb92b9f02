from __future__ import annotations

from typing import TYPE_CHECKING

import pytest
from hypothesis import given
from hypothesis import strategies as st

from daftar.resolve.places import where
from daftar.resolve.places.certainty import told
from daftar.resolve.places.choose import Name, Option
from daftar.resolve.places.strangers import Strangers

if TYPE_CHECKING:
    from daftar.resolve.places import Gazetteer
    from daftar.resolve.places.gazetteer import Entry


def entry(name: str, country: str, gazetteer: Gazetteer) -> Entry:
    """The largest place of that name in a country."""
    found = [m.entry for m in gazetteer.named_as(name) if m.entry.country == country]
    return max(found, key=lambda e: e.population)


def name(one: Entry, chance: float = 0.9) -> Name:
    return Name("x", "x", [], None, (), [Option(one, 1.0, chance=chance)])


def test_a_far_place_in_a_country_nobody_speaks_of_is_doubted(gazetteer: Gazetteer) -> None:
    """Beside two towns of Syria a place in Chile loses nearly a whole point, one in Lebanon, close by, little."""
    syria = [name(entry("Homs", "SY", gazetteer)), name(entry("Hama", "SY", gazetteer))]
    far, close = entry("Santiago", "CL", gazetteer), entry("Tripoli", "LB", gazetteer)
    assert Strangers([*syria, name(far)], ()).off(2, far) == pytest.approx(1.0, abs=0.01)
    assert 0 < Strangers([*syria, name(close)], ()).off(2, close) < 0.25


def test_what_the_report_speaks_of_and_what_stands_alone_is_not_doubted(gazetteer: Gazetteer) -> None:
    """A country's own words, another name in it, or no other name at all: nothing is taken off."""
    homs, far = entry("Homs", "SY", gazetteer), entry("Santiago", "CL", gazetteer)
    other = entry("Concepción", "CL", gazetteer)
    assert Strangers([name(homs), name(far)], ("CL",)).off(1, far) == 0
    assert Strangers([name(homs), name(far), name(other)], ()).off(1, far) == 0
    assert Strangers([name(far)], ()).off(0, far) == 0


@given(st.lists(st.floats(0, 1), min_size=1, max_size=6))
def test_what_is_told_keeps_the_order_and_is_a_probability(weights: list[float]) -> None:
    """The line changes no order, and all that is told of one name is at most 1."""
    total = max(1.0, sum(weights))
    chances = sorted((w / total for w in weights), reverse=True)
    scores = told(chances)
    assert scores == sorted(scores, reverse=True)
    assert min(scores) >= 0
    assert sum(scores) <= 1.0 + 0.001 * len(scores)


def test_nothing_is_told_as_certain(gazetteer: Gazetteer) -> None:
    """Even a name that one place bears is wrong once in fifty times."""
    assert 0.9 < where("Mogadishu", gazetteer)[0].score < 0.99
