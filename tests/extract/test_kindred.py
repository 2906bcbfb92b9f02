"""What the words around names tell of the people: lists of kin, couples, pronouns, ages. All names are invented."""

from __future__ import annotations

import pytest
from test_people import claims_of


def told_of(text: str) -> dict[str, str]:
    """What is told of each victim: age or age group, and sex, "-" where nothing is."""
    return {
        v.name or "": f"{v.age if v.age is not None else v.age_group or '-'} {v.sex or '-'}"
        for c in claims_of(text)
        for v in c.victims
    }


TOLD = [
    (
        "A shell killed Dalia Tarn and her two sons, Munir Tarn and Sami Tarn.",
        {"Dalia Tarn": "- woman", "Munir Tarn": "- man", "Sami Tarn": "- man"},
    ),
    (
        "A shell killed Salim Tarn, his wife Dalia Tarn and their three children: Hala Tarn, Rima Tarn and Jad Tarn.",
        {
            "Salim Tarn": "- man",
            "Dalia Tarn": "- woman",
            "Hala Tarn": "child -",
            "Rima Tarn": "child -",
            "Jad Tarn": "child -",
        },
    ),
    (
        "A shell killed Salim Tarn, his wife Dalia Tarn and his brother Majd Tarn.",
        {"Salim Tarn": "- man", "Dalia Tarn": "- woman", "Majd Tarn": "- man"},
    ),
    (
        "A shell killed four people, three men Adel Tarn, Omar Tarn and Munir Tarn, and a woman, Israa Tarn.",
        {
            "Adel Tarn": "adult man",
            "Omar Tarn": "adult man",
            "Munir Tarn": "adult man",
            "Israa Tarn": "adult woman",
        },
    ),
    (
        "A shell killed Salim Tarn and his two children: Munir Tarn (24) and Hala Tarn.",
        {"Salim Tarn": "- man", "Munir Tarn": "24 -", "Hala Tarn": "- -"},
    ),
    (
        "A shell killed Nadia Tarn, the grandmother, and Salim Orabi.",
        {"Nadia Tarn": "- woman", "Salim Orabi": "- -"},
    ),
    ("Salim Tarn was killed when a shell hit him near the mill.", {"Salim Tarn": "- man"}),
    ("Nadia Tarn was killed on her way to the mill.", {"Nadia Tarn": "- woman"}),
    (
        "Salim Tarn was killed alongside his aunt Nadia Orabi and her husband, Fadi Orabi.",
        {"Salim Tarn": "- man", "Nadia Orabi": "- woman", "Fadi Orabi": "- man"},
    ),
    (
        "A shell killed Salim Tarn, a nine-year old Lina Tarn, thirteen-year-old Rima Tarn and Jad Tarn (9 or 10).",
        {"Salim Tarn": "- -", "Lina Tarn": "9 -", "Rima Tarn": "13 -", "Jad Tarn": "9 -"},
    ),
    (
        "A shell killed Salim Tarn (“Abu Munir”), Nadia Tarn (Umm Munir) and Nour Orabi.",
        {"Salim Tarn": "- man", "Nadia Tarn": "- woman", "Nour Orabi": "- -"},
    ),
    (
        "A shell killed Salim Tarn, four years old, and Nour Tarn, just 18 months old.",
        {"Salim Tarn": "4 -", "Nour Tarn": "1 -"},
    ),
]


@pytest.mark.parametrize(("text", "told"), TOLD)
def test_what_the_words_around_names_tell(text: str, told: dict[str, str]) -> None:
    """Sex and age of each named victim are those that the passage's own words tell."""
    assert told_of(text) == told


def test_those_who_mourn_are_no_victims() -> None:
    """Names listed before a verb of telling are of those who tell."""
    found = told_of(
        "A shell killed Salim Tarn in the mill. His cousins Rana Orabi, Fadi Orabi and Majd Orabi mourned him after he was killed."
    )
    assert list(found) == ["Salim Tarn"]


def test_a_list_goes_on_between_remarks() -> None:
    """A passage that gives names with their ages lists victims, however much is said of each."""
    found = told_of(
        "Nine people were killed. Some of the victims were named as Adel Tarn (28), who was described as humble, and Ghada Tarn (46), "
        "who was the head of a school; Jihad Tarn (49), who was described as kind, and Majd Orabi (22), who was engaged."
    )
    assert list(found) == ["Adel Tarn", "Ghada Tarn", "Jihad Tarn", "Majd Orabi"]


def test_whoever_bears_a_fathers_name_is_a_man() -> None:
    """In names written the Arabic way the second word is the father's; a name said to be a woman's is none."""
    found = told_of("A shell killed Omar Salim al-Tarn, Salim Fadi al-Orabi, Fadi al-Majd and Rima al-Majd.")
    assert found == {
        "Omar Salim al-Tarn": "- -",
        "Salim Fadi al-Orabi": "- man",
        "Fadi al-Majd": "- man",
        "Rima al-Majd": "- -",
    }
    assert told_of("A shell killed Ada Salim Brackwell and Salim Fenning.") == {
        "Ada Salim Brackwell": "- -",
        "Salim Fenning": "- -",
    }


def test_a_name_spelled_twice_is_one_name() -> None:
    """A bracket inside a name holds another spelling."""
    assert list(told_of("A shell killed Saker (Saqr) al-Tarn and Abdul (Abdel) Karim Orabi (24).")) == [
        "Saker al-Tarn",
        "Abdul Karim Orabi",
    ]


def test_words_of_a_name_in_another_order_are_another_person() -> None:
    """A grandson with his grandfather's and father's names is not the grandfather."""
    found = told_of(
        "A shell killed Munir Fadi Munir al-Tarn (71) and Munir Majd Munir al-Tarn (10), and Salim Orabi, who also lost his wife."
    )
    assert found["Munir Fadi Munir al-Tarn"].startswith("71")
    assert found["Munir Majd Munir al-Tarn"].startswith("10")


def test_kin_told_of_before_others_kin_is_nobody_named() -> None:
    """ "Her children" stay unnamed where another's kinship follows; a word in an organisation's name is no kin."""
    assert told_of("A shell killed Nadia Tarn and her children, her sister Rima Tarn and Salim Orabi.") == {
        "Nadia Tarn": "- woman",
        "Rima Tarn": "- woman",
        "Salim Orabi": "- -",
    }
    assert told_of(
        "A shell killed two people. The dead were named by Care for Children: Salim Tarn and his mother-in-law Nadia Orabi."
    ) == {
        "Salim Tarn": "- man",
        "Nadia Orabi": "- woman",
    }
