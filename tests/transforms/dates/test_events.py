"""Recurring events date the document that tells of them."""

from datetime import date
from itertools import pairwise

import pytest

from transforms import lexicon
from transforms.dates import events

ROWS = lexicon.rows("events.csv")


@pytest.mark.parametrize(
    ("text", "day"),
    [
        ("第2回「中国・中央アジアサミット」に出席するため、訪れている。", date(2025, 6, 17)),
        ("G7広島サミットに出席した。", date(2023, 5, 21)),
        ("第七回日中韓サミットが東京で開催された。", date(2018, 5, 9)),
        ("アフリカ開発会議第5回は横浜で開催された。", date(2013, 6, 3)),
    ],
)
def test_names_the_day(text: str, day: date) -> None:
    assert events.lookup([text]) == day


@pytest.mark.parametrize(
    "text", ["第2回中国・中央アジアサミットの成果を想起した。", "サミットに出席した。", "第99回G20サミットに出席した。", ""]
)
def test_is_none_without_an_event_as_the_occasion(text: str) -> None:
    assert events.lookup([text]) is None


def test_the_event_named_most_wins_then_the_latest() -> None:
    texts = ["第24回上海協力機構首脳会議に出席した。", "第25回上海協力機構首脳会議に出席した。"]
    assert events.lookup(texts) == date(2025, 9, 1)
    assert events.lookup([*texts, "第24回上海協力機構首脳会議が開かれた。"]) == date(2024, 7, 4)


def test_every_example_names_its_own_event() -> None:
    for row in ROWS:
        found = events.find([row["example"]])
        assert found is not None, row
        assert found.ordinal == int(row["ordinal"])
        assert found.last_on == date.fromisoformat(row["last_on"])


def test_lexicon_is_sorted_unique_and_in_the_order_of_time() -> None:
    keys = [(row["series"], int(row["ordinal"])) for row in ROWS]
    assert keys == sorted(set(keys))
    assert len(ROWS) >= 150
    for row, after in pairwise(ROWS):
        assert row["first_on"] <= row["last_on"]
        if row["series"] == after["series"]:
            assert row["last_on"] <= after["first_on"] or row["first_on"] == after["first_on"]
