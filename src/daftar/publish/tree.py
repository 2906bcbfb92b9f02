"""Walking the model's types without knowing each: every quote inside a value, and the same value with words changed."""

from __future__ import annotations

from dataclasses import fields, is_dataclass, replace
from functools import cache
from typing import TYPE_CHECKING, Any, Final, TypeVar, cast

from daftar.model import Quote

if TYPE_CHECKING:
    from collections.abc import Callable, Iterator

__all__ = ["quotes_in", "rewritten"]

T = TypeVar("T")

# Ids and the codebook's codes: not words that somebody wrote, so never rewritten. Every other string is.
_CODES: Final = frozenset(
    {
        "action", "age", "age_group", "claims", "country", "extractor", "feature", "gazetteer", "grade", "group",
        "id", "kind", "language", "local", "media_type", "method", "offset", "outcome", "part", "part_of", "parts",
        "polarity", "position", "published_rule", "relation_kind", "report", "reports", "rule", "scope", "sex", "sha256", "status",
        "target", "total", "utc", "zone",
    }
)  # fmt: skip


@cache
def _field_names(kind: type[Any]) -> tuple[str, ...]:
    return tuple(field.name for field in fields(kind))


def quotes_in(value: object, path: str = "") -> Iterator[tuple[str, Quote]]:
    """Every quote inside ``value``, with the path of fields to it (``claim.victims[0].quote``)."""
    if isinstance(value, Quote):
        yield path, value
    elif isinstance(value, tuple):
        for number, item in enumerate(value):
            yield from quotes_in(item, f"{path}[{number}]")
    elif is_dataclass(value) and not isinstance(value, type):
        for name in _field_names(type(value)):
            yield from quotes_in(getattr(value, name), f"{path}.{name}" if path else name)


def rewritten(value: T, *, quote: Callable[[Quote], Quote], words: Callable[[str], str]) -> T:
    """``value`` with each quote passed through ``quote`` and each string that is not a code through ``words``.

    What does not change is given back as the same object.
    """
    return cast(T, _rewritten(value, quote, words))


def _rewritten(value: Any, quote: Callable[[Quote], Quote], words: Callable[[str], str]) -> Any:
    if isinstance(value, Quote):
        return quote(value)
    if isinstance(value, str):
        return words(value)
    if isinstance(value, tuple):
        items = tuple(_rewritten(item, quote, words) for item in value)
        return value if all(new is old for new, old in zip(items, value, strict=True)) else items
    if is_dataclass(value) and not isinstance(value, type):
        changes = {}
        for name in _field_names(type(value)):
            old = getattr(value, name)
            if name in _CODES and not is_dataclass(old):
                continue
            new = _rewritten(old, quote, words)
            if new is not old:
                changes[name] = new
        return replace(value, **changes) if changes else value
    return value
