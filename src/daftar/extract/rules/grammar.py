"""Who was killed, hurt or taken, and how many: the grammar of harm over a passage's row of chunks."""

from __future__ import annotations

from typing import TYPE_CHECKING

from daftar.extract.rules.emit import emit
from daftar.extract.rules.fatal import fatally, possessive, themselves
from daftar.extract.rules.hurt import maimed, wound
from daftar.extract.rules.lexicon import Traits
from daftar.extract.rules.nominal import (
    behind_verb,
    fled_from,
    is_noun,
    of_whom,
    somebody,
    struck,
)
from daftar.extract.rules.nouns import People
from daftar.extract.rules.numbers import NUMBER_WORDS
from daftar.extract.rules.objects import companions, objects, own_verb
from daftar.extract.rules.parts import among, aside, beside, elliptical
from daftar.extract.rules.row import Hit, Row, chunk
from daftar.extract.rules.settled import settled
from daftar.extract.rules.shares import shares
from daftar.extract.rules.sides import sides
from daftar.extract.rules.subjects import subjects
from daftar.extract.rules.tolls import toll
from daftar.extract.rules.unharmed import fired, only_tried, whom_else
from daftar.model import Count

if TYPE_CHECKING:
    from daftar.extract.rules.lexicon import Lexicon
    from daftar.extract.rules.tokens import Tokens

__all__ = ["Hit", "find_harm"]

_CAUSED = frozenset(
    {"caused", "causing", "causes", "inflicted", "inflicting", "resulted", "resulting", "with"}
)
_UNKNOWN = frozenset({"undetermined", "unknown", "unspecified", "undisclosed", "large", "unconfirmed"})
_HARM = "dgbsSn"
_FIELD_MARKS = frozenset({":", "-", "–"})
_BEFORE_A_FIELD = ("", "Uf", "E", "m")
_ACTING = ("T", "M", "E", "G", "e", "")  # before a verb, and not before its noun


def find_harm(tokens: Tokens, people: list[People], words: Lexicon) -> list[Hit]:
    """The harm that a passage tells of, in text order."""
    row = chunk(tokens, people, words)
    hits: list[Hit] = []
    used: set[int] = set()
    for i, mark in enumerate(row.marks):
        if (field := _field(row, i)) is not None:
            outcome = words.outcomes.get(tokens.lower[row.first[i]], "killed")
            emit(row, i, outcome, [field], "active", hits, used)
        elif mark in _HARM:
            _read(row, i, mark, hits, used)
        elif mark == "U":
            toll(row, i, hits, used)
        elif mark == "C":
            _lives(row, i, hits, used)
        elif mark in "kHB":
            _wounds(row, i, hits, used)
    aside(row, hits)
    fatally(row, hits, used)
    themselves(row, hits)
    beside(row, hits)
    among(row, hits)
    shares(row, hits)
    elliptical(row, hits, used)
    sides(row, hits)
    hits.sort(key=lambda h: (h.people.first if h.people else h.first, h.verb))
    return settled(tokens, hits)


def _read(row: Row, i: int, mark: str, hits: list[Hit], used: set[int]) -> None:
    outcome = row.words.outcomes.get(row.tokens.lower[row.first[i]], "killed")
    if _the_harmed(row, i):
        return
    if mark == "n" and not (outcome in ("injured", "killed") and _as_adjective(row, i)):
        _nominal(row, i, outcome, hits, used)
        return
    if mark == "g":
        if (
            i
            and row.marks[i - 1] == "r"
            and row.tokens.lower[row.first[i - 1]] == "for"
            and "q" not in row.marks[:i]
        ):
            pass
        found = behind_verb(row, i)
        if found:
            emit(row, i, outcome, found, "active", hits, used, agent=_agent(row, i))
        else:
            emit(row, i, outcome, of_whom(row, i), "nominal", hits, used)
        return
    if mark == "b" and is_noun(row, i):
        _nominal(row, i, outcome, hits, used)
        return
    if mark == "b":
        if (
            row.tokens.lower[row.first[i]].startswith("murder")
            and row.marks[max(0, i - 1) : i] not in _ACTING
        ):
            return  # "charged with murder": a noun
        found = objects(row, i)
        if found:
            emit(row, i, outcome, found, "active", hits, used, agent=_agent(row, i))
        return
    if mark == "s":
        found = subjects(row, i)
        if found and not fled_from(row, i, found[-1], hits):
            emit(row, i, outcome, found, "self", hits, used)
        return
    _done(row, i, mark, outcome, hits, used)


def _field(row: Row, i: int) -> People | None:
    """The figure of a form's line: "Dead: 3", "Missing: 2", "Number of deaths: at least nine"."""
    marks, people = row.marks, row.people[i + 2] if i + 2 < len(row.marks) else None
    if row.marks[i] not in "nS" or marks[:i] not in _BEFORE_A_FIELD or marks[i + 1 : i + 3] != ";E":
        return None
    alone = row.tokens.lower[row.first[i + 1]] in _FIELD_MARKS and people is not None and people.numbered
    return people if alone else None


def _the_harmed(row: Row, i: int) -> bool:
    """ "those killed", "the dead", "the wounded": people spoken of, not something that is told of them here."""
    if row.marks[i] not in "dSn" or not i or row.marks[i - 1] != "t":
        return False
    if row.marks[i + 1 : i + 2] in ("f", "E"):
        return False
    word = row.tokens.lower[row.first[i]]
    return row.tokens.lower[row.first[i - 1]] in ("those", "the") and word not in ("death", "body", "bodies")


def _as_adjective(row: Row, i: int) -> bool:
    """Whether a word that may be a noun is used as a participle: "12 injured", "were wounded"."""
    word = row.tokens.lower[row.first[i]]
    return word in ("injured", "wounded", "dead")


def _unknown_number(row: Row, i: int) -> People | None:
    """The people of "an undetermined number of wounded": two or more."""
    at = row.first[i]
    lower = row.tokens.lower
    if lower[max(0, at - 2) : at] != ["number", "of"] or lower[max(0, at - 3)] not in _UNKNOWN:
        return None
    return People(at - 3, at + 1, at, Count(low=2), Traits(many=True))


def _done(row: Row, i: int, mark: str, outcome: str, hits: list[Hit], used: set[int]) -> None:
    """ "were killed", "killed 5", "5 killed", "left 4 dead", "the dead"."""
    left = row.marks[i - 1] if i else "."
    some = _unknown_number(row, i) if left == "f" else None
    if some is not None:
        emit(row, i, outcome, [some], "nominal", hits, used)
        return
    passive = _passive(row, i)
    if mark in "nS" and not passive and _describes(row, i, left):
        return
    right = struck(row, i) if (mark == "d" or _blow_before(row, i)) and not passive else []
    if right and _attributive(row, i, right[0]):
        return
    if right and not own_verb(row, right, i):
        subject = row.people[i - 1] if left in "EG" else None
        crowd = subject is not None and subject.numbered and not _doer(row, subject)
        if not crowd or right[0].numbered or somebody(row, right[0]):
            reflexive = row.first[i] + 1 < len(row.tokens) and row.tokens.lower[row.first[i] + 1] in (
                "himself",
                "herself",
            )
            if not reflexive:
                emit(row, i, outcome, right, "active", hits, used, agent=_agent(row, i))
                return
    if (left == "w" or row.tokens.lower[row.first[i]] == "hijacked") and not passive:
        return  # "who killed", "which wounded" without people to name
    found = subjects(row, i) or _carried(row, i, hits)
    if found and not passive and _object_unread(row, i, found):
        return
    if found and not passive:
        found = _own(row, i, found, hits)
    if found and not _figure_of_speech(row, i, found[0], passive=passive):
        found = [*found, *(p for p in companions(row, i) if p not in found)]
        emit(row, i, outcome, found, "passive" if passive else "reduced", hits, used)


def _describes(row: Row, i: int, left: str) -> bool:
    """Whether "dead" or "injured" only tells more of the word behind it: "dead bodies", "a dead round", "the dead men"."""
    behind = row.marks[i + 1 : i + 2]
    if behind == "n" or (left == "t" and behind == "E"):
        return True
    return row.marks[i] == "S" and left == "a" and behind in ("m", "X")


def _object_unread(row: Row, i: int, found: list[People]) -> bool:
    """Whether fighters did it to something counted that is not read as people: "troops executed six families"."""
    nearest, at = found[-1], row.first[i] + 1
    if nearest.numbered or not _doer(row, nearest) or row.marks[i] != "d" or at >= len(row.tokens):
        return False
    return row.tokens.marks[at] == "#" or row.tokens.lower[at] in NUMBER_WORDS


def _own(row: Row, i: int, found: list[People], hits: list[Hit]) -> list[People]:
    """``found`` without those whom the verb at ``i`` says nothing of: "killed three guards and wounded a fourth", "the
    number of people killed". Who "killed herself" is the one who did what the verb before says.
    """
    who = found[0]
    lower, verb = row.tokens.lower, row.first[i]
    itself = lower[verb + 1 : verb + 2] in (["himself"], ["herself"])
    earlier = next((h for h in hits if h.people is who and h.form == "active"), None)
    if (row.marks[i - 1] == "A" or itself) and earlier is not None:
        return [earlier.agent] if itself and earlier.agent is not None else []
    done = row.marks[i - 1 : i + 1] == "Hd" and lower[verb] not in row.words.sets["intransitive"]
    if done and not itself:
        return []  # "fighting has displaced 12 families"
    if (fired(lower, verb) and _doer(row, who)) or whom_else(lower, verb):
        return []
    ahead = lower[max(0, who.first - 4) : who.first]
    return [] if not who.numbered and ahead[-2:] == ["number", "of"] and "the" in ahead else found


def _figure_of_speech(row: Row, i: int, who: People, *, passive: bool) -> bool:
    """ "The team were dead and buried by half-time", "members killed the bill": nobody died."""
    at = row.first[i]
    if row.tokens.lower[at : at + 3] == ["dead", "and", "buried"]:
        return True
    return (
        row.marks[i] == "d"
        and not passive
        and not who.numbered
        and row.marks[i + 1 : i + 3] in ("tm", "am", "hm")
    )


def _blow_before(row: Row, i: int) -> bool:
    """ "A sniper shot dead one man": the blow, told in front of what came of it, makes the two words one verb."""
    at = row.first[i]
    return (
        at > 0
        and row.tokens.lower[at] == "dead"
        and row.tokens.lower[at - 1] in ("shot", "stabbed", "gunned")
    )


def _attributive(row: Row, i: int, right: People) -> bool:
    """Whether the participle only describes the noun behind it: "camps for displaced people", "the injured men"."""
    if row.tokens.lower[right.first] in ("him", "her", "them") and right.last == right.first + 1:
        return False
    if right.numbered or right.named or right.first != row.first[i] + 1 or right.first < right.head:
        return False
    if i == 0:
        return True
    word = row.tokens.lower[row.first[i] - 1]
    return row.marks[i - 1] in "tharf,AoBI(" or word.endswith("ly")


def _carried(row: Row, i: int, hits: list[Hit]) -> list[People]:
    """ "one guard abducted at the gate; found dead a week later": the people of the verb before the break."""
    j = i - 1
    while j >= 0 and row.marks[j] in "mB":
        j -= 1
    if j < 0 or row.marks[j] not in ";," or i - j > 3:
        return []
    earlier = [
        h for h in hits if h.people is not None and h.verb < row.first[i] and h.form in ("passive", "reduced")
    ]
    return [earlier[-1].people] if earlier and earlier[-1].people is not None else []


def _passive(row: Row, i: int) -> bool:
    """Whether a form of "be" (or "get") stands before, perhaps with another participle between ("shot and killed")."""
    j = i - 1
    while j >= 0 and i - j <= 4:
        mark = row.marks[j]
        if mark == "B":
            return True
        if mark not in "AdSTZ,":
            return False
        j -= 1
    return False


def _doer(row: Row, people: People) -> bool:
    return row.tokens.lower[people.head] in row.words.sets["doers"]


def _nominal(row: Row, i: int, outcome: str, hits: list[Hit], used: set[int]) -> None:
    """ "15 deaths", "the death of two soldiers", "bodies of six men", "no injuries"."""
    marks = row.marks
    before = row.people[i - 1] if i else None
    word = row.tokens.lower[row.first[i]]
    if (
        word == "remains"
        and row.tokens.lower[max(0, row.first[i] - 1)] != "human"
        and marks[i + 1 : i + 2] != "f"
    ):
        return  # "one remains in hospital"
    if any(h.form == "self" and h.verb < row.first[i] < h.last for h in hits):
        return  # "suffered two wounds" has been told
    if only_tried(row.tokens.lower, row.first[i]):
        return
    counted = before is not None and before.numbered and marks[i - 1] == "E" and word != "shot"
    if (
        counted
        and before is not None
        and (before.weak or before.none or before.last - before.first <= 3 or outcome == "displaced")
    ):
        emit(row, i, outcome, [before], "nominal", hits, used)
        return
    if (
        word == "body"
        and i
        and row.tokens.lower[row.first[i - 1]] in ("his", "her")
        and marks[i + 1 : i + 2] == "B"
    ):
        if not row.words.sets["recovered"].isdisjoint(row.tokens.lower[row.first[i] :]):
            emit(row, i, outcome, [_whose(row, i)], "nominal", hits, used)
        return
    caused = not _CAUSED.isdisjoint(row.tokens.lower[max(0, row.first[i] - 5) : row.first[i]])
    if word in ("injuries", "wounds") and caused and marks[i + 1 : i + 3] == "TE":
        found = [p for p in objects(row, i + 1) if not p.weak or p.named]
        emit(row, i, outcome, found, "nominal", hits, used)
        return
    whose = possessive(row, i)
    if whose is not None:
        emit(row, i, outcome, [whose], "nominal", hits, used)
        return
    found = of_whom(row, i)
    if found:
        found = [p for p in found if not p.weak or p.named or p.numbered]
        if word == "body" and row.words.sets["recovered"].isdisjoint(row.tokens.lower):
            return  # a body is somebody dead where it is found, not where one must step over it
        if found and word not in ("homicide", "execution"):
            emit(row, i, outcome, found, "nominal", hits, used)


def _whose(row: Row, i: int) -> People:
    """The person of "her body was found"."""
    at = row.first[i]
    sex = "woman" if row.tokens.lower[at - 1] == "her" else "man"
    return People(at - 1, at + 1, at, Count.exactly(1), Traits(sex=sex), definite=True)


def _lives(row: Row, i: int, hits: list[Hit], used: set[int]) -> None:
    """ "claimed the lives of 7 people", "claimed 15 lives", "five people lost their lives"."""
    marks = row.marks
    verb = row.tokens.lower[row.first[i]]
    limb = maimed(row.tokens.lower, row.first[i]) if verb == "lost" else -1
    if limb >= 0:
        begun = len(hits)
        emit(row, i, "injured", subjects(row, i), "self", hits, used)
        for hit in hits[begun:]:
            hit.last = max(hit.last, limb + 1)
        return
    ahead = marks[i + 1 : i + 6]
    v = ahead.find("V")
    if v < 0:
        return
    k = i + 1 + v
    if verb.startswith("los"):
        found = subjects(row, i)
        if found:
            emit(row, i, "killed", found, "self", hits, used)
        return
    if marks[k + 1 : k + 2] == "f":
        emit(row, i, "killed", objects(row, k + 1), "active", hits, used)
    elif marks[k - 1] == "E" and row.people[k - 1] is not None:
        people = row.people[k - 1]
        if people is not None and people.numbered:
            emit(row, i, "killed", [people], "active", hits, used)


def _wounds(row: Row, i: int, hits: list[Hit], used: set[int]) -> None:
    """ "Three guards sustained minor injuries", "he suffered gunshot wounds"."""
    at = wound(row, i)
    found = subjects(row, i) if at >= 0 else []
    if found and not found[0].none:
        begun = len(hits)
        emit(row, i, "injured", found, "self", hits, used)
        for hit in hits[begun:]:
            hit.last = max(hit.last, at + 1)


def _agent(row: Row, i: int) -> People | None:
    """The people who did it, where they are the subject of the verb at chunk ``i``."""
    j = i - 1
    while j >= 0 and i - j <= 8:
        if row.marks[j] == "E":
            return row.people[j]
        if row.marks[j] in ".;W":
            return None
        j -= 1
    return None
