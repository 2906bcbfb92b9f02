"""Who was killed, hurt or taken, and how many: the grammar of harm over people phrases and harm words.

A passage's tokens and people phrases become a row of chunks, one character each: ``E`` people, ``G`` a possible name,
the harm words by form (``d`` done, ``g`` gerund, ``b`` base, ``s`` self, ``S`` state, ``n`` noun) and the small words of
the lexicon. Adverbs and time expressions are left out of the row, so that the patterns need not step around them.
"""

from __future__ import annotations

from dataclasses import dataclass, replace
from typing import TYPE_CHECKING

from daftar.model import Count

if TYPE_CHECKING:
    from daftar.extract.rules.lexicon import Lexicon
    from daftar.extract.rules.phrases import People
    from daftar.extract.rules.tokens import Tokens

__all__ = ["Hit", "find_harm"]


@dataclass(slots=True)
class Hit:
    """One outcome for one people phrase. ``relation``: None, part, among, others, update; ``of`` the hit it refers to."""

    outcome: str
    people: People | None
    first: int
    last: int
    verb: int
    form: str
    relation: str | None = None
    of: Hit | None = None
    polarity: str = "asserted"
    agent: People | None = None
    count: Count | None = None
    anaphoric: bool = False
    uncounted: bool = False


@dataclass(slots=True)
class Row:
    """The chunks of a passage: a class character, token range and people phrase for each."""

    tokens: Tokens
    marks: str
    first: list[int]
    people: list[People | None]
    words: Lexicon


_HARM = "dgbsSn"
_SKIP = "xY"
_UNSURE = frozenset({"feared", "believed", "thought", "presumed", "unconfirmed", "possibly", "perhaps"})
_EARLIER = frozenset({"earlier", "previously", "initially", "previous", "initial"})
_INTEND = frozenset(
    "threatened threatening threatens vowed planned planning plotting plot plotted trying tried tries try wanted wants "
    "intended attempt attempted attempts order ordered orders able conspiracy conspired conspiring intent prepared "
    "refuse refused refuses failed fail going used threat threats plans aimed seeking continue continues want".split()
)


def chunk(tokens: Tokens, people: list[People], words: Lexicon) -> Row:
    """The row of chunks for a passage."""
    marks: list[str] = []
    first: list[int] = []
    who: list[People | None] = []
    at, size = 0, len(tokens)
    ahead = iter(people)
    nearest = next(ahead, None)
    while at < size:
        if nearest is not None and at == nearest.first:
            marks.append("G" if nearest.named else "E")
            first.append(at)
            who.append(nearest)
            at = nearest.last
            nearest = next(ahead, None)
            continue
        mark = tokens.marks[at]
        if mark not in _SKIP:
            marks.append(mark)
            first.append(at)
            who.append(None)
        at += 1
    return Row(tokens=tokens, marks="".join(marks), first=first, people=who, words=words)


def find_harm(tokens: Tokens, people: list[People], words: Lexicon) -> list[Hit]:
    """The harm that a passage tells of, in text order."""
    row = chunk(tokens, people, words)
    hits: list[Hit] = []
    used: set[int] = set()
    for i, mark in enumerate(row.marks):
        if mark in _HARM:
            _read(row, i, mark, hits, used)
        elif mark == "U":
            _toll(row, i, hits, used)
        elif mark == "C":
            _lives(row, i, hits, used)
    _beside(row, hits)
    _among(row, hits)
    _elliptical(row, hits, used)
    hits.sort(key=lambda h: (h.people.first if h.people else h.first, h.verb))
    return hits


def _read(row: Row, i: int, mark: str, hits: list[Hit], used: set[int]) -> None:
    outcome = row.words.outcomes.get(row.tokens.lower[row.first[i]], "killed")
    if _the_harmed(row, i):
        return
    if mark == "n" and not (outcome in ("injured", "killed") and _as_adjective(row, i)):
        _nominal(row, i, outcome, hits, used)
        return
    if mark == "g":
        if i and row.marks[i - 1] == "r" and row.tokens.lower[row.first[i - 1]] == "for" and "q" not in row.marks[:i]:
            pass
        found = _objects(row, i)
        if found:
            _emit(row, i, outcome, found, "active", hits, used, agent=_agent(row, i))
        elif row.marks[i + 1 : i + 2] == "f":
            _emit(row, i, outcome, _objects(row, i + 1), "nominal", hits, used)
        return
    if mark == "b":
        found = _objects(row, i)
        if found:
            _emit(row, i, outcome, found, "active", hits, used, agent=_agent(row, i))
        return
    if mark == "s":
        found = _subjects(row, i)
        if found:
            _emit(row, i, outcome, found, "self", hits, used)
        return
    _done(row, i, mark, outcome, hits, used)


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


def _done(row: Row, i: int, mark: str, outcome: str, hits: list[Hit], used: set[int]) -> None:
    """ "were killed", "killed 5", "5 killed", "left 4 dead", "the dead"."""
    left = row.marks[i - 1] if i else "."
    passive = _passive(row, i)
    if mark in "nS" and row.marks[i + 1 : i + 2] == "n" and not passive:
        return  # "dead bodies"
    right = _objects(row, i) if mark == "d" and not passive else []
    if right and _attributive(row, i, right[0]):
        return
    if right and not _own_verb(row, right, i):
        subject = row.people[i - 1] if left in "EG" else None
        crowd = subject is not None and subject.numbered and not _doer(row, subject)
        if not crowd or right[0].numbered:
            reflexive = row.first[i] + 1 < len(row.tokens) and row.tokens.lower[row.first[i] + 1] in ("himself", "herself")
            if not reflexive:
                _emit(row, i, outcome, right, "active", hits, used, agent=_agent(row, i))
                return
    if left in "w" and not passive:
        return  # "who killed", "which wounded" without people to name
    found = _subjects(row, i) or _carried(row, i, hits)
    if found:
        _emit(row, i, outcome, found, "passive" if passive else "reduced", hits, used)


def _attributive(row: Row, i: int, right: People) -> bool:
    """Whether the participle only describes the noun behind it: "camps for displaced people", "the injured men"."""
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
    earlier = [h for h in hits if h.people is not None and h.verb < row.first[i] and h.form in ("passive", "reduced")]
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


_DOERS = frozenset(
    "gunman gunmen bomber bombers attacker attackers assailant assailants shooter shooters militant militants insurgent "
    "insurgents terrorist terrorists troops forces soldiers police policemen snipers sniper rebels jihadists extremists "
    "guerrillas robber robbers officers officer extraditables".split()
)


def _doer(row: Row, people: People) -> bool:
    return row.tokens.lower[people.head] in _DOERS


def _objects(row: Row, i: int) -> list[People]:
    """The people to the right of an active verb, with those joined to them by commas and "and"."""
    j = i + 1
    marks, size = row.marks, len(row.marks)
    if j < size and marks[j] == "A" and row.marks[j + 1 : j + 2] in ("d", "g", "b"):
        j += 2  # "killed and wounded 10"
    while j < size and marks[j] in ";y":
        j += 1
    if j >= size or marks[j] not in "EG":
        return []
    first = row.people[j]
    if first is None or (first.weak and not _believable(row, first, j)):
        return []
    found = [first]
    return found + _coordinated(row, j)


def _coordinated(row: Row, j: int) -> list[People]:
    """More people joined to the phrase at chunk ``j``, up to one that has a verb of its own."""
    found: list[People] = []
    marks, size = row.marks, len(row.marks)
    while True:
        k = _step_over(row, j + 1)
        joined = False
        while k < size and marks[k] in ",A":
            joined, k = True, k + 1
        if not joined or k >= size or marks[k] not in "EG":
            return found
        people = row.people[k]
        after = marks[k + 1 : k + 2]
        if people is None or people.weak and not (people.numbered and not people.named):
            return found
        if after in ("B", "H", "d", "s", "S", "M", "n") and after:
            return found
        found.append(people)
        j = k


def _step_over(row: Row, k: int) -> int:
    """Past a short "in X", "from Y" or "(...)" behind a phrase, up to a comma or "and"."""
    marks, size = row.marks, len(row.marks)
    start = k
    while k < size and k - start <= 7 and marks[k] in "rfXmthGj()":
        k += 1
    return k if k < size and marks[k] in ",A" else start


def _believable(row: Row, people: People, j: int) -> bool:
    """Whether a weak phrase beside a harm verb is people: a number, a plural noun, a name that is no place."""
    if people.none:
        return True
    if people.numbered:
        following = row.marks[j + 1 : j + 2]
        return following not in ("#", "%") and not (people.head >= people.last)
    if people.named:
        return people.last - people.first >= 1
    return True


def _own_verb(row: Row, right: list[People], i: int) -> bool:
    """Whether the people to the right are the subject of a verb of their own: "two killed, three were hurt"."""
    j = i + 1
    while j < len(row.marks) and row.people[j] is not right[-1]:
        j += 1
    after = row.marks[j + 1 : j + 3]
    if not after:
        return False
    return after[0] in "BM" or (after[0] in "dS" and row.marks[i - 1 : i] in ("E", "G"))


def _subjects(row: Row, i: int) -> list[People]:
    """The people to the left of a harm verb who undergo it, with those joined to them."""
    marks = row.marks
    j = i - 1
    depth = 0
    while j >= 0 and i - j <= 28:
        mark = marks[j]
        if mark == ")":
            opening = marks.rfind("(", max(0, j - 14), j)
            if opening >= 0:
                j = opening - 1
                continue
        if mark in "EG":
            people = row.people[j]
            if people is not None and _is_subject(row, j, i, people):
                return _with_left(row, _counted_left(row, _outermost(row, j)))
        if mark in ";." and i - j > 1:
            return []
        if mark in "q" and depth == 0 and i - j > 2 and marks[j - 1 : j] not in (",",):
            return []
        if mark in "gbRe":
            return []
        if mark in "dsS" and i - j > 1 and marks[j + 1 : i].strip("AB,") and "w" not in marks[j:i]:
            if marks[i - 1] != "A" and marks[i - 2 : i] not in ("A,", "AB", "AH"):
                return []
        if mark == "W" and i - j > 6 and not (j and marks[j - 1] == "," and "," in marks[j:i]):
            return []
        j -= 1
    return []


def _is_subject(row: Row, j: int, i: int, people: People) -> bool:
    before = row.marks[j - 1] if j else "."
    if people.weak:
        gap = row.marks[j + 1 : i]
        if people.named:
            if before in "rftaj":  # "in Kabul", "the Red Crescent", "a Kabul office": not somebody
                return False
            return gap.strip("HBMTZ,wAd(y)N#S") == "" and (people.last - people.first >= 1)
        return gap.strip("HBMTZ,wAdS") == ""
    k = j - 1
    while k >= 0 and row.marks[k] in "Xmtaj":
        k -= 1
    if k >= 0 and row.marks[k] == "r" and row.tokens.lower[row.first[k]] == "by":
        return False
    counted = row.people[j - 1] if before == "E" else None
    if counted is not None and counted.anaphor:
        return False
    return not _listed(row, j)


def _listed(row: Row, j: int) -> bool:
    """Whether the phrase at chunk ``j`` stands in a list behind "including" or "among them"."""
    marks = row.marks
    while True:
        k = j - 1
        while k >= 0 and marks[k] in ",A":
            k -= 1
        if k >= 0 and marks[k] == "I":
            return True
        if k >= 1 and k == j - 1 and marks[k] in "tm" and marks[k - 1] == "I":
            return True
        if k < 0 or k == j - 1 or marks[k] != "E":
            return False
        j = k


def _outermost(row: Row, j: int) -> int:
    """From "members" in "nine members of X and relatives of a medic" to the phrase that the others hang on."""
    k = j
    while True:
        m = k - 1
        if m < 0 or row.marks[m] not in "rf":
            return k
        m -= 1
        steps = 0
        while m >= 0 and steps <= 4 and row.marks[m] in "mXthj":
            m, steps = m - 1, steps + 1
        if m >= 0 and row.marks[m] == "E":
            outer = row.people[m]
            if outer is not None and (outer.numbered or not (row.people[k] and row.people[k].numbered)):  # type: ignore[union-attr]
                k = m
                continue
        return k


def _counted_left(row: Row, j: int) -> int:
    """From a bare plural inside a longer subject to the counted people it belongs to: "a member of a board of
    directors was killed", "one worker aiding refugees was shot"."""
    here = row.people[j]
    if here is None or here.numbered or here.named or here.first < here.head:
        return j
    k = j - 1
    while k >= 0 and j - k <= 9:
        if row.marks[k] == "E":
            other = row.people[k]
            if other is not None and (other.numbered or other.count is not None and other.count.exact):
                return k
            return j
        if row.marks[k] not in "rfmXthaj":
            return j
        k -= 1
    return j


def _with_left(row: Row, j: int) -> list[People]:
    """The phrase at chunk ``j`` and those joined to it on its left."""
    marks = row.marks
    found = [row.people[j]]
    k = j - 1
    conjunction = False
    while k >= 0:
        joined = False
        while k >= 0 and marks[k] in ",A":
            joined, conjunction, k = True, conjunction or marks[k] == "A", k - 1
        if not joined:
            break
        stop = k
        while k >= 0 and stop - k <= 8 and marks[k] in "rfXmthjaGy()":
            k -= 1
        if k < 0 or marks[k] not in "EG":
            if stop >= 0 and marks[stop] in "EG":
                k = stop
            else:
                break
        if marks[k : k + 1] == "I" or (k and marks[k - 1] in "rI" and marks[k] == "E"):
            break
        people = row.people[k]
        if people is None or (people.weak and not people.numbered and not people.named):
            break
        if people.named and (people.last - people.first < 2 or (k and marks[k - 1] in "rf")):
            break
        if k and marks[k - 1] in "dgb":
            break
        found.insert(0, people)
        k -= 1
    people_ = [p for p in found if p is not None]
    if len(people_) > 1 and not conjunction:  # "a staff member, a male nurse, was killed": one person, said twice
        return people_[:1]
    return people_


def _nominal(row: Row, i: int, outcome: str, hits: list[Hit], used: set[int]) -> None:
    """ "15 deaths", "the death of two soldiers", "bodies of six men", "no injuries"."""
    marks = row.marks
    before = row.people[i - 1] if i else None
    word = row.tokens.lower[row.first[i]]
    if before is not None and before.numbered and marks[i - 1] == "E":
        if before.weak or before.none or before.last - before.first <= 3:
            _emit(row, i, outcome, [before], "nominal", hits, used)
            return
    if marks[i + 1 : i + 2] == "f":
        found = _objects(row, i + 1)
        found = [p for p in found if not p.weak or p.named or p.numbered]
        if found and word not in ("murder", "murders", "homicide", "execution"):
            _emit(row, i, outcome, found, "nominal", hits, used)


def _toll(row: Row, i: int, hits: list[Hit], used: set[int]) -> None:
    """ "the death toll rose to 31", "bringing the number of dead to 12", "toll stands at 31"."""
    marks, tokens = row.marks, row.tokens
    around = tokens.lower[max(0, row.first[i] - 5) : row.first[i] + 7]
    outcome = _toll_outcome(row, around, tokens.lower[row.first[i]])
    if outcome is None:
        return
    k, rose = i + 1, i > 0 and "R" in marks[max(0, i - 5) : i]
    while k < len(marks) and k - i <= 24:
        mark = marks[k]
        if mark in "Rdgb" and k - i > 10 and not rose and mark != "R":
            return
        if mark == "R":
            rose = True
        elif mark in ".;" or (mark == "," and not rose):
            return
        elif mark == "E" and row.people[k] is not None and row.people[k].numbered:  # type: ignore[union-attr]
            people = row.people[k]
            if people is not None and k not in used and (rose or marks[k - 1] in "fBr"):
                if tokens.lower[row.first[k - 1]] == "from" or people.others:
                    k += 1
                    continue
                if not _EARLIER.isdisjoint(tokens.lower[max(0, row.first[i] - 6) : people.first]):
                    return  # "had earlier put the toll at 5": a figure already replaced
                used.add(k)
                hits.append(
                    Hit(outcome, people, people.first, people.last, row.first[i], "toll", relation="update" if rose else None)
                )
            return
        k += 1


def _toll_outcome(row: Row, around: list[str], word: str) -> str | None:
    for near in around:
        if near in ("injured", "wounded", "injuries"):
            return "injured"
    if word in ("toll", "tolls"):
        return "killed"
    if any(near in ("dead", "deaths", "killed", "fatalities", "victims", "martyrs", "death") for near in around):
        return "killed"
    if any(near in ("displaced", "homeless") for near in around):
        return "displaced"
    return None


def _lives(row: Row, i: int, hits: list[Hit], used: set[int]) -> None:
    """ "claimed the lives of 7 people", "claimed 15 lives", "five people lost their lives"."""
    marks = row.marks
    verb = row.tokens.lower[row.first[i]]
    ahead = marks[i + 1 : i + 6]
    v = ahead.find("V")
    if v < 0:
        return
    k = i + 1 + v
    if verb.startswith("los"):
        found = _subjects(row, i)
        if found:
            _emit(row, i, "killed", found, "self", hits, used)
        return
    if marks[k + 1 : k + 2] == "f":
        _emit(row, i, "killed", _objects(row, k + 1), "active", hits, used)
    elif marks[k - 1] == "E" and row.people[k - 1] is not None:
        people = row.people[k - 1]
        if people is not None and people.numbered:
            _emit(row, i, "killed", [people], "active", hits, used)


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


def _emit(
    row: Row,
    i: int,
    outcome: str,
    people: list[People],
    form: str,
    hits: list[Hit],
    used: set[int],
    agent: People | None = None,
) -> None:
    polarity = _polarity(row, i, people)
    both = _second_outcome(row, i, outcome)
    verb = row.first[i]
    leader: Hit | None = None
    for who in people:
        key = who.first
        if any(h.people is who and h.outcome == outcome for h in hits):
            continue
        relation = "others" if leader is not None or who.others else None
        hit = Hit(
            outcome, who, min(who.first, verb), max(who.last, verb + 1), verb, form,
            relation=relation, of=leader, polarity=polarity, agent=agent, anaphoric=who.anaphor,
        )  # fmt: skip
        hits.append(hit)
        used.add(key)
        leader = leader or hit
        if both and not any(h.people is who and h.outcome == both for h in hits):
            hit.polarity = "uncertain" if polarity == "asserted" else polarity
            hits.append(Hit(both, who, hit.first, hit.last, verb, form, polarity=hit.polarity, of=None, relation="either"))
            hit.relation = "either"


def _second_outcome(row: Row, i: int, outcome: str) -> str | None:
    """The other outcome in "killed or wounded", "killed and injured" where one figure stands for both."""
    if row.marks[i + 1 : i + 2] != "A" or row.marks[i + 2 : i + 3] not in ("d", "n", "S"):
        return None
    other = row.words.outcomes.get(row.tokens.lower[row.first[i + 2]])
    pair = {outcome, other}
    return other if pair == {"killed", "injured"} else None


def _polarity(row: Row, i: int, people: list[People]) -> str:
    """Asserted, denied, uncertain or hypothetical, by the words between the people and the verb."""
    if people and people[0].none:
        return "asserted"
    verb = row.first[i]
    start = max(0, min(verb, people[0].first if people else verb) - 3)
    words = row.tokens.lower[start:verb]
    marks = row.tokens.marks[max(0, verb - 4) : verb]
    if "Z" in marks:
        return "denied"
    if row.marks[i] == "b" and i and row.marks[i - 1] == "T" and any(w in _INTEND for w in row.tokens.lower[max(0, verb - 5) : verb]):
        return "hypothetical"
    if "M" in marks:
        modal = [w for w in words if w in ("may", "might", "could")]
        done = "H" in marks
        return "uncertain" if modal and done else "hypothetical"
    if _UNSURE.intersection(words):
        return "uncertain"
    if row.marks[max(0, i - 2) : i + 1].endswith("Bd") and verb >= 2 and row.tokens.lower[verb - 1] == "being" and row.tokens.lower[verb - 2] == "from":
        return "hypothetical"  # "to prevent judges from being murdered"
    if "if" in row.tokens.lower[max(0, start - 2) : start + 2]:
        return "hypothetical"
    return "asserted"


def _among(row: Row, hits: list[Hit]) -> None:
    """ "including five children", "among them 10 women", "10 of them children", "among the dead were two nurses"."""
    marks = row.marks
    for i, mark in enumerate(marks):
        if mark == "I":
            if _one_among_many(row, i, hits):
                continue
            outcome, listed = _among_list(row, i)
            if not listed:
                continue
            total = _before(hits, row.first[i], outcome)
            if total is None and outcome is None:
                total = _after(hits, row.first[i], listed)
            for who in listed:
                _part(row, who, total, hits, outcome or (total.outcome if total else None), row.first[i])
        elif mark == "E":
            people = row.people[i]
            if people is not None and people.anaphor:
                k = i + 1
                while k < len(marks) and marks[k] in "B,mX" and k - i <= 3:
                    k += 1
                named = row.people[k] if k < len(marks) and marks[k] == "E" else None
                total = _before(hits, people.first, None)
                if named is not None and not named.numbered:
                    merged = replace(named, first=people.first, count=people.count, numbered=True, weak=False)
                    _part(row, merged, total, hits, total.outcome if total else _last_outcome(row, i), people.first)


def _one_among_many(row: Row, i: int, hits: list[Hit]) -> bool:
    """ "6 children among 19 dead": the figure before "among" is part of the larger one behind it."""
    marks = row.marks
    if row.tokens.lower[row.first[i]] != "among" or marks[i + 1 : i + 2] != "E":
        return False
    j = i - 1
    while j >= 0 and marks[j] in "B,":
        j -= 1
    few, many = (row.people[j] if j >= 0 else None), row.people[i + 1]
    if few is None or many is None or not few.numbered or not many.numbered or few.count is None or many.count is None:
        return False
    total = next((h for h in hits if h.people is many), None)
    if total is None or few.count.figure >= many.count.figure:
        return False
    total.relation, total.of = None, None
    _part(row, few, total, hits, total.outcome, few.first)
    return True


def _last_outcome(row: Row, i: int) -> str | None:
    """What befell "the dead" of "three of the dead were women", by the word itself."""
    people = row.people[i]
    return None if people is None else row.words.outcomes.get(row.tokens.lower[people.head])


def _among_list(row: Row, i: int) -> tuple[str | None, list[People]]:
    """The people that "including" or "among" at chunk ``i`` singles out, and the outcome where it names one."""
    marks, size, lower = row.marks, len(row.marks), row.tokens.lower
    k = i + 1
    if lower[row.first[i]] in ("among", "amongst") and k < size and marks[k] in "tE" and lower[row.first[k]] in ("those", "the"):
        outcome, after = _harm_ahead(row, k)
        if outcome is not None:
            if i and marks[i - 1] == "B":
                return outcome, [p for p in _subjects(row, i - 1) if not p.named][:4]
            after = marks.find("B", after)
            if after < 0 or marks[after + 1 : after + 2] not in ("E", "G"):
                return outcome, []
            first = row.people[after + 1]
            return outcome, [] if first is None else [first, *_coordinated(row, after + 1)]
    if k < size and lower[row.first[k]] in ("them", "those", "the", "whom", "which"):
        k += 1
    steps = 0
    while k < size and steps < 6 and marks[k] in "mXBa,":
        k, steps = k + 1, steps + 1
    if k >= size or marks[k] != "E":
        return None, []
    people = row.people[k]
    if people is None or (people.weak and not people.numbered):
        return None, []
    return None, [people, *_coordinated(row, k)]


def _harm_ahead(row: Row, k: int) -> tuple[str | None, int]:
    """The outcome named within a few chunks of "among those ...", and the chunk behind it."""
    for j in range(k, min(k + 6, len(row.marks))):
        mark = row.marks[j]
        if mark in "dsSn":
            return row.words.outcomes.get(row.tokens.lower[row.first[j]]), j + 1
        if mark == "V":
            return "killed", j + 1
    return None, k


def _before(hits: list[Hit], token: int, outcome: str | None) -> Hit | None:
    """The nearest harm claim to the left that can be a total."""
    best: Hit | None = None
    at = -1
    for hit in hits:
        if hit.people is None or hit.people.first >= token or hit.relation == "among":
            continue
        if (outcome is None or hit.outcome == outcome) and hit.people.first > at:
            best, at = hit, hit.people.first
    return best


def _after(hits: list[Hit], token: int, listed: list[People]) -> Hit | None:
    for hit in hits:
        if hit.people is not None and all(hit.people is not who for who in listed) and hit.first >= token:
            return hit
    return None


def _part(row: Row, who: People, total: Hit | None, hits: list[Hit], outcome: str | None, at: int) -> None:
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
            outcome, who, first, max(who.last, at + 1), total.verb if total else at, "among",
            relation="among", of=total, polarity=total.polarity if total else "asserted",
        )  # fmt: skip
    )


def _beside(row: Row, hits: list[Hit]) -> None:
    """ "19 clerks killed and one guard killed": people of one sentence with a verb each are not the same people."""
    plain = [h for h in hits if h.relation is None and h.people is not None and h.people.numbered and h.form in ("passive", "reduced")]
    plain.sort(key=lambda h: h.verb)
    for one, two in zip(plain, plain[1:], strict=False):
        if one.outcome != two.outcome or one.verb == two.verb or two.people is None or two.people.anaphor:
            continue
        between = row.marks[_chunk_at(row, one.verb) + 1 : _chunk_at(row, two.people.first)]
        if "A" in between and not set(between) & set("W;Iwq"):
            two.relation, two.of = "others", one


def _chunk_at(row: Row, token: int) -> int:
    return next((k for k, first in enumerate(row.first) if first >= token), len(row.first))


def _elliptical(row: Row, hits: list[Hit], used: set[int]) -> None:
    """ "six in Bidama": a bare number before a place, behind a claim that its verb serves."""
    marks = row.marks
    for i, mark in enumerate(marks):
        if mark != "E":
            continue
        people = row.people[i]
        if people is None or not people.numbered or any(h.people is people for h in hits):
            continue
        if marks[i + 1 : i + 2] != "r" or row.tokens.lower[row.first[i + 1]] not in ("in", "at", "near", "from"):
            continue
        if not (i and marks[i - 1] in ",A"):
            continue
        previous = _before(hits, people.first, None)
        if previous is None or not (people.weak or people.others) or people.none:
            continue
        if any(m in ".;W" for m in marks[_chunk_at(row, previous.last - 1) : i]):
            continue
        hits.append(
            Hit(
                previous.outcome, people, people.first, people.last, previous.verb, "elliptical",
                relation="others", of=previous, polarity=previous.polarity,
            )  # fmt: skip
        )
        used.add(people.first)
