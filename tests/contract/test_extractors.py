"""What every extractor promises, whatever it reads with: here the rules, a language model, and both together."""

from __future__ import annotations

import datetime as dt
import pickle
from dataclasses import fields, is_dataclass
from typing import TYPE_CHECKING, Any

import pytest
from tests.model_server import EIGHT, NINE, ModelServer, claims, killed, said, shown
from tests.plain_reading import report_of, tools

from daftar.codebook import vocabularies
from daftar.codebook.conventions import conventions
from daftar.extract.base import extracted
from daftar.extract.llm.options import LlmOptions
from daftar.extract.registry import extractor
from daftar.model import Quote
from daftar.resolve.readings import Mentions
from daftar.segment import segment

if TYPE_CHECKING:
    from collections.abc import Iterator

    from tests.model_server import Answer

    from daftar.extract.base import Extracted, Extractor
    from daftar.model import Claim, Report

REPORTS = {
    "news": report_of(
        f"{NINE} Three children were among the dead. {EIGHT}",
        title="Nine killed in Saraqib",
        publisher="Example Wire",
        published=dt.date(2019, 11, 6),
        language="en",
    ),
    "broken lines": report_of(
        "  \n\nNine people\nwere killed.\n\n- Two others\twere hurt.\n\n\u00a0Photo: A. B.\n"
    ),
    "nothing": report_of("The season begins on Saturday."),
    "empty": report_of(""),
    "no letters": report_of("... 12,000 \u0130\u0130\u0130 9 \U0001f600 ??? \u0663"),
}


def model(body: dict[str, Any]) -> Answer:
    """A model that is right, wrong and nonsensical in turn, whatever it is shown."""
    found: list[Any] = []
    for passage in shown(body)["passages"]:
        n, text = passage["n"], passage["text"]
        found += [
            killed(n, "Nine people were killed", "Nine", "people", place_words="Saraqib"),
            killed(n, text, None, text.split()[0], outcome_words=text.split()[-1]),
            said(n, text, kind="attack", method="air_strike", method_words="warplanes"),
            {"passage": n},
            killed(n + 1, text, "9", None, relation="among", of=n),
        ]
    return claims(*found)


@pytest.fixture(scope="module")
def server() -> Iterator[ModelServer]:
    made = ModelServer(model)
    yield made
    made.close()


@pytest.fixture(params=["rules", "llm", "rules,llm", "llm,rules"])
def chosen(request: pytest.FixtureRequest, server: ModelServer) -> Extractor:
    return extractor(request.param, conventions(), LlmOptions(endpoint=server.url, model="tiny"))


def reading(chosen: Extractor, report: Report) -> Extracted:
    return extracted(chosen, report, segment(report), Mentions(tools().gazetteer))


def quotes(value: Any) -> Iterator[Quote]:
    """Every quote inside a claim."""
    if isinstance(value, Quote):
        yield value
    elif isinstance(value, tuple):
        for one in value:
            yield from quotes(one)
    elif is_dataclass(value):
        for field in fields(value):
            yield from quotes(getattr(value, field.name))


@pytest.fixture(params=list(REPORTS))
def report(request: pytest.FixtureRequest) -> Report:
    return REPORTS[request.param]


def test_every_quote_is_the_report_s_own_words_at_its_offsets(chosen: Extractor, report: Report) -> None:
    found = reading(chosen, report)
    for quote in quotes((found.claims, found.rejected)):
        whole = report.title if quote.part == "title" else report.text
        assert whole is not None
        assert quote.start < quote.end
        assert whole[quote.start : quote.end] == quote.text


def test_claims_are_in_text_order_with_ids_of_their_own(chosen: Extractor, report: Report) -> None:
    found = reading(chosen, report).claims
    ids = [claim.id for claim in found]
    assert len(set(ids)) == len(ids)
    assert all(one.startswith(f"{report.id}#c") for one in ids)
    order = [(claim.passage.part != "title", claim.passage.start) for claim in found]
    assert order == sorted(order)


def test_every_reference_is_to_another_claim_of_the_same_report(chosen: Extractor, report: Report) -> None:
    found = {claim.id: claim for claim in reading(chosen, report).claims}
    for claim in found.values():
        assert claim.report == report.id
        for mark in claim.review:
            assert set(mark.claims) <= found.keys() - {claim.id}
        seen: set[str] = set()
        at: Claim | None = claim
        while at is not None and at.part_of is not None:
            assert at.id not in seen
            seen.add(at.id)
            at = found[at.part_of]


def test_every_word_of_the_codebook_is_one(chosen: Extractor, report: Report) -> None:
    words = vocabularies()
    for claim in reading(chosen, report).claims:
        assert claim.kind in words.claim_kind
        assert claim.outcome is None or claim.outcome in words.outcome
        assert claim.polarity in words.polarity
        assert claim.scope in words.scope
        assert claim.method is None or claim.method in words.method
        assert claim.target is None or claim.target in words.target
        assert all(one.kind in words.origin_kind for one in claim.origin)
        assert 0 <= claim.confidence <= 1
        assert claim.extractor


def test_the_same_report_gives_the_same_claims(chosen: Extractor, report: Report) -> None:
    first = reading(chosen, report)
    assert reading(chosen, report) == first
    assert pickle.loads(pickle.dumps(first)) == first  # it crosses to another process


def test_plain_extracting_gives_the_claims_alone(chosen: Extractor, report: Report) -> None:
    plain = chosen.extract(report, segment(report), Mentions(tools().gazetteer))
    assert tuple(plain) == reading(chosen, report).claims


def test_news_is_read_by_each(chosen: Extractor) -> None:
    found = reading(chosen, REPORTS["news"]).claims
    assert any(claim.outcome == "killed" and claim.count and claim.count.best == 9 for claim in found)
