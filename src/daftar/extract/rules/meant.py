"""Whose death "He died at the scene" tells: the one person whom the sentence before names."""

from __future__ import annotations

from dataclasses import replace
from typing import TYPE_CHECKING

from daftar.extract.rules.judging import tells_of_victims
from daftar.extract.rules.kinship import Person, skeleton
from daftar.extract.rules.lexicon import lexicon
from daftar.extract.rules.nearby import quote_at

if TYPE_CHECKING:
    from collections.abc import Callable, Sequence

    from daftar.extract.rules.people import Telling
    from daftar.extract.rules.personal_names import Named
    from daftar.model import Claim, Passage, Victim

__all__ = ["with_the_meant"]

_ARTICLES = frozenset({"a", "an", "the", "another", "one", "his", "her", "their"})
_REACH = 4  # words from the article to its noun
_PRONOUNS = {"he": "man", "she": "woman"}


def with_the_meant(
    claims: Sequence[Claim], passages: Sequence[Passage], telling: Callable[[int], Telling]
) -> tuple[Claim, ...]:
    """``claims``, those of one "he" or "she" with the person whom the sentence before names, where only one can be meant.

    Nobody is meant whom that sentence says to have done or told something, nor where it tells of one person more, nor where the claim's
    own sentence names somebody.
    """
    found = list(claims)
    at = {(p.part, p.start): n for n, p in enumerate(passages)}
    for k, claim in enumerate(claims):
        sex = _PRONOUNS.get((claim.count_worded or "").casefold())
        if sex is None or claim.victims or not tells_of_victims(claim):
            continue
        index = at.get((claim.passage.part, claim.passage.start), 0)
        if index == 0 or passages[index - 1].kind != "sentence" or passages[index - 1].part != "text":
            continue
        victim = _meant(claim, sex, passages[index - 1], telling(index - 1), telling(index))
        if victim is not None:
            found[k] = replace(claim, victims=(victim,))
    return tuple(found)


def _meant(claim: Claim, sex: str, before: Passage, said: Telling, here: Telling) -> Victim | None:
    names = [(n, j) for n, j in zip(said.named.names, said.named.judged, strict=True) if j >= 0 or _full(n)]
    if len(names) != 1 or here.named.names or _somebody_else(before.text):
        return None
    name, judged = names[0]
    if judged < 0 or not _full(name) or name.possessive or name.sex not in (None, sex):
        return None
    words = skeleton(name.name)
    person = Person(words)
    person.add(name, words)
    person.sex = person.sex or sex
    return person.victim(claim.outcome or "", quote_at(before, name.start, name.stop))


def _full(name: Named) -> bool:
    return len(name.name.split()) > 1


def _somebody_else(text: str) -> bool:
    """Whether a sentence tells of one person more who may be meant: "with a friend", and not ", a nurse,"."""
    traits = lexicon("en").traits
    words = text.split()
    for k, word in enumerate(words):
        noun = traits.get(word.strip(",.;:()"))
        if noun is None or noun.many:
            continue
        articles = [j for j in range(max(0, k - _REACH), k) if words[j].casefold() in _ARTICLES]
        if articles and not (articles[-1] and words[articles[-1] - 1].endswith(",")):
            return True
    return False
