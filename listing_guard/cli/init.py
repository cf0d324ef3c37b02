"""``listing-guard init``: a configuration with comments, and a pack for one's own rules."""

from __future__ import annotations

from pathlib import Path

import click

from listing_guard.config.suggest import did_you_mean
from listing_guard.errors import UsageError
from listing_guard.model.market import MARKETS, canonical

CONFIGURATION = """\
# The configuration of Listing Guard. Every key may be left out;
# `listing-guard config show` prints the values in force and where each comes from.

market: [{market}]                # checked for, where a record does not name its own
# platform: tmall             # tmall, taobao, jd, pdd, douyin, amazon …
packs:
- default                     # the rules that come with the program, for the market
- ./packs/{pack}{pad}# your own rules: `listing-guard rules new {pack}/some-rule`
# ignore: [cn-ad/some-rule, cn-price/]    # rules to leave out: ids, or prefixes ending in /
# lang: zh                    # zh or en; by default zh for CN and en elsewhere
# fail_on: error              # error, warning, info or never: what gives exit code 1
# review_at: 60               # the score from which the verdict is review
# block_at: 90                # the score from which it is block; by default none is
"""
PACK = """\
# A pack is a folder of rule files; this one is for the rules of your own house.
schema: 1
name: {name}
version: 0.1.0
title: {{zh: 自有规则, en: House rules}}
"""


@click.command()
@click.argument("folder", default=".")
@click.option("--market", default="CN", metavar="CODE", help="The market to check for.")
@click.option("--pack", default="house", metavar="NAME", help="The name of your own pack.")
@click.option("--force", is_flag=True, help="Overwrite a configuration that is there.")
def init(folder: str, market: str, pack: str, force: bool) -> None:
    """Write listing-guard.yaml, and a pack for your own rules, into FOLDER."""
    from listing_guard.cli.scaffold import check_name, write_new
    from listing_guard.config.settings import FILE_NAME

    code = canonical(market)
    if code is None:
        raise UsageError(f"unknown market '{market}'{did_you_mean(market, MARKETS)}")
    check_name(pack, "pack")
    path = Path(folder) / FILE_NAME
    pad = " " * max(1, 21 - len(pack))
    write_new(path, CONFIGURATION.format(market=code, pack=pack, pad=pad), force=force)
    click.echo(f"wrote {path}")
    manifest = Path(folder) / "packs" / pack / "pack.yaml"
    if manifest.exists():
        click.echo(f"left {manifest} as it is")
    else:
        write_new(manifest, PACK.format(name=pack))
        click.echo(f"wrote {manifest}")
    click.echo(f"next: listing-guard rules new {pack}/my-first-rule")
