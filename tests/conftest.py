"""What holds for every test: none sees what the person who runs it has added to Daftar."""

from __future__ import annotations

import os

import pytest


@pytest.fixture(autouse=True, scope="session")
def _no_gazetteers_of_the_person_who_tests(tmp_path_factory: pytest.TempPathFactory) -> None:
    os.environ["DAFTAR_GAZETTEERS"] = str(tmp_path_factory.mktemp("none") / "gazetteers")
