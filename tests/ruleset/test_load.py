"""Good packs: what becomes of every key, of requirements, overrides and lexicon changes."""

from __future__ import annotations

import pickle
import shutil
import time
from pathlib import Path
from textwrap import dedent

import pytest

from listing_guard.lang.printer import to_source
from listing_guard.match.pattern import EntityTest, Entry, Replacement
from listing_guard.ruleset.load import Loaded, default_packs, load_ruleset, shipped_packs
from listing_guard.ruleset.render import render
from listing_guard.ruleset.rule import FieldWeight, Override, Rule, Ruleset

PACKS = Path(__file__).parent / "packs"


def good(*packs: str | Path, shipped: Path = PACKS) -> Ruleset:
    loaded = load_ruleset(packs, shipped=shipped)
    assert loaded.ruleset is not None, render(loaded.diagnostics)
    return loaded.ruleset


def codes(loaded: Loaded) -> list[str]:
    return [found.code for found in loaded.diagnostics]


def rule(ruleset: Ruleset, id: str) -> Rule:
    return next(each for each in ruleset.rules if each.id == id)


def entry(entries: tuple[Entry, ...], text: str) -> Entry:
    return next(each for each in entries if each.text == text)


# The examples of the design --------------------------------------------------------------------


def test_the_design_examples_load_without_errors() -> None:
    loaded = load_ruleset(["cn-ad"], shipped=PACKS)
    assert loaded.ruleset is not None
    assert [each.id for each in loaded.ruleset.rules] == [
        "cn-ad/absolute-superlative",
        "cn-ad/brand-not-authorised",
        "cn-ad/power-bank-ccc",
    ]
    assert set(codes(loaded)) == {"W604"}, "brands excused without a citation"


def test_a_rule_of_the_design() -> None:
    made = rule(good("cn-ad"), "cn-ad/absolute-superlative")
    assert made.title == (("zh", "绝对化用语"), ("en", "Absolute claim"))
    assert (made.severity, made.confidence, made.category) == ("error", "high", "absolute-claim")
    assert [(cite.law, cite.article, cite.since) for cite in made.basis] == [
        ("广告法", "9(3)", "2015-09-01")
    ]
    assert made.fields[1] == FieldWeight("selling_points.*", 0.9)
    assert made.applies is not None
    assert to_source(made.applies) == 'market in ["CN"]'
    assert set(made.patterns) == {"$claim", "$market", "$period", "$source"}
    assert (made.path.endswith("cn-ad/absolute.yaml"), made.line) == (True, 7)
    assert [(each.flag, each.record["title"]) for each in made.examples[:2]] == [
        (True, "全网最低价的面膜"),
        (True, "销量第一"),
    ]
    assert made.examples[0].line == 34

    claim = made.patterns["$claim"]
    assert claim.lexicons == ("cn-ad/superlatives",)
    assert [each.folded for each in claim.innocent] == ["最近", "第一次", "第一百货"]
    tip, own, sourced = claim.exceptions
    assert tip.tests[0].operand.entries[0].text == "食用期"  # type: ignore[union-attr]
    assert (tip.tests[0].kind, tip.tests[0].within) == ("followed_by", 2)  # type: ignore[union-attr]
    assert own.tags == {"newness", "size"}
    assert own.unless[0].operand.patterns == ("$market",)
    assert sourced.tests[0].operand.all_of[0].patterns == ("$period",)  # type: ignore[union-attr]
    assert sourced.tests[0].same == "sentence"  # type: ignore[union-attr]


def test_entities_of_the_design() -> None:
    ruleset = good("cn-ad")
    brand = rule(ruleset, "cn-ad/brand-not-authorised").patterns["$brand"]
    assert brand.exceptions[0].tests == (EntityTest("entity_is", "brand"),)
    nike = entry(brand.entries, "耐克")
    assert nike.entity is not None
    assert (nike.entity.id, nike.entity.owner, nike.exact_case) == ("nike", "Nike Inc", False)
    assert entry(brand.entries, "NIKE").exact_case
    assert entry(brand.entries, "NIKE").folded == "nike"
    assert entry(brand.entries, "Jordan").tags == {"shoes"}
    gap = entry(brand.entries, "Gap").entity
    assert gap is not None
    assert gap.generic
    resolved = ruleset.taxonomy.resolve("充电宝", None, None)
    assert resolved is not None
    assert resolved.ids == {"power-bank", "electronics"}


# Every key -------------------------------------------------------------------------------------


def test_every_key_of_a_rule() -> None:
    made = rule(good("full"), "full/every-key")
    assert made.category == "x-house-style"
    assert (made.severity, made.confidence, made.missing) == ("warning", "medium", "violation")
    assert (made.since, made.until, made.draft, made.enabled) == (
        "2016-01-01", "2029-01-01", True, False,
    )  # fmt: skip
    assert made.in_force("2026-11-22")
    assert not made.in_force("2029-01-01")
    assert made.at == "title"
    assert made.fields == (FieldWeight("title"), FieldWeight("selling_points.*"))
    assert made.advice == (("zh", "改写"), ("en", "改写"))
    cite = made.basis[0]
    assert (cite.until, cite.url, cite.note) == (
        "2030-01-01", "https://example.org/9", (("zh", "注"), ("en", "note")),
    )  # fmt: skip
    flagged = made.examples[1]
    assert flagged.record == {
        "title": "最真",
        "subtitle": None,
        "颜色": "红",
        "skus": [{"name": "大", "price": "9.9"}],
    }
    assert (flagged.text, flagged.exempted, flagged.as_of) == (("最真",), (), "2026-12-31")
    assert made.examples[2].exempted == ("every-test",)
    assert set(made.patterns) == {
        "$all", "$second", "$spare", "$pack-wide",
        "$common/own", "$common/own-wide", "$common/wide",
    }  # fmt: skip


def test_every_key_of_a_pattern() -> None:
    pattern = rule(good("full"), "full/every-key").patterns["$all"]
    assert pattern.fields == ("title",)
    assert pattern.lexicons == ("full/words", "cn-ad/superlatives")
    beautiful = entry(pattern.entries, "最美")
    assert beautiful.exact_case
    assert beautiful.whole_token
    assert beautiful.prefix
    # Of the lexicons, only entries with one of the tags.
    assert {each.text for each in pattern.entries} == {
        "最美", "最真", "第[一1]名", "全网第一", "最优", "最優選", "NO[.．]?1", "ACME", "艾克美",
        "最好", "最佳", "顶级", "销量第一", "第一",
    }  # fmt: skip
    assert {"最美丽", "最优惠", "最后"} <= {each.text for each in pattern.innocent}
    regex = entry(pattern.entries, "NO[.．]?1")
    assert (regex.is_regex, regex.folded, regex.tags) == (True, "no[.]?1", {"rank"})
    assert entry(pattern.entries, "第[一1]名").literals

    every, both = pattern.exceptions
    assert (every.name, every.absent) == ("every-test", "unmet")
    assert every.terms == {"最美", "最优"}
    assert every.keep == (("zh", "凭证"), ("en", "proof"))
    kinds = [test.kind for test in every.tests]
    assert kinds == ["followed_by", "preceded_by", "near", "inside", "entity_is", "entity_in"]
    near = every.tests[2]
    assert not isinstance(near, EntityTest)
    assert (near.within, near.unit, near.same) == (5, "tokens", "sentence")
    assert near.operand.patterns == ("$common/own",)
    assert {each.text for each in near.operand.entries} == {"适量", "温度", "最优惠", "最爱的人"}
    preceded = every.tests[1]
    assert not isinstance(preceded, EntityTest)
    assert (preceded.operand.patterns, preceded.within) == (("$spare",), 0)
    assert every.when is not None
    assert to_source(every.when) == "category under book or $common/own-wide"
    assert [context.kind for context in every.unless] == ["followed_by", "near"]
    flat = both.tests[0]
    assert not isinstance(flat, EntityTest)
    assert [part.patterns for part in flat.operand.all_of] == [
        ("$spare",), (), ("$pack-wide",), (),
    ]  # fmt: skip


def test_every_key_of_a_lexicon_entry() -> None:
    words = good("full").lexicons["full/words"]
    plain = entry(words, "最爱")
    assert (plain.tags, plain.weight, plain.source) == ({"plain"}, 0.5, "defaults")
    assert plain.whole_token
    assert plain.exact_case
    assert plain.replace == Replacement(
        None, advice=(("zh", "换一个词"), ("en", "Say something else"))
    )
    best = entry(words, "最优")
    assert (best.tags, best.weight, best.source) == ({"quality", "rank"}, 0.25, "own")
    assert (best.whole_token, best.prefix) == (False, True)
    assert best.replace == Replacement("", safe=True, advice=(("zh", "删去"), ("en", "删去")))
    assert [each.text for each in best.innocent] == ["最优解", "最优惠", "最爱的人", "最优\\d"]
    variant = entry(words, "最優選")
    assert (variant.folded, variant.tags) == ("最优选", best.tags)
    assert {"cures", "curing", "remedies"} <= {each.text for each in words}
    assert entry(words, "remedied").replace == Replacement("care")


def test_definitions_of_other_packs_bring_what_they_refer_to() -> None:
    patterns = rule(good("full"), "full/every-key").patterns
    own = patterns["$common/own-wide"].exceptions[0]
    assert own.tests[0].operand.patterns == ("$common/wide", "$common/own")  # type: ignore[union-attr]
    assert own.when is not None
    assert to_source(own.when) == "$common/own"
    assert patterns["$common/wide"].name == "$common/wide"


def test_expressions_call_lexicons_by_their_full_name() -> None:
    ruleset = good("full")
    condition = to_source(rule(ruleset, "full/every-key").condition)
    assert condition.endswith('brand not in lexicon("common/brands")')
    assert "common/brands" in ruleset.lexicons


def test_a_pack() -> None:
    ruleset = good("full")
    assert [pack.name for pack in ruleset.packs] == ["common", "cn-ad", "full"]
    full = ruleset.packs[2]
    assert (full.version, full.markets, full.requires) == (
        "1.10", ("CN", "GB", "EU"), ("common", "cn-ad"),
    )  # fmt: skip
    assert len(full.sha256) == 64
    assert ruleset.laws["广告法"].url == "https://example.org/ad-law"
    assert ruleset.laws["认证认可条例"].title == ()


# Packs together --------------------------------------------------------------------------------


def test_overrides_and_lexicon_changes() -> None:
    ruleset = good("house")
    strict = rule(ruleset, "cn-ad/absolute-superlative")
    assert (strict.severity, strict.confidence, strict.missing) == ("warning", "medium", "info")
    assert strict.overrides[0] == Override("house", "severity", "warning")
    assert rule(ruleset, "cn-ad/brand-not-authorised").enabled is False
    assert rule(ruleset, "cn-ad/brand-not-authorised").overrides == (
        Override("house", "enabled", "false"),
    )
    texts = {each.text for each in strict.patterns["$claim"].entries}
    assert {"遥遥领先", "天花板", "销量第一"} <= texts
    assert not {"顶级", "第一"} & texts
    assert entry(strict.patterns["$claim"].entries, "天花板").tags == {"quality"}


def write(folder: Path, files: dict[str, str]) -> Path:
    for name, text in files.items():
        path = folder / name
        path.parent.mkdir(parents=True, exist_ok=True)
        path.write_text(dedent(text), encoding="utf-8")
    return folder


def test_the_last_override_wins(tmp_path: Path) -> None:
    for name, severity in (("one", "info"), ("two", "warning")):
        write(
            tmp_path / name,
            {
                "pack.yaml": f"""\
                    schema: 1
                    name: {name}
                    version: 1
                    requires: [cn-ad]
                    overrides: {{cn-ad/absolute-superlative: {{severity: {severity}}}}}
                    """
            },
        )
    wanted = "cn-ad/absolute-superlative"
    there = rule(good(tmp_path / "one", tmp_path / "two"), wanted)
    back = rule(good(tmp_path / "two", tmp_path / "one"), wanted)
    assert (there.severity, back.severity) == ("warning", "info")
    assert [each.pack for each in there.overrides] == ["one", "two"]


def test_required_packs_are_found_beside_the_one_that_asks(tmp_path: Path) -> None:
    write(
        tmp_path,
        {
            "mine/pack.yaml": "schema: 1\nname: mine\nversion: 1\nrequires: [cn-ad>=9]\n",
            "cn-ad/pack.yaml": "schema: 1\nname: cn-ad\nversion: 9.1\n",
        },
    )
    ruleset = good(tmp_path / "mine")
    assert [(pack.name, pack.version) for pack in ruleset.packs] == [
        ("cn-ad", "9.1"),
        ("mine", "1"),
    ]


def test_a_pack_that_was_asked_for_serves_as_the_required_one(tmp_path: Path) -> None:
    write(tmp_path / "elsewhere" / "common", {"pack.yaml": "schema: 1\nname: common\nversion: 7\n"})
    write(
        tmp_path / "mine",
        {"pack.yaml": "schema: 1\nname: mine\nversion: 1\nrequires: [common>=7]\n"},
    )
    ruleset = good(tmp_path / "mine", tmp_path / "elsewhere" / "common")
    assert [pack.version for pack in ruleset.packs] == ["7", "1"]


SINGLE = """\
    schema: 1
    rules:
    - id: superlatives
      title: 极限词
      category: absolute-claim
      severity: warning
      basis: [{law: 任何法, article: "1"}]
      patterns: {$a: {lexicon: cn-ad/superlatives}, $b: {lexicon: brands}}
      condition: $a and not $b
      message: 不可用
      examples: {flag: [最好], pass: [好]}
    """


def test_a_single_file_is_a_pack(tmp_path: Path) -> None:
    write(tmp_path, {"my-shop.yaml": SINGLE})
    ruleset = good(tmp_path / "my-shop.yaml")
    assert [(pack.name, pack.version, pack.markets) for pack in ruleset.packs] == [
        ("my-shop", "0", ())
    ]
    made = rule(ruleset, "my-shop/superlatives")
    # Lexicons of packs that are not loaded are there all the same, and count in the hash.
    assert entry(made.patterns["$a"].entries, "最好").tags == {"quality"}
    assert made.patterns["$b"].lexicons == ("common/brands",)
    assert not any(each.pack == "cn-ad" for each in ruleset.rules)
    assert [weight.path for weight in made.fields][:2] == ["title", "subtitle"]


def test_scalars_stay_what_their_author_wrote(tmp_path: Path) -> None:
    """YAML 1.1 would make of these: false, true, 750, 83, a date, null, a number."""
    folder = write(
        tmp_path / "norway",
        {
            "pack.yaml": "schema: 1\nname: norway\nversion: 1.10\nmarkets: [NO]\n",
            "rules.yaml": SINGLE.replace(
                "{lexicon: cn-ad/superlatives}",
                "[on, yes, 12:30, 0123, 2015-09-01, null, 1e3]",
            ),
        },
    )
    ruleset = good(folder)
    assert (ruleset.packs[0].markets, ruleset.packs[0].version) == (("NO",), "1.10")
    texts = [each.text for each in ruleset.rules[0].patterns["$a"].entries]
    assert texts == ["on", "yes", "12:30", "0123", "2015-09-01", "null", "1e3"]


def test_a_pack_in_yml_and_in_folders(tmp_path: Path) -> None:
    folder = write(
        tmp_path / "deep",
        {
            "pack.yaml": """\
                schema: 1
                name: deep
                version: 1
                defaults: {fields: description}
                """,
            "a/b/one.yml": SINGLE,
            ".hidden.yaml": "not: ours",
            ".git/x.yaml": "not: ours",
            "notes.txt": "not ours",
        },
    )
    made = rule(good(folder), "deep/superlatives")
    assert made.fields == (FieldWeight("description", 1.0),)


def test_markets_of_shipped_packs(tmp_path: Path) -> None:
    for name, markets in (("cn-x", "[CN]"), ("eu-x", "[EU]"), ("de-x", "[DE]"), ("shared", "[]")):
        text = f"schema: 1\nname: {name}\nversion: 1\nmarkets: {markets}\ntitle: {name}\n"
        write(tmp_path / name, {"pack.yaml": text})
    assert default_packs(["CN"], tmp_path) == ("cn-x",)
    assert default_packs(["DE"], tmp_path) == ("de-x", "eu-x")
    assert default_packs(["EU"], tmp_path) == ("eu-x",)
    assert default_packs(["US"], tmp_path) == ()
    shipped = shipped_packs(tmp_path)
    assert [pack.name for pack in shipped] == ["cn-x", "de-x", "eu-x", "shared"]
    assert shipped[0].title == (("zh", "cn-x"), ("en", "cn-x"))
    assert shipped_packs(tmp_path / "nowhere") == ()


# The result is a function of the contents ------------------------------------------------------


def test_loading_twice_gives_the_same() -> None:
    assert load_ruleset(["full", "house"], shipped=PACKS) == load_ruleset(
        ["full", "house"], shipped=PACKS
    )


def test_the_hash_is_that_of_the_contents(tmp_path: Path) -> None:
    shutil.copytree(PACKS, tmp_path / "packs")
    before = good("cn-ad", shipped=tmp_path / "packs")
    assert before.sha256 == good("cn-ad").sha256, "whatever the folder"
    lexicon = tmp_path / "packs" / "common" / "lexicons" / "brands.yaml"
    lexicon.write_text(lexicon.read_text(encoding="utf-8") + "- puma\n", encoding="utf-8")
    after = good("cn-ad", shipped=tmp_path / "packs")
    assert after.sha256 != before.sha256
    assert after.packs[0].sha256 != before.packs[0].sha256
    assert after.packs[1].sha256 == before.packs[1].sha256


def test_borrowed_lexicons_count_in_the_hash(tmp_path: Path) -> None:
    shutil.copytree(PACKS, tmp_path / "packs")
    single = write(tmp_path, {"my-shop.yaml": SINGLE}) / "my-shop.yaml"
    before = good(single, shipped=tmp_path / "packs").sha256
    lexicon = tmp_path / "packs" / "cn-ad" / "lexicons" / "superlatives.yaml"
    lexicon.write_text(lexicon.read_text(encoding="utf-8") + "- 无敌\n", encoding="utf-8")
    assert good(single, shipped=tmp_path / "packs").sha256 != before


def test_a_rule_set_pickles() -> None:
    ruleset = good("full", "house")
    assert pickle.loads(pickle.dumps(ruleset)) == ruleset


def test_repeated_names_load_once() -> None:
    assert good("cn-ad", "cn-ad", PACKS / "cn-ad").packs == good("cn-ad").packs


# What no file alone can show -------------------------------------------------------------------


def test_two_packs_of_one_name(tmp_path: Path) -> None:
    write(tmp_path / "cn-ad", {"pack.yaml": "schema: 1\nname: cn-ad\nversion: 1\n"})
    loaded = load_ruleset(["cn-ad", tmp_path / "cn-ad"], shipped=PACKS)
    assert loaded.ruleset is None
    assert "E508" in codes(loaded)


def test_unknown_packs() -> None:
    loaded = load_ruleset(["cn-da", "no/such/pack", "missing.yaml"], shipped=PACKS)
    found = [(each.code, each.path, each.help) for each in loaded.diagnostics]
    assert found == [
        ("E502", "cn-da", "did you mean `cn-ad`?"),
        ("E502", "missing.yaml", None),
        ("E502", "no/such/pack", None),
    ]
    assert loaded.ruleset is None


def test_a_file_that_cannot_be_read(tmp_path: Path) -> None:
    folder = write(tmp_path / "broken", {"pack.yaml": "schema: 1\nname: broken\nversion: 1\n"})
    (folder / "gone.yaml").symlink_to(tmp_path / "nowhere.yaml")
    loaded = load_ruleset([folder], shipped=PACKS)
    assert codes(loaded) == ["E501"]


@pytest.mark.parametrize("bom", ["", "\ufeff"])
@pytest.mark.parametrize("line_end", ["\n", "\r\n"])
def test_line_ends_and_byte_order_marks(tmp_path: Path, bom: str, line_end: str) -> None:
    text = bom + dedent(SINGLE).replace("condition: $a and", "condition: $a nad").replace(
        "\n", line_end
    )
    path = tmp_path / "my-shop.yaml"
    path.write_bytes(text.encode())
    loaded = load_ruleset([path], shipped=PACKS)
    first = loaded.diagnostics[0]
    assert (first.line, first.column) == (9, 17)
    assert first.source_line == "  condition: $a nad not $b"


def test_a_hundred_rules_and_five_thousand_words_load_quickly(tmp_path: Path) -> None:
    """About half a second; what is quadratic in either takes minutes."""
    words = "".join(f"- {{term: 词{n:05}语, tags: [a]}}\n" for n in range(5_000))
    head, _, body = dedent(SINGLE).partition("- id: superlatives")
    body = body.replace("cn-ad/superlatives", "words")
    rules = "".join(f"- id: rule-{n}{body}" for n in range(100))
    folder = write(
        tmp_path / "big",
        {
            "pack.yaml": "schema: 1\nname: big\nversion: 1\n",
            "lexicons/words.yaml": f"schema: 1\nentries:\n{words}",
            "rules.yaml": head + rules,
        },
    )
    begin = time.monotonic()
    ruleset = good(folder)
    assert time.monotonic() - begin < 4
    assert len(ruleset.rules) == 100
    assert len(ruleset.rules[0].patterns["$a"].entries) == 5_000
