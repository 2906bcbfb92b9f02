"""What a run works on: reports kept batch by batch as they come, and those that were kept before and not read."""

from __future__ import annotations

import time
from typing import TYPE_CHECKING

from daftar.errors import InputError
from daftar.parallel import chunked

if TYPE_CHECKING:
    from collections import Counter
    from collections.abc import Callable, Iterable, Iterator

    from daftar.intake import Taken
    from daftar.model import Report
    from daftar.store import Store

__all__ = ["BATCH", "admitted", "left"]

# What is committed at a time, whichever is reached first.
BATCH, _BYTES, _SECONDS = 64, 16_000_000, 1.0


def admitted(
    taken: Iterable[Taken | InputError],
    store: Store,
    tally: Counter[str],
    say: Callable[[str], None],
    *,
    size: int,
) -> Iterator[list[Report]]:
    """Keep reports batch by batch, and give each batch back as it is kept.

    Of those that were kept before as what they are not by now (another day of publication, another text) it is said how many
    they are: a report never changes.
    """
    otherwise = 0
    for batch in _batches(taken, size):
        good = [(one.report, one.content) for one in batch if not isinstance(one, InputError)]
        for one in batch:
            if isinstance(one, InputError):
                tally["failed"] += 1
                say(str(one))
        admissions = store.admit(good)
        for admission, (report, _) in zip(admissions, good, strict=True):
            otherwise += admission.standing == "known" and _differ(admission.report, report)
            tally[admission.standing] += 1
            if admission.standing == "renamed":
                say(
                    f"report {admission.asked}: another report has this id already; "
                    f"this one ({admission.report.source}) is kept as {admission.report.id}"
                )
        yield [admission.report for admission in admissions]
    if otherwise:
        say(
            f"known reports that would have another day of publication, or other text, by now: {otherwise:,}; they stay as they "
            "were kept; to have them anew, read all into a new store"
        )


def _differ(kept: Report, now: Report) -> bool:
    return (kept.published, kept.text) != (now.published, now.text)


def left(
    store: Store, reader: str, doing: Callable[[str], None], *, size: int, but: set[str]
) -> Iterator[list[Report]]:
    """Give what is kept and not read, batch by batch. What is left is only looked for once this is first asked.

    Reports that are in ``but`` by then are left: they were tried in this run.
    """
    names = [name for name in store.unread(reader) if name not in but]
    if names:
        doing(f"reading {len(names):,} reports that were kept before")
    for page in chunked(names, size):
        yield [report for name in page if (report := store.report(name)) is not None]


def _batches(taken: Iterable[Taken | InputError], most: int) -> Iterator[list[Taken | InputError]]:
    """Cut the inputs into batches by number, bytes and time, so that little is held and little can be lost."""
    batch: list[Taken | InputError] = []
    size, began = 0, time.monotonic()
    for one in taken:
        batch.append(one)
        size += 0 if isinstance(one, InputError) else len(one.content)
        if len(batch) >= most or size >= _BYTES or time.monotonic() - began > _SECONDS:
            yield batch
            batch, size, began = [], 0, time.monotonic()
    if batch:
        yield batch
