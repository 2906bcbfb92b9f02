"""Quotations of a report as stretches of its text, across sentences and paragraphs."""

from __future__ import annotations

import re
from dataclasses import dataclass
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from collections.abc import Sequence

    from daftar.model import Passage

__all__ = ["Quotation", "quotations"]

_MARK = re.compile('["“”„«»]')


@dataclass(frozen=True, slots=True, kw_only=True)
class Quotation:
    """``start`` is the opening mark, ``end`` just after the closing one.

    A quotation of several paragraphs, each but the last left open, is one.
    """

    start: int
    end: int


def quotations(text: str, passages: Sequence[Passage]) -> tuple[Quotation, ...]:
    """Every quotation in ``text``, in order. A mark left open ends with its paragraph, or runs on into the next one
    where that opens with a mark of its own (the press's habit).
    """
    found: list[Quotation] = []
    carried: int | None = None
    for start, end in _paragraphs(passages):
        opened: int | None = None
        for mark in _MARK.finditer(text, start, end):
            if carried is not None and mark.start() == start:
                opened, carried = carried, None
                continue
            carried = None
            if opened is None:
                if mark.group() not in "”»":
                    opened = mark.start()
            elif mark.group() not in "“„«":
                found.append(Quotation(start=opened, end=mark.end()))
                opened = None
        if carried is not None:
            carried = None
        if opened is not None:
            found.append(Quotation(start=opened, end=end))
            carried = opened
    return _merged(found)


def _paragraphs(passages: Sequence[Passage]) -> list[tuple[int, int]]:
    bounds: list[tuple[int, int]] = []
    number = None
    for passage in passages:
        if passage.part != "text":
            continue
        if bounds and passage.paragraph == number:
            bounds[-1] = (bounds[-1][0], passage.end)
        else:
            bounds.append((passage.start, passage.end))
        number = passage.paragraph
    return bounds


def _merged(found: list[Quotation]) -> tuple[Quotation, ...]:
    kept: list[Quotation] = []
    for quotation in found:
        if kept and kept[-1].start == quotation.start:
            kept[-1] = quotation
        else:
            kept.append(quotation)
    return tuple(kept)
