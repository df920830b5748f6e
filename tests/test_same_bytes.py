"""The published files depend on the documents alone: not on batches, processes, the order of sources, Python's hashes, or the
rows that are put in order at a time."""

from __future__ import annotations

import os
import shutil
import subprocess
import sys
from pathlib import Path

import pytest

DOCUMENTS = [path for path in sorted((Path(__file__).parent / "documents").iterdir()) if path.is_file() and path.suffix != ".py"]
EVERY = 7
"""One document in so many: enough of all layouts."""
FOLDERS = 3

SCRIPT = """
import sys
from flows import batches, partitions, workers
from flows.own_process import end_quickly, leave_pandas
from flows.recipe import Request, recipe
from flows.runner import PlainRunner

end_quickly()
leave_pandas()
output, n_workers, batch, few_rows, *sources = sys.argv[1:]
workers.FEW = 0
batches.MOST_DOCUMENTS = int(batch)
partitions.FEW_ROWS = int(few_rows)
recipe(Request(tuple(sources), output, workers=int(n_workers)), PlainRunner())
"""
"""A process of its own: the seed of hashes is set at its start. What is set here holds in no other process."""


@pytest.fixture(scope="module")
def sources(tmp_path_factory: pytest.TempPathFactory) -> list[str]:
    """Documents of the tests in several folders, so that some are copies of others."""
    folder = tmp_path_factory.mktemp("documents")
    for number in range(FOLDERS):
        (folder / str(number)).mkdir()
        for place, path in enumerate(DOCUMENTS[::EVERY]):
            if number == 0 or place % FOLDERS == 0:
                shutil.copy(path, folder / str(number) / f"{number}_{path.name}")
    return [str(one) for one in sorted(folder.iterdir())]


def published(output: Path, sources: list[str], *, n_workers: int, batch: int, few_rows: int, seed: int) -> dict[str, bytes]:
    """All files of the tables by path."""
    command = [sys.executable, "-c", SCRIPT, str(output), str(n_workers), str(batch), str(few_rows), *sources]
    subprocess.run(command, env={**os.environ, "PYTHONHASHSEED": str(seed)}, check=True)
    root = (output / "current").resolve()
    return {str(path.relative_to(root)): path.read_bytes() for path in sorted(root.rglob("*.parquet"))}


def test_the_same_bytes_in_every_way(tmp_path: Path, sources: list[str]) -> None:
    one = published(tmp_path / "one", sources, n_workers=1, batch=512, few_rows=0, seed=1)
    other = published(tmp_path / "other", sources[::-1], n_workers=2, batch=40, few_rows=2_048, seed=2)
    assert len(one) > 30
    assert one.keys() == other.keys()
    assert [path for path in one if one[path] != other[path]] == []
