"""The peer: spaCy's tokeniser, sentence splitter and Matcher, with patterns for the same ways of saying harm.

Passive ("at least nine people were killed"), active ("a bomb killed seven shoppers"), participle ("killing 7"),
"left 4 dead", totals ("the death toll rose to 31"), elliptical ("and 23 others"), parts ("among them three children"),
kin ("his wife and two daughters"), ranges, and nobody ("no one was hurt"). It finds these words with the sentence around
them, and does nothing of the rest that ``daftar read`` does: no bounds, attribution, places, days, incidents or sums.
"""

from __future__ import annotations

import json
from typing import TYPE_CHECKING

import spacy
from spacy.matcher import Matcher

if TYPE_CHECKING:
    from collections.abc import Iterator
    from pathlib import Path

HARM = [
    "killed",
    "dead",
    "died",
    "wounded",
    "injured",
    "hurt",
    "missing",
    "abducted",
    "kidnapped",
    "displaced",
    "fled",
]
DOING = [
    "kill",
    "kills",
    "killed",
    "killing",
    "wounded",
    "wounding",
    "injured",
    "injuring",
    "left",
    "leaving",
    "claimed",
]
VAGUE = [
    "dozens",
    "hundreds",
    "thousands",
    "scores",
    "several",
    "many",
    "another",
    "others",
    "a",
    "an",
    "one",
]
QUALIFIERS = [
    "least",
    "most",
    "than",
    "to",
    "about",
    "around",
    "some",
    "nearly",
    "almost",
    "over",
    "between",
    "and",
]
PEOPLE = ["people", "civilians", "children", "women", "men", "boys", "girls", "soldiers", "fighters", "villagers",
          "residents", "worshippers", "farmers", "workers", "shoppers", "medics", "journalists", "others"]  # fmt: skip
KIN = [
    "wife",
    "husband",
    "son",
    "sons",
    "daughter",
    "daughters",
    "mother",
    "father",
    "brother",
    "sister",
    "children",
]
QUALIFIER = {"LOWER": {"IN": QUALIFIERS}, "OP": "*"}
BEING = {
    "LOWER": {"IN": ["was", "were", "been", "be", "have", "has", "had", "are", "is", "being"]},
    "OP": "*",
}
GAP = {"IS_ALPHA": True, "OP": "{0,4}"}
FIGURES = ({"LIKE_NUM": True}, {"LOWER": {"IN": VAGUE}})


def matcher() -> tuple[spacy.Language, Matcher]:
    """A blank English pipeline with sentences, and the patterns."""
    nlp = spacy.blank("en")
    nlp.add_pipe("sentencizer")
    found = Matcher(nlp.vocab)
    for number, figure in enumerate(FIGURES):
        patterns = {
            "PASSIVE": [QUALIFIER, figure, GAP, BEING, {"LOWER": {"IN": HARM}}],
            "ACTIVE": [{"LOWER": {"IN": DOING}}, {"IS_ALPHA": True, "OP": "{0,2}"}, QUALIFIER, figure, GAP],
            "LEFT": [{"LOWER": {"IN": ["left", "leaving"]}}, QUALIFIER, figure, GAP, {"LOWER": {"IN": HARM}}],
            "PART": [{"LOWER": {"IN": ["including", "among"]}}, GAP, figure, {"LOWER": {"IN": PEOPLE}}],
            "ELLIPTIC": [{"LOWER": "and"}, QUALIFIER, figure, {"LOWER": {"IN": PEOPLE}}],
            "TOLL": [
                {"LOWER": {"IN": ["toll", "number"]}},
                {"OP": "{0,8}"},
                {"LOWER": {"IN": ["to", "at", "was"]}},
                figure,
            ],
            "RANGE": [
                figure,
                {"LOWER": {"IN": ["to", "and", "or"]}},
                figure,
                GAP,
                BEING,
                {"LOWER": {"IN": HARM}},
            ],
        }
        for name, pattern in patterns.items():
            found.add(f"{name}{number}", [pattern], greedy="LONGEST")
    kin = [
        {"LOWER": {"IN": ["his", "her", "their", "a"]}},
        GAP,
        {"LOWER": {"IN": KIN}},
        GAP,
        BEING,
        {"LOWER": {"IN": HARM}},
    ]
    found.add("KIN", [kin], greedy="LONGEST")
    nobody = [
        {"LOWER": {"IN": ["no", "nobody", "none"]}},
        GAP,
        BEING,
        {"LOWER": {"IN": [*HARM, "casualties"]}},
    ]
    found.add("NOBODY", [nobody], greedy="LONGEST")
    return nlp, found


def read(nlp: spacy.Language, found: Matcher, corpus: Path) -> Iterator[bytes]:
    """One line of JSON a report: where the figures stand, with the sentence around each."""
    with corpus.open(encoding="utf-8") as lines:
        rows = (json.loads(line) for line in lines)
        for doc, row in nlp.pipe(((row["text"], row) for row in rows), as_tuples=True):
            spans = [doc[start:end] for _, start, end in found(doc)]
            claims = [
                {"start": s.start_char, "end": s.end_char, "text": s.text, "sentence": s.sent.text}
                for s in spans
            ]
            yield json.dumps({"report": row["id"], "claims": claims}).encode()
