"""The one form that a model answers in: its JSON Schema, and reading an answer of it.

Every field is asked for, null where nothing is said (what OpenAI's strict mode wants, and what keeps small models from
leaving things out). Reading is more lenient than asking: a field left out is null, an unknown one is passed over, and a
claim that is not of the form costs that claim, not the others.
"""

from __future__ import annotations

import re
from typing import Any

import msgspec

from daftar.codebook import vocabularies

__all__ = [
    "KINDS",
    "RELATIONS",
    "NotAnAnswer",
    "Said",
    "SaidOrigin",
    "SaidPerpetrator",
    "answer_schema",
    "read_answer",
]

KINDS = ("harm", "displacement", "attack", "context")
RELATIONS = ("among", "part", "others", "update")
_AGES, _SEXES, _STATUSES = ("child", "adult", "elderly"), ("woman", "man"), ("civilian", "combatant")
_MOST = 500  # claims in one answer: more is a model that cannot stop
_THOUGHT = re.compile(r"\A\s*<think(?:ing)?>.*?</think(?:ing)?>", re.DOTALL)
_FENCE = re.compile(r"\A\s*```(?:json|JSON)?\s*\n(.*?)\n?\s*```\s*\Z", re.DOTALL)


class NotAnAnswer(Exception):  # noqa: N818 - it never leaves this package; reader.py turns it into NoAnswer
    """What a model wrote is not of the form asked for. The words name the fault and quote nothing."""


class SaidPerpetrator(msgspec.Struct, frozen=True):
    """Who is said to have done it, in the report's words."""

    words: str
    status: str = "alleged"


class SaidOrigin(msgspec.Struct, frozen=True):
    """Somebody through whom the claim came, in the report's words."""

    kind: str = "unknown"
    name: str | None = None
    organisation: str | None = None


class Said(msgspec.Struct, frozen=True, kw_only=True):
    """One claim as a model words it: numbers of passages, quotes, and words of the codebook."""

    passage: int
    quote: str
    kind: str
    outcome: str | None = None
    outcome_words: str | None = None
    count_words: str | None = None
    people_words: str | None = None
    status: str | None = None
    age: str | None = None
    sex: str | None = None
    role: str | None = None
    polarity: str = "asserted"
    scope: str = "incident"
    since_words: str | None = None
    relation: str | None = None
    of: int | None = None
    place_words: str | None = None
    time_words: str | None = None
    method: str | None = None
    method_words: str | None = None
    target: str | None = None
    target_words: str | None = None
    perpetrators: tuple[SaidPerpetrator, ...] = ()
    origin: tuple[SaidOrigin, ...] = ()


def read_answer(content: str) -> list[Said | None]:
    """The claims of an answer in its order, None for each that is not of the form. Raises NotAnAnswer.

    A model may think aloud first (``<think>``) or fence its JSON; both are taken off.
    """
    plain = _THOUGHT.sub("", content)
    fenced = _FENCE.match(plain)
    try:
        data = msgspec.json.decode((fenced[1] if fenced else plain).strip().encode("utf-8", "replace"))
    except (msgspec.MsgspecError, RecursionError):
        raise NotAnAnswer("it is not JSON") from None
    claims = data.get("claims") if isinstance(data, dict) else None
    if not isinstance(claims, list):
        raise NotAnAnswer('it is not an object with a list called "claims"')
    if len(claims) > _MOST:
        raise NotAnAnswer(f"it has more than {_MOST} claims")
    return [_said(claim) for claim in claims]


def _said(claim: Any) -> Said | None:
    if not isinstance(claim, dict):
        return None
    try:  # null for a list or a word with a default is as good as leaving it out
        return msgspec.convert({k: v for k, v in claim.items() if v is not None}, Said)
    except (msgspec.ValidationError, RecursionError):
        return None


def answer_schema() -> dict[str, Any]:
    """The JSON Schema of an answer, with the codebook's words. Only keywords that strict modes know are used."""
    words = vocabularies()
    text, maybe = {"type": "string"}, {"type": ["string", "null"]}
    claim = _object(
        passage={"type": "integer"},
        quote=text,
        kind=_one_of(KINDS),
        outcome=_maybe_one_of(words.outcome),
        outcome_words=maybe,
        count_words=maybe,
        people_words=maybe,
        status=_maybe_one_of(_STATUSES),
        age=_maybe_one_of(_AGES),
        sex=_maybe_one_of(_SEXES),
        role=maybe,
        polarity=_one_of(words.polarity),
        scope=_one_of(words.scope),
        since_words=maybe,
        relation=_maybe_one_of(RELATIONS),
        of={"type": ["integer", "null"]},
        place_words=maybe,
        time_words=maybe,
        method=_maybe_one_of(tuple(words.method)),
        method_words=maybe,
        target=_maybe_one_of(words.target),
        target_words=maybe,
        perpetrators=_list(_object(words=text, status=_one_of(words.perpetrator_status))),
        origin=_list(_object(kind=_one_of(words.origin_kind), name=maybe, organisation=maybe)),
    )
    return _object(claims=_list(claim))


def _object(**properties: Any) -> dict[str, Any]:
    return {
        "type": "object",
        "properties": properties,
        "required": list(properties),
        "additionalProperties": False,
    }


def _list(items: dict[str, Any]) -> dict[str, Any]:
    return {"type": "array", "items": items}


def _one_of(words: tuple[str, ...]) -> dict[str, Any]:
    return {"type": "string", "enum": list(words)}


def _maybe_one_of(words: tuple[str, ...]) -> dict[str, Any]:
    return {"type": ["string", "null"], "enum": [*words, None]}
