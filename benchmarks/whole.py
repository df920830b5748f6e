"""The whole build, files in to published tables out, in a process of its own: with Prefect as users run it, and without.

    python -m benchmarks.whole plain|prefect SOURCES OUTPUT WORKERS

builds, and prints as JSON the seconds from the recipe's first step to its end, and those of each of its stages.
"""

from __future__ import annotations

import json
import sys
import time
from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from pathlib import Path

from benchmarks import processes
from benchmarks.corpus import write_corpus
from benchmarks.page import Row, Section
from benchmarks.processes import Run

HEAD: Row = (
    "",
    "s",
    "s of processor",
    "documents/s",
    "M characters/s of processor",
    "× fugashi's speed",
    "MiB of the largest process",
    "MiB of all",
)

GIGABYTES = 2**20 / 1e9
"""Of a MiB."""


@dataclass(frozen=True, slots=True)
class Job:
    """What the builds read, and fugashi's speed with features on it in million characters a second."""

    corpus: Path
    documents: int
    characters: float
    tokenizer: float


@dataclass(frozen=True, slots=True)
class Build:
    """A build's process; `recipe` seconds from its first step to its end, `stages` those of its steps."""

    run: Run
    recipe: float
    stages: dict[str, float]

    @property
    def beside(self) -> float:
        """Seconds between the steps: orchestration, and what little the recipe does there itself."""
        return self.recipe - sum(self.stages.values())


def build(kind: str, sources: Path, output: Path, workers: int, home: Path) -> Build:
    """`kind`: `plain` or `prefect`."""
    command = [sys.executable, "-m", "benchmarks.whole", kind, str(sources), str(output), str(workers)]
    run = processes.run(command, processes.environment(home))
    found = json.loads(run.output.splitlines()[-1])
    return Build(run, found["recipe"], found["stages"])


def measure(job: Job, workers: Sequence[int], folder: Path) -> Section:
    """Plain and with Prefect, with each number of workers; the first of them is one."""
    section = Section("The whole build: files in, published tables out", HEAD)
    home = folder / "prefect"
    builds: dict[tuple[str, int], Build] = {}
    for number in workers:
        for kind, label in (("plain", "recipe"), ("prefect", "`seimei build`")):
            made = builds[kind, number] = build(kind, job.corpus, folder / f"{kind}{number}", number, home)
            section.rows.append(_row(f"{label}, {number} worker{'s' * (number > 1)}", made.run, job))
            if kind == "plain":
                section.rows += [(f"… {stage}", f"{spent:.1f}", *[""] * 6) for stage, spent in made.stages.items()]
    plain, audited = builds["plain", 1], builds["prefect", 1]
    section.figures = {
        "speed": _speed(audited.run, job) / job.tokenizer,
        "speed without Prefect": _speed(plain.run, job) / job.tokenizer,
        "orchestration": max(0.0, 100 * (audited.beside - plain.beside) / audited.recipe),
        **_memory(made.run for made in builds.values()),
    }
    if 2 in workers:
        section.figures["two workers"] = audited.run.seconds / builds["prefect", 2].run.seconds
        section.figures["two workers without Prefect"] = plain.run.seconds / builds["plain", 2].run.seconds
    return section


def growth(sizes: Sequence[int], workers: int, folder: Path) -> Section:
    """`seimei build` of ever larger corpora: what a document costs in the last over what it costs in the one before. The first of
    the larger ones is built with one worker too: what each process loads at its start weighs less there than in a small one."""
    section = Section(
        "Growth: `seimei build` of larger corpora", ("documents", "workers", "s", "ms of processor a document", *HEAD[-2:])
    )
    runs: dict[tuple[int, int], Run] = {}
    for place, size in enumerate(sizes):
        corpus = folder / f"corpus{size}"
        write_corpus(corpus, size)
        for number in sorted({1, workers}) if place == 1 else (workers,):
            run = runs[size, number] = build("prefect", corpus, folder / f"grown{size}_{number}", number, folder / "prefect").run
            cost, peaks = f"{1000 * run.processor / size:.1f}", (f"{run.peaks.largest:.0f}", f"{run.peaks.total:.0f}")
            section.rows.append((f"{size:,}", str(number), f"{run.seconds:.1f}", cost, *peaks))
    section.figures = _memory(runs.values())
    costs = [runs[size, workers].processor / size for size in sizes]
    if len(costs) > 1:
        section.figures["growth"] = costs[-1] / costs[-2]
        if workers == 2:
            section.figures["two workers"] = runs[sizes[1], 1].seconds / runs[sizes[1], 2].seconds
    return section


def _memory(runs: Iterable[Run]) -> dict[str, float]:
    peaks = [run.peaks for run in runs]
    largest, total = max(one.largest for one in peaks), max(one.total for one in peaks)
    return {"largest process": largest * GIGABYTES, "all processes": total * GIGABYTES} if total else {}


def _speed(run: Run, job: Job) -> float:
    return job.characters / 1e6 / run.processor


def _row(name: str, run: Run, job: Job) -> Row:
    speed = _speed(run, job)
    rate, peaks = f"{job.documents / run.seconds:.1f}", (f"{run.peaks.largest:.0f}", f"{run.peaks.total:.0f}")
    return name, f"{run.seconds:.1f}", f"{run.processor:.1f}", rate, f"{speed:.3f}", f"{speed / job.tokenizer:.2f}", *peaks


def main(kind: str, sources: str, output: str, workers: str) -> None:
    # Late: their imports take time, and the functions above need none of it.
    from flows import steps  # noqa: PLC0415

    clocks: list[steps.Clock] = []

    class KeptClock(steps.Clock):
        def __init__(self) -> None:
            super().__init__()
            clocks.append(self)

    steps.Clock = KeptClock  # type: ignore[misc]
    if kind == "plain":
        _plain(sources, output, int(workers))
    else:
        _as_users_do("build", sources, "--output", output, "--workers", workers)
    [clock] = clocks
    spent: dict[str, float] = {}
    for step in clock.steps:
        spent[step.stage] = spent.get(step.stage, 0.0) + step.seconds
    print(json.dumps({"recipe": time.perf_counter() - clock.start, "stages": spent}))


def _plain(sources: str, output: str, workers: int) -> None:
    from flows.recipe import Request, recipe  # noqa: PLC0415
    from flows.runner import PlainRunner  # noqa: PLC0415

    recipe(Request((sources,), output, workers=workers), PlainRunner())


def _as_users_do(*arguments: str) -> None:
    """The command line, in this process."""
    from flows.cli import app  # noqa: PLC0415

    app(arguments, standalone_mode=False)


if __name__ == "__main__":
    main(*sys.argv[1:])
