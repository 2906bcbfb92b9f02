"""What somebody says in one passage of a report, and what it is taken to mean."""

from __future__ import annotations

from dataclasses import dataclass

from daftar.model.values import Count, PlaceReading, Quote, TimeWindow

__all__ = [
    "Claim",
    "Evidence",
    "Group",
    "Origin",
    "Party",
    "Perpetrator",
    "Reading",
    "Rejected",
    "Review",
    "Victim",
]


@dataclass(frozen=True, slots=True, kw_only=True)
class Group:
    """Who was harmed, as far as the words say. None where they do not.

    ``status``: civilian, combatant. ``age``: child, adult, elderly. ``sex``: woman or man (girl and boy give sex and
    age child). ``role``: health_worker, aid_worker, rescuer, journalist, police, teacher ... ``worded`` is the noun
    phrase itself.
    """

    status: str | None = None
    age: str | None = None
    sex: str | None = None
    role: str | None = None
    worded: str | None = None


@dataclass(frozen=True, slots=True, kw_only=True)
class Origin:
    """One link of the chain through which a claim reached the reader. Chains run from the publisher to the root.

    ``kind`` is of the codebook's origin kinds (rescue_service, media, un ...). ``quote`` is where the words name it;
    None for the report's own publisher.
    """

    kind: str
    name: str | None = None
    organisation: str | None = None
    quote: Quote | None = None


@dataclass(frozen=True, slots=True, kw_only=True)
class Perpetrator:
    """Who is said to have done it. ``status``: alleged (the default), claimed (by themselves), known, denied."""

    name: str
    status: str = "alleged"
    quote: Quote | None = None


@dataclass(frozen=True, slots=True, kw_only=True)
class Evidence:
    """Material that a report points to: ``kind`` video, photo, satellite_image, document, body, witness.

    ``verification`` says what the report says of its checking ("confirmed by residents"), ``by`` whom, None if nothing.
    """

    kind: str
    verification: str | None = None
    by: str | None = None
    quote: Quote | None = None


@dataclass(frozen=True, slots=True, kw_only=True)
class Victim:
    """A person harmed whom the report names or singles out.

    ``name`` as written (None for "a volunteer's wife"), ``names_other`` other names and scripts, ``age`` in years,
    ``age_group`` child, adult or elderly, ``sex`` woman or man, ``relation`` as worded ("wife of a volunteer"),
    ``role`` health_worker, aid_worker, rescuer, journalist, police, teacher ..., ``outcome`` of the codebook's outcomes.
    """

    outcome: str
    quote: Quote
    name: str | None = None
    names_other: tuple[str, ...] = ()
    age: int | None = None
    age_group: str | None = None
    sex: str | None = None
    relation: str | None = None
    role: str | None = None


@dataclass(frozen=True, slots=True, kw_only=True)
class Party:
    """Somebody with a part in what is claimed: ``role`` holder, loser, sponsor, signatory, attacker, fleeing."""

    name: str
    role: str
    quote: Quote | None = None


@dataclass(frozen=True, slots=True, kw_only=True)
class Review:
    """Why a person should look at a claim: extractors differ over ``field`` of it, or only one of them found it.

    ``reason``: ``differs`` (``claims`` are the ids of what others read in the same words), ``only_one`` (no other
    extractor read this; for field ``claim`` the whole claim). ``words`` is the sentence to show.
    """

    field: str
    reason: str
    words: str
    claims: tuple[str, ...] = ()


@dataclass(frozen=True, slots=True, kw_only=True)
class Rejected:
    """What an extractor said of a report and could not show in its words. Kept to be seen; it counts in no toll.

    ``field`` is what failed, ``words`` what was said to be there, ``reason`` one of not_in_report, ambiguous,
    no_number, no_people, not_in_codebook, bad_shape, incomplete. ``why`` is the sentence to show. ``quote`` is the part
    of the report that the rest was found in, None where nothing was.
    """

    report: str
    extractor: str
    reason: str
    why: str
    field: str
    words: str | None = None
    kind: str | None = None
    outcome: str | None = None
    quote: Quote | None = None


@dataclass(frozen=True, slots=True, kw_only=True)
class Claim:
    """One thing that somebody says in one passage. It never changes.

    ``kind``: harm, attack, displacement, control, agreement, context. ``quote`` is the words the claim rests on and
    ``passage`` the whole sentence around them. A harm or displacement claim has an ``outcome`` and, where the words
    give one, a ``count`` (``count_worded`` as worded) of the ``group``, in whole ``unit``s (persons, households, homes;
    None, with an outcome of people, means persons). ``place`` and ``time`` are wordings; what they
    mean is the Reading's business. ``polarity``: asserted, denied, uncertain, hypothetical. ``scope``: incident or
    cumulative (then ``since`` is the wording of its beginning). ``part_of`` is the id of the claim whose people these
    are among, and ``relation`` says how: part ("nine of them in A"), among ("including", "among them"), others ("five
    others": beside, not within), update (a later figure for the same thing). ``event`` is the extractor's own number
    for the event inside this report, None where it cannot tell. ``action`` says what was done in a control, agreement
    or attack claim (captured, signed, faltered, began), by ``parties``; of a later toll *corrected*, where it takes one back;
    of harm *shot*, where the words leave open whether who was shot lived, and *died*, where the day may be later than the blow's (of
    a toll: told by one more death, "a seventh person has died"). ``destination`` is where the displaced went.
    ``confidence`` is from 0 to 1; ``extractor`` is ``name/language@version``, or several joined by ``+`` where they
    agree. ``review`` says what of it a person should look at.
    """

    id: str
    report: str
    kind: str
    quote: Quote
    passage: Quote
    extractor: str
    outcome: str | None = None
    count: Count | None = None
    count_worded: str | None = None
    unit: str | None = None
    group: Group | None = None
    polarity: str = "asserted"
    scope: str = "incident"
    since: Quote | None = None
    part_of: str | None = None
    relation: str | None = None
    event: int | None = None
    place: Quote | None = None
    place_within: tuple[Quote, ...] = ()
    time: Quote | None = None
    method: str | None = None
    target: str | None = None
    action: str | None = None
    parties: tuple[Party, ...] = ()
    destination: Quote | None = None
    perpetrators: tuple[Perpetrator, ...] = ()
    origin: tuple[Origin, ...] = ()
    evidence: tuple[Evidence, ...] = ()
    victims: tuple[Victim, ...] = ()
    confidence: float = 1.0
    review: tuple[Review, ...] = ()


@dataclass(frozen=True, slots=True, kw_only=True)
class Reading:
    """A claim with what its place and time are taken to mean. Derived: made again whenever the resolver is better."""

    claim: Claim
    place: PlaceReading | None = None
    time: TimeWindow | None = None

    @property
    def id(self) -> str:
        """The claim's id; a reading has none of its own."""
        return self.claim.id
