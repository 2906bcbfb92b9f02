"""Text to tokens by cells: what stands between two blanks is cut once and kept, for most of it comes again and again.

A token never reaches beyond a blank, but for a few kinds (``13 years old``, ``3 200``, ``Mr. Smith``): what may begin one
is joined with what follows and cut together. So the tokens are those that one expression run over the text would give,
in a fifth of the time.
"""

from __future__ import annotations

from typing import TYPE_CHECKING, NamedTuple, TypeAlias

if TYPE_CHECKING:
    import re
    from collections.abc import Callable

__all__ = ["Cells", "Cut"]

_KEPT = 1 << 14  # cells remembered: a few MB
_STOPS = (",", ".", ";", ":", ")", "!", "?")


# The tokens between two blanks: offsets from its beginning, words as written and in small letters, their classes; how far
# the next cell is, and whether a token may go on there.
_Cell: TypeAlias = "tuple[list[int], list[int], list[str], list[str], list[str], int, bool]"


class Cut(NamedTuple):
    """A text's tokens, as parallel lists: offsets, words as written and in small letters, one letter each."""

    starts: list[int]
    ends: list[int]
    words: list[str]
    low: list[str]
    letters: list[str]


class Cells(dict[str, "_Cell"]):
    """``token`` finds tokens, ``letter`` gives each its class, ``small`` its small letters. What ``opens`` finds in a cell may go on beyond the blank
    where ``goes_on`` matches what follows.
    """

    __slots__ = ("_goes_on", "_letter", "_opens", "_small", "_token")

    def __init__(
        self,
        token: re.Pattern[str],
        letter: Callable[[str], str],
        *,
        opens: re.Pattern[str],
        goes_on: re.Pattern[str],
        small: Callable[[str], str] = str.lower,
    ) -> None:
        super().__init__()
        self._token = token
        self._letter = letter
        self._opens = opens
        self._goes_on = goes_on
        self._small = small

    def __missing__(self, written: str) -> _Cell:
        size = len(written)
        plain = written.isascii()
        opens = self._opens.search(written) is not None
        if plain and written.isalpha():
            spans = [(0, size)]
        elif plain and not opens and written[-1:] in _STOPS and written[:-1].isalpha():
            spans = [(0, size - 1), (size - 1, size)]
        else:
            spans = [found.span() for found in self._token.finditer(written)]
        words = [written[start:end] for start, end in spans]
        cell = (
            [start for start, _ in spans],
            [end for _, end in spans],
            words,
            list(map(self._small, words)),
            list(map(self._letter, words)),
            size + 1,
            opens,
        )
        if len(self) >= _KEPT:
            self.clear()
        self[written] = cell
        return cell

    def cut(self, text: str, offset: int = 0) -> Cut:
        """The tokens of ``text``; ``offset`` is added to every position."""
        written = text.split(" ")
        cells = list(map(self.__getitem__, written))
        ahead = [at for at, cell in enumerate(cells) if cell[6]]
        if ahead and self._join(written, cells, ahead):
            cells = list(map(self.__getitem__, written))
        starts: list[int] = []
        ends: list[int] = []
        words: list[str] = []
        low: list[str] = []
        letters: list[str] = []
        for start, end, word, small, letter, step, _ in cells:
            if len(start) == 1:
                starts.append(offset + start[0])
                ends.append(offset + end[0])
            else:
                starts += [offset + at for at in start]
                ends += [offset + at for at in end]
            words += word
            low += small
            letters += letter
            offset += step
        return Cut(starts, ends, words, low, letters)

    def _join(self, written: list[str], cells: list[_Cell], ahead: list[int]) -> bool:
        """Put together in ``written`` what a token may reach over; whether there was any."""
        goes_on = self._goes_on.match
        last = len(written) - 1
        joined = False
        for first in reversed(ahead):
            end = first
            while end < last and (goes_on(written[end + 1]) or (end > first and cells[end][6])):
                end += 1
            if end > first:
                written[first : end + 1] = [" ".join(written[first : end + 1])]
                cells[first : end + 1] = [cells[first]]
                last = len(written) - 1
                joined = True
        return joined
