"""Work in several processes comes back in order, and is begun only a little ahead."""

from __future__ import annotations

import operator
from typing import TYPE_CHECKING

import pytest

from daftar.parallel import chunked, ordered_map

if TYPE_CHECKING:
    from collections.abc import Iterator


@pytest.mark.parametrize(("jobs", "plain"), [(1, False), (2, False), (2, True)])
def test_results_come_in_order_and_the_input_is_taken_a_little_ahead(jobs: int, plain: bool) -> None:
    taken: list[int] = []

    def numbers() -> Iterator[int]:
        for number in range(40):
            taken.append(number)
            yield number

    for place, result in enumerate(ordered_map(operator.neg, numbers(), jobs=jobs, plain=plain)):
        assert result == -place
        assert len(taken) <= place + 1 + 4 * jobs


def test_chunks_hold_everything_once() -> None:
    assert list(chunked(range(7), 3)) == [[0, 1, 2], [3, 4, 5], [6]]
