"""How the weights that come with the package are estimated: what is set by hand, what is fitted, and how a difference is told."""

from __future__ import annotations

import random
import re
from typing import TYPE_CHECKING

import pytest
from evaluation.link_by_hand import FILE, by_hand, load
from evaluation.link_pairs import AT, Told, compared, with_twins
from evaluation.link_weights import differences, fit, patterns, written

from daftar.errors import DataError
from daftar.link.features import Item, items_of
from daftar.link.weights import default_weights, load_weights

if TYPE_CHECKING:
    from pathlib import Path

    from evaluation.link_pairs import Pairs
    from tests.link.conftest import Desk


@pytest.fixture
def pairs(desk: Desk) -> Pairs:
    """Twenty-four strikes on three towns, each told of twice."""
    for n in range(24):
        town = ("Ashfield", "Brook", "Port")[n % 3]
        desk.tell(
            f"r{n}",
            town=town,
            day=1 + n,
            published=2 + n,
            killed=3 + n % 7,
            text=f"{3 + n % 7} died at Larch{n} mill in {town}",
        )
    told = [
        Told(item, item.report, even=True, day=item.first)
        for name in desk.incidents
        for item in items_of(desk.reports[name], desk.incidents[name], desk.readings)
    ]
    return compared(with_twins(told), even=True, apart=False)


def test_the_fit_is_the_same_to_the_byte_whatever_the_order_of_pairs(pairs: Pairs) -> None:
    order = random.Random(3).sample(range(len(pairs.same)), len(pairs.same))
    shuffled = pairs._replace(
        levels=pairs.levels[order], same=pairs.same[order], stands_for=pairs.stands_for[order]
    )
    assert written(fit([pairs], by_hand()), by_hand()) == written(fit([shuffled], by_hand()), by_hand())
    assert len(patterns([pairs, pairs]).same) == len(patterns([pairs]).same) < len(pairs.same)


def test_what_is_set_by_hand_holds_in_the_fit(pairs: Pairs) -> None:
    """Weights set by hand come out as they are; what never speaks for one incident does not; none falls along its order."""
    hand = by_hand()
    weights = fit([pairs], hand).weights
    assert all(weights[AT[key]] == pytest.approx(weight) for key, weight in hand.weights.items())
    assert all(weights[AT[key]] <= 0 for key in hand.never_for)
    for chain in hand.ordered:
        along = [float(weights[AT[key]]) for key in chain if key not in hand.never_for]
        assert along == pytest.approx(sorted(along))
    assert weights[AT["day", "same"]] > weights[AT["day", "apart"]]


def test_the_weights_of_the_package_are_those_set_by_hand_where_any_are() -> None:
    """Nothing is changed in the package's file that does not stand in link_by_hand.toml."""
    hand, weights = by_hand(), default_weights()
    assert {key: weights.table[key] for key in hand.weights} == dict(hand.weights)
    assert (weights.threshold, weights.least) == (hand.numbers["join.threshold"], hand.numbers["join.least"])


def test_a_difference_is_said_with_its_likely_cause(pairs: Pairs, tmp_path: Path) -> None:
    text = written(fit([pairs], by_hand()), by_hand())
    kept, scratch = tmp_path / "kept.toml", tmp_path / "fitted.toml"
    kept.write_text(text)
    load_weights(kept)
    assert differences(kept, text, scratch) == []
    kept.write_text(text.replace("\nthreshold = -", "\nthreshold = -1"))
    first, second, third = differences(kept, text, scratch)
    assert first.startswith("the pairs are the same, the fit is not")
    assert (second, third[:9]) == ("1 weights differ", "threshold")
    kept.write_text(re.sub(r"sha256 of the pairs.*", "sha256 of the pairs it was fitted on: other", text))
    assert differences(kept, text, scratch)[0].startswith("the pairs differ")


def test_second_reports_are_made_up_the_same_every_time(desk: Desk) -> None:
    desk.tell("r1")
    desk.tell("r2", town="Brook")
    items: list[Item] = [
        i for r in desk.incidents for i in items_of(desk.reports[r], desk.incidents[r], desk.readings)
    ]
    told = [Told(item, item.report, even=True, day=None) for item in items]
    assert with_twins(told, 1) == with_twins(told, 1) != with_twins(told, 2)
    assert with_twins(told)[:2] == told


@pytest.mark.parametrize(
    ("old", "new", "said"),
    [
        ("copy = 4.0", "copied = 4.0", "no comparison has the level text copied"),
        ('why = "any would do"', 'why = " "', r"\[pairs\] seed: has no reason"),
        ("odds = [50, 50]", "odds = [50]", r"\[second\] target: must have a value, or as many odds"),
        ('method = ["differ same"]', 'method = ["differ alike same"]', "method alike is set by hand"),
        ("[join]", "[joined]", "must have the tables"),
        ("[fit]", "[fit", "not valid TOML"),
    ],
)
def test_a_fault_in_what_is_set_by_hand_is_named(tmp_path: Path, old: str, new: str, said: str) -> None:
    """Every entry has a reason and is of a level that there is."""
    text = FILE.read_text(encoding="utf-8")
    assert old in text
    path = tmp_path / "link_by_hand.toml"
    path.write_text(text.replace(old, new, 1), encoding="utf-8")
    with pytest.raises(DataError, match=f"link_by_hand.toml.*{said}"):
        load(path)
