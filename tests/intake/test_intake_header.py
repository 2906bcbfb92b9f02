"""The day a document is of, from its first words."""

from __future__ import annotations

import datetime as dt

import pytest

from daftar.intake.header import fields_at_top, head_date


@pytest.mark.parametrize(
    ("text", "day"),
    [
        (" date 2019-12-18 \n\nPeople inspect debris.", "2019-12-18"),
        ("Published: 18 December 2019\nNine people were killed.", "2019-12-18"),
        ("Date of publication 3 October 2017 Two bombs went off.", "2017-10-03"),
        ("Sun 22 Feb 2015 Suicide bomber kills four in the town.", "2015-02-22"),
        ("Wed Jun 29 2016 URGENT Nineteen killed and injured.", "2016-06-29"),
        ("12 February 2015 Casualties mount in the suburb.", "2015-02-12"),
        ("Published October 10 2014 A convoy was hit.", "2014-10-10"),
        ("05.02.2015 A rebel group has fired rockets.", "2015-02-05"),
        ("05.02.2015Get short URL The raid killed ten.", "2015-02-05"),
        ("02-09-2013 Army Kills Forty in Ambush.", "2013-09-02"),
        ("Air raid kills twelve Reuters Sunday 12 Jun 2016 Raids on the town.", "2016-06-12"),
        ("2017-04-16\n\nA bus was bombed.", "2017-04-16"),
        ("Last updated at Apr 152017 A car bomb killed many.", "2017-04-15"),
        ("July 9 2017 1915 UTC+3 The harbour guard spoke.", "2017-07-09"),
        ("Monday 18 July 2016 08:20 Ceasefire Talks Begin Anew.", "2016-07-18"),
        ("Print this page Friday 22 July 2016 09:15 Raids Disrupt Aid.", "2016-07-22"),
        (
            "Two hurt near depot Posted: Thursday, June 25, 2015 7:10 PM EDT Updated: Friday, June 26, 2015\n",
            "2015-06-25",
        ),
        ("Updated: Nov 14, 2016 - 4:41 AM\n\nFour people were wounded.", "2016-11-14"),
        ("Someone spoke. (Published Friday, Nov. 25, 2016)\n\nA girl died.", "2016-11-25"),
        ("By Jane Doe\n\nJanuary 9, 2015\n\nA man was arrested.", "2015-01-09"),
        (
            "Nine killed in market\n\nBy Example Wire, 5 November 2019\n\nNine people were killed.",
            "2019-11-05",
        ),
        ("Published: 8/19/2013\n\nSix were hurt.", "2013-08-19"),
        ("Published: Monday, 1/4/2016\n\nSix were hurt.", "2016-01-04"),
        ("Eastern Courier, 12 March 2025\n\nRescuers search flats\n\nTwo died.", "2025-03-12"),
        ("Relief agency\nSituation report, 20 March 2025\nKilled: 8", "2025-03-20"),
        ("Coast Portal\n4 March 2025 19:40\nBREAKING: 11 killed in raid", "2025-03-04"),
        ("Coast Radio / 5 March 2025 / morning\nEleven people died.", "2025-03-05"),
        ("17 ديسمبر 2019\n\nقتل تسعة أشخاص.", "2019-12-17"),
        ("19 كانون الأول 2022\n\nقتل مدني.", "2022-12-19"),
    ],
)
def test_a_header_date_is_read(text: str, day: str) -> None:
    assert head_date(text) == (dt.date.fromisoformat(day), "header")


@pytest.mark.parametrize(
    ("text", "day"),
    [
        ("SAN SALVADOR, 8 JAN 90 (AFP) -- [TEXT] NINE PEOPLE DIED.", "1990-01-08"),
        ("(NOSC)\n\n   MANAGUA (NICARAGUA), 29 DEC 89 -- [TEXT] NINE PEOPLE DIED.", "1989-12-29"),
        ("BOGOTA, 18 APRIL 89 (EFE) -- [TEXT] NINE PEOPLE DIED.", "1989-04-18"),
        ("TOWN, Ind. (Feb. 20, 2014) — Police are investigating.", "2014-02-20"),
        ("DAMASCUS, 5 April 2017 (Example Wire) - Nine people died.", "2017-04-05"),
        ("ANSA, 10 March 2025: The spokesman of the army spoke.", "2025-03-10"),
        ("Moscow, 12 March 2025. The ministry said nine died.", "2025-03-12"),
    ],
)
def test_a_dateline_is_read(text: str, day: str) -> None:
    assert head_date(text) == (dt.date.fromisoformat(day), "dateline")


@pytest.mark.parametrize(
    "text",
    [
        "On October 7, 2023, seven members of a family were killed.",
        "In the early hours of May 3rd 2021, nineteen fishermen died.",
        "Since 1 January 2016 many people have fled.",
        "October 7, 2023, was the day on which it began.",
        "The man was killed Friday 12 June 2015 in the town.",
        "Rescuers in the town on Monday, Aug. 1, 2016. They found nobody.",
        "TOWN, Ark. (KAIT) — A man was shot.",
        "SAN SALVADOR, NO DATE (AFP) -- [TEXT] NINE PEOPLE DIED.",
        "Incident date: 12 March 2015\nA man was shot.",
        "Date of birth: 12 March 1985\nA man was shot.",
        "Published 05/02/2015 in two ways",
        "5 February 15 A man was shot",
        "31.02.2015 A man was shot",
        "Daily sheet for the province: the north, 6 November 2019\nNine people were killed.",
        "A man, 19, of 2016 Dublin Road, was shot.",
        "",
    ],
)
def test_what_is_no_header_gives_no_day(text: str) -> None:
    assert head_date(text) == (None, None)


def test_a_date_far_down_the_text_is_not_looked_at() -> None:
    assert head_date("word " * 60 + "\nPublished: 18 December 2019\n") == (None, None)


def test_the_day_of_publication_goes_before_that_of_an_update() -> None:
    text = "Updated: 3 May 2014\nPublished: 1 May 2014\nNine people were killed."
    assert head_date(text)[0] == dt.date(2014, 5, 1)


def test_header_lines_fill_the_fields_until_the_text_begins() -> None:
    text = "title: Raid\noutlet: Example Wire\nref: 12\ndate 2019-12-18\nurl: https://example.org/a\n\nsource: said nothing."
    assert fields_at_top(text) == {
        "title": "Raid",
        "publisher": "Example Wire",
        "published": "2019-12-18",
        "url": "https://example.org/a",
    }


def test_front_matter_is_read_as_header_lines() -> None:
    assert fields_at_top('---\ntitle: "Raid"\nlang: en\n---\n# Raid\n') == {"title": "Raid", "language": "en"}


def test_prose_with_a_colon_is_no_header_line() -> None:
    assert fields_at_top("The minister said: nobody died.\nsource: none") == {}
