"""A command in a process of its own: its time, its processor time, and the memory of all that it starts."""

from __future__ import annotations

import os
import subprocess
import threading
from collections.abc import Iterator, Mapping, Sequence
from contextlib import contextmanager, suppress
from dataclasses import dataclass, field
from pathlib import Path
from time import perf_counter

from benchmarks.corpus import ROOT
from flows.ui import API_URL

NO_BYTECODE = "PYTHONDONTWRITEBYTECODE"
"""Where this is set, each process compiles the modules that have changed anew."""

PAUSE = 0.1
"""Seconds between two looks at the memory."""

PROC = Path("/proc")
PAGE = os.sysconf("SC_PAGE_SIZE")

ENDINGS = (0, 3)
"""Exit codes of a run that published: 3 where documents were rejected."""


@dataclass
class Peaks:
    """MiB of resident memory: of the largest process, and of all at one time (pages that they share count for each)."""

    largest: float = 0.0
    total: float = 0.0

    def look(self, pid: int) -> None:
        sizes = [_resident(one) / 2**20 for one in family(pid)]
        self.largest, self.total = max(self.largest, *sizes, 0.0), max(self.total, sum(sizes))


@dataclass(frozen=True, slots=True)
class Run:
    """`seconds` by the clock, `processor` those of the process and all that it started and waited for."""

    seconds: float
    processor: float
    output: str
    peaks: Peaks = field(default_factory=Peaks)


def environment(home: Path) -> dict[str, str]:
    """Of a `seimei` of this folder's code, with a record in a home of its own and no server but its own, that finds its modules
    compiled from its second start on."""
    given = {name: value for name, value in os.environ.items() if name not in (API_URL, NO_BYTECODE)}
    return given | {"PREFECT_HOME": str(home), "PYTHONPATH": str(ROOT)}


def run(command: Sequence[str], environment: Mapping[str, str] | None = None) -> Run:
    """Raises SystemExit where the command fails. Memory is measured where /proc tells it (Linux), else it stays 0."""
    started = perf_counter()
    with subprocess.Popen(command, stdout=subprocess.PIPE, text=True, env=environment) as process:
        assert process.stdout
        with _watched(process.pid) as peaks:
            output = process.stdout.read()
            _, status, usage = os.wait4(process.pid, 0)
        process.returncode = os.waitstatus_to_exitcode(status)
    if process.returncode not in ENDINGS:
        raise SystemExit(f"{' '.join(command)} ended with {process.returncode}")
    return Run(perf_counter() - started, usage.ru_utime + usage.ru_stime, output, peaks)


def family(pid: int) -> list[int]:
    """The process and all below it."""
    children: dict[int, list[int]] = {}
    for entry in PROC.glob("[0-9]*"):
        with suppress(OSError):
            parent = int((entry / "stat").read_text(errors="replace").rpartition(")")[2].split()[1])
            children.setdefault(parent, []).append(int(entry.name))
    found = [pid]
    for one in found:
        found += children.get(one, [])
    return found


def _resident(pid: int) -> int:
    """Bytes; 0 for a process that has ended."""
    with suppress(OSError):
        return int((PROC / str(pid) / "statm").read_text().split()[1]) * PAGE
    return 0


@contextmanager
def _watched(pid: int) -> Iterator[Peaks]:
    peaks, is_over = Peaks(), threading.Event()

    def watch() -> None:
        while not is_over.wait(PAUSE):
            peaks.look(pid)

    watcher = threading.Thread(target=watch)
    watcher.start()
    try:
        yield peaks
    finally:
        is_over.set()
        watcher.join()
