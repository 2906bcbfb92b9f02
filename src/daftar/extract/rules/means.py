"""How it was done, to what, and by whom: methods, targets and perpetrators in a passage's words."""

from __future__ import annotations

import re
from functools import lru_cache
from typing import TYPE_CHECKING, Any

from daftar.languages import load
from daftar.model import Perpetrator, Quote

if TYPE_CHECKING:
    from daftar.model import Passage

__all__ = ["Means", "means"]

_DENY = re.compile(r"\b(?:denied|denies|deny|rejected|dismissed)\b", re.IGNORECASE)
_CLAIM = re.compile(r"\bclaim(?:ed|s|ing)?\s+(?:the\s+)?(?:responsibility|credit)\b", re.IGNORECASE)
_GAP = r"[ \t\r\n]+"


class Means:
    """Compiled from ``means.toml``; one look-up a passage."""

    def __init__(self, data: dict[str, Any]) -> None:
        self.method_order = [entry["name"] for entry in data["method"]]
        self.target_order = [entry["name"] for entry in data["target"]]
        self._methods, self._method_names = _compile(data["method"])
        self._targets, self._target_names = _compile(data["target"])
        self._scope = {name: _alternation(words) for name, words in data["scope"].items()}
        self._harmless = {name: _alternation(words) for name, words in data["harmless"].items()}
        self._actor = _actor(data["actors"])
        self._by = re.compile(
            rf"(?:\b(?:by|from|to|on|against){_GAP}(?:the{_GAP}|an?{_GAP}|what{_GAP}\w+{_GAP})?(?:alleged{_GAP}|suspected{_GAP})?)$",
            re.IGNORECASE,
        )
        self._strikes = _alternation(data["actors"]["strikes"])
        self._verbs = _alternation(data["actors"]["verbs"])

    def methods(self, lower: str) -> dict[str, int]:
        """The methods that ``lower`` (a passage in lower case) words, with where each first stands."""
        return _found(self._methods, self._method_names, lower)

    def method(self, lower: str, near: int | None = None) -> str | None:
        """The method of a passage: the most telling that it words, in the order of the data."""
        found = self.methods(lower)
        del near
        return min(found, key=self.method_order.index) if found else None

    def target(self, lower: str) -> str | None:
        """What was hit, the most telling that the passage words."""
        found = _found(self._targets, self._target_names, lower)
        return min(found, key=self.target_order.index) if found else None

    def cue(self, name: str, lower: str) -> re.Match[str] | None:
        """The first cue of scope ``name`` (cumulative, elsewhere, uncounted) in the passage."""
        return self._scope[name].search(lower)

    def cues(self, name: str, lower: str) -> list[int]:
        """Where the cues of scope ``name`` stand in the passage."""
        return [m.start() for m in self._scope[name].finditer(lower)]

    def harmless(self, name: str, lower: str) -> bool:
        """Whether the passage words an ``accident`` or a ``metaphor``."""
        return self._harmless[name].search(lower) is not None

    def perpetrators(self, passage: Passage) -> tuple[Perpetrator, ...]:
        """Who is said to have done it: "by government forces", "Russian air strikes", "rebels shelled"."""
        text = passage.text
        found: list[Perpetrator] = []
        seen: set[str] = set()
        status = "claimed" if _CLAIM.search(text) else "denied" if _DENY.search(text) else "alleged"
        for match in self._actor.finditer(text):
            name = match.group("name").strip(" ,")
            before, after = text[max(0, match.start() - 30) : match.start()], text[match.end() : match.end() + 40]
            if not name or not self._does_it(before, after, name) or name.lower() in seen:
                continue
            seen.add(name.lower())
            start = passage.start + match.start("name")
            quote = Quote(start=start, end=start + len(name), text=name, part=passage.part)
            found.append(Perpetrator(name=name, status=status, quote=quote))
        return tuple(found)

    def _does_it(self, before: str, after: str, name: str) -> bool:
        by = self._by.search(before)
        if by is not None:
            return by.group().lower().startswith("by")
        following = after.lstrip().lower()
        if self._strikes.match(following):
            return True
        words = following.split(None, 3)
        for i, word in enumerate(words[:3]):
            if self._verbs.match(word):
                return i == 0 or words[0] in ("have", "has", "had", "also", "reportedly", "allegedly", "then", "who", "who've")
        last = name.rsplit(None, 1)[-1].lower()
        return last in ("warplanes", "jets", "helicopters") and bool(words) and words[0] not in ("were", "was")


def _phrase(phrase: str) -> str:
    words = [r"[\w,.]+" if word == "*" else re.escape(word).replace(r"\*", r"\w*") for word in phrase.split(" ")]
    return r"\s+".join(words)


def _alternation(phrases: list[str]) -> re.Pattern[str]:
    ordered = sorted(phrases, key=len, reverse=True)
    return re.compile(r"\b(?:" + "|".join(map(_phrase, ordered)) + r")\b")


def _compile(entries: list[dict[str, Any]]) -> tuple[re.Pattern[str], list[str]]:
    groups = []
    names = []
    for entry in entries:
        ordered = sorted(entry["phrases"], key=len, reverse=True)
        groups.append("(" + "|".join(map(_phrase, ordered)) + ")")
        names.append(entry["name"])
    return re.compile(r"\b(?:" + "|".join(groups) + r")\b"), names


def _found(pattern: re.Pattern[str], names: list[str], lower: str) -> dict[str, int]:
    found: dict[str, int] = {}
    for match in pattern.finditer(lower):
        if match.lastindex:
            found.setdefault(names[match.lastindex - 1], match.start())
    return found


def _actor(data: dict[str, list[str]]) -> re.Pattern[str]:
    heads = "|".join(sorted(map(_phrase, data["heads"]), key=len, reverse=True))
    before = "|".join(sorted(map(_phrase, data["before"]), key=len, reverse=True))
    name = rf"(?:[A-Z][\w'’.-]*|(?i:{before}))"
    alone = "|".join(sorted(map(_phrase, data["alone"]), key=len, reverse=True))
    return re.compile(
        rf"\b(?P<name>(?:{name}{_GAP}){{0,5}}(?i:{heads})\b|(?:{name}{_GAP}){{0,4}}[A-Z][\w'’.-]+\b|(?i:{alone})\b)"
    )


@lru_cache(maxsize=4)
def means(language: str = "en") -> Means:
    """The compiled means of ``language``."""
    return Means(load(language, "means"))
