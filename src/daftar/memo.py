"""What was found in a sentence once is not looked for again: sentences come back, in wire copies and as background.

News repeats itself: agencies' copy is printed by many outlets, and "the war has killed more than ..." stands under every
story. What a sentence says by itself (its days, its places, its figures) does not depend on where it stands, so it is
kept by the sentence's words. A :class:`Memo` is plain memory with a bound, owned by whoever reads; nothing is global,
and a report read with one gives exactly what it gives without. What is kept is frozen: :class:`Template` gives it anew
at the offsets where the words stand this time.
"""

from __future__ import annotations

from dataclasses import fields, is_dataclass
from functools import cache
from typing import TYPE_CHECKING, Any, Generic, TypeVar

from daftar.model import Count, Quote

if TYPE_CHECKING:
    from collections.abc import Callable, Collection, Hashable, Mapping

__all__ = ["Made", "Memo", "Template"]

K = TypeVar("K", bound="Hashable")
V = TypeVar("V")
T = TypeVar("T")

_START, _END, _TEXT, _PART = (Quote.__dict__[name].__set__ for name in ("start", "end", "text", "part"))
_PLAIN = frozenset({str, int, float, bool, type(None), Count})
_new = object.__new__


class Memo(Generic[K, V]):
    """At most ``size`` values by key; those not asked for longest go first. For one thread.

    Two dictionaries of half the size: what is asked for moves to the younger, and when that is full the older is
    forgotten whole. That costs less at each look than keeping an exact order.
    """

    __slots__ = ("_half", "_old", "_young")

    def __init__(self, size: int) -> None:
        self._half = max(1, size // 2)
        self._young: dict[K, V] = {}
        self._old: dict[K, V] = {}

    def get(self, key: K) -> V | None:
        """The value kept under ``key``, None where there is none."""
        value = self._young.get(key)
        if value is None and (value := self._old.get(key)) is not None:
            self.keep(key, value)
        return value

    def keep(self, key: K, value: V) -> None:
        """Keep ``value``, which nobody may change from now on; None cannot be kept."""
        if len(self._young) >= self._half:
            self._old, self._young = self._young, {}
        self._young[key] = value

    def __len__(self) -> int:
        return len(self._young.keys() | self._old.keys())


class Made(dict[K, V]):
    """What ``make`` makes of each key, made once: a dictionary that is emptied when it holds ``size`` keys.

    The quickest memory there is to look into, for what is asked for again and again.
    """

    __slots__ = ("_make", "_size")

    def __init__(self, make: Callable[[K], V], size: int = 50_000) -> None:
        super().__init__()
        self._make = make
        self._size = size

    def __missing__(self, key: K) -> V:
        made = self._make(key)
        if len(self) >= self._size:
            self.clear()
        self[key] = made
        return made


class Template(Generic[T]):
    """A frozen, slotted value of the model with quotes in it, ready to be given at other offsets.

    ``given`` names the fields that the one who uses it sets each time. Most sentences never come back, so the work of
    finding the quotes is left until the value is asked for at other offsets.
    """

    __slots__ = ("_fixed", "_given", "_moving", "_names", "_value")

    def __init__(self, value: T, given: Collection[str] = ()) -> None:
        self._value = value
        self._names = given
        self._given: dict[str, Callable[[Any, Any], None]] | None = None

    def _take_apart(self) -> None:
        cls: Any = self._value.__class__
        self._fixed: list[tuple[Callable[[Any, Any], None], object]] = []
        self._moving: list[tuple[Callable[[Any, Any], None], Callable[[int, str], object]]] = []
        self._given = {}
        for name, put in _slots(cls):
            if name in self._names:
                self._given[name] = put
                continue
            held = getattr(self._value, name)
            if type(held) in _PLAIN or (moving := _moving(held)) is None:
                self._fixed.append((put, held))
            else:
                self._moving.append((put, moving))

    @property
    def moves(self) -> bool:
        """Whether there is any quote in the value."""
        if self._given is None:
            self._take_apart()
        return bool(self._moving)

    def at(self, shift: int, part: str, given: Mapping[str, object] = {}) -> T:
        """The value with every quote ``shift`` characters further on, in the text called ``part``."""
        if self._given is None:
            self._take_apart()
        made: T = _new(self._value.__class__)
        for put, held in self._fixed:
            put(made, held)
        for put, moving in self._moving:
            put(made, moving(shift, part))
        for name, put in self._given.items():  # type: ignore[union-attr] # set by _take_apart
            put(made, given[name])
        return made

    def first(self, given: Mapping[str, object]) -> T:
        """The value itself, where it was first read, with the fields that are ``given``.

        For once, before anybody else has seen the value: setting a few fields takes a tenth of making it again.
        """
        cls: Any = self._value.__class__
        for name, held in given.items():
            cls.__dict__[name].__set__(self._value, held)
        return self._value


@cache
def _slots(cls: type) -> list[tuple[str, Callable[[Any, Any], None]]]:
    """The names of a dataclass's fields, each with what sets it, frozen or not."""
    names = [field.name for field in fields(cls)]
    return [(name, cls.__dict__[name].__set__) for name in names]


def _moving(value: object) -> Callable[[int, str], object] | None:
    """How to give ``value`` at other offsets; None where there is no quote in it."""
    if isinstance(value, Quote):
        return _quote(value)
    if isinstance(value, tuple):
        if not value:
            return None
        parts = [_moving(one) for one in value]
        if any(parts):
            pairs = list(zip(parts, value, strict=True))
            return lambda shift, part: tuple(
                [held if move is None else move(shift, part) for move, held in pairs]
            )
        return None
    if is_dataclass(value):
        template = Template(value)
        return template.at if template.moves else None
    return None


def _quote(quote: Quote) -> Callable[[int, str], Quote]:
    start, end, text = quote.start, quote.end, quote.text

    def at(shift: int, part: str) -> Quote:
        made = _new(Quote)
        _START(made, start + shift)
        _END(made, end + shift)
        _TEXT(made, text)
        _PART(made, part)
        return made

    return at
