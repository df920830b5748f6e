"""Every form of date expression: what is found in a text, and what it means."""

import csv
import re
from datetime import date
from itertools import pairwise
from pathlib import Path

import pytest
from edtf import parse_edtf

from transforms.dates import find, resolve
from transforms.dates.model import Calendar, Value

CALENDAR = Calendar(date(2025, 5, 6), "adopted", known_days=(date(2025, 5, 5),))
LINES = (Path(__file__).parent / "expressions.csv").read_text(encoding="utf-8").splitlines()
TABLE = list(csv.DictReader(line for line in LINES if not line.startswith("#")))


def values(text: str, calendar: Calendar = CALENDAR) -> list[tuple[str, Value]]:
    expressions = find(text)
    return [(found.text, value) for found, value in zip(expressions, resolve(expressions, calendar), strict=True)]


def shown(value: Value) -> str:
    return value.edtf or f"null {value.precision}"


@pytest.mark.parametrize("row", TABLE, ids=[f"{row['form']}: {row['text']}" for row in TABLE])
def test_finds_and_resolves(row: dict[str, str]) -> None:
    found = [f"{text} = {shown(value)}" for text, value in values(row["text"])]
    assert found == [item.strip() for item in row["expected"].split("|") if item]


def test_table_is_large_enough() -> None:
    assert sum(len(row["expected"].split("|")) for row in TABLE if row["expected"]) >= 400
    assert sum(not row["expected"] for row in TABLE) >= 80


def test_spans_slice_and_do_not_overlap() -> None:
    for row in TABLE:
        expressions = find(row["text"])
        assert [row["text"][found.start : found.end] for found in expressions] == [found.text for found in expressions]
        assert all(before.end <= after.start for before, after in pairwise(expressions))


def test_every_value_is_valid_edtf_and_agrees_with_its_days() -> None:
    shapes: dict[str, str] = {}
    for row in TABLE:
        for _, value in values(row["text"]):
            assert (value.edtf is None) == (value.resolution == "unresolved")
            if value.edtf is None:
                assert value.first_on is None
                assert value.last_on is None
                continue
            shapes[re.sub(r"[0-9]", "0", value.edtf)] = value.edtf
            assert (value.first_on is None) == value.edtf.startswith("../")
            assert (value.last_on is None) == value.edtf.endswith("/..")
            assert value.first_on is None or value.last_on is None or value.first_on <= value.last_on
    for edtf in shapes.values():
        parse_edtf(edtf)


@pytest.mark.parametrize(
    ("text", "precision", "resolution"),
    [
        ("2025年5月6日", "day", "explicit"),
        ("2025年5月", "month", "explicit"),
        ("1990年代", "decade", "explicit"),
        ("1945年5月9日~2025年", "year", "explicit"),
        ("2025年5月上旬", "day", "explicit"),
        ("2025年度", "month", "explicit"),
        ("5月5日", "day", "year_from_document"),
        ("今年", "year", "anchored"),
        ("土曜日", "day", "weekday"),
        ("今後3年間", "duration", "anchored"),
        ("3年間", "duration", "unresolved"),
        ("80周年", "year", "derived"),
        ("2024年12月24日に到着し、同日会談した", "day", "derived"),
        ("近年", "vague", "unresolved"),
        ("2月30日", "day", "unresolved"),
    ],
)
def test_says_precision_and_resolution(text: str, precision: str, resolution: str) -> None:
    value = values(text)[-1][1]
    assert (value.precision, value.resolution) == (precision, resolution)


@pytest.mark.parametrize(
    ("text", "precision"),
    [
        ("月曜日", "weekday"),
        ("ことし", "relative"),
        ("同日", "relative"),
        ("5月6日", "day"),
        ("9日", "day"),
        ("今後3年間", "duration"),
        ("80周年", "year"),
    ],
)
def test_is_null_where_the_document_has_no_day(text: str, precision: str) -> None:
    assert values(text, Calendar()) == [(text, Value(None, None, None, precision, "unresolved"))]


@pytest.mark.parametrize(
    ("text", "first_on"),
    [
        ("9日、会談した。", date(2025, 5, 9)),
        ("26日、会談した。", date(2025, 4, 26)),
        ("12月24日に署名した。", date(2024, 12, 24)),
        ("6月3日に開催する。", date(2025, 6, 3)),
        ("土曜日に会談した。", date(2025, 5, 10)),
        ("月曜日に会談する予定だ。", date(2025, 5, 12)),
        ("2022年2月の侵攻以来初めて、5月9日の式典に出席した。", date(2025, 5, 9)),
    ],
)
def test_a_report_counts_from_its_publication(text: str, first_on: date) -> None:
    calendar = Calendar(date(2025, 5, 11), "published", date(2025, 5, 11))
    assert values(text, calendar)[-1][1].first_on == first_on


def test_a_day_named_in_full_elsewhere_gives_the_year_unless_it_is_long_past() -> None:
    calendar = Calendar(date(2025, 5, 11), "published", date(2025, 5, 11), known_days=(date(1945, 5, 9), date(2025, 5, 10)))
    (_, ninth), (_, tenth) = values("5月9日の式典と5月10日の会談", calendar)
    assert (ninth.edtf, ninth.resolution) == ("2025-05-09", "year_from_publication")
    assert (tenth.edtf, tenth.resolution) == ("2025-05-10", "year_from_document")
