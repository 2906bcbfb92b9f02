"""The whole way of a report, read from top to bottom: bytes → report → claims → readings → incidents → records."""

from __future__ import annotations

import hashlib
import time
from collections import Counter
from dataclasses import dataclass, field, replace
from functools import lru_cache, partial
from pathlib import Path
from typing import TYPE_CHECKING, Any, Literal, TypeAlias
from urllib.parse import urlsplit

from msgspec.json import encode

from daftar import __version__
from daftar.codebook.conventions import conventions as convention_set
from daftar.codebook.outlets import Outlet
from daftar.errors import InputError
from daftar.extract.base import Extractor
from daftar.extract.confidence import company, doubts
from daftar.extract.registry import extractor as named_extractor
from daftar.format import report_json
from daftar.intake import take
from daftar.link import across, within
from daftar.memo import Memo
from daftar.model import Incident, Reading, Record, Report
from daftar.parallel import chunked, ordered_map
from daftar.reconcile import reconcile
from daftar.resolve.places import Gazetteer, open_gazetteer, places_of
from daftar.resolve.readings import Mentions, Recall, resolve
from daftar.resolve.times import dates_of
from daftar.segment import Paragraphs, segment
from daftar.store import Derived

if TYPE_CHECKING:
    import datetime as dt
    from collections.abc import Callable, Collection, Iterable, Iterator, Mapping, Sequence

    from daftar.intake import Taken
    from daftar.model import Claim
    from daftar.store import Store

__all__ = [
    "ReadReport",
    "Recipe",
    "RunSummary",
    "Shape",
    "Tools",
    "doubts_in",
    "open_tools",
    "read_lines",
    "read_report",
    "reconcile_all",
    "relink",
    "run",
    "take",
    "weight",
]


Shape: TypeAlias = Literal["read", "places", "dates"]
# Reports handed to a process at a time: enough to pay for the journey, few enough to stay in memory.
_CHUNK = 32
# Paragraphs whose sentences are remembered: a few MB.
_PARAGRAPHS = 2048
# What a run commits at a time, whichever is reached first.
_BATCH, _BATCH_BYTES, _BATCH_SECONDS = 64, 16_000_000, 1.0


@dataclass(frozen=True, slots=True, kw_only=True)
class Recipe:
    """What to read with, by names and paths: small, hashable, and the same in every process."""

    extractor: str = "rules"
    conventions: str = "default"
    conventions_dir: Path | None = None
    gazetteers: tuple[Path, ...] = ()
    added: tuple[Path, ...] = ()
    outlets: tuple[Outlet, ...] = ()
    languages: tuple[str, ...] = ()


@dataclass(frozen=True, slots=True, kw_only=True)
class Tools:
    """What a report is read with. ``reader`` names all of it with versions: the same reader reads the same way."""

    extractor: Extractor
    gazetteer: Gazetteer
    conventions: str
    reader: str
    outlets: tuple[Outlet, ...] = ()
    languages: tuple[str, ...] = ()
    # What sentences and paragraphs met before came to. It changes how long reading takes, never what is read.
    recall: Recall = field(default_factory=Recall, compare=False)
    paragraphs: Paragraphs = field(default_factory=lambda: Memo(_PARAGRAPHS), compare=False)


@dataclass(frozen=True, slots=True, kw_only=True)
class ReadReport:
    """A report and everything that one reading of it came to."""

    report: Report
    readings: tuple[Reading, ...]
    incidents: tuple[Incident, ...]
    records: tuple[Record, ...]


@lru_cache(maxsize=2)
def open_tools(recipe: Recipe) -> Tools:
    """Open what a report is read with. Opened once a process for each recipe."""
    chosen = named_extractor(recipe.extractor, convention_set(recipe.conventions, recipe.conventions_dir))
    gazetteer = open_gazetteer(recipe.gazetteers, added=recipe.added)
    return Tools(
        extractor=chosen,
        gazetteer=gazetteer,
        conventions=recipe.conventions,
        reader=_reader(recipe, chosen.name, gazetteer.cited),
        outlets=recipe.outlets,
        languages=recipe.languages,
    )


def _reader(recipe: Recipe, extractor: str, gazetteer: str) -> str:
    """Name everything that decides how a report is read: where any of it differs, reports are read again."""
    own = [path.read_bytes() for path in recipe.gazetteers]
    if recipe.conventions_dir and (path := recipe.conventions_dir / f"{recipe.conventions}.toml").is_file():
        own.append(path.read_bytes())
    if recipe.outlets or recipe.languages:
        own.append(encode((recipe.outlets, recipe.languages)))
    register = f" register {hashlib.sha256(encode(own)).hexdigest()[:8]}" if own else ""
    return f"daftar {__version__} {extractor} {gazetteer} {recipe.conventions}{register}"


def read_report(report: Report, tools: Tools) -> ReadReport:
    """Read one report: what it says, what that means, which incidents it tells of, and what they come to."""
    if tools.languages and report.language is not None and report.language not in tools.languages:
        return ReadReport(report=report, readings=(), incidents=(), records=())
    report = known_publisher(report, tools.outlets)
    mentions = Mentions(tools.gazetteer, tools.recall)
    passages = segment(report, tools.paragraphs)
    claims = known_kinds(tools.extractor.extract(report, passages, mentions), report, tools.outlets)
    readings = resolve(report, claims, mentions, tools.gazetteer)
    incidents = within(report, readings)
    records = reconcile_all(
        incidents,
        {reading.claim.id: reading for reading in readings},
        published={report.id: report.published},
        conventions=tools.conventions,
    )
    return ReadReport(report=report, readings=readings, incidents=incidents, records=records)


def read_lines(
    taken: Iterable[Taken | InputError], recipe: Recipe, *, shape: Shape = "read", jobs: int = 1
) -> Iterator[bytes | str]:
    """Read many reports into lines of JSON, in input order, in ``jobs`` processes.

    ``shape`` is what to write of each: all that it says (``read``), its ``places`` or its ``dates``. A ``str`` instead
    of bytes is the one line that says why an input could not be read.
    """
    # An error crosses to another process as its words: exceptions with arguments of their own do not pickle.
    items = (str(one) if isinstance(one, InputError) else _named(one.report) for one in taken)
    write = partial(_lines, recipe=recipe, shape=shape)
    for lines in ordered_map(write, chunked(items, 1 if jobs == 1 else _CHUNK), jobs=jobs):
        yield from lines


def _named(report: Report) -> Report:
    """Spell out the bytes of a file name that is not UTF-8, so that it can be written."""
    if report.source.isascii():
        return report
    return replace(report, source=report.source.encode("utf-8", "backslashreplace").decode())


def _lines(items: list[Report | str], *, recipe: Recipe, shape: Shape) -> list[bytes | str]:
    tools = open_tools(recipe)
    write = _SHAPES[shape]
    return [item if isinstance(item, str) else encode(write(item, tools)) + b"\n" for item in items]


def _read_row(report: Report, tools: Tools) -> dict[str, Any]:
    read = read_report(report, tools)
    return report_json(report, read.readings, read.incidents, read.records)


def _places_row(report: Report, tools: Tools) -> dict[str, Any]:
    return {"report": report.id, "toponyms": places_of(report, tools.gazetteer)}


def _dates_row(report: Report, _tools: Tools) -> dict[str, Any]:
    return {"report": report.id, "dates": dates_of(report)}


_SHAPES: Mapping[Shape, Callable[[Report, Tools], dict[str, Any]]] = {
    "read": _read_row,
    "places": _places_row,
    "dates": _dates_row,
}


def doubts_in(claims: Sequence[Claim], asked: Collection[str]) -> dict[str, tuple[str, ...]]:
    """What speaks against each claim ``asked`` of, in words, among all ``claims`` of one report."""
    around = company(claims)
    return {claim.id: tuple(doubts(claim, around)) for claim in claims if claim.id in asked}


def weight(one: Taken | InputError) -> int:
    """Return the bytes that an input stands for; 0 for one that could not be read."""
    return 0 if isinstance(one, InputError) else len(one.content)


@dataclass(frozen=True, slots=True, kw_only=True)
class RunSummary:
    """What a run did. ``new``, ``known`` and ``renamed`` count reports as the store received them, ``failed`` inputs.

    ``read`` counts reports read in this run, ``records`` those there are now; ``changed`` says whether they differ.
    """

    new: int = 0
    known: int = 0
    renamed: int = 0
    failed: int = 0
    read: int = 0
    records: int = 0
    changed: bool = False


def run(
    taken: Iterable[Taken | InputError],
    store: Store,
    recipe: Recipe,
    *,
    jobs: int = 1,
    say: Callable[[str], None] = lambda _line: None,
    doing: Callable[[str], None] = lambda _words: None,
) -> RunSummary:
    """Keep the reports, read those that this recipe has not read yet, and derive the records anew.

    Every batch is committed before the next is begun, and what is there already is never written again: a run may be
    killed at any moment and begun anew, and a run repeated changes no row. ``say`` is given a line for each input that
    failed and each report that had to be kept under another id, ``doing`` the name of each step that follows the
    inputs. Raises StoreError where the store cannot be written.
    """
    reader = open_tools(recipe).reader
    tally: Counter[str] = Counter()
    read = partial(_read_batch, recipe=recipe)
    admitted = (
        [report for report in reports if report.id in unread]
        for reports in _admitted(taken, store, tally, say)
        if (unread := set(store.unread(reader, [report.id for report in reports])))
    )
    # First what was given; then what an earlier run had kept but not read, or another recipe had read.
    for batches in (admitted, _left(store, reader, doing)):
        for rows in ordered_map(read, batches, jobs=jobs):
            store.keep_readings(reader, rows)
            tally["read"] += len(rows)
    doing("linking all reports")
    records, changed = relink(store, recipe)
    return RunSummary(
        **{name: tally[name] for name in ("new", "known", "renamed", "failed", "read")},
        records=records,
        changed=changed,
    )


def relink(store: Store, recipe: Recipe) -> tuple[int, bool]:
    """Derive incidents and records from all readings and decisions; how many there are, and whether they changed."""
    tools = open_tools(recipe)
    reports: dict[str, Report] = {}
    readings: dict[str, Reading] = {}
    told: dict[str, tuple[Incident, ...]] = {}
    for report in store.reports():
        reports[report.id] = report
    for name, found in store.readings(tools.reader):
        told[name] = within(known_publisher(reports[name], recipe.outlets), found)
        readings.update((reading.claim.id, reading) for reading in found)
    incidents = across(told, readings, reports, tuple(store.decisions()))
    records = reconcile_all(
        incidents,
        readings,
        published={name: report.published for name, report in reports.items()},
        conventions=recipe.conventions,
    )
    derived = Derived(reader=tools.reader, records=records, leads=main_incidents(told, incidents))
    return len(records), store.replace_derived(derived)


def main_incidents(told: Mapping[str, Sequence[Incident]], incidents: Sequence[Incident]) -> dict[str, str]:
    """The incident, across reports, that each report is mainly about: the one with most claims of the report's lead.

    A report that leads with none is not in it.
    """
    holders: dict[str, list[str]] = {}
    for incident in incidents:
        for claim in incident.claims:
            holders.setdefault(claim, []).append(incident.id)
    leads = {}
    for name, own in told.items():
        lead = next((incident for incident in own if incident.lead), None)
        shared = (
            Counter(holder for claim in lead.claims for holder in holders.get(claim, ()))
            if lead
            else Counter()
        )
        if shared:
            leads[name] = min(shared, key=lambda holder: (-shared[holder], holder))
    return leads


def _admitted(
    taken: Iterable[Taken | InputError], store: Store, tally: Counter[str], say: Callable[[str], None]
) -> Iterator[list[Report]]:
    """Keep reports batch by batch, and give each batch back as it is kept."""
    for batch in _batches(taken):
        good = [(one.report, one.content) for one in batch if not isinstance(one, InputError)]
        for one in batch:
            if isinstance(one, InputError):
                tally["failed"] += 1
                say(str(one))
        admissions = store.admit(good)
        for admission in admissions:
            tally[admission.standing] += 1
            if admission.standing == "renamed":
                say(
                    f"report {admission.asked}: another report has this id already; "
                    f"this one ({admission.report.source}) is kept as {admission.report.id}"
                )
        yield [admission.report for admission in admissions]


def _left(store: Store, reader: str, doing: Callable[[str], None]) -> Iterator[list[Report]]:
    """Give what is kept and not read, batch by batch. What is left is only looked for once this is first asked."""
    names = store.unread(reader)
    if names:
        doing(f"reading {len(names):,} reports that were kept before")
    for page in chunked(names, _BATCH):
        yield [report for name in page if (report := store.report(name)) is not None]


def _batches(taken: Iterable[Taken | InputError]) -> Iterator[list[Taken | InputError]]:
    """Cut the inputs into batches by number, bytes and time, so that little is held and little can be lost."""
    batch: list[Taken | InputError] = []
    size, began = 0, time.monotonic()
    for one in taken:
        batch.append(one)
        size += 0 if isinstance(one, InputError) else len(one.content)
        if len(batch) >= _BATCH or size >= _BATCH_BYTES or time.monotonic() - began > _BATCH_SECONDS:
            yield batch
            batch, size, began = [], 0, time.monotonic()
    if batch:
        yield batch


def _read_batch(reports: list[Report], *, recipe: Recipe) -> list[tuple[str, tuple[Reading, ...]]]:
    tools = open_tools(recipe)
    return [(report.id, read_report(report, tools).readings) for report in reports]


def known_publisher(report: Report, outlets: Sequence[Outlet]) -> Report:
    """Name the publisher of a report that only tells its address, where the register knows whose address it is."""
    if report.publisher is not None or report.url is None or not outlets:
        return report
    host = (urlsplit(report.url).hostname or "").lower()
    for outlet in outlets:
        if any(host == domain or host.endswith(f".{domain}") for domain in outlet.domains):
            return replace(report, publisher=outlet.name)
    return report


def known_kinds(claims: Sequence[Claim], report: Report, outlets: Sequence[Outlet]) -> Sequence[Claim]:
    """Give the publisher, the first link of every chain, the kind that the register says it is."""
    name = (report.publisher or "").casefold()
    kind = next((outlet.kind for outlet in outlets if outlet.name.casefold() == name), None)
    if kind is None:
        return claims
    return [_of_kind(claim, report.publisher, kind) for claim in claims]


def _of_kind(claim: Claim, publisher: str | None, kind: str) -> Claim:
    if not claim.origin or claim.origin[0].quote is not None or claim.origin[0].name != publisher:
        return claim
    return replace(claim, origin=(replace(claim.origin[0], kind=kind), *claim.origin[1:]))


def reconcile_all(
    incidents: Sequence[Incident],
    readings: Mapping[str, Reading],
    *,
    published: Mapping[str, dt.date | None],
    conventions: str,
) -> tuple[Record, ...]:
    """One record an incident, in the order of ``incidents``; a whole is reckoned after its parts and with them."""
    parts: dict[str, list[Incident]] = {}
    for incident in incidents:
        if incident.part_of is not None:
            parts.setdefault(incident.part_of, []).append(incident)
    records: dict[str, Record] = {}

    def record(incident: Incident) -> Record:
        known = records.get(incident.id)
        if known is None:
            children = [record(part) for part in parts.get(incident.id, ())]
            known = records[incident.id] = reconcile(
                incident, readings, published=published, children=children, conventions=conventions
            )
        return known

    return tuple(record(incident) for incident in incidents)
