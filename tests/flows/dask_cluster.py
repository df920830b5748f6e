"""A Dask scheduler and workers on this machine, each a process of its own, for tests and measurements."""

from __future__ import annotations

import os
import socket
import subprocess
import sys
import time
from collections.abc import Iterator, Mapping
from contextlib import contextmanager
from dataclasses import dataclass, field
from pathlib import Path

from distributed import Client

PATIENCE = 180
"""Seconds until scheduler and workers have to be there, on a busy machine."""


@dataclass
class DaskCluster:
    """Processes that work in `folder` with `variables`; `client` is one of the test's own, to look at what they do."""

    folder: Path
    variables: Mapping[str, str]
    address: str
    client: Client
    workers: dict[str, subprocess.Popen[bytes]] = field(default_factory=dict)

    def add_worker(self, **variables: str) -> str:
        """Starts one and waits until the scheduler has it; its name."""
        name = f"worker-{len(self.workers)}"
        command = ["dask_worker", self.address, "--nthreads", "1", "--no-nanny", "--name", name]
        self.workers[name] = _start(command, self.folder, {**self.variables, **variables})
        deadline = time.monotonic() + PATIENCE
        while self.place_of(name) is None:
            assert time.monotonic() < deadline, f"{name} has not joined the scheduler"
            time.sleep(0.1)
        return name

    def place_of(self, name: str) -> str | None:
        """The address of a worker that the scheduler has."""
        found = self.client.scheduler_info(n_workers=-1)["workers"]
        return next((address for address, about in found.items() if about["name"] == name), None)


@contextmanager
def dask_cluster(folder: Path, n_workers: int = 2, variables: Mapping[str, str] = {}) -> Iterator[DaskCluster]:
    with socket.socket() as free:
        free.bind(("127.0.0.1", 0))
        port = str(free.getsockname()[1])
    address = f"tcp://127.0.0.1:{port}"
    scheduler = _start(["dask_scheduler", "--port", port], folder, variables)
    processes = [scheduler]
    try:
        with Client(address, timeout=PATIENCE, set_as_default=False) as client:
            cluster = DaskCluster(folder, dict(variables), address, client)
            try:
                for _ in range(n_workers):
                    cluster.add_worker()
                yield cluster
            finally:
                processes += cluster.workers.values()
    finally:
        for process in processes:
            process.kill()
            process.wait()


def _start(command: list[str], folder: Path, variables: Mapping[str, str]) -> subprocess.Popen[bytes]:
    program, *arguments = command
    return subprocess.Popen(
        [sys.executable, "-m", f"distributed.cli.{program}", *arguments, "--host", "127.0.0.1", "--no-dashboard"],
        cwd=folder,
        env={**os.environ, **variables},
        stdout=subprocess.DEVNULL,
        stderr=subprocess.DEVNULL,
    )
