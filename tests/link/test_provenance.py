"""Who has it from whom among the reports of one incident."""

from __future__ import annotations

import datetime as dt
import random

from daftar.link import lineage
from daftar.model import Claim, Count, Descent, Incident, Quote, Reading, Report

STORY = (
    "Nine people were killed on Friday when a wall of the depot in Velm fell on the queue, the harbour office said. "
    '"We heard a crack and then nothing," a porter named Odran Fisk told the paper that evening. '
    "Ropes and lamps were brought from two ships, and the search went on by their light until the morning tide."
)


class Room:
    """A newsroom's pile: reports on one incident, each with its first sentence as the claim."""

    def __init__(self) -> None:
        self.reports: dict[str, Report] = {}
        self.readings: dict[str, Reading] = {}

    def file(
        self,
        name: str,
        text: str,
        *,
        outlet: str | None,
        day: int | None = 3,
        sentence: int = 0,
        killed: int = 9,
    ) -> None:
        start = 0
        for _ in range(sentence):
            start = text.index(". ", start) + 2
        end = text.index(".", start) + 1
        quote = Quote(start=start, end=end, text=text[start:end])
        claim = Claim(
            id=f"{name}#c1", report=name, kind="harm", quote=quote, passage=quote, extractor="hand/en@1",
            outcome="killed", count=Count.exactly(killed),
        )  # fmt: skip
        published = None if day is None else dt.date(2031, 5, day)
        self.reports[name] = Report(
            id=name, sha256=name, text=text, source=name, media_type="text/plain", publisher=outlet, published=published
        )  # fmt: skip
        self.readings[claim.id] = Reading(claim=claim)

    def lineage(self) -> tuple[Descent, ...]:
        names = list(self.reports)
        whole = Incident(id="i1", claims=tuple(f"{n}#c1" for n in names), reports=tuple(names))
        return lineage(whole, self.readings, self.reports)

    def told(self) -> set[tuple[str, str, str | None]]:
        return {(d.report, d.kind, d.source) for d in self.lineage()}


def test_a_later_rewrite_with_another_lead_is_a_copy_of_the_earlier_report() -> None:
    """The report published a day later has it from the other, and the words that show it stand in both."""
    room = Room()
    room.file("a", STORY, outlet="Velm Post")
    room.file(
        "b", f"It was a night that the harbour will remember. {STORY}", outlet="Tide", day=4, sentence=1
    )
    (one,) = room.lineage()
    assert (one.report, one.kind, one.source, one.outlet) == ("b", "copies", "a", "Velm Post")
    assert one.quote is not None
    assert one.other is not None
    assert one.quote.text == one.other.text == room.reports["b"].text[one.quote.start : one.quote.end]
    assert room.reports["a"].text[one.other.start : one.other.end] == one.other.text


def test_the_same_words_on_the_same_day_tell_no_direction() -> None:
    """Two outlets with one text and no credit: nobody can say which came first."""
    room = Room()
    room.file("a", STORY, outlet="Velm Post")
    room.file("b", STORY, outlet="Tide")
    assert room.told() == {("b", "same_words", "a")}


def test_a_credit_tells_the_direction_on_the_same_day() -> None:
    """The outlet named below the text is the one it comes from, whatever the ids."""
    room = Room()
    room.file("a", f"{STORY}\n\n- Tide", outlet="Velm Post")
    room.file("b", STORY, outlet="Tide")
    assert room.told() == {("a", "copies", "b"), ("a", "draws_on", "b")}


def test_a_translation_marked_as_such_is_followed_though_no_word_is_the_same() -> None:
    """ "Originally published in Arabic by" names the report it goes back to."""
    room = Room()
    room.file("a", STORY, outlet="Velm Post")
    text = "In Velm a wall came down and nine are dead. Originally published in Arabic by Velm Post."
    room.file("b", text, outlet="Tide", day=5)
    assert room.told() == {("b", "translates", "a")}


def test_of_an_outlet_s_reports_the_credited_one_gives_the_same_number() -> None:
    """Nine is what it told on the third, not what it knew on the fourth."""
    room = Room()
    room.file("a", STORY, outlet="Velm Post", killed=9)
    room.file(
        "b",
        "The toll of Friday's accident in Velm rose to twelve, Velm Post has learned.",
        outlet="Velm Post",
        day=4,
        killed=12,
    )
    room.file(
        "c", "Nine lives were lost in Velm on Friday, Velm Post reported.", outlet="Tide", day=5, killed=9
    )
    assert room.told() == {("c", "credits", "a")}


def test_an_outlet_that_is_credited_and_not_at_hand_is_still_named() -> None:
    """A reprint names its outlet though none of its reports is there."""
    room = Room()
    room.file("a", STORY, outlet="Velm Post")
    room.file("b", "Nine died in Velm on Friday. Republished from Far Isle Gazette.", outlet="Tide")
    (one,) = room.lineage()
    assert (one.kind, one.source, one.outlet) == ("reprints", None, "Far Isle Gazette")


def test_a_passage_taken_into_a_text_of_ones_own_is_a_repeat() -> None:
    """A long report with one sentence of another has that sentence from it."""
    room = Room()
    room.file("a", STORY, outlet="Velm Post")
    own = " ".join(f"The {w} of the quay was repaired last {m} by a crew of masons from {p}." for w, m, p in zip(
        "north south east west inner outer".split(), "March June July April May August".split(),
        "Orle Brant Sedge Miln Carr Toft".split(), strict=True))  # fmt: skip
    text = f"{STORY.split('. ', maxsplit=1)[0]}. {own}"
    room.file("b", text, outlet="Tide", day=4)
    assert room.told() == {("b", "repeats", "a")}


def test_a_shared_appeal_that_tells_nothing_of_the_incident_is_no_repeat() -> None:
    """Two outlets that print the same appeal are not copies of each other."""
    appeal = "Whoever wants to help may bring blankets, tinned food and dry clothes to the hall behind the church until Sunday."
    room = Room()
    room.file("a", f"Nine people were killed when a wall fell in Velm. {appeal}", outlet="Velm Post")
    room.file("b", f"A wall in Velm came down and took nine lives. {appeal}", outlet="Tide", day=4)
    assert room.told() == set()


def test_an_outlet_that_was_there_says_so() -> None:
    """ "Our correspondent counted" is what the outlet knows by itself."""
    room = Room()
    room.file(
        "a", "Nine people were killed in Velm on Friday. Our correspondent counted them.", outlet="Tide"
    )
    room.file("b", STORY, outlet="Velm Post")
    assert ("a", "gathers", None) in room.told()


def test_copies_of_copies_go_back_to_the_first_and_order_does_not_matter() -> None:
    """Each copy has it from the earliest report that has its words, in whatever order the reports are given."""
    room = Room()
    for number in range(6):
        lead = f"Part {number} of what is known so far about the night at the harbour. "
        room.file(
            f"r{number}",
            f"{lead if number else ''}{STORY}",
            outlet=f"Outlet {number}",
            day=3 + number,
            sentence=bool(number),
        )
    first = room.lineage()
    assert {(d.report, d.source) for d in first} == {(f"r{n}", "r0") for n in range(1, 6)}
    names = list(room.reports)
    random.Random(1).shuffle(names)
    room.reports = {name: room.reports[name] for name in names}
    assert room.lineage() == first


def test_hundreds_of_copies_have_one_edge_each() -> None:
    """A wire that three hundred outlets print the next day has it from one report, each of them once."""
    room = Room()
    room.file("r000", STORY, outlet="Wire")
    for number in range(1, 300):
        room.file(f"r{number:03d}", f"{STORY} Printed in edition {number}.", outlet=f"Outlet {number}", day=4)
    assert room.told() == {(f"r{n:03d}", "copies", "r000") for n in range(1, 300)}


def test_one_report_has_no_lineage() -> None:
    """Nothing is looked for where there is nobody to have it from."""
    room = Room()
    room.file("a", STORY, outlet="Velm Post")
    assert room.lineage() == ()


def test_a_credited_report_stands_for_all_of_its_day_whatever_the_ids() -> None:
    """Three outlets have one text on one day; the first by id credits the last: nobody has it in a ring."""
    room = Room()
    room.file("a", f"{STORY}\n\n- Tide", outlet="Velm Post")
    room.file("b", STORY, outlet="Quay")
    room.file("c", STORY, outlet="Tide")
    assert room.told() == {("a", "draws_on", "c"), ("a", "copies", "c"), ("b", "same_words", "c")}


def test_two_outlets_that_credit_each_other_tell_no_direction() -> None:
    """Each says that it has it from the other: one stands for both."""
    room = Room()
    room.file("a", f"{STORY} Tide reported it first.", outlet="Velm Post")
    room.file("b", f"{STORY} Velm Post reported it first.", outlet="Tide")
    assert {t for t in room.told() if t[1] != "credits"} == {("b", "same_words", "a")}


def test_of_many_outlets_with_one_passage_it_is_the_credited_one_s() -> None:
    """A sentence that six outlets have is from the one that is named, though it came sixth."""
    room = Room()
    said = STORY.split(". ", maxsplit=1)[0]
    for name in "abcdef":
        own = " ".join(f"{name}{number}" for number in range(60))
        room.file(name, f"The {name} quay. {said}. {own}", outlet=f"Outlet {name.upper()}", sentence=1)
    text = f"All Velm wept. {said}. {' '.join(f'g{number}' for number in range(60))}\n\n- Outlet F"
    room.file("g", text, outlet="Tide", day=4, sentence=1)
    assert {t for t in room.told() if t[0] == "g"} == {("g", "draws_on", "f"), ("g", "repeats", "f")}


def test_a_report_of_no_known_outlet_says_that_it_is_translated() -> None:
    """Whose the report is need not be known for its own words about itself to hold."""
    room = Room()
    room.file("a", "A wall fell in Velm and nine died.\nTranslated from Turkish.", outlet=None)
    room.file("b", STORY, outlet="Tide")
    assert room.told() == {("a", "translates", None)}


def test_reports_without_a_day_are_no_source_for_certain() -> None:
    """Of two with the same words one of which has no day nobody can say which came first, whatever the ids."""
    for undated, dated in (("a", "b"), ("b", "a")):
        room = Room()
        room.file(undated, STORY, outlet="Velm Post", day=None)
        room.file(dated, STORY, outlet="Tide")
        assert room.told() == {(undated, "same_words", dated)}


def test_a_new_version_of_a_wire_story_has_its_words_from_the_first() -> None:
    """An outlet's own later version is a copy of its earlier one, and a rewrite of the later one is that one's."""
    room = Room()
    room.file("v1", STORY, outlet="Example Wire")
    room.file("v2", STORY.replace("Nine", "Eleven"), outlet="Example Wire", day=4, killed=11)
    added = "Two more were found under the crane at dawn. "
    room.file("c", f"{added}{STORY}\n\n(Example Wire)", outlet="Tide", day=5, sentence=1)
    assert room.told() == {("v2", "copies", "v1"), ("c", "draws_on", "v1"), ("c", "copies", "v1")}


def test_a_newsletter_s_notices_make_no_copy_of_a_report_with_one_sentence_of_another() -> None:
    """Two of an outlet's letters share a sentence and all that stands around the news: a passage, and no whole text."""
    around = (
        "Subscribe to The Velm Weekly Letter by writing to Odran Fisk and Mira Sande at Harbour House, 12 Quay Street.\n\n"
        "Follow our reporters Orle Brant, Sedge Miln and Carr Toft on the pages of the Coast Papers Union, founded in 1998.\n\n"
        "Join our readers' evening at the Old Custom House on Thursday 14 May, with music by the Port Velm Brass."
    )
    said = "Nine people were killed on Friday when a wall of the depot in Velm fell on the queue, the harbour office said."
    room = Room()
    ropes = "Ropes and lamps were brought from two ships, and men dug by their light until the tide came in and then went home."
    gates = "Each of the gates is shut until the inspectors have been there, and whoever comes for fish must ask at the pier."
    room.file("a", f"{said} {ropes}\n\n{around}", outlet="Tide")
    room.file("b", f"{said} {gates}\n\n{around}", outlet="Tide", day=4)
    assert room.told() == {("b", "repeats", "a")}
