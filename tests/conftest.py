"""Fixtures that every folder may use."""

from __future__ import annotations

from typing import TYPE_CHECKING

import pytest
from hypothesis import settings

from tests.workbench import Workbench

if TYPE_CHECKING:
    from pathlib import Path

settings.register_profile("default", deadline=None, max_examples=100)
settings.load_profile("default")


@pytest.fixture
def workbench(tmp_path: Path) -> Workbench:
    """A folder to write small packs in and to load guards from."""
    return Workbench(tmp_path)
