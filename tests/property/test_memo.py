"""What is remembered changes how long reading takes, never what is read."""

from __future__ import annotations

import datetime as dt
from dataclasses import replace

from hypothesis import given, settings
from hypothesis import strategies as st

from daftar.codebook.conventions import conventions
from daftar.extract.registry import extractor
from daftar.memo import Memo, Template
from daftar.model import Claim, Perpetrator, PlaceMention, Quote, Report
from daftar.pipeline import Recipe, open_tools, read_report
from daftar.resolve.readings import Recall

PARTS = (
    "Nine people were killed and 12 wounded in Saraqib on Tuesday, rescue workers said.",
    "Two of them, a woman and a child, died in hospital, said Ann Lee, a spokeswoman for the Civil Defence.",
    '"We are still lifting concrete," she said.',
    "Government forces shelled the town of Kafranbel for the third day.",
    "The war has killed more than 370,000 people since 2011, the Observatory said.",
    "Seven others were killed in the nearby village, among them three children.",
    "Videos posted on social media, which could not be verified, showed bodies in the street.",
    "Rebels said they had captured Khan Sheikhoun.",
    "The ministry denied that its aircraft had struck the market.",
    "İstanbul was calm. It rained.",
    "NINE KILLED AS WARPLANES HIT MARKET",
)
SENTENCES = st.sampled_from(PARTS)
PARAGRAPHS = st.lists(SENTENCES, min_size=1, max_size=4).map(" ".join)
TEXTS = st.builds(
    lambda paragraphs, gap: gap.join(paragraphs),
    st.lists(PARAGRAPHS, min_size=1, max_size=4),
    st.sampled_from(["\n\n", "\n", "\n\n  "]),
)
REPORTS = st.builds(
    Report,
    id=st.sampled_from(["a", "b"]),
    sha256=st.just(""),
    text=TEXTS,
    source=st.just(""),
    media_type=st.just("text/plain"),
    title=st.none() | SENTENCES,
    published=st.none() | st.just(dt.date(2019, 11, 6)),
    publisher=st.none() | st.just("Example Wire"),
)


@given(st.lists(REPORTS, min_size=1, max_size=4))
@settings(max_examples=60, deadline=None)
def test_a_report_reads_the_same_whatever_was_read_before(reports: list[Report]) -> None:
    seasoned = open_tools(Recipe())  # the same for all examples: it remembers all that came before
    for report in reports:
        fresh = replace(
            seasoned,
            extractor=extractor("rules", conventions("default")),
            recall=Recall(),
            paragraphs=Memo(2),
        )
        assert read_report(report, seasoned) == read_report(report, fresh)
        assert read_report(report, seasoned) == read_report(report, seasoned)


@given(st.lists(st.tuples(st.integers(0, 30), st.integers(0, 3)), max_size=200), st.integers(1, 12))
def test_a_memo_gives_back_what_was_last_kept_or_nothing_and_stays_small(
    steps: list[tuple[int, int]], size: int
) -> None:
    memo, kept = Memo[int, int](size), dict[int, int]()
    for key, value in steps:
        known = memo.get(key)
        assert known is None or known == kept[key]
        kept[key] = value
        memo.keep(key, value)
        assert memo.get(key) == value
        assert len(memo) <= size + 1


def quote(start: int, text: str, part: str = "text") -> Quote:
    return Quote(start=start, end=start + len(text), text=text, part=part)


@given(st.integers(-500, 500), st.sampled_from(["text", "title"]))
def test_a_template_moves_every_quote_and_nothing_else(shift: int, part: str) -> None:
    def claim(at: int, where: str) -> Claim:
        return Claim(
            id="r#c1",
            report="r",
            kind="harm",
            quote=quote(at + 4, "five died", where),
            passage=quote(at, "the five died", where),
            extractor="x",
            outcome="killed",
            perpetrators=(
                Perpetrator(name="them", quote=quote(at + 1, "them", where)),
                Perpetrator(name="who"),
            ),
        )

    assert Template(claim(1000, "text")).at(shift, part) == claim(1000 + shift, part)
    mention = PlaceMention(quote=quote(7, "Homs"), within=(quote(20, "Syria"),))
    moved = PlaceMention(quote=quote(7 + shift, "Homs", part), within=(quote(20 + shift, "Syria", part),))
    assert Template(mention).at(shift, part) == moved
    given_id = Template(claim(0, "text"), ("id",)).at(0, "text", {"id": "other"})
    assert given_id.id == "other"
    assert given_id.quote == claim(0, "text").quote
