"""What several packs say together: one taxonomy, one table of laws."""

from __future__ import annotations

from dataclasses import replace
from typing import TYPE_CHECKING

from listing_guard.ruleset.frame_base import many, texts, words
from listing_guard.ruleset.nodes import Block
from listing_guard.ruleset.rule import Law
from listing_guard.ruleset.rules import SLUG
from listing_guard.ruleset.suggest import did_you_mean
from listing_guard.ruleset.taxonomy import Category, Taxonomy
from listing_guard.text.fold import fold

if TYPE_CHECKING:
    from collections.abc import Iterable, Iterator, Sequence

    from listing_guard.ruleset.frame_facts import CategoryFrame
    from listing_guard.ruleset.nodes import Text
    from listing_guard.ruleset.packfiles import PackFiles
    from listing_guard.ruleset.problems import Problems


def merge_laws(packs: Iterable[PackFiles]) -> dict[str, Law]:
    """Return every law by its short name; the pack loaded last has the last word."""
    found = {}
    for files in packs:
        for name, law in (files.laws.laws or {} if files.laws else {}).items():
            url = None if law.url is None else str(law.url)
            found[name] = Law(name, words(law.title), url)
    return dict(sorted(found.items()))


def merge_taxonomy(packs: Sequence[PackFiles], problems: Problems) -> Taxonomy:
    """Return the categories of all packs; one that several describe has the words of all."""
    found: dict[str, Category] = {}
    parents: dict[str, Text] = {}
    for files in packs:
        frame = files.taxonomy
        if frame is None:
            continue
        block = frame.value("categories")
        for id, given in (frame.categories or {}).items():
            if not SLUG.fullmatch(id) and isinstance(block, Block):
                advice = "lower-case words joined by hyphens: `power-bank`"
                problems.add("E306", block.key(id), f"`{id}` is no category id", advice)
            category = _category(id, given)
            earlier = found.get(id)
            if earlier is not None:
                _same_parent(earlier, given, problems)
            found[id] = category if earlier is None else _joined(earlier, category)
            if given.parent is not None:
                parents.setdefault(id, given.parent)
    _check_parents(found, parents, problems)
    _report_shared_words(packs, list(found), problems)
    return Taxonomy(found.values())


def _report_shared_words(
    packs: Sequence[PackFiles], ids: Sequence[str], problems: Problems
) -> None:
    """Warn of names and aliases that two categories claim: only one of them can have it."""
    order = {id: index for index, id in enumerate(ids)}
    first: dict[str, str] = {}
    claims = sorted(
        (claim for files in packs for claim in _claims(files)),
        # The order in which `Taxonomy` gives them away: ids first, then by category.
        key=lambda claim: (claim[1] != claim[2], order[claim[1]]),
    )
    for folded, id, _, place in claims:
        owner = first.setdefault(folded, id)
        if owner != id:
            message = f"`{place}` is what the category `{owner}` is called, too"
            advice = f"it will mean `{owner}`: remove it from one of them"
            problems.add("W618", place, message, advice)


def _claims(files: PackFiles) -> Iterator[tuple[str, str, str, Text]]:
    """Yield folded word, category id, the word where it is the id itself, and its place."""
    block = files.taxonomy.node.get("categories") if files.taxonomy else None
    if files.taxonomy is None or not isinstance(block, Block):
        return
    for id, given in (files.taxonomy.categories or {}).items():
        key = block.keys_at[id]
        yield fold(id), id, id, key
        for word in (*texts(given.names), *many(given.aliases)):
            yield fold(word).strip(), id, "", word


def _category(id: str, given: CategoryFrame) -> Category:
    return Category(
        id=id,
        parent=None if given.parent is None else str(given.parent),
        names=words(given.names),
        aliases=_strings(given.aliases),
        paths=tuple(
            (platform, path)
            for platform, paths in (given.paths or {}).items()
            for path in _strings(paths)
        ),
        title_words=_strings(given.title_words),
        not_words=_strings(given.not_words),
    )


def _strings(given: Text | list[Text] | None) -> tuple[str, ...]:
    return tuple(str(text) for text in many(given))


def _same_parent(earlier: Category, given: CategoryFrame, problems: Problems) -> None:
    if given.parent is not None and earlier.parent not in (None, given.parent):
        message = f"another pack says that `{earlier.id}` belongs to `{earlier.parent}`"
        problems.add("E509", given.parent, message, "leave `parent` out here")


def _joined(one: Category, two: Category) -> Category:
    return replace(
        one,
        parent=one.parent or two.parent,
        names=one.names or two.names,
        aliases=one.aliases + two.aliases,
        paths=one.paths + two.paths,
        title_words=one.title_words + two.title_words,
        not_words=one.not_words + two.not_words,
    )


def _check_parents(
    found: dict[str, Category], parents: dict[str, Text], problems: Problems
) -> None:
    settled: set[str] = set()
    for id, place in parents.items():
        if str(place) not in found:
            advice = did_you_mean(place, sorted(found))
            problems.add("E509", place, f"there is no category `{place}`", advice)
            continue
        path = [id]
        while (parent := found[path[-1]].parent) in found and parent not in settled:
            if parent in path:
                circle = " → ".join([*path[path.index(parent) :], parent])
                message = f"categories belong to each other in a circle: {circle}"
                problems.add("E509", place, message, "one of them has no parent")
                break
            path.append(parent)
        settled.update(path)
