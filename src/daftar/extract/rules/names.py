"""Names that a report gives more than once: the body behind a short name, and who a surname belongs to."""

from __future__ import annotations

import re
from typing import TYPE_CHECKING

from daftar.extract.rules.sources import key_of
from daftar.extract.rules.speakers import ending_at, starting_at
from daftar.extract.rules.wording import tokenise

if TYPE_CHECKING:
    from daftar.extract.rules.mentions import Mention
    from daftar.extract.rules.sources import SourceWords
    from daftar.memo import Memo

    # How a passage names a person, by its words and the name; alone in a tuple, for it may be None.
    People = Memo[tuple[str, str], tuple[Mention | None]]

__all__ = ["Names"]

_KNOWN_AS = re.compile(
    r"((?:[A-Z][\w'’-]+|for|of|the|and)(?:\s+(?:[A-Z][\w'’-]+|for|of|the|and))*),?\s+(?:\(?(?:also|better|widely|commonly|popularly)\s+)"
    r"(?:known|called|referred to)\s+as\s+(?:the\s+)?[\"“'‘]?([A-Z][\w'’-]+(?:\s+[A-Z][\w'’-]+)*)"
)
_BEFORE = re.compile(r"((?:[A-Z][\w'’.-]*|of|for|and|de|del|the|&)\s+){0,7}$")
_BEHIND = re.compile(r"\s+(?:for|of)\s+(?:the\s+)?[A-Z][\w'’-]+(?:\s+[A-Z][\w'’-]+)*")
_MONITOR = re.compile(
    r"(?:[A-Z][\w'’-]+\s+)+(?:Observatory|Network|Centre|Center|Committee)\s+(?:for|of)\s+(?:[A-Z][\w'’-]+\s*)+"
)
_LOWER_LINK = frozenset({"of", "for", "and", "de", "del", "the", "&"})


class Names:
    """The names of one report's text. Looks only when asked, and remembers what it found."""

    __slots__ = ("_bodies", "_known_as", "_lexicon", "_memo", "_monitor", "_people", "_text")

    def __init__(self, text: str, lexicon: SourceWords, memo: People | None = None) -> None:
        self._text = text
        self._memo = memo
        self._lexicon = lexicon
        self._bodies: dict[str, tuple[str, str]] = {}
        self._people: dict[tuple[int, str], Mention | None] = {}
        self._known_as: dict[str, str] | None = None
        self._monitor: tuple[str | None] | None = None

    def body(self, mention: Mention) -> tuple[str, str]:
        """Full name and kind of the body a mention names."""
        org = mention.org or mention.words
        name, kind = self._full(org)
        if kind == "unknown" and mention.alias and (entry := self._lexicon.lookup(mention.alias)) is not None:
            return name, entry.kind
        return name, kind if kind != "unknown" else mention.kind

    def organisation(self, mention: Mention) -> tuple[str | None, str]:
        """The body that a person or description speaks for, and the kind of the two together."""
        if mention.org is None:
            return None, mention.kind
        name, kind = self._full(mention.org)
        return name, kind if kind not in {"unknown", "official"} else mention.kind

    def only_monitor(self) -> str | None:
        """The one monitoring body that the report names, None where it names none or several."""
        if self._monitor is None:
            found = {
                self._full(" ".join(m.group().split()).removeprefix("The "))[0]
                for m in _MONITOR.finditer(self._text)
            }
            if not found:
                keys = self._lexicon.monitors
                found = {e.name for k in keys if (e := self._lexicon.known[k]).name in self._text}
            self._monitor = (found.pop() if len(found) == 1 else None,)
        return self._monitor[0]

    def person_in(self, passage: str, name: str) -> Mention | None:
        """How ``passage`` names the person whose name ends in ``name``, title and apposition included."""
        at = passage.find(name)
        if at < 0:
            return None
        if self._memo is None:
            return self._person_at(passage, at, name)
        known = self._memo.get((passage, name))
        if known is None:
            known = (self._person_at(passage, at, name),)
            self._memo.keep((passage, name), known)
        return known[0]

    def _person_at(self, passage: str, at: int, name: str) -> Mention | None:
        tokens = tokenise(passage, self._lexicon)
        stop = tokens.at(at + len(name))
        left = ending_at(tokens, stop, self._lexicon)
        if left is None or left.form != "person":
            return None
        if left.org is not None:
            return left
        right = starting_at(tokens, tokens.at(left.start), self._lexicon)
        return right if right is not None and right.form == "person" and right.org is not None else left

    def _full(self, org: str) -> tuple[str, str]:
        hit = self._bodies.get(org)
        if hit is None:
            hit = self._bodies[org] = self._find(org)
        return hit

    def _find(self, org: str) -> tuple[str, str]:
        lexicon = self._lexicon
        bare = org.removeprefix("the ").removeprefix("The ")
        entry = lexicon.lookup(bare)
        if entry is not None:
            return entry.name, entry.kind
        if bare.islower() and " " not in bare and self._text.find(bare.capitalize()) >= 0:
            longer = self._longer(bare.capitalize())
            bare = longer or bare
        name = self._alias_of(bare) or self._spelled_out(bare) or self._longer(bare) or bare
        entry = lexicon.lookup(name)
        if entry is not None:
            return entry.name, entry.kind
        return name, lexicon.kind(name.lower().split())

    def _alias_of(self, name: str) -> str | None:
        if self._known_as is None:
            self._known_as = {}
            if " as " in self._text and "known" in self._text:
                for found in _KNOWN_AS.finditer(self._text):
                    full = " ".join(found.group(1).split())
                    self._known_as[key_of(found.group(2))] = full.removeprefix("The ").removeprefix("the ")
        return self._known_as.get(key_of(name))

    def _spelled_out(self, acronym: str) -> str | None:
        """The words whose initials an acronym in brackets is: "Independent Doctors Association (IDA)"."""
        if not (2 <= len(acronym) <= 8 and acronym.isupper() and acronym.isalpha()):
            return None
        for opening, closing in ("()", "[]"):
            at = self._text.find(f"{opening}{acronym}{closing}")
            if at > 0 and (words := _initials(self._text[max(0, at - 120) : at].split(), acronym)):
                return words
            at = self._text.find(f"{acronym} {opening}")
            if at >= 0:
                begin = at + len(acronym) + 2
                end = self._text.find(closing, begin, begin + 90)
                if end > 0 and (words := _initials(self._text[begin:end].split(), acronym)):
                    return words
        if len(acronym) < 3 or self._text[:400].isupper():
            return None
        small = r"(?:\s+(?:of|for|and|the|de))*\s+"
        found = re.search(
            r"\b" + small.join(rf"{letter}[a-z][\w'’-]*" for letter in acronym) + r"\b", self._text
        )
        return " ".join(found.group().split()) if found is not None else None

    def _longer(self, name: str) -> str | None:
        """The longest name in the report that ``name`` is a part of: "Civil Defence" → "Syrian Civil Defence"."""
        text, best = self._text, name
        if not name[:1].isupper() or text[:400].isupper():
            return None
        at = text.find(name)
        while at >= 0:
            end = at + len(name)
            behind = _BEHIND.match(text, end)
            tail = behind.group() if behind is not None and " of " not in name and " for " not in name else ""
            whole = " ".join(f"{self._front(text[max(0, at - 70) : at])} {name}{tail}".split())
            if len(whole) > len(best):
                best = whole
            at = text.find(name, end)
        return best if best != name else None

    def _front(self, before: str) -> str:
        """The capitalised words right before a name that belong to it."""
        found = _BEFORE.search(before)
        if found is None:
            return ""
        kept: list[str] = []
        for word in reversed(found.group().split()):
            letter = self._lexicon.classes.get(word.lower(), "C")
            if word.endswith(".") or word in _LOWER_LINK or letter not in "CMSB":
                break
            kept.append(word)
        kept.reverse()
        start = before.rstrip().rfind(kept[0]) if kept else -1
        governor = before[:start].split()[-1:] if start > 0 else []
        if kept and governor and governor[0].lower() in {"in", "at", "near", "on"}:
            kept = kept[1:]
        return " ".join(kept)


def _initials(words: list[str], acronym: str) -> str | None:
    """The words whose initials, small words aside, are ``acronym``: the last such run."""
    letters, taken = list(acronym), list[str]()
    for word in reversed(words):
        clean = word.strip(".,\"“”'’()[]")
        if not clean:
            return None
        if letters and clean[0].upper() == letters[-1] and clean[0].isupper():
            letters.pop()
        elif clean.lower() not in _LOWER_LINK and not clean.islower():
            return None
        taken.append(clean)
        if not letters:
            return " ".join(reversed(taken))
        if len(taken) > len(acronym) + 5:
            return None
    return None
