"""What a pair weighs, and what is said of a file of weights that is wrong."""

from __future__ import annotations

import math
import re
import tomllib
from importlib import resources
from typing import TYPE_CHECKING

import pytest

from daftar.errors import DataError
from daftar.link.comparisons import COMPARISONS
from daftar.link.features import Item, items_of
from daftar.link.weights import default_weights, load_weights, waterfall, weigher

if TYPE_CHECKING:
    from pathlib import Path

    from tests.link.conftest import Desk

DEFAULT = (resources.files("daftar.link") / "weights.toml").read_text(encoding="utf-8")


def _items(desk: Desk) -> list[Item]:
    return [i for r in desk.incidents for i in items_of(desk.reports[r], desk.incidents[r], desk.readings)]


def test_the_waterfall_adds_up_to_the_weight(desk: Desk) -> None:
    """The steps shown to people are all that a pair's weight is made of, whichever item comes first."""
    desk.tell("r1")
    desk.tell("r2", killed=12, published=5)
    one, other = _items(desk)
    weights = default_weights()
    steps = waterfall(one, other, weights)
    assert steps[0].comparison == "prior"
    assert sum(s.weight for s in steps) == pytest.approx(weigher(weights)(one, other))
    assert waterfall(other, one, weights) == steps
    assert "9 and 12 killed are close" in [s.words for s in steps]


def test_what_is_not_told_weighs_nothing(desk: Desk) -> None:
    """Two reports that tell nothing that can be compared weigh what they did before."""
    for report in ("r1", "r2"):
        desk.tell(report, town=None, day=None, killed=None, method=None, text="few words")
    one, other = _items(desk)
    steps = waterfall(one, other, default_weights())
    assert [s.comparison for s in steps] == ["prior", "published", "lead"]  # which are known of every two


@pytest.mark.parametrize("comparison", COMPARISONS, ids=lambda c: c.name)
def test_every_comparison_is_documented_by_one_sentence(comparison: object) -> None:
    """What people are shown about a comparison is the first sentence of its function."""
    about = comparison.about  # type: ignore[attr-defined]
    assert about.endswith(".")
    assert about.startswith(("Whether", "How"))


def test_a_weight_is_the_logarithm_of_m_over_u_or_its_own(tmp_path: Path) -> None:
    """The weight of a level is log2(m / u), after Fellegi and Sunter, unless the file gives one beside them."""
    path = tmp_path / "own.toml"
    path.write_text(re.sub(r", weight = [-+.\d]+(?= \}\n)", "", DEFAULT, count=1), encoding="utf-8")
    own, default = load_weights(path), default_weights()
    first, second = list(default.table)[:2]
    m, u = own.levels[first]
    assert own.table[first] == math.log2(m / u) != default.table[first]
    assert own.table[second] == default.table[second]


@pytest.mark.parametrize(
    "comparison", ["names", "words", "things", "sites", "headline", "age", "people", "text", "method"]
)
def test_more_in_common_never_weighs_less(comparison: str) -> None:
    """Weights that come with the package do not fall along what two reports have in common."""
    words = next(c.words for c in COMPARISONS if c.name == comparison)
    order = (
        list(words)
        if comparison in {"names", "words", "things", "sites", "headline"}
        else list(reversed(words))
    )
    weights = [default_weights().table[comparison, level] for level in order]
    assert weights == sorted(weights)


@pytest.mark.parametrize(
    ("old", "new", "said"),
    [
        ("version = 1", "version = 7", r"version is 7, and 1 is the one known"),
        ("[target]", "[colour]", r"unknown comparison colour"),
        ("prior = ", "prior = 3 # ", r"prior: 3 is no share"),
        ("threshold = ", "threshold = 'much' # ", r"threshold: 'much' is no number"),
        ("how = ", "why = ", r"unknown comparison why"),
        ("\nsame_town ", "\nsame_hamlet ", r"\[place\]: unknown level same_hamlet"),
        ("\nneighbours ", "\n# ", r"\[place\]: neighbours must be given as"),
        ("[day]", "[day", r"not valid TOML"),
    ],
)
def test_a_wrong_file_says_where_and_why(tmp_path: Path, old: str, new: str, said: str) -> None:
    """A fault in a file of weights is named with its place in the file."""
    path = tmp_path / "own.toml"
    assert old in DEFAULT
    path.write_text(DEFAULT.replace(old, new, 1), encoding="utf-8")
    with pytest.raises(DataError, match=f"own.toml.*{said}"):
        load_weights(path)


def test_the_default_weights_name_every_comparison() -> None:
    """The file has a table for each comparison, in their order."""
    tables = [k for k, v in tomllib.loads(DEFAULT).items() if isinstance(v, dict)]
    assert tables == [c.name for c in COMPARISONS]


def test_a_monitor_s_form_does_not_make_two_days_one(desk: Desk) -> None:
    """The same words of the same town with the same toll, told of the third and of the tenth, are two attacks; a copy of a day is one."""
    words = "The health office said nine people were killed when shells hit a market in Ashfield on the evening shift"
    for report, day in (("r1", 3), ("r2", 10), ("r3", 3)):
        desk.tell(report, day=day, published=day + 1, text=words)
    one, other, copy = _items(desk)
    assert [s.level for s in waterfall(one, other, default_weights()) if s.comparison == "text"] == ["form"]
    assert [s.level for s in waterfall(one, copy, default_weights()) if s.comparison == "text"] == ["copy"]
    assert weigher(default_weights())(one, other) < default_weights().threshold
    assert weigher(default_weights())(one, copy) > 0


def test_an_explosion_of_one_report_may_be_the_air_strike_of_another(desk: Desk) -> None:
    """Of one town, day and toll they are worth joining, though not told in the same words."""
    desk.tell("r1", killed=5, method="explosion", text="A blast in Ashfield killed five of the Haddar family")
    desk.tell(
        "r2",
        killed=5,
        method="air_strike",
        text="Five were buried in Ashfield, neighbours of the Haddar said",
    )
    one, other = _items(desk)
    assert weigher(default_weights())(one, other) > default_weights().threshold


@pytest.mark.parametrize(("day", "published"), [(10, 11), (10, 16), (24, 31)])
def test_a_form_filled_in_weeks_later_is_no_copy(desk: Desk, day: int, published: int) -> None:
    """However long after its day a bulletin comes out, the same words and toll of another week are another attack."""
    words = "Nine people were killed when shells hit a market in Ashfield on the evening shift, the health office said"
    desk.tell("r1", day=3, published=6, text=words)
    desk.tell("r2", day=day, published=published, text=words)
    one, other = _items(desk)
    assert [s.level for s in waterfall(one, other, default_weights()) if s.comparison == "text"] == ["form"]
    assert weigher(default_weights())(one, other) < default_weights().threshold


def test_a_form_filled_in_for_another_town_is_no_copy(desk: Desk) -> None:
    """The same words, day and toll of a town far away, or of a village of another name in no gazetteer, are another attack."""
    words = "Nine people were killed when shells hit a market on the evening shift, the health office said"
    desk.tell("r1", spelt="Dunmere", text=words)
    for report, where in (
        ("r2", {"spelt": "Kettleby"}),
        ("r3", {"town": "Port"}),
        ("r4", {"spelt": "Dun Mere"}),
    ):
        desk.tell(report, text=words, **where)
    assert desk.groups() == [("r1", "r4"), ("r2",), ("r3",)]
