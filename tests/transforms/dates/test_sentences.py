"""Whole sentences of many styles: each date's span, value and role."""

import csv
from datetime import date
from pathlib import Path

import pytest

from tests.transforms.dates.test_roles import tags
from transforms.dates.model import Calendar, DateTag

LINES = (Path(__file__).parent / "sentences.csv").read_text(encoding="utf-8").splitlines()
TABLE = list(csv.DictReader(line for line in LINES if not line.startswith("#")))


def calendar(text: str) -> Calendar:
    """A calendar from `none` or a basis and a day: `published 2025-05-06`."""
    if text == "none":
        return Calendar()
    basis, _, day = text.partition(" ")
    reference = date.fromisoformat(day)
    return Calendar(reference, basis, reference if basis == "published" else None)


def shown(tag: DateTag) -> str:
    return f"{tag.expression.text} = {tag.value.edtf or 'null'} {tag.role}"


@pytest.mark.parametrize("row", TABLE, ids=[f"{row['style']}: {row['text']}" for row in TABLE])
def test_spans_values_and_roles(row: dict[str, str]) -> None:
    found = [shown(tag) for tag in tags(row["text"], calendar(row["calendar"]))]
    assert found == [item.strip() for item in row["expected"].split("|") if item.strip()]


def test_table_is_large_enough() -> None:
    assert len(TABLE) >= 100
