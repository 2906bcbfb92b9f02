"""Who is said to have done it where no verb of harm says so: blamed, behind it, claiming it, or fought in the clash.

The words that blame are data (``means.toml``, ``blame``). Statuses follow the codebook: *claimed* where the perpetrator
says it, *denied* where they deny it, else *alleged*.
"""

from __future__ import annotations

from typing import TYPE_CHECKING, Any, NamedTuple

from daftar.languages.accounts import denies

if TYPE_CHECKING:
    from collections.abc import Callable

    from daftar.extract.rules.tokens import Tokens

__all__ = ["Blame", "Named"]

_HARMED = "dgbsSn"
_ARTICLES = ("the", "a", "an", "that")


class Named(NamedTuple):
    """The tokens that name somebody, from ``start`` to ``end``; ``status`` where the words give one."""

    start: int
    end: int
    status: str | None = None


class Blame:
    """Compiled from the table ``blame``: what stands before or behind the name of those blamed."""

    def __init__(self, data: dict[str, Any]) -> None:
        self._accuse = frozenset(data["accuse"])
        self._upon = {word: frozenset(links) for word, links in data["upon"].items()}
        self._behind = frozenset(data["behind"])
        self._clash = frozenset(data["clash"])
        self._says = frozenset(data["says"])
        self._denies = frozenset(data["denies"])
        self._speaks_for = frozenset(data["speaks_for"])
        self.words = self._denies | self._accuse | set(self._upon) | self._behind | self._clash | self._says

    def named(
        self,
        tokens: Tokens,
        i: int,
        after: Callable[[int], tuple[int, int] | None],
        before: Callable[[int], tuple[int, int] | None],
    ) -> Named | None:
        """Whom the blaming word at token ``i`` names; ``after`` and ``before`` find a name at a token's right and left."""
        word, lower = tokens.lower[i], tokens.lower
        follows = lower[i + 1] if i + 1 < len(lower) else ""
        if word in self._upon and follows in self._upon[word]:
            return _of(after(i + 2))
        if word in self._accuse and follows != "by":
            return _of(after(i + 1))
        if word in self._behind and i and tokens.marks[i - 1] == "B":
            return _of(before(i - 1))
        if word in self._denies and (found := self._denying(tokens, i, before)) is not None:
            return found
        if word in self._says:
            k = i + 2 if follows == "that" else i + 1
            own = lower[k : k + 1] in (["it"], ["they"], ["its"]) and _deed(tokens, k + 1)
            claiming = before(i) if own else None
            return None if claiming is None else Named(*claiming, "claimed")
        return None

    def _denying(
        self, tokens: Tokens, i: int, before: Callable[[int], tuple[int, int] | None]
    ) -> Named | None:
        """Who is named before the denial at token ``i``: "the army denied", "an army spokesman said it had no record of"."""
        while i and tokens.lower[i - 1] in self._speaks_for:
            i -= 1
        span = before(i)
        if span is None or not denies(tokens.text, tokens.ends[span[1] - 1]):
            return None
        return Named(*span, "denied")

    def fought(self, tokens: Tokens, after: Callable[[int], tuple[int, int] | None]) -> Named | None:
        """The side that those harmed fought: "nine were killed in clashes with the army"."""
        lower, marks = tokens.lower, tokens.marks
        for i, word in enumerate(lower):
            if word not in self._clash or lower[i + 1 : i + 2] not in (["with"], ["against"]):
                continue
            if any(mark in _HARMED for mark in marks[:i]):
                return _of(after(i + 2))
        return None


def _of(span: tuple[int, int] | None) -> Named | None:
    return None if span is None else Named(*span)


def _deed(tokens: Tokens, k: int) -> bool:
    """Whether the words at token ``k`` tell of harm or an attack as done: "it killed", "they had carried out"."""
    while k < len(tokens) and tokens.marks[k] in "Hx":
        k += 1
    return k < len(tokens) and (
        tokens.marks[k] == "d"
        or tokens.lower[k]
        in ("carried", "shelled", "bombed", "targeted", "attacked", "struck", "launched", "detonated", "hit")
    )
