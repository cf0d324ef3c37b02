"""Regular expressions: folded, told by literals, compiled."""

from __future__ import annotations

import pickle
import re

import pytest
import re2
from hypothesis import assume, given
from hypothesis import strategies as st

from listing_guard.match.regex import (
    MAX_LENGTH,
    RegexError,
    companions,
    compile_re2,
    fold_regex,
    literals,
)
from listing_guard.match.regex_literals import MAX_LITERALS
from listing_guard.match.regex_tokens import tokens
from listing_guard.model.span import Span
from listing_guard.text.fold import fold


@pytest.mark.parametrize(
    ("source", "folded"),
    [
        ("ＮＯ．１", r"no\.1"),
        ("最優（第一）？", r"最优\(第一\)\?"),
        ("[Ａ-Ｚ]{2,3}", "[a-z]{2,3}"),
        ("[A-Z0-9]", "[0-9a-z]"),
        ("℃+", "(?:°c)+"),
        ("[℃x]", "(?:°c|[x])"),
        ("[⑨-⑪]", "(?:10|11|[9])"),
        (r"\u6700\U00004f73", "最佳"),
        (r"\x{6700}\x41", r"\x{6700}a"),
        ("[^Ａ－]", r"[^\-a]"),
        ("[］＼＾]", r"[\\-\^]"),
        (r"(?P<Name>A)(?i:B)", "(?P<Name>a)(?i:b)"),
        (r"\QＣ.（\E+", r"c\.\(+"),
        ("\\Q\\", "\\\\"),
        (r"\p{Han}\PL\d\W\bA", r"\p{Han}\PL\d\W\ba"),
        (r"[\dＡ[:alpha:]\p{Han}]", r"[\d[:alpha:]\p{Han}a]"),
        (r"a\.b\-c", r"a\.b\-c"),
        (r"\t|　", " | "),
        ("cafe\u0301", "café"),
        ("e\u0301+", "e\u0301+"),
        ("[一-龥]", r"[一-龥\p{Han}]"),
        (r"\，", ","),
        ("(?:x", "(?:x"),
    ],
)
def test_literals_are_folded_and_syntax_stays(source: str, folded: str) -> None:
    result = fold_regex(source)
    assert result.source == folded
    assert result.problems == ()


@pytest.mark.parametrize(
    ("source", "start", "end"),
    [
        (r"最\p{Lu}", 1, 7),
        (r"[\dx\p{Lt}]", 4, 10),
        ("x[[:upper:]]", 2, 11),
        ("最\u200b好", 1, 2),
        (r"a\x{200B}", 1, 9),
        ("[a\u00ad]", 2, 3),
        ("e\u200b\u0301", 1, 2),
        ("\u200b", 0, 1),
    ],
)
def test_what_can_never_match_is_said_with_its_mend(source: str, start: int, end: int) -> None:
    (problem,) = fold_regex(source).problems
    assert (problem.code, problem.start, problem.end) == ("E404", start, end)
    assert problem.help


def test_places_in_the_folded_expression_lead_back() -> None:
    folded = fold_regex("ab℃(Ｘ")
    assert folded.source == "ab(?:°c)(x"
    at = folded.source.rindex("(")
    assert folded.original_span(at, at + 1) == Span(3, 4)
    assert folded.original_span(3, 5) == Span(2, 3)


@given(st.text("Ａ优優，（.?*①℃ \u200b\u0301e最a-]^\\", max_size=8))
def test_a_quoted_text_is_found_in_its_own_normal_form(text: str) -> None:
    form = fold(text)
    assume(form)
    quoted = "".join(f"\\{char}" if char in ".?*-]^\\" else char for char in text)
    found = compile_re2(fold_regex(quoted).source)
    assert found.fullmatch(form)


@given(st.text())
def test_tokens_cover_the_source(source: str) -> None:
    at = 0
    for token in tokens(source):
        assert token.start == at
        at = token.end
    assert at == len(source)


@given(st.text("()[]{}|*+?\\^$.-:PpxuQE<>=!aA最1,", max_size=30))
def test_no_source_breaks_anything(source: str) -> None:
    folded = fold_regex(source)
    literals(folded.source)
    for each in (source, folded.source):
        error = refusal(each)
        assert error is None or (error.message and 0 <= error.start <= error.end <= len(each))


def refusal(source: str) -> RegexError | None:
    try:
        compile_re2(source)
    except RegexError as error:
        return error
    return None


@pytest.mark.parametrize(
    ("source", "found"),
    [
        ("最(好|佳)[吃用]?", {"最好", "最佳"}),
        ("(数据)?来源[:：]", {"来源:"}),
        (r"\d+折", {f"{digit}折" for digit in range(10)}),
        ("(?:全网|全国)最低", {"全网最低", "全国最低"}),
        (r"(\p{Han}+)第一", {"第一"}),
        ("a|最好", set()),
        ("no\\.1|第[一1]", {"no.1", "第一", "第1"}),
        ("全部.*好评", {"全部"}),
        ("(最好){2,}", {"最好最好"}),
        ("x(最好)*", set()),
        ("(最好)?", set()),
        ("", set()),
        (r"\d\d", set()),
        ("[^最]", set()),
        ("abc{0}", {"ab"}),
        (r"\Qa.b\E", {"a.b"}),
        ("(?i)best", {"best"}),
        ("最(?i)*", set()),
        (r"最好\Q\E*", {"最"}),
        ("^最$", {"最"}),
        ("(最", set()),
        ("最)", set()),
        ("最(?!好)", set()),
        (r"第一\1", set()),
        ("数据来源|来源", {"来源"}),
    ],
)
def test_literals(source: str, found: set[str]) -> None:
    assert set(literals(fold_regex(source).source)) == found


def test_literals_are_few() -> None:
    wide = "|".join(
        f"{left}{right}" for left in "甲乙丙丁戊己庚辛壬癸" * 3 for right in "abcdefghij"
    )
    assert 0 < len(literals(wide)) <= MAX_LITERALS
    many = literals("|".join(f"词{number}" for number in range(MAX_LITERALS + 50)))
    assert 0 < len(many) <= MAX_LITERALS
    assert all(each.startswith("词") for each in many)
    assert 0 < len(literals("[一二三四五六七八九十]" * 4)) <= MAX_LITERALS


_ATOMS = st.sampled_from(
    [
        "最",
        "好",
        "ab",
        "a",
        "b",
        "[好佳]",
        "[^a]",
        ".",
        r"\d",
        "1",
        "(?i)",
        r"\Qb\E",
        "[a-c]",
        "^",
        r"\b",
        "()",
        "[一-龥]",
    ]
)
_REGEXES = st.recursive(
    _ATOMS,
    lambda inner: st.one_of(
        st.lists(inner, min_size=1, max_size=4).map("".join),
        st.lists(inner, min_size=2, max_size=3).map(lambda parts: f"({'|'.join(parts)})"),
        st.tuples(inner, st.sampled_from(["?", "*", "+", "{2}", "{1,2}", "{0}", "{2,}", "+?"])).map(
            lambda pair: f"(?:{pair[0]}){pair[1]}"
        ),
    ),
    max_leaves=8,
)


@given(_REGEXES, st.lists(st.sampled_from("最好佳ab1c\n一"), max_size=14).map("".join))
def test_a_search_near_the_literals_finds_all(source: str, text: str) -> None:
    folded = fold_regex(source).source
    needles = literals(folded)
    compiled = compile_re2(folded, companions(folded))
    text = f"{text}{'一' * 40}{text}"
    places = sorted({m.start() for n in needles for m in re.finditer(f"(?={re.escape(n)})", text)})
    found = [Span(*match.span()) for match in re2.finditer(folded, text)]
    assert compiled.find(text) == [span for span in found if span.start < span.end]
    assert not needles or compiled.find_near(text, places) == compiled.find(text)
    for start, end in compiled.find(text) if needles else ():
        assert any(compiled.may_match(text, place) for place in places if start <= place < end)


@given(_REGEXES, st.lists(st.sampled_from("最好佳ab1c\n一"), max_size=14).map("".join))
def test_every_match_holds_a_literal(source: str, text: str) -> None:
    folded = fold_regex(source).source
    needles = literals(folded)
    for start, end in compile_re2(folded).find(text):
        assert not needles or any(needle in text[start:end] for needle in needles)


@given(_REGEXES, st.lists(st.sampled_from("最好佳ab1c\n一"), max_size=10).map("".join))
def test_a_folded_expression_matches_what_it_did(source: str, text: str) -> None:
    """These expressions and texts are in the normal form already."""
    assert compile_re2(fold_regex(source).source).find(text) == compile_re2(source).find(text)


def test_spans_are_code_points_apart_and_not_empty() -> None:
    compiled = compile_re2("最好|𝄞+|x*")
    assert compiled.find("a𝄞𝄞最好xx\ud800𝄞") == [
        Span(1, 3),
        Span(3, 5),
        Span(5, 7),
        Span(8, 9),
    ]
    assert compiled.find("") == []


def test_fullmatch() -> None:
    compiled = compile_re2("[a-z]{2}|\ufffd")
    assert compiled.fullmatch("ab")
    assert not compiled.fullmatch("abc")
    assert not compiled.fullmatch("")
    assert compiled.fullmatch("\ud800")


def test_an_expression_survives_pickling() -> None:
    again = pickle.loads(pickle.dumps(compile_re2("最(好|佳)")))
    assert again.source == "最(好|佳)"
    assert again.find("最佳") == [Span(0, 2)]


@pytest.mark.parametrize(
    ("source", "start", "end", "words"),
    [
        ("最(?!佳)", 1, 4, "lookahead followed_by"),
        ("(?=a)", 0, 3, "lookahead followed_by"),
        ("(?<!本)最", 0, 4, "lookbehind preceded_by"),
        ("(?<=a)b", 0, 4, "lookbehind except"),
        (r"\\1(a)\1", 6, 8, "backreferences alternatives"),
        ("(?P<n>a)(?P=n)", 8, 11, "backreferences"),
        ("(?>a)", 0, 3, "atomic (?:"),
        ("a++", 1, 3, "quantifier"),
        ("ab(a", 2, 3, "( closed"),
        ("a)", 1, 2, ") closes"),
        ("x[a", 1, 2, "[ closed"),
        ("[z-a]", 1, 4, "range"),
        ("a{1001}", 1, 7, "1000"),
        ("*a", 0, 1, "repeat"),
        (r"a\q", 1, 3, r"escape \q"),
        (r"a\Z", 1, 3, r"\z"),
        ("a\\", 1, 2, "backslash"),
        ("(?#x)", 0, 3, "comments YAML"),
        ("\ud800", 0, 1, "surrogate"),
        ("a" * (MAX_LENGTH + 1), MAX_LENGTH, MAX_LENGTH + 1, "longer lexicon"),
    ],
)
def test_errors_say_where_why_and_what_to_do(source: str, start: int, end: int, words: str) -> None:
    with pytest.raises(RegexError) as caught:
        compile_re2(source)
    error = caught.value
    assert (error.start, error.end) == (start, end)
    for word in words.split():
        assert word in f"{error.message} {error.help}"


@pytest.mark.parametrize("source", ["(a+)+$", "(a|a)*b", "(?:a{0,30}){0,30}b", "最.*好.*佳"])
def test_a_million_characters_are_searched(source: str) -> None:
    text = "aaaa最好" * 170_000
    assert all(span.end <= len(text) for span in compile_re2(source).find(text))


def test_long_and_deep_expressions_are_read() -> None:
    assert literals("(" * 5000 + "最好" + ")" * 5000) == ("最好",)
    assert literals("[" * 10_000) == ()
    assert fold_regex("(" * 10_000).source == "(" * 10_000
    assert fold_regex("[" * 10_000).source == "[" * 10_000
    with pytest.raises(RegexError):
        compile_re2("(" * 10_000)
