"""Who is taken to say what, and who to deny it, where a sentence denies a deed and goes on to tell of the harm."""

from __future__ import annotations

import datetime as dt

import pytest
from tests import plain_reading

from daftar.model.origins import origin_name, root_of


def read(text):
    """What a report of ours comes to."""
    return plain_reading.read(text, published=dt.date(2021, 5, 9))


ARMY = "Omrani army"
# What is told, and whose word the nine are; behind the bar nothing where it is nobody's but the outlet's.
TABLE = """
The Omrani army denied that its aircraft struck a mill in Garowe on 3 May 2021, in which nine people were killed, the Civil Defence said. | Civil Defence
The Omrani army rejected claims that its jets had bombed a mill in Garowe on 3 May 2021, where nine people were killed, according to the Civil Defence. | Civil Defence
The Omrani army dismissed as false reports that its artillery had shelled Garowe on 3 May 2021, killing nine people, the Civil Defence said. | Civil Defence
The Omrani army denied responsibility for the shelling of Garowe on 3 May 2021, which killed nine people, the Civil Defence said. | Civil Defence
The Omrani army said it had no record of a strike on Garowe on 3 May 2021, in which the Civil Defence said nine people were killed. | Civil Defence
The Omrani army said it was unaware of any strike in Garowe on 3 May 2021, when nine people were killed, the Civil Defence said. | Civil Defence
The Omrani army denied carrying out an air strike on Garowe on 3 May 2021 that the Civil Defence said killed nine people. | Civil Defence
Nine people were killed in an air strike on Garowe on 3 May 2021, the Civil Defence said, but the Omrani army denied it had carried out the strike. | Civil Defence
The Omrani army denied any involvement in the strike on Garowe on 3 May 2021 in which nine people were killed. |
An Omrani army spokesman denied striking the mill in Garowe on 3 May 2021, where nine people were killed. |
The Omrani army said its forces were not responsible for the shelling that killed nine people in Garowe on 3 May 2021. |
The Omrani army denied that its aircraft struck Garowe on 3 May 2021, saying nine people were killed by a gas explosion. | Omrani army
"""
ROWS = [[cell.strip() for cell in line.split("|")] for line in TABLE.strip().splitlines()]


@pytest.mark.parametrize(("text", "root"), ROWS, ids=[row[0][:60] for row in ROWS])
def test_a_toll_behind_a_denial_is_not_the_word_of_whoever_denies(text, root):
    """The dead behind "denied that ..., in which" are told by whoever is named for them; the army has denied, and no more."""
    found = read(text)
    (claim,) = (r.claim for r in found.readings if r.claim.kind == "harm")
    origin = root_of(claim)
    assert ("" if origin is None else origin_name(origin)) == root
    assert (claim.count.low, claim.count.high, claim.polarity) == (9, 9, "asserted")
    (record,) = found.records
    assert [(p.name, p.position, p.figures if root != ARMY else ()) for p in record.positions] == [
        (ARMY, "denied", ())
    ]


def test_what_is_denied_itself_stays_denied():
    """An army that denies killing anybody in so many words gives no toll."""
    (reading,) = read(
        "The Omrani army has denied killing nine people in an air strike on Garowe on 3 May 2021."
    ).readings
    assert reading.claim.polarity == "denied"


def test_a_denial_of_other_things_says_nothing_of_the_deed():
    """Who denies entry or rejects a truce has not denied that it struck."""
    (record,) = read(
        "The Omrani army denied journalists entry to Garowe, where nine people were killed by its shelling on 3 May 2021, "
        "the Civil Defence said."
    ).records
    assert not [p for p in record.positions if p.position == "denied"]
