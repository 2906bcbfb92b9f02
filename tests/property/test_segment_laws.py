"""What holds for every text: passages cover it, do not overlap, and are where they say they are."""

from __future__ import annotations

from hypothesis import example, given, settings
from hypothesis import strategies as st

from daftar.memo import Memo
from daftar.model import Report
from daftar.segment import Paragraphs, segment

PIECES = [
    "Nine people were killed in Saraqib. ", "He said.The raid went on", "Gen. A. B. Haddad spoke!", "\n", "\n\n", "\r\n",
    " \t", "* ", "- one\n", "1) two", "Dr.", "U.N.", "“Stop!” ", "قُتل تسعة أشخاص في سراقب. ", "وقال: لا؟ ", "在市场上有九人死亡。",
    "Девять человек погибли. Их", "ÀÉ. Éa", "…", "?!.", ")", "\x00", "\x0b", "\x1c", "\x85", "\u2028", "\ufeff", "\u200f", "e\u0301",
    "🕊️", "(Photo: A. Name)", "-- Example Wire", "3.5 million. ", "WOUNDED", "a.b.c", "..." , "—",
]  # fmt: skip
TEXT = st.lists(st.sampled_from(PIECES) | st.text(max_size=8), max_size=30).map("".join)


def report(text: str, title: str | None = None) -> Report:
    return Report(id="r", sha256="0", text=text, source="t", media_type="text/plain", title=title)


@settings(max_examples=400, deadline=None)
@given(TEXT, st.none() | TEXT)
@example("a" * 5000, None)
@example("." * 5000, "." * 50)
@example("\n" * 5000, " ")
def test_passages_cover_all_that_is_written_once_and_in_order(text: str, title: str | None) -> None:
    """Every character that is not white space lies in one passage; passages come in order and begin and end in words."""
    passages = segment(report(text, title))
    for part, whole in (("title", title or ""), ("text", text)):
        reach = 0
        for passage in (p for p in passages if p.part == part):
            assert passage.text == whole[passage.start : passage.end] == passage.text.strip() != ""
            assert passage.start >= reach
            assert whole[reach : passage.start].strip() == ""
            reach = passage.end
        assert whole[reach:].strip() == ""


@settings(max_examples=200, deadline=None)
@given(TEXT)
def test_paragraphs_are_numbered_from_0_without_a_gap(text: str) -> None:
    numbers = [p.paragraph for p in segment(report(text))]
    assert numbers == sorted(numbers)
    assert set(numbers) == set(range(len(set(numbers))))


@settings(max_examples=200, deadline=None)
@given(TEXT)
def test_the_same_text_is_cut_the_same_way(text: str) -> None:
    assert segment(report(text)) == segment(report(text))
    assert {p.kind for p in segment(report(text))} <= {"sentence", "heading", "caption", "bullet"}


@settings(max_examples=200, deadline=None)
@given(st.lists(TEXT, min_size=1, max_size=4))
def test_a_paragraph_that_is_remembered_is_cut_as_one_that_is_new(parts: list[str]) -> None:
    """With memory across reports, and the same paragraphs in several of them, the passages are those without."""
    memo: Paragraphs = Memo(3)
    for text in (*parts, "\n\n".join(parts), "\n\n".join(reversed(parts))):
        assert segment(report(text), memo) == segment(report(text))
