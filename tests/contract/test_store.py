"""What every store promises, whichever database is under it."""

from __future__ import annotations

import datetime as dt
import hashlib
import threading
from contextlib import closing
from typing import TYPE_CHECKING, Any

import pytest
import sqlalchemy as sa

from daftar.errors import StoreError
from daftar.model import (
    Bound,
    Claim,
    Count,
    Decision,
    Incident,
    Origin,
    Place,
    PlaceReading,
    Quote,
    Reading,
    Record,
    Rejected,
    Report,
    Tally,
    TimeWindow,
)
from daftar.store import Judged, LinkedIncident, Pair, StoredItem, open_store
from daftar.store.excerpt import copy_published

if TYPE_CHECKING:
    from collections.abc import Callable, Sequence
    from pathlib import Path

    from daftar.store.sql import SqlStore

MOMENT = dt.datetime(2024, 3, 2, 9, 30, tzinfo=dt.UTC)


def made(text: str, *, name: str = "r1", source: str = "a.txt", **more: Any) -> tuple[Report, bytes]:
    content = text.encode()
    digest = hashlib.sha256(content).hexdigest()
    report = Report(
        id=name, sha256=digest, text=text, source=source, media_type="text/plain", retrieved=MOMENT, **more
    )
    return report, content


def reading(report: str, number: int, count: int = 3) -> Reading:
    quote = Quote(start=0, end=4, text="nine")
    place = Place(
        id="g1", name="Saraqib", lat=35.86, lon=36.8, kind="populated", country="SY", admin=("Idlib",)
    )
    return Reading(
        claim=Claim(
            id=f"{report}#c{number}",
            report=report,
            kind="harm",
            quote=quote,
            passage=quote,
            extractor="rules/en@1",
            outcome="killed",
            count=Count.exactly(count),
            origin=(Origin(kind="media", name="Example Wire"),),
        ),
        place=PlaceReading(quote=quote, name="Saraqib", precision=1, place=place),
        time=TimeWindow(start=dt.date(2024, 3, 1), end=dt.date(2024, 3, 1), precision=1, rule="weekday"),
    )


def record(name: str, *claims: str, low: int = 3, **more: Any) -> Record:
    bound = Bound(value=low, claims=claims)
    incident = Incident(id=name, claims=claims, reports=("r1",), **more)
    return Record(
        incident=incident,
        tallies=(
            Tally(outcome="killed", group="all", low=bound, best=None, high=Bound(value=None, claims=claims)),
        ),
    )


def decision(name: str, **more: Any) -> Decision:
    return Decision(id=name, kind="accept", report="r1", start=0, end=4, by="a reviewer", at=MOMENT, **more)


def dump(store: SqlStore) -> dict[str, list[Any]]:
    """Every row of every table."""
    with store.engine.connect() as connection:
        tables = sa.inspect(connection).get_table_names()
        return {
            name: sorted(map(repr, connection.execute(sa.text(f"SELECT * FROM {name}")))) for name in tables
        }


def test_a_report_comes_back_as_it_was_given_with_its_bytes(store: SqlStore) -> None:
    report, content = made("Nine people.\n", title="T", published=dt.date(2024, 3, 2), language="en")
    (admission,) = store.admit([(report, content)])
    assert admission.standing == "new"
    assert store.report("r1") == report
    assert store.content(report.sha256) == content
    assert list(store.reports()) == [report]


def test_text_that_databases_dislike_is_kept_whole(store: SqlStore) -> None:
    report, content = made("nul \0, دفتر, 𐍈, and a \\u0000 that is none", title="a\0b")
    store.admit([(report, content)])
    assert store.report("r1") == report


def test_a_file_name_that_is_not_utf8_is_kept_spelled_out(store: SqlStore) -> None:
    (admission,) = store.admit([made("x", source="caf\udce9.txt")])
    assert admission.report.source == "caf\\udce9.txt"
    assert store.sources("r1")[0].source == "caf\\udce9.txt"


def test_the_same_bytes_twice_are_one_report_with_two_sources(store: SqlStore) -> None:
    first, content = made("x")
    again, _ = made("x", name="other-name", source="b.txt")
    standings = store.admit([(first, content), (again, content)])
    assert [one.standing for one in standings] == ["new", "known"]
    assert standings[1].report == first
    assert [source.source for source in store.sources("r1")] == ["a.txt", "b.txt"]
    assert store.counts()["reports"] == store.counts()["archive"] == 1


def test_the_same_id_with_other_bytes_is_kept_beside_the_first_under_a_name_of_its_own(
    store: SqlStore,
) -> None:
    first, second = made("x"), made("y", source="b.txt")
    store.admit([first])
    (admission,) = store.admit([second])
    digest = hashlib.sha256(b"y").hexdigest()
    assert (admission.standing, admission.asked) == ("renamed", "r1")
    assert admission.report.id == f"r1@{digest[:8]}"
    assert {report.text for report in store.reports()} == {"x", "y"}
    assert store.admit([second])[0].report.id == admission.report.id
    assert store.counts()["reports"] == 2


def test_two_reports_of_one_batch_with_one_id_are_both_kept(store: SqlStore) -> None:
    standings = [one.standing for one in store.admit([made("x"), made("y"), made("x")])]
    assert standings == ["new", "renamed", "known"]


def test_bytes_that_are_not_what_their_hash_says_are_refused_and_nothing_of_the_batch_is_kept(
    store: SqlStore,
) -> None:
    report, _ = made("x")
    with pytest.raises(StoreError, match="not the ones that its sha256 names"):
        store.admit([made("fine", name="r0"), (report, b"other")])
    assert store.counts()["reports"] == store.counts()["archive"] == 0


def test_reports_that_a_reader_has_not_read_are_known_in_order(store: SqlStore) -> None:
    store.admit([made("x", name="b"), made("y", name="a"), made("z", name="c")])
    store.keep_readings("rules@1", [("a", [])])
    assert store.unread("rules@1") == ["b", "c"]
    assert store.unread("rules@1", ["a", "c"]) == ["c"]
    assert store.unread("rules@2") == ["b", "a", "c"]


def test_readings_come_back_by_report_in_text_order_also_where_there_were_none(store: SqlStore) -> None:
    store.admit([made("x", name="r2"), made("y", name="r1"), made("z", name="r3")])
    mine = [reading("r1", 10), reading("r1", 9)]
    store.keep_readings("rules@1", [("r1", mine), ("r2", [])])
    assert list(store.readings("rules@1")) == [("r2", ()), ("r1", tuple(mine))]
    assert list(store.readings("rules@1", ["r1"])) == [("r1", tuple(mine))]
    assert list(store.readings("nobody@1")) == []


def test_readings_are_found_by_their_claims(store: SqlStore) -> None:
    store.admit([made("x")])
    many = [reading("r1", number) for number in range(450)]
    store.keep_readings("rules@1", [("r1", many)])
    wanted = {one.id: one for one in many[:420]}
    assert store.claims("rules@1", [*wanted, "r1#c999"]) == wanted
    assert store.claims("rules@2", list(wanted)) == {}


def test_a_second_reading_by_the_same_reader_changes_no_row(store: SqlStore) -> None:
    store.admit([made("x")])
    store.keep_readings("rules@1", [("r1", [reading("r1", 1)])])
    before = dump(store)
    store.keep_readings("rules@1", [("r1", [reading("r1", 1, count=99)])])
    store.admit([made("x")])
    assert dump(store) == before


def test_what_was_rejected_is_kept_beside_the_readings_once(store: SqlStore) -> None:
    store.admit([made("x", name="a"), made("y", name="b")])
    one = Rejected(
        report="b", extractor="llm", reason="no_number", why="none", field="count_words", words="many"
    )
    store.keep_readings("llm@1", [("a", []), ("b", [reading("b", 1)])], {"b": [one, one]})
    store.keep_readings("llm@1", [("b", [])], {"b": [one]})  # it was read before
    assert list(store.rejected("llm@1")) == [("b", (one, one))]
    assert list(store.rejected("llm@1", ["a"])) == []
    assert list(store.rejected("llm@2")) == []


def test_another_reader_s_readings_stand_beside_the_first_s(store: SqlStore) -> None:
    store.admit([made("x")])
    store.keep_readings("rules@1", [("r1", [reading("r1", 1)])])
    store.keep_readings("rules@2", [("r1", [reading("r1", 1, count=4)])])
    for reader, count in (("rules@1", 3), ("rules@2", 4)):
        ((_, found),) = store.readings(reader)
        assert found == (reading("r1", 1, count=count),)


def test_readings_of_an_unknown_report_are_refused_and_nothing_of_the_batch_is_kept(store: SqlStore) -> None:
    store.admit([made("x")])
    with pytest.raises(StoreError):
        store.keep_readings("rules@1", [("r1", [reading("r1", 1)]), ("r9", [reading("r9", 1)])])
    assert store.counts()["readings"] == store.counts()["progress"] == 0


def test_more_reports_than_a_page_come_back_once_each_in_order(store: SqlStore) -> None:
    names = [f"r{number}" for number in range(450)]
    store.admit([made(name, name=name) for name in names])
    store.keep_readings("rules@1", [(name, [reading(name, 1)]) for name in names])
    assert [report.id for report in store.reports()] == names
    assert [name for name, _ in store.readings("rules@1")] == names


def change(
    store: SqlStore, *made: Record, gone: Sequence[str] = (), leads: dict[str, str | None] | None = None
) -> bool:
    """Put records in the place of others; whether anything differs by it."""
    with store.linking() as links:
        links.change_records(gone, made)
        links.set_leads(leads or {})
        return links.finish("rules@1")[1]


def test_records_are_replaced_one_by_one_and_come_back_in_order_of_their_ids(store: SqlStore) -> None:
    store.admit([made("x")])
    where = reading("r1", 1)
    first = record("i2", "r1#c1", lead=True, date=where.time, place=where.place)
    assert change(store, first, record("i1", "r1#c2"), leads={"r1": "i2"})
    assert [one.incident.id for one in store.records()] == ["i1", "i2"]
    assert store.record("i2") == first
    assert list(store.leads()) == [("r1", "i2")]
    assert change(store, record("i3", "r1#c1"), record("i1", "r1#c2", low=4), gone=["i2"])
    assert list(store.records()) == [record("i1", "r1#c2", low=4), record("i3", "r1#c1")]
    assert store.record("i2") is None
    assert list(store.leads()) == [("r1", None)]


def test_records_come_by_the_characters_of_their_ids(store: SqlStore) -> None:
    """Not in the order of a language, in which a database may sort: there a small letter comes before its capital."""
    store.admit([made("x")])
    assert change(store, record("i-b", "r1#c1"), record("i-B", "r1#c2"), record("i-a", "r1#c3"))
    assert [one.incident.id for one in store.records()] == ["i-B", "i-a", "i-b"]


def test_records_that_do_not_differ_change_no_row(store: SqlStore) -> None:
    store.admit([made("x")])
    assert store.state() is None
    assert change(store, record("i1", "r1#c1"), leads={"r1": "i1"})
    before = dump(store)
    assert not change(store, record("i1", "r1#c1"), leads={"r1": "i1"})
    assert dump(store) == before
    state = store.state()
    assert state is not None
    assert state.reader == "rules@1"


def test_the_hash_of_all_records_does_not_depend_on_the_way_to_them(store: SqlStore) -> None:
    store.admit([made("x")])
    change(store, record("i1", "r1#c1"), record("i2", "r1#c2"), leads={"r1": "i1"})
    first = store.state()
    assert change(store, record("i3", "r1#c3"), gone=["i1"], leads={"r1": "i3"})
    assert change(store, record("i1", "r1#c1"), gone=["i3"], leads={"r1": "i1"})
    second = store.state()
    assert first is not None
    assert second is not None
    assert first.sha256 == second.sha256


def test_records_that_cannot_all_be_kept_leave_the_former_ones(store: SqlStore) -> None:
    change(store, record("i1", "r1#c1"))
    before = dump(store)
    with pytest.raises(StoreError):
        change(store, record("i2", "r1#c1"), gone=["i1"], leads={"no such report": "i2"})
    assert dump(store) == before


def item(number: int, **more: Any) -> StoredItem:
    return StoredItem(
        **{"number": number, "report": "r1", "part_of": None, "anchor": f"{number:064x}"}
        | {"columns": "[]", "body": "{}"}
        | more
    )


def test_what_linking_remembers_comes_back_and_can_be_forgotten(store: SqlStore) -> None:
    store.admit([made("x")])
    with store.linking() as links:
        assert links.key() is None
        links.forget("by hand")
        links.add_items(["r1"], [item(1), item(2, part_of=1)], [(7, 1), (7, 2), (-8, 2)])
        links.add_pairs([Pair(1, 2, 3.5, "[]")])
        links.set_judged([Judged("d1", 1, 2)])
        links.set_full({7: "name x"})
        links.touch([1, 2])
    with store.linking() as links:
        assert (links.key(), links.settled()) == ("by hand", False)
        assert links.items([1, 2, 3]) == {1: item(1), 2: item(2, part_of=1)}
        assert links.items_in(["r1"]) == [item(1), item(2, part_of=1)]
        assert links.parts([1]) == [(2, 1)]
        assert links.sizes([7, -8, 9]) == {7: 2, -8: 1}
        assert sorted(links.under([7, -8])) == [(-8, 2), (7, 1), (7, 2)]
        assert links.full([7, -8]) == {7: "name x"}
        assert links.pairs([2]) == links.pairs([1, 2]) == [Pair(1, 2, 3.5, "[]")]
        assert links.judged() == [Judged("d1", 1, 2)]
        assert links.touched(1) == [1]
        links.settle({1: "i-a", 2: "i-a"})
        links.put_incidents([LinkedIncident(id="i-a", anchor="a" * 64)])
        links.drop_pairs([(1, 2)])
    with store.linking() as links:
        assert links.touched(9) == []
        assert links.items_of(["i-a", "i-b"]) == {"i-a": [1, 2]}
        assert links.named_like(["a" * 10, "b" * 10]) == [LinkedIncident(id="i-a", anchor="a" * 64)]
        assert links.pairs([1]) == []
        links.forget("otherwise")
    counts = store.counts()
    assert [n for n in counts if n.startswith("link_") and counts[n]] == ["link_state"]


def test_what_is_done_to_links_is_undone_where_it_ends_in_an_error(store: SqlStore) -> None:
    before = dump(store)

    def half_done() -> None:
        with store.linking() as links:
            links.forget("by hand")
            raise ZeroDivisionError

    with pytest.raises(ZeroDivisionError):
        half_done()
    assert dump(store) == before


def test_reports_that_are_read_and_not_linked_are_given_in_order(store: SqlStore) -> None:
    store.admit([made("x", name="b"), made("y", name="a"), made("z", name="c")])
    store.keep_readings("rules@1", [("b", [reading("b", 1)]), ("a", []), ("c", [])])
    with store.linking() as links:
        assert [report.id for _, report in links.unlinked("rules@1", 2)] == ["b", "a"]
        assert links.readings("rules@1", ["b", "a"]) == {"b": [reading("b", 1)], "a": []}
        links.add_items(["b"], [], [])
        assert [report.id for _, report in links.unlinked("rules@1", 9)] == ["a", "c"]
        assert links.unlinked("rules@2", 9) == []


@pytest.mark.parametrize(
    ("table", "where"),
    [
        ("incidents", "part_of = 'x'"),
        ("leads", "incident_id = 'x'"),
        ("link_items", "report_id = 'x'"),
        ("link_items", "part_of = 1"),
        ("link_items", "incident = 'x'"),
        ("link_blocks", "key = 1"),
        ("link_pairs", "one = 1"),
        ("link_pairs", "other = 1"),
        ("link_incidents", "anchor BETWEEN 'a' AND 'b'"),
        ("readings", "reader_id = 1 AND report_id = 'x'"),
    ],
)
def test_what_linking_looks_for_is_found_without_reading_a_whole_table(
    store: SqlStore, table: str, where: str
) -> None:
    """Every question that linking asks of a table is answered by an index, so that a large store costs no more."""
    asked = f"SELECT * FROM {table} WHERE {where}"
    with store.engine.connect() as connection:
        if connection.dialect.name == "postgresql":
            connection.execute(sa.text("SET enable_seqscan = off"))
            plan = [row[0] for row in connection.execute(sa.text(f"EXPLAIN {asked}"))]
            assert not any("Seq Scan" in step for step in plan), plan
        else:
            plan = [row[3] for row in connection.execute(sa.text(f"EXPLAIN QUERY PLAN {asked}"))]
            assert all(step.startswith("SEARCH") for step in plan), plan


def test_a_copy_of_what_was_published_by_a_day_is_of_one_moment(
    opened: Callable[[], SqlStore], tmp_path: Path
) -> None:
    """What others add while it is copied is not in it, neither reports nor what was read in them."""
    store, beside = opened(), opened()
    early = {"published": dt.date(2024, 3, 1)}
    store.admit([made("x", **early)])
    store.keep_readings("rules@1", [("r1", [reading("r1", 1)])])
    with closing(open_store(tmp_path / "then.db")) as target:

        def add(_c: object, _k: object, statement: str, *_: object) -> None:
            if "INSERT INTO reports" in statement and len(list(beside.reports())) == 1:
                beside.admit([made("y", name="r2", **early)])
                beside.keep_readings("rules@1", [("r2", [reading("r2", 1)])])

        sa.event.listen(target.engine, "before_cursor_execute", add)
        copy_published(store, target, "rules@1", dt.date(2024, 3, 1))
        assert [report.id for report in target.reports()] == ["r1"]
        assert [name for name, _ in target.readings("rules@1")] == ["r1"]
    assert len(list(store.reports())) == 2


def test_a_copy_for_a_reader_that_has_read_nothing_says_so(store: SqlStore, tmp_path: Path) -> None:
    """Nothing can be copied of what nobody read."""
    with (
        closing(open_store(tmp_path / "then.db")) as target,
        pytest.raises(StoreError, match=r"rules@9 has read nothing"),
    ):
        copy_published(store, target, "rules@9", dt.date(2024, 3, 1))


def test_decisions_come_back_in_order_and_enter_the_audit_log(store: SqlStore) -> None:
    decisions = [decision("d1"), decision("d2", supersedes="d1", why="misread")]
    for one in decisions:
        store.decide(one)
    assert list(store.decisions()) == decisions
    entries = [(entry.who, entry.what, entry.detail) for entry in store.audit()]
    assert ("a reviewer", "decide", "accept d2") in entries


def test_a_decision_made_twice_or_superseding_nothing_is_refused(store: SqlStore) -> None:
    store.decide(decision("d1"))
    for wrong in (decision("d1"), decision("d3", supersedes="d2")):
        with pytest.raises(StoreError):
            store.decide(wrong)
    assert list(store.decisions()) == [decision("d1")]


@pytest.mark.parametrize(
    "change",
    [
        "UPDATE decisions SET made_by = 'somebody else'",
        "DELETE FROM decisions",
        "UPDATE audit SET who = 'somebody else'",
        "DELETE FROM audit",
        "UPDATE reports SET body = '{}'",
        "UPDATE archive SET body = ''",
    ],
)
def test_the_database_itself_refuses_to_change_what_must_not_change(store: SqlStore, change: str) -> None:
    store.admit([made("x")])
    store.decide(decision("d1"))
    before = dump(store)
    with pytest.raises(sa.exc.DBAPIError, match="never changed"), store.engine.begin() as connection:
        connection.execute(sa.text(change))
    assert dump(store) == before


def test_opening_a_store_again_changes_nothing(opened: Callable[[], SqlStore]) -> None:
    store = opened()
    store.admit([made("x")])
    before = dump(store)
    assert dump(opened()) == before


def test_the_migrations_make_the_tables_that_the_code_speaks_of(store: SqlStore) -> None:
    from alembic.autogenerate import compare_metadata
    from alembic.migration import MigrationContext

    from daftar.store.schema import metadata

    with store.engine.connect() as connection:
        context = MigrationContext.configure(connection, opts={"compare_type": True})
        assert compare_metadata(context, metadata) == []


def test_a_store_of_a_newer_daftar_is_refused(opened: Callable[[], SqlStore]) -> None:
    with opened().engine.begin() as connection:
        connection.execute(sa.text("UPDATE alembic_version SET version_num = '9999'"))
    with pytest.raises(StoreError, match="newer Daftar"):
        opened()


def test_two_that_open_a_new_store_at_once_both_can(opened: Callable[[], SqlStore]) -> None:
    gate = threading.Barrier(2)
    found: list[int] = []

    def both() -> None:
        gate.wait()
        found.append(opened().counts()["audit"])

    threads = [threading.Thread(target=both) for _ in range(2)]
    for thread in threads:
        thread.start()
    for thread in threads:
        thread.join()
    assert found == [1, 1]


def test_two_that_admit_the_same_reports_at_once_keep_each_once(opened: Callable[[], SqlStore]) -> None:
    batch = [made(f"text {number}", name=f"r{number}") for number in range(40)]
    stores = [opened(), opened()]
    gate = threading.Barrier(2)

    def admit(store: SqlStore) -> None:
        gate.wait()
        for start in range(0, 40, 8):
            store.admit(batch[start : start + 8])
            store.keep_readings(
                "rules@1", [(one.id, [reading(one.id, 1)]) for one, _ in batch[start : start + 8]]
            )

    threads = [threading.Thread(target=admit, args=(store,)) for store in stores]
    for thread in threads:
        thread.start()
    for thread in threads:
        thread.join()
    counts = stores[0].counts()
    assert (counts["reports"], counts["readings"], counts["progress"]) == (40, 40, 40)


def test_a_store_can_be_written_while_its_records_are_gone_through(store: SqlStore) -> None:
    many = tuple(record(f"i{number:03}", "r1#c1") for number in range(500))
    change(store, *many)
    going = store.records()
    first = next(going)
    change(store, gone=[one.incident.id for one in many[1:]])
    assert [first, *going] == list(many)
    assert store.counts()["records"] == 1
