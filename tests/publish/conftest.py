from __future__ import annotations

from typing import TYPE_CHECKING

import pytest
from publish_material import sample

if TYPE_CHECKING:
    from daftar.publish.base import Publication


@pytest.fixture
def publication() -> Publication:
    return sample()
