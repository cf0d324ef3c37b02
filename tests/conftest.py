"""Fixtures that every folder may use."""

from __future__ import annotations

import os
from pathlib import Path

import pytest
from hypothesis import settings

from tests.workbench import Workbench

# What tests load is kept between them, and not among what the user's own runs keep.
os.environ.setdefault("LISTING_GUARD_CACHE", str(Path(__file__).parents[1] / ".cache"))

settings.register_profile("default", deadline=None, max_examples=100)
settings.load_profile("default")


@pytest.fixture
def workbench(tmp_path: Path) -> Workbench:
    """A folder to write small packs in and to load guards from."""
    return Workbench(tmp_path)
