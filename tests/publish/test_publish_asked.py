"""What a report asks not to be told on, and ways to reach somebody, are in no public file."""

from __future__ import annotations

from dataclasses import replace

import pytest
from publish_material import sample

from daftar.model import Origin, Quote
from daftar.publish.asked import asked_names, asked_stretches, contacts, less
from daftar.publish.base import WITHHELD_CONTACT, WITHHELD_NAME, WITHHELD_WORDS
from daftar.publish.checks import problems
from daftar.publish.redact import redact
from daftar.publish.release import release
from daftar.publish.told_of import Staying, told_of

NOTE = "CONFIDENTIAL: the contact is Zaynab Idris, nurse at the Bidar clinic, tel. 0912 345 678. Do not publish her name."
NOBODY = Staying(())


def _noted():
    """The invented register, one report of which ends with a note to colleagues; its nurse speaks by office, too."""
    publication = sample()
    first = publication.reports[0]
    text = f"{first.text}\n\n{NOTE}\n\nZaynab Idris saw the bodies. Write to desk@ardan.example."
    at = text.index("Zaynab")
    nurse = Origin(
        kind="health_authority",
        name="Zaynab Idris",
        organisation="Bidar clinic",
        quote=Quote(start=at, end=at + len("Zaynab Idris"), text="Zaynab Idris", part="text"),
    )
    reading = next(r for r in publication.readings if r.claim.report == first.id)
    told = replace(reading, claim=replace(reading.claim, origin=(nurse,)))
    return replace(
        publication,
        reports=(replace(first, text=text), *publication.reports[1:]),
        readings=tuple(told if r is reading else r for r in publication.readings),
    )


@pytest.mark.parametrize("name", ["csv", "geojson", "json", "site"])
def test_no_public_file_holds_whom_a_note_protects_nor_how_to_reach_them(tmp_path, name):
    """The name goes although she speaks by office, and wherever it stands."""
    for path in release(_noted(), name, tmp_path / "out").files:
        if "vendor" not in path.parts:
            content = path.read_text(encoding="utf-8-sig", errors="replace")
            assert not [w for w in ("Zaynab", "Idris", "0912", "desk@ardan", "contact is") if w in content], (
                path
            )


def test_the_note_is_withheld_and_every_quote_still_stands_in_the_published_text():
    """Offsets are those of the text as published; the report keeps all that the note does not hold."""
    public = redact(_noted())
    assert problems(public) == ()
    text = public.reports[0].text
    assert text.endswith(f"{WITHHELD_WORDS}\n\n{WITHHELD_NAME} saw the bodies. Write to {WITHHELD_CONTACT}.")
    assert (public.withheld.asked, public.withheld.contacts) == (1, 2)


def test_internal_readers_see_the_note():
    """Nothing is taken out for those who keep the register."""
    assert NOTE in redact(replace(_noted(), audience="internal")).reports[0].text


@pytest.mark.parametrize(
    "text",
    [
        "please dont share my number",
        "He does not want to be named!!",
        "Not for\npublication: seen by our monitor.",
        "Off the record, the mayor said nine.",
    ],
)
def test_marks_of_notes_are_known(text):
    """However the note breaks its line or drops its apostrophe."""
    assert asked_stretches(f"Nine died in Bidar on Monday, the council says.\n\n{text}")[0][0] > 0


@pytest.mark.parametrize(
    "text",
    [
        "A local official, who asked not to be named, said 17 people were killed.",
        "A confidential report of the council lists nine dead.",
        "He spoke on condition of anonymity.",
    ],
)
def test_what_an_outlet_says_of_its_own_sources_is_no_such_note(text):
    """There the name was left out already, and the words may be read."""
    assert asked_stretches(text) == ()


def test_a_mark_as_heading_is_about_the_whole_report():
    """A first paragraph that is nothing but the mark."""
    text = "NOT FOR RELEASE\n\nNine people died in Bidar.\n\nThe mayor counted them."
    assert asked_stretches(text) == ((0, len(text)),)


def test_names_are_those_beside_the_mark():
    """The sentence of the mark and the one before it, not the whole paragraph."""
    text = "Hasan Darwish is mayor. I spoke with Petrus, the driver's brother. He does not want to be named."
    assert list(asked_names(text, NOBODY)) == ["Petrus"]


@pytest.mark.parametrize(
    ("text", "found"),
    [
        ("call +249 91 000 0000 now", ["+249 91 000 0000"]),
        ("my nr 0912345678 -- I", ["0912345678"]),
        ("Tel: 555 1234567", ["555 1234567"]),
        ("write to a.b@c.example, please", ["a.b@c.example"]),
        ("on 04-03-2025 and 04 03 2025 at 07:00", []),
        ("2,600 to the dollar; 12 000 000 people; 1,000,000", []),
        ("at 15.6032, 32.5265 on 2025-03-09 07:14", []),
        ("the line is 0.123456789 long", []),
    ],
)
def test_contacts_are_numbers_to_call_and_addresses_and_no_other_numbers(text, found):
    """Days, positions, amounts and counts of people are left as they are."""
    assert [text[start:end] for start, end in contacts(text)] == found


def test_stretches_less_what_is_kept():
    """What a claim rests on stays between the parts that go."""
    assert list(less([(0, 10), (20, 30)], [(3, 5), (4, 6), (18, 22)])) == [(0, 3), (6, 10), (22, 30)]


def test_people_listed_with_their_age_in_a_table_are_private():
    """A row of a table in a document: name, age, and what became of the person."""
    assert list(told_of("Name\tAge\tStatus\nIshaq Musa\t17\twounded\nShells Fired\t1700\t-", NOBODY)) == [
        "Ishaq Musa"
    ]


@pytest.mark.parametrize(("form", "author"), [("message/rfc822", None), ("text/html", "Jo Byline")])
def test_who_sent_a_mail_is_not_published_as_a_byline_is(form, author):
    """The author of a forwarded mail is whoever forwarded it."""
    publication = sample()
    signed = replace(publication.reports[0], author="Jo Byline", media_type=form)
    public = redact(replace(publication, reports=(signed, *publication.reports[1:])))
    assert public.reports[0].author == author


def test_a_report_without_a_title_is_headed_by_words_of_its_own(tmp_path):
    """Twenty reports that are all called untitled cannot be told apart; only words that are published anyway are used."""
    publication = sample()
    bare = replace(publication.reports[1], title=None)
    others = tuple(report for report in publication.reports if report.id != bare.id)
    kept = tuple(r for r in publication.readings if r.claim.report != bare.id or r.claim.quote.part == "text")
    assert len(kept) == len(publication.readings)
    release(replace(publication, reports=(*others, bare)), "site", tmp_path / "out")
    page = (tmp_path / "out" / "reports.html").read_text(encoding="utf-8")
    assert "Untitled" not in page
    assert page.count('dir="auto">“') == 1
