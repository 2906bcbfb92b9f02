"""How it was done, to what, and by whom: methods, targets, perpetrators and the cues of scope in a passage's words."""

from __future__ import annotations

import re
from dataclasses import dataclass
from functools import lru_cache
from typing import TYPE_CHECKING, Any

from ahocorasick_rs import AhoCorasick, MatchKind

from daftar.languages import load
from daftar.model import Perpetrator, Quote

if TYPE_CHECKING:
    from daftar.extract.rules.tokens import Tokens
    from daftar.model import Passage

__all__ = ["Found", "Means", "means"]

_DENY = re.compile(r"\b(?:denied|denies|deny|rejected|dismissed)\b", re.IGNORECASE)
_CLAIM = re.compile(r"\bclaim(?:ed|s|ing)?\s+(?:the\s+)?(?:responsibility|credit)\b", re.IGNORECASE)
_LINKS = frozenset({"and", "of", "-", "/"})
_BEFORE_BY = frozenset(
    "push onslaught war out strike strikes attack attacks raid raids shelling bombing fire airstrike airstrikes offensive bombardment "
    "explosion assault ambush operation missile missiles shells rockets dead conducted launched claimed".split()
)
_AUXILIARIES = frozenset(
    {"have", "has", "had", "also", "reportedly", "allegedly", "then", "who", "later", "again"}
)
_STRIKE_WORDS = frozenset(
    {
        "air",
        "rocket",
        "mortar",
        "drone",
        "missile",
        "suicide",
        "artillery",
        "bomb",
        "car",
        "barrel",
        "aerial",
        "sniper",
        "tank",
        "ground",
    }
)
_AIRCRAFT = frozenset(
    {
        "warplanes",
        "warplane",
        "jets",
        "jet",
        "aircraft",
        "helicopters",
        "helicopter",
        "planes",
        "plane",
        "bombers",
    }
)
_NATION = ("ian", "ish", "ese", "eli", "aqi", "emi", "udi", "ani", "can", "ench", "us", "u.s.", "sian")
_ARTICLES = frozenset({"the", "a", "an", "alleged", "suspected", "what", "some", "several", "two", "three"})


@dataclass(frozen=True, slots=True)
class Found:
    """What a passage words: for each table of the data, each name with where it first stands."""

    tables: dict[str, dict[str, list[int]]]

    def first(self, table: str, order: list[str]) -> str | None:
        """The name of ``table`` that comes first in ``order`` among those worded."""
        names = self.tables.get(table)
        return min(names, key=order.index) if names else None

    def at(self, table: str, name: str) -> list[int]:
        """Where the cues called ``name`` stand, in order."""
        return self.tables.get(table, {}).get(name, [])


class Means:
    """Compiled from ``means.toml``: one automaton for all phrases, one walk over the tokens for the perpetrators."""

    def __init__(self, data: dict[str, Any]) -> None:
        self.method_order = [entry["name"] for entry in data["method"]]
        self.target_order = [entry["name"] for entry in data["target"]]
        phrases: list[tuple[str, str, str]] = []
        loose: dict[str, list[str]] = {}
        for table in ("method", "target"):
            phrases.extend(
                (table, entry["name"], phrase) for entry in data[table] for phrase in entry["phrases"]
            )
        for table in ("scope", "harmless"):
            for name, words in data[table].items():
                for phrase in words:
                    if " * " in phrase:
                        loose.setdefault(name, []).append(phrase)
                    else:
                        phrases.append((table, name, phrase))
        self._entries = [
            (table, name, phrase.endswith("*"), len(phrase.rstrip("*"))) for table, name, phrase in phrases
        ]
        self._automaton = AhoCorasick(
            [phrase.rstrip("*") for _, _, phrase in phrases], matchkind=MatchKind.Standard
        )
        self._loose = {
            name: re.compile(r"\b(?:" + "|".join(map(_loose, words)) + r")\b")
            for name, words in loose.items()
        }
        actors = data["actors"]
        self._heads = frozenset(actors["heads"])
        self._before = frozenset(actors["before"])
        self._alone = frozenset(actors["alone"])
        self._strikes = frozenset(w.split()[-1] for w in actors["strikes"])
        self._verbs = frozenset(actors["verbs"])
        self._telling_words = self._strikes | self._verbs | {"by"}

    def read(self, lower: str) -> Found:
        """All phrases that ``lower`` (a passage in lower case, line ends as spaces) words."""
        tables: dict[str, dict[str, list[int]]] = {}
        size = len(lower)
        for index, start, end in self._automaton.find_matches_as_indexes(lower, overlapping=True):
            table, name, open_end, _ = self._entries[index]
            if start and (lower[start - 1].isalnum() or lower[start - 1] == "_"):
                continue
            if not open_end and end < size and (lower[end].isalnum() or lower[end] == "_"):
                continue
            tables.setdefault(table, {}).setdefault(name, []).append(start)
        for name, pattern in self._loose.items():
            if match := pattern.search(lower):
                tables.setdefault("scope", {}).setdefault(name, []).append(match.start())
        return Found(tables)

    def perpetrators(self, passage: Passage, tokens: Tokens) -> tuple[Perpetrator, ...]:
        """Who is said to have done it: "by government forces", "Russian air strikes", "rebels shelled"."""
        found: list[Perpetrator] = []
        seen: set[str] = set()
        status: str | None = None
        lower, marks = tokens.lower, tokens.marks
        telling = self._telling_words
        for i, word in enumerate(lower):
            if word not in telling:
                continue
            span: tuple[int, int] | None = None
            if (
                word == "by"
                and i
                and (marks[i - 1] in "dgSx" or lower[i - 1] in self._verbs or lower[i - 1] in _BEFORE_BY)
            ):
                span = self._behind(tokens, i + 1)
            elif word in self._strikes and i:
                span = self._ahead(tokens, i, strike=True)
            elif word in self._verbs and i and marks[i] != "X" and _acts(tokens, i):
                span = self._ahead(tokens, i, strike=False)
            if span is None:
                continue
            start, end = tokens.starts[span[0]], tokens.ends[span[1] - 1]
            worded = passage.text[start:end]
            name = _state_air_force(worded, tokens, span[1])
            if name.casefold() in seen:
                continue
            seen.add(name.casefold())
            if status is None:
                status = (
                    "claimed"
                    if _CLAIM.search(passage.text)
                    else "denied"
                    if _DENY.search(passage.text)
                    else "alleged"
                )
            at = passage.start + start
            quote = Quote(start=at, end=at + len(worded), text=worded, part=passage.part)
            found.append(Perpetrator(name=name, status=status, quote=quote))
        return tuple(found)

    def _part(self, tokens: Tokens, i: int) -> bool:
        word = tokens.lower[i]
        return tokens.marks[i] == "X" or word in self._before or word in self._heads or word in self._alone

    def _telling(self, tokens: Tokens, start: int, end: int, *, by: bool) -> bool:
        """Whether a run of words names somebody who acts: it ends in "forces", or has a name in it."""
        words = tokens.lower[start:end]
        if any(w in self._heads or w in self._alone for w in words):
            return True
        return by and any(tokens.marks[k] == "X" for k in range(start, end)) and len(words) <= 5

    def _behind(self, tokens: Tokens, i: int) -> tuple[int, int] | None:
        """The run of actor words that begins at token ``i`` or behind an article there."""
        size = len(tokens)
        while i < size and tokens.lower[i] in _ARTICLES:
            i += 1
        j = i
        while (
            j < size
            and j - i < 9
            and (
                self._part(tokens, j)
                or (tokens.lower[j] in _LINKS and j > i and j + 1 < size and self._part(tokens, j + 1))
            )
        ):
            j += 1
        if j < size and tokens.lower[j] in self._strikes and j > i and tokens.lower[j] not in self._heads:
            pass
        while j > i and tokens.lower[j - 1] in _STRIKE_WORDS:
            j -= 1
        return (i, j) if j > i and self._telling(tokens, i, j, by=True) else None

    def _ahead(self, tokens: Tokens, i: int, *, strike: bool) -> tuple[int, int] | None:
        """The run of actor words that ends before token ``i`` ("government forces | shelled", "Russian | raids")."""
        j = i
        while j and not strike and (tokens.lower[j - 1] in _AUXILIARIES or tokens.marks[j - 1] == "Y"):
            j -= 1
        if j and not strike and tokens.marks[j - 1] == ")":
            while j and tokens.marks[j - 1] != "(":
                j -= 1
            j = max(j - 1, 0)
        end = j
        while (
            j
            and end - j < 8
            and (
                self._part(tokens, j - 1)
                or (tokens.lower[j - 1] in _LINKS and j > 1 and j < end and self._part(tokens, j - 2))
            )
        ):
            j -= 1
        while end > j and tokens.lower[end - 1] in _STRIKE_WORDS:
            end -= 1
        if (
            end <= j
            or (j and tokens.marks[j - 1] in "#N")
            or (j and tokens.lower[j - 1] in ("against", "on", "targeting", "of", "killing", "kills"))
        ):
            return None
        if (
            end - j == 1
            and tokens.marks[j] == "X"
            and strike
            and j == 0
            and len(tokens) > 4
            and tokens.lower[j] not in self._alone
        ):
            return None if not tokens.lower[j].endswith(("n", "i", "h", "led")) else (j, end)
        if strike:
            named = any(
                tokens.marks[k] == "X" and tokens.lower[k].endswith(("n", "i", "h", "led", "can", "se"))
                for k in range(j, end)
            )
            return (j, end) if named or self._telling(tokens, j, end, by=False) else None
        return (j, end) if self._telling(tokens, j, end, by=False) else None


def _acts(tokens: Tokens, i: int) -> bool:
    """Whether the verb at token ``i`` has something behind it that it is done to; "rebels killed in X" did not kill."""
    if tokens.marks[i] != "d":
        return True
    return (
        i + 1 < len(tokens)
        and tokens.marks[i + 1] not in "r.,;W)"
        and tokens.lower[i + 1] not in ("and", "or")
    )


def _state_air_force(worded: str, tokens: Tokens, end: int) -> str:
    """ "Syrian warplanes", "Syrian air strikes": a state's aircraft are its air force's; other wordings stay."""
    last = worded.rsplit(None, 1)
    if len(last) == 2 and last[1].lower() in _AIRCRAFT:
        return f"{last[0]} air force" if last[0].lower().endswith(_NATION) else worded
    following = tokens.lower[end : end + 1]
    if (
        len(last) == 1
        and worded.lower().endswith(_NATION)
        and following
        and following[0] in ("air", "airstrike", "airstrikes", "warplanes", "jets")
    ):
        return f"{worded} air force"
    return worded


def _loose(phrase: str) -> str:
    return r"\s+".join(r"[\w,.]+" if word == "*" else re.escape(word) for word in phrase.split(" "))


@lru_cache(maxsize=4)
def means(language: str = "en") -> Means:
    """The compiled means of ``language``."""
    return Means(load(language, "means"))
