"""What a passage tells beside harm to people: attacks, places taken, agreements and their breach, material shown."""

from __future__ import annotations

import re
from dataclasses import dataclass, replace
from functools import lru_cache
from typing import TYPE_CHECKING, Any

from daftar.extract.rules.nearby import quote_at
from daftar.languages import load
from daftar.languages.patterns import either
from daftar.model import Count, Party, Quote

if TYPE_CHECKING:
    from collections.abc import Collection, Iterator, Sequence

    from daftar.model import Passage, PlaceMention

__all__ = ["Event", "Events", "events"]

_NUMBER = {
    w: i for i, w in enumerate("one two three four five six seven eight nine ten eleven twelve".split(), 1)
}
_HOW_MANY = re.compile(
    r"\b(?P<n>a dozen|\d{1,3}|" + "|".join(_NUMBER) + r")\s+(?:[\w-]+\s+){0,3}?"
    r"(?P<what>camps?|towns?|villages?|hospitals?|schools?|markets?|homes?|houses?|mosques?|churches|clinics?|buildings?)\b",
    re.IGNORECASE,
)
_OBJECT = re.compile(
    r"\s+(?:on|against|at|in)\s[^,;.\"“”]{3,90}"
)  # "launched air strikes | on a school in ..."
_BY = re.compile(r"\s+by\s+((?:(?:,\s*|\s+)?(?:the\s+|and\s+){0,2}[A-Z][\w'’-]*){1,12})")
_ROLES = {"sponsored": "sponsor", "signed": "signatory"}
_ASIDE = re.compile(r",[^,]{2,90},")
_NAME = re.compile(r"(?:[A-Z][\w'’.-]*)(?:\s+(?:[A-Z][\w'’.-]*|of|and the|the|al))*")
_ACTOR = re.compile(
    r"(?:(?:the|The)\s+)?((?:[A-Z][\w'’-]*(?:\s+(?:and\s+)?|,\s+))*(?:[A-Za-z][\w'’-]*\s+){0,3}?"
    r"(?:troops|forces|army|rebels|militants|fighters|militia|government|regime|insurgents|jihadists|soldiers)"
    r"(?:\s+and\s+(?:their\s+)?allies)?|[A-Z][\w'’-]*(?:\s+[A-Z][\w'’-]*){0,3}|They|they)"
    r"(?:\s+on the \w+|\s+who [\w\s]{2,40}?)?\s*$"
)


@dataclass(frozen=True, slots=True)
class Event:
    """One thing that happened, as offsets in the passage, with what it tells."""

    kind: str
    action: str
    start: int
    end: int
    count: Count | None = None
    count_worded: str | None = None
    object: tuple[int, int] | None = None
    place: Quote | None = None
    parties: tuple[Party, ...] = ()
    polarity: str = "asserted"


class Events:
    """Compiled from ``events.toml``."""

    def __init__(self, data: dict[str, Any]) -> None:
        attack, control, agreement = data["attack"], data["control"], data["agreement"]
        adverbs = r"(?:\s+(?:also|reportedly|allegedly|repeatedly|recently|then|directly|since|again|all))*"
        self._passive = re.compile(
            rf"\b(?:was|were|been|being)(?:{adverbs})\s+(?P<verb>{either(attack['passive'])})\b",
            re.IGNORECASE,
        )
        self._active = re.compile(
            rf"\b(?P<verb>{either(attack['active'])})\s+(?P<object>[^,;.\"“”]{{3,90}}(?!\w))", re.IGNORECASE
        )
        self._began = re.compile(
            rf"\b(?P<noun>{either(attack['nouns'])})\s+(?:had\s+|has\s+)?(?P<verb>{either(attack['began'])})\b",
            re.IGNORECASE,
        )
        self._launched = re.compile(
            rf"\b(?P<verb>{either(attack['launched'])})\s+(?:[\w-]+\s+){{0,5}}?(?P<noun>{either(attack['nouns'])})\b",
            re.IGNORECASE,
        )
        self._denied = re.compile(rf"\b{either(attack['denied'])}\b[^.;\"“”]*$", re.IGNORECASE)
        self._no = re.compile(rf"\bno\s+(?:[\w-]+\s+){{0,2}}{either(attack['nouns'])}\b", re.IGNORECASE)
        self._weapon = re.compile(rf"\b{either(attack['weapons'])}\b", re.IGNORECASE)
        self._taken = re.compile(rf"\b(?P<verb>{either(control['taken'])})\b", re.IGNORECASE)
        self._lost = re.compile(rf"\b(?P<verb>{either(control['lost'])})\b", re.IGNORECASE)
        self._agreement = re.compile(rf"\b{either(agreement['nouns'])}\b", re.IGNORECASE)
        self._actions = {
            action: re.compile(rf"\b{either(words)}\b", re.IGNORECASE)
            for action, words in agreement["actions"].items()
        }
        self._destination = re.compile(
            rf"\b(?:flee|fled|fleeing|flees|displaced|escape[ds]?|moved|evacuated)\b[^.;]{{0,25}}?\b"
            rf"{either(data['flight']['destination'])}\s+(?P<to>(?!be\b)[^,;.]{{3,70}})",
            re.IGNORECASE,
        )
        families = {
            name: attack[name]
            for name in ("passive", "active", "nouns", "began", "launched", "weapons", "blaming")
        }
        families |= {"taken": control["taken"], "lost": control["lost"], "deal": agreement["nouns"]}
        self.families: dict[str, list[str]] = families

    def find(
        self, passage: Passage, places: Sequence[PlaceMention], has: Collection[str] | None = None
    ) -> list[Event]:
        """The events that ``passage`` tells of, in text order; one for each place taken and each step of a deal.

        ``has`` are the families whose words stand in it: the patterns of others, which are most, are not tried. None
        where nobody has looked.
        """
        text = passage.text
        if has is None:
            has = self.families
        attacks = [
            replace(e, polarity="denied") if self._refuted(text, e) else e for e in self._attacks(text, has)
        ]
        found = [*attacks, *self._control(passage, places, has)]
        if "deal" in has:
            found.extend(self._agreements(passage))
        found.sort(key=lambda e: (e.start, e.end, e.kind))
        return found

    def destination(self, passage: Passage) -> Quote | None:
        """Where the displaced went, as worded."""
        match = self._destination.search(passage.text)
        if match is None:
            return None
        return _quote(passage, *match.span("to"))

    def _attacks(self, text: str, has: Collection[str]) -> Iterator[Event]:
        taken: list[tuple[int, int]] = []
        for match in self._began.finditer(text) if "nouns" in has and "began" in has else ():
            yield _attack("began", *match.span())
            taken.append(match.span())
        for match in self._launched.finditer(text) if "nouns" in has and "launched" in has else ():
            behind = _OBJECT.match(text, match.end())
            yield _attack(
                _stem(match["verb"]),
                *match.span(),
                count=_how_many(text[match.end() : match.end() + 90]),
                object_=behind.span() if behind else None,
            )
            taken.append(match.span())
        for match in self._active.finditer(text) if "active" in has else ():
            passive = re.search(
                r"\b(?:was|were|been|being|be)\b[\w\s]{0,20}$",
                text[max(0, match.start() - 30) : match.start()],
            )
            if passive is None and not _overlaps(match.span("verb"), taken):
                yield _attack(
                    "attacked", *match.span(), count=_how_many(match["object"]), object_=match.span("object")
                )
        for match in self._passive.finditer(text) if "passive" in has else ():
            start = _clause_start(text, match.start())
            yield _attack(
                "attacked",
                start,
                match.end(),
                count=_how_many(text[start : match.start()]),
                object_=(start, match.start()),
            )
        for match in self._weapon.finditer(text) if "weapons" in has else ():
            yield _attack("weapon", *match.span())

    def _refuted(self, text: str, event: Event) -> bool:
        """Whether the words say that the attack was not: "denied that its aircraft had bombed", "carried out no strikes"."""
        before = text[max(0, event.start - 120) : event.start]
        return bool(self._no.search(text[event.start : event.end]) or self._denied.search(before))

    def _control(
        self, passage: Passage, places: Sequence[PlaceMention], has: Collection[str]
    ) -> Iterator[Event]:
        text = passage.text
        for pattern, action, family in ((self._taken, "captured", "taken"), (self._lost, "lost", "lost")):
            for match in pattern.finditer(text) if family in has else ():
                behind = [
                    p for p in places
                    if match.end() <= p.quote.start - passage.start <= match.end() + 140
                    and not re.search(r"[;.]", text[match.end() : p.quote.start - passage.start])
                ]  # fmt: skip
                actor = _ACTOR.search(_before_verb(text, match.start()))
                parties: tuple[Party, ...] = ()
                if actor is not None:
                    start = actor.start(1)
                    parties = (Party(name=actor[1], role="holder" if action == "captured" else "loser", quote=_quote(passage, start, start + len(actor[1]))),)  # fmt: skip
                if not parties and not behind:
                    continue
                intended = re.search(
                    r"\bto\s+$|\b(?:trying|battling|attempt\w*|seek\w*)\b[\w\s]{0,15}$", text[: match.start()]
                )
                spots: list[PlaceMention | None] = [*behind] or [None]
                for mention in spots:
                    end = mention.quote.end - passage.start if mention else match.end()
                    yield Event("control", action, match.start(), end, place=mention.quote if mention else None, parties=parties, polarity="hypothetical" if intended else "asserted")  # fmt: skip

    def _agreements(self, passage: Passage) -> Iterator[Event]:
        text = passage.text
        noun = self._agreement.search(text)
        if noun is None:
            return
        for action, pattern in self._actions.items():
            for match in pattern.finditer(text):
                if abs(match.start() - noun.start()) > 160:
                    continue
                start, end = min(match.start(), noun.start()), max(match.end(), noun.end())
                parties: tuple[Party, ...] = ()
                if action in _ROLES:
                    by = _BY.match(text, match.end())  # "brokered by A and B": they stand behind the verb
                    parties = _parties(passage, *(by.span(1) if by else (0, match.start())), _ROLES[action])
                yield Event("agreement", action, start, end, parties=parties)
                break


def _attack(
    action: str,
    start: int,
    end: int,
    *,
    count: tuple[Count, str] | None = None,
    object_: tuple[int, int] | None = None,
) -> Event:
    number, worded = count or (None, None)
    return Event("attack", action, start, end, count=number, count_worded=worded, object=object_)


def _how_many(words: str) -> tuple[Count, str] | None:
    match = _HOW_MANY.search(words)
    if match is None:
        return None
    said = match["n"].lower()
    number = 12 if said == "a dozen" else _NUMBER.get(said) or int(said)
    return Count.exactly(number), match.group()


def _stem(verb: str) -> str:
    return {"launch": "launched", "mounted": "launched", "waged": "launched"}.get(verb.lower(), verb.lower())


def _overlaps(span: tuple[int, int], taken: Sequence[tuple[int, int]]) -> bool:
    return any(a < span[1] and span[0] < b for a, b in taken)


def _clause_start(text: str, end: int) -> int:
    """Where the subject of a passive begins: behind the last comma, "and" or "that" before it, at most 80 back."""
    start = max(0, end - 80)
    cut = max(
        (m.end() for m in re.finditer(r"[,;:\"“”]\s*|\b(?:that|and|when|after)\s+", text[start:end])),
        default=0,
    )
    if cut == 0 and start:
        cut = text.find(" ", start, end) + 1 - start
    return start + max(cut, 0)


def _before_verb(text: str, at: int) -> str:
    """The words before a verb without its auxiliaries and adverbs."""
    return re.sub(r"\s*\b(?:have|has|had|recently|also|later|since|then|reportedly|again)\b(?:\s+\b(?:have|has|had|recently|also|later|since|then|reportedly|again)\b)*\s*$", "", text[:at])  # fmt: skip


def _parties(passage: Passage, begin: int, at: int, role: str) -> tuple[Party, ...]:
    """The names between two offsets, with what stands between commas left out: "Russia, which ..., and Turkey, ..., agreed"."""
    start = max(begin, passage.text.rfind(";", 0, at) + 1, passage.text.rfind(". ", 0, at) + 1)
    words = passage.text[start:at]
    bare = _ASIDE.sub(lambda m: " " * len(m.group()), words)
    if " and " in words[:60] and " and " not in bare:
        bare = words
    found = []
    for match in _NAME.finditer(bare):
        name = match.group().strip()
        if name.lower() in ("the", "in", "a", "on", "under", "earlier", "last"):
            continue
        found.append(
            Party(
                name=name,
                role=role,
                quote=_quote(passage, start + match.start(), start + match.start() + len(name)),
            )
        )
    return tuple(found[:4])


def _quote(passage: Passage, start: int, end: int) -> Quote:
    return quote_at(passage, start, start + len(passage.text[start:end].rstrip()))


@lru_cache(maxsize=4)
def events(language: str = "en") -> Events:
    """The compiled events of ``language``."""
    return Events(load(language, "events"))
