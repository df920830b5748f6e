"""Runs whose process was killed, as the next run on the machine finds them."""

from __future__ import annotations

import os
import signal
import subprocess
import sys
from pathlib import Path
from uuid import UUID

import pytest

from flows import dead_runs

RUN = """
import sys, time
from pathlib import Path
from flows.dead_runs import hold
hold(Path(sys.argv[1]), "one")
print("held", flush=True)
time.sleep(600)
"""


def test_a_run_is_dead_when_its_process_is(tmp_path: Path) -> None:
    found: list[str] = []
    run = subprocess.Popen([sys.executable, "-c", RUN, str(tmp_path)], stdout=subprocess.PIPE)
    assert run.stdout is not None
    assert run.stdout.readline() == b"held\n"
    dead_runs.bury(tmp_path, found.append)
    assert found == []
    os.kill(run.pid, signal.SIGKILL)
    run.wait()
    for _ in range(2):
        dead_runs.bury(tmp_path, found.append)
    assert found == ["one"], "once"


def test_a_run_that_ends_leaves_nothing(tmp_path: Path) -> None:
    subprocess.run([sys.executable, "-c", RUN.replace("600", "0"), str(tmp_path)], check=True, stdout=subprocess.DEVNULL)
    assert list(tmp_path.iterdir()) == []


def test_a_folder_without_runs_is_no_trouble(tmp_path: Path) -> None:
    dead_runs.bury(tmp_path / "none", pytest.fail)


@pytest.mark.usefixtures("prefect_server")
def test_a_dead_run_is_marked_as_crashed_and_a_finished_one_stays(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    from prefect import flow  # noqa: PLC0415 - slow to load
    from prefect.client.orchestration import get_client  # noqa: PLC0415
    from prefect.states import Completed, Running, State  # noqa: PLC0415

    @flow
    def work() -> None: ...

    begun: list[State[None]] = [Running(), Completed()]
    monkeypatch.setattr(dead_runs, "prefect_home", lambda: tmp_path)
    with get_client(sync_client=True) as client:
        running, done = [str(client.create_flow_run(work, state=state).id) for state in begun]
        folder = tmp_path / "seimei-runs"
        folder.mkdir()
        for name in (running, done, "00000000-0000-0000-0000-000000000000"):
            (folder / name).touch()
        dead_runs.live("mine")
        states = [client.read_flow_run(UUID(name)).state for name in (running, done)]
        assert [state and state.type.value for state in states] == ["CRASHED", "COMPLETED"]
    assert [path.name for path in folder.iterdir()] == ["mine"]
