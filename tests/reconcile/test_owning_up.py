"""A belligerent that owns up to harm in its own words, without naming itself as the one who did it."""

from __future__ import annotations

from dataclasses import replace

import pytest
from claims_by_hand import claim, incident

from daftar.languages.accounts import admits
from daftar.model import Origin, Quote
from daftar.reconcile import reconcile


@pytest.mark.parametrize(
    ("sentence", "admitted"),
    [
        ("The army admitted that two farmers had been killed.", True),
        ("The navy apologised for the death of two farmers.", True),
        ("The army said its jets had mistakenly hit two farmers.", True),
        ("Our soldiers shot two farmers, the army said.", True),
        ("The army said its soldiers were killed.", False),
        ("The army acknowledged reports that two farmers had been killed.", False),
        ("The army said two farmers were killed.", False),
        ("The army said that it had killed time.", False),
    ],
)
def test_owning_up_is_told_from_telling(sentence: str, admitted: bool) -> None:
    """A deed is owned up to in words of admission, or by calling those who did it, or their arms, one's own."""
    assert admits(sentence) is admitted


@pytest.mark.parametrize(
    ("sentence", "position"),
    [
        ("The army admitted that its strike had killed 10 villagers.", "admitted"),
        ("The army said that 10 villagers were killed.", "not_assessed"),
        ("The army acknowledged allegations that 10 villagers were killed.", "not_assessed"),
    ],
)
def test_an_admission_needs_no_perpetrator_named(sentence: str, position: str) -> None:
    """What the blamed army says of its own strike is its position, with its own figure; what it only tells is none."""
    blamed = claim("r1#1", "22", by="Civil Defence", perpetrators=["Tarin army"])
    own = replace(
        claim("r2#1", "10", who="civilian", by="army", words=sentence),
        origin=(Origin(kind="military", name="Tarin army", quote=Quote(start=0, end=10, text="Tarin army")),),
    )
    (found,) = reconcile(*incident([blamed, own])).positions
    assert found.position == position
    assert [(f.group, f.low) for f in found.figures] == [("civilian", 10)]
