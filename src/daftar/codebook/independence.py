"""When two origins are told to be two: ``independence.toml``, checked as it is read."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from functools import cache
from typing import TYPE_CHECKING

from daftar.codebook import vocabularies
from daftar.errors import DataError
from daftar.tables import packaged_table

if TYPE_CHECKING:
    from collections.abc import Iterable

__all__ = ["Independence", "independence"]

_FILE = "independence.toml"


@dataclass(frozen=True, slots=True, kw_only=True)
class Independence:
    """When two origins are told to be two.

    ``may_be`` has for each kind those that an unnamed origin of it may be one with; ``records_itself`` the kinds of
    publishers that know by themselves what they publish in their own name.
    """

    may_be: Mapping[str, frozenset[str]]
    records_itself: frozenset[str]

    def may_be_one(self, kind: str, other: str) -> bool:
        """Whether an unnamed origin of one kind may be one and the same as an origin of the other."""
        return other in self.may_be.get(kind, ()) or kind in self.may_be.get(other, ())


@cache
def independence() -> Independence:
    """The package's rules. Raises DataError naming what is no kind of origin."""
    data = packaged_table("daftar.codebook", _FILE)
    known = vocabularies().origin_kind
    _check([*data["may_be"], *data["records_itself"]], known)
    may_be = {}
    for kind, others in data["may_be"].items():
        _check([o for o in others if o != "*"], known)
        may_be[kind] = frozenset(known if "*" in others else others)
    return Independence(may_be=may_be, records_itself=frozenset(data["records_itself"]))


def _check(kinds: Iterable[str], known: Iterable[str]) -> None:
    for kind in kinds:
        if kind not in known:
            raise DataError(f"codebook/{_FILE}: {kind!r} is no kind of origin; known: {', '.join(known)}")
