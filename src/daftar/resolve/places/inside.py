"""Which of the places that a text names lies inside which, by the words between them or the head of their line."""

from __future__ import annotations

import re
from typing import TYPE_CHECKING

from daftar.resolve.places.found import APART
from daftar.resolve.places.scripts import puts_inside

if TYPE_CHECKING:
    from collections.abc import Sequence

    from daftar.resolve.places.found import Found
    from daftar.resolve.places.gazetteer import Gazetteer

__all__ = ["put_under_head", "put_within"]

_SURROUNDS = re.compile(r"\b(?:countryside|outskirts|suburbs|enclave|area|part) of$")
_MEASURED = re.compile(r"^\d.*(?:of|from)$|^(?:north|south|east|west)\S* of$|^(?:near|outside)$")
_APPOSED = re.compile(
    r",?\s*(?:(?:some|about|around|roughly|approximately|nearly|just|only|located|situated|lying|lies|is|which|that|"
    r"a|the|small|village|town|city|hamlet|camp|front|line|frontline|crossing|area|neighbou?rhood|district)\s+){0,4}"
)
# "the North Darfur town of Mellit": what stands before the word for a place is where it lies.
_TOWN_OF = re.compile(
    r"\s(?:(?:border|market|mining|farming|fishing|port|coastal|mountain|oil|hill|garrison|small|northern|southern|eastern|western)\s)?"
    r"(?:town|city|village|hamlet|township|commune|municipality|suburb|camp|settlement)\sof\s"
)
_ANDS = frozenset({"and", "та", "і", "й", "и", "و"})
_AREAS = frozenset({"country", "admin1", "admin2", "admin3", "region"})
_INSIDE_GAP = 70


def put_within(text: str, found: Sequence[Found], gazetteer: Gazetteer) -> None:
    """Fill ``within`` of names that the words put inside the next one ("X, Idlib", "X in the countryside of Y").

    And ``beside``: what an apposition measures from ("X, 12 km north of Z"), and the other end of "between A and B".
    """
    words = gazetteer.lexicon
    owned: dict[int, Found] = {}  # by where the owner starts: "Sudan's North Darfur"
    for inner, outer in zip(found[-2::-1], found[:0:-1], strict=True):
        if not 0 <= outer.start - inner.end <= _INSIDE_GAP or "demonym" in (inner.feature, outer.feature):
            continue
        if outer.feature == "organisation":  # "in Y province, the Y police said": Y is in no police
            continue
        gap = text[inner.end : outer.start]
        if "." in gap:
            continue
        if inner.relation == "between" and gap.strip() in _ANDS:
            outer.relation = "between"
            inner.beside, outer.beside = outer, inner
        elif outer.relation and _MEASURED.search(outer.relation) and _apposed(gap, outer.relation):
            inner.beside = outer
        elif not outer.within and _TOWN_OF.fullmatch(gap) and _is_area(text, inner, gazetteer):
            outer.within = (inner,)
        elif (not outer.relation or _SURROUNDS.search(outer.relation)) and _is_inside(
            text, gap, outer, gazetteer
        ):
            area = owned.get(outer.start, outer)  # "Mellit, in Sudan's North Darfur"
            inner.within = (area, *area.within)
            inner.beside = inner.beside or outer.beside or (outer if outer.relation else None)
        elif (
            gap[:1] in "'’"
            and words.owner_gap.fullmatch(gap)
            and not outer.within
            and _is_area(text, inner, gazetteer)
        ):
            outer.within, owned[inner.start] = (inner,), outer


# "Soum province: On 12 May ...": where all that a line of a bulletin tells lies.
_LINE_HEAD = re.compile(
    r"(?:\s(?:province|region|governorate|state|district|department|oblast|county))?\s?(?:[-–—]\s|:\s)"
)


def put_under_head(text: str, found: Sequence[Found], gazetteer: Gazetteer) -> None:
    """Put names that the words put nowhere inside the area that heads their line."""
    head = found[0]
    if text[: head.start].strip(" \n\t•*-–—") or text[head.start : head.end].isupper():
        return  # in capitals it is where a report was filed
    match = _LINE_HEAD.match(text, head.end)
    if match is None or not _is_area(text, head, gazetteer) or _is_country(text, head, gazetteer):
        return
    for one in found[1:]:
        if one.start < match.end() or "\n" in text[match.end() : one.start]:
            continue
        if not one.within and one.feature not in APART and not _is_area(text, one, gazetteer):
            one.within = (head,)


def _is_country(text: str, one: Found, gazetteer: Gazetteer) -> bool:
    return any(m.entry.kind == "country" for m in gazetteer.named_as(one.name or text[one.start : one.end]))


def _is_inside(text: str, gap: str, outer: Found, gazetteer: Gazetteer) -> bool:
    """Whether the words between two names put the first inside the second: "in the countryside of", ", "."""
    words = gazetteer.lexicon
    if ("in" in gap or "of" in gap) and words.inside_gap.fullmatch(
        gap
    ):  # a look for letters spares most gaps the rest
        return True
    if gap == " " or ("," in gap and words.comma_gap.fullmatch(gap)):
        return _is_area(text, outer, gazetteer)
    return not gap.isascii() and puts_inside(gap, gazetteer, area=_is_area(text, outer, gazetteer))


def _apposed(gap: str, relation: str) -> bool:
    """Whether the words between two names are the measure alone: ", about 12 km north of "."""
    before = " ".join(gap.lower().split())
    if not before.endswith(relation):  # relations of other scripts are told in English words
        return not gap.isascii() and ("," in gap or "،" in gap)
    return _APPOSED.fullmatch(before.removesuffix(relation)) is not None


def _is_area(text: str, one: Found, gazetteer: Gazetteer) -> bool:
    if one.feature in ("district", "province", "area"):
        return True
    name = one.name or text[one.start : one.end]
    if name in gazetteer.abbreviations:
        return True
    return any(m.entry.kind in _AREAS for m in gazetteer.named_as(name))
