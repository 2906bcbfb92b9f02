"""Phrases of flight, brought to one word each before the grammar reads: "forced to leave their homes" is *displaced*.

As "shot and killed" becomes *killed* (see :mod:`~daftar.extract.rules.tokens`), so that subjects, objects and polarity are
found by the same rules for all of them. The words are data: ``languages/en/displacement.toml``.
"""

from __future__ import annotations

from functools import lru_cache
from typing import TYPE_CHECKING

from daftar.extract.rules.nouns import noun_ahead
from daftar.languages import load

if TYPE_CHECKING:
    from collections.abc import Callable

    from daftar.extract.rules.lexicon import Lexicon
    from daftar.extract.rules.tokens import Tokens

__all__ = ["described", "flights", "gate_families", "staying", "words_of"]

_FAR = 9  # tokens between "forced" and "to leave": the people forced stand there
_NEAR = 6  # tokens between "living in" and what makes it a stead: "in 12 overcrowded collective centres"
_FLED, _DISPLACED, _EVACUATED = "fled", "displaced", "evacuated"


@lru_cache(maxsize=16)
def words_of(table: str) -> dict[str, frozenset[str]]:
    """The word lists of one table of ``displacement.toml``."""
    return {key: frozenset(listed) for key, listed in load("en", "displacement")[table].items()}


@lru_cache(maxsize=1)
def _tried() -> dict[str, tuple[Callable[[Tokens, int], bool], ...]]:
    """The phrases that can begin with a word, by that word."""
    words = words_of("flight")
    stays = words["stay"] | {"spent", "in", "at"}
    begun = [
        (words["force"] | words["order"], _forced),
        (words["left"], _left),
        (words["take"], _refuge),
        (words["moved"], _moved),
        (stays, _stays),
        ({"evacuated"}, _gone),
        ({"fleeing", "flight"}, _fleeing),
        (words["send"], _sent),
        ({"without"}, _without),
        (words["give"], _given),
        (words["host"], _hosts),
    ]
    starts = frozenset().union(*(listed for listed, _ in begun))
    return {word: tuple(phrase for listed, phrase in begun if word in listed) for word in starts}


def gate_families() -> dict[str, frozenset[str]]:
    """The words of which a passage must hold one (of ruin: beside a home) to be read at all."""
    homes = words_of("homes")
    return {**words_of("gate"), "homes": homes["one"] | homes["many"]}


def described(tokens: Tokens, i: int, words: Lexicon) -> int:
    """The token behind "displaced" or "newly displaced" at ``i`` where people, families or a nation's people follow, or 0."""
    told = words_of("flight")
    lower, size = tokens.lower, len(tokens)
    i += lower[i] in told["how"]
    if i + 1 >= size or lower[i] not in told["described"]:
        return 0
    after = lower[i + 1]
    nation = tokens.marks[i + 1] == "X" and after.endswith(("s", "i", "ese", "ish"))
    grouped = after in words_of("households")["many"]
    return i + 1 if nation or grouped or noun_ahead(tokens, i + 1, words) else 0


def flights(tokens: Tokens) -> None:
    """Mark every phrase of flight in ``tokens`` as one harm word; the rest of the phrase is left out of the grammar."""
    tried = _tried()
    for i, word in enumerate(tokens.lower):
        if word in tried:
            any(phrase(tokens, i) for phrase in tried[word])


def staying(tokens: Tokens) -> list[int]:
    """Where a phrase of flight only describes the people before it: "people sheltering in tents".

    It is no verb to the grammar: something else may be told of the same people ("... were killed").
    """
    tried = _tried()
    return [
        i
        for i, word in enumerate(tokens.lower)
        if word in tried
        and tokens.marks[i] not in "dgs"
        and not _finite(tokens, i)
        and (word == "fleeing" or _is_left(tokens, i) or _is_refuge(tokens, i) or _is_stay(tokens, i))
    ]


def _finite(tokens: Tokens, i: int) -> bool:
    """Whether the word at ``i`` can be the verb of its clause, not a participle behind a noun."""
    if "B" in tokens.marks[max(0, i - 1 if tokens.lower[i] in ("in", "at") else i - 3) : i]:
        return True
    stays = words_of("flight")["stay"]
    word = tokens.lower[i]
    if word in ("in", "at"):
        return False
    return not word.endswith("ing") and (word not in stays or word.startswith("remain"))


def _set(tokens: Tokens, i: int, mark: str, word: str, silent: tuple[int, ...] = ()) -> bool:
    tokens.marks[i], tokens.lower[i] = mark, word
    for k in silent:
        tokens.marks[k] = "x"
    return True


def _their_home(tokens: Tokens, i: int) -> bool:
    """Whether token ``i`` begins "their homes", "his own house"; or "home" alone."""
    lower, lived = tokens.lower, words_of("flight")["lived_in"]
    if i < len(lower) and tokens.marks[i] in "ht":
        return not lived.isdisjoint(lower[i + 1 : i + 4])
    return lower[i : i + 1] in (["home"], ["homes"], ["houses"], ["villages"])


def _forced(tokens: Tokens, i: int) -> bool:
    """ "Forced to flee", "forced 40 people to leave their homes", "driven from their homes"."""
    words, lower, marks = words_of("flight"), tokens.lower, tokens.marks
    ordered = lower[i] in words["order"] and ("B" in marks[i - 1 : i] or "#" in marks[i + 1 : i + 5])
    if lower[i] not in words["force"] and not ordered:
        return False
    mark = "g" if lower[i].endswith("ing") else "d"
    k = i + 1
    if lower[k : k + 1] and lower[k] in words["out"]:
        k += 2 if lower[k : k + 2] == ["out", "of"] else 1
        return _their_home(tokens, k) and _set(tokens, i, mark, _DISPLACED)
    for k in range(i + 1, min(i + _FAR, len(lower) - 1)):
        if marks[k] in ".;dgsbqB":
            return False
        if lower[k] == "to":
            go = lower[k + 1]
            if k > i + 1 and marks[k + 1] == "s":
                return False  # "forced 40 people to flee": the verb behind them says it all
            if go in words["go"] or (
                go in words["go_home"]
                and (_their_home(tokens, k + 2) or not words["refuge"].isdisjoint(lower[k + 2 : k + 4]))
            ):
                outcome = _EVACUATED if go == "evacuate" else _DISPLACED
                return _set(tokens, i, mark, outcome, (k, k + 1))
            return False
    return False


def _left(tokens: Tokens, i: int) -> bool:
    """ "Left their homes", "lost their houses"."""
    return _is_left(tokens, i) and _finite(tokens, i) and _set(tokens, i, "s", _FLED)


def _is_left(tokens: Tokens, i: int) -> bool:
    if tokens.lower[i] not in words_of("flight")["left"]:
        return False
    if tokens.marks[i + 1 : i + 2] != ["h"]:
        return tokens.lower[i + 1 : i + 2] in (["homes"], ["home"]) and tokens.lower[i] in ("left", "leave")
    return _their_home(tokens, i + 1)


def _refuge(tokens: Tokens, i: int) -> bool:
    """ "Took refuge", "have sought shelter"."""
    return _is_refuge(tokens, i) and _finite(tokens, i) and _set(tokens, i, "s", _FLED, (i + 1,))


def _is_refuge(tokens: Tokens, i: int) -> bool:
    words = words_of("flight")
    return tokens.lower[i] in words["take"] and not words["refuge"].isdisjoint(tokens.lower[i + 1 : i + 2])


def _moved(tokens: Tokens, i: int) -> bool:
    """ "Moved away", "moved to safer places": fled; "were moved to safety": evacuated."""
    words, lower = words_of("flight"), tokens.lower
    if lower[i] not in words["moved"]:
        return False
    away = lower[i] == "moved" and _away(tokens, i + 1)
    if not away and (
        lower[i + 1 : i + 2] not in (["to"], ["into"]) or words["safe"].isdisjoint(lower[i + 2 : i + 5])
    ):
        return _moved_by(tokens, i)
    if "B" in tokens.marks[max(0, i - 3) : i]:
        return _set(tokens, i, "d", _EVACUATED)
    return lower[i] == "moved" and _set(tokens, i, "s", _FLED)


def _away(tokens: Tokens, k: int) -> bool:
    """ "Away", "out of their homes", "from their houses", "in with relatives"."""
    near = tokens.lower[k : k + 2]
    if near[:1] == ["away"] or near == ["in", "with"]:
        return True
    k += near == ["out", "of"]
    return tokens.lower[k : k + 1] in (["of"], ["from"]) and _their_home(tokens, k + 1)


def _moved_by(tokens: Tokens, i: int) -> bool:
    """ "Moved 300 people to safety"."""
    lower, safe = tokens.lower, words_of("flight")["safe"]
    for k in range(i + 2, min(i + _FAR, len(lower) - 1)):
        if tokens.marks[k] in ".;,dgsbqB":
            return False
        if lower[k] in ("to", "into") and not safe.isdisjoint(lower[k + 1 : k + 4]):
            return "B" not in tokens.marks[max(0, i - 2) : i] and _set(tokens, i, "d", _EVACUATED)
    return False


def _fleeing(tokens: Tokens, i: int) -> bool:
    """ "Are fleeing"; "the flight of 500 people"."""
    if tokens.lower[i] == "flight":
        counted = tokens.marks[i + 1 : i + 2] == ["f"] and "#" in tokens.marks[i + 2 : i + 6]
        return counted and _set(tokens, i, "n", "displacement")
    return "B" in tokens.marks[max(0, i - 2) : i] and _set(tokens, i, "s", _FLED)


def _sent(tokens: Tokens, i: int) -> bool:
    """ "Sent 3,000 people fleeing"."""
    if tokens.lower[i] not in words_of("flight")["send"]:
        return False
    for k in range(i + 2, min(i + _FAR, len(tokens))):
        if tokens.lower[k] == "fleeing":
            return _set(tokens, i, "d", _DISPLACED, (k,))
        if tokens.marks[k] in ".;,dgsbqBr":
            return False
    return False


def _without(tokens: Tokens, i: int) -> bool:
    """ "Left 200 people without homes", "were left without a roof over their heads"."""
    roof = words_of("flight")["roof_over"]
    near = tokens.lower[i + 1 : i + 3]
    behind = near[1:] if near[:1] in (["a"], ["any"], ["their"]) else near[:1]
    if tokens.lower[i] != "without" or roof.isdisjoint(behind):
        return False
    return "left" in tokens.lower[max(0, i - _FAR) : i] and _set(tokens, i, "S", "homeless")


def _given(tokens: Tokens, i: int) -> bool:
    """ "Gave shelter to 50 people", "were given temporary shelter"."""
    words, lower = words_of("flight"), tokens.lower
    if lower[i] not in words["give"]:
        return False
    k = i + 1 + (lower[i + 1 : i + 2] in (["temporary"], ["emergency"]))
    if lower[k : k + 1] != ["shelter"]:
        return False
    if "B" in tokens.marks[max(0, i - 3) : i]:
        return _set(tokens, i, "s", _FLED)
    if lower[k + 1 : k + 2] not in (["to"], ["for"]):
        return False
    return _set(tokens, i, "g", _DISPLACED, tuple(range(i + 1, k + 2)))


def _hosts(tokens: Tokens, i: int) -> bool:
    """ "Relief camps host 4,000 people": what is counted behind the verb."""
    words, lower = words_of("flight"), tokens.lower
    if lower[i] not in words["host"] or "#" not in tokens.marks[i + 1 : i + 4]:
        return False
    hosts = words["stead_noun"] | words["put_up"]
    return not hosts.isdisjoint(lower[max(0, i - 5) : i]) and _set(tokens, i, "g", _DISPLACED)


def _stays(tokens: Tokens, i: int) -> bool:
    """ "Are sheltering in schools", "live in camps", "were accommodated at evacuation centres"."""
    return _is_stay(tokens, i) and _finite(tokens, i) and _set(tokens, i, "s", _FLED)


def _is_stay(tokens: Tokens, i: int) -> bool:
    words, lower = words_of("flight"), tokens.lower
    where = i + 1
    if lower[i] == "spent":
        where = i + 3 if lower[i + 2 : i + 3] in (["night"], ["nights"]) else i + 1
    elif lower[i] in ("in", "at"):
        where = i  # "are in relief camps"
    elif lower[i : i + 2] == ["put", "up"]:
        where = i + 2
    elif lower[i] not in words["stay"]:
        return False
    if lower[where : where + 1] not in (["in"], ["at"], ["with"], ["inside"]):
        return False
    put_up = where > i and lower[i] not in ("living", "remain", "remained", "remaining", "spent", "residing")
    for k in range(where + 1, min(where + 1 + _NEAR, len(lower))):
        if tokens.marks[k] in ".;,dgsbqBAr":
            return False
        kind = lower[k] in words["stead_kind"] and not words["stead_noun"].isdisjoint(lower[k + 1 : k + 3])
        if kind or lower[k] in words["stead"] or (put_up and lower[k] in words["put_up"]):
            return True
    return False


def _gone(tokens: Tokens, i: int) -> bool:
    """ "3,000 people had evacuated": they did it themselves, where nobody stands behind whom they evacuated."""
    if tokens.lower[i] != _EVACUATED or tokens.marks[i - 1 : i] != ["H"]:
        return False
    return "".join(tokens.marks[i + 1 : i + 2]) in ".;,rYWA" and _set(tokens, i, "s", _EVACUATED)
