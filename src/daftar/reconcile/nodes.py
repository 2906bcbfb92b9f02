"""Claims made ready for arithmetic: who counts, in which groups, in what order, from which root."""

from __future__ import annotations

import datetime as dt
from functools import lru_cache
from typing import TYPE_CHECKING, NamedTuple

from daftar.model.origins import origin_key, root_of

if TYPE_CHECKING:
    from collections.abc import Mapping, Sequence

    from daftar.model import Claim, Quote, Reading, Victim

__all__ = [
    "DISJOINT_FAMILIES",
    "GROUPS",
    "OUTCOMES",
    "Node",
    "disjoint",
    "nodes_of",
    "telling_order",
    "toll_groups",
    "unattributed",
]

#: Toll groups in the codebook's order (vocabularies.toml, ``toll_group``).
GROUPS = (
    "all",
    "civilian",
    "combatant",
    "child",
    "woman",
    "man",
    "elderly",
    "health_worker",
    "aid_worker",
    "rescuer",
    "journalist",
)
#: Outcomes in the codebook's order (vocabularies.toml, ``outcome``).
OUTCOMES = (
    "killed",
    "injured",
    "missing",
    "displaced",
    "evacuated",
    "abducted",
    "detained",
    "trapped",
    "homes_destroyed",
    "homes_damaged",
)
#: Each family divides everybody: nobody is in two of its groups, and everybody is in one.
DISJOINT_FAMILIES = (("civilian", "combatant"), ("woman", "man", "child"))
_ROLES = frozenset({"health_worker", "aid_worker", "rescuer", "journalist"})
_STATUSES = frozenset({"civilian", "combatant"})
_GROWN = frozenset({"woman", "man"})
_NOBODY: frozenset[str] = frozenset()


class Figure(NamedTuple):
    """A number that somebody gave, or that follows from numbers somebody gave: an interval and the claims behind it.

    ``rank``, ``report`` and ``root`` are those of its first claim; ``update`` marks a figure said to replace another.
    ``pointing`` are the claims of ``best`` where they are others.
    """

    low: int
    high: int | None
    best: int | None
    claims: tuple[str, ...]
    rank: int = 0
    report: str = ""
    root: str = ""
    update: bool = False
    pointing: tuple[str, ...] = ()

    @property
    def shows(self) -> tuple[str, ...]:
        """The claims that ``best`` rests on."""
        return self.pointing or self.claims

    @property
    def size(self) -> int:
        """One number to compare by: the best where there is one, else the low."""
        return self.low if self.best is None else self.best


class Node(NamedTuple):
    """One counted claim: its place in the order of telling, and what its people all are.

    ``rank`` orders by publication, report and text. ``day`` is the report's publication day, None where unknown.
    ``root`` tells origins apart; two claims with the same root go back to the same knowledge.
    """

    id: str
    rank: int
    claim: Claim
    reading: Reading
    groups: frozenset[str]
    root: str
    day: dt.date | None
    figure: Figure
    asserted: bool

    @property
    def low(self) -> int:
        """The fewest the claim allows."""
        return self.figure.low

    @property
    def high(self) -> int | None:
        """The most the claim allows, None where it is open."""
        return self.figure.high

    @property
    def report(self) -> str:
        """The id of the report that makes the claim."""
        return self.claim.report


@lru_cache(maxsize=4096)
def toll_groups(status: str | None, age: str | None, sex: str | None, role: str | None) -> frozenset[str]:
    """The toll groups that everybody so described is in. A girl is a child, not a woman; nothing is inferred.

    An old woman is counted among the women and among the elderly. Whoever is not called a civilian is in neither
    civilian nor combatant.
    """
    found = {status} if status in _STATUSES else set()
    if age == "child":
        found.add("child")
    elif sex in {"woman", "man"}:
        found.add(sex)
    if age == "elderly":
        found.add("elderly")
    if role in _ROLES:
        found.add(role)
    return frozenset(g for g in found if g)


def disjoint(one: frozenset[str], other: frozenset[str]) -> bool:
    """Whether nobody can be in both: a man is no woman, a child neither, a civilian no combatant."""
    for family in DISJOINT_FAMILIES:
        mine, theirs = one.intersection(family), other.intersection(family)
        if mine and theirs and mine.isdisjoint(theirs):
            return True
    return ("elderly" in one and "child" in other) or ("child" in one and "elderly" in other)


def unattributed(claim: Claim) -> bool:
    """Whether the outlet says it in its own name: no chain, or only the publisher's own link."""
    chain = claim.origin
    return not chain or (len(chain) == 1 and chain[0].kind == "media" and chain[0].quote is None)


def _root(claim: Claim) -> str:
    origin = root_of(claim)
    if origin is None:
        return f"report {claim.report}"
    return origin_key(origin) or f"{origin.kind} in {claim.report}"


def nodes_of(readings: Sequence[Reading], published: Mapping[str, dt.date | None]) -> list[Node]:
    """The claims that carry a figure for this incident, in order of telling; denied and supposed ones are left out.

    Claims without a figure, of another kind than harm and displacement, or of a wider scope (since April) do not count.
    """
    found: list[Node] = []
    ordered = sorted(readings, key=lambda r: telling_order(r, published)) if len(readings) > 1 else readings
    young = _young(readings)
    for reading in ordered:
        claim = reading.claim
        count = claim.count
        if count is None or claim.outcome is None or claim.scope != "incident":
            continue
        if claim.unit == "households" or (claim.unit == "homes" and not claim.outcome.startswith("homes_")):
            continue  # a toll is of persons: how many live in a household nobody said
        if claim.victims and claim.count_worded is None and claim.relation == "among":
            continue  # nobody counted: it is a list of names, and names are reckoned by person
        if claim.kind not in {"harm", "displacement"} or claim.polarity not in {"asserted", "uncertain"}:
            continue
        group = claim.group
        age = None if group is None else group.age
        if age is None and young and _all_young(claim, young):
            age = "child"
        groups = _NOBODY if group is None else toll_groups(group.status, age, group.sex, group.role)
        # "Thirty were killed or injured" says of neither how many: it can only raise the high.
        asserted = claim.polarity == "asserted" and claim.relation != "either"
        best = count.low if count.best is None and count.low == count.high else count.best
        day = published.get(claim.report)
        root, rank, update = _root(claim), len(found), claim.relation == "update"
        figure = Figure(count.low, count.high, best, (claim.id,), rank, claim.report, root, update)
        node = Node(claim.id, rank, claim, reading, groups, root, day, figure, asserted)
        found.append(node)
    return _perhaps_children(found) if len(found) > 1 else found


def _young(readings: Sequence[Reading]) -> dict[Quote, list[Victim]]:
    """Those told of as children by name or kin, by the passage that tells of them."""
    found: dict[Quote, list[Victim]] = {}
    for reading in readings:
        children = [v for v in reading.claim.victims if v.age_group == "child"]
        if children:
            found.setdefault(reading.claim.passage, []).extend(children)
    return found


def _all_young(claim: Claim, young: Mapping[Quote, Sequence[Victim]]) -> bool:
    """Whether those of whom only the sex is told are children by what is told of them there: "their son Yaman, 6".

    Somebody's kin is the one of that kin; of others everyone must be named, and a child.
    """
    group, count = claim.group, claim.count
    if group is None or count is None or group.sex not in _GROWN or claim.passage not in young:
        return False
    worded = (group.worded or "").casefold()
    of_kin = [v for v in young[claim.passage] if (v.relation or "").casefold() == worded != ""]
    if of_kin and count.high == 1:
        return all(v.sex == group.sex and v.outcome == claim.outcome for v in of_kin)
    told = [v for v in claim.victims if v.outcome == claim.outcome]
    kin = [v for v in told if v.relation and worded.endswith(v.relation.casefold())]
    if kin and count.low > 1 and len({v.name for v in kin if v.name}) == count.low == count.high:
        return all(v.age_group == "child" for v in kin)  # "her sons A, 12, and B, 9"
    if any(v.relation is not None or v.age_group != "child" for v in told):
        return False
    return len({v.name for v in told if v.name}) == count.low == count.high


def _perhaps_children(nodes: list[Node]) -> list[Node]:
    """Take one person of no stated age for no grown man or woman where the report tells of a child who may be them.

    "A boy of 14 was shot ... he died": the words do not say that *he* is a man, and a boy and a man would be two.
    """
    children = [n for n in nodes if "child" in n.groups]
    if not children:
        return nodes
    return [n._replace(groups=n.groups - _GROWN) if _perhaps_one_of(n, children) else n for n in nodes]


def _perhaps_one_of(node: Node, children: Sequence[Node]) -> bool:
    group = node.claim.group
    if (
        group is None
        or group.age is not None
        or group.sex is None
        or node.high != 1
        or node.claim.part_of is not None
    ):
        return False
    for child in children:
        other = child.claim.group
        alike = other is not None and other.sex in {None, group.sex}
        apart = child.claim.passage == node.claim.passage or child.claim.part_of == node.id
        if alike and not apart and child.report == node.report and child.claim.outcome == node.claim.outcome:
            return True
    return False


def telling_order(reading: Reading, published: Mapping[str, dt.date | None]) -> tuple[object, ...]:
    """By publication, report, title before text, and place in the text; an unknown publication day comes first."""
    claim = reading.claim
    quote = claim.quote
    day = published.get(claim.report) or dt.date.min
    return (day, claim.report, quote.part != "title", quote.start, quote.end, claim.id)
