from __future__ import annotations

import sys
from pathlib import Path

import pytest

from benchmarks.processes import PROC, environment, run

CHILD = "import time; kept = bytearray(60_000_000); time.sleep(1)"
PARENT = f"import subprocess, sys; subprocess.run([sys.executable, '-c', {CHILD!r}]); print('done')"


@pytest.mark.skipif(not PROC.exists(), reason="memory is measured where /proc tells it")
def test_memory_of_what_a_process_starts_counts() -> None:
    found = run([sys.executable, "-c", PARENT])
    assert found.output == "done\n"
    assert found.seconds > 1 > found.processor
    assert 60 < found.peaks.largest < found.peaks.total


def test_a_command_that_fails_ends_the_run() -> None:
    with pytest.raises(SystemExit, match="ended with 7"):
        run([sys.executable, "-c", "raise SystemExit(7)"])


def test_a_build_that_rejected_documents_counts() -> None:
    assert run([sys.executable, "-c", "raise SystemExit(3)"]).output == ""


def test_no_server_of_the_user_is_reported_to(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setenv("PREFECT_API_URL", "http://127.0.0.1:4200/api")
    given = environment(tmp_path)
    assert "PREFECT_API_URL" not in given
    assert given["PREFECT_HOME"] == str(tmp_path)
