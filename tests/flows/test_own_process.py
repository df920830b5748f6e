from __future__ import annotations

import subprocess
import sys
from pathlib import Path

import pytest


@pytest.mark.parametrize(("begins", "is_loaded"), [("leave_pandas()", False), ("import pandas; leave_pandas()", True)])
def test_pandas_is_loaded_by_who_wants_it_alone(begins: str, *, is_loaded: bool) -> None:
    script = (
        "import sys, pyarrow as pa; from flows.own_process import leave_pandas\n"
        f"{begins}; assert pa.array([1, None]).null_count == 1; print('pandas' in sys.modules)"
    )
    shown = subprocess.run([sys.executable, "-c", script], capture_output=True, text=True, check=True).stdout
    assert shown == f"{is_loaded}\n"


def test_the_last_search_for_garbage_finds_nothing_to_look_at() -> None:
    script = (
        "import atexit, gc; from flows.own_process import end_quickly\n"
        "atexit.register(lambda: print(len(gc.get_objects()) < 100 < gc.get_freeze_count())); end_quickly()"
    )
    shown = subprocess.run([sys.executable, "-c", script], capture_output=True, text=True, check=True).stdout
    assert shown == "True\n"


def test_what_is_loaded_is_not_searched_for_garbage() -> None:
    script = (
        "import gc; from flows.own_process import keep_loaded\n"
        "kept = [[]]; keep_loaded(); print(any(one is kept for one in gc.get_objects()))"
    )
    shown = subprocess.run([sys.executable, "-c", script], capture_output=True, text=True, check=True).stdout
    assert shown == "False\n"


def test_a_process_that_asked_duckdb_ends_without_a_word(published_seeds: Path) -> None:
    command = ["query", "SELECT count(*) AS n FROM statements", "--output", str(published_seeds.parent)]
    script = f"import sys; sys.argv[1:] = {command!r}; from flows.cli import main; main()"
    done = subprocess.run([sys.executable, "-c", script], capture_output=True, text=True, check=True)
    assert (done.stdout.split(), done.stderr) == (["n", "─", "5", "1", "row"], "")
