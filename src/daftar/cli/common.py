"""What several verbs share: arguments, settings, output files, progress."""

from __future__ import annotations

import re
import sys
import time
from contextlib import contextmanager
from typing import TYPE_CHECKING, BinaryIO, TypeVar

import click

from daftar.errors import SettingsError

if TYPE_CHECKING:
    from collections.abc import Callable, Iterable, Iterator
    from pathlib import Path

    from rich.progress import Progress

    from daftar.pipeline import Recipe
    from daftar.settings import Settings

__all__ = [
    "binary_output",
    "conventions_option",
    "counted",
    "extractor_option",
    "grades_option",
    "inputs_argument",
    "jobs_option",
    "on_terminal",
    "output_option",
    "part_of",
    "recipe_of",
    "settings_of",
    "store_of",
    "store_option",
    "waiting",
    "watched",
    "weights_path",
    "write_table",
]

_NUMBER = re.compile(r"[+-]?[0-9]+(\.[0-9]+)?")  # no formula, whatever sign it begins with
_SLOW = 2.0  # seconds before a progress line is worth its flicker
_Item = TypeVar("_Item")

inputs_argument = click.argument("inputs", nargs=-1, required=True, metavar="INPUT...")
output_option = click.option(
    "-o", "--output", type=click.Path(dir_okay=False), help="Write here instead of to standard output."
)
conventions_option = click.option(
    "--conventions",
    metavar="NAME",
    help="How counting words are read: default, acled, ucdp, airwars, idmc, or a TOML file.",
)
grades_option = click.option(
    "--grades",
    metavar="NAME",
    help="How records are graded: airwars, ibc (Iraq Body Count), or a TOML file of rules.",
)
extractor_option = click.option(
    "--extractor",
    metavar="NAME[,NAME]",
    help="What reads claims out of reports: rules, llm (a language model that you name), or both: rules,llm.",
)
jobs_option = click.option(
    "--jobs",
    type=click.IntRange(min=1),
    default=1,
    show_default=True,
    help="How many processes to read with.",
)
store_option = click.option(
    "--store",
    metavar="PATH_OR_URL",
    help="The store: an SQLite file or a postgresql:// URL. A register names its own.",
)


def settings_of(ctx: click.Context) -> Settings:
    """Load the settings of the register that the call names or stands in; the defaults without one."""
    from pathlib import Path

    from daftar.settings import find_register, load_settings

    named: str | None = ctx.find_root().obj
    return load_settings(find_register(Path.cwd()) if named is None else Path(named))


def recipe_of(
    settings: Settings,
    *,
    conventions: str | None = None,
    extractor: str | None = None,
    llm_endpoint: str | None = None,
    llm_model: str | None = None,
    weights: Path | None = None,
    grades: str | None = None,
) -> Recipe:
    """Say what to read with: the options of this call before the register's.

    Rows of the register's gazetteers that are no places are told on standard error, and where reports are sent to, where
    a language model on another machine is asked.
    """
    from daftar.cli.llm import options_of, tell_where_texts_go
    from daftar.extract.registry import LLM, named_in
    from daftar.pipeline import Recipe, open_tools

    named, folder = _set_of("--conventions", conventions or settings.conventions, settings.conventions_dir)
    scheme, schemes = _set_of("--grades", grades or settings.grades, settings.grades_dir)
    extractor = extractor or settings.extractor
    llm = options_of(settings, llm_endpoint, llm_model) if LLM in named_in(extractor) else None
    recipe = Recipe(
        extractor=extractor,
        conventions=named,
        conventions_dir=folder,
        gazetteers=settings.gazetteers,
        added=settings.added,
        countries=settings.countries,
        outlets=settings.outlets,
        languages=settings.languages,
        llm=llm,
        grades=scheme,
        grades_dir=schemes,
        weights=weights if weights is not None and weights.is_file() else None,
    )
    for problem in open_tools(recipe).gazetteer.problems:
        click.echo(f"daftar: {problem}", err=True)
    if llm is not None:
        tell_where_texts_go(llm)
    return recipe


def _set_of(option: str, given: str, folder: Path | None) -> tuple[str, Path | None]:
    """The name of a set and the folder to look for it in, from a name or the path of a TOML file."""
    from pathlib import Path

    if not given.endswith(".toml"):
        return given, folder
    if not Path(given).is_file():
        raise SettingsError(f"{option} {given}: there is no such file")
    return Path(given).stem, Path(given).parent


def weights_path(settings: Settings, store: str) -> Path | None:
    """Where weights trained for a store are: in the register, else beside its SQLite file; None where there is neither."""
    from pathlib import Path

    if settings.register is not None:
        return settings.register / "weights.toml"
    return None if "://" in store else Path(f"{store}.weights.toml")


def store_of(settings: Settings, store: str | None) -> str:
    """Choose the path or URL of the store: the option before the register's. Raises SettingsError without either."""
    chosen = store or settings.store
    if chosen is None:
        raise SettingsError("no store named; give one with --store casualties.db, or work in a register")
    return chosen


def part_of(path: Path) -> Path:
    """Where a file is while it is being written."""
    return path.with_name(path.name + ".part")


@contextmanager
def binary_output(path: str | None) -> Iterator[BinaryIO]:
    """Open standard output, or a file that appears under its name only once it is whole."""
    if path is None:
        yield sys.stdout.buffer
        return
    from pathlib import Path

    target = Path(path)
    if target.exists() and not target.is_file():  # a pipe or a device: nothing to replace
        with target.open("wb") as out:
            yield out
        return
    part = part_of(target)
    try:
        with part.open("wb") as out:
            yield out
        part.replace(target)
    except OSError as error:
        raise SettingsError(f"{target}: cannot be written: {error.strerror}") from error
    finally:
        part.unlink(missing_ok=True)


def on_terminal(shape: str | None, output: str | None) -> bool:
    """Whether what a verb shows is read there and then: no ``--output``, no ``--format`` for programs, a terminal."""
    return shape in {None, "table", "text"} and output is None and sys.stdout.isatty()


def write_table(
    headings: Iterable[str], rows: Iterable[Iterable[str]], out: BinaryIO, shape: str | None
) -> None:
    """Write rows of text for a spreadsheet, as UTF-8: with commas for the shape ``csv``, else with tabs.

    No cell is one that a spreadsheet would run as a formula.
    """
    import csv
    import io

    from daftar.publish.tables import safe_cell

    text = io.StringIO(newline="")
    lines = csv.writer(text, delimiter="," if shape == "csv" else "\t", lineterminator="\n")
    lines.writerow(headings)
    for row in rows:
        lines.writerow([cell if _NUMBER.fullmatch(cell) else safe_cell(cell) for cell in row])
    out.write(text.getvalue().encode())


def watched(
    items: Iterable[_Item],
    *,
    inputs: Iterable[str],
    weigh: Callable[[_Item], int],
    show: bool = True,
    more: Callable[[], str] = lambda: "",
) -> Iterator[_Item]:
    """Yield ``items`` unchanged, with counts and time left on a terminal's standard error once it takes over 2 seconds.

    ``weigh`` gives the bytes an item stands for; the files' sizes give the whole. ``more`` is shown beside the counts.
    """
    if not (show and sys.stderr.isatty()):
        yield from items
        return
    began = time.monotonic()
    bar: Progress | None = None
    count = done = 0
    try:
        for item in items:
            count += 1
            done += weigh(item)
            if bar is None and time.monotonic() - began > _SLOW:
                bar = _bar(_size(inputs))
            if bar is not None:
                bar.update(bar.task_ids[0], completed=done, description=f"{count:,} reports{more()}")
            yield item
    finally:
        if bar is not None:
            bar.stop()


@contextmanager
def counted(words: str) -> Iterator[Callable[[int], None]]:
    """Give a function to tell how many ``words`` there are by now; shown on a terminal once it takes over 2 seconds."""
    if not sys.stderr.isatty():
        yield lambda _: None
        return
    from rich.console import Console

    began = time.monotonic()
    status = Console(stderr=True).status("")

    def tell(count: int) -> None:
        if time.monotonic() - began > _SLOW:
            status.update(f"{count:,} {words}, {time.monotonic() - began:,.0f} s")
            status.start()

    try:
        yield tell
    finally:
        status.stop()


@contextmanager
def waiting(words: str) -> Iterator[None]:
    """Say on a terminal what is being done once it takes over 2 seconds."""
    if not sys.stderr.isatty():
        yield
        return
    import threading

    from rich.console import Console

    status = Console(stderr=True).status(words)
    timer = threading.Timer(_SLOW, status.start)
    timer.start()
    try:
        yield
    finally:
        timer.cancel()
        timer.join()  # what has begun to be shown is shown before it is taken away
        status.stop()


def _bar(total: int | None) -> Progress:
    from rich.console import Console
    from rich.progress import BarColumn, Progress, TextColumn, TimeElapsedColumn, TimeRemainingColumn

    bar = Progress(
        TextColumn("{task.description}"),
        BarColumn(),
        TimeElapsedColumn(),
        TextColumn("left"),
        TimeRemainingColumn(),
        console=Console(stderr=True),
        transient=True,
    )
    bar.add_task("0 reports", total=total)
    bar.start()
    return bar


def _size(inputs: Iterable[str]) -> int | None:
    """Add up the bytes in all the files and folders named; None where one of them is neither."""
    from pathlib import Path

    total = 0
    for name in inputs:
        path = Path(name)
        if path.is_dir():
            total += sum(file.stat().st_size for file in path.rglob("*") if file.is_file())
        elif path.is_file():
            total += path.stat().st_size
        else:
            return None
    return total
