"""Sentences about numbers, as the record shows them."""

from __future__ import annotations

from typing import TYPE_CHECKING

from daftar.model.origins import origin_name, root_of

if TYPE_CHECKING:
    import datetime as dt
    from collections.abc import Sequence

    from daftar.reconcile.nodes import Figure, Node

__all__ = ["change_sentence", "contradiction", "interval", "listed", "named_beside", "sum_sentence", "who"]

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
}
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


def interval(low: int, high: int | None) -> str:
    """``9``, ``9 to 12`` or ``at least 9``."""
    if high is None:
        return f"at least {low}"
    return str(low) if low == high else f"{low} to {high}"


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


def contradiction(outcome: str, group: str, one: tuple[Figure, str], other: tuple[Figure, str]) -> str:
    """``22 (Civil Defence) and 31 (Ministry of Health) cannot both be the number of civilians who were killed``."""
    (a, by_a), (b, by_b) = one, other
    done = _DONE.get(outcome, outcome)
    if outcome.startswith("homes_"):
        what = f"the number of {done.replace(' were ', ' that were ')}"
    else:
        what = f"the number of {_PLURAL.get(group, 'people')} who {done}"
    return f"{interval(a.low, a.high)} ({by_a}) and {interval(b.low, b.high)} ({by_b}) cannot both be {what}"


def named_beside(outcome: str, given: Figure, by: str, names: Sequence[str]) -> str:
    """``7 (Civil Defence) cannot be the number of people who were killed: 9 are named, A, B ... and I``."""
    said = f"{interval(given.low, given.high)} ({by})"
    what = f"the number of people who {_DONE.get(outcome, outcome)}"
    return f"{said} cannot be {what}: {len(names)} are named, {listed(names)}"


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
    when = f" on {on.day} {_MONTHS[on.month - 1]} {on.year}" if on is not None else ""
    by = f", {'corrected by ' if corrected else ''}{listed(origins)}" if origins else ""
    return f"{head}{when}{by}{'' if on is not None else ', in reports without a publication day'}"


def _toll_words(values: tuple[int | None, int | None, int | None] | None) -> str:
    """``22``, ``at least 22``, ``25 (22 to 25)``, ``no longer counted``."""
    if values is None:
        return "no longer counted"
    low, best, high = values[0] or 0, values[1], values[2]
    said = interval(low, high)
    return said if best is None or low == high or (high is None and best == low) else f"{best} ({said})"
