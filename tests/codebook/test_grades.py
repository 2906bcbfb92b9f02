"""Grading schemes: the two that come with Daftar, a user's own, and files that make no sense."""

from __future__ import annotations

import pytest

from daftar.codebook import vocabularies
from daftar.codebook.grades import FLAGS, KNOWN, NUMBERS, scheme
from daftar.errors import DataError, UnknownName

NOTHING = dict.fromkeys(NUMBERS, 0)
NO = dict.fromkeys(FLAGS, False)


def graded(name, numbers, flags=NO):
    return next((r.grade for r in scheme(name).rules if r.holds(NOTHING | numbers, NO | dict(flags))), None)


@pytest.mark.parametrize(
    ("facts", "grade"),
    [
        ({}, None),
        ({"denied": 1}, "discounted"),
        ({"asserted": 1}, "weak"),
        ({"asserted": 3, "origins": 1, "blamed": 1}, "weak"),
        ({"asserted": 3, "origins": 2, "blamed": 1}, "fair"),
        ({"asserted": 3, "origins": 2, "rivals": 2}, "contested"),
        ({"asserted": 3, "origins": 1, "rivals": 2, "admitted": 1}, "confirmed"),
    ],
)
def test_airwars_grades_by_its_own_definitions(facts, grade):
    """One source is weak, two with somebody blamed fair, rivals contested, an admission confirmed, denials alone discounted."""
    assert graded("airwars", facts) == grade


@pytest.mark.parametrize(
    ("facts", "grade"),
    [
        ({"asserted": 1}, "provisional"),
        ({"asserted": 5, "origins": 1}, "provisional"),
        ({"asserted": 5, "origins": 2}, "documented"),
        ({"denied": 2}, "discounted"),
    ],
)
def test_iraq_body_count_asks_for_two_independent_origins(facts, grade):
    """However many reports there are, one origin is provisional and two are documented."""
    assert graded("ibc", facts) == grade


@pytest.mark.parametrize("name", KNOWN)
def test_every_rule_says_why_and_where_it_is_from(name):
    """A grade that comes with Daftar is one of the codebook's and has a sentence and a source."""
    assert all(r.grade in vocabularies().grade and r.why and r.source for r in scheme(name).rules)


def test_a_users_own_scheme_is_read_before_the_built_in_one(tmp_path):
    """A file of the same name in the register's folder takes the place of Daftar's."""
    (tmp_path / "airwars.toml").write_text(
        '[[rule]]\ngrade = "fair"\nwhen = { origins_min = 3 }\nwhy = "{count} origins: {origins}"\n'
    )
    own = scheme("airwars", tmp_path)
    assert [r.least for r in own.rules] == [{"origins": 3}]


@pytest.mark.parametrize(
    ("text", "told"),
    [
        ("", r"there is no \[\[rule\]\]"),
        ("[[rule]", "not valid TOML"),
        ('[[rule]]\ngrade = "splendid"\nwhy = "x"', "rule 1: no grade is called 'splendid'; known: confirmed"),
        ('[[rule]]\ngrade = "fair"', "rule 1: why must be text"),
        ('[[rule]]\ngrade = "fair"\nwhy = "x"\nwhen = { origin_min = 2 }', "no condition is called 'origin_min'"),
        ('[[rule]]\ngrade = "fair"\nwhy = "x"\nwhen = { origins_min = "two" }', "must be a whole number"),
        ('[[rule]]\ngrade = "fair"\nwhy = "x"\nwhen = { combatants_only = 1 }', "must be true or false"),
        ('[[rule]]\ngrade = "fair"\nwhy = "{nobody}"', "nothing called {nobody}"),
        ('[[rule]]\ngrade = "fair"\nwhy = "{"', "brace"),
        ('[[rule]]\ngrade = "fair"\nwhy = "x"\nif = 2', "there is no 'if' in a rule"),
    ],
)  # fmt: skip
def test_a_broken_scheme_is_told_by_file_and_rule(tmp_path, text, told):
    """The error names the file, the rule, what is wrong and what would be right."""
    (tmp_path / "own.toml").write_text(text)
    with pytest.raises(DataError, match=told) as caught:
        scheme("own", tmp_path)
    assert "own.toml" in str(caught.value)


def test_an_unknown_scheme_is_told_with_the_known_ones():
    """A name that is no scheme's lists those there are."""
    with pytest.raises(UnknownName, match="airwars, ibc"):
        scheme("best")
