"""How a function is described: one row from which checking, calling and documentation follow."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING, Any

from listing_guard.lang.syntax import Argument, Call, Expression
from listing_guard.lang.types import EnumOf, Type
from listing_guard.model.diagnostic import Problem

if TYPE_CHECKING:
    from collections.abc import Callable, Mapping

    from listing_guard.lang.values import Value


@dataclass(frozen=True, slots=True)
class Parameter:
    """A parameter and the types it takes.

    An `EnumOf` takes a bare word or a text, `PATTERN` a pattern by name, `FIELD` a field by path.
    ``optional`` ones are passed as ``None`` when absent; ``many`` takes all the rest.
    """

    name: str
    types: tuple[Type, ...]
    optional: bool = False
    many: bool = False

    @property
    def words(self) -> tuple[str, ...]:
        """The words that may be written bare."""
        return tuple(
            word for type_ in self.types if isinstance(type_, EnumOf) for word in type_.words
        )


@dataclass(frozen=True, slots=True)
class Example:
    """An expression, the record it is asked of, and the answer; a test runs every one."""

    source: str
    record: Mapping[str, Any]
    value: object


@dataclass(frozen=True, slots=True)
class Function:
    """A function of the language.

    ``run`` takes the environment, the element of the innermost quantifier (or ``None``), and one
    value for each parameter; no value is `Unknown`, since unknown arguments make the call
    unknown before. It returns ``Unknown()`` for “no answer”; the caller fills in the fields.
    A ``pure`` one looks at its arguments alone, so that a call on literals is evaluated at load
    (with ``None`` for the environment) and must have an answer.
    """

    name: str
    parameters: tuple[Parameter, ...]
    returns: Type | Callable[[Call, tuple[Type, ...]], Type]
    """The type, or how it follows from the call and the types of its arguments."""
    run: Callable[..., Value]
    zh: str
    en: str
    examples: tuple[Example, ...] = ()
    pure: bool = False
    element: tuple[tuple[str, ...], ...] = ()
    """Fields of which the element of the quantifier around must have one group."""


Bound = tuple[Parameter, Argument]


def bind(function: Function, call: Call) -> tuple[tuple[Bound, ...], tuple[Problem, ...]]:
    """Pair the arguments of ``call`` with parameters, in the order of the parameters."""
    bound: dict[str, list[Argument]] = {}
    problems: list[Problem] = []
    positional = list(function.parameters)
    for argument in call.arguments:
        if argument.name is None:
            if not positional:
                problems.append(_too_many(function, argument))
                break
            parameter = positional[0] if positional[0].many else positional.pop(0)
        else:
            named = [p for p in function.parameters if p.name == argument.name and not p.many]
            if not named:
                problems.append(_unknown_name(function, argument))
                continue
            parameter = named[0]
            positional = [p for p in positional if p is not parameter]
        if parameter.name in bound and not parameter.many:
            message = f"`{parameter.name}` of {function.name}() is given twice"
            problems.append(Problem("E210", message, argument.start, argument.end))
            continue
        bound.setdefault(parameter.name, []).append(argument)
    missing = [p.name for p in function.parameters if not p.optional and p.name not in bound]
    if missing and not problems:
        message = f"{function.name}() needs {' and '.join(f'`{name}`' for name in missing)}"
        problems.append(Problem("E209", message, call.start, call.end, usage(function)))
    pairs = tuple((p, argument) for p in function.parameters for argument in bound.get(p.name, ()))
    return pairs, tuple(problems)


def signature(function: Function) -> str:
    """Return ``name(a, b, c: …)`` as the reference shows it."""
    shown = []
    for parameter in function.parameters:
        name = f"{parameter.name}, …" if parameter.many else parameter.name
        shown.append(f"[{name}]" if parameter.optional else name)
    return f"{function.name}({', '.join(shown)})"


def usage(function: Function) -> str:
    """Return a help line with the signature and an example."""
    example = f", for instance `{function.examples[0].source}`" if function.examples else ""
    return f"write `{signature(function)}`{example}"


def word_of(parameter: Parameter, value: Expression) -> str | None:
    """Return the word that an argument of an enum parameter is, ``None`` if it is none."""
    from listing_guard.lang.syntax import Field, Text

    if not parameter.words:
        return None
    if isinstance(value, Field) and len(value.names) == 1 and value.key is None:
        return value.names[0]
    return value.value if isinstance(value, Text) else None


def _too_many(function: Function, argument: Argument) -> Problem:
    message = f"{function.name}() takes {len(function.parameters)} arguments at most"
    return Problem("E209", message, argument.start, argument.end, usage(function))


def _unknown_name(function: Function, argument: Argument) -> Problem:
    names = ", ".join(f"`{p.name}`" for p in function.parameters if not p.many)
    help_ = f"it has {names}" if names else "it has no named arguments"
    message = f"{function.name}() has no argument `{argument.name}`"
    return Problem("E210", message, argument.start, argument.end, help_)
