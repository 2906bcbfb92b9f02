"""Extractors by name: the built-in ones and those that other packages offer under ``daftar.extractors``."""

from __future__ import annotations

from importlib.metadata import entry_points
from typing import TYPE_CHECKING

from daftar.errors import UnknownName

if TYPE_CHECKING:
    from collections.abc import Callable

    from daftar.codebook.conventions import Conventions
    from daftar.extract.base import Extractor

__all__ = ["GROUP", "extractor", "known"]

GROUP = "daftar.extractors"


def _rules(rules: Conventions) -> Extractor:
    from daftar.extract.rules.reader import RulesExtractor

    return RulesExtractor(rules)


_BUILT_IN: dict[str, Callable[[Conventions], Extractor]] = {"rules": _rules}


def known() -> list[str]:
    """The names that ``extractor`` takes."""
    return sorted({*_BUILT_IN, *(point.name for point in entry_points(group=GROUP))})


def extractor(name: str, rules: Conventions) -> Extractor:
    """The extractor called ``name``, counting words by ``rules``. Raises UnknownName, which lists the known ones."""
    if name in _BUILT_IN:
        return _BUILT_IN[name](rules)
    for point in entry_points(group=GROUP):
        if point.name == name:
            made: Extractor = point.load()(rules)
            return made
    raise UnknownName("extractor", name, known())
