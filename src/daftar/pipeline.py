"""The whole way of a report, read from top to bottom: bytes → report → claims → readings → incidents → records."""

from __future__ import annotations

import gc
import hashlib
from collections import Counter
from dataclasses import dataclass, field, replace
from functools import lru_cache, partial
from pathlib import Path
from typing import TYPE_CHECKING, Any, Literal, TypeAlias

from msgspec.json import encode

from daftar import __version__
from daftar.batches import BATCH, admitted, left
from daftar.codebook.conventions import Conventions
from daftar.codebook.conventions import conventions as convention_set
from daftar.codebook.grades import Scheme
from daftar.codebook.grades import scheme as grading_scheme
from daftar.codebook.outlets import Outlet
from daftar.codebook.publishers import known_kinds, known_publisher
from daftar.errors import InputError, NoAnswer
from daftar.extract.base import Extractor, metered
from daftar.extract.coded import extracted_with_cells
from daftar.extract.confidence import company, doubts
from daftar.extract.llm.options import LlmOptions
from daftar.extract.registry import LLM, named_in
from daftar.extract.registry import extractor as named_extractor
from daftar.extract.usage import Usage
from daftar.format import report_json
from daftar.intake import take
from daftar.languages import KNOWN
from daftar.link import within
from daftar.link.passages import changes
from daftar.link.weights import load_weights
from daftar.linking import LinkWith, reconcile_all, relink
from daftar.memo import Memo
from daftar.model import Incident, Passage, Reading, Record, Rejected, Report
from daftar.parallel import chunked, ordered_map
from daftar.reconcile import WIDEST
from daftar.resolve.places import Gazetteer, open_gazetteer, places_of, sites_of
from daftar.resolve.readings import Mentions, Recall, resolve
from daftar.resolve.times import dates_of
from daftar.segment import Paragraphs, Passages, segment

if TYPE_CHECKING:
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
    "conventions_of",
    "doubts_in",
    "link_with",
    "open_tools",
    "read_lines",
    "read_report",
    "retold",
    "run",
    "take",
    "weight",
]


Shape: TypeAlias = Literal["read", "places", "dates"]
# Reports handed to a process at a time: enough to pay for the journey, few enough to stay in memory.
_CHUNK = 32
# Paragraphs whose sentences are remembered: a few MB.
_PARAGRAPHS = 2048
_REGISTER = " register "  # in a reader's name, before the hash of what a register adds


@dataclass(frozen=True, slots=True, kw_only=True)
class Recipe:
    """What to read with, by names and paths: small, hashable, and the same in every process."""

    extractor: str = "rules"
    conventions: str = "default"
    conventions_dir: Path | None = None
    gazetteers: tuple[Path, ...] = ()
    added: tuple[Path, ...] = ()
    countries: tuple[str, ...] = ()
    outlets: tuple[Outlet, ...] = ()
    languages: tuple[str, ...] = ()
    llm: LlmOptions | None = None
    weights: Path | None = None
    grades: str = "airwars"
    grades_dir: Path | None = None

    @property
    def asks(self) -> bool:
        """Whether a language model is asked."""
        return LLM in named_in(self.extractor)


@dataclass(frozen=True, slots=True, kw_only=True)
class Tools:
    """What a report is read with. ``reader`` names all of it with versions: the same reader reads the same way."""

    extractor: Extractor
    gazetteer: Gazetteer
    conventions: str
    rules: Conventions
    reader: str
    outlets: tuple[Outlet, ...] = ()
    languages: tuple[str, ...] = ()
    scheme: Scheme | None = None
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
    rejected: tuple[Rejected, ...] = ()


@lru_cache(maxsize=2)
def open_tools(recipe: Recipe) -> Tools:
    """Open what a report is read with. Opened once a process for each recipe."""
    rules = convention_set(recipe.conventions, recipe.conventions_dir)
    chosen = named_extractor(recipe.extractor, rules, recipe.llm)
    gazetteer = open_gazetteer(recipe.gazetteers, added=recipe.added, home=recipe.countries)
    gc.freeze()  # all of this stays: the collector need not walk over it again and again
    return Tools(
        extractor=chosen,
        gazetteer=gazetteer,
        conventions=recipe.conventions,
        rules=rules,
        reader=_reader(recipe, chosen.name, gazetteer.cited),
        outlets=recipe.outlets,
        languages=recipe.languages,
        scheme=grading_scheme(recipe.grades, recipe.grades_dir),
    )


def _reader(recipe: Recipe, extractor: str, gazetteer: str) -> str:
    """Name everything that decides how a report is read: where any of it differs, reports are read again."""
    own = [path.read_bytes() for path in recipe.gazetteers]
    if recipe.conventions_dir and (path := recipe.conventions_dir / f"{recipe.conventions}.toml").is_file():
        own.append(path.read_bytes())
    if recipe.outlets or recipe.languages:
        own.append(encode((recipe.outlets, recipe.languages)))
    own += [code.encode() for code in recipe.countries]
    register = f"{_REGISTER}{hashlib.sha256(encode(own)).hexdigest()[:8]}" if own else ""
    return f"daftar {__version__} {extractor} {gazetteer} {recipe.conventions}{register}"


def conventions_of(reader: str) -> str:
    """The conventions that a reader, as it is named in a store, counts by."""
    return reader.partition(_REGISTER)[0].rpartition(" ")[2]


def read_report(report: Report, tools: Tools) -> ReadReport:
    """Read one report: what it says, what that means, which incidents it tells of, and what they come to.

    Raises NoAnswer where a language model is asked and has none for this report, EndpointError where it has none at all.
    """
    if tools.languages and report.language is not None and report.language not in tools.languages:
        return ReadReport(report=report, readings=(), incidents=(), records=())
    report = known_publisher(report, tools.outlets)
    mentions = Mentions(tools.gazetteer, tools.recall, report)
    passages = Passages(report, tools.paragraphs)  # cut only where there is something to read
    found = extracted_with_cells(tools.extractor, report, passages, mentions, tools.rules)
    claims = known_kinds(found.claims, report, tools.outlets)
    readings = resolve(report, claims, mentions, tools.gazetteer)
    incidents = within(report, readings, largest=tools.conventions in WIDEST)
    records = reconcile_all(
        incidents,
        {reading.claim.id: reading for reading in readings},
        published={report.id: report.published},
        conventions=tools.conventions,
        scheme=tools.scheme,
    )
    return ReadReport(
        report=report, readings=readings, incidents=incidents, records=records, rejected=found.rejected
    )


def read_lines(
    taken: Iterable[Taken | InputError],
    recipe: Recipe,
    *,
    shape: Shape = "read",
    jobs: int = 1,
    spent: Callable[[Usage], None] = lambda _usage: None,
) -> Iterator[bytes | str]:
    """Read many reports into lines of JSON, in input order, in ``jobs`` processes.

    ``shape`` is what to write of each: all that it says (``read``), its ``places`` or its ``dates``. A ``str`` instead
    of bytes is the one line that says why an input could not be read. ``spent`` is told what a language model cost.
    """
    # An error crosses to another process as its words: exceptions with arguments of their own do not pickle.
    items = (str(one) if isinstance(one, InputError) else _named(one.report) for one in taken)
    write = partial(_lines, recipe=recipe, shape=shape)
    size = 1 if jobs == 1 or recipe.asks else _CHUNK
    # A gazetteer of one's own may be an open database, and a model's endpoint a connection: those each process opens.
    plain = recipe.extractor == "rules" and not recipe.gazetteers
    if plain and jobs > 1:
        open_tools(recipe)
    for lines, usage in ordered_map(write, chunked(items, size), jobs=jobs, plain=plain):
        spent(usage)
        yield from lines


def _named(report: Report) -> Report:
    """Spell out the bytes of a file name that is not UTF-8, so that it can be written."""
    if report.source.isascii():
        return report
    return replace(report, source=report.source.encode("utf-8", "backslashreplace").decode())


def _lines(items: list[Report | str], *, recipe: Recipe, shape: Shape) -> tuple[list[bytes | str], Usage]:
    tools = open_tools(recipe)
    write = _SHAPES[shape]
    lines = [item if isinstance(item, str) else _line(write, item, tools) for item in items]
    return lines, _usage(tools)


def _line(write: Callable[[Report, Tools], dict[str, Any]], report: Report, tools: Tools) -> bytes | str:
    try:
        return encode(write(report, tools)) + b"\n"
    except NoAnswer as fault:
        return f"{report.source}: {fault}"


def _usage(tools: Tools) -> Usage:
    counter = metered(tools.extractor)
    return Usage() if counter is None else counter.take_usage()


def _read_row(report: Report, tools: Tools) -> dict[str, Any]:
    read = read_report(report, tools)
    return report_json(report, read.readings, read.incidents, read.records, read.rejected)


def _places_row(report: Report, tools: Tools) -> dict[str, Any]:
    gazetteer = tools.gazetteer
    return {
        "report": report.id,
        "toponyms": places_of(report, gazetteer),
        "sites": sites_of(report, gazetteer),
    }


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

    ``read`` counts reports read in this run, ``unanswered`` those that a language model had no usable answer for (they
    are read by the next run), ``records`` those there are now; ``changed`` says whether they differ. ``linked`` counts
    reports compared with others, ``crowded`` the keys under which only some of many were compared (link/blocks.py).
    ``foreign``: of the reports read, those that say nothing for their language is one that the rules do not know, by
    language (ISO 639-1).
    """

    new: int = 0
    known: int = 0
    renamed: int = 0
    failed: int = 0
    read: int = 0
    unanswered: int = 0
    records: int = 0
    changed: bool = False
    linked: int = 0
    crowded: int = 0
    foreign: tuple[tuple[str, int], ...] = ()


def run(
    taken: Iterable[Taken | InputError],
    store: Store,
    recipe: Recipe,
    *,
    jobs: int = 1,
    say: Callable[[str], None] = lambda _line: None,
    doing: Callable[[str], None] = lambda _words: None,
    spent: Callable[[Usage], None] = lambda _usage: None,
) -> RunSummary:
    """Keep the reports, read those that this recipe has not read yet, and derive the records anew.

    Every batch is committed before the next is begun, and what is there already is never written again: a run may be
    killed at any moment and begun anew, and a run repeated changes no row. ``say`` is given a line for each input that
    failed and each report that had to be kept under another id, ``doing`` the name of each step that follows the
    inputs, ``spent`` what a language model cost. Raises StoreError where the store cannot be written, EndpointError where a
    language model cannot be asked any more.
    """
    reader = open_tools(recipe).reader
    tally: Counter[str] = Counter()
    read = partial(_read_batch, recipe=recipe)
    fresh = (
        [report for report in reports if report.id in unread]
        for reports in admitted(
            _published_by(taken, recipe.outlets), store, tally, say, size=1 if recipe.asks else BATCH
        )
        if (unread := set(store.unread(reader, [report.id for report in reports])))
    )
    # First what was given; then what an earlier run had kept but not read, or another recipe had read.
    unanswered: set[str] = set()
    foreign: Counter[str] = Counter()
    kept = left(store, reader, doing, size=1 if recipe.asks else BATCH, but=unanswered)
    for batches in (fresh, kept):
        for batch in ordered_map(read, batches, jobs=jobs):
            store.keep_readings(reader, batch.rows, batch.rejected)
            tally["read"] += len(batch.rows)
            foreign.update(batch.foreign)
            unanswered.update(batch.unanswered)
            spent(batch.usage)
            for line in batch.unanswered.values():
                say(line)
    tally["unanswered"] = len(unanswered)
    doing("linking all reports")
    linked = relink(store, link_with(recipe))
    return RunSummary(
        **{name: tally[name] for name in ("new", "known", "renamed", "failed", "read", "unanswered")},
        records=linked.records,
        changed=linked.changed,
        linked=linked.new,
        crowded=linked.crowded,
        foreign=tuple(sorted(foreign.items())),
    )


def _published_by(
    taken: Iterable[Taken | InputError], outlets: Sequence[Outlet]
) -> Iterator[Taken | InputError]:
    """What was taken, with the publishers that the register knows: so they are kept, shown and published."""
    for one in taken:
        if isinstance(one, InputError) or not outlets:
            yield one
        else:
            yield replace(one, report=known_publisher(one.report, outlets))


def link_with(recipe: Recipe, *, reader: str | None = None, conventions: str | None = None) -> LinkWith:
    """How what this recipe reads is linked; ``reader`` and ``conventions`` stand in the place of the recipe's."""
    return LinkWith(
        reader=reader or open_tools(recipe).reader,
        conventions=conventions or recipe.conventions,
        outlets=recipe.outlets,
        weights=None if recipe.weights is None else load_weights(recipe.weights),
        scheme=open_tools(recipe).scheme,
    )


def retold(earlier: Report, later: Report) -> tuple[tuple[Passage, ...], tuple[Passage, ...]]:
    """The sentences that a later report adds to an earlier one that it repeats, and those that it drops of it."""
    found = changes(segment(earlier), segment(later))
    return found.added, found.dropped


@dataclass(frozen=True, slots=True, kw_only=True)
class _Batch:
    """What a batch of reports came to: readings and what was rejected by report, and a line for each without an answer."""

    rows: list[tuple[str, tuple[Reading, ...]]]
    rejected: dict[str, tuple[Rejected, ...]]
    unanswered: dict[str, str]
    usage: Usage
    foreign: list[str]


def _read_batch(reports: list[Report], *, recipe: Recipe) -> _Batch:
    tools = open_tools(recipe)
    batch = _Batch(rows=[], rejected={}, unanswered={}, usage=Usage(), foreign=[])
    for report in reports:
        try:
            read = read_report(report, tools)
        except NoAnswer as fault:
            batch.unanswered[report.id] = f"{report.source}: {fault}; the next run asks again"
            continue
        batch.rows.append((report.id, read.readings))
        if not read.readings and not recipe.asks and report.language not in (None, *KNOWN):
            batch.foreign.append(str(report.language))
        if read.rejected:
            batch.rejected[report.id] = read.rejected
    return replace(batch, usage=_usage(tools))
