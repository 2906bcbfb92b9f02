"""Weights trained without labels tell what speaks for one incident from what speaks against it."""

from __future__ import annotations

import datetime as dt
import math
from typing import TYPE_CHECKING

import pytest
from benchmarks.made_reports import made_reports

from daftar.errors import SettingsError
from daftar.link import within
from daftar.link.features import items_of
from daftar.link.train import as_toml, train
from daftar.link.weights import default_weights, load_weights

if TYPE_CHECKING:
    from pathlib import Path

    from daftar.link.features import Item

pytest.importorskip("splink", reason="an extra")


def made_items(readings: int) -> list[Item]:
    return [
        item
        for report, found in made_reports(readings)
        for item in items_of(report, within(report, found), {r.id: r for r in found})
    ]


def test_trained_weights_rank_levels_as_they_should_and_are_a_file_like_the_default(tmp_path: Path) -> None:
    trained = train(made_items(1_500), default_weights(), least=300)
    weight = {key: math.log2(m / u) for key, (m, u) in trained.levels.items()}
    assert weight["day", "same"] > 2 > -2 > weight["day", "apart"]
    assert weight["place", "same_town"] > weight["place", "same_metropolis"] > 0 > weight["place", "far"]
    assert weight["killed", "same"] > weight["killed", "close"] > weight["killed", "differ"]
    assert weight["method", "same"] > 0 > weight["method", "differ"]
    assert ("killed", "earlier") in trained.kept
    learnt = {key for key in trained.levels if key not in trained.kept}
    assert {("day", "same"), ("day", "next"), ("published", "same_day")} <= learnt
    file = tmp_path / "weights.toml"
    file.write_text(as_toml(trained, default_weights(), dt.date(2031, 5, 4)))
    loaded = load_weights(file)
    assert loaded.threshold == default_weights().threshold
    assert "2031-05-04" in loaded.how
    for key, shares in trained.levels.items():
        assert loaded.levels[key] == pytest.approx(shares, abs=1e-6)


def test_too_few_reports_are_said_to_be_too_few() -> None:
    with pytest.raises(SettingsError, match=r"too few reports to train on: .* and 1,000 are needed"):
        train(made_items(60), default_weights())
