from __future__ import annotations

from typing import TYPE_CHECKING

from hypothesis import given
from hypothesis import strategies as st

from daftar.resolve.places import where
from daftar.resolve.places.certainty import told

if TYPE_CHECKING:
    from daftar.resolve.places import Gazetteer


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
