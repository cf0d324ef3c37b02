"""Command groups that import a command only when it is asked for."""

from __future__ import annotations

from importlib import import_module
from types import MappingProxyType
from typing import TYPE_CHECKING, Any

import click

from listing_guard.config.suggest import did_you_mean

if TYPE_CHECKING:
    from collections.abc import Mapping

CONTEXT: Mapping[str, Any] = MappingProxyType(
    {"help_option_names": ["-h", "--help"], "max_content_width": 96}
)


class LazyGroup(click.Group):
    """A group that imports a command's module only when that command is asked for."""

    def __init__(
        self, *args: object, lazy: Mapping[str, str] | None = None, **kwargs: object
    ) -> None:
        super().__init__(*args, **kwargs)  # type: ignore[arg-type]
        self._lazy = dict(lazy or {})

    def list_commands(self, ctx: click.Context) -> list[str]:
        """Return the commands in the order in which a user meets them."""
        return list(self._lazy)

    def get_command(self, ctx: click.Context, cmd_name: str) -> click.Command | None:
        """Import and return one command."""
        target = self._lazy.get(cmd_name)
        if target is None:
            return None
        module, _, name = target.partition(":")
        command = getattr(import_module(f"listing_guard.cli.{module}"), name)
        assert isinstance(command, click.Command)
        return command

    def resolve_command(
        self, ctx: click.Context, args: list[str]
    ) -> tuple[str | None, click.Command | None, list[str]]:
        """Resolve a command, or say which one was probably meant."""
        name = args[0]
        if name not in self._lazy and not name.startswith("-"):
            ctx.fail(f"no such command '{name}'{did_you_mean(name, self._lazy)}")
        return super().resolve_command(ctx, args)
