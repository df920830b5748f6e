from __future__ import annotations

import pytest

from benchmarks import bars
from benchmarks.bars import BARS, Bar

SPEED = Bar("speed", "speed over fugashi's", 0.5, is_least=True)
SIZE = Bar("size", "memory", 1.5, " GB")


@pytest.mark.parametrize(
    ("bar", "measured", "row"),
    [
        (SPEED, 0.51, ("speed over fugashi's", "0.51", "≥ 0.5", "yes")),
        (SPEED, 0.13, ("speed over fugashi's", "0.13", "≥ 0.5", "no")),
        (SIZE, 1.5, ("memory", "1.5 GB", "≤ 1.5 GB", "yes")),
        (SIZE, 1.51, ("memory", "1.51 GB", "≤ 1.5 GB", "no")),
        (SIZE, None, ("memory", "not measured", "≤ 1.5 GB", "")),
    ],
)
def test_a_figure_stands_beside_its_bar(bar: Bar, measured: float | None, row: tuple[str, ...]) -> None:
    assert bar.row(measured) == row


def test_every_bar_has_a_row_even_where_nothing_was_measured() -> None:
    assert [row[1] for row in bars.rows({})] == ["not measured"] * len(BARS)


def test_no_two_bars_share_a_figure() -> None:
    assert len({bar.figure for bar in BARS}) == len(BARS)
