"""The peer: spaCy's tokeniser, sentence splitter and Matcher, with a pattern for figures of people harmed.

It does the first step of what ``daftar read`` does (find "nine people were killed", "killing 7", "left 4 dead") and
nothing of the rest: no attribution, places, days, incidents or sums.
"""

from __future__ import annotations

import json
from typing import TYPE_CHECKING

import spacy
from spacy.matcher import Matcher

if TYPE_CHECKING:
    from collections.abc import Iterator
    from pathlib import Path

HARM = ["killed", "dead", "died", "wounded", "injured", "hurt", "missing", "abducted", "displaced", "fled"]
DOING = ["killing", "wounding", "injuring", "leaving", "left", "killed", "wounded", "injured"]
VAGUE = ["dozens", "hundreds", "thousands", "scores", "several", "many", "another", "a", "an", "one"]
FIGURES = ({"LIKE_NUM": True}, {"LOWER": {"IN": VAGUE}})
BEING = {"LOWER": {"IN": ["was", "were", "been", "be", "have", "has", "had", "are", "being"]}, "OP": "*"}
GAP = {"IS_ALPHA": True, "OP": "{0,4}"}


def matcher() -> tuple[spacy.Language, Matcher]:
    """A blank English pipeline with sentences, and the patterns."""
    nlp = spacy.blank("en")
    nlp.add_pipe("sentencizer")
    found = Matcher(nlp.vocab)
    for figure in FIGURES:
        found.add("PASSIVE", [[figure, GAP, BEING, {"LOWER": {"IN": HARM}}]], greedy="LONGEST")
        found.add("ACTIVE", [[{"LOWER": {"IN": DOING}}, {"OP": "{0,3}"}, figure]], greedy="LONGEST")
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
