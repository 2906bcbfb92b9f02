"""What a call says about its inputs that they do not say themselves: columns, the order of day and month."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

import click

if TYPE_CHECKING:
    from collections.abc import Callable

    from daftar.intake import Guide
    from daftar.settings import Settings

__all__ = ["guide_of", "guide_options"]

_column = click.option(
    "--column",
    "columns",
    multiple=True,
    metavar="FIELD=NAME",
    help="What a column of your sheets is called, where Daftar does not know it or takes another: text=Narrative. "
    "May be given several times; in a register, [columns] in daftar.toml says it for good.",
)
_order = click.option(
    "--day-first/--month-first",
    default=None,
    help="How the days of publication in numbers are written (05/02/2015). Such a day is left out, with a warning, where "
    "nothing tells; day_first in daftar.toml says it for good.",
)


def guide_options(verb: Callable[..., Any]) -> Callable[..., Any]:
    """The options of a verb that takes reports in."""
    return _column(_order(verb))


def guide_of(settings: Settings, columns: tuple[str, ...], *, day_first: bool | None) -> Guide:
    """What this call says, and beside it the register. Raises UsageError for a field that there is not."""
    from daftar.codebook.sheets import column
    from daftar.intake import Guide
    from daftar.intake.columns import fields

    called = dict(settings.columns)
    for told in columns:
        field, sign, name = told.partition("=")
        if not sign or not name.strip() or (field.strip() not in fields() and column(field) is None):
            raise click.BadParameter(
                f"{told!r}: write FIELD=NAME, FIELD being one of {', '.join(fields())}; or of a sheet of figures day, place, "
                "district, killed, injured, killed civilians, killed min ...",
                param_hint="--column",
            )
        called[field.strip()] = (name.strip(), *called.get(field.strip(), ()))
    return Guide(columns=called, day_first=settings.day_first if day_first is None else day_first)
