"""The test documents, read end to end: bars on every figure against what their readers expect."""

from __future__ import annotations

import pytest

from tests.documents.scoring import Board, expectations, run

BARS = {
    "line roles": 0.985,
    "facts": 0.97,
    "unit boundaries F1": 0.985,
    "provision": 0.99,
    "section_path": 0.97,
    "part": 0.99,
    "act": 0.965,
    "level": 0.97,
    "is_hedged": 0.99,
    "is_commitment": 0.97,
    "actors": 0.94,
    "recipients": 0.94,
    "primary_sector": 0.94,
    "sectors micro-F1": 0.91,
    "mentions F1": 0.97,
    "entity ids": 0.98,
    "dates F1": 0.98,
    "date values": 0.98,
    "date roles": 0.95,
}
"""Figures below which a change is refused; they may only rise."""


@pytest.fixture(scope="module")
def board() -> Board:
    overall = Board()
    for _, found in run():
        overall.merge(found)
    return overall


@pytest.mark.parametrize(("figure", "bar"), BARS.items(), ids=BARS)
def test_bar(board: Board, figure: str, bar: float) -> None:
    found = board.values()[figure]
    misses = [miss for miss in board.misses if miss.startswith(figure.split(maxsplit=1)[0])]
    assert found >= bar, "\n".join(misses[:40])


def test_the_corpus_is_wide_enough_to_mean_something(board: Board) -> None:
    assert len({want["source"].split("#")[0].split("!")[0] for want in expectations().values()}) >= 24
    assert board.sums["act"][1] >= 600
    assert board.sums["mentions F1"][1] >= 1_900
