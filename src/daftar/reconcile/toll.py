"""The toll of one outcome: every group's low, best and high, each with the claims it rests on."""

from __future__ import annotations

import datetime as dt
from types import MappingProxyType
from typing import TYPE_CHECKING, NamedTuple

from daftar.model import Bound, Tally
from daftar.reconcile.arithmetic import Span, choose_best, competing, span, vaguer
from daftar.reconcile.figures import plus, told_singly
from daftar.reconcile.nodes import DISJOINT_FAMILIES, GROUPS, Figure
from daftar.reconcile.recorders import made_up, settled, standing
from daftar.reconcile.recorders import widest as widest_span
from daftar.reconcile.spans import cap, closed_by_family, fit, raised

if TYPE_CHECKING:
    from collections.abc import Mapping, Sequence

    from daftar.reconcile.figures import Structure
    from daftar.reconcile.nodes import Node

__all__ = ["Beside", "Toll", "of_one", "reckon", "tallies"]

_NO_WHY: Mapping[tuple[str, str, str], str] = MappingProxyType({})
_SEVERAL = 3  # names that a claim counts, from which on they are more than the one person told of


class Beside(NamedTuple):
    """What is known of an outcome beside its asserted claims.

    ``uncertain`` claims can widen high only. ``named`` gives per group how many people are named, with the claims
    that name them. ``children`` gives per group what the incidents inside this one come to.
    """

    uncertain: Sequence[Node] = ()
    named: Mapping[str, Figure] = {}
    children: Mapping[str, Figure] = {}


class Toll(NamedTuple):
    """Spans by group, and the figures they came from, in the codebook's order of groups.

    ``named`` gives by group how many are known by name, where that counts beside the figures. ``closed`` is how many there
    are at most by the convention that whoever nobody tells of is nobody, None where that does not hold.
    """

    spans: dict[str, Span]
    figures: dict[str, list[Figure]]
    named: Mapping[str, Figure] = {}
    closed: Figure | None = None


def reckon(
    shape: Structure,
    nodes: Mapping[str, Node],
    origins: Mapping[str, str],
    beside: Beside,
    *,
    widest: bool = False,
) -> Toll:
    """Low, best and high for each group that is spoken of.

    ``nodes`` are the live claims of the outcome by id, ``origins`` their independent origins. With ``widest`` agreeing
    figures do not narrow each other: low is the smallest figure and high the largest, as Airwars' recorders count.
    """
    spans, figures, by_names, without = _by_group(shape, nodes, origins, beside, widest=widest)
    choose = standing if widest else competing
    totals = [f for b in shape.blocks if _is_total(b) and (f := shape.measure(b, "all")) is not None]
    given = [b[0].figure for b in shape.blocks if not _is_total(b) and b[0].figure.best is not None]
    if not widest:
        totals = [f for f in totals if not _of_fewer(f, given)]
    stand = [f for f in choose(totals, nodes) if widest or not vaguer(f, given)] if totals else []
    stand, singly = _one_by_one(stand, nodes)
    figures["all"] = stand
    everyone = _nobody_beside(_span_of(stand, nodes, origins, widest=widest), stand, nodes)
    if everyone is not None and everyone.best is None:
        everyone = _pointed(everyone, given)
    stated = _stated(stand) or any(_stated(f) for f in figures.values())
    # a group that only names tell of raises no total
    spoken_of = {g: without.get(g, s) for g, s in spans.items() if figures[g] or g in beside.children}
    if not (widest and settled(stand, nodes)):
        known = by_names["all"] = None if stated else _names(beside, "all", stand)
        beneath = [*_beneath(shape, nodes, spoken_of, beside, known), *singly]
        everyone = raised(_holding([] if widest else stand, everyone, beneath, nodes, origins), beneath)
    closed = None
    if everyone is not None:
        everyone = closed_by_family(everyone, spans, stand)
        if not widest and everyone.high is None and not stand and not beside.children:
            closed = _nobody_else(shape, everyone)
            if closed is not None:
                everyone = everyone._replace(high=closed.high, high_claims=closed.claims)
        cap(everyone, spans)
        spans["all"] = everyone
        _all_of_them(everyone, spans, shape)
    return Toll(spans, figures, {g: f for g, f in by_names.items() if f is not None}, closed)


class _Groups(NamedTuple):
    """Each group that is spoken of: its bounds, its figures, how many are named, and the bounds before names were counted."""

    spans: dict[str, Span]
    figures: dict[str, list[Figure]]
    by_names: dict[str, Figure | None]
    without: dict[str, Span]  # only where recorders count names


def _by_group(
    shape: Structure,
    nodes: Mapping[str, Node],
    origins: Mapping[str, str],
    beside: Beside,
    *,
    widest: bool,
) -> _Groups:
    spoken = {g for n in nodes.values() for g in n.groups}
    spoken.update(beside.named, beside.children, *(n.groups for n in beside.uncertain))
    choose = standing if widest else competing
    groups = _Groups({}, {}, {}, {})
    for group in GROUPS[1:]:
        if group not in spoken:
            continue
        said = [f for b in shape.blocks if (f := shape.measure(b, group)) is not None]
        stand, singly = _one_by_one(choose(said, nodes) if said else [], nodes)
        groups.figures[group] = stand
        found = _nobody_beside(_span_of(stand, nodes, origins, widest=widest), stand, nodes)
        if widest and found is not None:
            groups.without[group] = found
        if group in beside.named or group in beside.children:
            by_name = _by_name(beside, group, stand, nodes) if widest else _names(beside, group, stand)
            groups.by_names[group] = by_name
            extra = (by_name, beside.children.get(group))
            found = raised(found, [f for f in extra if f is not None])
        found = raised(found, singly) if singly else found
        if found is not None:
            groups.spans[group] = found
    return groups


def of_one(node: Node) -> Toll:
    """The toll where one claim is all there is: its own bounds. Where it counts people of one kind, they are everybody."""
    figure, claims = node.figure, node.figure.claims
    own = Span(
        figure.low, claims, figure.best, claims if figure.best is not None else (), figure.high, claims
    )
    if not node.groups:
        return Toll({"all": own}, {"all": [figure]})
    spans = dict.fromkeys((g for g in GROUPS if g in node.groups), own)
    spans["all"] = own if figure.best is not None else own._replace(high=None)  # nobody else is told of
    figures = {g: [figure] for g in spans if g != "all"}
    return Toll(spans, {**figures, "all": []})


def _pointed(everyone: Span, given: Sequence[Figure]) -> Span:
    """Take a group's own figure for best where the whole is only vague and allows it ("many died": 17 civilians)."""
    fitting = [
        f for f in given if f.size >= everyone.low and (everyone.high is None or f.size <= everyone.high)
    ]
    if not fitting:
        return everyone
    most = max(fitting, key=lambda f: (f.size, -f.rank))
    return everyone._replace(best=most.best, best_claims=most.claims)


def _one_by_one(stand: Sequence[Figure], nodes: Mapping[str, Node]) -> tuple[list[Figure], list[Figure]]:
    """The figures that somebody gave, and apart from them those of people told of one by one, which only say how many at least.

    These stand themselves where nobody gives another.
    """
    singly = [f for f in stand if told_singly([nodes[c] for c in f.claims if c in nodes])]
    given = [f for f in stand if f not in singly]
    return (given, singly) if given else (list(stand), [])


def _nobody_beside(found: Span | None, stand: Sequence[Figure], nodes: Mapping[str, Node]) -> Span | None:
    """Take people told of one by one for all that there are, where nobody gives another figure: a convention."""
    if found is None or found.high is not None or not stand:
        return found
    if not all(told_singly([nodes[c] for c in f.claims if c in nodes]) for f in stand):
        return found
    most = max(stand, key=lambda f: (f.size, -f.rank))
    return found._replace(high=most.size, high_claims=most.claims)


def _nobody_else(shape: Structure, everyone: Span) -> Figure | None:
    """How many there are at most where nobody gives a toll of everybody: all whom somebody counts, kind by kind.

    A convention: "eleven civilians were killed" is a toll of eleven, as "eleven people" is. Only where each kind told of has
    a number with an end ("several children" has none), and no more are known.
    """
    kinds: dict[frozenset[str], Figure] = {}
    for block in shape.blocks:
        figure = block[0].figure
        if len(block) > 1:
            return None
        if figure.best is None or figure.high is None:
            return None
        kind = block[0].groups
        if kind not in kinds or (kinds[kind].high or 0) < figure.high:
            kinds[kind] = figure
    if not kinds:
        return None
    most = plus(list(kinds.values()))
    return most if most.high is not None and most.high >= everyone.low else None


def _of_fewer(figure: Figure, given: Sequence[Figure]) -> bool:
    """Whether a report told of more people of one kind before: "20 civilians ... five people in the west" are a detail."""
    return any(
        f.report == figure.report and f.rank < figure.rank and figure.high is not None and figure.high < f.low
        for f in given
    )


def _all_of_them(everyone: Span, spans: dict[str, Span], shape: Structure) -> None:
    """Take everybody for best of the one side that a report says was hit without a number ("innocent people were killed").

    Only where nothing is told of the other side, and not of some among them; low and high stay what the words allow.
    """
    sides = [g for g in DISJOINT_FAMILIES[0] if g in spans]
    if len(sides) != 1 or everyone.best is None or spans[sides[0]].best is not None:
        return
    side = sides[0]
    if any(len(b) > 1 and any(side in n.groups for n in b) for b in shape.blocks):
        return
    if any(side in n.groups for blocks in shape.inside.values() for b in blocks for n in b):
        return
    found = spans[side]
    if everyone.best >= found.low and (found.high is None or everyone.best <= found.high):
        spans[side] = found._replace(best=everyone.best, best_claims=everyone.best_claims)


def _is_total(block: Sequence[Node]) -> bool:
    """Whether a main statement speaks of everybody: of people of no stated kind, or of several kinds together."""
    return not block[0].groups or len(block) > 1


def _span_of(
    stand: Sequence[Figure], nodes: Mapping[str, Node], origins: Mapping[str, str], *, widest: bool
) -> Span | None:
    if not stand:
        return None
    found = widest_span(stand, nodes) if widest else span(stand)
    best = _chosen(stand, nodes, origins)
    if best is None or best.best is None:
        return found
    return fit(found._replace(best=best.best, best_claims=best.claims))


def _chosen(stand: Sequence[Figure], nodes: Mapping[str, Node], origins: Mapping[str, str]) -> Figure | None:
    if len(stand) == 1:
        return stand[0]
    return choose_best(stand, lambda f: _day(f, nodes), lambda f: _origin(f, origins))


def _holding(
    stand: Sequence[Figure],
    found: Span | None,
    beneath: Sequence[Figure],
    nodes: Mapping[str, Node],
    origins: Mapping[str, str],
) -> Span | None:
    """Show a figure that holds everybody counted part by part, where one does and the one chosen as best does not.

    Beside "22, five children among them" an army's two is not the figure to show, and nor are the five.
    """
    counted = max((f.low for f in beneath), default=0)
    holding = [f for f in stand if f.best is not None and f.best >= counted]
    if found is None or not holding or found.best is None or found.best >= counted:
        return found
    best = _chosen(holding, nodes, origins)
    return found if best is None else found._replace(best=best.best, best_claims=best.claims)


def _day(figure: Figure, nodes: Mapping[str, Node]) -> dt.date:
    return nodes[figure.claims[0]].day or dt.date.min


def _origin(figure: Figure, origins: Mapping[str, str]) -> str:
    return origins[figure.claims[0]] or figure.root


def _beneath(
    shape: Structure,
    nodes: Mapping[str, Node],
    spans: Mapping[str, Span],
    beside: Beside,
    named: Figure | None,
) -> list[Figure]:
    """Everything that says how many there were at least: groups, sums of groups that share nobody, parts, names."""
    found = [_as_figure(s) for s in spans.values()]
    for family in DISJOINT_FAMILIES:
        members = [_as_figure(spans[g]) for g in family if g in spans]
        if len(members) > 1:
            found.append(plus(members))
    for total in shape.inside:
        parts = shape.parts(nodes[total])
        if parts:
            found.append(plus([p.figure for p in parts]))
    found.extend(f for f in (named, beside.children.get("all")) if f is not None)
    return found


def _names(beside: Beside, group: str, stand: Sequence[Figure]) -> Figure | None:
    """How many are named at least, as far as it can raise a toll beside the figures that ``stand``.

    Names are some of a stated number's people. Of everybody, only people whom a claim counts add up, and from three on:
    a second name beside one person told of is as often a speaker's or a relative's. Of a group without a figure all
    names count.
    """
    named = beside.named.get(group)
    if named is None or _stated(stand):
        return None
    if not stand and group != "all":
        return named._replace(best=named.low)
    counted = named.best or 0
    return named._replace(low=counted) if counted >= _SEVERAL else None


def _by_name(beside: Beside, group: str, stand: Sequence[Figure], nodes: Mapping[str, Node]) -> Figure | None:
    """How many of a group are named, where recorders count it by its names: unless the report itself says how many."""
    named = beside.named.get(group)
    if named is None or made_up(stand, nodes):
        return None
    return named._replace(best=named.low)


def _stated(figures: Sequence[Figure]) -> bool:
    """Whether somebody gave a number of several people: "a man was killed" may be one of the named, "seven" are all."""
    return any(f.best is not None and f.size > 1 for f in figures)


def _as_figure(found: Span) -> Figure:
    return Figure(found.low, found.high, found.best, found.low_claims, pointing=found.best_claims)


def tallies(outcome: str, toll: Toll, why: Mapping[tuple[str, str, str], str] = _NO_WHY) -> list[Tally]:
    """The toll as tallies, in the codebook's order of groups; ``why`` gives by outcome, group and bound how it follows."""
    return [
        Tally(
            outcome=outcome,
            group=group,
            low=Bound(value=s.low, claims=s.low_claims, why=why.get((outcome, group, "low"))),
            best=None if s.best is None else Bound(value=s.best, claims=s.best_claims),
            high=Bound(value=s.high, claims=s.high_claims, why=why.get((outcome, group, "high"))),
        )
        for group in GROUPS
        if (s := toll.spans.get(group)) is not None
    ]
