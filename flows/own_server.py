"""A Prefect server for the time of one run.

Prefect would start the same one itself, but only after it has loaded the server's code into the client too, and in turn:
started beside, it loads while the client loads, and a run begins a third earlier.
"""

from __future__ import annotations

import atexit
import os
import socket
import subprocess
import sys
import time
from contextlib import suppress
from urllib.request import urlopen

from flows import tethered
from flows.prefect_settings import ServerError
from flows.ui import API_URL

APPLICATION = "prefect.server.api.server:create_app"
SETTINGS = {"PREFECT_UI_ENABLED": "0", "PREFECT__SERVER_EPHEMERAL": "1", "PREFECT__SERVER_FINAL": "1"}
"""Those of Prefect's own temporary server: no pages, no services but what a run needs."""

PATIENCE = 120
"""Seconds for a start: the first one makes the database."""
PAUSE = 0.05
ENDING = 3


class OwnServer:
    """A server's process, which this process reports to from now on; it starts at once and need not be ready yet.

    It ends with this process, after what Prefect itself still reports at its end, or at once where this process is killed.
    """

    def __init__(self) -> None:
        port = _free_port()
        self.address = os.environ[API_URL] = f"http://127.0.0.1:{port}/api"
        command = [sys.executable, "-m", "uvicorn", "--factory", APPLICATION, "--port", str(port), "--log-level", "error"]
        environment = {name: value for name, value in os.environ.items() if name != API_URL}
        self._process = tethered.start(command, environment | SETTINGS)
        atexit.register(self._stop)

    def wait(self) -> None:
        """Comes back when the server answers. Raises ServerError where it ends or takes too long."""
        deadline = time.monotonic() + PATIENCE
        while time.monotonic() < deadline and self._process.poll() is None:
            with suppress(OSError), urlopen(f"{self.address}/health", timeout=PATIENCE):
                return
            time.sleep(PAUSE)
        raise ServerError("Prefect's server did not start; PREFECT_API_URL can name another one")

    def _stop(self) -> None:
        self._process.terminate()
        with suppress(subprocess.TimeoutExpired):
            self._process.wait(ENDING)
        self._process.kill()


def _free_port() -> int:
    with socket.socket() as one:
        one.bind(("127.0.0.1", 0))
        return int(one.getsockname()[1])
