"""Every entry of the date lexicons does what its example shows."""

from datetime import date

import pytest

from tests.transforms.dates.test_roles import tags
from transforms import lexicon
from transforms.dates import find, resolve
from transforms.dates.eras import eras
from transforms.dates.model import Calendar
from transforms.dates.roles import NEAR

CALENDAR = Calendar(date(2025, 5, 6), "adopted")


@pytest.mark.parametrize("row", lexicon.rows("date_words.csv"), ids=lambda row: row["word"])
def test_words(row: dict[str, str]) -> None:
    assert any(found.text.startswith(row["word"]) for found in find(row["example"]))
    assert not any(found.text.startswith(row["word"]) for found in find(row["counterexample"]))


@pytest.mark.parametrize("row", lexicon.rows("date_segments.csv"), ids=lambda row: row["word"])
def test_segments(row: dict[str, str]) -> None:
    (found,) = find(row["example"])
    assert found.text == row["example"]
    assert resolve([found], CALENDAR)[0].resolution != "unresolved"
    assert not any(row["word"] in found.text for found in find(row["counterexample"]))


@pytest.mark.parametrize("row", lexicon.rows("date_refusals.csv"), ids=lambda row: row["example"])
def test_refusals(row: dict[str, str]) -> None:
    assert find(row["example"]) == []


@pytest.mark.parametrize("row", lexicon.rows("eras.csv"), ids=lambda row: row["name"])
def test_eras(row: dict[str, str]) -> None:
    (found,) = find(row["example"])
    era = eras()[row["name"]]
    assert found.text == row["example"]
    assert era.first_on.year >= era.zero_year + 1 or era.zero_year < 0
    assert era.western_year(1) is not None
    assert era.western_year(0) is None


@pytest.mark.parametrize("row", lexicon.rows("date_countings.csv"), ids=lambda row: row["example"])
def test_countings(row: dict[str, str]) -> None:
    (found,) = find(row["example"])
    (value,) = resolve([found], CALENDAR)
    assert (found.form == "anniversary") == (row["kind"] == "anniversary")
    assert (value.edtf is None) == (row["kind"] == "start")


@pytest.mark.parametrize("row", lexicon.rows("date_roles.csv"), ids=lambda row: row["example"])
def test_roles(row: dict[str, str]) -> None:
    assert tags(row["example"], CALENDAR)[0].role in row["role"].split("|")
    if row["counterexample"]:
        assert tags(row["counterexample"], CALENDAR)[0].role not in row["role"].split("|")


@pytest.mark.parametrize("name", ["date_words.csv", "date_segments.csv", "date_refusals.csv", "date_countings.csv", "eras.csv"])
def test_entries_are_sorted_and_unique(name: str) -> None:
    rows = [tuple(row.values()) for row in lexicon.rows(name)]
    keys = [row[:2] if name in {"date_refusals.csv", "date_countings.csv"} else row[:1] for row in rows]
    assert keys == sorted(set(keys))


def test_a_visit_is_near_within_days() -> None:
    assert NEAR.days < 30
