"""What happened beside the harm that a sentence tells of: attacks, who holds a place, agreements, material that is shown."""

from __future__ import annotations

from typing import TYPE_CHECKING

from daftar.extract.rules.another import often_before
from daftar.extract.rules.events import Event, events
from daftar.extract.rules.nearby import near_time, place_behind, quote_at
from daftar.extract.rules.occurrences import occurrences
from daftar.model import Claim

if TYPE_CHECKING:
    from collections.abc import Collection, Sequence
    from collections.abc import Set as AbstractSet

    from daftar.extract.rules.means import Means
    from daftar.extract.rules.told import Told
    from daftar.model import PlaceMention, Quote

__all__ = ["Happenings"]

_HOLDING = ("taken", "lost")  # families of events that are told of places


class Happenings:
    """Makes claims of events, as ``extractor``; ``means`` are the words for methods and targets."""

    def __init__(self, means: Means, extractor: str) -> None:
        self._means = means
        self._extractor = extractor
        self._events = events("en")
        self._occurrences = occurrences("en")

    @property
    def families(self) -> dict[str, Collection[str]]:
        """The words without which a sentence tells of nothing of the kind, by what they tell of."""
        return {**self._events.families, **self._occurrences.families}

    @property
    def triggers(self) -> Sequence[str]:
        """Words that do so only near others."""
        return self._occurrences.triggers

    def destination(self, told: Told) -> Quote | None:
        """Where people of whom a sentence tells fled to."""
        return self._events.destination(told.passage)

    def claims(self, told: Told, has: AbstractSet[str], *, harm: bool) -> list[Claim]:
        """Claims of attacks, control, agreements; and of material shown where the passage claims nothing else.

        ``has`` are the families whose words the passage has, ``harm`` says whether it claims any. Ids and origins are set
        when a claim is placed.
        """
        passage = told.passage
        made: list[Claim] = []
        found = self._events.find(passage, () if has.isdisjoint(_HOLDING) else told.places, has)
        places: Sequence[PlaceMention] | None = None
        for event in found:
            target = self._target(passage.text[slice(*event.object)]) if event.object else None
            if event.kind == "attack" and not self._worth_telling(event, target, told, harm=harm):
                continue
            if places is None:
                places = _where(told.places, found)
            made.append(self._event(event, target, places, told))
        happened = self._occurrences.claim(told, self._means.method_order, self._extractor)
        if happened is not None:
            made.append(happened)
        elif not made and not harm and told.found.at("scope", "blaming") and told.perpetrators:
            made.append(self._blamed(told))
        elif not made and not harm and told.evidence:
            made.append(self._shown(told))
        return made

    def _event(self, event: Event, target: str | None, places: Sequence[PlaceMention], told: Told) -> Claim:
        """An attack, a change of control or an agreement, at one of ``places`` where its words name none."""
        passage, attack = told.passage, event.kind == "attack"
        quote = quote_at(passage, event.start, event.end)
        often = attack and often_before(passage.text, event.start, event.end)
        return Claim(
            id="",
            report="",
            kind="context" if often else event.kind,
            quote=quote,
            passage=told.whole,
            extractor=self._extractor,
            count=event.count,
            count_worded=event.count_worded,
            polarity=event.polarity,
            action=event.action,
            place=event.place or place_behind(quote, places),
            time=near_time(quote.start, told.days),
            method=self._method(quote.text, told) if attack else None,
            target=target,
            parties=event.parties,
            perpetrators=told.perpetrators if attack else (),
            evidence=told.evidence,
            confidence=0.8,
        )

    def _method(self, words: str, told: Told) -> str | None:
        """How an attack was made that ``words`` tell of; where these leave it open, what the sentence says."""
        order = self._means.method_order
        method = self._means.read(words.lower()).first("method", order)
        # "warplanes bombed": the subject says more
        return told.found.first("method", order) if method in (None, "explosion") else method

    def _target(self, words: str) -> str | None:
        return self._means.read(words.lower().replace("\n", " ")).first("target", self._means.target_order)

    @staticmethod
    def _worth_telling(event: Event, target: str | None, told: Told, *, harm: bool) -> bool:
        """Attacks are told with figures elsewhere: alone, one is a claim only with a target, a count, a day or a start."""
        if event.action in ("began", "weapon") or target or event.count:
            return True
        return not harm and bool(told.perpetrators or (told.times and told.places))

    def _blamed(self, told: Told) -> Claim:
        """An attack of which the sentence only says who did it: "the group claimed responsibility for the bombing"."""
        found = told.found
        return Claim(
            id="",
            report="",
            kind="attack",
            quote=told.perpetrators[0].quote or told.whole,
            passage=told.whole,
            extractor=self._extractor,
            method=found.first("method", self._means.method_order),
            time=near_time(told.whole.start, told.days),
            perpetrators=told.perpetrators,
            evidence=told.evidence,
            confidence=0.8,
        )

    def _shown(self, told: Told) -> Claim:
        whole = told.whole
        return Claim(
            id="",
            report="",
            kind="context",
            quote=told.evidence[0].quote or whole,
            passage=whole,
            extractor=self._extractor,
            place=told.places[0].quote if told.places else None,
            evidence=told.evidence,
            confidence=0.8,
        )


def _where(places: Sequence[PlaceMention], found: Sequence[Event]) -> Sequence[PlaceMention]:
    """The places that are not who acts: in "a truce brokered by Russia" nothing happens in Russia."""
    acting = {q.start for event in found for party in event.parties if (q := party.quote) is not None}
    return [p for p in places if p.quote.start not in acting] if acting else places
