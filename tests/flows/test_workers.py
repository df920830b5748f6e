"""Processes: what they answer, and what happens when one is lost."""

from __future__ import annotations

import os
from pathlib import Path

import pytest

from flows import workers
from flows.batches import Result
from flows.row_rules import Year
from flows.sources import SourceRef
from flows.workers import Workers
from tests.flows.conftest import House
from tests.flows.work import die_unless_here, double, transform


def test_few_documents_need_no_process(tmp_path: Path) -> None:
    with Workers(4, 10, tmp_path, "x") as team:
        assert team.count == 1
        assert team.map(double, [1, 2, 3]) == [2, 4, 6]


def test_what_a_lost_process_had_in_hand_is_done_again(tmp_path: Path) -> None:
    with Workers(2, 1000, tmp_path, "x") as team:
        assert team.map(die_unless_here, [(number, os.getpid()) for number in range(3)]) == [0, 1, 2]
        assert team.map(double, range(20)) == [2 * number for number in range(20)], "replaced, and answers come in order"


def test_the_document_that_ends_its_process_is_found(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(workers, "transform_batch", transform)
    refs = [SourceRef(key, key, 1) for key in ("a", "deadly", "b")]
    with Workers(2, 1000, tmp_path, "x") as team:
        results = team.transform(refs, "000001")
    assert sum((result.flags for result in results), start=Result().flags) == {"a": 1, "b": 1}
    [failure] = [failure for result in results for failure in result.failures]
    assert (failure.source_path, failure.reason) == ("deadly", "worker_lost")


def test_each_process_looks_at_its_share_of_the_years(house: House, tmp_path: Path) -> None:
    house.write(a="2023 A", b="2024 B\n二", c="2025 C\n二\n三")
    folder, files = house.output / "current", house.build().snapshot.files
    paths: dict[int, dict[str, Path]] = {}
    for file in files:
        if file.year:
            paths.setdefault(file.year, {})[file.table] = folder / file.path
    rows = [{"statements": 1, "clauses": n_clauses, "entities": 1} for n_clauses in (1, 2, 3)]
    years = [Year(own, [counts]) for own, counts in zip(paths.values(), rows, strict=True)]
    foreign = Year({**paths[2023], "entities": paths[2024]["entities"]}, years[0].documents)
    with Workers(2, 1000, tmp_path, "x") as team:
        assert [seen.broken for seen in team.look_all(years)] == [(), ()]
        first, second = team.look_all([foreign, *years[1:]])
        assert "is no row" in first.broken[0], first
        assert second.broken == ()
        counts = team.count_all([year.paths["clauses"] for year in years])
    assert [list(found.values()) for found in counts] == [[1], [2], [3]]
