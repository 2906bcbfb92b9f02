"""Who undergoes a harm verb that stands behind them: the people before a passive, and those joined to them."""

from __future__ import annotations

import re
from typing import TYPE_CHECKING

from daftar.extract.rules.apposition import is_one, without_appositions
from daftar.extract.rules.joined import of_the_list, side_by_side
from daftar.extract.rules.named_subjects import HOME, singled_out, told_of_a_name, whose_name
from daftar.extract.rules.nouns import NO_TRAITS
from daftar.extract.rules.pronouns import they, unsaid

if TYPE_CHECKING:
    from daftar.extract.rules.phrases import People
    from daftar.extract.rules.row import Row

_REACH = 28  # chunks: the longest subject that news prose puts before its verb

# behind a name: ", a trader walking through the area, was"
_APPOSITION = re.compile(r",[atm][mXrtfhjay]*,[BHMZT]*[BH]")

_TELLING = frozenset({"said", "say", "says", "told", "reported", "added", "confirmed", "testified"})

_HOUSES = frozenset({"hospital", "center", "centre", "clinic", "medical", "trauma", "university", "school"})

__all__ = ["subjects"]


def subjects(row: Row, i: int) -> list[People]:
    """The people to the left of a harm verb who undergo it, with those joined to them."""
    marks = row.marks
    if _thing(row, i):
        return []
    j = _before_clause(row, i)
    while j >= 0 and i - j <= _REACH:
        mark = marks[j]
        if mark in ");":
            aside = _aside(row, j)
            if aside >= 0:
                j = aside
                continue
        if mark in "EG":
            if mark == "G" and j and marks[j - 1] == "E" and is_one(row.people[j - 1]):
                j -= 1  # "a girl Dima A was killed": the noun tells more than the name
            people = row.people[j]
            if mark == "G" and of_the_list(row, j):
                j -= 1  # the people from there, not the place
                continue
            if people is not None and _only_tells(row, i, people):
                return []
            if people is not None and (_relative(row, j, i, people) or _is_subject(row, j, i, people)):
                return _with_left(row, _counted_left(row, _outermost(row, j)))
        elif _ends_clause(row, j, i):
            return they(row, j) if mark == "e" and _verb_group(row, i) == j else []
        j -= 1
    return unsaid(row, i) if j < 0 else []


def _tells(row: Row, people: People) -> bool:
    """Whether these are those who tell, as a rule: "according to police, the boy was shot"."""
    return not people.numbered and row.tokens.lower[people.head] in row.words.sets["tellers"]


def _only_tells(row: Row, i: int, people: People) -> bool:
    """ "According to police, shot", "deputies said ... that killed": those who tell are not those it befell."""
    if not _tells(row, people):
        return False
    between = row.tokens.lower[people.last : row.first[i]]
    return "," in between or not _TELLING.isdisjoint(between)


def _verb_group(row: Row, i: int) -> int:
    """The last chunk before the auxiliaries of the verb at chunk ``i``."""
    j = i - 1
    while j >= 0 and row.marks[j] in "HBMTZS":
        j -= 1
    return j


def _thing(row: Row, i: int) -> bool:
    """Whether a clause of its own, begun by "when" or "that", says the verb of a thing: "after the car was hit"."""
    marks, j = row.marks, _verb_group(row, i)
    if j == i - 1:
        return False
    last = j
    while j >= 0 and marks[j] in "mXj":
        j -= 1
    return j > 0 and last - j in (1, 2, 3) and marks[j] in "ath" and marks[j - 1] in "Wqt"


def _before_clause(row: Row, i: int) -> int:
    """The chunk to look from: before ", who ...," where that stands between the people and the verb."""
    marks, j = row.marks, _verb_group(row, i)
    if j < 3 or marks[j] != ",":
        return i - 1
    who = marks.rfind("w", 0, j)
    if who < 2 or marks[who - 1] != "," or j - who < 2 or marks[who + 1] == ",":
        return i - 1
    between = marks[who + 1 : j]
    if any(m in between for m in ".;,WI") or not any(m in between for m in "dmBHsv"):
        return i - 1
    return who - 2 if marks[who - 2] in "EG" else i - 1


def _aside(row: Row, j: int) -> int:
    """The chunk before an aside in brackets or dashes that ends at chunk ``j``, or -1 where none does."""
    marks = row.marks
    if marks[j] == ")":
        opening = marks.rfind("(", max(0, j - 14), j)
    else:  # "two drivers - members of a convoy - were seized"
        opening = marks.rfind(";", max(0, j - 14), j) if marks[j + 1 : j + 2] in ("B", "H", "M") else -1
    return opening - 1 if opening > 0 else -1


def _ends_clause(row: Row, j: int, i: int) -> bool:
    """Whether nothing left of chunk ``j`` can be the subject of the verb at chunk ``i``."""
    marks, mark = row.marks, row.marks[j]
    if mark in ";." and i - j > 1:
        return True
    if mark == "q":
        return i - j > 2 and marks[j - 1 : j] != ","
    if mark == "e":  # "among them", "all of them", "who lived with them" only tell more of the same people
        return not (j and (marks[j - 1] in "If" or "w" in marks[max(0, j - 4) : j]))
    if mark in "gbR":
        return True
    if mark in "dsS" and i - j > 1 and marks[j + 1 : i].strip("AB,") and "w" not in marks[j:i]:
        return not _goes_on(row, i) and marks[i - 1] != "A" and marks[i - 2 : i] not in ("A,", "AB", "AH")
    if mark == "W" and i - j > 6:
        doing = row.tokens.lower[row.first[j] + 1 : row.first[j] + 2]
        aside = bool(doing) and doing[0].endswith("ing") and "," in marks[j:i]
        return not aside and not (j and marks[j - 1] == "," and "," in marks[j:i])
    return False


def _goes_on(row: Row, i: int) -> bool:
    """ "A nurse was stabbed and taken to hospital, but later died": whoever it befell died."""
    return row.marks[i - 1 : i + 1] == "Ws" and row.tokens.lower[row.first[i - 1]] == "but"


def _relative(row: Row, j: int, i: int, people: People) -> bool:
    """Whether the verb at chunk ``i`` is of a clause about them: "five were shot, including two who died"."""
    about = row.marks[j + 1 : j + 2] == "w" and not row.marks[j + 2 : i].strip("BHZAd")
    return about and not people.weak


def _is_subject(row: Row, j: int, i: int, people: People) -> bool:
    before = row.marks[j - 1] if j else "."
    if people.weak:
        gap = row.marks[j + 1 : i]
        if people.named:
            if (
                before in "rftajT"
                or _in_part_of(row, j)
                or row.tokens.lower[people.head] in _HOUSES
                or singled_out(row, j)
            ):  # "in Kabul", "the Red Crescent", "a Kabul office": not somebody; "six people, including A B, were": the six
                return False
            return people.last - people.first >= 1 and (
                gap.strip("HBMTZ,wAd(y)N#S") == ""
                or (row.marks[max(0, j - 2) : j] != "E," and _APPOSITION.fullmatch(gap) is not None)
                or HOME.fullmatch(gap) is not None
            )
        if people.numbered and row.tokens.lower[people.head].endswith("s"):
            return (
                gap.strip("HBMTZ,wAdSrfXmthaj()G") == ""
            )  # "three deminers, while travelling by car, were ..."
        return gap.strip("HBMTZ,wAdS") == ""
    k = j - 1
    while k >= 0 and row.marks[k] in "Xmtaj":
        k -= 1
    if k >= 0 and row.marks[k] == "r" and row.tokens.lower[row.first[k]] == "by":
        return False
    reduced = before == "I" and j == i - 1 and row.marks[i] in "nS"
    if reduced and row.tokens.lower[row.first[j - 1]] == "among":
        return people.numbered  # "6 children among 19 dead"
    counted = row.people[j - 1] if before == "E" else None
    if (counted is not None and counted.anaphor) or row.marks[max(0, j - 2) : j] == "fe":
        return False  # "six men, all of them farmers, were ..."
    return not singled_out(row, j)


def _in_part_of(row: Row, j: int) -> bool:
    """ "In southern Norland": the name at chunk ``j`` is a place's."""
    k = j - 1
    while k > 0 and row.marks[k] == "m":
        k -= 1
    return k < j - 1 and row.marks[k] == "r"


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
            inner = row.people[k]
            counts = inner is not None and inner.numbered
            if outer is not None and ((outer.numbered and not (counts and outer.weak)) or not counts):
                k = m  # "two articles on the six monks": the monks
                continue
        return k


def _counted_left(row: Row, j: int) -> int:
    """From a bare plural inside a longer subject to the counted people it belongs to: "a member of a board of
    directors was killed", "one worker aiding refugees was shot".
    """
    here = row.people[j]
    if here is None or here.numbered or here.named or here.first < here.head:
        return j
    k = j - 1
    while k >= 0 and j - k <= 9:
        if row.marks[k] == "E":
            other = row.people[k]
            if other is not None and (other.numbered or (other.count is not None and other.count.exact)):
                return k
            return j
        if row.marks[k] not in "rfmXthaj":
            return j
        k -= 1
    return j


def _joined_left(row: Row, k: int) -> tuple[int, bool, bool]:
    """Past commas and "and" at chunk ``k`` leftwards; whether anything joins, and whether that is more than commas."""
    marks, joined, linked = row.marks, False, False
    last = k + 1
    while k >= 0:
        aside = told_of_a_name(row, k, last) if marks[k] in "y)G" else 0
        if marks[k] not in ",A" and not aside:
            break
        joined, linked, k = joined or not aside, linked or marks[k] == "A", k - (aside or 1)
    if not joined and k >= 0 and side_by_side(row, k, k + 1):
        return k, True, True
    return k, joined, linked


def _with_left(row: Row, j: int) -> list[People]:
    """The phrase at chunk ``j`` and those joined to it on its left."""
    marks = row.marks
    here = row.people[j]
    found = [] if here is None else [here]
    k = -1 if here is None or _begins(row, here) or _some_of_whom(row, j) else j - 1
    chunks = [j]
    conjunction = False
    while k >= 0:
        k, joined, linked = _joined_left(row, k)
        conjunction = conjunction or linked
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
        if marks[k] == "E" and k and marks[k - 1] == "f":
            k = k and _outermost(
                row, k
            )  # "two guards of the mayor's convoy, members of the force, were": the guards
        k = whose_name(row, k)
        if marks[k : k + 1] == "I" or (k and marks[k - 1] in "rI" and marks[k] == "E"):
            break
        if marks[:k] == "f" and not linked:
            break  # "of those six, two were killed": not the six
        people = row.people[k]
        if (
            people is None
            or _tells(row, people)
            or (people.weak and not people.numbered and not people.named)
        ):
            break
        if people.named and (people.last - people.first < 2 or (k and marks[k - 1] in "rf")):
            break
        if marks[max(0, k - 1)] in "dgb":
            break
        found.insert(0, people)
        chunks.insert(0, k)
        k -= 1
    return _told_once(row, chunks, found, joined=conjunction)


def _told_once(row: Row, chunks: list[int], found: list[People], *, joined: bool) -> list[People]:
    """The phrases ``found`` at ``chunks`` without places and without those that say again who others are."""
    if len(found) > 1 and not joined and _ends_a_place(row, chunks[-2], chunks[-1]):
        return found[-1:]
    found = without_appositions(row, chunks, found)
    return found if joined or len(found) < 2 else _side_by_side(row, found)


def _ends_a_place(row: Row, j: int, k: int) -> bool:
    """ "In a battle at the Palma farm, Tres Rios, a rebel was killed": the name at chunk ``j`` is of the places before."""
    marks, people = row.marks, row.people[j]
    if people is None or not people.named or marks[k + 1 : k + 2] not in ("B", "H"):
        return False
    before = marks[:j]
    opening = max(before.rfind(m) for m in ".;q") + 1
    clause = before[opening:].lstrip("xAm,")
    return clause[:1] == "r" and "," in clause and not any(m in clause for m in "BHMdgbsSEwW")


def _begins(row: Row, people: People) -> bool:
    """Whether the phrase begins a clause: "officers came and found a man hurt", "a nurse left and he was shot"."""
    lower, first = row.tokens.lower, people.first
    alone = people.last == first + 1 and lower[first] in ("he", "she")
    return alone or (first > 0 and lower[first - 1] == "found")


def _some_of_whom(row: Row, j: int) -> bool:
    """ "Two victims, one of whom died": the clause is of the one alone."""
    people = row.people[j]
    whom = people is not None and people.anaphor and row.tokens.lower[people.last - 1] == "whom"
    return whom and row.marks[j + 1 : j + 2] in ("s", "B", "H", "d")


def _side_by_side(row: Row, people: list[People]) -> list[People]:
    """Which of several phrases with commas between them, and no "and", the verb speaks of."""
    if row.tokens.lower[people[0].first - 2 : people[0].first] == ["according", "to"]:
        return people[-1:]  # "according to the rebels, a woman was hurt"
    if _bare_figure(people[0]) and people[-1].numbered and not _bare_figure(people[-1]):
        return people[-1:]  # "in 2016, 382 people were displaced": a year counts nobody
    if people[-1].numbered and not people[0].numbered:
        if _doer(row, people[0]):
            return people[-1:]  # "Gunman opens fire on a bus, four hurt"
        at = people[0].first
        if (at == 0 or row.tokens.marks[at - 1] in ".;") and row.tokens.marks[at] in "PK":
            return people  # a headline without articles: "Woman, 3 children shot dead"
        return people[-1:]  # "according to the police, one man was killed"
    if len(people) == 2 and _headline_pair(row, *people):
        return people
    return people[:1]  # "a staff member, a male nurse, was killed": one person, said twice


def _doer(row: Row, people: People) -> bool:
    return row.tokens.lower[people.head] in row.words.sets["doers"]


def _headline_pair(row: Row, one: People, two: People) -> bool:
    """ "Man, woman shot", "Boy, 8, and ...": two nouns without articles for people who cannot be one."""
    at = one.first
    opens = at == 0 or row.tokens.marks[at - 1] in ".;y" or row.tokens.titled
    bare = one.first == one.head and row.tokens.marks[two.first] not in "ath"
    a, b = one.traits, two.traits
    return bool(opens and bare and ((a.sex and b.sex and a.sex != b.sex) or a.age != b.age))


def _bare_figure(people: People) -> bool:
    return people.numbered and people.traits == NO_TRAITS and not (people.weak or people.others)
