"""How it was done, to what, and by whom: methods, targets, perpetrators and the cues of scope in a passage's words."""

from __future__ import annotations

import re
from dataclasses import dataclass
from functools import lru_cache, partial
from typing import TYPE_CHECKING, Any

from ahocorasick_rs import AhoCorasick, MatchKind

from daftar.extract.rules.blame import Blame, Named
from daftar.extract.rules.numbers import NUMBER_WORDS
from daftar.languages import load
from daftar.model import Perpetrator, Quote

if TYPE_CHECKING:
    from daftar.extract.rules.tokens import Tokens
    from daftar.model import Passage

__all__ = ["Found", "Means", "means"]

_DENY = re.compile(r"\b(?:denied|denies|deny|rejected|dismissed)\b", re.IGNORECASE)
_CLAIM = re.compile(r"\bclaim(?:ed|s|ing)?\s+(?:the\s+)?(?:responsibility|credit)\b", re.IGNORECASE)
_NOBODY = frozenset({"no", "neither", "nor"})
_LINKS = frozenset({"and", "of", "-", "/"})
_BEFORE_BY = frozenset(
    "push onslaught war out strike strikes attack attacks raid raids shelling bombing fire airstrike airstrikes offensive bombardment "
    "behind explosion assault ambush operation missile missiles shells rockets dead conducted launched claimed".split()
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
        "truck",
        "roadside",
        "chemical",
        "vacuum",
        "cluster",
        "twin",
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
# Before the name of an attack: it is what was done against, or held off by, somebody else.
_HELD_OFF = frozenset(
    "against on targeting of killing kills foiled foils repelled repels repelling thwarted thwarts stopped".split()
)
_BEFORE_THAT = frozenset({"after", "following", "despite"})
_DOWNED = frozenset({"downed", "was", "crashed", "crashes", "crash", "shot", "down"})
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
        self._blame = Blame(data["blame"])
        self._telling_words = self._strikes | self._verbs | self._blame.words | {"by"}

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
        spans = self._spans(tokens)
        if not spans:
            return ()
        found: dict[str, Perpetrator] = {}
        text = passage.text
        status = "claimed" if _CLAIM.search(text) else "denied" if _DENY.search(text) else "alleged"
        for span in spans:
            start, end = tokens.starts[span.start], tokens.ends[span.end - 1]
            worded = text[start:end]
            name = _state_air_force(worded, tokens, span.end)
            at = passage.start + start
            quote = Quote(start=at, end=at + len(worded), text=worded, part=passage.part)
            found.setdefault(
                name.casefold(), Perpetrator(name=name, status=span.status or status, quote=quote)
            )
        return tuple(found.values())

    def _spans(self, tokens: Tokens) -> list[Named]:
        """Where the passage names who did it, in order; what "after rebel fire" names last: it tells of what came before."""
        found: list[Named] = []
        telling = self._telling_words
        for i, word in enumerate(tokens.lower):
            span = self._span(tokens, i, word) if word in telling else None
            if span is not None and not _nobody(tokens, span):
                found.append(span)
        if not found and (fought := self._blame.fought(tokens, partial(self._behind, tokens))):
            found.append(fought)
        return sorted(found, key=lambda s: _came_before(tokens, s)) if len(found) > 1 else found

    def _span(self, tokens: Tokens, i: int, word: str) -> Named | None:
        lower, marks = tokens.lower, tokens.marks
        span: tuple[int, int] | None = None
        if (
            word == "by"
            and i
            and (marks[i - 1] in "dgSxY" or lower[i - 1] in self._verbs or lower[i - 1] in _BEFORE_BY)
        ):
            span = self._behind(tokens, i + 1)
        elif word in self._strikes and i and not _downed(tokens, i):
            span = self._ahead(tokens, i, strike=True)
        elif word in self._verbs and i and (marks[i] != "X" or tokens.titled) and _acts(tokens, i):
            span = self._ahead(tokens, i, strike=False)
        if span is not None:
            return Named(*span)
        if word not in self._blame.words:
            return None
        before = partial(self._ahead, tokens, strike=False)
        return self._blame.named(tokens, i, partial(self._behind, tokens), before)

    def _part(self, tokens: Tokens, i: int) -> bool:
        word = tokens.lower[i]
        if tokens.titled and word in self._verbs and word not in self._heads:
            return False  # "Army Kills": in a headline the verb has a capital too
        if word in NUMBER_WORDS:
            return False
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
        if strike:
            while j and tokens.lower[j - 1] in _STRIKE_WORDS:
                j -= 1  # "a rebel car bomb"
            stripped = j < i and tokens.lower[j] not in self._before
        if j and tokens.marks[j - 1] == ")":
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
        counted = j and (tokens.marks[j - 1] in "#N" or tokens.lower[j - 1] in NUMBER_WORDS) and not strike
        if end <= j or counted or (j and tokens.lower[j - 1] in _HELD_OFF):
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
        if strike and stripped:
            return (j, end) if self._telling(tokens, j, end, by=False) else None
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


def _came_before(tokens: Tokens, span: Named) -> bool:
    """ "Strikes kill nine after rebel fire": what is told of as having come before."""
    ahead = tokens.lower[max(0, span.start - 2) : span.start]
    return not _BEFORE_THAT.isdisjoint(ahead)


def _nobody(tokens: Tokens, span: Named) -> bool:
    """Whether the words say that nobody did: "no group has claimed responsibility"."""
    return bool(span.start) and tokens.lower[span.start - 1] in _NOBODY


def _downed(tokens: Tokens, i: int) -> bool:
    """Whether an aircraft is what was hit: "a military helicopter was shot down"."""
    return tokens.lower[i] in _AIRCRAFT and not _DOWNED.isdisjoint(tokens.lower[i + 1 : i + 2])


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
