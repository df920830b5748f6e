"""Markdown keeps its text; its lines get kinds."""

from __future__ import annotations

from datetime import date

import pytest

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


def test_a_rule_at_the_top_that_nothing_closes_is_no_front_matter() -> None:
    assert read_markdown("---\n本文。").blocks == ("p", "p")
