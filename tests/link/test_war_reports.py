"""What a whole report of war news comes to: the lead incident's toll. Every report here is invented."""

from __future__ import annotations

import datetime as dt

import pytest
from tests.plain_reading import read

DAY = dt.date(2018, 3, 20)  # a Tuesday


def lead_toll(text: str) -> dict[str, int | None]:
    """Best figures, by group, of those killed in the incident that the report is mainly about."""
    (lead,) = [r for r in read(text, published=DAY).records if r.incident.lead]
    return {
        t.group: t.best.value if t.best is not None else t.low.value
        for t in lead.tallies
        if t.outcome == "killed"
    }


REPORTS = {
    "a toll of an earlier day is no toll of today's attack": (
        "Shells killed four people in Nawa on Monday. On March 3 29 people were killed when a bomb went off in a hall.",
        {"all": 4},
    ),
    "many more of another attack do not join the few of this one": (
        "Four nurses were killed when a rocket hit a clinic. Dozens of drivers were killed on the same road.",
        {"all": 4, "health_worker": 4},
    ),
    "a toll of all can hold the children that the headline gives": (
        "Blast kills 12 children. Sixteen civilians among them 12 children were killed by that blast a monitor said.",
        {"all": 16, "civilian": 16, "child": 12},
    ),
    "scores in the headline are the 29 of the text": (
        "Scores of villagers killed on the road. At least 29 villagers were killed near Nawa on Monday a monitor said.",
        {"all": 29},
    ),
    "dozens of others told of in the same sentence are others": (
        "Four nurses were killed in a raid on a clinic just days after dozens of drivers were killed.",
        {"all": 4, "health_worker": 4},
    ),
    "fighters killed elsewhere are no part of the civilians killed": (
        "Rockets killed 38 civilians in the city. Fighting near Nawa has killed 30 soldiers a monitor said.",
        {"all": 38, "civilian": 38},
    ),
    "civilians without a number are all who died, as far as can be told": (
        "At least 72 people died in Nawa on Monday. The attack killed innocent civilians a doctor said.",
        {"all": 72, "civilian": 72},
    ),
    "some civilians among the dead are not all of them": (
        "At least 72 people including civilians died in Nawa on Monday.",
        {"all": 72, "civilian": 2},
    ),
    "five told of behind twenty of one kind are some of them": (
        "Rockets killed 20 civilians on Monday. Also five people were killed near the bridge the police said.",
        {"all": 20, "civilian": 20},
    ),
    "about eighty is eighty at best": (
        "About 80 militants were killed in the valley. There were nine people from the coast among the militants killed.",
        {"all": 80, "combatant": 80},
    ),
}


@pytest.mark.parametrize("kind", REPORTS)
def test_the_toll_of_the_lead(kind: str) -> None:
    text, toll = REPORTS[kind]
    assert lead_toll(text) == toll
