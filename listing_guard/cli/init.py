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

# What records are checked for that do not name a market of their own:
market: [{market}]
# platform: tmall             # tmall, taobao, jd, pdd, douyin, amazon …

packs:
- default                     # the rules that come with the program, for the market
- ./packs/{pack}
# ignore: [cn-ad/some-rule, cn-price/]    # rules to leave out: ids, or prefixes ending in /

# ledger: prices.sqlite       # where prices are remembered; .listing-guard/ledger.sqlite by default
# lang: zh                    # zh or en; by default zh for CN and en elsewhere
# fail_on: error              # error, warning, info or never: what gives exit code 1
# review_at: 60               # the score from which the verdict is review
# block_at: 90                # the score from which it is block; by default none is
"""


@click.command()
@click.argument("folder", default=".")
@click.option("--market", default="CN", metavar="CODE", help="The market to check for.")
@click.option("--pack", default="house", metavar="NAME", help="The name of your own pack.")
@click.option("--force", is_flag=True, help="Overwrite a configuration that is there.")
def init(folder: str, market: str, pack: str, force: bool) -> None:
    """Write a configuration and a pack for your own rules.

    They go into FOLDER, the current one by default.
    """
    from listing_guard.cli.scaffold import begin_pack, check_name, write_new
    from listing_guard.config.settings import FILE_NAME

    code = canonical(market)
    if code is None:
        raise UsageError(f"unknown market '{market}'{did_you_mean(market, MARKETS)}")
    check_name(pack, "pack")
    path = Path(folder) / FILE_NAME
    if path.exists() and not force:
        raise UsageError(f"{path} exists; it is left as it is (--force overwrites it)")
    write_new(path, CONFIGURATION.format(market=code, pack=pack), force=force)
    click.echo(f"wrote {path}")
    house = Path(folder) / "packs" / pack
    wrote = begin_pack(house)
    for file in wrote:
        click.echo(f"wrote {file}")
    if not wrote:
        click.echo(f"left {house} as it is")
    click.echo(f"next: listing-guard rules new {pack}/my-first-rule")
