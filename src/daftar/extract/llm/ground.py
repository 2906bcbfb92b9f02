"""From what a model says to a claim: each value is looked for in the report, and is the report's own words or nothing.

A value that is not found letter by letter, stands in several places that cannot be told apart, or counts no number that
our own reader reads, costs the claim: it is kept as rejected with the reason.
"""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING

from daftar.codebook import vocabularies
from daftar.extract.llm.answer import KINDS, RELATIONS
from daftar.extract.llm.find import Failure, Finder, Found
from daftar.extract.llm.words import Counted, PassageWords, outcomes_worded
from daftar.extract.rules.means import means
from daftar.extract.rules.opening import opening_of
from daftar.extract.rules.source_tables import load
from daftar.model import Claim, Group, Origin, Perpetrator, Quote, Rejected

if TYPE_CHECKING:
    from collections.abc import Sequence

    from daftar.codebook.conventions import Conventions
    from daftar.extract.base import Mentions
    from daftar.extract.llm.answer import Said, SaidOrigin
    from daftar.extract.llm.shown import Shown
    from daftar.model import Passage, Report

__all__ = ["Grounded", "Grounder"]

_CONFIDENCE = 0.7  # below every form of the rules: what it rests on is checked, what it leaves out is not
_MOVED = ("displaced", "evacuated")
_STATUSES, _AGES, _SEXES = ("civilian", "combatant"), ("child", "adult", "elderly"), ("woman", "man")
_ROLES = ("health_worker", "aid_worker", "rescuer", "journalist")


@dataclass(frozen=True, slots=True)
class Grounded:
    """A claim without its id, and the place in the answer of the claim that it refers to."""

    claim: Claim
    of: int | None


class Grounder:
    """Checks what a model said of one report."""

    def __init__(
        self,
        report: Report,
        passages: Sequence[Passage],
        shown: Sequence[Shown],
        mentions: Mentions,
        *,
        rules: Conventions,
        name: str,
    ) -> None:
        self._report = report
        self._mentions = mentions
        self._rules = rules
        self._name = name
        self._find = Finder(shown)
        self._means = means("en")
        self._sources = load("en")
        self._shared = opening_of(report, passages, self._sources)
        self._words: dict[int, PassageWords] = {}

    def claim(self, said: Said) -> Grounded | Rejected:
        """The claim that ``said`` makes in the report's words, or why it makes none."""
        where: Found | None = None
        try:
            where = self._find.quote(said.passage, said.quote)
            _check_codebook(said)
            return Grounded(self._made(said, where), said.of if said.relation else None)
        except Failure as failure:
            return Rejected(
                report=self._report.id,
                extractor=self._name,
                reason=failure.reason,
                why=failure.why,
                field=failure.field,
                words=failure.words,
                kind=said.kind if said.kind in KINDS else None,
                outcome=said.outcome if said.outcome in vocabularies().outcome else None,
                quote=None if where is None else self._quote(where),
            )

    def _made(self, said: Said, where: Found) -> Claim:
        count = self._inside("count_words", said.count_words, where)
        outcome = self._inside("outcome_words", said.outcome_words, where, nearest=count or where)
        people = self._inside("people_words", said.people_words, where, nearest=count or outcome)
        _check_outcome(said, outcome)
        base = where.hull(count, outcome, people)
        counted = self._counted(said, count, people)
        passage = base.shown.passage
        since = self._near("since_words", said.since_words, base)
        place = self._near("place_words", said.place_words, base)
        time = self._near("time_words", said.time_words, base)
        return Claim(
            id="",
            report=self._report.id,
            kind=_kind(said),
            quote=self._quote(base),
            passage=Quote(start=passage.start, end=passage.end, text=passage.text, part=passage.part),
            extractor=self._name,
            outcome=said.outcome,
            count=None if counted is None else counted.count,
            count_worded=None if counted is None or counted.count is None else counted.worded,
            group=_group(said, counted, people),
            polarity=_polarity(said, counted),
            scope=said.scope,
            since=None if since is None or said.scope != "cumulative" else self._quote(since),
            relation=said.relation,
            place=None if place is None else self._place(place),
            time=None if time is None else self._time(time),
            method=self._coded("method", said.method, said.method_words, base),
            target=self._coded("target", said.target, said.target_words, base),
            perpetrators=tuple([self._perpetrator(one.words, one.status, base) for one in said.perpetrators]),
            origin=(*self._shared, *[self._origin(one, base) for one in said.origin]),
            confidence=_CONFIDENCE,
        )

    def _inside(
        self, field: str, words: str | None, where: Found, *, nearest: Found | None = None
    ) -> Found | None:
        return self._find.inside(field, words, where, nearest=nearest) if words and words.strip() else None

    def _near(self, field: str, words: str | None, where: Found) -> Found | None:
        return self._find.near(field, words, where) if words and words.strip() else None

    def _quote(self, found: Found) -> Quote:
        whole = self._report.title if found.shown.passage.part == "title" else self._report.text
        return found.shown.quote(found.start, found.end, whole or "")

    def _counted(self, said: Said, count: Found | None, people: Found | None) -> Counted | None:
        """What our own readers make of the words that count or name the people. Raises Failure where they read none."""
        if said.outcome is None:
            return None
        at = count or people
        if at is None:
            raise Failure("people_words", "no_people", "it names no words for whom this befell", None)
        words = self._passage_words(at.shown)
        start, end = _in_passage(at)
        if count is not None:
            found = words.counted(start, end)
            if not found:
                raise Failure(
                    "count_words", "no_number", "our reader reads no number in these words", count.text
                )
            if len({(one.start, one.end) for one in found}) > 1:
                raise Failure("count_words", "ambiguous", "these words hold several numbers", count.text)
            return found[0]
        found = words.people(start, end)
        return found[0] if found else None

    def _passage_words(self, shown: Shown) -> PassageWords:
        known = self._words.get(shown.number)
        if known is None:
            times = self._mentions.times(shown.passage)
            known = self._words[shown.number] = PassageWords(shown.passage, times, self._rules)
        return known

    def _coded(self, field: str, value: str | None, words: str | None, base: Found) -> str | None:
        """A word of the codebook for what is worded: by our own lexicon where it knows the words, else the model's."""
        if value is None or words is None:
            return None
        found = self._find.near(f"{field}_words", words, base)
        order = self._means.method_order if field == "method" else self._means.target_order
        return self._means.read(found.text.lower()).first(field, order) or value

    def _place(self, found: Found) -> Quote:
        """The place as the gazetteer's reader finds it in these words; the words themselves where it finds none."""
        mentions = [mention.quote for mention in self._mentions.places(found.shown.passage)]
        return _overlapping(mentions, self._quote(found))

    def _time(self, found: Found) -> Quote:
        return _overlapping(self._mentions.times(found.shown.passage), self._quote(found))

    def _perpetrator(self, words: str, status: str, base: Found) -> Perpetrator:
        quote = self._quote(self._find.near("perpetrators", words, base, anywhere=True))
        return Perpetrator(name=" ".join(quote.text.split()), status=status, quote=quote)

    def _origin(self, said: SaidOrigin, base: Found) -> Origin:
        """One link of the chain, under the name that our own list of sources gives it where it knows it."""
        if not (said.name or said.organisation):
            raise Failure("origin", "incomplete", "it names nobody of the report as the origin", said.kind)
        found = {
            field: self._find.near("origin", words, base, anywhere=True)
            for field, words in (("name", said.name), ("organisation", said.organisation))
            if words
        }
        body = found.get("organisation") or found.get("name")
        assert body is not None
        known = self._sources.lookup(body.text)
        kind = known.kind if known is not None else self._sources.kind(body.text.lower().split())
        organisation = found.get("organisation")
        return Origin(
            kind=said.kind if kind == "unknown" else kind,
            name=found["name"].text if "name" in found else None,
            organisation=None if organisation is None else organisation.text if known is None else known.name,
            quote=self._quote(found.get("name") or body),
        )


def _in_passage(found: Found) -> tuple[int, int]:
    """Where a stretch stands in its passage as written."""
    start, offsets = found.shown.passage.start, found.shown.offsets
    return offsets[found.start] - start, offsets[found.end - 1] + 1 - start


def _overlapping(quotes: Sequence[Quote], quote: Quote) -> Quote:
    """The one of ``quotes`` that shares most with ``quote``; ``quote`` itself where none shares anything."""
    shared = {q: min(q.end, quote.end) - max(q.start, quote.start) for q in quotes if q.part == quote.part}
    best = max(shared, key=lambda q: shared[q], default=None)
    return quote if best is None or shared[best] <= 0 else best


def _kind(said: Said) -> str:
    """The kind that an outcome makes a claim, as the rules have it; a model may call it an attack all the same."""
    if said.outcome is None or said.kind == "context":
        return said.kind
    return "displacement" if said.outcome in _MOVED else "harm"


def _group(said: Said, counted: Counted | None, people: Found | None) -> Group | None:
    """Who they are: what our lexicon says of the words, and only where it knows no noun in them what the model says."""
    if counted is not None and counted.group is not None:
        return counted.group
    if people is None or said.outcome in vocabularies().outcome_things:
        return None
    return Group(
        status=said.status if said.status in _STATUSES else None,
        age=said.age if said.age in _AGES else None,
        sex=said.sex if said.sex in _SEXES else None,
        role=said.role if said.role in _ROLES else None,
        worded=people.text,
    )


def _polarity(said: Said, counted: Counted | None) -> str:
    """ "No one was killed" asserts a count of nobody; it does not deny one."""
    nobody = counted is not None and counted.count is not None and counted.count.high == 0
    return "asserted" if nobody and said.polarity == "denied" else said.polarity


def _check_outcome(said: Said, outcome: Found | None) -> None:
    """Where our lexicon knows what befell whom by these words, the model may not say otherwise. Raises Failure."""
    known = outcomes_worded(outcome.text) if outcome is not None else set()
    if outcome is not None and known and said.outcome not in known:
        words = " or ".join(sorted(known)).replace("_", " ")
        raise Failure(
            "outcome", "not_in_report", f"these words say {words}, not {said.outcome}", outcome.text
        )


def _check_codebook(said: Said) -> None:
    """Every word of the codebook is one, and rests on words of the report. Raises Failure."""
    words = vocabularies()
    coded = [
        ("kind", said.kind, KINDS),
        ("outcome", said.outcome, words.outcome),
        ("polarity", said.polarity, words.polarity),
        ("scope", said.scope, words.scope),
        ("relation", said.relation, RELATIONS),
        ("method", said.method, tuple(words.method)),
        ("target", said.target, words.target),
        *[("perpetrators", one.status, words.perpetrator_status) for one in said.perpetrators],
        *[("origin", one.kind, words.origin_kind) for one in said.origin],
    ]
    for field, value, known in coded:
        if value is not None and value not in known:
            raise Failure(field, "not_in_codebook", f"the codebook has no such {field}", value)
    if said.kind in {"harm", "displacement"} and said.outcome is None:
        raise Failure("outcome", "incomplete", "it does not say what befell them", None)
    resting = [
        ("outcome", said.outcome, said.outcome_words),
        ("method", said.method, said.method_words),
        ("target", said.target, said.target_words),
    ]
    for field, value, worded in resting:
        if value is not None and not (worded and worded.strip()):
            raise Failure(field, "incomplete", f"it names no words of the report for the {field}", value)
