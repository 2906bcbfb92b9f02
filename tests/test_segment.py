"""Cutting a report into sentences, headings, captions and bullets."""

from __future__ import annotations

import pytest

from daftar.model import Passage, Report
from daftar.segment import Passages, segment


def cut(text: str, title: str | None = None) -> tuple[Passage, ...]:
    report = Report(id="r", sha256="0", text=text, source="t", media_type="text/plain", title=title)
    return segment(report)


def texts(text: str) -> list[str]:
    return [passage.text for passage in cut(text)]


# A bar marks where one sentence ends and the next begins.
SENTENCES = [
    "Nine people were killed.| Six were hurt.",
    "Was anybody hurt?| Nobody knows!| The mayor left.",
    "“Nine were killed.”| He left.",
    "He said: “Nine were killed.”| “Six were hurt,” she added.",
    "(Nine were killed.)| Six were hurt.",
    "They fled…| Nobody stayed.",
    "He asked why?!| She left.",
    # glued: pages that lost their line breaks
    "It was over, he said.|The raid began at dawn.",
    "There were 12.|The others fled.",
    "“It was over,” he said.”|The raid began.",
    # what ends no sentence
    "Dr. Samira Nasser was hurt.| Mr. Haddad was not.",
    "Gen. Adel Haddad spoke to Lt. Col. Omar Said.",
    "The U.N. Security Council met.| It adjourned.",
    "J. R. Haddad and A.B. Nasser were killed.",
    "He lives in St. Louis.| She lives in Mt. Vernon.",
    "No. 4 Street was hit on Oct. 12 and Dec. 3.",
    "Rice, bread, etc. Were taken.",
    "Some 3.5 million fled.| They walked 4.2 km.",
    "They met at 10 a.m. on the square.",
    "Soldiers fired at approx. 9 p.m. near the bridge.",
    "The site example.org was down.",
    "Troops of the 3rd Div. attacked.",
    # other scripts
    "قُتل تسعة أشخاص.| وأصيب ستة؟| نعم.",
    "Погибли девять человек.| Шестеро ранены.",
    "Évacués: neuf.| Étienne est mort.",
    # nothing to cut
    "No full stop here",
    "one. two. three.",
]


@pytest.mark.parametrize("marked", SENTENCES)
def test_sentences_end_where_they_end(marked: str) -> None:
    assert texts(marked.replace("|", "")) == [part.strip() for part in marked.split("|")]


def test_offsets_are_in_the_whole_text() -> None:
    text = "  First one.\n\n   Second one. Third one.  "
    assert [(p.start, p.end, p.paragraph) for p in cut(text)] == [(2, 12, 0), (17, 28, 1), (29, 39, 1)]
    assert all(text[p.start : p.end] == p.text for p in cut(text))


def test_the_title_comes_first_and_has_offsets_of_its_own() -> None:
    first, second = cut("Nine people were killed.", title=" Raid kills nine ")
    assert (first.part, first.kind, first.start, first.end, first.text) == (
        "title",
        "title",
        1,
        16,
        "Raid kills nine",
    )
    assert (second.part, second.start) == ("text", 0)


def test_a_title_of_white_space_is_none() -> None:
    assert [p.part for p in cut("Nine.", title=" \n ")] == ["text"]


def test_an_empty_text_has_no_passages() -> None:
    assert cut("") == ()
    assert cut(" \n\t\r\n ") == ()


WIRE = """KARSA, May 3 (Example Wire) - Nine people were killed on Tuesday when shells
fell on the market of the town, a doctor at the hospital said. The wounded were
carried to Hollen, which lies 40 km to the north, because the clinic of the town
had been hit in the week before.

Residents said that the army had fired from the hills. An officer denied it and
told reporters that rebels had fired at their own people.
"""


def test_lines_broken_at_a_fixed_width_end_no_sentence() -> None:
    found = cut(WIRE)
    assert [p.paragraph for p in found] == [0, 0, 1, 1]
    assert found[0].text.endswith("a doctor at the hospital said.")
    assert found[1].text.startswith("The wounded were\ncarried to Hollen")
    assert "army had fired from the hills." in found[2].text


def test_a_line_end_ends_a_paragraph_where_lines_are_not_of_a_fixed_width() -> None:
    text = (
        "Raid on a market\nNine people were killed in the market of Karsa on Tuesday.\nNobody else was hurt\n"
    )
    assert [(p.text, p.paragraph) for p in cut(text)] == [
        ("Raid on a market", 0),
        ("Nine people were killed in the market of Karsa on Tuesday.", 1),
        ("Nobody else was hurt", 2),
    ]


LINES = [
    ("Market raid kills nine in Karsa", "heading"),
    ("Nine people were killed in the market.", "sentence"),
    ("What we know:", "sentence"),
    ("* Nine people were killed", "bullet"),
    ("- Six were hurt.", "bullet"),
    ("• Two are missing", "bullet"),
    ("2) The bridge is gone", "bullet"),
    ("3. The school was hit", "bullet"),
    ("A boy stands in the ruins of a shop in Karsa -- Example Wire", "caption"),
    ("A woman looks at the crater. (Photo: Lina Sabbagh)", "caption"),
    ("Mourners carry a coffin through the town of Karsa in May [Picture: Example Wire]", "caption"),
]


@pytest.mark.parametrize(("line", "kind"), LINES)
def test_a_line_is_a_sentence_a_heading_a_caption_or_a_bullet(line: str, kind: str) -> None:
    between = cut(f"An opening sentence of the story.\n\n{line}\n\nAnd one that closes it.")[1:-1]
    assert {p.kind for p in between} == {kind}
    assert " ".join(p.text for p in between) == line


def test_bullets_of_a_list_stand_each_alone() -> None:
    found = cut("What happened:\n\n- Nine people were killed in Karsa\n- Six in Hollen\n- One at the bridge")
    assert [p.text for p in found if p.kind == "bullet"] == [
        "- Nine people were killed in Karsa",
        "- Six in Hollen",
        "- One at the bridge",
    ]


def test_carriage_returns_and_odd_white_space_separate_paragraphs_too() -> None:
    assert texts("Nine were killed.\r\n\r\nSix were hurt.\n \xa0\t\nOne fled.") == [
        "Nine were killed.",
        "Six were hurt.",
        "One fled.",
    ]


def test_a_very_long_line_is_cut_in_good_time_and_whole() -> None:
    """Half a million characters without a break, then with many."""
    for unit in ("a", "He said.The ", "...", "A. ", "“"):
        text = unit * (500_000 // len(unit))
        found = cut(text)
        assert "".join(p.text for p in found).replace(" ", "") == text.replace(" ", "").strip()


def test_passages_are_the_same_cut_at_once_or_when_asked_for() -> None:
    """A sequence that is cut when first looked at holds what cutting at once gives."""
    text = "One ran. Two fell.\n\nThree sat."
    lazily = Passages(Report(id="r", sha256="0", text=text, source="t", media_type="text/plain"))
    assert (len(lazily), tuple(lazily), lazily[0], lazily[1:]) == (
        3,
        cut(text),
        cut(text)[0],
        cut(text)[1:],
    )


def test_items_of_a_list_in_lines_of_one_width_are_passages_of_their_own() -> None:
    """A monthly list is as wide as wrapped prose; each item's day and place are its own."""
    listed = (
        "- 4 March, Bidar, cattle market: 14 killed, 20 injured (shelling)\n"
        "- 5 March, Zaytun camp: 7 killed and 4 injured when a shell\n  hit a home\n"
        "- 7 March, Qamar, the old mosque: 27 killed (drone strike)\n"
    )
    assert len(texts(listed)) == 3
    prose = (
        "The council said that its members had gone through the town of Bidar\n"
        "- and that of Zaytun, where fourteen people were killed in the market\n"
        "- before they came home, where a list of those who died is kept and read,\n"
        "and of those who live."
    )
    assert len(texts(prose)) == 1
