"""Private people whom nothing read as a victim or a source, found by how a report words them: an age, a trade, a kinship.

Reports give ages, trades and kin of private people ("Umm Yusuf, 61, sold parsley"; "a shopkeeper, Abu Hasan") and offices of
those who speak by office ("a spokesman for the Rescue Corps"). A name in such words is withheld, unless the same name is
known to be a place's, an outlet's, an organisation's or that of somebody who speaks by office: better one name too many.
"""

from __future__ import annotations

import re
from functools import cache
from typing import TYPE_CHECKING, Final

from daftar.publish.names import folded_name
from daftar.publish.rules import rules

if TYPE_CHECKING:
    from collections.abc import Iterable, Iterator

__all__ = ["NAMES", "Staying", "told_of"]

_CAPITAL: Final = r"(?:(?:[Aa]l|[Ee]l|[Aa]n|[Aa]s|[Aa]sh|[Aa]t|[Aa]d|[Aa]r)-)?[A-ZÀ-ÖØ-Þ][\w'’]+(?:-[\w'’]+)*"
_LINK: Final = r"(?:(?:al|el|bin|ibn|bint|abu|umm|de|van|von)[ -])?"
_NAME: Final = rf"(?P<name>(?:{_CAPITAL})(?: {_LINK}{_CAPITAL}){{1,3}})"
NAMES: Final = re.compile(rf"(?<![\w-]){_NAME}(?![\w-])")
_OLDEST: Final = 110  # years
_WORDS: Final = 6  # of a name: as many as the patterns take


@cache
def _patterns() -> tuple[re.Pattern[str], ...]:
    people = "|".join(map(re.escape, sorted(rules().private_people)))
    # A few words may stand between article and noun ("a 40-year-old baker"), none that begins an office.
    between = r"(?:(?!(?:for|of|at|in|and|with|from|to)\b)[\w-]+ ){0,2}"
    return tuple(
        re.compile(re.sub(r" (?![{}])", r"\\s+", pattern))
        for pattern in (
            rf"\b{_NAME}, (?:aged )?(?P<age>\d{{1,3}})(?=[,.;)]| (?:and|who|from|was|years)\b)",
            rf"\b{_NAME} \((?:aged )?(?P<age>\d{{1,3}})\)",
            rf"(?m)^[ ]*{_NAME}[ ]?[\t|;][ ]?(?P<age>\d{{1,3}})[ ]?[\t|;]",  # a row of a list of people
            rf"\b{_NAME}, (?:a|an|the|his|her|their) {between}(?:{people})\b",
            rf"\b(?:{people}),? {_NAME}\b",
            rf"\b[Aa]mong the (?:dead|killed|victims|injured|wounded)(?: [\w-]+)? (?:is|are|was|were) {_NAME}(?=[,.;]| and\b)",
        )
    )


class Staying:
    """Names that stay, made ready to be asked for by the thousand: whole, and by every few words in a row of them."""

    def __init__(self, names: Iterable[str]) -> None:
        self._whole: set[str] = set()
        self._parts: set[str] = set()
        for folded in {folded_name(name) for name in names}:
            self._whole.add(folded)
            self._parts.update(_in_a_row(folded))

    def has(self, name: str) -> bool:
        """Whether ``name`` is one of them, holds one or is part of one."""
        folded = folded_name(name)
        return folded in self._parts or any(part in self._whole for part in _in_a_row(folded))


def _in_a_row(folded: str) -> Iterator[str]:
    words = folded.split()
    for start in range(len(words)):
        for end in range(start + 1, min(len(words), start + _WORDS) + 1):
            yield " ".join(words[start:end])


def told_of(text: str, staying: Staying) -> Iterator[str]:
    """The names in ``text`` that its words tell to be of private people, and that do not stay."""
    found: dict[str, bool] = {}
    for pattern in _patterns():
        for match in pattern.finditer(text):
            groups = match.groupdict()
            if groups.get("age") and int(groups["age"]) > _OLDEST:
                continue
            if match["name"].isupper() and not groups.get("age"):
                continue  # a headline in capitals
            name = _without_openings(match["name"])
            if name not in found:
                found[name] = len(name.split()) > 1 and not staying.has(name)
    yield from (name for name, private in found.items() if private)


def _without_openings(name: str) -> str:
    """``name`` without a word that only begins its sentence, or a form of address."""
    words = name.split()
    while words and folded_name(words[0]) in rules().openings:
        del words[0]
    return " ".join(words)
