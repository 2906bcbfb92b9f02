"""Texts that share their words."""

from __future__ import annotations

import random

import pytest
from benchmarks.neardup import quality
from benchmarks.rewrites import corpus, of_one_template, rewrite

from daftar.link.grams import keys_of, sketch, sketches
from daftar.link.neardup import compared, meetings, near_duplicates, verdict

WORDS = [
    "road",
    "bridge",
    "market",
    "dawn",
    "crew",
    "siren",
    "field",
    "river",
    "school",
    "roof",
    "dust",
    "bread",
    "wall",
    "night",
    "lamp",
    "stone",
    "truck",
    "child",
    "gate",
    "smoke",
]


def _text(seed: int, length: int = 160) -> str:
    chooser = random.Random(seed)
    return " ".join(chooser.choice(WORDS) for _ in range(length))


def test_case_and_punctuation_do_not_count() -> None:
    """Three words in a row are one 3-gram however they are written and punctuated."""
    one, other = sketch("The market, at DAWN."), sketch("(the market) at dawn")
    assert one.grams.tolist() == other.grams.tolist()
    assert len(one.grams) == 2


def test_a_changed_lead_is_still_a_copy() -> None:
    """A rewrite with a new first sentence is found; an unrelated text is not."""
    body = _text(1)
    found = near_duplicates(
        {"a": body, "b": f"Our reporter writes from the scene today. {body}", "c": _text(2)}
    )
    assert [(d.one, d.other) for d in found] == [("a", "b")]


def test_a_copy_cut_short_is_found_by_containment() -> None:
    """The first half of a text is a copy of it."""
    body = _text(3)
    (pair,) = near_duplicates({"whole": body, "half": body[: len(body) // 2]})
    assert pair.contained > 0.9
    assert pair.jaccard < 0.6


def test_texts_without_words_are_no_copies() -> None:
    """Nothing, blanks and signs alone are like nothing."""
    assert near_duplicates({}) == ()
    assert near_duplicates({"a": "", "b": "", "c": " \n ", "d": "?! ..."}) == ()
    assert near_duplicates({f"{n:02d}": "-" * n for n in range(30)}) == ()


def test_order_of_texts_does_not_matter() -> None:
    """Pairs come out the same, the smaller key first."""
    texts = {str(n): _text(n // 3) + f" end {n}" for n in range(9)}
    backwards = dict(sorted(texts.items(), reverse=True))
    assert near_duplicates(texts) == near_duplicates(backwards)
    assert len(near_duplicates(texts)) == 9


def test_texts_of_a_few_words_are_not_compared() -> None:
    """Two captions that happen to be alike prove nothing."""
    assert near_duplicates({"a": "a strike on the town", "b": "a strike on the town"}) == ()


@pytest.fixture(scope="module")
def made() -> dict[str, str]:
    """Texts of one outlet's template about 300 events, and of twenty of them a heavy rewrite."""
    texts = {f"s{n:03d}": text for n, text in enumerate(of_one_template(300, seed=9))}
    chance = random.Random(9)
    copies = {f"s{n:03d}-copy": rewrite(texts[f"s{n:03d}"], "heavy", chance) for n in range(20)}
    return texts | copies


def test_known_rewrites_are_found_and_other_events_in_the_same_words_are_not() -> None:
    """Light, medium and heavy rewrites of our samples, beside dozens of other events told after the same templates."""
    texts = corpus(1200, seed=3)
    found = {(d.one, d.other) for d in near_duplicates({one.key: one.text for one in texts})}
    good = quality(texts, found)
    assert good.recall["light"] >= 0.98
    assert good.recall["medium"] >= 0.98
    assert good.recall["heavy"] >= 0.90
    assert good.precision >= 0.99


def test_copies_are_found_in_a_crowd_of_one_template(made: dict[str, str]) -> None:
    """Hundreds of texts that share an outlet's words hide no copy."""
    found = {(d.one, d.other) for d in near_duplicates(made)}
    copies = {(f"s{n:03d}", f"s{n:03d}-copy") for n in range(20)}
    assert len(found & copies) >= 18
    assert len(found - copies) <= 1


def test_candidates_grow_with_the_texts_and_not_with_their_square() -> None:
    """Twice the texts of one template are about twice the pairs to verify."""
    few, many = (len(meetings(keys_of(list(sketches(of_one_template(n, seed=4)))))) for n in (1000, 2000))
    assert many < 2.6 * few


def test_a_thousand_copies_of_one_wire_hang_together() -> None:
    """Each of a thousand copies is joined to the others, though not every pair is listed."""
    body = _text(5)
    found = near_duplicates({f"{n:04d}": f"{body} {_text(n + 100, 6)}" for n in range(1000)})
    top = {f"{n:04d}": f"{n:04d}" for n in range(1000)}

    def root(key: str) -> str:
        while top[key] != key:
            key = top[key]
        return key

    for pair in found:
        top[root(pair.one)] = root(pair.other)
    assert len({root(key) for key in top}) == 1
    assert len(found) < 200_000


def test_a_text_alone_has_the_keys_that_it_has_among_others(made: dict[str, str]) -> None:
    """What is kept of a text today meets what is made of another tomorrow: keys and verdict need no other text."""
    texts = [made["s003"], made["s003-copy"], made["s004"]]
    together = keys_of(list(sketches(texts)))
    assert [keys_of([sketch(text)])[0].tolist() for text in texts] == together.tolist()
    one, copy, other = (compared(sketch(text)) for text in texts)
    assert verdict(one, copy) is not None
    assert verdict(one, copy) == verdict(copy, one)
    assert verdict(one, other) is None


TABLE = " ".join(str(number * 37) for number in range(60))
ARABIC = (
    "قتل تسعة عمال يوم الجمعة عندما انهار جدار المستودع في الميناء على طابور الناس وقال مكتب الميناء إن البحث "
    "استمر طوال الليل على ضوء المصابيح حتى الصباح وتم إحضار الحبال من سفينتين في المرفأ القديم"
)


@pytest.mark.parametrize(
    ("texts", "pairs"),
    [
        ({}, []),
        ({"a": "", "b": "", "c": "..."}, []),
        ({"a": "Nine dead.", "b": "Nine dead."}, []),
        ({"a": TABLE, "b": TABLE, "c": TABLE.replace("7", "5").replace("1", "8")}, [("a", "b")]),
        ({"a": ARABIC, "b": f"في ليلة لن ينساها أحد {ARABIC}", "c": " ".join(ARABIC.split()[::-1])}, [("a", "b")]),
    ],
    ids=["none", "empty", "a few words", "numbers only", "no capitals"],
)  # fmt: skip
def test_texts_out_of_the_ordinary(texts: dict[str, str], pairs: list[tuple[str, str]]) -> None:
    """Nothing to read, numbers alone, a script without capitals: copies are found, and nothing else."""
    assert [(d.one, d.other) for d in near_duplicates(texts)] == pairs


def test_a_very_long_text_and_its_half_are_copies() -> None:
    """Where more words are told than there are bits to sort them by, a pair is looked at rather than left out."""
    chance = random.Random(5)
    long = " ".join(chance.choices([f"Word{n}" if n % 3 else f"word{n}" for n in range(9_000)], k=60_000))
    others = {f"o{n}": _text(n) for n in range(30)}
    found = near_duplicates({"half": long[: len(long) // 2], "long": long, **others})
    assert [(d.one, d.other) for d in found] == [("half", "long")]
