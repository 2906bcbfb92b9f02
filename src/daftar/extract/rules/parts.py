"""Parts of a total: "including", "among them", "10 of them children", "19 clerks killed and one guard killed"."""

from __future__ import annotations

import itertools
import re
from dataclasses import replace
from typing import TYPE_CHECKING

from daftar.extract.rules.nouns import NO_TRAITS
from daftar.extract.rules.objects import coordinated
from daftar.extract.rules.row import UNSAID, Hit, Row, chunk_at
from daftar.extract.rules.subjects import subjects

if TYPE_CHECKING:
    from daftar.extract.rules.phrases import People

__all__ = ["among", "aside", "beside", "elliptical"]
_BEFORE_PLACE = frozenset({"in", "at", "near", "from"})


def among(row: Row, hits: list[Hit]) -> None:
    """ "including five children", "among them 10 women", "10 of them children", "among the dead were two nurses"."""
    marks = row.marks
    for i, mark in enumerate(marks):
        if mark == "I":
            if _one_among_many(row, i, hits):
                continue
            outcome, listed = _among_list(row, i)
            if not listed:
                continue
            total = _before(hits, row.first[i], outcome or None)
            if total is None and outcome is None:
                total = _after(hits, row.first[i], listed)
            if total is None and outcome is None and (of := _THE_DEAD.search(marks[:i])):
                # "the dead included ...", "those killed in the two raids include ..."
                outcome = row.words.outcomes.get(row.tokens.lower[row.first[of.start() + 1]])
            for who in listed:
                _part(who, total, hits, outcome or (total.outcome if total else outcome), row.first[i])
        elif mark == "E":
            _some_of_them(row, i, hits)


def _some_of_them(row: Row, i: int, hits: list[Hit]) -> None:
    """ "10 of them children", "9 of whom were women"."""
    people, marks = row.people[i], row.marks
    if people is None or not (people.anaphor or _of_those(row, i, people)):
        return
    k = i + 1
    while k < len(marks) and marks[k] in "B,mX" and k - i <= 3:
        k += 1
    named = row.people[k] if k < len(marks) and marks[k] == "E" else None
    if named is None or named.numbered:
        return
    told = (
        row.words.outcomes.get(row.tokens.lower[people.head]) if people.anaphor else None
    )  # "two of the dead"
    total = (_before(hits, people.first, told) if told else None) or _before(hits, people.first, None)
    if total is None or total.outcome == "evacuated":
        total = _included(hits, people) or total
    merged = replace(named, first=people.first, count=people.count, numbered=True, weak=False)
    outcome = total.outcome if total else _last_outcome(row, i)
    _part(merged, total, hits, outcome, people.first)


def _of_those(row: Row, i: int, people: People) -> bool:
    """ "Of the 12 people killed, five were children": a bare figure in a sentence that begins with "of"."""
    bare = people.numbered and people.head < people.last and people.traits == NO_TRAITS
    return bare and row.marks[0] == "f" and row.marks[i - 1] == "," and row.marks[i + 1 : i + 2] == "B"


def _one_among_many(row: Row, i: int, hits: list[Hit]) -> bool:
    """ "6 children among 19 dead": the figure before "among" is part of the larger one behind it."""
    marks = row.marks
    if row.tokens.lower[row.first[i]] != "among" or marks[i + 1 : i + 2] != "E":
        return False
    j = i - 1
    while j >= 0 and marks[j] in "B,":
        j -= 1
    few, many = (row.people[j] if j >= 0 else None), row.people[i + 1]
    if (
        few is None
        or many is None
        or not few.numbered
        or not many.numbered
        or few.count is None
        or many.count is None
    ):
        return False
    if few.count.figure >= many.count.figure:
        return False
    total = next((h for h in hits if h.people is many), None)
    if total is None and few.last > few.head and row.marks[i + 2 : i + 3] in ("d", "S"):
        # "Ten children were among 48 people killed": the verb is theirs of whom the few are some
        total = next((h for h in hits if h.people is few and h.form in ("passive", "reduced")), None)
        if total is not None:
            total.people, total.first = many, many.first
    if total is None:
        return False
    total.relation, total.of = None, None
    _part(few, total, hits, total.outcome, few.first)
    return True


def _last_outcome(row: Row, i: int) -> str | None:
    """What befell "the dead" of "three of the dead were women" and of "of the dead, three were women"."""
    people = row.people[i]
    if people is None or not people.anaphor:
        return _harm_ahead(row, 0)[0]
    if people.first == 0 and row.tokens.lower[people.head] == "them":
        return UNSAID  # "Three of them were children": the sentence before says what befell them
    return row.words.outcomes.get(row.tokens.lower[people.head])


def _among_list(row: Row, i: int) -> tuple[str | None, list[People]]:
    """The people that "including" or "among" at chunk ``i`` singles out, and the outcome where it names one."""
    marks, size, lower = row.marks, len(row.marks), row.tokens.lower
    k = i + 1
    if (
        lower[row.first[i]] in ("among", "amongst")
        and k < size
        and marks[k] in "tE"
        and lower[row.first[k]] in ("those", "the")
    ):
        outcome, after = _harm_ahead(row, k)
        whole = row.people[k]
        if outcome is None and whole is not None and lower[whole.head] in ("victims", "casualties"):
            outcome, after = UNSAID, k + 1  # what befell them the sentence before says
        if outcome is not None:
            if i and marks[i - 1] == "B":
                return outcome, [p for p in subjects(row, i - 1) if not p.named][:4]
            few = row.people[i - 1] if i > 1 and marks[i - 1] == "E" and marks[i - 2] == "B" else None
            if few is not None and few.numbered:
                return outcome, [few]  # "there were 11 children among the dead"
            after = marks.find("B", after)
            if after < 0 or marks[after + 1 : after + 2] not in ("E", "G"):
                return outcome, []
            first = row.people[after + 1]
            return outcome, [] if first is None else [first, *coordinated(row, after + 1)]
    # "including the mayor"
    listed = marks[k : k + 1] == "E" and not lower[row.first[i]].startswith("among")
    if k < size and not listed and lower[row.first[k]] in ("them", "those", "the", "whom", "which"):
        k += 1
    steps = 0
    while k < size and steps < 6 and marks[k] in "mXBa,":
        k, steps = k + 1, steps + 1
    if k < size and marks[k] == "G" and row.people[k] is not None:
        # "including A B, 15, and three others": who is named counts nobody anew
        last = k + (2 if marks[k + 1 : k + 3] == ",y" else 0)
        return None, [p for p in coordinated(row, last) if not p.named]
    if k >= size or marks[k] != "E":
        return None, []
    people = row.people[k]
    if people is None or (people.weak and not people.numbered):
        return None, []
    return None, [people, *coordinated(row, k)]


# "the dead", "those killed in ...": the words up to "include".
_THE_DEAD = re.compile(r"t[dSn][rfXmthaj#E]{0,14}$")


def _harm_ahead(row: Row, k: int) -> tuple[str | None, int]:
    """The outcome named within a few chunks of "among those ...", and the chunk behind it."""
    for j in range(k, min(k + 6, len(row.marks))):
        mark = row.marks[j]
        if mark in "dsSn":
            return row.words.outcomes.get(row.tokens.lower[row.first[j]]), j + 1
        if mark == "V":
            return "killed", j + 1
    return None, k


def _before(hits: list[Hit], token: int, outcome: str | None, *, parts: bool = False) -> Hit | None:
    """The nearest harm claim to the left that can be a total; with ``parts`` also one told of as "of them in A"."""
    best: Hit | None = None
    at = -1
    for hit in hits:
        listed = parts and hit.form == "elliptical"
        if hit.people is None or hit.people.first >= token or (hit.relation == "among" and not listed):
            continue
        if (outcome is None or hit.outcome == outcome) and hit.people.first > at:
            best, at = hit, hit.people.first
    return best


def _included(hits: list[Hit], few: People) -> Hit | None:
    """The people whom "the dead included" singled out just before, and of whom ``few`` are some: "9 of whom were women"."""
    listed = [h for h in hits if h.form == "among" and h.people is not None and h.people.first < few.first]
    if not listed or few.count is None:
        return None
    last = max(listed, key=lambda h: h.first)
    many = last.people.count if last.people is not None else None
    return last if many is not None and many.figure > few.count.figure else None


def _after(hits: list[Hit], token: int, listed: list[People]) -> Hit | None:
    for hit in hits:
        if hit.people is not None and all(hit.people is not who for who in listed) and hit.first >= token:
            return hit
    return None


def _part(who: People, total: Hit | None, hits: list[Hit], outcome: str | None, at: int) -> None:
    """Put ``who`` among the people of ``total`` (None: of a total said in an earlier sentence)."""
    if outcome is None or (total is not None and total.people is who):
        return
    for hit in hits:
        if hit.people is not None and hit.people.first == who.first and hit.outcome == outcome:
            hit.relation, hit.of, hit.people = "among", total, who
            return
    first = min(who.first, at)
    hits.append(
        Hit(
            outcome,
            who,
            first,
            max(who.last, at + 1),
            total.verb if total else at,
            "among",
            relation="among",
            of=total,
            polarity=total.polarity if total else "asserted",
        )
    )


def aside(row: Row, hits: list[Hit]) -> None:
    """ "Two men were hurt (one shot, one burned) and a third fled": harm in brackets spells out what stands before it."""
    opening = row.marks.find("(")
    if opening < 0 or len(hits) < 2:
        return
    inside = 0
    depth = []
    for mark in row.marks:
        inside += (mark == "(") - (mark == ")" and inside > 0)
        depth.append(inside)
    for hit in hits:
        k = chunk_at(row, hit.verb)
        if hit.people is None or k >= len(depth) or not depth[k] or hit.polarity != "asserted":
            continue
        start = row.first[row.marks.rfind("(", 0, k + 1)]
        whole = [
            h
            for h in hits
            if h.people and h.people.first < start and h.outcome == hit.outcome and h is not hit
        ]
        total = max((h for h in whole if h.verb < start), key=lambda h: h.verb, default=None)
        if total is not None and hit.people.first > start and _fits(hit, total):
            hit.relation, hit.of = "among", total


def _fits(part: Hit, total: Hit) -> bool:
    few = part.people.count if part.people else None
    many = total.people.count if total.people else None
    return few is not None and many is not None and few.figure < many.figure


def _anybody(row: Row, people: People) -> bool:
    """Whether the phrase brings in people not yet spoken of: "a driver", "national staff"."""
    lower = row.tokens.lower
    return not (people.definite or people.named or people.anaphor) and lower[people.first] not in (
        "he",
        "she",
    )


def beside(row: Row, hits: list[Hit]) -> None:
    """ "19 clerks killed and one guard killed": people of one sentence with a verb each are not the same people."""
    plain = [
        h
        for h in hits
        if h.relation is None
        and h.people is not None
        and (h.people.numbered or _anybody(row, h.people))
        and h.form in ("passive", "reduced")
    ]
    plain.sort(key=lambda h: (h.outcome, h.verb))
    for one, two in itertools.pairwise(plain):
        if one.outcome != two.outcome or one.verb == two.verb or two.people is None or two.people.anaphor:
            continue
        between = row.marks[chunk_at(row, one.verb) + 1 : chunk_at(row, two.people.first)]
        if _sent_away(row, one, two):
            two.relation, two.of = "among", one
            continue
        # "three hurt; one dead, and a cook hurt" goes on with somebody else
        listed = between.endswith("A") and row.tokens.marks[two.people.head] in "Pp"
        if "A" in between and not set(between) & set("WIwq" if listed else "W;Iwq"):
            two.relation, two.of = "others", one


def _sent_away(row: Row, one: Hit, two: Hit) -> bool:
    """ "Five were hurt and two were taken to a hospital": a bare figure of the hurt, and no others."""
    lower = row.tokens.lower
    few, many = two.people, one.people
    bare = few is not None and few.numbered and few.traits == NO_TRAITS and not few.others
    if not bare or lower[two.verb] != "hospitalized" or lower[one.verb] == "hospitalized":
        return False
    vague = many is not None and many.count is not None and many.count.high is None
    return vague or _fits(two, one)


def _has_verb(row: Row, i: int) -> bool:
    """Whether the people at chunk ``i`` have a verb of their own before the clause ends: "six in B fled"."""
    for mark in row.marks[i + 2 :]:
        if mark in ",A.;":
            return False
        if mark in "BHMdgbsSv":
            return True
    return False


def elliptical(row: Row, hits: list[Hit], used: set[int]) -> None:
    """ "six in Bidama": a bare number before a place, behind a claim that its verb serves."""
    marks, lower = row.marks, row.tokens.lower
    for i, mark in enumerate(marks):
        if mark != "E":
            continue
        people = row.people[i]
        if people is None or not people.numbered or any(h.people is people for h in hits):
            continue
        if marks[i + 1 : i + 2] != "r" or lower[row.first[i + 1]] not in _BEFORE_PLACE:
            continue
        spelled = bool(i) and lower[row.first[i] - 1] == ":"
        if not (i and (marks[i - 1] in ",A" or spelled)):
            continue
        previous = _before(hits, people.first, None, parts=True)
        if previous is None or people.none or _has_verb(row, i):
            continue
        if any(m in ".;W" for m in marks[chunk_at(row, previous.last - 1) : i - spelled]):
            continue
        if spelled and not _some_of(people, previous):
            continue
        relation, of = ("among", previous) if spelled else _behind(people, previous, hits)
        hits.append(
            Hit(
                previous.outcome,
                people,
                people.first,
                people.last,
                previous.verb,
                "elliptical",
                relation=relation,
                of=of,
                polarity=previous.polarity,
            )
        )
        used.add(people.first)


def _some_of(people: People, total: Hit) -> bool:
    """ "Killed 23 people: fourteen in A": fewer than those before the colon."""
    few, many = people.count, total.people.count if total.people is not None else None
    return few is not None and many is not None and few.low < many.low


def _behind(people: People, previous: Hit, hits: list[Hit]) -> tuple[str, Hit]:
    """How a bare number stands to the claim before: some of its people, one more of the same total, or others beside.

    "Nine were killed, four of them in A and five in B": both are of the nine, as long as they do not come to more.
    """
    if people.anaphor:
        return "among", previous
    total = previous.of
    if previous.form == "elliptical" and previous.relation == "among" and total is not None:
        told = [h.people for h in hits if h.of is total and h.form == "elliptical"]
        counts = [p.count.low for p in (people, *told) if p is not None and p.count is not None]
        if (
            total.people is not None
            and total.people.count is not None
            and sum(counts) <= total.people.count.low
        ):
            return "among", total
    return "others", previous
