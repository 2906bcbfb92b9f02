"""How claims stand to each other: parts to totals, others beside them, a running total to its beginning."""

from __future__ import annotations

from dataclasses import dataclass, replace
from typing import TYPE_CHECKING

from daftar.extract.rules.one_more import besides, counted_on, of_the_same, somebody_else
from daftar.extract.rules.row import Hit
from daftar.model import Claim

if TYPE_CHECKING:
    from collections.abc import Callable

    from daftar.extract.rules.told import Told

_NEAR = 2  # passages
_FOLLOWING = 4  # passages in which "a man" may be one of those counted

__all__ = ["Draft", "counted_from", "size", "tied"]


@dataclass(slots=True)
class Draft:
    """A claim in the making, with the hit it came from and the passage's position."""

    claim: Claim
    hit: Hit
    passage: int


def counted_from(drafts: list[Draft], told: Told, tell: Callable[[int], Told]) -> list[Draft]:
    """Give a running total whose sentence says no beginning the day of the sentence before it.

    "In April X launched an offensive. More than 1,000 have been killed in the hostilities": they count from April.
    """
    open_ended = [d for d in drafts if d.claim.scope == "cumulative" and d.claim.since is None]
    if not open_ended or told.index == 0:
        return drafts
    before = tell(told.index - 1)
    here, there = told.passage, before.passage
    if here.part == there.part and here.paragraph == there.paragraph and before.times:
        for draft in open_ended:
            draft.claim = replace(draft.claim, since=before.times[0])
    return drafts


def tied(drafts: list[Draft], earlier: list[Draft]) -> list[Draft]:
    """Point each claim at the one it stands to: "among" and "part" at their total, "others" at the claim beside it.

    One person spoken of with a name or "the" behind a larger figure is one of those counted, not one more.
    """
    for order, draft in enumerate(drafts):
        hit, claim = draft.hit, draft.claim
        total = next((d for d in drafts if d.hit is hit.of), None)
        if hit.relation == "others" and total is not None:
            draft.claim = replace(claim, part_of=total.claim.id)
        elif hit.relation == "among":
            total = total or _total_before(draft, earlier)
            draft.claim = replace(claim, part_of=total.claim.id if total else None)
        elif (counted := counted_on(draft, [*earlier, *drafts[:order]])) is not None:
            draft.claim = counted
        elif (one_more := _one_more(draft, [*earlier, *drafts[:order]])) is not None:
            draft.claim = replace(claim, part_of=one_more.claim.id, relation="others")
        elif (first := _first_told(draft, earlier)) is not None:
            draft.claim = replace(claim, part_of=first.claim.id)
        elif hit.relation is None and size(hit) == 1 and (_singled_out(hit) or not _counted(hit)):
            total = _total_before(
                draft, [*earlier, *(d for d in drafts if d.claim.id != claim.id and d.hit.first < hit.first)]
            )
            if (
                total is not None
                and total.claim.count is not None
                and total.claim.count.figure > 1
                and _one_spot(total.claim, claim)
                and _may_hold(total.claim, claim)
                and (_singled_out(hit) or draft.passage - total.passage <= _FOLLOWING)
            ):
                draft.claim = replace(claim, part_of=total.claim.id, relation="part")
            elif (first := somebody_else(draft, [*earlier, *drafts[:order]])) is not None:
                draft.claim = replace(claim, part_of=first.claim.id, relation="others")
    return drafts


def _one_more(draft: Draft, told: list[Draft]) -> Draft | None:
    """The one person told of shortly before, beside whom this claim's people were harmed too: "his driver was also
    killed", "two of the minister's guards were also killed".
    """
    hit, claim = draft.hit, draft.claim
    if hit.relation is not None or not besides(claim):
        return None
    for other in reversed(told):
        if draft.passage - other.passage > _NEAR:
            return None
        if other.claim.outcome == claim.outcome and other.claim.kind == claim.kind == "harm":
            alone = size(other.hit) == 1 and other.claim.relation is None
            heard = (
                other.passage == draft.passage and other.claim.origin != claim.origin
            )  # another's account of it
            return other if alone and not heard else None
    return None


def _first_told(draft: Draft, earlier: list[Draft]) -> Draft | None:
    """The claim of the sentence before beside whose people others were harmed too: "nine other people were also hurt".

    Without "also" only beside one person: what stands before may be the total of them all.
    """
    hit = draft.hit
    another = _another(hit)
    if hit.relation != "others" or hit.of is not None or not (_counted(hit) or another):
        return None
    also = besides(draft.claim)
    for other in reversed(earlier):
        if draft.passage - other.passage > _NEAR or other.passage == draft.passage:
            return None
        if other.claim.outcome != draft.claim.outcome or other.claim.kind != "harm":
            continue
        alone = other.claim.relation is None and other.claim.scope == draft.claim.scope
        if another and other.claim.part_of is not None and other.claim.relation == "others":
            alone = other.claim.count_worded != draft.claim.count_worded  # else the same again
        return (
            other
            if alone
            and (also or size(other.hit) == 1)
            and _one_spot(other.claim, draft.claim)
            and (_counted(hit) or of_the_same(other.claim, draft.claim))
            else None
        )
    return None


def _another(hit: Hit) -> bool:
    """ "Another passenger was killed", "another died": one person whom the sentence is about; not "the death of another"."""
    people = hit.people
    one = people is not None and people.count is not None and people.count.low == people.count.high == 1
    return one and hit.form in ("passive", "self")


def _counted(hit: Hit) -> bool:
    return hit.people is not None and hit.people.numbered


def _one_spot(total: Claim, claim: Claim) -> bool:
    """Whether no words put the two at different places."""
    return total.place is None or claim.place is None or total.place.text == claim.place.text


def _may_hold(total: Claim, claim: Claim) -> bool:
    """Whether one person can be some of those counted: a child is none of three policemen."""
    whole, one = total.group, claim.group
    if whole is None or one is None:
        return True
    armed = whole.role == "police" or whole.status == "combatant"
    return not armed or (one.age != "child" and one.status != "civilian")


def size(hit: Hit) -> int:
    """How many people a hit speaks of, for telling large figures from small; 1 where it does not say."""
    return hit.people.count.figure if hit.people is not None and hit.people.count is not None else 1


def _singled_out(hit: Hit) -> bool:
    people = hit.people
    if people is None or people.others:
        return False
    return people.named or people.anaphor or (people.definite and not people.numbered) or people.kin


def _total_before(draft: Draft, earlier: list[Draft]) -> Draft | None:
    """The claim that can be the total: the last one of the same outcome and place, else the last of the outcome.

    Within a dozen passages; "among those killed in B" is a part of what was said of B, however much was said since.
    """
    last: Draft | None = None
    here = draft.claim.place
    for other in reversed(earlier):
        if draft.passage - other.passage > 12:
            break
        if (
            other.claim.outcome != draft.claim.outcome
            or other.hit.relation in ("among", "either")
            or other.claim.relation == "part"
            or other.claim.scope != draft.claim.scope
            or (other.claim.kind == "context" and draft.claim.kind == "harm")  # of another attack
        ):
            continue
        last = last or other
        if here is None or (other.claim.place is not None and other.claim.place.text == here.text):
            return other
    return last
