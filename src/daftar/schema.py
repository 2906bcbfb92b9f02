"""The JSON Schema of what ``daftar read`` prints: the promise that :mod:`daftar.format` keeps.

``VERSION`` counts up with every change that could break a reader of the format: a key taken away, renamed or made
null. Closed vocabularies come from the codebook, so that the two cannot part ways.
"""

from __future__ import annotations

from typing import Any

from daftar.codebook import DESCENTS, UNITS, vocabularies

__all__ = ["VERSION", "json_schema"]

VERSION = 1
_Schema = dict[str, Any]


def json_schema() -> dict[str, Any]:
    """Build the JSON Schema (2020-12) of one line of ``daftar read``."""
    return {
        "$schema": "https://json-schema.org/draft/2020-12/schema",
        "$id": f"urn:daftar:read:{VERSION}",
        "title": "One report as daftar read prints it",
        **_object(
            report=_TEXT,
            title=_maybe(_TEXT),
            publisher=_maybe(_TEXT),
            url=_maybe(_TEXT),
            source=_TEXT,
            sha256={"type": "string", "pattern": "^[0-9a-f]{64}$"},
            language=_maybe(_TEXT),
            published=_maybe(_DAY),
            claims=_list(_ref("claim")),
            incidents=_list(_ref("incident")),
            rejected=_list(_ref("rejected")),
        ),
        "$defs": _small() | {"claim": _claim(), "incident": _incident(), "rejected": _rejected()},
    }


_TEXT: _Schema = {"type": "string"}
_FLAG: _Schema = {"type": "boolean"}
_NATURAL: _Schema = {"type": "integer", "minimum": 0}
_DAY: _Schema = {"type": "string", "format": "date", "pattern": "^[0-9]{4}-[0-9]{2}-[0-9]{2}$"}
_PART: _Schema = {"enum": ["text", "title"]}
_REVIEW_REASONS = ("differs", "only_one")
_REJECTED_REASONS = (
    "not_in_report",
    "ambiguous",
    "no_number",
    "no_people",
    "not_in_codebook",
    "bad_shape",
    "incomplete",
)
_VERSION_KINDS = ("first", "raised", "lowered", "corrected", "widened", "narrowed", "withdrawn")
#: What a belligerent says of an incident it is blamed for; the format gained it within version 1.
_POSITIONS = ("not_assessed", "denied", "admitted")


def _object(**properties: _Schema) -> _Schema:
    """Describe an object that has exactly these keys."""
    return {
        "type": "object",
        "properties": properties,
        "required": list(properties),
        "additionalProperties": False,
    }


def _list(items: _Schema) -> _Schema:
    return {"type": "array", "items": items}


def _maybe(schema: _Schema) -> _Schema:
    return {"anyOf": [schema, {"type": "null"}]}


def _ref(name: str) -> _Schema:
    return {"$ref": f"#/$defs/{name}"}


def _one_of(words: tuple[str, ...]) -> _Schema:
    return {"enum": list(words)}


def _precision(meanings: int) -> _Schema:
    return {"type": "integer", "minimum": 1, "maximum": meanings}


def _small() -> dict[str, _Schema]:
    """Describe the values that claims and incidents share."""
    words = vocabularies()
    quote, clock = _ref("quote"), _maybe(_ref("clock"))
    return {
        "quote": _object(start=_NATURAL, end=_NATURAL, text=_TEXT, part=_PART),
        "clock": _object(
            local=_maybe(_TEXT),
            utc=_maybe(_TEXT),
            offset=_maybe(_TEXT),
            zone=_maybe(_TEXT),
            doubt=_maybe(_TEXT),
        ),
        "days": _object(start=_DAY, end=_DAY, precision=_precision(len(words.date_precision)), clock=clock),
        "position": _object(**_position()),
        "perpetrator": _object(name=_TEXT, status=_one_of(words.perpetrator_status), quote=_maybe(quote)),
        "party": _object(name=_TEXT, role=_TEXT, quote=_maybe(quote)),
        "origin": _object(
            name=_maybe(_TEXT),
            organisation=_maybe(_TEXT),
            kind=_one_of(words.origin_kind),
            quote=_maybe(quote),
        ),
        "evidence": _object(kind=_TEXT, verification=_maybe(_TEXT), by=_maybe(_TEXT), quote=_maybe(quote)),
        "victim": _object(
            name=_maybe(_TEXT),
            names_other=_list(_TEXT),
            age=_maybe(_NATURAL),
            age_group=_maybe(_TEXT),
            sex=_maybe(_TEXT),
            outcome=_one_of(words.outcome),
            relation=_maybe(_TEXT),
            role=_maybe(_TEXT),
            quote=quote,
        ),
    }


def _position() -> dict[str, _Schema]:
    return {
        "name": _TEXT,
        "lat": _maybe({"type": "number", "minimum": -90, "maximum": 90}),
        "lon": _maybe({"type": "number", "minimum": -180, "maximum": 180}),
        "country": _maybe(_TEXT),
        "admin": _list(_TEXT),
        "pcodes": _list(_TEXT),
        "id": _maybe(_TEXT),
        "gazetteer": _maybe(_TEXT),
        "precision": _precision(len(vocabularies().place_precision)),
        "radius_km": _maybe({"type": "number", "minimum": 0}),
    }


def _count() -> _Schema:
    return _object(
        low=_NATURAL,
        high=_maybe(_NATURAL),
        best=_maybe(_NATURAL),
        worded=_maybe(_TEXT),
        unit=_maybe(_one_of(UNITS)),
    )


def _place() -> _Schema:
    """Describe the place of a claim, as worded and as read."""
    position = _position()
    return _object(
        worded=_TEXT,
        start=_NATURAL,
        end=_NATURAL,
        part=_PART,
        **position | {key: _maybe(position[key]) for key in ("name", "precision")},
        candidates=_NATURAL,
        inherited=_FLAG,
        site=_maybe(_object(start=_NATURAL, end=_NATURAL, text=_TEXT, part=_PART, kind=_TEXT)),
    )


def _time() -> _Schema:
    """Describe the days of a claim, as worded and as read."""
    return _object(
        worded=_maybe(_TEXT),
        quote=_maybe(_ref("quote")),
        start=_maybe(_DAY),
        end=_maybe(_DAY),
        precision=_maybe(_precision(len(vocabularies().date_precision))),
        rule=_maybe(_TEXT),
        clock=_maybe(_ref("clock")),
        inherited=_FLAG,
    )


def _claim() -> _Schema:
    words = vocabularies()
    group = {key: _maybe(_TEXT) for key in ("status", "age", "sex", "role", "worded")}
    return _object(
        id=_TEXT,
        kind=_one_of(words.claim_kind),
        outcome=_maybe(_one_of(words.outcome)),
        count=_maybe(_count()),
        group=_maybe(_object(**group)),
        polarity=_one_of(words.polarity),
        scope=_one_of(words.scope),
        since=_maybe(_ref("quote")),
        part_of=_maybe(_TEXT),
        relation=_maybe(_TEXT),
        incident=_maybe(_TEXT),
        quote=_ref("quote"),
        place=_maybe(_place()),
        time=_maybe(_time()),
        method=_maybe(_one_of(tuple(words.method))),
        target=_maybe(_one_of(words.target)),
        action=_maybe(_TEXT),
        parties=_list(_ref("party")),
        destination=_maybe(_ref("quote")),
        perpetrators=_list(_ref("perpetrator")),
        origin=_list(_ref("origin")),
        evidence=_list(_ref("evidence")),
        victims=_list(_ref("victim")),
        unnamed=_list(_ref("victim")),
        confidence={"type": "number", "minimum": 0, "maximum": 1},
        extractor=_TEXT,
        review=_list(
            _object(field=_TEXT, reason=_one_of(_REVIEW_REASONS), words=_TEXT, claims=_list(_TEXT)),
        ),
    )


def _rejected() -> _Schema:
    words = vocabularies()
    return _object(
        extractor=_TEXT,
        kind=_maybe(_one_of(words.claim_kind)),
        outcome=_maybe(_one_of(words.outcome)),
        field=_TEXT,
        words=_maybe(_TEXT),
        quote=_maybe(_ref("quote")),
        reason=_one_of(_REJECTED_REASONS),
        why=_TEXT,
    )


def _toll() -> _Schema:
    """Describe an incident's numbers: by outcome, then by group."""
    words, ids = vocabularies(), _list(_TEXT)
    parts = _list(_object(words=_TEXT, incident=_maybe(_TEXT), claims=ids, roots=ids))
    tally = _object(
        low=_maybe(_NATURAL),
        best=_maybe(_NATURAL),
        high=_maybe(_NATURAL),
        claims=_object(low=ids, best=ids, high=ids),
        roots=_object(low=ids, best=ids, high=ids),
        parts=_object(low=parts, best=parts, high=parts),
        sources=_object(**dict.fromkeys(("low", "best", "high"), _maybe(_NATURAL))),
        why=_object(low=_maybe(_TEXT), high=_maybe(_TEXT)),
        one_source=_maybe(_FLAG),
    )
    groups = {
        "type": "object",
        "propertyNames": _one_of(words.toll_group),
        "additionalProperties": tally,
    }
    return {"type": "object", "propertyNames": _one_of(words.outcome), "additionalProperties": groups}


def _descent() -> _Schema:
    """Describe which report has what it tells from which."""
    return _object(
        report=_TEXT,
        kind=_one_of(DESCENTS),
        source=_maybe(_TEXT),
        outlet=_maybe(_TEXT),
        quote=_maybe(_ref("quote")),
        other=_maybe(_ref("quote")),
        share=_maybe({"type": "number", "minimum": 0, "maximum": 1}),
    )


def _incident() -> _Schema:
    words, ids = vocabularies(), _list(_TEXT)
    origins = _list(_object(id=_TEXT, origin=_ref("origin"), claims=ids, reports=ids))
    way_out = _object(claims=ids, origins=ids, low=_NATURAL, high=_maybe(_NATURAL), words=_TEXT)
    checked = {"outcome": _one_of(words.outcome), "group": _one_of(words.toll_group)}
    return _object(
        id=_TEXT,
        lead=_FLAG,
        part_of=_maybe(_TEXT),
        date=_maybe(_ref("days")),
        place=_maybe(_ref("position")),
        method=_maybe(_one_of(tuple(words.method))),
        target=_maybe(_one_of(words.target)),
        perpetrators=_list(_ref("perpetrator")),
        victims=_list(_ref("victim")),
        unnamed=_list(_ref("victim")),
        claims=ids,
        reports=ids,
        toll=_toll(),
        sums=_list(_object(**checked, total=_maybe(_TEXT), parts=ids, agrees=_FLAG, words=_TEXT)),
        conflicts=_list(_object(**checked, claims=ids, words=_TEXT, ways_out=_list(way_out))),
        origins=origins,
        origins_unsure=origins,
        origins_inside=origins,
        descents=_list(_descent()),
        grade=_maybe(_one_of(words.grade)),
        grade_why=_maybe(_TEXT),
        positions=_list(
            _object(
                name=_TEXT,
                position=_one_of(_POSITIONS),
                claims=ids,
                figures=_list(_object(**checked, **_figures(), claims=ids)),
                words=_TEXT,
            )
        ),
        history=_list(_version(checked)),
    )


def _version(of: dict[str, _Schema]) -> _Schema:
    """Describe what a number came to on one day; the format gained it within version 1."""
    figure = _maybe(_NATURAL)
    return _object(
        **of,
        on=_maybe(_DAY),
        low=figure,
        best=figure,
        high=figure,
        kind=_one_of(_VERSION_KINDS),
        claims=_list(_TEXT),
        origins=_list(_TEXT),
        words=_TEXT,
    )


def _figures() -> dict[str, _Schema]:
    return {"low": _NATURAL, "best": _maybe(_NATURAL), "high": _maybe(_NATURAL)}
