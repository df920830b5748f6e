"""The whole build, files in to published tables out, in a process of its own: time, processor time, memory.

    python -m benchmarks.whole SOURCES OUTPUT WORKERS

runs the recipe without Prefect and prints the seconds of each of its steps as JSON.
"""

from __future__ import annotations

import json
import os
import subprocess
import sys
import time
from collections.abc import Callable, Sequence
from dataclasses import dataclass
from pathlib import Path
from typing import TypeVar

T = TypeVar("T")


@dataclass(frozen=True, slots=True)
class Run:
    """`seconds` by the clock, `processor` those of the process and all that it started, `peak` MiB of the largest of them."""

    seconds: float
    processor: float
    peak: float
    output: str


def plain(sources: Path, output: Path, workers: int) -> tuple[Run, dict[str, float]]:
    """The recipe without Prefect, and the clock's seconds of each of its steps."""
    run = _run([sys.executable, "-m", "benchmarks.whole", str(sources), str(output), str(workers)])
    return run, json.loads(run.output.splitlines()[-1])


def audited(sources: Path, output: Path, workers: int) -> Run:
    """The same as users run it: `seimei build`, with a server of its own where none is open."""
    return _run(
        [str(Path(sys.executable).parent / "seimei"), "build", str(sources), "--output", str(output), "--workers", str(workers)]
    )


def _run(command: Sequence[str]) -> Run:
    started = time.perf_counter()
    with subprocess.Popen(command, stdout=subprocess.PIPE, text=True) as process:
        assert process.stdout
        output = process.stdout.read()
        _, status, usage = os.wait4(process.pid, 0)
        process.returncode = os.waitstatus_to_exitcode(status)
    if process.returncode not in (0, 3):
        raise SystemExit(f"{' '.join(command)} ended with {process.returncode}")
    return Run(time.perf_counter() - started, usage.ru_utime + usage.ru_stime, usage.ru_maxrss / 1024, output)


def main(sources: str, output: str, workers: str) -> None:
    # Late: Prefect's import takes seconds, and the functions above need none of it.
    from flows.build import Request, recipe  # noqa: PLC0415
    from flows.runner import PlainRunner  # noqa: PLC0415

    class TimingRunner(PlainRunner):
        """Runs the steps in this process, and tells how long each stage took."""

        def __init__(self) -> None:
            super().__init__()
            self.seconds: dict[str, float] = {}

        def step(self, stage: str, label: str, work: Callable[[], T]) -> T:
            return self._timed(stage, lambda: super(TimingRunner, self).step(stage, label, work))

        def steps(self, stage: str, works: Sequence[tuple[str, Callable[[], T]]], at_once: int) -> list[T]:
            return self._timed(stage, lambda: super(TimingRunner, self).steps(stage, works, at_once))

        def _timed(self, stage: str, work: Callable[[], T]) -> T:
            started = time.perf_counter()
            try:
                return work()
            finally:
                self.seconds[stage] = self.seconds.get(stage, 0.0) + time.perf_counter() - started

    runner = TimingRunner()
    recipe(Request((sources,), output, workers=int(workers)), runner)
    print(json.dumps(runner.seconds))


if __name__ == "__main__":
    main(*sys.argv[1:])
