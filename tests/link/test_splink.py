"""The levels said in SQL and those said in Python are the same, and Splink's weight of a pair is the waterfall's sum."""

from __future__ import annotations

import random
from typing import TYPE_CHECKING, Any

import pytest
from hypothesis import given
from hypothesis import settings as hypothesis_settings
from hypothesis import strategies as st

from daftar.link.blocks import pairs
from daftar.link.comparisons import COMPARISONS
from daftar.link.features import Item
from daftar.link.spelt import skeleton
from daftar.link.splinked import duckdb_linker, settings
from daftar.link.weights import default_weights, waterfall, weigher

if TYPE_CHECKING:
    from collections.abc import Sequence

pytest.importorskip("splink", reason="an extra")

PLACES = ("tal mannis", "tall mannas", "saraqib", "sarakib", "homs", "idlib")


def some_items(seed: int, count: int = 60) -> list[Item]:
    """Items with columns drawn at random from few values, so that every level comes up."""
    chance = random.Random(seed)

    def maybe(*values: Any) -> Any:
        return chance.choice((None, *values, *values))

    def several(*values: Any) -> tuple[Any, ...]:
        return tuple(sorted(chance.sample(values, chance.randrange(min(4, len(values) + 1)))))

    found = []
    for number in range(count):
        first = maybe(*range(741_000, 741_012))
        name = maybe(*PLACES)
        found.append(
            Item(
                key=f"r{number:03}\nr{number:03}#i1",
                report=f"r{number // 2:03}",
                incident=None,  # type: ignore[arg-type] # no comparison looks at it
                lead=chance.random() < 0.5,
                main=chance.random() < 0.5,
                published=maybe(*range(741_000, 741_200, 9)),
                first=first,
                last=None if first is None else first + chance.choice((0, 0, 1, 9)),
                day_precision=None if first is None else chance.choice((1, 1, 2, 4)),
                place_id=None if name is None else maybe("g1", "g2"),
                place_name=name,
                place_sound=None if name is None else skeleton(name),
                place_precision=maybe(1, 2, 3),
                spot=chance.random() < 0.7,
                population=maybe(500, 100_000, 100_001, 2_000_000),
                lat=maybe(35.0, 35.1, 36.9),
                lon=maybe(36.0, 36.05),
                reach=maybe(5.0, 25.0),
                country=maybe("SY", "IQ", ""),
                killed=maybe(0, 1, 2, 3, 4, 9, 30),
                killed_high=maybe(3, 9),
                injured=maybe(0, 1, 2, 7),
                taken=maybe(1, 5, 40),
                earlier=several(
                    "killed 3",
                    "killed 9",
                    "injured 7",
                    "killed risen",
                    "killed some",
                    "injured risen",
                    "killed another 4",
                    "killed another 9",
                ),
                method=maybe("air_strike", "shelling", "shooting", "melee", "abduction"),
                target=maybe("home", "market"),
                perpetrators=several("the army", "militia"),
                names=several("a b", "c d", "e f"),
                ages=several(4, 30, 31),
                late=chance.random() < 0.5,
                answers=chance.random() < 0.3,
                things=several("6ladder", "3raffle", "5trench"),
                sites=several("6larkspur street", "3one two street", "5halden mall"),
                headline=several("6tarrant", "2homs", "3raffle"),
                place_words=several("6tarrant", "5ridge"),
                words=several("6tarrant", "3memorial", "6oswin", "5ridge"),
                phrases=several("9oswin tarrant", "9pell tavern", "7elm ridge"),
                told=several(*range(12)),
            )
        )
    return found


def scored(items: Sequence[Item], **more: Any) -> list[dict[str, Any]]:
    """Every pair that Splink looks at, with its levels and weight."""
    given_settings = settings(default_weights()) | {"retain_matching_columns": True} | more
    linker = duckdb_linker(items, given_settings)
    predicted: list[dict[str, Any]] = linker.inference.predict().as_record_list()
    return predicted


@hypothesis_settings(max_examples=1, deadline=None)
@given(st.integers(0, 100_000))
def test_sql_and_python_name_the_same_levels_and_weigh_the_same(seed: int) -> None:
    """For each two of random items: each comparison's level, and the weight against the sum of the waterfall."""
    items = some_items(seed)
    by_key = {item.key: item for item in items}
    # Splink's numbers for levels count down to 0, and -1 is what cannot be compared, the first
    levels = {
        one["output_column_name"]: [level["label_for_charts"] for level in reversed(one["comparison_levels"])]
        for one in settings(default_weights())["comparisons"]
    }
    found = scored(items, blocking_rules_to_generate_predictions=["l.unique_id < r.unique_id"])
    assert len(found) == len(items) * (len(items) - 1) // 2
    for row in found:
        one, other = by_key[row["unique_id_l"]], by_key[row["unique_id_r"]]
        for comparison in COMPARISONS:
            in_sql = levels[comparison.name][row[f"gamma_{comparison.name}"]]
            assert in_sql == comparison.level(one, other), (comparison.name, one, other)
        weight = sum(step.weight for step in waterfall(one, other, default_weights()))
        assert weight == pytest.approx(row["match_weight"])
        assert weight == pytest.approx(weigher(default_weights())(one, other))


def test_splink_meets_the_pairs_of_the_plan() -> None:
    items = some_items(1)
    met = {(row["unique_id_l"], row["unique_id_r"]) for row in scored(items)}
    assert met == {(one.key, other.key) for one, other in pairs(items)}
