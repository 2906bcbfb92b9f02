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
        bits = [_number(self.requests, "request")]
        bits += [f"{self.retries:,} of them again"] if self.retries else []
        bits += [f"{_number(self.cached, 'answer')} from the cache", f"{self.tokens_in:,} tokens in"]
        bits += [f"{self.tokens_out:,} out"]
        bits += [f"cost {self.cost:,.4f}"] if self.cost else []
        bits += [f"{_number(self.kept, 'claim')} kept", f"{self.rejected:,} rejected"]
        bits += [f"{_number(self.failed, 'report')} without an answer"] if self.failed else []
        return ", ".join(bits)

    def brief(self) -> str:
        """The same for a line of progress, which has little room."""
        bits = [f"{self.requests:,} asked", f"{self.cached:,} cached"]
        bits += [f"{self.tokens_in + self.tokens_out:,} tokens"]
        bits += [f"cost {self.cost:,.2f}"] if self.cost else []
        return ", ".join(bits)


def _number(number: int, noun: str) -> str:
    return f"{number:,} {noun}{'' if number == 1 else 's'}"
