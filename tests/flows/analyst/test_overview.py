"""The page about a whole dataset."""

from __future__ import annotations

import re
from datetime import date
from pathlib import Path

import lxml.html
import polars as pl
import pytest

from flows.analyst import charts
from flows.analyst.overview import differences, overview
from flows.analyst.overview_page import page
from tests.flows.conftest import House

TODAY = date(2026, 1, 1)


def test_figures(snapshot: Path) -> None:
    found = overview(snapshot, TODAY)
    assert (found.counts["documents"], found.counts["rejected"]) == (2, 1)
    assert found.years.select("year", "documents").rows() == [(2023, 1), (2024, 1)]
    assert {row["due_on"] for row in found.deadlines} == {date(2030, 12, 31)}
    assert "ENE" in found.heat["sector"].to_list()
    assert dict(found.quality)["Rejected documents"] == [{"reason": "empty", "stage": "decode", "documents": 1}]
    assert all(0 <= share <= 1 for columns in found.fill.values() for _, _, share in columns)


def test_what_has_passed_is_not_ahead(snapshot: Path) -> None:
    assert overview(snapshot, date(2031, 1, 1)).deadlines == []


def test_variants_of_a_template_stand_side_by_side(snapshot: Path) -> None:
    variants = [variant for _, found in overview(snapshot, TODAY).templates for variant in found]
    assert any(("ラオス" in text and differs) for variant in variants for text, differs in variant.pieces)


@pytest.mark.parametrize(
    ("text", "model", "pieces"),
    [
        ("日本は歓迎した", "日本は歓迎した", [("日本は歓迎した", False)]),
        ("英国は歓迎した", "日本は歓迎した", [("英国", True), ("は歓迎した", False)]),
        ("", "日本", []),
    ],
)
def test_differences(text: str, model: str, pieces: list[tuple[str, bool]]) -> None:
    assert differences(text, model) == pieces


def test_the_page_is_whole_needs_no_network_and_is_always_the_same(snapshot: Path) -> None:
    html = page(snapshot, TODAY)
    assert html == page(snapshot, TODAY)
    document = lxml.html.document_fromstring(html)
    assert [section.get("id") for section in document.iter("section")] == [
        *("years", "heat", "strength", "deadlines", "instruments", "templates", "quality")
    ]
    assert len(list(document.iter("svg"))) == 8
    assert not re.search(r"""(src|href)=["']?(https?:)?//(?!www\.w3\.org)|@import|url\(http""", html)
    assert len(html) < 500_000


def test_a_dataset_without_documents_has_a_page(house: House) -> None:
    house.write()
    house.build()
    assert "No document has a year." in page((house.output / "current").resolve(), TODAY)


def test_charts_take_their_colours_from_the_page_and_escape_names() -> None:
    rows = pl.DataFrame({"status": ["<script>", "signed"], "instruments": [1, 2]})
    drawn = charts.statuses(rows)
    assert "<script>" not in drawn
    assert "var(--level3)" in drawn
    assert "#0a0a" not in drawn
