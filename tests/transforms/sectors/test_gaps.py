"""The report on what the lexicon of sectors lacks."""

from __future__ import annotations

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


def test_coverage_of_nothing() -> None:
    report = coverage([])
    assert (report.n_clauses, report.without_evidence, report.uncovered_nouns, report.conflicting_terms) == (0, (), (), ())
