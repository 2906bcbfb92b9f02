"""The site inside a claim's place: kept as worded, and only where the words leave one."""

from __future__ import annotations

import datetime as dt

from tests.plain_reading import read

from daftar.format import claim_json
from daftar.publish.coarse import coarsened

PUBLISHED = dt.date(2020, 3, 4)


def sites(text: str) -> dict[str, tuple[str | None, str | None]]:
    """By the first figure's words: the place and the site of each claim of harm."""
    readings = read(text, published=PUBLISHED).readings
    return {
        r.claim.count_worded.split()[0].lower(): (
            r.place.quote.text,
            None if r.place.site is None else r.place.site.quote.text,
        )
        for r in readings
        if r.claim.count_worded and r.place is not None
    }


def test_a_site_is_kept_beside_the_town_around_it() -> None:
    """The town stays the place, with its point; the hospital stands beside it in the report's own words."""
    text = (
        "An air strike hit the Karim field hospital in Kafranbel, Idlib, killing four people, rescuers said."
    )
    (reading,) = [
        r for r in read(text, published=PUBLISHED).readings if r.claim.outcome == "killed" and r.place
    ]
    place = claim_json(reading, None)["place"]
    start = text.index("Karim")
    assert place["id"] is not None
    assert place["worded"] == "Kafranbel"
    assert place["site"] == {
        "start": start, "end": start + 20, "text": "Karim field hospital", "part": "text", "kind": "hospital",
    }  # fmt: skip


def test_a_site_goes_with_the_place_that_its_words_put_it_in() -> None:
    """Of two towns in a sentence, only the one around the school has it."""
    told = sites("Four people were killed in Homs and six at the Karim school in Hama on Tuesday.")
    assert told == {"four": ("Homs", None), "six": ("Hama", "Karim school")}


def test_a_site_of_another_town_is_not_taken() -> None:
    """The school hit in Hama is no part of what was done in Homs."""
    told = sites("A strike hit the Karim school in Hama hours after four people were killed in Homs.")
    assert told["four"] == ("Homs", None)


def test_where_several_sites_could_be_meant_none_is_taken() -> None:
    """Nothing is guessed between a school and a market that the sentence has far apart."""
    told = sites(
        "Shells hit the Karim school before noon and struck the Hal market after it, killing four people in Hama."
    )
    assert told["four"] == ("Hama", None)


def test_the_hospital_that_the_wounded_were_brought_to_is_no_site_of_the_attack() -> None:
    """Whoever is taken to a hospital was hit elsewhere."""
    told = sites("A bomb killed three people in Baqubah and nine wounded were taken to the Salam hospital.")
    assert told["three"] == ("Baqubah", None)


def test_a_position_made_less_exact_loses_its_site() -> None:
    """A release that rounds a position does not name the hospital that stands there."""
    text = (
        "An air strike hit the Karim field hospital in Kafranbel, Idlib, killing four people, rescuers said."
    )
    (place,) = {r.place for r in read(text, published=PUBLISHED).readings if r.place and r.claim.count_worded}
    assert place.site is not None
    assert coarsened(place).site is None
