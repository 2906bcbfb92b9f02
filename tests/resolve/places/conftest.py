from __future__ import annotations

from typing import TYPE_CHECKING

import pytest

from daftar.resolve.places import open_gazetteer

if TYPE_CHECKING:
    from daftar.resolve.places import Gazetteer


@pytest.fixture(scope="session")
def gazetteer() -> Gazetteer:
    """The built-in gazetteer, from the cache that setting up has filled (compiled here if it has not)."""
    return open_gazetteer()
