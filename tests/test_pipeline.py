"""The pipeline joins the stages: one report, many reports, several processes, a store."""

from __future__ import annotations

import datetime as dt
import hashlib
from contextlib import closing
from dataclasses import replace
from typing import TYPE_CHECKING, Any

import msgspec
import pytest

from daftar.codebook.outlets import Outlet
from daftar.codebook.publishers import known_kinds, known_publisher
from daftar.errors import DataError, UnknownName, UnreadableInput
from daftar.intake import Guide, Taken, take
from daftar.model import Claim, Origin, Quote, Report
from daftar.pipeline import (
    Recipe,
    open_tools,
    read_lines,
    read_report,
    run,
)
from daftar.store import open_store

if TYPE_CHECKING:
    from pathlib import Path

TEXT = "Nine people were killed on Tuesday when warplanes bombed a market in Saraqib, a doctor said."
WIRE = Outlet(name="Example Wire", kind="monitor", domains=("wire.example",))


def report(text: str = TEXT, *, name: str = "r1", **more: Any) -> Report:
    fields = {"published": dt.date(2019, 11, 6), "language": "en", "publisher": "Example Wire"} | more
    digest = hashlib.sha256(text.encode()).hexdigest()
    return Report(id=name, sha256=digest, text=text, source=f"{name}.txt", media_type="text/plain", **fields)


def taken(text: str = TEXT, *, name: str = "r1", **more: Any) -> Taken:
    return Taken(report=report(text, name=name, **more), content=text.encode())


def test_a_report_becomes_claims_with_a_day_and_an_incident_with_a_toll() -> None:
    read = read_report(report(), open_tools(Recipe()))
    (killed,) = [reading for reading in read.readings if reading.claim.outcome == "killed"]
    quote = killed.claim.quote
    assert TEXT[quote.start : quote.end] == quote.text
    assert killed.time is not None
    assert killed.time.start == killed.time.end == dt.date(2019, 11, 5)
    (record,) = read.records
    tally = record.tally("killed")
    assert tally is not None
    assert (tally.low.value, tally.low.claims) == (9, (killed.id,))


def test_others_wounded_beside_somebody_shot_are_more_people() -> None:
    """Whoever is told to be wounded beside one person shot is another: the two add up."""
    text = "The senator was shot on Monday as he left the hall. The police closed the road. Two other people were wounded."
    (record,) = read_report(report(text), open_tools(Recipe())).records
    tally = record.tally("injured")
    assert tally is not None
    assert tally.best is not None
    assert (tally.best.value, len(tally.best.claims)) == (3, 2)


def test_what_somebody_also_reported_today_is_another_incident() -> None:
    """What a wire tells behind "also reported today" is another incident than the one it began with."""
    text = (
        "Two civilians were wounded on Monday in an attack on a police post. The police closed the road. "
        "The army also reported today that rebels blew up a pylon, wounding three women."
    )
    records = read_report(report(text), open_tools(Recipe())).records
    assert sorted(t.low.value or 0 for r in records if (t := r.tally("injured")) is not None) == [2, 3]


def test_reading_a_report_twice_gives_the_same() -> None:
    tools = open_tools(Recipe())
    assert read_report(report(), tools) == read_report(report(), tools)


def test_a_report_in_a_language_that_the_register_leaves_out_is_not_read() -> None:
    tools = open_tools(Recipe(languages=("en",)))
    assert read_report(report(language="fr"), tools).readings == ()
    assert read_report(report(language=None), tools).readings
    assert read_report(report(language="en"), tools).readings


def test_lines_come_in_the_order_of_the_inputs_however_many_processes_read() -> None:
    inputs = [taken(f"{number} people were killed in Hama.", name=f"r{number}") for number in range(2, 80)]
    inputs.insert(5, UnreadableInput("x.pdf", "is encrypted"))  # type: ignore[arg-type]
    alone = list(read_lines(inputs, Recipe()))
    assert list(read_lines(inputs, Recipe(), jobs=2)) == alone
    assert alone[5] == "x.pdf: is encrypted"
    names = [msgspec.json.decode(line)["report"] for line in alone if isinstance(line, bytes)]
    assert names == [f"r{number}" for number in range(2, 80)]


def test_an_unknown_extractor_or_convention_set_is_told_with_the_known_ones() -> None:
    with pytest.raises(UnknownName, match="rules"):
        open_tools(Recipe(extractor="oracle"))
    with pytest.raises(UnknownName, match="airwars"):
        open_tools(Recipe(conventions="generous"))


def test_a_reader_is_named_by_everything_that_decides_how_a_report_is_read(tmp_path: Path) -> None:
    (tmp_path / "own.toml").write_text('extends = "default"\n')
    gazetteer = tmp_path / "g.csv"
    gazetteer.write_text("name,lat,lon\nTal Example,35.0,36.0\n")
    recipes = [
        Recipe(),
        Recipe(conventions="airwars"),
        Recipe(conventions="own", conventions_dir=tmp_path),
        Recipe(gazetteers=(gazetteer,)),
        Recipe(outlets=(WIRE,)),
        Recipe(languages=("en",)),
    ]
    names = {open_tools(recipe).reader for recipe in recipes}
    assert len(names) == len(recipes)
    before = open_tools(recipes[2]).reader
    (tmp_path / "own.toml").write_text(
        'extends = "default"\n\n[words]\nheaps = { low = 50, high = "open" }\n'
    )
    open_tools.cache_clear()
    assert open_tools(recipes[2]).reader != before


def test_a_convention_file_that_makes_no_sense_is_told(tmp_path: Path) -> None:
    (tmp_path / "own.toml").write_text("words = ")
    with pytest.raises(DataError, match=r"own\.toml"):
        open_tools(Recipe(conventions="own", conventions_dir=tmp_path))


def test_a_publisher_is_known_by_the_address_it_publishes_under() -> None:
    for url, publisher in (
        ("https://www.wire.example/1", "Example Wire"),
        ("https://WIRE.example/1", "Example Wire"),
        ("https://notwire.example/1", None),
        ("https://wire.example.org/1", None),
        (None, None),
    ):
        assert known_publisher(report(publisher=None, url=url), (WIRE,)).publisher == publisher
    told = report(publisher="Another", url="https://wire.example/1")
    assert known_publisher(told, (WIRE,)) == told


@pytest.mark.parametrize(
    ("head", "publisher"),
    [
        ("{}\nTuesday 4 March 2025", True),
        ("{}, 12 March 2025\n\nTwo died.", True),
        ("{} said that two died.", False),
    ],
)
def test_a_text_that_begins_with_the_name_of_a_listed_outlet_is_its(head: str, publisher: bool) -> None:
    """A first line of its own is a letterhead; a sentence about the outlet is not."""
    told = replace(report(publisher=None, url=None), text=head.format(WIRE.name))
    assert known_publisher(told, (WIRE,)).publisher == (WIRE.name if publisher else None)


def test_the_register_says_of_what_kind_a_publisher_is_and_nobody_else() -> None:
    quote = Quote(start=0, end=4, text="Nine")
    publisher, doctor = (
        Origin(kind="media", name="Example Wire"),
        Origin(kind="witness", name="a doctor", quote=quote),
    )
    claim = Claim(
        id="r1#c1",
        report="r1",
        kind="harm",
        quote=quote,
        passage=quote,
        extractor="x",
        origin=(publisher, doctor),
    )
    (known,) = known_kinds([claim], report(), (WIRE,))
    assert known.origin == (replace(publisher, kind="monitor"), doctor)
    assert known_kinds([claim], report(publisher="Another"), (WIRE,)) == [claim]
    named = replace(claim, origin=(replace(publisher, quote=quote),))
    assert known_kinds([named], report(), (WIRE,)) == [named]
    unsure = replace(claim, origin=(Origin(kind="unknown", name="example wire", quote=quote),))
    (known,) = known_kinds([unsure], report(publisher="Another"), (WIRE,))
    assert known.origin[0].kind == "monitor"


def test_a_run_keeps_reports_readings_and_records_and_says_what_it_did(tmp_path: Path) -> None:
    said: list[str] = []
    with closing(open_store(tmp_path / "s.db")) as store:
        inputs = [
            taken(),
            UnreadableInput("x.pdf", "is encrypted"),
            taken("Five people were wounded in Homs."),
        ]
        done = run(inputs, store, Recipe(), say=said.append)
        assert (done.new, done.renamed, done.failed, done.read, done.changed) == (1, 1, 1, 2, True)
        assert said[0] == "x.pdf: is encrypted"
        assert "another report has this id already" in said[1]
        names = [name for name, _ in store.readings(open_tools(Recipe()).reader)]
        assert [name.partition("@")[0] for name in names] == ["r1", "r1"]
        claims = [
            reading.claim
            for _, readings in store.readings(open_tools(Recipe()).reader)
            for reading in readings
        ]
        assert {claim.id.partition("#")[0] for claim in claims} == set(names)
        assert done.records == store.counts()["records"] > 0


def test_a_run_with_another_recipe_reads_what_is_kept_again(tmp_path: Path) -> None:
    dozens = "Dozens of people were killed in Saraqib on Tuesday."
    with closing(open_store(tmp_path / "s.db")) as store:
        run([taken(dozens)], store, Recipe())
        (first,) = store.records()
        done = run([], store, Recipe(conventions="airwars"))
        assert (done.new, done.read, done.changed) == (0, 1, True)
        (second,) = store.records()
        state = store.state()
        assert state is not None
        assert state.reader == open_tools(Recipe(conventions="airwars")).reader
        tallies = [record.tally("killed") for record in (first, second)]
        assert [tally and (tally.low.value, tally.high.value) for tally in tallies] == [(24, 99), (12, 24)]


def test_several_processes_keep_what_one_does(tmp_path: Path) -> None:
    inputs = [taken(f"{number} people were killed in Hama.", name=f"r{number}") for number in range(2, 140)]
    shas = []
    for jobs in (1, 2):
        with closing(open_store(tmp_path / f"{jobs}.db")) as store:
            assert run(inputs, store, Recipe(), jobs=jobs).read == len(inputs)
            state = store.state()
            assert state is not None
            shas.append(state.sha256)
    assert shas[0] == shas[1]


def test_the_publisher_that_the_register_knows_is_kept_with_the_report(tmp_path: Path) -> None:
    """Who looks at the store, or publishes it, sees the outlet, and not only those who read its claims."""
    words = "Nine people were killed in Homs."
    told = replace(
        report(publisher=None, url="https://wire.example/1"),
        text=words,
        sha256=hashlib.sha256(words.encode()).hexdigest(),
    )
    with closing(open_store(tmp_path / "s.db")) as store:
        run([Taken(report=told, content=told.text.encode())], store, Recipe(outlets=(WIRE,)))
        assert [one.publisher for one in store.reports()] == [WIRE.name]


def test_what_a_run_would_read_otherwise_by_now_is_told_of_and_stays(tmp_path: Path) -> None:
    """A day told too late does not change a report that is kept, and the user learns it."""
    path = tmp_path / "a.txt"
    path.write_text("Date: 04/03/2025\n\nTwo people were killed in Saraqib.\n")
    said: list[str] = []
    with closing(open_store(str(tmp_path / "s.db"))) as store:
        for guide in (None, None, Guide(day_first=True)):
            run(take([str(path)], guide=guide), store, Recipe(), say=said.append)
        (kept,) = store.reports()
    assert kept.published is None
    (told,) = said
    assert told.startswith(
        "known reports that would have another day of publication, or other text, by now: 1;"
    )
