"""What serves in a clause, and the relative clauses in it."""

from __future__ import annotations

import pytest

from transforms.morphology import tokenize
from transforms.sectors.serving import relatives


@pytest.mark.parametrize(
    ("text", "found"),
    [
        ("双方は、肥料を運ぶ鉄道の改修を急ぐ。", ["肥料を運ぶ|鉄道の改修"]),
        ("港に着いた肥料を内陸へ運ぶ鉄道を直す。", ["港に着いた|肥料", "港に着いた肥料を内陸へ運ぶ|鉄道"]),
        ("投資に関する協定を結ぶ。", []),
        ("両国に存在する問題を解く。", []),
        ("投資を増やすことで一致した。", []),
        ("重要な課題を話し合う。", []),
        ("汚染を減らすための技術を広める。", []),
        ("鉄道を造り、船を操る人を育てる。", ["船を操る|人"]),
    ],
)
def test_relative_clauses(text: str, found: list[str]) -> None:
    assert [f"{text[one.start : one.end]}|{text[one.end : one.head_end]}" for one in relatives(tokenize(text))] == found
