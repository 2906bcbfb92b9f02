"""Who was killed, hurt or taken, and how many: the tables in ``sentences/`` and the grammar's own types."""

from __future__ import annotations

from pathlib import Path

import pytest
from tests.plain_reading import claims_of, written

from daftar.codebook import vocabularies

TABLES = sorted(Path(__file__).with_name("sentences").glob("*.txt"))


def table() -> list[tuple[str, list[str]]]:
    """The sentences with the lines under each; a line that is not understood is an error."""
    rows: list[tuple[str, list[str]]] = []
    for line in (line for table in TABLES for line in table.read_text(encoding="utf-8").splitlines()):
        if not line.strip() or line.startswith("# "):
            continue
        if line.startswith("  "):
            rows[-1][1].append(line.strip())
        else:
            rows.append((line, []))
    return rows


ROWS = table()


def sorted_words(line: str) -> str:
    outcome, count, *rest = line.split()
    return " ".join([outcome, count, *sorted(rest)])


def test_the_table_is_sound() -> None:
    """Sentences are many and told once, each with what is read of it, in words of the codebook."""
    outcomes = set(vocabularies().outcome)
    assert len(ROWS) >= 250
    assert len({sentence for sentence, _ in ROWS}) == len(ROWS)
    for sentence, lines in ROWS:
        assert lines, sentence
        assert lines == ["nobody"] or all(line.split()[0] in outcomes for line in lines), sentence


@pytest.mark.parametrize(("sentence", "expected"), ROWS, ids=[sentence[:60] for sentence, _ in ROWS])
def test_a_sentence_says_who_and_how_many(sentence: str, expected: list[str]) -> None:
    found = [written(claim) for claim in claims_of(sentence) if claim.outcome]
    wanted = [] if expected == ["nobody"] else expected
    assert sorted(map(sorted_words, found)) == sorted(map(sorted_words, wanted))


@pytest.mark.parametrize(
    "sentence", [sentence for sentence, _ in ROWS if not sentence.isupper()], ids=lambda text: text[:40]
)
def test_a_sentence_says_the_same_in_the_middle_of_a_report(sentence: str) -> None:
    """What stands around a sentence of its own does not change how many it tells of."""
    ended = sentence if sentence[-1] in ".!?" else f"{sentence}."
    alone = [(c.outcome, c.count) for c in claims_of(ended) if c.outcome]
    around = claims_of(f"The market opens on Mondays.\n\n{ended} The bridge is old.\n\nIt rained.")
    assert [(c.outcome, c.count) for c in around if c.outcome] == alone
