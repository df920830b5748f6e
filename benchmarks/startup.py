"""What a command costs before it does its work: `seimei --help`, and builds of the five seeds."""

from __future__ import annotations

import socket
import subprocess
import sys
import time
from collections.abc import Iterable, Iterator, Sequence
from contextlib import contextmanager, suppress
from pathlib import Path
from urllib.request import urlopen

from benchmarks.corpus import ROOT
from benchmarks.page import Row, Section
from benchmarks.processes import Run, environment, run

SEIMEI = (sys.executable, "-c", "from flows.cli import main; main()")
TIMES = 3
"""Runs of each command; the quickest counts, as the first one warms caches."""

PATIENCE = 120
"""Seconds for a server's start."""

HEAD: Row = ("command", "s", "s of processor")


def measure(folder: Path) -> Section:
    """Each build publishes to a folder of its own, so that it has all to do."""
    home = folder / "prefect"
    runs = {
        "help": ("`seimei --help`", _best([["--help"]] * TIMES, home)),
        "no server": ("warm `seimei build seeds`, no server running", _best(_builds(folder / "alone"), home)),
    }
    with _server(home):
        runs["open server"] = ("the same against a running server", _best(_builds(folder / "served"), home))
    rows: list[Row] = [(label, f"{best.seconds:.2f}", f"{best.processor:.2f}") for label, best in runs.values()]
    figures = {name: best.seconds for name, (_, best) in runs.items()}
    return Section(f"Start-up: the quickest of {TIMES} runs", HEAD, rows, figures=figures)


def _builds(output: Path) -> Iterable[Sequence[str]]:
    return [["build", str(ROOT / "seeds"), "--output", str(output / str(number))] for number in range(TIMES)]


def _best(commands: Iterable[Sequence[str]], home: Path) -> Run:
    return min((run([*SEIMEI, *command], environment(home)) for command in commands), key=lambda one: one.seconds)


@contextmanager
def _server(home: Path) -> Iterator[None]:
    """`seimei ui` of that home, for as long as the context lasts."""
    with socket.socket() as one:
        one.bind(("127.0.0.1", 0))
        port = one.getsockname()[1]
    command = [*SEIMEI, "ui", "--port", str(port)]
    with subprocess.Popen(command, env=environment(home), stdout=subprocess.DEVNULL, stderr=subprocess.DEVNULL) as process:
        try:
            _wait(f"http://127.0.0.1:{port}/api/health")
            yield
        finally:
            process.terminate()


def _wait(address: str) -> None:
    deadline = time.monotonic() + PATIENCE
    while time.monotonic() < deadline:
        with suppress(OSError), urlopen(address, timeout=PATIENCE):
            return
        time.sleep(0.1)
    raise SystemExit(f"no answer from {address}")
