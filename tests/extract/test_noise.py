"""Reports as they come from scanners and scraped pages: the story is read, what stands around it is not."""

from __future__ import annotations

from pathlib import Path

import pytest
from tests.plain_reading import claims_of, read, written

from daftar.segment import segment

STORY = "A bomb killed twelve people and wounded 30 others in a market in Bamako on Tuesday, the police said."
ELSEWHERE = "Gunmen kill 44 in a mosque in Maiduguri"


def told(text: str) -> list[str]:
    return [written(claim) for claim in claims_of(text) if claim.outcome]


def tolls(text: str) -> list[tuple[str, int | None, bool]]:
    """Of each incident: who was killed at best, and whether it leads."""
    found = []
    for record in read(text).records:
        tally = record.tally("killed")
        found.append(
            (
                record.incident.place.name if record.incident.place else "",
                tally.best.value if tally and tally.best else None,
                record.incident.lead,
            )
        )
    return found


PAGE = f"""Home | News | World | Sport | Opinion
Skip to content
Market bomb kills twelve in Bamako
{STORY}
Read more: Ferry fire kills 90 off Tanga
The bomb was hidden in a cart of vegetables, witnesses said, and went off at noon.
Share this article
Most read
{ELSEWHERE}
Air strike on a wedding leaves 61 dead
Ten soldiers killed in ambush near the border
Sign up for our newsletter: last week's top story was the raid that killed 17 villagers in Gao.
Officials said that two of the dead were children.
3 comments
Omar: My cousin says that 200 people were killed, not twelve.
Lina: Five people were killed in our street last year, and nobody wrote a word about it.
We use cookies. By continuing to use this site you accept them.
"""


def test_the_story_of_a_scraped_page_is_read_and_its_furniture_is_not() -> None:
    """Other headlines, newsletters and comments give no incident and do not touch the lead."""
    assert tolls(PAGE) == [("Bamako", 12, True)]
    assert told(PAGE) == ["killed 12", "killed 12", "injured 30 others", "killed 2 child among"]


def test_every_letter_of_a_page_stays_in_a_passage() -> None:
    """Furniture is cut as the rest is, so that nothing of a report is lost from sight."""
    report = read(PAGE).report
    passages = segment(report)
    assert all(report.text[p.start : p.end] == p.text for p in passages)
    assert sum(len("".join(p.text.split())) for p in passages) == len("".join(PAGE.split()))
    assert sum(p.kind == "furniture" for p in passages) >= 10


@pytest.mark.parametrize(
    "line",
    [
        f"Read more: {ELSEWHERE}",
        f"READ ALSO: {ELSEWHERE.upper()}",
        f"» Related: {ELSEWHERE}",
        f"Don’t miss: {ELSEWHERE}",
        f"Watch: {ELSEWHERE}",
        f"ALSO READ | {ELSEWHERE}",
        f"MORE: {ELSEWHERE}",
        f"Click here for more on this: {ELSEWHERE}.",
        f"Sign up for the Morning Brief. Today: {ELSEWHERE}.",
        f"Subscribe to our alerts and be the first to know: {ELSEWHERE}.",
        f"Advertisement: {ELSEWHERE}, the film. In cinemas now.",
        f"Home | World | {ELSEWHERE} | Sport | Video",
        f"Trending now\n{ELSEWHERE}",
        f"More from the Gazette\n• {ELSEWHERE}\n• Nine shot dead at a wedding in Kano",
        f"You may also like:\n1. {ELSEWHERE}\n2. Storm kills six",
    ],
)
def test_a_line_of_furniture_tells_of_nobody(line: str) -> None:
    """Before the story, within it, and behind it."""
    expected = ["killed 12", "injured 30 others"]
    for text in (
        f"{line}\n{STORY}",
        f"{STORY}\n{line}\n",
        f"{STORY}\n\n{line}\n\nThe market was full when the bomb went off, witnesses told reporters.",
    ):
        assert told(text) == expected, text


@pytest.mark.parametrize(
    "line",
    [
        "Related violence killed five people in the north.",
        "Share on her phone a picture of the dead? She would not. Five people were killed.",
        "Comments by the minister came as five people were killed in the north.",
        "Readers may know that five people were killed in the north.",
        "More from the north: five people were killed there.",
        "Home to 4,000 people, the town was shelled and five people were killed.",
        "Latest reports say that five people were killed in the north.",
    ],
)
def test_prose_that_begins_as_furniture_does_is_read(line: str) -> None:
    """Only whole lines, and openings that no sentence has, are furniture."""
    assert any(claim.startswith("killed 5") for claim in told(f"{STORY}\n{line}\n")), line


def test_a_list_of_headlines_ends_where_prose_begins() -> None:
    """What follows a list within a page is story again."""
    text = f"Latest news\n{ELSEWHERE}\n{STORY}\nFive children were among the dead."
    assert told(text) == ["killed 12", "injured 30 others", "killed 5 child among"]


def test_comments_without_a_story_before_them_are_read() -> None:
    """A form may call its only field so."""
    assert told("Comments\nFive people were killed in the north.") == ["killed 5"]


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        (
            (
                "GUNMEN ATTACKED A BUS NEAR GAO ON MONDAY AND KILLED NINE PASSENGERS POLICE SAID\n"
                "SIX OTHERS WERE WOUNDED AND TAKEN TO HOSPITAL THE POLICE CHIEF TOLD REPORTERS"
            ),
            ["killed 9", "injured 6 others"],
        ),
        (
            (
                "GAO - At least 14\npeople were killed\nand 30 wounded when\nshells hit a school\nin the town on Tuesday.\n"
                "Two of the dead were\nteachers."
            ),
            ["killed 14+", "injured 30", "killed 2 among"],
        ),
        (
            (
                "GAO, May 3 - Nine people were kil-\nled and about 20 were woun-\nded on Tuesday when shells hit the mar-\n"
                "ket of the town. Three ci-\nvilians were ab-\nducted."
            ),
            ["killed 9", "injured 18-22", "abducted 3 civilian"],
        ),
        (
            "Police said that l2 people were killed and  3O wounded in the  bombing of a bus  station.",
            ["killed 12", "injured 30"],
        ),
        ("ﬁve ﬁremen were killed and 2l4 people ﬂed.", ["killed 5 rescuer", "displaced 214"]),
        ("Fifteen  people \t were   killed\xa0 in Gao.", ["killed 15"]),
        ("I2 villagers were shot dead and 1O others were abducted", ["killed 12", "abducted 10 others"]),
    ],
)
def test_a_damaged_text_is_read_as_it_was_meant(text: str, expected: list[str]) -> None:
    """Capitals, missing commas, broken lines and words, letters for figures, ligatures, blanks."""
    assert told(text) == expected


def test_a_quote_has_the_letters_of_the_report_however_damaged() -> None:
    """Words are mended to be looked up; quotes are cut from what is there."""
    text = "Police said that l2 peo-\nple were kil-\nled in Gao."
    (claim,) = claims_of(text)
    assert claim.quote.text == "l2 peo-\nple were kil-\nled" == text[claim.quote.start : claim.quote.end]
    assert claim.count_worded is not None
    assert "l2" in claim.count_worded


def test_letters_and_figures_that_are_no_damage_are_left_alone() -> None:
    """A name of a road, a gas or a rifle gives no figure of people."""
    assert told("Two people were killed on the M1 near the O2 arena.") == ["killed 2"]


def test_the_story_is_the_same_with_and_without_what_stands_around_it() -> None:
    """Nothing of the furniture comes into the record's place, day or toll."""
    bare = tolls(f"{STORY}\nOfficials said that two of the dead were children.")
    assert bare == tolls(PAGE) == [("Bamako", 12, True)]


def test_sentences_by_themselves_are_in_files_of_their_own() -> None:
    """Harmless talk has many sentences, and people by what they do have many."""
    tables = Path(__file__).with_name("sentences")
    for name, least in (("harmless.txt", 60), ("roles.txt", 60)):
        lines = (tables / name).read_text(encoding="utf-8").splitlines()
        assert sum(bool(line.strip()) and line[0] not in " #" for line in lines) >= least
