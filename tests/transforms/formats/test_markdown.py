"""Markdown keeps its text; its lines get kinds."""

from __future__ import annotations

from datetime import date

import pytest

from tests.cost import no_explosion
from transforms.folding import fold, fold_text
from transforms.formats.markdown import read_markdown
from transforms.source import Metadata

PAGE = """---
title: "共同声明"
date: 2006-08-28
url: https://example.org/a
---
# 声明
## 政治

- 協力
1. 対話
> 引用
| 年 | 額 |
本文。
見出し
======
```
# 符号
```
"""


def test_kinds_and_fields() -> None:
    found = read_markdown(PAGE)
    assert found.text == PAGE
    expected = ["front_matter"] * 5 + ["h1", "h2", None, "li", "li", "blockquote", "tr", "p", "h1", "p", "pre", "pre", "pre"]
    assert list(found.blocks) == expected
    assert found.metadata == Metadata("https://example.org/a", None, date(2006, 8, 28), "共同声明")


@pytest.mark.parametrize(
    ("text", "kinds"),
    [
        pytest.param("```\n~~~\n```\n本文。", ["pre", "pre", "pre", "p"], id="another mark inside"),
        pytest.param("````\n```\n````\n本文。", ["pre", "pre", "pre", "p"], id="a shorter fence inside"),
        pytest.param("~~~\n~~~~  \n本文。", ["pre", "pre", "p"], id="a longer fence closes"),
        pytest.param("```\n``` text\n```\n本文。", ["pre", "pre", "pre", "p"], id="a fence with a word opens and never closes"),
        pytest.param("``` ` ```\n本文。", ["p", "p"], id="code within a line"),
        pytest.param("```\n本文。", ["pre", "pre"], id="a fence that nothing closes"),
    ],
)
def test_a_fence_is_closed_by_its_own_mark(text: str, kinds: list[str]) -> None:
    assert list(read_markdown(text).blocks) == kinds


def test_a_front_matter_in_toml() -> None:
    found = read_markdown("+++\ntitle = '共同声明'\ndate = 2006-08-28\n+++\n本文。")
    assert list(found.blocks) == ["front_matter"] * 4 + ["p"]
    assert found.metadata == Metadata(None, None, date(2006, 8, 28), "共同声明")


@pytest.mark.parametrize(
    ("line", "kind", "shown"),
    [
        pytest.param("**両国**は、*共に*`協力`する。", "p", "両国は、共に協力する。", id="emphasis"),
        pytest.param("額は 3 * 4 * 5、*印は注。", "p", "額は 3 * 4 * 5、*印は注。", id="stars that emphasise nothing"),
        pytest.param("[協力](https://example.org/a)する[^1]。", "p", "協力する。", id="a link and the mark of a note"),
        pytest.param("[^1]: 注の文。", "p", "[^1]: 注の文。", id="a note"),
        pytest.param("![写真](a.jpg)", "p", "![写真](a.jpg)", id="a picture"),
        pytest.param("<https://example.org/>を見よ。", "p", "<https://example.org/>を見よ。", id="an address"),
        pytest.param("<ruby>艇<rt>てい</rt></ruby>を<br>", "p", "艇を", id="tags and readings"),
        pytest.param("1\\. 協力する\\*。", "p", "1. 協力する*。", id="escapes"),
        pytest.param("## 政治 ##", "h2", "## 政治", id="a heading that is closed"),
        pytest.param("## 政治 {#sec}", "h2", "## 政治", id="a heading with an id"),
        pytest.param("> 両国は", "blockquote", "両国は", id="a quotation"),
        pytest.param("> > ## 政治", "h2", "## 政治", id="a heading in quotations"),
    ],
)
def test_marks_that_are_not_shown_are_passed_over(line: str, kind: str, shown: str) -> None:
    found = read_markdown(f"{line}\n本文。\r\n")
    assert (found.text, found.blocks) == (f"{line}\n本文。\r\n", (kind, "p"))
    assert fold(found.text, found.seen).text == fold_text(shown) + "\n本文。\r\n"


def test_marks_within_code_are_seen() -> None:
    assert read_markdown("```\n**両国**\n```").seen == "```\n**両国**\n```"


@pytest.mark.parametrize("piece", ["[", "*", "`", "<a ", "> ", ">  ", " #", "\\", "[^", "**a"])
def test_bombs_take_bounded_time(piece: str) -> None:
    with no_explosion():
        read_markdown(piece * 200_000)


def test_a_rule_at_the_top_that_nothing_closes_is_no_front_matter() -> None:
    assert read_markdown("---\n本文。").blocks == ("p", "p")
