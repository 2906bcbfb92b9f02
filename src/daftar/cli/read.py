"""The verbs that read reports and keep nothing: ``read``, ``places``, ``dates``."""

from __future__ import annotations

import sys
from typing import TYPE_CHECKING

import click

from daftar.cli.common import (
    binary_output,
    conventions_option,
    extractor_option,
    grades_option,
    inputs_argument,
    jobs_option,
    output_option,
    recipe_of,
    settings_of,
    watched,
)
from daftar.cli.inputs import guide_of, guide_options
from daftar.cli.llm import llm_options

if TYPE_CHECKING:
    from daftar.intake import Guide
    from daftar.pipeline import Recipe, Shape

__all__ = ["dates", "places", "read"]


@click.command()
@inputs_argument
@output_option
@conventions_option
@grades_option
@extractor_option
@llm_options
@guide_options
@jobs_option
@click.pass_context
def read(
    ctx: click.Context,
    inputs: tuple[str, ...],
    *,
    output: str | None,
    conventions: str | None,
    grades: str | None,
    extractor: str | None,
    llm_endpoint: str | None,
    llm_model: str | None,
    columns: tuple[str, ...],
    day_first: bool | None,
    jobs: int,
) -> None:
    """Read reports and print what each says.

    One JSON object a report, in input order; nothing is kept. INPUT is a file, a folder, - for standard input, or a
    .jsonl file with a report a row (id, text and optionally title, published, publisher, url, language).
    """
    settings = settings_of(ctx)
    recipe = recipe_of(
        settings,
        conventions=conventions,
        grades=grades,
        extractor=extractor,
        llm_endpoint=llm_endpoint,
        llm_model=llm_model,
    )
    guide = guide_of(settings, columns, day_first=day_first)
    _print_lines(ctx, inputs, output, recipe=recipe, shape="read", jobs=jobs, guide=guide)


@click.command()
@inputs_argument
@output_option
@jobs_option
@click.pass_context
def places(ctx: click.Context, inputs: tuple[str, ...], output: str | None, jobs: int) -> None:
    """Print every place that reports name, with what it is taken to be."""
    _print_lines(
        ctx, inputs, output, recipe=recipe_of(settings_of(ctx), extractor="rules"), shape="places", jobs=jobs
    )


@click.command()
@inputs_argument
@output_option
@jobs_option
@click.pass_context
def dates(ctx: click.Context, inputs: tuple[str, ...], output: str | None, jobs: int) -> None:
    """Print every time that reports word, with the days it is taken to mean."""
    _print_lines(
        ctx, inputs, output, recipe=recipe_of(settings_of(ctx), extractor="rules"), shape="dates", jobs=jobs
    )


def _print_lines(
    ctx: click.Context,
    inputs: tuple[str, ...],
    output: str | None,
    *,
    recipe: Recipe,
    shape: Shape,
    jobs: int,
    guide: Guide | None = None,
) -> None:
    """One line of JSON a report; a line on standard error and exit status 1 for each input that failed."""
    from daftar.cli.apart import apart_for
    from daftar.cli.llm import Meter
    from daftar.pipeline import read_lines, take, weight

    failed = 0
    meter = Meter()
    show = output is not None or not sys.stdout.isatty()
    try:
        with binary_output(output) as out:
            settings = settings_of(ctx)
            apart = apart_for(settings, None, output)
            guide = guide or guide_of(settings, (), day_first=None)
            found = take(inputs, stdin=sys.stdin.buffer, apart=apart, guide=guide)
            taken = watched(found, inputs=inputs, weigh=weight, show=show, more=meter.words)
            for line in read_lines(taken, recipe, shape=shape, jobs=jobs, spent=meter.spent):
                if isinstance(line, bytes):
                    out.write(line)
                else:
                    failed += 1
                    click.echo(f"daftar: {line}", err=True)
    finally:
        meter.say()
    ctx.exit(1 if failed else 0)
