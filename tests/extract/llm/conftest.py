"""A model's server of the test's own, and the extractor that asks it."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

import pytest
from tests.model_server import ModelServer
from tests.plain_reading import report_of, tools

from daftar.codebook.conventions import conventions
from daftar.extract.llm import client
from daftar.extract.llm.options import LlmOptions, base_url
from daftar.extract.llm.reader import LlmExtractor
from daftar.resolve.readings import Mentions
from daftar.segment import segment

if TYPE_CHECKING:
    from collections.abc import Callable, Iterator

    from daftar.extract.base import Extracted


@pytest.fixture
def server() -> Iterator[ModelServer]:
    made = ModelServer()
    yield made
    made.close()


@pytest.fixture
def waits(monkeypatch: pytest.MonkeyPatch) -> list[float]:
    """How long the client waited between tries, without the waiting."""
    found: list[float] = []
    monkeypatch.setattr(client.Client.__init__, "__kwdefaults__", {"sleep": found.append})
    return found


@pytest.fixture
def asking(server: ModelServer, waits: list[float]) -> Callable[..., LlmExtractor]:
    """An extractor that asks the test's server."""

    def make(**more: Any) -> LlmExtractor:
        options = {"endpoint": base_url(server.url), "model": "tiny", "timeout": 5.0} | more
        return LlmExtractor(conventions(), LlmOptions(**options))

    return make


@pytest.fixture
def read(asking: Callable[..., LlmExtractor]) -> Callable[..., Extracted]:
    """What the model's answer to a report of these words comes to."""

    def reading(text: str, *, options: dict[str, Any] | None = None, **fields: Any) -> Extracted:
        return extracted_by(asking(**(options or {})), text, **fields)

    return reading


def extracted_by(extractor: LlmExtractor, text: str, **fields: Any) -> Extracted:
    report = report_of(text, **fields)
    return extractor.extract_checked(report, segment(report), Mentions(tools().gazetteer))
