"""Units, acts and actors of sentences in the styles of ministries, agencies, treaties and translations."""

import csv
from pathlib import Path

import pytest

from tests.transforms.clauses.reading import PARTIES, split

LINES = Path(__file__).with_name("cases.csv").read_text(encoding="utf-8").splitlines()
CASES = list(csv.DictReader(line for line in LINES if not line.startswith("#")))


def _actors(cell: str) -> tuple[str, ...]:
    return PARTIES if cell == "both" else (cell,)


@pytest.mark.parametrize("case", CASES, ids=[f"{case['style']}-{number}" for number, case in enumerate(CASES, 1)])
def test_units_and_acts(case: dict[str, str]) -> None:
    units = case["units"].split("|")
    found = split("".join(units), report=case["kind"] == "report")
    assert [clause.text for clause in found] == units
    assert [clause.act + "?" * clause.is_hedged for clause in found] == case["acts"].split("|")
    if case["actors"]:
        assert [clause.actors for clause in found] == [_actors(cell) for cell in case["actors"].split("|")]


def test_table_is_wide() -> None:
    assert sum(case["units"].count("|") + 1 for case in CASES) >= 300
    assert len({case["style"] for case in CASES}) >= 15
