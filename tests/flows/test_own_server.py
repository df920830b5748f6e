from __future__ import annotations

import atexit
import os
import signal
import subprocess
import sys
from collections.abc import Callable
from pathlib import Path

import pytest

from flows import own_server
from flows.own_server import OwnServer
from flows.prefect_settings import ServerError
from flows.ui import API_URL
from tests.serving import until


@pytest.fixture
def endings(monkeypatch: pytest.MonkeyPatch) -> list[Callable[[], None]]:
    """What a server asked to be done at the end of this process."""
    found: list[Callable[[], None]] = []
    monkeypatch.setattr(atexit, "register", found.append)
    monkeypatch.setenv(API_URL, "")
    return found


def test_a_server_that_cannot_start_is_told_of(monkeypatch: pytest.MonkeyPatch, endings: list[Callable[[], None]]) -> None:
    monkeypatch.setattr(own_server, "APPLICATION", "no_such_module:create_app")
    server = OwnServer()
    with pytest.raises(ServerError, match="did not start"):
        server.wait()
    for end in endings:
        end()


def test_this_process_reports_to_its_server(monkeypatch: pytest.MonkeyPatch, endings: list[Callable[[], None]]) -> None:
    monkeypatch.setattr(own_server, "APPLICATION", "no_such_module:create_app")
    server = OwnServer()
    assert os.environ[API_URL] == server.address
    assert len(endings) == 1
    endings[0]()


PARENT = """
import os, sys, time
from pathlib import Path
from flows import tethered
child = tethered.start([sys.executable, "-m", "http.server", "--bind", "127.0.0.1", "0"], dict(os.environ))
Path(sys.argv[1]).write_text(str(child.pid))
time.sleep(600)
"""


def _is_alive(pid: int) -> bool:
    try:
        state = Path(f"/proc/{pid}/stat").read_text().rpartition(")")[2].split()[0]
    except FileNotFoundError:
        return False
    return state != "Z"


def test_a_child_ends_with_a_parent_that_was_killed(tmp_path: Path) -> None:
    noted = tmp_path / "pid"
    parent = subprocess.Popen([sys.executable, "-c", PARENT, str(noted)], stderr=subprocess.DEVNULL)
    child = int(until(lambda: (noted.exists() and noted.read_text()) or None))
    assert _is_alive(child)
    os.kill(parent.pid, signal.SIGKILL)
    parent.wait()
    until(lambda: True if not _is_alive(child) else None)
