from __future__ import annotations

from pathlib import Path

import polars as pl

from flows.accounts import accounts
from tests.flows.conftest import House


def test_the_page_answers_an_auditor(house: House) -> None:
    house.write(a="2024年\n\n二", bad="壊")
    report = house.build().report
    assert report.verdict.startswith("Published 000001-")
    assert "| added | 1 |" in report.page
    assert "| bad.txt | decode | binary | The file is no text: leave it out |" in report.page
    assert "| paragraph | 2 |" in report.page
    assert report.tables["drift"] == []


def test_drift_counts_codes(house: House) -> None:
    house.write(a="2024年")
    house.build()
    house.write(b="2024年 X\n二")
    drift = {row["what"]: row["difference"] for row in house.build().report.tables["drift"]}
    assert drift["clauses: rows"] == "+2"
    assert drift["clauses: act = WELCOME"] == "+2"
    assert drift["entities: type = country"] == "+1"


def test_names_are_shown_as_they_are(house: House) -> None:
    house.write(**{"<script>alert(1)<": "壊", "a|b`c`[d](e)": "壊"})
    page = house.build().report.page
    assert "<script>" not in page
    assert "&lt;script&gt;alert(1)&lt;.txt" in page
    assert "a&#124;b&#96;c&#96;&#91;d&#93;(e).txt" in page


def test_long_lists_are_cut(house: House) -> None:
    house.write(**{f"bad{n}": "壊" for n in range(60)})
    report = house.build().report
    assert "and 10 more" in report.page
    assert len(report.tables["rejects"]) == 60


def test_every_document_is_accounted_for(house: House) -> None:
    house.write(a="2024年\n\n二", b="2025年")
    house.build()
    house.write(c="2026年")
    rows = {row["document"]: row for row in house.build().report.tables["documents"]}
    assert rows.keys() == {"a.txt", "b.txt", "c.txt"}
    assert rows["a.txt"]["lines by role"] == "paragraph 2, blank 1"
    assert rows["a.txt"]["lines"] == 3


def test_lines_left_out_are_shown_by_rule(tmp_path: Path) -> None:
    """One document of the table `statements`, as published."""
    text = "声明\nトップページへ戻る\n本文"
    roles = [("title", "first", 0, 2), ("site_chrome", "menu", 3, 12), ("paragraph", "text", 13, 15)]
    lines = [{"role": role, "rule": rule, "char_start": start, "char_end": end} for role, rule, start, end in roles]
    pl.DataFrame([{"source_path": "a", "title": "声明", "raw_text": text, "lines": lines}]).write_parquet(tmp_path / "a.parquet")
    found = accounts([tmp_path / "a.parquet"], ["a", "elsewhere"])
    assert found.total == 2
    assert found.rows[0]["left out"] == 1
    assert found.rows[0]["left out by rule"] == "menu 1"
    assert found.rows[0]["first left out"] == "menu: トップページへ戻る"


def test_stages_checks_and_snapshots_are_listed(house: House) -> None:
    house.write(a="2024年")
    first = house.build()
    house.write(b="2025年")
    report = house.build().report
    stages = [row["stage"] for row in report.tables["steps"]]
    assert stages == ["discover", "plan", "transform", "assemble", "check", "publish"]
    checks = {row["check"]: row for row in report.tables["quality"]}
    assert checks["statements: rows"] == {
        "check": "statements: rows",
        "now": "2",
        "before": "1",
        "asked": "at most 50% fewer",
        "result": "held",
    }
    assert checks["statements.title: filled"]["now"] == "100.0%"
    assert [row["snapshot"] for row in report.tables["snapshots"]] == [f"{house.current.id} (current)", first.snapshot.id]
    assert f"snapshot:{house.current.id}" in report.tags
    assert "```mermaid\nflowchart LR" in report.page


def test_an_accepted_change_is_marked(house: House) -> None:
    house.write(a="2024年", b="2025年", c="2026年")
    house.build()
    house.remove("a", "b")
    checks = {row["check"]: row["result"] for row in house.build(accept_change=True).report.tables["quality"]}
    assert checks["statements: rows"] == "overruled"


def test_drift_tells_how_full_columns_are(house: House) -> None:
    house.write(a="2024年")
    house.build()
    house.write(b="年のない声明")
    drift = {row["what"]: row["difference"] for row in house.build().report.tables["drift"]}
    assert drift["statements: reference_on filled"] == "-50.0 points"
