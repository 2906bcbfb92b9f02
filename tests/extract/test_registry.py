"""Extractors by name: the built-in one, those of other packages, and names that nobody has."""

from __future__ import annotations

from typing import TYPE_CHECKING

import pytest

from daftar.codebook.conventions import Conventions, conventions
from daftar.errors import SettingsError, UnknownName
from daftar.extract import registry
from daftar.extract.registry import extractor, known

if TYPE_CHECKING:
    from collections.abc import Sequence

    from daftar.extract.base import Extractor, Mentions
    from daftar.model import Claim, Passage, Report


class Silent:
    """An extractor of another package: it finds nothing."""

    def __init__(self, rules: Conventions) -> None:
        self.name = f"silent/{rules.name}"

    def extract(self, report: Report, passages: Sequence[Passage], mentions: Mentions) -> tuple[Claim, ...]:
        return ()


class Point:
    """What a package's entry point looks like."""

    name = "silent"

    def load(self) -> type[Silent]:
        return Silent


def points(*, group: str) -> list[Point]:
    assert group == "daftar.extractors"
    return [Point()]


def test_the_rules_are_known_and_name_themselves_with_language_and_version() -> None:
    assert "rules" in known()
    made: Extractor = extractor("rules", conventions())
    name, _, version = made.name.partition("@")
    assert name == "rules/en"
    assert version


def test_an_extractor_of_another_package_is_found_by_its_name(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(registry, "entry_points", points)
    assert known() == ["llm", "rules", "silent"]
    assert extractor("silent", conventions("acled")).name == "silent/acled"
    assert extractor("rules", conventions()).name.startswith("rules/")


def test_an_unknown_extractor_is_told_with_the_known_ones(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(registry, "entry_points", points)
    with pytest.raises(UnknownName, match="no extractor is called 'oracle'; known: llm, rules, silent"):
        extractor("oracle", conventions())


def test_several_are_named_with_commas_each_once(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(registry, "entry_points", points)
    assert extractor("rules, silent", conventions()).name == "rules/en@1+silent/default"
    for wrong in ("rules,rules", "rules,", ",", ""):
        with pytest.raises(SettingsError, match="name each extractor once"):
            extractor(wrong, conventions())


def test_no_language_model_is_asked_that_was_not_named() -> None:
    with pytest.raises(SettingsError, match="--llm-endpoint"):
        extractor("llm", conventions())
