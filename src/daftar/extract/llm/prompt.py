"""What is asked of a model: the instructions (``prompt.txt``), and the passages as JSON that no text can break out of."""

from __future__ import annotations

from functools import cache
from importlib import resources
from typing import TYPE_CHECKING

import msgspec

from daftar.extract.llm.answer import answer_schema
from daftar.extract.llm.cache import key_of

if TYPE_CHECKING:
    from collections.abc import Sequence

    from daftar.extract.llm.shown import Shown
    from daftar.model import Report

__all__ = ["Message", "instructions", "messages", "schema_text", "version"]

Message = dict[str, str]


@cache
def instructions() -> str:
    """The instructions, the same for every report."""
    return (resources.files("daftar.extract.llm") / "prompt.txt").read_text(encoding="utf-8").strip()


@cache
def schema_text() -> str:
    """The schema of an answer, as text: always the same for the same codebook."""
    return msgspec.json.encode(answer_schema()).decode()


@cache
def version() -> str:
    """A short name of instructions and schema: answers to other ones are other answers."""
    return key_of([instructions(), schema_text()])[:8]


def messages(report: Report, passages: Sequence[Shown]) -> list[Message]:
    """The instructions, and ``passages`` of ``report`` as data."""
    shown = {
        "published": None if report.published is None else report.published.isoformat(),
        "publisher": _sound(report.publisher),
        "title": _sound(report.title),
        "passages": [{"n": one.number, "text": _sound(one.text)} for one in passages],
    }
    text = msgspec.json.encode(shown).decode()
    return [{"role": "system", "content": instructions()}, {"role": "user", "content": text}]


def _sound(text: str | None) -> str | None:
    """Text that can be sent: half a pair of surrogates, which broken documents have, becomes a question mark."""
    return None if text is None else text.encode("utf-8", "replace").decode()
