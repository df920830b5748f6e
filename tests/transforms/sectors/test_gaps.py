"""The report on what the lexicon of sectors lacks."""

from __future__ import annotations

import pytest

from transforms.sectors import Tagged, coverage


def test_coverage_shows_what_an_editor_needs() -> None:
    report = coverage(
        [
            Tagged("双方は、農業協力を進める。", [("AGR", "term", "農業")]),
            Tagged("双方は、金魚品評会を開く。", [("POL", None, None)]),
            Tagged("双方は、金魚品評会を続ける。", [("AGR", "heading", "農業")]),
            Tagged("首脳は半導体工場を訪れた。", [("X00", "term", "訪れ")]),
        ]
    )
    assert report.n_clauses == 4
    assert report.without_evidence == ("双方は、金魚品評会を開く。", "双方は、金魚品評会を続ける。")
    assert ("金魚品評会", 2) in report.uncovered_nouns
    assert "農業" not in dict(report.uncovered_nouns)
    assert "漁業" in report.silent_terms
    assert "農業" not in report.silent_terms
    assert ("半導体", 1, 1) in report.conflicting_terms
    assert "農業" not in [term for term, _, _ in report.conflicting_terms]


@pytest.mark.parametrize(
    "text",
    [
        "双方は、両国の協力を強化することで一致した。",
        "両首脳は、ベトナム側の立場を支持した。",
        "中国側と日本側は、意見を交換した。",
    ],
)
def test_nouns_that_name_no_topic_are_no_gaps(text: str) -> None:
    assert coverage([Tagged(text, [("POL", None, None)])]).uncovered_nouns == ()


def test_a_topic_beside_such_nouns_is_a_gap() -> None:
    report = coverage([Tagged("双方は、金魚協力と日本独楽を進める。", [("POL", None, None)])])
    assert {noun for noun, _ in report.uncovered_nouns} == {"金魚協力", "日本独楽"}


def test_coverage_of_nothing() -> None:
    report = coverage([])
    assert (report.n_clauses, report.without_evidence, report.uncovered_nouns, report.conflicting_terms) == (0, (), (), ())
