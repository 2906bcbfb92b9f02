"""How counting words count: the built-in sets, what they say of themselves, and what a wrong file is told."""

from __future__ import annotations

import tomllib
from importlib import resources
from typing import TYPE_CHECKING, Any

import pytest
from hypothesis import given
from hypothesis import strategies as st

from daftar.codebook.conventions import KNOWN, Conventions, conventions
from daftar.errors import DataError, UnknownName
from daftar.model import Count

if TYPE_CHECKING:
    from pathlib import Path


def raw(name: str) -> dict[str, Any]:
    return tomllib.loads((resources.files("daftar.codebook") / "sets" / f"{name}.toml").read_text("utf-8"))


def written(count: Count) -> str:
    """22+ for open, 24-99 for a range, with =best where there is one."""
    if count.high is None:
        bounds = f"{count.low}+"
    else:
        bounds = f"{count.low}" if count.exact else f"{count.low}-{count.high}"
    return bounds if count.best is None else f"{bounds}={count.best}"


@pytest.mark.parametrize("name", KNOWN)
def test_every_set_loads_and_counts_the_same_words_at_least_as_the_default(name: str) -> None:
    chosen, default = conventions(name), conventions()
    assert chosen.name == name
    assert set(chosen.words) >= set(default.words)
    assert set(chosen.qualifiers) >= set(default.qualifiers)


@pytest.mark.parametrize("name", KNOWN)
def test_every_entry_of_every_set_names_its_source(name: str) -> None:
    data = raw(name)
    entries = [*data.get("words", {}).items(), *data.get("qualifiers", {}).items()]
    if "plural" in data:
        entries.append(("plural", data["plural"]))
    assert entries
    for wording, entry in entries:
        assert entry.get("source", "").strip(), f"{name}: {wording}"


@pytest.mark.parametrize("name", KNOWN)
@given(number=st.integers(0, 2_000_000))
def test_every_rule_gives_a_count_for_every_number(name: str, number: int) -> None:
    chosen = conventions(name)
    for rule in (*chosen.words.values(), *chosen.qualifiers.values(), chosen.plural):
        count = rule.count(number)
        assert count.high is None or count.low <= count.high


DEFAULT_WORDS = {
    "a couple": "2-3=2",
    "a pair": "2=2",
    "a few": "3-5",
    "several": "3-9",
    "some": "2+",
    "others": "2+",
    "a dozen": "12=12",
    "half a dozen": "6=6",
    "dozens": "24-99",
    "tens": "20-99",
    "scores": "40-99",
    "hundreds": "200-999",
    "thousands": "2000-9999",
    "tens of thousands": "20000-99999",
    "hundreds of thousands": "200000-999999",
}
DEFAULT_QUALIFIERS = [
    ("at least", 22, "22+=22"),
    ("no fewer than", 22, "22+=22"),
    ("more than", 40, "40+=40"),
    ("over", 40, "40+=40"),
    ("up to", 30, "1-30=30"),
    ("as many as", 30, "1-30=30"),
    ("at most", 30, "0-30=30"),
    ("fewer than", 10, "0-9"),
    ("less than", 10, "0-9"),
    ("about", 100, "90-110=100"),
    ("around", 200, "180-220=200"),
    ("an estimated", 50, "45-55=50"),
    ("nearly", 50, "45-50=50"),
    ("almost", 1000, "900-1000=1000"),
    ("exactly", 5, "5=5"),
    ("a total of", 7, "7=7"),
]
OTHER_SETS = [
    ("airwars", "dozens", "12-24=12"),
    ("airwars", "several", "2=2"),
    ("airwars", "others", "2=2"),
    ("airwars", "a number of", "2=2"),
    ("airwars", "many", "5-10=5"),
    ("airwars", "hundreds", "200-999"),
    ("acled", "several", "3+=3"),
    ("acled", "many", "3+=3"),
    ("acled", "dozens", "12+=12"),
    ("acled", "hundreds", "100+=100"),
    ("ucdp", "several", "3+=3"),
    ("ucdp", "dozens", "24+=24"),
    ("ucdp", "scores", "40+=40"),
]


@pytest.mark.parametrize(("wording", "expected"), DEFAULT_WORDS.items())
def test_words_count_by_default_as_the_design_says(wording: str, expected: str) -> None:
    assert written(conventions().words[wording].count()) == expected


@pytest.mark.parametrize(("wording", "number", "expected"), DEFAULT_QUALIFIERS)
def test_qualifiers_count_by_default_as_the_design_says(wording: str, number: int, expected: str) -> None:
    assert written(conventions().qualifiers[wording].count(number)) == expected


@pytest.mark.parametrize(("name", "wording", "expected"), OTHER_SETS)
def test_other_sets_count_by_their_own_codebooks(name: str, wording: str, expected: str) -> None:
    assert written(conventions(name).words[wording].count()) == expected


def test_more_than_ten_is_eleven_at_least_for_airwars_alone() -> None:
    lows = {name: conventions(name).qualifiers["more than"].count(10).low for name in KNOWN}
    assert lows == {"default": 10, "acled": 10, "airwars": 11, "idmc": 10, "ucdp": 10}


def test_an_unnumbered_plural_is_two_at_least_and_three_for_acled() -> None:
    assert {name: written(conventions(name).plural.count()) for name in KNOWN} == {
        "default": "2+",
        "acled": "3+=3",
        "airwars": "2=2",
        "idmc": "2+",
        "ucdp": "2+=2",
    }


def test_airwars_alone_closes_an_open_figure_at_the_figure_said() -> None:
    assert {name for name in KNOWN if conventions(name).high_from_figure} == {"airwars"}


def test_ten_per_cent_of_a_few_is_nobody_less() -> None:
    """Rounded to whole persons: about 2 is 2, nearly 1 is 1, fewer than 0 begins at 0."""
    rules = conventions().qualifiers
    assert written(rules["about"].count(2)) == "2=2"
    assert written(rules["nearly"].count(1)) == "1=1"
    assert written(rules["fewer than"].count(0)) == "0"


# A register's own sets.


def own(tmp_path: Path, text: str) -> Conventions:
    (tmp_path / "own.toml").write_text(text, encoding="utf-8")
    return conventions("own", tmp_path)


PLURAL = "[plural]\nlow = 2\nhigh = 'open'\n"


def test_a_set_of_ones_own_extends_another_and_changes_what_it_names(tmp_path: Path) -> None:
    mine = own(tmp_path, 'extends = "airwars"\n[words]\nDozens = { low = 30, high = 40, best = 36 }\n')
    assert written(mine.words["dozens"].count()) == "30-40=36"
    assert mine.words["many"] == conventions("airwars").words["many"]
    assert mine.plural == conventions("airwars").plural
    assert mine.high_from_figure
    assert written(conventions("airwars").words["dozens"].count()) == "12-24=12"


def test_a_set_of_ones_own_may_stand_alone(tmp_path: Path) -> None:
    mine = own(tmp_path, PLURAL + "[words]\ncrowds = { low = 50 }\n")
    assert written(mine.words["crowds"].count()) == "50+"
    assert mine.qualifiers == {}
    assert not mine.high_from_figure


def test_a_file_of_the_name_of_a_built_in_set_is_used_instead_of_it(tmp_path: Path) -> None:
    (tmp_path / "ucdp.toml").write_text(PLURAL)
    assert conventions("ucdp", tmp_path).words == {}
    assert conventions("acled", tmp_path) == conventions("acled")


@pytest.mark.parametrize(
    ("expression", "number", "value"),
    [
        ("7", 3, 7),
        ("N", 3, 3),
        ("N+1", 3, 4),
        ("N-1", 3, 2),
        ("0.9N", 30, 27),
        ("1.1N", 30, 33),
        ("2N", 30, 60),
        ("2N+1", 30, 61),
        ("0.5N-10", 10, 0),
    ],
)
def test_low_is_a_number_or_a_small_expression_of_n(
    tmp_path: Path, expression: str, number: int, value: int
) -> None:
    mine = own(tmp_path, PLURAL + f"[qualifiers]\nxx = {{ low = '{expression}' }}\n")
    assert mine.qualifiers["xx"].count(number) == Count(low=value)


FAULTS = [
    ("words = ", r"own\.toml: not valid TOML"),
    ("[words]\nxx = { low = 2 }\n", r"own\.toml: there is no \[plural\] entry"),
    (PLURAL + "[words]\nxx = { high = 2 }\n", r"own\.toml, words\.xx: needs at least a low"),
    (PLURAL + "[words]\nxx = 3\n", r"own\.toml, words\.xx: needs at least a low"),
    (PLURAL + "[words]\nxx = { low = 'many' }\n", r"own\.toml, words\.xx\.low: 'many' is neither a whole number"),
    (PLURAL + "[qualifiers]\nxx = { low = 'N', high = 'N*2' }\n", r"own\.toml, qualifiers\.xx\.high: 'N\*2'"),
    (PLURAL + "[words]\nxx = { low = 2, best = -1 }\n", r"own\.toml, words\.xx\.best: -1"),
    (PLURAL + "[words]\nxx = { low = 2.5 }\n", r"own\.toml, words\.xx\.low: 2\.5"),
    ("[plural]\nhigh = 2\n", r"own\.toml, plural: needs at least a low"),
]  # fmt: skip


def test_a_set_that_is_no_utf8_text_is_told_by_its_name(tmp_path: Path) -> None:
    """A file saved in another coding is a fault of the file, told as such."""
    (tmp_path / "own.toml").write_bytes(
        '[words."une dizaine d\u2019\u00e9l\u00e8ves"]\nlow = 10'.encode("utf-16")
    )
    with pytest.raises(DataError, match=r"own\.toml: cannot be read .*UTF-8"):
        conventions("own", tmp_path)


@pytest.mark.parametrize(("text", "fault"), FAULTS)
def test_a_wrong_file_is_told_by_its_name_and_the_entry(tmp_path: Path, text: str, fault: str) -> None:
    with pytest.raises(DataError, match=fault):
        own(tmp_path, text)


MORE_FAULTS = [
    # what cannot be a count is told when it is loaded, not when a report first uses the word
    (PLURAL + "[words]\nxx = { low = 2, high = 9, best = 12 }\n", r"own\.toml, words\.xx"),
    (PLURAL + "[words]\nxx = { low = 9, high = 2 }\n", r"own\.toml, words\.xx"),
    (PLURAL + "[words]\nxx = { low = 'open' }\n", r"own\.toml, words\.xx\.low"),
    (PLURAL + "[words]\nxx = { low = 'N' }\n", r"own\.toml, words\.xx\.low"),
    ('extends = "generous"\n', r"own\.toml.*generous"),
    ('extends = "own"\n', r"own\.toml.*own"),
    ("words = 3\n" + PLURAL, r"own\.toml, words"),
    (PLURAL + "[word]\nxx = { low = 2 }\n", r"own\.toml.*word\b"),
    (PLURAL + "[words]\nxx = { low = 2, hihg = 9 }\n", r"own\.toml, words\.xx.*hihg"),
]


@pytest.mark.parametrize(("text", "fault"), MORE_FAULTS)
def test_a_file_that_cannot_be_meant_is_told_as_it_is_loaded(tmp_path: Path, text: str, fault: str) -> None:
    with pytest.raises(DataError, match=fault):
        own(tmp_path, text)


def test_an_unknown_set_is_told_with_the_known_ones(tmp_path: Path) -> None:
    for directory in (None, tmp_path):
        with pytest.raises(UnknownName, match="acled, airwars, default, idmc, ucdp"):
            conventions("generous", directory)
