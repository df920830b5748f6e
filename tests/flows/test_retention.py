from __future__ import annotations

from datetime import UTC, datetime

import pytest

from flows.manifest import Head
from flows.retention import Keep, outdated

NOW = datetime(2025, 6, 30, tzinfo=UTC)
DAYS = (1, 10, 20, 29)
HEADS = [Head(f"00000{n}-x", f"2025-06-{day:02}T00:00:00+00:00", "1.0", "f", {}, {}, {}, {}) for n, day in enumerate(DAYS)]
IDS = [head.id for head in HEADS]


@pytest.mark.parametrize(
    ("keep", "current", "gone"),
    [
        ("all", 3, []),
        ("10", 3, []),
        ("2", 3, [0, 1]),
        ("1", 3, [0, 1, 2]),
        ("1", 0, [1, 2]),
        ("15d", 3, [0, 1]),
        ("15d", 0, [1]),
        ("100d", 3, []),
    ],
)
def test_what_goes(keep: str, current: int, gone: list[int]) -> None:
    assert outdated(HEADS, IDS[current], Keep.parse(keep), NOW) == [IDS[number] for number in gone]


@pytest.mark.parametrize("text", ["", "0", "-1", "d", "1.5", "10 days", "none"])
def test_what_cannot_be_read(text: str) -> None:
    with pytest.raises(ValueError, match="neither"):
        Keep.parse(text)
