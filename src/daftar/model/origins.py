"""Who a claim goes back to: the one rule by which linking and reconciling tell origins apart."""

from __future__ import annotations

import re
import unicodedata
from functools import lru_cache
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from daftar.model.claim import Claim, Origin

__all__ = ["fold", "origin_key", "origin_name", "root_of"]

_NOT_WORD = re.compile(r"[\W_]+")
_ARTICLES = re.compile(r"^(?:the|a|an|al|el) ")


@lru_cache(maxsize=65_536)
def fold(text: str) -> str:
    """``text`` in lower case, without accents, punctuation or a leading article: two spellings of one name meet."""
    plain = text.casefold()
    if not text.isascii():
        plain = unicodedata.normalize("NFKD", text).casefold()
        plain = "".join(c for c in plain if not unicodedata.combining(c))
    return _ARTICLES.sub("", _NOT_WORD.sub(" ", plain).strip())


def root_of(claim: Claim) -> Origin | None:
    """The last link of the claim's chain: whose knowledge it is. None where the report names nobody."""
    return claim.origin[-1] if claim.origin else None


def origin_name(origin: Origin) -> str:
    """The name to show: the organisation where there is one, since a spokesman speaks for it."""
    return origin.organisation or origin.name or origin.kind.replace("_", " ")


def origin_key(origin: Origin) -> str:
    """What makes two origins one: the same organisation, or the same name, or (unnamed) nothing at all.

    Two spokesmen of one organisation are one origin (OHCHR Guidance on Casualty Recording, 2019: sources are
    independent when they do not draw on each other). An origin without any name gives ``""``: two unnamed
    witnesses cannot be told to be the same, nor to be different.
    """
    return fold(origin.organisation or origin.name or "")
