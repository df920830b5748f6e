from __future__ import annotations

import pytest

from benchmarks import hostile
from transforms.document import process
from transforms.source import Source


@pytest.mark.parametrize("piece", hostile.PIECES)
@pytest.mark.parametrize("lines", [20, 80])
def test_all_texts_are_read(piece: str, lines: int) -> None:
    """A text that is rejected at once would show no growth."""
    text = hostile.text(hostile.PIECES[piece], lines)
    assert text.count("\n") >= lines
    assert process(Source("a.txt", text.encode()))["clauses"]


def test_the_worst_growth_is_the_figure() -> None:
    section = hostile.measure(lines=2)
    assert len(section.rows) == len(hostile.PIECES)
    assert f"{section.figures['hostile']:.1f}" in {row[-1] for row in section.rows}
