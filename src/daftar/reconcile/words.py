"""Sentences about numbers, as the record shows them."""

from __future__ import annotations

from typing import TYPE_CHECKING

from daftar.model.origins import origin_name, root_of

if TYPE_CHECKING:
    import datetime as dt
    from collections.abc import Sequence

    from daftar.model import Incident
    from daftar.reconcile.nodes import Figure, Node

__all__ = [
    "change_sentence",
    "contradiction",
    "counted",
    "harmed",
    "impossible",
    "incident_words",
    "interval",
    "listed",
    "named_beside",
    "reason",
    "sum_sentence",
    "too_many",
    "unbounded",
    "unfollowed",
    "way_out",
    "who",
]

_DONE = {
    "killed": "were killed",
    "injured": "were injured",
    "missing": "are missing",
    "displaced": "were displaced",
    "evacuated": "were evacuated",
    "abducted": "were abducted",
    "detained": "were detained",
    "trapped": "were trapped",
    "homes_destroyed": "homes were destroyed",
    "homes_damaged": "homes were damaged",
    "harmed": "were killed or injured",
}
_OF_ONE = {"were": "was", "are": "is"}
_PLURAL = {
    "civilian": "civilians",
    "combatant": "combatants",
    "child": "children",
    "woman": "women",
    "man": "men",
    "elderly": "elderly people",
    "health_worker": "health workers",
    "aid_worker": "aid workers",
    "rescuer": "rescuers",
    "journalist": "journalists",
}
_MONTHS = (
    *("January", "February", "March", "April", "May", "June", "July", "August", "September"),
    *("October", "November", "December"),
)
_SINGULAR = {
    "civilian": "civilian",
    "combatant": "combatant",
    "child": "child",
    "woman": "woman",
    "man": "man",
    "elderly": "elderly person",
    "health_worker": "health worker",
    "aid_worker": "aid worker",
    "rescuer": "rescuer",
    "journalist": "journalist",
}


def interval(low: int, high: int | None) -> str:
    """``9``, ``9 to 12`` or ``at least 9``."""
    if high is None:
        return f"at least {low}"
    return str(low) if low == high else f"{low} to {high}"


def counted(outcome: str, group: str, low: int, high: int | None) -> str:
    """``22 people``, ``at least 3 children``, ``at most 7 women``, ``1 home``."""
    if outcome.startswith("homes_"):
        one, many = "home", "homes"
    else:
        one, many = _SINGULAR.get(group, "person"), _PLURAL.get(group, "people")
    if high == 0:
        return f"no {many}"
    if low == 0 and high is not None:
        return f"at most {high} {one if high == 1 else many}"
    return f"{interval(low, high)} {one if low == 1 and high in (1, None) else many}"


def harmed(outcome: str) -> str:
    """``killed``, ``killed or injured``: what befell people, behind their number."""
    return _DONE.get(outcome, outcome).removeprefix("were ").removeprefix("are ").removeprefix("homes were ")


def listed(names: Sequence[str]) -> str:
    """``A``, ``A and B``, ``A, B and C``."""
    return names[0] if len(names) == 1 else f"{', '.join(names[:-1])} and {names[-1]}"


def who(node: Node) -> str:
    """Whose figure it is, in words; where no words name anybody it is the report's own."""
    origin = root_of(node.claim)
    if origin is None or not (origin.name or origin.organisation):
        return "one report"
    return origin_name(origin)


def sum_sentence(
    parts: Sequence[tuple[int, int | None]], total: tuple[int, int | None], by: str | None
) -> tuple[bool, str]:
    """Whether parts and total can both be true, and the sum in words.

    ``9 + 6 + 5 + 1 + 1 = 22, as claimed``; ``9 + 6 = 15, not 22 as claimed by X: 7 unaccounted for``. ``by`` is who
    claims the total. Parts that come to less can be true with it (some are unaccounted for); to more, they cannot.
    """
    low = sum(p[0] for p in parts)
    highs = [p[1] for p in parts]
    high = None if any(h is None for h in highs) else sum(h or 0 for h in highs)
    left = " + ".join(interval(*p) for p in parts)
    claimed = f"as claimed by {by}" if by else "as claimed"
    said = interval(*total)
    head = f"{left} = {interval(low, high)}"
    if total[1] is not None and low > total[1]:
        return False, f"{head}, not {said} {claimed}: {low - total[1]} too many"
    if high is not None and high < total[0]:
        return True, f"{head}, not {said} {claimed}: {total[0] - high} unaccounted for"
    if (low, high) == total or (low == high == total[0] and total[1] is None):
        return True, f"{head}, as claimed"
    return True, f"{head}, which fits {said} {claimed}"


def contradiction(outcome: str, group: str, said: Sequence[tuple[int, int | None, str]]) -> str:
    """``22 (Civil Defence) and 31 (Ministry of Health) cannot both be the number of civilians who were killed``."""
    done = _DONE.get(outcome, outcome)
    if outcome.startswith("homes_"):
        what = f"the number of {done.replace(' were ', ' that were ')}"
    else:
        what = f"the number of {_PLURAL.get(group, 'people')} who {done}"
    figures = listed([f"{interval(low, high)} ({by})" for low, high, by in said])
    return f"{figures} cannot both be {what}"


def impossible(outcome: str, said: Sequence[str]) -> str:
    """``10 people (police), 8 people (A) and 5 people (B) cannot all be true of those who were killed``."""
    done = _DONE.get(outcome, outcome)
    of = done.replace(" were ", " that were ") if outcome.startswith("homes_") else f"those who {done}"
    if len(said) == 1:
        return f"{said[0]} cannot be true of {of}, with the parts that it has"
    return f"{listed(said)} cannot {'both' if len(said) == 2 else 'all'} be true of {of}"


def too_many(listed: int, more: int | None) -> str:
    """The honest word where not every contradiction is listed: how many ``more`` there are, None where nobody counted."""
    if more is not None:
        return f"these figures contradict each other in {more} more ways than the {listed} that are listed"
    return (
        f"these figures contradict each other in more ways than can be followed; {listed} are listed, "
        "and each number is from the least to the most that anybody says of it"
    )


def unfollowed(end: str) -> str:
    """What a bound is where contradictions are too many to follow every story: ``end`` is low or high."""
    return f"the {'least' if end == 'low' else 'most'} that anybody says; contradictions are too many to work out more"


def way_out(
    without: Sequence[str], left: Sequence[tuple[str, str, int, int | None]], *, everything: bool
) -> str:
    """``without 31 people (Health Ministry) everything fits: 22 people were killed``.

    ``left`` says by outcome and group what the numbers in conflict would be, low and high.
    """
    fits = "everything fits" if everything else "this fits"
    numbers = [
        f"{counted(outcome, group, low, high)} {_done(outcome, one=(low, high) in {(1, 1), (1, None), (0, 1)})}"
        for outcome, group, low, high in left
    ]
    return f"without {listed(without)} {fits}: {listed(numbers)}"


def _done(outcome: str, *, one: bool) -> str:
    """``were killed``, or ``was killed`` of one."""
    done = _DONE.get(outcome, outcome).removeprefix("homes ")
    verb, _, rest = done.partition(" ")
    return f"{_OF_ONE.get(verb, verb)} {rest}" if one else done


def reason(said: Sequence[str]) -> str:
    """``follows from 22 people (police), 10 men (police) and 7 women (police)``."""
    return f"follows from {listed(said)}"


def unbounded(without: Sequence[str], end: str) -> str:
    """``without 6 women (Health Ministry) nothing says how many at least``: ``end`` is low or high."""
    return f"without {listed(without)} nothing says how many at {'least' if end == 'low' else 'most'}"


def named_beside(outcome: str, given: Figure, by: str, names: Sequence[str]) -> str:
    """``7 (Civil Defence) cannot be the number of people who were killed: 9 are named, A, B ... and I``."""
    said = f"{interval(given.low, given.high)} ({by})"
    what = f"the number of people who {_DONE.get(outcome, outcome)}"
    return f"{said} cannot be {what}: {len(names)} are named, {listed(names)}"


def incident_words(incident: Incident) -> str:
    """``incident in Kafr Nabl, 4 May 2031``: what tells an incident inside a larger one from others to a reader."""
    place, date = incident.place, incident.date
    if date is None:
        when = ""
    elif date.start == date.end:
        when = _day_words(date.start)
    else:
        when = f"{_day_words(date.start)} to {_day_words(date.end)}"
    if place is None:
        return f"incident {incident.id}{', ' if when else ''}{when}"
    return f"incident in {place.name}{', ' if when else ''}{when}"


def _day_words(day: dt.date) -> str:
    return f"{day.day} {_MONTHS[day.month - 1]} {day.year}"


def change_sentence(
    before: tuple[int | None, int | None, int | None] | None,
    now: tuple[int | None, int | None, int | None] | None,
    on: dt.date | None,
    origins: Sequence[str],
    *,
    corrected: bool = False,
) -> str:
    """``22 → 25 on 19 December 2019, Civil Defence``, from low, best and high before and now; ``on`` None is no known day."""
    head = " → ".join(_toll_words(v) for v in ((now,) if before is None else (before, now)))
    when = f" on {_day_words(on)}" if on is not None else ""
    by = f", {'corrected by ' if corrected else ''}{listed(origins)}" if origins else ""
    return f"{head}{when}{by}{'' if on is not None else ', in reports without a publication day'}"


def _toll_words(values: tuple[int | None, int | None, int | None] | None) -> str:
    """``22``, ``at least 22``, ``25 (22 to 25)``, ``no longer counted``."""
    if values is None:
        return "no longer counted"
    low, best, high = values[0] or 0, values[1], values[2]
    said = interval(low, high)
    return said if best is None or low == high or (high is None and best == low) else f"{best} ({said})"
