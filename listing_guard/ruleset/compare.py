"""What differs between two versions of the same rules: rules, their keys, words.

Words that a pattern has from a lexicon are told once, with the lexicon, unless the pattern chooses
others from it than before.
"""

from __future__ import annotations

from collections import Counter
from dataclasses import dataclass, replace
from typing import TYPE_CHECKING

from listing_guard.ruleset.ruletexts import KEYS, parts_of, values_of, written

if TYPE_CHECKING:
    from collections.abc import Callable, Iterable, Iterator, Mapping

    from listing_guard.match.pattern import Entry, ExceptionSpec, Pattern
    from listing_guard.ruleset.rule import Rule, Ruleset


@dataclass(frozen=True, slots=True)
class Change:
    """What went and what came under one key; ``changed`` are words with other properties."""

    key: str
    removed: tuple[str, ...] = ()
    added: tuple[str, ...] = ()
    changed: tuple[str, ...] = ()

    def __bool__(self) -> bool:
        return bool(self.removed or self.added or self.changed)


@dataclass(frozen=True, slots=True)
class Comparison:
    """Two rule sets, the old one and the new one; everything by id or name, sorted."""

    added: tuple[Rule, ...]
    removed: tuple[Rule, ...]
    changed: Mapping[str, tuple[Change, ...]]
    lexicons: tuple[Change, ...]
    """By full name; a lexicon that is only in one of the two has all its words here."""

    def __bool__(self) -> bool:
        return bool(self.added or self.removed or self.changed or self.lexicons)


def compare(old: Ruleset, new: Ruleset) -> Comparison:
    """Return what differs; a pack of one file goes by the name that it has in ``new``."""
    renamed = renaming(old, new)
    before = {renamed(rule.id): rule for rule in old.rules}
    after = {rule.id: rule for rule in new.rules}
    lexicons = _lexicons(old, new, renamed)
    changed = {
        id: changes
        for id in sorted(before.keys() & after.keys())
        if (changes := tuple(_rule(before[id], after[id], lexicons, renamed)))
    }
    return Comparison(
        added=tuple(after[id] for id in sorted(after.keys() - before.keys())),
        removed=tuple(before[id] for id in sorted(before.keys() - after.keys())),
        changed=changed,
        lexicons=tuple(lexicons.values()),
    )


def renaming(old: Ruleset, new: Ruleset) -> Callable[[str], str]:
    """Return what gives an old id its new name.

    Versions of a pack have one name; but a file is called as its version likes, and gives its
    name to the pack.
    """
    one, other = old.packs[-1].name, new.packs[-1].name
    strange = one not in {pack.name for pack in new.packs}
    if not strange or other in {pack.name for pack in old.packs}:
        return lambda id: id
    head = f"{one}/"
    return lambda id: f"{other}/{id.removeprefix(head)}" if id.startswith(head) else id


def _lexicons(old: Ruleset, new: Ruleset, renamed: Callable[[str], str]) -> dict[str, Change]:
    before = {renamed(name): entries for name, entries in old.lexicons.items()}
    return {
        name: change
        for name in sorted({*before, *new.lexicons})
        if (change := _words(name, before.get(name, ()), new.lexicons.get(name, ())))
    }


def _rule(
    old: Rule, new: Rule, lexicons: Mapping[str, Change], renamed: Callable[[str], str]
) -> Iterator[Change]:
    for key, one, other in zip(KEYS, values_of(old), values_of(new), strict=True):
        if one != other:
            yield Change(key, *_apart(one, other))
    for name in sorted({*old.patterns, *new.patterns}):
        before, after = old.patterns.get(name), new.patterns.get(name)
        if before is None or after is None:
            gone, come = (() if each is None else (name,) for each in (before, after))
            yield Change("patterns", gone, come)
        elif before != after:
            yield from _pattern(before, after, lexicons, renamed)


def _pattern(
    old: Pattern, new: Pattern, lexicons: Mapping[str, Change], renamed: Callable[[str], str]
) -> Iterator[Change]:
    name = new.name
    shared = [lexicons[each] for each in new.lexicons if each in lexicons]
    words = _words(f"{name} words", old.entries, new.entries)
    yield from _if_any(
        Change(
            words.key,
            _without(words.removed, (word for each in shared for word in each.removed)),
            _without(words.added, (word for each in shared for word in each.added)),
            _without(words.changed, (word for each in shared for word in each.changed)),
        )
    )
    yield from _if_any(_words(f"{name} innocent", old.innocent, new.innocent))
    for key, one, two in (
        ("lexicon", tuple(map(renamed, old.lexicons)), new.lexicons),
        ("fields", old.fields or (), new.fields or ()),
        ("private", ("true",) * old.private, ("true",) * new.private),
    ):
        if one != two:
            yield Change(f"{name} {key}", *_apart(one, two))
    before, after = _by_name(old.exceptions), _by_name(new.exceptions)
    yield from _if_any(
        Change(
            f"{name} except",
            tuple(each for each in before if each not in after),
            tuple(each for each in after if each not in before),
        )
    )
    kept = [each for each in after if each in before]
    if kept != [each for each in before if each in after]:
        yield Change(f"{name} except", changed=("order",))
    for each in kept:
        yield from _exception(f"{name} except {each}", before[each], after[each])


def _by_name(exceptions: Iterable[ExceptionSpec]) -> dict[str, ExceptionSpec]:
    """Return exceptions by name; of several with one name the second has a number, and so on."""
    found: dict[str, ExceptionSpec] = {}
    times: Counter[str] = Counter()
    for each in exceptions:
        times[each.name] += 1
        number = times[each.name]
        found[each.name if number == 1 else f"{each.name} ({number})"] = each
    return found


def _exception(name: str, old: ExceptionSpec, new: ExceptionSpec) -> Iterator[Change]:
    before, after = dict(parts_of(old)), dict(parts_of(new))
    for key in dict.fromkeys((*before, *after)):
        yield from _if_any(
            Change(f"{name} {key}", *_apart(before.get(key, ()), after.get(key, ())))
        )


def _words(key: str, old: Iterable[Entry], new: Iterable[Entry]) -> Change:
    before = {(written(each), each.exact_case): _bare(each) for each in old}
    after = {(written(each), each.exact_case): _bare(each) for each in new}
    return Change(
        key,
        removed=tuple(key[0] for key in before if key not in after),
        added=tuple(key[0] for key in after if key not in before),
        changed=tuple(key[0] for key, each in after.items() if before.get(key, each) != each),
    )


def _bare(entry: Entry) -> Entry:
    """Return an entry without its source, which changes nothing that is found."""
    return replace(entry, source=None)


def _apart(old: tuple[str, ...], new: tuple[str, ...]) -> tuple[tuple[str, ...], tuple[str, ...]]:
    """Return what only the one has and what only the other; all, where just the order differs."""
    gone, come = _without(old, new), _without(new, old)
    return (gone, come) if gone or come or old == new else (old, new)


def _without(words: Iterable[str], others: Iterable[str]) -> tuple[str, ...]:
    known = set(others)
    return tuple(word for word in words if word not in known)


def _if_any(change: Change) -> Iterator[Change]:
    if change:
        yield change
