"""``rules new``: a rule whose examples hold as it stands, to be made into one's own."""

from __future__ import annotations

from pathlib import Path
from typing import TYPE_CHECKING, cast

import click

from listing_guard.cli import options
from listing_guard.errors import UsageError

if TYPE_CHECKING:
    from listing_guard.cli.scaffold import Draft
    from listing_guard.model.report import Severity


@click.command()
@click.argument("target", metavar="PACK/ID|FILE")
@click.option("--id", "rule_id", metavar="ID", help="The rule's id, where the target is a file.")
@click.option("--word", "words", multiple=True, help="A word to find; repeatable.")
@click.option("--category", default="platform-format", show_default=True, help="Finding category.")
@click.option(
    "--severity",
    type=click.Choice(["error", "warning", "info"]),
    default="warning",
    show_default=True,
)
@options.configuration
def new(
    target: str,
    rule_id: str | None,
    words: tuple[str, ...],
    category: str,
    severity: str,
    config_file: str | None,
    isolated: bool,
) -> None:
    """Write a new rule, with examples that hold.

    PACK/ID makes ID.yaml in a pack's folder (or in the configured pack of that name), and
    pack.yaml if there is none. FILE with --id adds the rule to the end of a file.
    """
    from listing_guard.cli.packs import pack_folder
    from listing_guard.cli.scaffold import Draft, check_category, check_name, check_words

    check_category(category)
    check_words(words)
    settings = options.settings_of({}, config_file=config_file, isolated=isolated)
    if rule_id is not None:
        check_name(rule_id, "rule")
        draft = Draft(rule_id, category, cast("Severity", severity), words)
        _into_file(Path(target), draft)
        return
    pack, slash, name = target.rstrip("/").rpartition("/")
    if not slash or name.endswith((".yaml", ".yml")):
        raise UsageError(f"'{target}' gives no id; write PACK/ID, or FILE --id ID")
    check_name(name, "rule")
    draft = Draft(name, category, cast("Severity", severity), words)
    _into_pack(pack_folder(pack, settings), draft)


def _into_pack(folder: Path, draft: Draft) -> None:
    from listing_guard.cli.scaffold import HEADER, begin_pack, house_law, rule_text, write_new

    path = folder / f"{draft.id}.yaml"
    _not_there(folder, draft.id)
    for file in begin_pack(folder):
        click.echo(f"wrote {file}")
    write_new(path, HEADER + rule_text(draft, str(folder), law=house_law(folder)))
    _say(path, folder)


def _into_file(path: Path, draft: Draft) -> None:
    from listing_guard.cli.scaffold import HEADER, append_rule, rule_text, write_new

    where = str(path)
    if not path.exists():
        write_new(path, HEADER + rule_text(draft, where))
    else:
        if not path.is_file():
            raise UsageError(f"{path} is no file")
        _not_there(path, draft.id)
        text = _text_of(path)
        write_new(path, append_rule(text, rule_text(draft, where), path), force=True)
    _say(path, path)


def _text_of(path: Path) -> str:
    try:
        return path.read_text(encoding="utf-8")
    except UnicodeDecodeError:
        raise UsageError(f"{path} is not UTF-8; save it as UTF-8") from None


def _not_there(place: Path, rule_id: str) -> None:
    """Refuse an id that is taken: reports, waivers and gates know a rule by its id."""
    import re

    files = [place] if place.is_file() else sorted(place.rglob("*.yaml"))
    for file in files:
        text = file.read_text(encoding="utf-8", errors="replace")
        if re.search(rf"^\s*-?\s*id:\s*[\"']?{re.escape(rule_id)}[\"']?\s*(#|$)", text, re.M):
            raise UsageError(f"{file} has a rule '{rule_id}' already")


def _say(path: Path, where: Path) -> None:
    click.echo(f"wrote {path}")
    click.echo(f"next: change it, then run `listing-guard rules test {where}`")
