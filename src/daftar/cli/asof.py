"""What verbs share that can show a store as it would have been on a day: their options, and the store to show."""

from __future__ import annotations

import datetime as dt
import re
from contextlib import ExitStack, closing, contextmanager
from typing import TYPE_CHECKING

import click

from daftar.cli.common import settings_of, store_of, waiting, weights_path
from daftar.errors import SettingsError

if TYPE_CHECKING:
    from collections.abc import Iterator

    from daftar.store import Store

__all__ = ["as_of_option", "shown_store", "undated_option"]

_DAY = re.compile(r"\d{4}-\d\d-\d\d")


def _day(_ctx: click.Context, _param: click.Parameter, value: str | None) -> dt.date | None:
    """Read a day, or say what is wrong with it."""
    if value is None:
        return None
    if not _DAY.fullmatch(value):
        raise click.BadParameter(f"{value!r} is not a day; write it as 2019-12-20")
    try:
        return dt.date.fromisoformat(value)
    except ValueError as error:
        raise click.BadParameter(f"{value} is not a day: {error}") from error


as_of_option = click.option(
    "--as-of",
    "day",
    callback=_day,
    metavar="DAY",
    help="As it was known on DAY (2019-12-20): from the reports published up to then, that day included, as if "
    "there were no others; people's decisions hold as they stand today. Reports without a publication day are left out, "
    "since nobody knows whether they were there yet, and counted on standard error.",
)
undated_option = click.option(
    "--undated", is_flag=True, help="With --as-of: keep the reports without a publication day, too."
)


@contextmanager
def shown_store(
    ctx: click.Context, named: str | None, day: dt.date | None, *, undated: bool
) -> Iterator[Store]:
    """The store that the call names; with a ``day``, one that holds what was known then.

    What is left out is told on standard error. Raises SettingsError, StoreError.
    """
    from daftar.store import open_store

    if undated and day is None:
        raise SettingsError("--undated says which reports --as-of keeps; give both, or neither")
    settings = settings_of(ctx)
    with closing(open_store(store_of(settings, named), create=False)) as kept:
        if day is None:
            yield kept
            return
        from daftar.asof import as_of
        from daftar.pipeline import Recipe

        file = weights_path(settings, store_of(settings, named))
        trained = file if file is not None and file.is_file() else None
        recipe = Recipe(outlets=settings.outlets, weights=trained)
        with ExitStack() as opened:
            with waiting(f"linking what was published up to {day}"):
                then = opened.enter_context(as_of(kept, day, recipe, undated=undated))
            left = [_reports(then.later, f"published after {day}")] if then.later else []
            left += [_reports(then.undated, "without a publication day")] if then.undated else []
            if left:
                keep = "; --undated keeps those without a day" if then.undated else ""
                click.echo(f"daftar: left out: {', '.join(left)}{keep}", err=True)
            yield then.store


def _reports(number: int, which: str) -> str:
    return f"{number:,} report{'' if number == 1 else 's'} {which}"
