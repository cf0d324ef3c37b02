"""Every bad file beside this one gives exactly the diagnostics in its ``.out``.

``<name>.yaml`` is loaded as a pack of one file, ``<name>/`` as a pack's folder; ``<name>.out`` is
all that a rule author would see. After a deliberate change of words or places, write them anew and
read every difference as its reader would:

    GOLDEN=write pytest tests/diagnostics
    git diff tests/diagnostics
"""

from __future__ import annotations

import os
from pathlib import Path

import pytest
import yaml

from listing_guard.ruleset import compose
from listing_guard.ruleset.load import Loaded, load_ruleset
from listing_guard.ruleset.render import render

HERE = Path(__file__).parent
TESTS = HERE.parent
SHIPPED = Path("ruleset", "packs")
TODAY = "2026-11-22"


def _cases() -> list[str]:
    files = [path.stem for path in HERE.glob("*.yaml")]
    folders = [path.name for path in HERE.iterdir() if path.is_dir() and path.name[0] not in "._"]
    return sorted(name for name in (*files, *folders) if name != "__pycache__")


def _load(name: str) -> Loaded:
    folder, file = Path(HERE.name, name), Path(HERE.name, f"{name}.yaml")
    path = folder if folder.is_dir() else file
    return load_ruleset([path], shipped=SHIPPED, today=TODAY)


@pytest.mark.parametrize("name", _cases())
def test_diagnostics_are_as_recorded(name: str, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.chdir(TESTS)
    loaded = _load(name)
    text = render(loaded.diagnostics)
    golden = HERE / f"{name}.out"
    if os.environ.get("GOLDEN") == "write":
        golden.write_text(text, encoding="utf-8")
    assert loaded.diagnostics, "a bad file must be found bad"
    assert text == golden.read_text(encoding="utf-8")
    errors = [found for found in loaded.diagnostics if found.severity == "error"]
    assert (loaded.ruleset is None) == bool(errors)


@pytest.mark.parametrize("name", _cases())
def test_both_parsers_say_the_same(name: str, monkeypatch: pytest.MonkeyPatch) -> None:
    """PyYAML's own parser stands in where libyaml is not built in; its words differ, ours not."""
    monkeypatch.setattr(compose, "_Loader", yaml.SafeLoader)
    monkeypatch.chdir(TESTS)
    assert render(_load(name).diagnostics) == (HERE / f"{name}.out").read_text(encoding="utf-8")


def test_no_golden_file_is_left_over() -> None:
    assert sorted(path.stem for path in HERE.glob("*.out")) == _cases()
