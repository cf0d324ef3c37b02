"""Changes that packs make to rules of other packs; the last one wins, and all are kept."""

from __future__ import annotations

from dataclasses import replace
from typing import TYPE_CHECKING

from listing_guard.ruleset.nodes import Block
from listing_guard.ruleset.rule import Override
from listing_guard.ruleset.suggest import did_you_mean

if TYPE_CHECKING:
    from collections.abc import Collection, Iterable

    from listing_guard.ruleset.frame_files import OverrideFrame
    from listing_guard.ruleset.packfiles import PackFiles
    from listing_guard.ruleset.problems import Problems
    from listing_guard.ruleset.rule import Rule

_KEYS = ("severity", "confidence", "enabled", "missing")


def apply_overrides(
    rules: Iterable[Rule],
    packs: Iterable[PackFiles],
    written: Collection[str],
    problems: Problems,
) -> list[Rule]:
    """Return the rules with every pack's overrides, in order of loading.

    ``written`` are the ids of all rules in the files, also of those that could not be built.
    """
    changed = {rule.id: rule for rule in rules}
    for files in packs:
        frame = files.manifest
        block = frame.value("overrides") if frame is not None else None
        if frame is None or not isinstance(block, Block):
            continue
        for id, given in (frame.overrides or {}).items():
            rule = changed.get(id)
            if rule is not None:
                changed[id] = _changed(rule, given, files.name, problems)
            elif id not in written:
                _unknown(id, block, written, problems)
    return list(changed.values())


def _changed(rule: Rule, given: OverrideFrame, pack: str, problems: Problems) -> Rule:
    values = {key: getattr(given, key) for key in _KEYS if getattr(given, key) is not None}
    notes = tuple(Override(pack, key, _written(value)) for key, value in values.items())
    made = replace(rule, **values, overrides=rule.overrides + notes)
    if made.severity == "error" and (
        made.confidence == "low" or any(not cite.verified for cite in made.basis)
    ):
        message = f"`{rule.id}` has low confidence or unverified citations; it cannot be an error"
        place = given.value("severity") if given.has("severity") else given.node
        problems.add("E314", place, message, "leave it a `warning`")
    return made


def _written(value: object) -> str:
    return str(value).lower() if isinstance(value, bool) else str(value)


def _unknown(id: str, block: Block, written: Collection[str], problems: Problems) -> None:
    pack = id.partition("/")[0]
    if not any(other.startswith(f"{pack}/") for other in written) and "/" in id:
        advice = f"the pack `{pack}` is not loaded: add it to `requires:`"
    else:
        near = did_you_mean(id, sorted(written), otherwise="rules are named `pack/id`")
        advice = near or "rules are named `pack/id`"
    problems.add("E507", block.key(id), f"there is no rule `{id}`", advice)
