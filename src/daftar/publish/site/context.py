"""A quote in its context: the sentence it stands in, and a little of what stands around."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING, Final

if TYPE_CHECKING:
    from daftar.model import Claim, Report

__all__ = ["Context", "in_context"]

_AROUND: Final = 180  # characters to either side: enough to judge by, too few to stand in for the report


@dataclass(frozen=True, slots=True, kw_only=True)
class Context:
    """Five stretches that follow each other in a report; ``quote`` is the one to mark, the middle three the sentence.

    ``begins`` and ``ends`` say whether the report itself begins and ends here, so that nothing was left out there.
    """

    before: str
    lead: str
    quote: str
    tail: str
    after: str
    begins: bool
    ends: bool
    of_title: bool = False

    def same_sentence(self, other: Context) -> bool:
        """Whether both mark words of one sentence."""
        return (self.before, self.lead + self.quote + self.tail, self.after) == (
            other.before,
            other.lead + other.quote + other.tail,
            other.after,
        )


def in_context(report: Report, claim: Claim, around: int = _AROUND) -> Context:
    """The claim's quote with its sentence and about ``around`` characters to either side, cut between words."""
    text = report.text if claim.quote.part == "text" else report.title or ""
    start, end = claim.quote.start, claim.quote.end
    same = claim.passage.part == claim.quote.part
    sentence = (min(claim.passage.start, start), max(claim.passage.end, end)) if same else (start, end)
    first = _word_start(text, sentence[0] - around)
    last = _word_end(text, sentence[1] + around)
    return Context(
        before=text[first : sentence[0]],
        lead=text[sentence[0] : start],
        quote=text[start:end],
        tail=text[end : sentence[1]],
        after=text[sentence[1] : last],
        begins=not text[:first].strip(),
        ends=not text[last:].strip(),
        of_title=claim.quote.part == "title",
    )


def _word_start(text: str, offset: int) -> int:
    """The first beginning of a word at or after ``offset``."""
    if offset <= 0:
        return 0
    while offset < len(text) and not text[offset - 1].isspace():
        offset += 1
    return offset


def _word_end(text: str, offset: int) -> int:
    """The last end of a word at or before ``offset``."""
    if offset >= len(text):
        return len(text)
    while offset > 0 and not text[offset].isspace():
        offset -= 1
    return offset
