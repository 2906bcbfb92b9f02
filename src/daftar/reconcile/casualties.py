"""People hit whose fate the words leave open: "four people were shot, one was killed" leaves three injured.

Whoever is told to have been shot or stabbed is dead or hurt. The number hit less the number killed is the number
injured, unless somebody counts more injured than that. Whoever is told to be hurt or held, and elsewhere to have died, is
no longer one of the injured or the abducted.
"""

from __future__ import annotations

from dataclasses import replace
from typing import TYPE_CHECKING

from daftar.model import Bound, SumCheck, Tally
from daftar.reconcile.needed import all_of
from daftar.reconcile.persons import anothers, by_report, persons, single

if TYPE_CHECKING:
    from collections.abc import Sequence

    from daftar.reconcile.nodes import Node

__all__ = ["HIT", "apart_from_dead", "besides_hit", "outlived", "with_hit"]

_BEFORE_DEATH = ("injured", "abducted", "detained", "missing", "trapped")
_ALL_OF = ("all ", "both")
HIT = "shot"  # the action of a harm claim that says who was hit and not what came of it


def besides_hit(hit: Sequence[Node], injured: Sequence[Node]) -> bool:
    """Whether the ``injured`` are others than those ``hit``: "the senator was shot", and "two other people were wounded".

    Where that is not said of anybody told of right before, it is of the one person hit, if nobody else was.
    """
    asserted = [n for n in injured if n.asserted and n.claim.relation != "among"]
    ids = {n.id for n in hit}
    alone = all(n.figure.size == 1 for n in hit)
    return bool(asserted) and all(
        n.claim.relation == "others" and (n.claim.part_of in ids or (alone and n.claim.part_of is None))
        for n in asserted
    )


def with_hit(
    hit: Tally, tallies: Sequence[Tally], *, besides: bool = False
) -> tuple[list[Tally], SumCheck | None]:
    """``tallies`` of an incident with the injured that follow from everybody ``hit``, and the sum in words.

    ``besides`` says that those counted as injured are others than those hit.
    """
    killed = _of(tallies, "killed")
    injured = _of(tallies, "injured")
    rest = [t for t in tallies if t is not injured]
    left = _less(hit, killed)
    if _figure(left) <= 0:
        return list(tallies), None
    if besides and injured is not None:
        return [_and(injured, left) if t is injured else t for t in tallies], None
    if injured is not None and _figure(injured) >= _figure(left):
        return list(tallies), None
    check = None
    if killed is not None and _figure(killed):
        words = f"{_figure(hit)} hit − {_figure(killed)} killed = {_figure(left)} injured"
        parts = (*(killed.best or killed.low).claims,)
        check = SumCheck(
            outcome="injured", group="all", total=hit.low.claims[0], parts=parts, agrees=True, words=words
        )
    at = next((i for i, t in enumerate(rest) if t.outcome not in ("killed", "injured")), len(rest))
    own = next((i for i, t in enumerate(rest) if t.outcome == "injured"), at)
    rest.insert(own, left)
    return rest, check


def _of(tallies: Sequence[Tally], outcome: str) -> Tally | None:
    return next((t for t in tallies if t.outcome == outcome and t.group == "all"), None)


def _figure(tally: Tally) -> int:
    return (tally.best.value if tally.best is not None else tally.low.value) or 0


def _less(hit: Tally, killed: Tally | None) -> Tally:
    """Everybody hit less everybody killed; where the dead are open-ended nobody need be left."""
    if killed is None:
        return hit
    claims = all_of([hit.low.claims, killed.low.claims])
    dead_low, dead_high = killed.low.value or 0, killed.high.value
    best = None
    if hit.best is not None and hit.best.value is not None:
        best = max(0, hit.best.value - _figure(killed))
    low = 0 if dead_high is None else max(0, (hit.low.value or 0) - dead_high)
    high = None if hit.high.value is None else max(0, hit.high.value - dead_low)
    if best is not None:
        low, high = min(low, best), high if high is None else max(high, best)
    return Tally(
        outcome="injured",
        group="all",
        low=Bound(value=low, claims=claims),
        best=None if best is None else Bound(value=best, claims=claims),
        high=Bound(value=high, claims=claims),
    )


def _and(one: Tally, other: Tally) -> Tally:
    """Two tallies of different people as one."""
    return replace(
        one,
        low=_plus(one.low, other.low),
        best=None if one.best is None or other.best is None else _plus(one.best, other.best),
        high=_plus(one.high, other.high),
    )


def _plus(one: Bound, other: Bound) -> Bound:
    claims = all_of([one.claims, other.claims])
    if one.value is None or other.value is None:
        return Bound(value=None, claims=claims)
    return Bound(value=one.value + other.value, claims=claims)


def outlived(nodes: Sequence[Node]) -> frozenset[str]:
    """The claims among ``nodes`` of one incident that are of people of whom others say that they died.

    A person is counted once, under the gravest outcome: whoever was hurt, abducted or missing and is told to have died
    is one of the dead alone.
    """
    of_people = [n for n in nodes if n.asserted and n.claim.outcome in ("killed", *_BEFORE_DEATH)]
    dead = [n for n in of_people if n.claim.outcome == "killed"]
    if not dead or len(dead) == len(of_people):
        return frozenset()
    found: set[str] = set()
    for told in by_report([n for n in of_people if single(n)]):
        for person in persons(told):
            if person.dead:
                found.update(n.id for n in person.nodes if n.claim.action != HIT)
    # the dead told of before are others; those told of after may be the same again
    first = min(d.rank for d in dead)
    plain = [n for n in of_people if n.rank < first or n.claim.passage == dead[0].claim.passage]
    found.update(n.id for n in plain if any(_all_died(n, d) for d in dead) and n.claim.action != HIT)
    return frozenset(n.id for n in of_people if n.claim.outcome != "killed" and n.id in found)


def apart_from_dead(nodes: Sequence[Node]) -> frozenset[str]:
    """The claims among ``nodes`` of somebody shot, where it is a person of theirs who died.

    "The farmer's nephew was killed, the farmer was shot": the farmer is hurt, and none of the hit who are dead.
    """
    of_people = [n for n in nodes if n.asserted and single(n)]
    shot = [n for n in of_people if n.claim.action == HIT]
    dead = [n for n in of_people if n.claim.outcome == "killed"]
    return frozenset(n.id for n in shot if any(anothers(n, d) for d in dead))


def _all_died(hurt: Node, dead: Node) -> bool:
    """Whether ``dead`` is told of all the people of ``hurt``: of the same words, or of "all five", "both", "the two"."""
    one, other = hurt.claim, dead.claim
    if one.report != other.report or hurt.figure.size != dead.figure.size:
        return False
    if one.quote.start == other.quote.start and one.count_worded == other.count_worded:
        return one.relation is None and other.relation is None
    words = (other.count_worded or "").casefold()
    every = words.startswith(_ALL_OF if one.outcome == "injured" else (*_ALL_OF, "the "))
    counted = hurt.figure.low == hurt.figure.high and one.relation is None
    return every and counted and hurt.figure.size > 1 and one.passage != other.passage
