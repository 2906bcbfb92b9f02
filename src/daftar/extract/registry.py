"""Extractors by name: the built-in ones and those that other packages offer under ``daftar.extractors``."""

from __future__ import annotations

from importlib.metadata import entry_points
from typing import TYPE_CHECKING

from daftar.errors import SettingsError, UnknownName

if TYPE_CHECKING:
    from collections.abc import Callable

    from daftar.codebook.conventions import Conventions
    from daftar.extract.base import Extractor
    from daftar.extract.llm.options import LlmOptions

__all__ = ["GROUP", "LLM", "extractor", "known", "named_in"]

GROUP = "daftar.extractors"
LLM = "llm"  # the one that is asked elsewhere, and only where the user says


def _rules(rules: Conventions) -> Extractor:
    from daftar.extract.rules.reader import RulesExtractor

    return RulesExtractor(rules)


def _llm(rules: Conventions, options: LlmOptions | None) -> Extractor:
    if options is None:
        raise SettingsError(
            "no language model is named, and none is asked unless you name it; "
            "give --llm-endpoint http://127.0.0.1:11434/v1 and --llm-model NAME, or write them under [llm] in daftar.toml"
        )
    try:
        from daftar.extract.llm.reader import LlmExtractor
    except ModuleNotFoundError as missing:
        raise SettingsError(
            f"asking a language model needs {missing.name}, which is not installed; pip install 'daftar[llm]'"
        ) from None
    return LlmExtractor(rules, options)


_BUILT_IN: dict[str, Callable[[Conventions], Extractor]] = {"rules": _rules}


def known() -> list[str]:
    """The names that ``extractor`` takes."""
    return sorted({*_BUILT_IN, LLM, *(point.name for point in entry_points(group=GROUP))})


def named_in(names: str) -> tuple[str, ...]:
    """The extractors that ``names`` names, with commas between them. Raises SettingsError for none, or one twice."""
    found = tuple([name.strip() for name in names.split(",")])
    if not all(found) or len(set(found)) < len(found):
        raise SettingsError(
            f"{names!r}: name each extractor once, with commas between them, such as rules,llm"
        )
    return found


def extractor(names: str, rules: Conventions, llm: LlmOptions | None = None) -> Extractor:
    """The extractor called ``names``, counting words by ``rules``; several, with commas between, are run together.

    Raises UnknownName, which lists the known ones, and SettingsError where ``llm`` is asked for and not said where.
    """
    found = [_one(name, rules, llm) for name in named_in(names)]
    if len(found) == 1:
        return found[0]
    from daftar.extract.merge import Several

    return Several(found)


def _one(name: str, rules: Conventions, llm: LlmOptions | None) -> Extractor:
    if name in _BUILT_IN:
        return _BUILT_IN[name](rules)
    if name == LLM:
        return _llm(rules, llm)
    for point in entry_points(group=GROUP):
        if point.name == name:
            made: Extractor = point.load()(rules)
            return made
    raise UnknownName("extractor", name, known())
