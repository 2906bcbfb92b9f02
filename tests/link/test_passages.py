"""What two texts share, and what the later one does with the earlier one's sentences."""

from __future__ import annotations

from hypothesis import given
from hypothesis import strategies as st

from daftar.link.passages import changes, shared_runs
from daftar.model import Report
from daftar.segment import segment

FIRST = (
    "Seven loaves were left on the counter when the roof of the mill came down, the owner said on Monday. "
    "Two carts stood in the yard. A dog barked until dawn behind the wall of the garden."
)


def _passages(text: str) -> tuple[object, ...]:
    return segment(Report(id="r", sha256="x", text=text, source="r", media_type="text/plain"))


def test_three_paragraphs_of_another_report_are_found_with_their_places_in_both() -> None:
    """Words that a report takes over are found wherever they stand, case and commas aside."""
    later = f"Nobody had expected it. {FIRST.replace(', the owner said', ' the owner said')} It rained in the evening."
    (run,) = shared_runs(later, FIRST)
    assert later[run.start : run.end].startswith("Seven loaves")
    assert FIRST[run.other_start : run.other_end] == FIRST.rstrip(".")
    assert run.words == 37


def test_a_few_words_that_two_desks_write_by_themselves_are_no_passage() -> None:
    """Eight words in a row are no proof."""
    assert (
        shared_runs(
            "There was no immediate comment from the town hall.",
            "But there was no immediate comment from her.",
        )
        == ()
    )


def test_a_word_changed_inside_does_not_break_a_passage() -> None:
    """A passage with another number in it is one passage."""
    (run,) = shared_runs(FIRST.replace("Two carts", "Three carts"), FIRST)
    assert run.words >= 34


def test_what_a_later_text_adds_and_drops_is_told_in_its_sentences() -> None:
    """A sentence reworded a little is kept; a new one is added, a missing one dropped."""
    earlier = _passages(FIRST)
    later = _passages(
        "Seven loaves were left on the counter when the roof of the mill came down, the owner said on Tuesday. "
        "A dog barked until dawn behind the wall of the garden. The mayor has promised a new roof before the winter."
    )
    found = changes(earlier, later)
    assert [p.text for p in found.added] == ["The mayor has promised a new roof before the winter."]
    assert [p.text for p in found.dropped] == ["Two carts stood in the yard."]
    assert found.kept == 2


words = st.lists(st.sampled_from("mill road dog cart roof bread yard dawn wall rain".split()), max_size=60)


@given(words, words)
def test_shared_passages_stand_in_both_texts(one: list[str], other: list[str]) -> None:
    """The places given hold as many words as said, they do not overlap in the first text, and start with the same word."""
    a, b = " ".join(one), " ".join(other)
    end = 0
    for run in shared_runs(a, b, least=5):
        assert run.start >= end
        end = run.end
        assert len(a[run.start : run.end].split()) == run.words >= 5
        assert a[run.start : run.end].split()[0] == b[run.other_start : run.other_end].split()[0]


@given(words)
def test_a_text_shares_all_of_itself(one: list[str]) -> None:
    """A text of twelve words or more is one passage of itself, unless it is a refrain."""
    if len(one) >= 12 and len({tuple(one[at : at + 4]) for at in range(len(one) - 3)}) == len(one) - 3:
        (run,) = shared_runs(" ".join(one), " ".join(one))
        assert run.words == len(one)
