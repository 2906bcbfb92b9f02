"""What asking a language model has cost: requests, answers from the cache, tokens, money, claims kept and rejected."""

from __future__ import annotations

from dataclasses import dataclass, fields

__all__ = ["Usage"]


@dataclass(frozen=True, slots=True, kw_only=True)
class Usage:
    """Sums over what was asked. ``cost`` is in the currency that the prices were given in; 0 where none were.

    ``retries`` counts requests that had to be made again, ``cached`` answers that needed no request.
    """

    requests: int = 0
    retries: int = 0
    cached: int = 0
    tokens_in: int = 0
    tokens_out: int = 0
    cost: float = 0.0
    kept: int = 0
    rejected: int = 0
    failed: int = 0

    def __add__(self, other: Usage) -> Usage:
        """Both together."""
        return Usage(**{f.name: getattr(self, f.name) + getattr(other, f.name) for f in fields(self)})

    def __bool__(self) -> bool:
        """Whether anything was asked at all."""
        return any(getattr(self, f.name) for f in fields(self))

    def words(self) -> str:
        """One line for a person."""
        bits = [f"{self.requests:,} requests"]
        bits += [f"{self.retries:,} of them again"] if self.retries else []
        bits += [f"{self.cached:,} answers from the cache", f"{self.tokens_in:,} tokens in"]
        bits += [f"{self.tokens_out:,} out"]
        bits += [f"cost {self.cost:,.4f}"] if self.cost else []
        bits += [f"{self.kept:,} claims kept", f"{self.rejected:,} rejected"]
        bits += [f"{self.failed:,} reports without an answer"] if self.failed else []
        return ", ".join(bits)
