"""At which level each comparison of two incidents holds: one small function a comparison, its first sentence shown to people.

Each looks at columns of two items (``features.Item``) and names the level, ``unknown`` where either report does not
tell; how much a level says for or against one incident is in ``weights.toml``, its words are in ``comparisons.py``.
"""

from __future__ import annotations

from functools import lru_cache
from typing import TYPE_CHECKING

from daftar.link.features import kilometres
from daftar.link.sketch import likeness
from daftar.link.spelt import alike, maybe_one
from daftar.link.words import points

if TYPE_CHECKING:
    from collections.abc import Sequence

    from daftar.link.features import Item

__all__ = [
    "ALIKE", "BARE", "CITY", "FRESH", "GENERAL", "HEADLINES", "NAMES", "PUBLISHED", "SITES", "SOON", "THINGS", "TOWN", "UNKNOWN", "WORDS",
    "age_level", "day_level", "headline_level", "injured_level", "killed_level", "lead_level", "method_level", "names_level",
    "people_level", "perpetrator_level", "place_level", "published_level", "same_name", "sites_level", "taken_level",
    "target_level", "text_level", "things_level", "words_level",
]  # fmt: skip

#: Bands of points that shared names and shared words come to (words.points).
NAMES = ((6, "faint"), (9, "one"), (18, "two"), (36, "some"), (72, "many"))
WORDS = ((4, "faint"), (8, "little"), (13, "one"), (19, "two"), (27, "some"), (40, "many"))
THINGS = ((4, "faint"), (8, "little"), (13, "some"), (20, "many"))
HEADLINES = ((3, "faint"), (6, "little"), (10, "some"))
SITES = ((3, "faint"), (6, "one"))
BARE = 24  # points of words that an account must have for having none in common to say much
#: The level of what cannot be compared: it says nothing for or against.
UNKNOWN = "unknown"
#: Words that say less than others: an explosion may be any of these, and so may an ambush.
GENERAL = {
    "explosion": frozenset(
        {"remote_explosive", "suicide_bomb", "grenade", "missile", "shelling", "air_strike", "drone_strike"}
    ),
    "armed_clash": frozenset({"shooting"}),
}
#: Methods that one report may use for another's: kinds that witnesses mix up.
ALIKE = (
    frozenset({"air_strike", "drone_strike", "missile", "shelling"}),
    frozenset({"remote_explosive", "suicide_bomb", "grenade", "missile", "shelling"}),
    frozenset({"shooting", "armed_clash", "execution"}),
    frozenset({"air_strike", "explosion", "chemical"}),
    frozenset({"abduction", "execution"}),
    frozenset({"melee", "torture", "sexual_violence"}),
    frozenset({"melee", "execution"}),
)
TOWN = 100_000  # people: a place up to this size is telling
FRESH = 4  # days from what happened to a report of which we believe that it knows the day
SOON = 7  # days: what comes out later is often of what became of an incident, and may say so
PUBLISHED = ((0, "same_day"), (1, "next_day"), (3, "days"), (7, "week"), (30, "month"), (120, "months"))
ELSEWHERE = frozenset({"unlisted", "far"})
OTHER_DAYS = frozenset({"week", "apart", "week_late", "apart_late"})
_DEGREE = 111.194  # km from one degree of latitude to the next (on a sphere of 6,371 km; rounded down)
CITY = 1_000_000  # people: a place beyond this size says little


def day_level(one: Item, other: Item) -> str:
    """Whether the days overlap, follow each other (a night, a time zone) or lie apart; a late report may be wrong about the day."""
    if one.first is None or one.last is None or other.first is None or other.last is None:
        return UNKNOWN
    gap = max(one.first, other.first) - min(one.last, other.last)
    if gap <= 0:
        if one.day_precision == other.day_precision == 1:
            return "same"
        return "overlap" if max(one.day_precision or 5, other.day_precision or 5) <= 3 else "loose"
    if gap == 1:
        before, after = (one, other) if one.last < other.first else (other, one)
        return "night" if before.day_part == "night" or after.day_part == "dawn" else "next"
    sure = _knows_its_day(one) and _knows_its_day(other)
    return ("week" if gap <= 7 else "apart") + ("" if sure else "_late")


def _knows_its_day(item: Item) -> bool:
    """Whether a report speaks of a day just before it, or is an account without a day of its own."""
    if item.day_precision != 1 or item.last is None or item.late:
        return False
    return item.published is None or 0 <= item.published - item.last <= FRESH


def published_level(one: Item, other: Item) -> str:
    """How many days lie between the two reports: most of what is written of an incident comes out in its first days.

    What comes out weeks later and gives the very day (a trial, an obituary) says by that day what it speaks of; so does what does
    not tell when it came out (a row of a sheet), beside a report that does.
    """
    if one.published is None or other.published is None:
        undated = (one.published is None) != (other.published is None)
        return "dated" if undated and day_level(one, other) == "same" else UNKNOWN
    gap = abs(one.published - other.published)
    level = _band(gap, PUBLISHED, "later")
    if gap > SOON and day_level(one, other) == "same":
        return "dated"
    if gap > SOON and (one if one.published > other.published else other).late:
        return f"{level}_late"
    return level


def _band(value: int, scale: Sequence[tuple[int, str]], beyond: str) -> str:
    """The name of the band of a scale that a value lies in. A loop: it is asked for every pair."""
    for most, name in scale:
        if value <= most:
            return name
    return beyond


def place_level(one: Item, other: Item) -> str:
    """Whether the places are one, near each other or apart, given how precisely each is known, and how many people live there."""
    if one.place_name is None or other.place_name is None:
        return UNKNOWN
    if one.place_id is not None and one.place_id == other.place_id:
        return _size(one, other)
    if one.lat is None or one.lon is None or other.lat is None or other.lon is None:
        return _size(one, other) if same_name(one, other) else UNKNOWN
    if one.country and other.country and one.country != other.country:
        return "named" if _named(one, other) else "far"
    reach = (one.reach or 0.0) + (other.reach or 0.0)
    # As far apart at least as their latitudes are: that is quicker asked, and settles most.
    if (
        abs(one.lat - other.lat) * _DEGREE > reach
        or kilometres((one.lat, one.lon), (other.lat, other.lon)) > reach
    ):
        return "named" if _named(one, other) else "far"
    if same_name(one, other):
        return _size(one, other)
    return _beside(one, other) if one.spot and other.spot else "inside"


def _beside(one: Item, other: Item) -> str:
    """How two spots of other names, within reach of each other, lie."""
    if one.place_id is None and other.place_id is None:
        return "neighbours" if maybe_one(one.place_name or "", other.place_name or "") else "unlisted"
    return "near" if max(one.place_precision or 1, other.place_precision or 1) == 2 else "neighbours"


def _named(one: Item, other: Item) -> bool:
    """Whether the account of either names the other's place."""
    return _names(one, other) or _names(other, one)


def _names(one: Item, other: Item) -> bool:
    return bool(other.place_words) and all(word in one.words for word in other.place_words)


def _size(one: Item, other: Item) -> str:
    if max((i.place_precision or 1 for i in (one, other) if i.place_id is not None), default=1) >= 3:
        return "same_area"
    people = max(one.population or 0, other.population or 0)
    return "same_town" if people <= TOWN else "same_city" if people <= CITY else "same_metropolis"


def same_name(one: Item, other: Item) -> bool:
    """Whether two place wordings may be spellings of one name: the same consonants, and mostly the same letters."""
    return alike(one.place_name or "", other.place_name or "")


def lead_level(one: Item, other: Item) -> str:
    """Whether both reports are mainly about it, or about what it is part of: what is told in passing is seldom another's subject.

    What a report only denies, or denies before it tells anything of it, others tell of: those that tell of its place and day.
    """
    if one.answers != other.answers and _answers(one, other):
        return "denied"
    return "both" if one.main and other.main else "one" if one.main or other.main else "neither"


def _answers(one: Item, other: Item) -> bool:
    """Whether what one report denies and the other tells are of one place and day, done in ways that may be one."""
    if day_level(one, other) not in {"same", "overlap"} or method_level(one, other) == "differ":
        return False
    return place_level(one, other) in {"same_town", "same_city", "same_metropolis"}


def killed_level(one: Item, other: Item) -> str:
    """Whether the numbers killed agree, are close, or one is the earlier count that the other report tells of."""
    return _figures("killed", (one.killed, one.killed_high, one), (other.killed, other.killed_high, other))


def injured_level(one: Item, other: Item) -> str:
    """Whether the numbers injured agree, are close, or one is the earlier count that the other report tells of."""
    return _figures(
        "injured", (one.injured, one.injured_high, one), (other.injured, other.injured_high, other)
    )


def taken_level(one: Item, other: Item) -> str:
    """Whether the numbers abducted, detained, missing or trapped agree or are close."""
    return _figures("taken", (one.taken, one.taken_high, one), (other.taken, other.taken_high, other))


def _figures(
    outcome: str, one: tuple[int | None, int | None, Item], other: tuple[int | None, int | None, Item]
) -> str:
    (a, a_high, here), (b, b_high, there) = one, other
    if a is None or b is None:
        return UNKNOWN
    low, high = min(a, b), max(a, b)
    less, more = (here, there) if a < b else (there, here)
    if low < high and less.earlier and f"{outcome} some" in less.earlier:
        return UNKNOWN
    if (here.earlier and f"{outcome} {b}" in here.earlier) or (
        there.earlier and f"{outcome} {a}" in there.earlier
    ):
        return "earlier"
    if a == b and a_high == b_high:
        return "same_one" if a <= 1 else "same_two" if a == 2 else "same"
    if a != b and (f"{outcome} another {b}" in here.earlier or f"{outcome} another {a}" in there.earlier):
        return "differ"
    if low < high and more.earlier and f"{outcome} risen" in more.earlier and _after(more, less):
        return "close"
    less_high = a_high if a < b else b_high
    held = less_high is not None and less_high >= high > low  # "several", "dozens"
    if high > 3 * max(low, 1) and high - low > 4 and not held:
        return "differ"
    open_end = high <= 2 * low and less_high is None  # "at least 11" beside 18
    return "close" if held or open_end or high - low <= max(2, high // 4) else "apart"


def _after(one: Item, other: Item) -> bool:
    return one.published is not None and other.published is not None and one.published >= other.published


def method_level(one: Item, other: Item) -> str:
    """Whether it was done the same way, in a way that a general word covers, in ways that witnesses mix up, or in different ways."""
    a, b = one.method, other.method
    if a is None or b is None:
        return UNKNOWN
    if a == b:
        return "same"
    if b in GENERAL.get(a, ()) or a in GENERAL.get(b, ()):
        return "covered"
    return "alike" if any({a, b} <= kinds for kinds in ALIKE) else "differ"


def target_level(one: Item, other: Item) -> str:
    """Whether the same kind of target was hit."""
    if one.target is None or other.target is None:
        return UNKNOWN
    return "same" if one.target == other.target else "differ"


def perpetrator_level(one: Item, other: Item) -> str:
    """Whether the same party is said to have done it."""
    if not one.perpetrators or not other.perpetrators:
        return UNKNOWN
    return "differ" if set(one.perpetrators).isdisjoint(other.perpetrators) else "same"


def people_level(one: Item, other: Item) -> str:
    """Whether both reports name the same people; or name everybody who died, and nobody in common."""
    if not one.names or not other.names:
        return UNKNOWN
    shared = len(set(one.names).intersection(other.names))
    if shared:
        return "one" if shared == 1 else "several"
    all_named = all(len(i.names) >= max(1, i.killed or 0) for i in (one, other))
    return "others" if all_named else UNKNOWN


def names_level(one: Item, other: Item) -> str:
    """How many names of several words the accounts share (people, streets, houses), by how rare their words are."""
    return _shared(one.phrases, other.phrases, NAMES)


def words_level(one: Item, other: Item) -> str:
    """How many rare words the accounts share, by how rare they are in the language."""
    return _shared(one.words, other.words, WORDS)


def things_level(one: Item, other: Item) -> str:
    """How many rare words that are no names the accounts share (a ladder, a raffle, a trench), by how rare they are."""
    return _shared(one.things, other.things, THINGS)


def _shared(some: tuple[str, ...], others: tuple[str, ...], scale: Sequence[tuple[int, str]]) -> str:
    """How much two accounts share on a scale of points; where one has too little to tell, nothing shared says less."""
    if not some or not others:
        return UNKNOWN
    told = points(set(some).intersection(others))
    if not told:
        return "bare" if _tells_little(some) or _tells_little(others) else "none"
    return _band(told, scale, "most")


@lru_cache(maxsize=16_384)
def _tells_little(words: tuple[str, ...]) -> bool:
    """Whether an account has too little to share; asked of each account again and again."""
    return points(words) < BARE


def sites_level(one: Item, other: Item) -> str:
    """Whether both accounts name the same streets, schools or other sites, by how rare their names are."""
    if not one.sites or not other.sites:
        return UNKNOWN
    told = points(set(one.sites).intersection(other.sites))
    return "none" if not told else _band(told, SITES, "several")


def headline_level(one: Item, other: Item) -> str:
    """How many telling words both headlines have, by how rare they are."""
    if not one.headline or not other.headline:
        return UNKNOWN
    told = points(set(one.headline).intersection(other.headline))
    return "none" if not told else _band(told, HEADLINES, "much")


def age_level(one: Item, other: Item) -> str:
    """How many ages of people told of are the same."""
    if not one.ages or not other.ages:
        return UNKNOWN
    shared = len(set(one.ages).intersection(other.ages))
    if not shared:
        return "none" if min(len(one.ages), len(other.ages)) > 1 else "bare"
    return "one" if shared == 1 else "several"


def text_level(one: Item, other: Item) -> str:
    """How many of the words that tell of it stand in both reports in the same order; of another day or place such words are a form."""
    share = likeness(one.told, other.told)
    if share is None:
        return UNKNOWN
    if share >= 0.25 and (day_level(one, other) in OTHER_DAYS or place_level(one, other) in ELSEWHERE):
        return "form"
    return "copy" if share >= 0.5 else "much" if share >= 0.25 else "some" if share >= 0.1 else "none"
