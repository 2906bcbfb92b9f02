"""How many independent origins stand behind an incident and behind each of its numbers."""

from __future__ import annotations

import dataclasses
from typing import TYPE_CHECKING

from claims_by_hand import claim, day, incident

from daftar.model import Descent, Origin, Quote
from daftar.reconcile import reconcile

if TYPE_CHECKING:
    from collections.abc import Sequence

    from daftar.model import Claim, Record


def by(one: Claim, *links: Origin) -> Claim:
    """The claim with these links behind its publisher's own."""
    return dataclasses.replace(one, origin=(one.origin[0], *links))


def link(kind: str, name: str, organisation: str | None = None) -> Origin:
    return Origin(
        kind=kind, name=name, organisation=organisation, quote=Quote(start=0, end=len(name), text=name)
    )


def record(claims: Sequence[Claim], *descents: Descent, days: dict[str, int] | None = None) -> Record:
    whole, readings = incident(claims)
    published = {name: day(number) for name, number in (days or {}).items()}
    return reconcile(whole, readings, published=published, descents=descents)


def names(some: Record) -> list[str]:
    return [root.origin.organisation or root.origin.name or root.origin.kind for root in some.roots]


def test_twenty_outlets_that_quote_one_spokesman_are_one() -> None:
    """Under whatever name the body is told, and whoever speaks for it."""
    said = [link("rescue_service", "Karim Aziz", "the Civil Defence"), link("rescue_service", "Syrian Civil Defence"),
            link("unknown", "Aziz"), link("rescue_service", "Civil Defence")]  # fmt: skip
    claims = [by(claim(f"r{n}#1", "9", outlet=f"Outlet {n}"), said[n % 4]) for n in range(20)]
    found = record(claims)
    assert len(found.roots) == 1
    assert len(found.roots[0].reports) == 20
    assert found.unsure == ()
    tally = found.tally("killed")
    assert tally is not None
    assert tally.low.roots == tally.high.roots == ("o1",)


def test_each_number_has_origins_of_its_own() -> None:
    """Nine has one origin and eleven two, though the incident has three."""
    claims = [
        claim("r1#1", "9", by="Civil Defence", outlet="A"),
        claim("r2#1", "11", by="Health Ministry", outlet="B"),
        claim("r3#1", "11", by="Observatory", outlet="C"),
    ]
    found = record(claims)
    tally = found.tally("killed")
    assert tally is not None
    assert (tally.low.value, len(tally.low.roots)) == (9, 1)
    assert (tally.high.value, len(tally.high.roots)) == (11, 2)
    assert len(found.roots) == 3


def test_an_outlet_that_credits_a_wire_goes_back_to_whom_the_wire_quotes() -> None:
    """ "Example Wire reported nine": the ministry, since that is whom the wire has it from."""
    wire = claim("r1#1", "9", by="Health Ministry", outlet="Example Wire")
    other = by(claim("r2#1", "9", outlet="Courier"), link("media", "Example Wire"))
    found = record([wire, other])
    assert names(found) == ["Health Ministry"]
    assert found.roots[0].reports == ("r1", "r2")


def test_a_copy_without_credit_goes_back_to_the_copied_report_s_origin() -> None:
    """What a copy says in its own name is what the copied report has from the police."""
    first = claim("r1#1", "9", by="police", outlet="A")
    copy = claim("r2#1", "9", outlet="B")
    found = record([first, copy], Descent(report="r2", kind="copies", source="r1", share=0.8))
    assert names(found) == ["police"]
    assert found.unsure == ()


def test_an_outlet_that_does_not_say_whom_it_has_it_from_is_no_further_origin() -> None:
    """It may have it from the police; alone it is the one origin that there must be."""
    silent, police = claim("r1#1", "9", outlet="A"), claim("r2#1", "9", by="police", outlet="B")
    both = record([silent, police])
    assert names(both) == ["police"]
    assert [root.origin.name for root in both.unsure] == ["A"]
    assert names(record([silent])) == ["A"]
    assert len(record([silent, claim("r3#1", "9", outlet="C", words="in other words")]).roots) == 1


def test_two_outlets_with_reporters_of_their_own_are_two() -> None:
    """Each knows it by itself, and so does whoever they asked."""
    one, two = claim("r1#1", "9", outlet="A"), claim("r2#1", "9", outlet="B")
    there = [
        Descent(report=r, kind="gathers", outlet=o, quote=Quote(start=90, end=95, text="words"))
        for r, o in (("r1", "A"), ("r2", "B"))
    ]
    assert names(record([one, two], *there)) == ["A", "B"]
    sent = by(claim("r3#1", "9", outlet="C"), link("media", "a C photographer at the scene"))
    assert names(record([one, two, sent], *there)) == ["A", "B", "C"]


def test_unnamed_witnesses_are_one_at_most() -> None:
    """Residents in one report and witnesses in another may be the same people; a named body is none of them."""
    residents = by(claim("r1#1", "9", outlet="A"), link("witness", "residents"))
    witnesses = by(claim("r1#2", "9", outlet="A", at=50), link("witness", "two witnesses"))
    others = by(claim("r2#1", "9", outlet="B"), link("witness", "residents"))
    police = claim("r3#1", "9", by="police", outlet="C")
    assert len(record([residents, witnesses]).roots) == 1
    assert len(record([residents, others]).roots) == 1
    assert len(record([residents, others, police]).roots) == 2


def test_witnesses_whom_two_outlets_asked_themselves_are_two() -> None:
    """ "Told A" and "told B": two who gathered it independently."""
    one = by(claim("r1#1", "9", outlet="A"), link("media", "A"), link("witness", "a resident"))
    two = by(claim("r2#1", "9", outlet="B"), link("media", "B"), link("witness", "a resident"))
    assert len(record([one, two]).roots) == 2


def test_an_unnamed_official_may_be_one_who_is_named() -> None:
    """ "A health official" beside the health ministry is not a second origin; beside rebels he is."""
    official = by(claim("r1#1", "9", outlet="A"), link("official", "an official"))
    ministry = claim("r2#1", "9", by="Health Ministry", outlet="B")
    rebels = by(claim("r3#1", "9", outlet="C"), link("armed_group", "Northern Front"))
    assert names(record([official, ministry])) == ["Health Ministry"]
    assert len(record([official, rebels]).roots) == 2


def test_a_name_that_fits_two_bodies_is_neither_for_sure() -> None:
    """ "The army" beside two armies is not a third."""
    armies = [by(claim(f"r{n}#1", "9", outlet=f"O{n}"), link("military", name))
              for n, name in enumerate(("Velmish army", "Orlan army", "the army"))]  # fmt: skip
    found = record(armies)
    assert names(found) == ["Velmish army", "Orlan army"]
    assert [root.origin.name for root in found.unsure] == ["the army"]
    assert names(record([armies[0], armies[2]])) == ["Velmish army"]


def test_one_spokesman_in_two_capacities_is_one() -> None:
    """Whoever speaks for a hospital here and for a council there knows it once; two who share a last name may be two."""
    hospital = link("health_authority", "Omar Saleh", "Brant Hospital")
    council = link("official", "Omar Saleh", "Brant Council")
    told = claim("r1#1", "9", outlet="A"), claim("r2#1", "9", outlet="B"), claim("r3#1", "9", outlet="C")
    assert len(record([by(told[0], hospital), by(told[1], council)]).roots) == 1
    again = record(
        [by(told[0], hospital), by(told[1], council), by(told[2], link("official", "Brant Council"))]
    )
    assert len(again.roots) == 1
    surnames = [link(o.kind, "Saleh", o.organisation) for o in (hospital, council)]
    assert len(record([by(told[0], surnames[0]), by(told[1], surnames[1])]).roots) == 2


def test_a_body_told_under_a_longer_name_has_one_spokesman_still() -> None:
    said = [link("rescue_service", "Karim Aziz", "Civil Defence"), link("rescue_service", "Karim Aziz", "Syrian Civil Defence"),
            link("unknown", "Aziz")]  # fmt: skip
    claims = [by(claim(f"r{n}#1", "9", outlet=f"Outlet {n}"), one) for n, one in enumerate(said)]
    assert len(record(claims).roots) == 1


def test_a_monitor_that_publishes_for_itself_is_an_origin() -> None:
    """What a recording body says in its own name it knows by itself; a newspaper does not."""
    monitor = dataclasses.replace(
        claim("r1#1", "9", outlet="Monitor"), origin=(Origin(kind="monitor", name="Monitor"),)
    )
    police = claim("r2#1", "9", by="police", outlet="B")
    assert set(names(record([monitor, police]))) == {"Monitor", "police"}


def test_outlets_that_credit_each_other_in_a_ring_are_one() -> None:
    """A has it from B and B from A: one of them knows it, and nothing is counted twice."""
    one = by(claim("r1#1", "9", outlet="A"), link("media", "B"))
    two = by(claim("r2#1", "9", outlet="B"), link("media", "A"))
    assert len(record([one, two]).roots) == 1
    assert len(record([two, one]).roots) == 1


def test_a_ring_of_reports_goes_back_to_the_outlet_that_gathered_it() -> None:
    """Two reports credit each other; in one its correspondent counted the dead, and hers is the count."""
    first, second = claim("r1#1", "9", outlet="A"), claim("r2#1", "9", outlet="B")
    ring = (
        Descent(report="r1", kind="credits", source="r2", outlet="B", quote=first.passage),
        Descent(report="r2", kind="credits", source="r1", outlet="A", quote=second.passage),
    )
    found = record([first, second], *ring)
    assert names(found) == ["A"]
    assert found.roots[0].reports == ("r1", "r2")
    counted = Descent(report="r2", kind="gathers", outlet="B", quote=second.passage)
    assert names(record([first, second], *ring, counted)) == ["B"]


def test_a_very_long_row_of_outlets_is_followed_no_further() -> None:
    """A thousand outlets, each of which has it from the one before: at least one origin, and no end of the stack."""
    claims = [
        by(claim(f"r{n:04d}#1", "9", outlet=f"Outlet n{n}"), link("media", f"Outlet n{n - 1}"))
        for n in range(1, 1000)
    ]
    assert len(record(claims).roots) == 1


def test_a_later_outlet_is_no_source_of_an_earlier_one() -> None:
    """What B printed on the fourth cannot be what A quoted it with on the third."""
    earlier = by(claim("r1#1", "9", outlet="A"), link("media", "B"))
    later = claim("r2#1", "9", by="police", outlet="B")
    found = record([earlier, later], days={"r1": 3, "r2": 4})
    assert names(found) == ["police"]
    assert [root.origin.name for root in found.unsure] == ["B"]
