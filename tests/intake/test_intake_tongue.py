"""The light guess at a language."""

from __future__ import annotations

import pytest

from daftar.intake.tongue import guess_language, language_code


@pytest.mark.parametrize(
    ("text", "language"),
    [
        ("Nine people were killed in the town when a shell hit the market.", "en"),
        ("NINE PEOPLE WERE KILLED IN THE TOWN ON TUESDAY", "en"),
        ("Neuf personnes ont été tuées dans la ville par un obus, selon les secours.", "fr"),
        ("Nueve personas fueron asesinadas en la ciudad, según los vecinos, por un proyectil.", "es"),
        ("قتل تسعة أشخاص في بلدة حارم يوم الثلاثاء جراء قصف على السوق", "ar"),
        ("در این حمله نه نفر کشته شدند و به گفته شاهدان از مردم شهر بودند", "fa"),
        ("Девять человек погибли в городе на востоке, это сообщили по телефону", "ru"),
        ("תשעה בני אדם נהרגו בעיר ביום שלישי", "he"),
    ],
)
def test_a_plain_sentence_is_told_by_its_small_words(text: str, language: str) -> None:
    assert guess_language(text) == language


@pytest.mark.parametrize("text", ["", "51", "Homs Hama Idlib", "火曜日に九人が死亡した", "🙂🙂"])
def test_what_is_not_certain_is_left_unsaid(text: str) -> None:
    assert guess_language(text) is None


def test_codes_are_bare_and_lower_case() -> None:
    assert [language_code(one) for one in ("en-GB", "EN", "ar_SY", "English", "", None)] == [
        "en",
        "en",
        "ar",
        None,
        None,
        None,
    ]
