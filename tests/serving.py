"""`seimei serve` as a process of its own, with its server, on folders of the tests: started once for all tests that need it."""

from __future__ import annotations

import json
import os
import shutil
import signal
import socket
import subprocess
import sys
import threading
import time
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from dataclasses import dataclass, field
from http import HTTPStatus
from http.server import BaseHTTPRequestHandler, HTTPServer
from pathlib import Path
from typing import Any, TypeVar
from urllib.error import HTTPError
from urllib.request import Request, urlopen

import pytest

T = TypeVar("T")

SEIMEI = str(Path(sys.executable).with_name("seimei"))
SEEDS = Path(__file__).parents[1] / "seeds"
PATIENCE = 400
"""Seconds until something that has to happen counts as not happening, on a busy machine."""


@dataclass
class Server:
    """A running service: its folders, its server's address, and what its webhook received."""

    folder: Path
    port: int
    environment: dict[str, str]
    received: list[dict[str, str]] = field(default_factory=list)

    @property
    def sources(self) -> Path:
        return self.folder / "sources"

    @property
    def output(self) -> Path:
        return self.folder / "output"

    @property
    def pages(self) -> str:
        return f"http://127.0.0.1:{self.port}"

    def ask(self, path: str, body: dict[str, Any] | None = None) -> Any:
        """The API's answer; a body makes it a POST. A server whose database is busy asks to be asked again."""
        data = None if body is None else json.dumps(body).encode()
        request = Request(f"{self.pages}/api{path}", data, {"content-type": "application/json"})

        def answer() -> tuple[Any] | None:
            try:
                with urlopen(request, timeout=60) as found:
                    return (json.load(found),)
            except HTTPError as error:
                if error.code != HTTPStatus.SERVICE_UNAVAILABLE:
                    raise
                return None

        return until(answer)[0]

    def runs(self) -> list[dict[str, Any]]:
        """All flow runs that have begun, newest first."""
        begun = {"flow_runs": {"state": {"type": {"not_any_": ["SCHEDULED"]}}}, "sort": "START_TIME_DESC"}
        return list(self.ask("/flow_runs/filter", begun))

    def run(self, run_id: str) -> dict[str, Any]:
        return dict(self.ask(f"/flow_runs/{run_id}"))

    def ended(self, run_id: str) -> dict[str, Any]:
        """A run once it is over."""
        over = ("COMPLETED", "FAILED", "CANCELLED", "CRASHED")
        return until(lambda: run if (run := self.run(run_id))["state_type"] in over else None)

    def start(self, **parameters: Any) -> dict[str, Any]:
        """A run of the deployment, as its form in the pages starts it."""
        deployment = self.ask("/deployments/name/build/seimei")
        return dict(self.ask(f"/deployments/{deployment['id']}/create_flow_run", {"parameters": parameters}))

    def artifacts(self, run_id: str) -> dict[str, dict[str, Any]]:
        """The artifacts of a run by key."""
        wanted = {"artifacts": {"flow_run_id": {"any_": [run_id]}}}
        return {one["key"]: one for one in self.ask("/artifacts/filter", wanted) if one["key"]}


def until(look: Callable[[], T | None], seconds: float = PATIENCE) -> T:
    """What `look` finds, as soon as it finds something."""
    latest = time.monotonic() + seconds
    while time.monotonic() < latest:
        if (found := look()) is not None:
            return found
        time.sleep(0.5)
    raise AssertionError(f"nothing within {seconds:.0f} s")


def free_port() -> int:
    with socket.socket() as probe:
        probe.bind(("127.0.0.1", 0))
        return int(probe.getsockname()[1])


def own_environment(home: Path, **more: str) -> dict[str, str]:
    """This process's environment without its Prefect settings."""
    kept = {name: value for name, value in os.environ.items() if not name.startswith("PREFECT_")}
    return {**kept, "PREFECT_HOME": str(home), "PYTHONPATH": str(SEEDS.parent), **more}


@contextmanager
def receiver(received: list[dict[str, str]]) -> Iterator[str]:
    """A webhook on loopback that keeps what is posted; its address."""

    class Keep(BaseHTTPRequestHandler):
        def do_POST(self) -> None:
            received.append(json.loads(self.rfile.read(int(self.headers["content-length"]))))
            self.send_response(204)
            self.end_headers()

        def log_message(self, *_: object) -> None:
            pass

    with HTTPServer(("127.0.0.1", 0), Keep) as running:
        thread = threading.Thread(target=running.serve_forever)
        thread.start()
        yield f"http://127.0.0.1:{running.server_port}/hook"
        running.shutdown()
        thread.join()


@contextmanager
def process(command: list[str], environment: dict[str, str], log: Path) -> Iterator[subprocess.Popen[bytes]]:
    """A command that runs until the block ends, and its children with it."""
    with log.open("wb") as out:
        running = subprocess.Popen(command, env=environment, stdout=out, stderr=out, start_new_session=True)
    try:
        yield running
    finally:
        running.send_signal(signal.SIGINT)
        try:
            running.wait(20)
        except subprocess.TimeoutExpired:
            os.killpg(running.pid, signal.SIGKILL)
            running.wait()


@pytest.fixture(scope="session")
def served(tmp_path_factory: pytest.TempPathFactory) -> Iterator[Server]:
    """A service that watches a folder, once its first run has published what lay there."""
    folder = tmp_path_factory.mktemp("served")
    environment = own_environment(folder / "home", PREFECT_RUNNER_POLL_FREQUENCY="2")
    server = Server(folder, free_port(), environment)
    server.sources.mkdir()
    shutil.copy(sorted(SEEDS.iterdir())[0], server.sources)
    (server.sources / "empty <b>名.txt").write_bytes(b"")
    with receiver(server.received) as hook:
        options = ["--output", str(server.output), "--port", str(server.port), "--watch", "1", "--webhook", hook]
        command = [SEIMEI, "serve", str(server.sources), *options, "--cron", "0 6 1 1 *"]
        with process(command, environment, folder / "log"):
            until(lambda: (server.output / "current").exists() or None)
            until(lambda: runs if (runs := server.runs()) and runs[0]["state_type"] == "COMPLETED" else None)
            yield server
