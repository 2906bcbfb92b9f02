"""The English lexicon as look-up tables: what a word is (its class) and what it tells of people (its traits)."""

from __future__ import annotations

from dataclasses import dataclass
from functools import lru_cache
from typing import Any

from daftar.errors import DataError
from daftar.languages import load

__all__ = ["Lexicon", "Traits", "lexicon"]

# One character a word class; the grammar is written over strings of these.
CLASSES = {
    "be": "B",
    "have": "H",
    "negation": "Z",
    "modal": "M",
    "to": "T",
    "and": "A",
    "or": "A",
    "the": "t",
    "possessive": "h",
    "other": "o",
    "including": "I",
    "who": "w",
    "while": "W",
    "preposition": "r",
    "of": "f",
    "adverb": "x",
    "leave": "L",
    "toll": "U",
    "rise": "R",
    "claim_lives": "C",
    "lives": "V",
    "body": "n",
    "say": "q",
    "pronoun": "e",
    "suffer": "k",
}
FORMS = {"state": "S", "noun": "n", "base": "b", "self": "s", "gerund": "g", "done": "d"}


@dataclass(frozen=True, slots=True, kw_only=True)
class Traits:
    """What a noun or adjective tells of the people it stands for."""

    many: bool = False
    status: str | None = None
    age: str | None = None
    sex: str | None = None
    role: str | None = None
    kin: bool = False


@dataclass(frozen=True, slots=True, eq=False)
class Lexicon:
    """Tables by lower-case word. ``pairs`` maps a first word to the two-word nouns that begin with it."""

    classes: dict[str, str]
    outcomes: dict[str, str]
    traits: dict[str, Traits]
    adjectives: dict[str, Traits]
    pairs: dict[str, frozenset[str]]
    sets: dict[str, frozenset[str]]

    def of_class(self, name: str) -> frozenset[str]:
        """The words of the class called ``name``."""
        mark = CLASSES[name]
        return frozenset([word for word, own in self.classes.items() if own == mark])


@lru_cache(maxsize=4)
def lexicon(language: str = "en") -> Lexicon:
    """The compiled lexicon of ``language``. Raises DataError where the file does not make sense."""
    data = load(language, "lexicon")
    classes: dict[str, str] = {}
    outcomes: dict[str, str] = {}
    for key, words in data["words"].items():
        if key not in CLASSES:
            raise DataError(
                f"languages/{language}/lexicon.toml, words.{key}: no such class; known: {', '.join(CLASSES)}"
            )
        for word in words:
            classes.setdefault(word, CLASSES[key])
    for outcome, forms in data["outcome"].items():
        for form, mark in FORMS.items():
            for word in forms.get(form, []):
                if outcome != "killed" and mark == "n" and word in classes and classes[word] == "d":
                    continue
                classes[word] = mark
                outcomes[word] = outcome
    for word in data["words"]["adverb"]:
        if classes.get(word) == "d" and word == "fatally":
            classes[word] = "x"
    traits, pairs = _people(data)
    for word, trait in traits.items():
        if " " not in word:
            kin = "J" if trait.many else "K"
            classes.setdefault(word, kin if trait.kin else "p" if trait.many else "P")
    return Lexicon(
        classes=classes,
        outcomes=outcomes,
        traits=traits,
        adjectives=_adjectives(data["adjectives"]),
        pairs={first: frozenset(seconds) for first, seconds in pairs.items()},
        sets={name: frozenset(members) for name, members in data["sets"].items()},
    )


def _people(data: dict[str, Any]) -> tuple[dict[str, Traits], dict[str, set[str]]]:
    traits: dict[str, Traits] = {}
    pairs: dict[str, set[str]] = {}
    for table in ("person", "kin"):
        for entry in data[table]:
            for number in ("one", "many"):
                trait = Traits(
                    many=number == "many",
                    status=entry.get("status"),
                    age=entry.get("age"),
                    sex=entry.get("sex"),
                    role=entry.get("role"),
                    kin=table == "kin",
                )
                for word in entry[number]:
                    if word not in traits or traits[word] == Traits(many=traits[word].many):
                        traits[word] = trait
                    if " " in word:
                        first, second = word.split(" ", 1)
                        pairs.setdefault(first, set()).add(second)
    return traits, pairs


def _adjectives(table: dict[str, list[str]]) -> dict[str, Traits]:
    kinds = {
        "child": Traits(age="child"),
        "elderly": Traits(age="elderly"),
        "woman": Traits(sex="woman"),
        "man": Traits(sex="man"),
        "civilian": Traits(status="civilian"),
        "combatant": Traits(status="combatant"),
    }
    found: dict[str, Traits] = {}
    for kind, words in table.items():
        for word in words:
            found[word] = kinds.get(kind) or Traits(role=kind)
    return found
