"""What the sentences of a report say of who speaks: each is parsed once, when it is first asked for."""

from __future__ import annotations

from typing import TYPE_CHECKING

from daftar.extract.rules.speech import Speech, read_speech
from daftar.memo import Memo

if TYPE_CHECKING:
    from collections.abc import Sequence

    from daftar.extract.rules.names import People
    from daftar.extract.rules.sources import SourceWords
    from daftar.model import Passage

__all__ = ["Heard", "Speeches"]


class Heard:
    """What sentences say of who speaks, kept for reports to come: at most ``size`` sentences."""

    __slots__ = ("people", "speeches")

    def __init__(self, size: int) -> None:
        # by the words and whether they are a heading; alone in a tuple, for it may be None
        self.speeches: Memo[tuple[str, bool], tuple[Speech | None]] = Memo(size)
        self.people: People = Memo(size)


class Speeches:
    """The speech in each passage of one report, by the passage's number."""

    __slots__ = ("_lexicon", "_memo", "_speech", "passages")

    def __init__(self, passages: Sequence[Passage], lexicon: SourceWords, memo: Heard | None) -> None:
        self.passages = passages
        self._lexicon = lexicon
        self._memo = memo
        self._speech: dict[int, Speech | None] = {}

    def read(self, i: int) -> Speech | None:
        """What passage ``i`` says of who speaks; None where it says nothing of it."""
        try:
            return self._speech[i]
        except KeyError:
            passage = self.passages[i]
            heading = passage.kind in {"title", "heading"}
            known = None if self._memo is None else self._memo.speeches.get((passage.text, heading))
            if known is not None:
                speech = known[0]
            else:
                speech = read_speech(passage.text, self._lexicon, heading=heading)
                if self._memo is not None:
                    self._memo.speeches.keep((passage.text, heading), (speech,))
            self._speech[i] = speech
            return speech
