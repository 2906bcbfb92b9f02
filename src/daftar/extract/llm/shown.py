"""A report as a model is shown it: numbered passages with white space made single, and the way back to the offsets.

A model copies words, not line ends. Every run of white space is shown as one blank, and what the model quotes is looked
for in exactly what it was shown; the quote that is kept is the report's own stretch, line ends and all.
"""

from __future__ import annotations

import re
from dataclasses import dataclass
from typing import TYPE_CHECKING

from daftar.model import Passage, Quote

if TYPE_CHECKING:
    from collections.abc import Iterator, Sequence

__all__ = ["Shown", "chunks", "shown"]

_WORD = re.compile(r"\S+")
_UNSPACED = re.compile(
    r"[\u0e00-\u0eff\u1000-\u109f\u1780-\u17ff\u2e80-\ua4cf\uf900-\ufaff]"
)  # no blanks between words


@dataclass(frozen=True, slots=True)
class Shown:
    """One passage as shown: its ``number`` in the report, its ``text``, and the report's offset of each character."""

    number: int
    passage: Passage
    text: str
    offsets: tuple[int, ...]

    def spans(self, words: str) -> list[tuple[int, int]]:
        """Where ``words`` stand in the text as shown, as whole words: "9" does not stand in "19" or "9,000"."""
        found: list[tuple[int, int]] = []
        at = self.text.find(words) if words else -1
        while at >= 0:
            end = at + len(words)
            if _apart(self.text, at) and _apart(self.text, end):
                found.append((at, end))
            at = self.text.find(words, at + 1)
        return found

    def quote(self, start: int, end: int, report_text: str) -> Quote:
        """The report's own stretch for ``text[start:end]``."""
        first, last = self.offsets[start], self.offsets[end - 1] + 1
        return Quote(start=first, end=last, text=report_text[first:last], part=self.passage.part)


def _apart(text: str, at: int) -> bool:
    """Whether a word or a figure ends at ``at``: no letters or digits on both sides, and no figure cut at its comma."""
    if not 0 < at < len(text):
        return True
    before, after = text[at - 1], text[at]
    if before.isalnum() and after.isalnum() and not (_UNSPACED.match(before) or _UNSPACED.match(after)):
        return False
    if before.isdigit() and after in ".,:" and text[at + 1 : at + 2].isdigit():
        return False
    return not (after.isdigit() and before in ".,:" and text[at - 2 : at - 1].isdigit())


def shown(passages: Sequence[Passage]) -> list[Shown]:
    """The passages that can claim anything, numbered from 1 in reading order."""
    telling = (passage for passage in passages if passage.kind not in ("header", "furniture"))
    return [_shown(number, passage) for number, passage in enumerate(telling, 1)]


def _shown(number: int, passage: Passage) -> Shown:
    offsets: list[int] = []
    words: list[str] = []
    for match in _WORD.finditer(passage.text):
        if words:
            offsets.append(passage.start + match.start() - 1)
        words.append(match.group())
        offsets.extend(range(passage.start + match.start(), passage.start + match.end()))
    return Shown(number, passage, " ".join(words), tuple(offsets))


def chunks(passages: Sequence[Shown], size: int) -> Iterator[tuple[Shown, ...]]:
    """The passages in runs of at most ``size`` characters; a longer passage is a run of its own."""
    run: list[Shown] = []
    length = 0
    for one in passages:
        if run and length + len(one.text) > size:
            yield tuple(run)
            run, length = [], 0
        run.append(one)
        length += len(one.text)
    if run:
        yield tuple(run)
