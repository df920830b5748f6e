from __future__ import annotations

from tests.flows.conftest import House


def test_the_page_answers_an_auditor(house: House) -> None:
    house.write(a="2024年\n\n二", bad="壊")
    report = house.build().report
    assert report.verdict.startswith("Published 000001-")
    assert "| added | 2 |" in report.page
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
