"""Private by default: what a public audience does not get to see."""

from __future__ import annotations

from dataclasses import replace

import pytest
from hypothesis import given
from hypothesis import strategies as st
from publish_material import sample

from daftar.model import Conflict, Place, PlaceReading, Quote, Version, Victim
from daftar.publish.base import WITHHELD_NAME, Redaction, Withheld
from daftar.publish.checks import problems
from daftar.publish.coarse import coarsened
from daftar.publish.names import FullNames, NameParts, folded_name, merged, name_parts
from daftar.publish.redact import Edits, redact
from daftar.publish.release import release
from daftar.publish.rules import rules
from daftar.publish.told_of import Staying, told_of

PRIVATE = ("Omar", "Haddad", "Salma")


@pytest.mark.parametrize("name", ["csv", "geojson", "json", "site"])
def test_no_withheld_name_is_in_any_published_file(publication, tmp_path, name):
    published = release(publication, name, tmp_path / "out")
    for path in published.files:
        if "vendor" not in path.parts:
            content = path.read_text(encoding="utf-8-sig", errors="replace")
            assert not [name for name in PRIVATE if name in content], path


def test_a_part_of_a_name_is_withheld_where_it_stands_alone(publication):
    text = redact(publication).reports[0].text
    assert f"{WITHHELD_NAME}, 31, died on the way" in text
    assert f'"My brother {WITHHELD_NAME} was standing' in text


def test_people_who_speak_by_office_and_sources_who_are_described_stay(publication):
    names = {link.name for reading in redact(publication).readings for link in reading.claim.origin}
    assert {"Karim Doss", "camp residents", "A doctor at the hospital in Bidar", WITHHELD_NAME} <= names
    assert "Salma Haddad" not in names


def test_published_quotes_round_trip_through_the_published_text(publication):
    assert problems(redact(publication)) == ()


def test_victims_keep_what_does_not_name_them(publication):
    (victim,) = next(r for r in redact(publication).records if r.incident.victims).incident.victims
    assert (victim.name, victim.names_other, victim.age, victim.sex) == (WITHHELD_NAME, (), 31, "man")
    assert victim.relation == f"brother of {WITHHELD_NAME}"


def test_a_contradiction_that_lists_names_is_published_without_them(publication):
    """A figure beside a list of those named, and kin told of by a victim's name, keep their words but no name."""
    record = next(r for r in publication.records if r.incident.victims)
    (victim,) = record.incident.victims
    wife = replace(victim, name=None, names_other=(), sex="woman", relation=f"wife of {victim.name}")
    said = f"1 (one report) cannot be the number of people who were killed: 2 are named, {victim.name} and B"
    conflict = Conflict(outcome="killed", group="all", claims=record.incident.claims, words=said)
    spoilt = replace(record, incident=replace(record.incident, victims=(victim, wife)), conflicts=(conflict,))
    public = next(r for r in redact(replace(publication, records=(spoilt,))).records)
    assert public.conflicts[0].words == said.replace(victim.name, WITHHELD_NAME)
    assert (public.incident.victims[1].name, public.incident.victims[1].relation) == (
        None,
        f"wife of {WITHHELD_NAME}",
    )


def test_the_history_of_a_number_does_not_name_private_sources(publication):
    """A change by the word of a relative is shown in the whole's history without the name, though a part tells it."""
    (claim,) = [r.id for r in publication.readings if r.claim.quote.text.startswith("My brother")]
    told = Version(
        outcome="killed", group="all", on=None, low=1, best=1, high=1, kind="raised", claims=(claim,),
        origins=("Salma Haddad",), words="0 → 1, Salma",
    )  # fmt: skip
    record = replace(publication.records[0], history=(told,))
    record = replace(record, incident=replace(record.incident, claims=(), reports=()))
    published = redact(replace(publication, records=(record, *publication.records[1:])))
    (version,) = published.records[0].history
    assert (version.origins, version.words) == ((WITHHELD_NAME,), f"0 → 1, {WITHHELD_NAME}")


def test_an_internal_publication_is_left_as_it_is(publication):
    internal = replace(publication, audience="internal")
    kept = redact(internal)
    assert (kept.reports, kept.readings, kept.records) == (
        internal.reports,
        internal.readings,
        internal.records,
    )
    assert kept.withheld is not None
    assert kept.withheld == Withheld()


def test_a_camps_position_is_rounded_and_a_towns_is_not(publication):
    records = {record.incident.id: record for record in redact(publication).records}
    camp, town = records["i2"].incident.place, records["i1.2"].incident.place
    assert (camp.place.lat, camp.place.lon, camp.place.id, camp.precision) == (36.1, 36.7, "withheld", 2)
    assert (town.place.lat, town.place.lon, town.precision) == (35.80, 36.22, 1)


def test_the_position_of_a_claim_about_a_camp_is_rounded_with_its_incident(publication):
    claims = {reading.id: reading for reading in redact(publication).readings}
    assert claims["camp#c1"].place.place.lat == 36.1


def test_what_was_withheld_is_counted_and_never_named(publication):
    withheld = redact(publication).withheld
    assert (withheld.victims, withheld.sources, withheld.coarsened) == (1, 1, frozenset({"i2"}))
    assert withheld.claims == 1
    assert not [name for name in PRIVATE if name in repr(withheld)]


def test_names_that_were_cleared_stay_and_names_given_by_hand_go(publication):
    asked = Redaction(cleared=frozenset({"omar haddad"}), also=frozenset({"Karim Doss"}))
    text = redact(replace(publication, redaction=asked)).reports[0].text
    assert "Karim Doss" not in text
    assert "Omar" in text
    assert f"said {WITHHELD_NAME}, a resident" in text


def test_a_link_that_spells_a_name_is_left_out(publication):
    report = replace(publication.reports[0], url="https://news.example/2031/omar-haddad-killed")
    published = redact(replace(publication, reports=(report, *publication.reports[1:])))
    assert published.reports[0].url is None
    assert published.withheld.links == 1


def test_where_a_report_lay_on_the_disk_is_not_published(publication):
    assert {report.source for report in redact(publication).reports} == {"withheld"}


def test_redacting_twice_changes_nothing(publication):
    once = redact(publication)
    assert redact(once).reports == once.reports
    assert redact(once).readings == once.readings


@pytest.mark.parametrize(
    "text",
    ["OMAR HADDAD", "Omar\n  Haddad", "Ómar Haddad", "“Omar Haddad”", "Omar Haddad's wife", "(Omar Haddad)"],
)
def test_a_whole_name_is_found_however_it_is_written(text):
    ((start, end),) = FullNames(["Omar Haddad"]).spans(text)
    assert folded_name(text[start:end]) == "omar haddad"


@pytest.mark.parametrize("text", ["Omar Haddadi", "Aomar Haddad", "Omar, Haddad"])
def test_a_name_inside_other_words_is_not_that_name(text):
    assert FullNames(["Omar Haddad"]).spans(text) == []


def test_a_name_part_is_not_withheld_inside_a_name_that_stays():
    parts = NameParts({"Bidar"}, {"the town of Bidar"})
    assert parts.spans("in the town of Bidar") == []
    assert parts.spans("Bidar fell") == [(0, 5)]


def test_common_words_and_particles_are_no_parts_of_names():
    assert name_parts("Dr Rose al-Sarin bin Omar", rules().particles) == {"Rose", "Sarin", "Omar"}
    assert NameParts({"Rose"}, ()).spans("the toll rose to 31") == []


def test_the_parts_of_one_name_become_one_marker():
    text = "said Omar al-Sarin, and"
    spans = merged(NameParts({"Omar", "Sarin"}, ()).spans(text), text)
    assert Edits(text, spans).text == f"said {WITHHELD_NAME}, and"


@given(st.text(alphabet="ab XY", max_size=40), st.data())
def test_a_quote_moved_through_edits_is_the_new_text_between_its_offsets(text, data):
    """Whatever is withheld, a moved quote round-trips, and one that holds no name keeps its words."""
    cuts = sorted(data.draw(st.sets(st.integers(0, len(text)), max_size=6)))
    spans = list(zip(cuts[::2], cuts[1::2], strict=False))
    start = data.draw(st.integers(0, len(text)))
    end = data.draw(st.integers(start, len(text)))
    edits = Edits(text, spans)
    if start == end:
        return
    moved = edits.moved(Quote(start=start, end=end, text=text[start:end]))
    assert edits.text[moved.start : moved.end] == moved.text
    if all(b <= start or a >= end for a, b in spans):
        assert moved.text == text[start:end]


def test_offsets_do_not_tell_how_long_a_name_was():
    """The published text is the same whether a long or a short name was withheld."""
    texts = []
    for name in ("Omar Haddad", "Abdelrahman Haddad-Alsomething"):
        base = sample()
        text = base.reports[0].text.replace("Omar Haddad", name)
        asked = Redaction(also=frozenset({name}), victim_names=False, private_sources=False)
        report = replace(base.reports[0], text=text)
        texts.append(
            redact(replace(base, reports=(report,), readings=(), records=(), redaction=asked)).reports[0].text
        )
    assert texts[0] == texts[1]


def test_a_point_beside_a_place_is_rounded_like_the_place() -> None:
    place = Place(id="1", name="Saraqib", lat=35.86443, lon=36.80515, kind="populated", country="SY")
    reading = PlaceReading(
        quote=Quote(start=0, end=7, text="Saraqib"),
        name="Saraqib",
        precision=2,
        place=place,
        radius_km=3.0,
        point=(35.97234, 36.80515),
    )
    assert coarsened(reading).point == (36.0, 36.8)


@pytest.mark.parametrize(
    ("text", "names"),
    [
        ("Umm Rashid, 58, sold bread nearby.", ["Umm Rashid"]),
        ("Lena Orsan (44) was hurt.", ["Lena Orsan"]),
        ("The third was Yunus Bakri, a man of 70 who lived there.", ["Yunus Bakri"]),
        ("Among the dead are Yunus al-Bakri, his wife and two sons.", ["Yunus al-Bakri"]),
        ("Yunus Bakri, a 40-year-old baker, fell.", ["Yunus Bakri"]),
        ("A shopkeeper, Abu Rashid, said it.", ["Abu Rashid"]),
        ("The blast threw farmer Édouard Nkosi\nagainst a wall.", ["Édouard Nkosi"]),
        ("Lena Orsan, a spokeswoman for the farmers, said so.", []),
        ("Yunus Bakri, the governor of Qamar, said so.", []),
        ("Smoke rose over New Harbour, 300 residents fled.", []),
        ("Among the dead were Northern Army officers.", []),
        ("The doctor said. Port Nadir was calm.", []),
        ("MORTAR FIRE KILLS FOUR, A FARMER SAYS", []),
        ("In Port Nadir, 12, mostly children, died.", []),
    ],
)
def test_private_people_are_known_by_how_they_are_told_of(text, names):
    """An age, a trade or a kinship beside a name; an office, a place or a count is none of these."""
    assert list(told_of(text, Staying(["Port Nadir"]))) == names


def test_a_person_told_of_by_age_is_withheld_and_counted(publication):
    """In every report that has the name; not where somebody cleared it, nor where it is somebody's who speaks by office."""
    report = publication.reports[0]
    more = " Rima Karam, 52, saw it. Karim Doss, 41, spoke again."
    told = replace(report, text=report.text + more)
    changed = replace(publication, reports=(told, *publication.reports[1:]))
    published = redact(changed)
    assert f"{WITHHELD_NAME}, 52, saw it. Karim Doss, 41, spoke" in published.reports[0].text
    assert published.withheld.people == 1
    cleared = replace(changed, redaction=Redaction(cleared=frozenset({"Rima Karam"})))
    assert "Rima Karam" in redact(cleared).reports[0].text
    assert problems(published) == ()


def test_people_harmed_who_are_to_be_named_are_named_whatever_the_words_call_them(publication):
    report, reading = publication.reports[0], publication.readings[0]
    told = replace(report, text=f"{report.text} Rima Karam, a baker, fell.")
    harmed = Victim(outcome="killed", quote=reading.claim.quote, name="Rima Karam")
    changed = replace(
        publication,
        reports=(told, *publication.reports[1:]),
        readings=(
            replace(reading, claim=replace(reading.claim, victims=(harmed,))),
            *publication.readings[1:],
        ),
    )
    assert "Rima Karam" not in redact(changed).reports[0].text
    named = redact(replace(changed, redaction=Redaction(victim_names=False)))
    assert "Rima Karam, a baker" in named.reports[0].text
