"""Written cases of arithmetic: reports in words of our own, and the record that must follow from them.

Each file of ``evaluation/arithmetic/`` holds cases on one theme. A case is reports, read as any report is, linked and
reconciled; the record of the incident that most of it speaks of is held against what the case says::

    [[case]]
    name = "a total and its parts"
    shows = "what the case is there to show, in a sentence"
    text = "one report ..."                                # or several:
    report = [{ publisher = "Example Wire", published = 2031-05-06, text = "..." }, ...]
    claims = [["nine people", "9", "", ""], ...]           # only where the reader cannot read the words yet: see below
    toll = { "killed.all" = "22 22 open" }                 # low best high; "-" no best, "open" no end; all that there is
    forced = { "killed.child.low" = ["22", "ten men"] }    # the claims that force a bound, by their counting words
    why = { "killed.child.low" = "follows from ..." }      # said where a bound follows from several claims
    sums = ["9 + 6 = 15, ..."]                             # every sum, in words (none where the key is left out)
    conflicts = ["..."]                                    # every conflict, in words (as for sums)
    ways_out = ["..."]                                     # every way out of them
    parts = { "Harim" = { "killed.all" = "6 6 6" } }       # tolls of the incidents inside, by their places
    aside = ["Five people"]                                # counts under no bound: replaced, said more sharply, no persons
    origins = ["Civil Defence"]                            # the independent origins

Every entry of every key is one fact. ``hand`` gives claims for sentences that the reader does not take in yet, as
``{ n, who, by, of, rel, worded, outcome }`` (as in tests/reconcile/cases): then only reconciling is tried, and the case says so.
"""

from __future__ import annotations

import datetime as dt
import hashlib
import re
import tempfile
import tomllib
from contextlib import closing
from pathlib import Path
from typing import TYPE_CHECKING, Any, NamedTuple

from daftar.intake import Taken
from daftar.model import Claim, Count, Group, Incident, Origin, Quote, Reading, Record, Report
from daftar.model.origins import origin_name
from daftar.pipeline import Recipe, open_tools, read_report, run
from daftar.reconcile import reconcile
from daftar.store import open_store

if TYPE_CHECKING:
    from collections.abc import Iterator, Mapping

FOLDER = Path(__file__).with_suffix("")
DAY = dt.date(2031, 5, 6)
Case = dict[str, Any]


class Fact(NamedTuple):
    """One thing that a case says of its record, and what the record has instead where it does not hold."""

    case: str
    fact: str
    wanted: object
    found: object

    @property
    def holds(self) -> bool:
        return self.wanted == self.found


def cases(folder: Path = FOLDER) -> list[Case]:
    """Every case of every file, in the order of the files' names."""
    return [
        case | {"file": path.name}
        for path in sorted(folder.glob("*.toml"))
        for case in tomllib.loads(path.read_text(encoding="utf-8"))["case"]
    ]


def records_of(case: Case) -> tuple[Record, tuple[Record, ...], dict[str, Reading]]:
    """The record of the incident that most of the case's claims belong to, those inside it, and all readings by claim id."""
    records, readings = _read(case)
    record = _main(records)
    return record, tuple(r for r in records if r.incident.part_of == record.incident.id), readings


def _read(case: Case) -> tuple[tuple[Record, ...], dict[str, Reading]]:
    if "hand" in case:
        record, readings = _by_hand(case["hand"])
        return (record,), readings
    told = case.get("report") or [{"text": case["text"]}]
    reports = [_report(number, row) for number, row in enumerate(told, 1)]
    if len(reports) == 1:
        read = read_report(reports[0], open_tools(Recipe()))
        return read.records, {r.id: r for r in read.readings}
    with (
        tempfile.TemporaryDirectory() as folder,
        closing(open_store(str(Path(folder) / "case.db"))) as store,
    ):
        run([Taken(report=r, content=r.text.encode()) for r in reports], store, Recipe())
        state = store.state()
        assert state is not None
        readings = {r.id: r for _, some in store.readings(state.reader) for r in some}
        return tuple(store.records()), readings


def _main(records: tuple[Record, ...]) -> Record:
    return max(records, key=lambda r: (r.incident.part_of is None, len(r.incident.claims), len(r.tallies)))


def _report(number: int, row: Mapping[str, Any]) -> Report:
    text = row["text"]
    return Report(
        id=f"r{number}",
        sha256=hashlib.sha256(text.encode()).hexdigest(),
        text=text,
        source=f"case, report {number}",
        media_type="text/plain",
        publisher=row.get("publisher", "Example Wire"),
        published=row.get("published", DAY),
        language="en",
    )


def _by_hand(rows: list[dict[str, str]]) -> tuple[Record, dict[str, Reading]]:
    claims = {str(at): _claim(at, row) for at, row in enumerate(rows, 1)}
    readings = {c.id: Reading(claim=c) for c in claims.values()}
    reports = tuple(dict.fromkeys(c.report for c in claims.values()))
    whole = Incident(id="by hand", claims=tuple(readings), reports=reports)
    return reconcile(whole, readings, published=dict.fromkeys(reports, DAY)), readings


def _claim(at: int, row: dict[str, str]) -> Claim:
    report = f"r{row.get('in', '1')}"
    quote = Quote(start=at * 60, end=at * 60 + 9, text=row["worded"])
    age = {"child": "child"}.get(row.get("who", ""))
    sex = row.get("who") if row.get("who") in {"man", "woman"} else None
    status = row.get("who") if row.get("who") in {"civilian", "combatant"} else None
    group = Group(status=status, age=age, sex=sex) if "who" in row else None
    low, _, high = row["n"].partition("-")
    open_end = low.endswith("+")
    count = Count(
        low=int(low.rstrip("+")),
        high=None if open_end else int(high or low),
        best=None if high else int(low.rstrip("+")),
    )
    outlet = Origin(kind="media", name="Example Wire")
    by = Origin(kind="rescue_service", name=row["by"], quote=quote) if "by" in row else None
    return Claim(
        id=f"{report}#c{at}",
        report=report,
        kind="harm",
        outcome=row.get("outcome", "killed"),
        quote=quote,
        passage=quote,
        count=count,
        count_worded=row["worded"],
        group=group,
        part_of=f"{report}#c{row['of']}" if "of" in row else None,
        relation=row.get("rel"),
        place=Quote(start=quote.start, end=quote.start + 1, text=row["place"]) if "place" in row else None,
        origin=(outlet, by) if by else (outlet,),
        extractor="hand",
    )


def check(case: Case) -> Iterator[Fact]:
    """Every fact of a case, held against the record that its reports come to."""
    record, parts, readings = records_of(case)
    name = case["name"]
    tolls = {f"{t.outcome}.{t.group}": t for t in record.tallies}
    said = {key: _toll(tally) for key, tally in tolls.items()}
    for key in sorted({*case["toll"], *said}):
        yield Fact(name, f"toll {key}", case["toll"].get(key), said.get(key))
    for path, wanted in case.get("forced", {}).items():
        key, _, which = path.rpartition(".")
        bound = getattr(tolls[key], which) if key in tolls else None
        yield Fact(
            name,
            f"forced {path}",
            wanted,
            [] if bound is None else [_worded(readings[c]) for c in bound.claims],
        )
    for path, wanted in case.get("why", {}).items():
        key, _, which = path.rpartition(".")
        bound = getattr(tolls[key], which) if key in tolls else None
        yield Fact(name, f"why {path}", wanted, None if bound is None else bound.why)
    yield Fact(name, "conflicts", case.get("conflicts", []), [c.words for c in record.conflicts])
    yield Fact(name, "sums", case.get("sums", []), [s.words for s in record.sums])
    ways = dict.fromkeys(w.words for c in record.conflicts for w in c.ways_out)
    yield Fact(name, "ways out", case.get("ways_out", []), list(ways))
    used = {
        _worded(readings[c]) for t in record.tallies for b in (t.low, t.best, t.high) if b for c in b.claims
    }
    yield Fact(name, "aside", [], sorted(used.intersection(case.get("aside", ()))))
    inside = {r.incident.place.quote.text: r for r in parts if r.incident.place is not None}
    for place, wanted in case.get("parts", {}).items():
        found = inside.get(place)
        tallies = {} if found is None else {f"{t.outcome}.{t.group}": _toll(t) for t in found.tallies}
        yield Fact(name, f"toll of {place}", wanted, tallies)
    if "origins" in case:
        yield Fact(name, "origins", case["origins"], [origin_name(r.origin) for r in record.roots])


def untold(case: Case) -> list[str]:
    """The counts that the case's reports state and none of its expectations speaks of, by their words."""
    record, parts, readings = records_of(case)
    expected = str({key: value for key, value in case.items() if key not in {"text", "report", "hand"}})
    numbers = set(re.findall(r"\d+", expected))
    claims = [readings[c].claim for r in (record, *parts) for c in r.incident.claims]
    counts = [(c, c.count) for c in claims if c.count is not None and c.unit != "households"]
    return [
        c.count_worded or c.quote.text
        for c, count in counts
        if str(count.low) not in numbers and (c.count_worded or "") not in expected
    ]


def _worded(reading: Reading) -> str:
    return reading.claim.count_worded or reading.claim.quote.text


def _toll(tally: Any) -> str:
    best = "-" if tally.best is None else tally.best.value
    return f"{tally.low.value} {best} {'open' if tally.high.value is None else tally.high.value}"
