"""From the people of a verb to hits: which stand beside the first and which are among them, and how surely it is told."""

from __future__ import annotations

from typing import TYPE_CHECKING

from daftar.extract.rules.joined import counted_together
from daftar.extract.rules.nominal import presupposed
from daftar.extract.rules.polarity import polarity, second_outcome
from daftar.extract.rules.row import Hit
from daftar.extract.rules.unharmed import how_it_was_done

if TYPE_CHECKING:
    from daftar.extract.rules.nouns import People
    from daftar.extract.rules.row import Row

__all__ = ["emit"]


def _spelled_out(row: Row, people: list[People]) -> int:
    """How many of ``people``, with the first, a list tells of: "three aid workers, two women and a man" are all three."""
    counts = [p.count.best if p.count is not None else None for p in people]
    if len(people) < 3 or "and" in row.tokens.lower[people[0].last : people[1].first]:
        return 0
    left = counts[0] or 0
    for k, count in enumerate(counts[1:], 2):
        left -= count or left + 1
        if left <= 0:
            exact = left == 0 and k > 2 and (k == len(people) or not any(p.named for p in people[:k]))
            return k if exact else 0
    return 0


def emit(
    row: Row,
    i: int,
    outcome: str,
    people: list[People],
    form: str,
    hits: list[Hit],
    used: set[int],
    agent: People | None = None,
) -> None:
    """Add to ``hits`` what the verb at chunk ``i`` says befell ``people``: the first, and the others beside or among them.

    ``used`` takes the first token of each phrase; ``agent`` is who did it.
    """
    people = counted_together(row, people)
    said = polarity(row, i, people)
    both = second_outcome(row, i, outcome)
    known = form == "nominal" and presupposed(row, i)
    verb = row.first[i]
    leader: Hit | None = None
    spelled_out = _spelled_out(row, people)
    for order, who in enumerate(people):
        key = who.first
        told = any(h.people is who and h.outcome == outcome for h in hits)
        if told or how_it_was_done(row.tokens.lower[verb], who, hits):
            continue
        relation = "others" if leader is not None or who.others else None
        if 0 < order < spelled_out and leader is not None:
            relation = "among"
        hit = Hit(
            outcome, who, min(who.first, verb), max(who.until or who.last, verb + 1), verb, form,
            relation=relation, of=leader, polarity=said, agent=agent, known=known,
        )  # fmt: skip
        hits.append(hit)
        used.add(key)
        leader = leader or hit
        if both and not any(h.people is who and h.outcome == both for h in hits):
            hit.polarity = "uncertain" if said == "asserted" else said
            hits.append(
                Hit(
                    both,
                    who,
                    hit.first,
                    hit.last,
                    verb,
                    form,
                    polarity=hit.polarity,
                    of=None,
                    relation="either",
                )
            )
            hit.relation = "either"
