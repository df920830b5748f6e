"""How the steps of the recipe are run: plainly, or as task runs of Prefect (`audit`)."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from concurrent.futures import ThreadPoolExecutor
from typing import Protocol, TypeVar

from flows import progress
from flows.report import Report
from flows.steps import Clock, Step

T = TypeVar("T")


class Runner(Protocol):
    """Runs steps. A stage names the kind of step, a label says what this one does."""

    def step(self, stage: str, label: str, work: Callable[[], T]) -> T:
        """Runs one step."""
        ...

    def steps(self, stage: str, works: Sequence[tuple[str, Callable[[], T]]], at_once: int) -> list[T]:
        """Runs labelled steps that do not depend on each other, at most `at_once` at a time; answers in their order."""
        ...

    def publish(self, report: Report) -> None:
        """Shows the report where this runner's users look for it."""
        ...

    @property
    def done(self) -> Sequence[Step]:
        """The steps that have ended well so far."""
        ...

    @property
    def origin(self) -> dict[str, str]:
        """Where a snapshot's reader finds the run that made it; empty where nothing keeps it."""
        ...


class PlainRunner:
    """Runs the steps in this process, and keeps the report."""

    def __init__(self) -> None:
        self.labels: list[str] = []
        self.report: Report | None = None
        self.clock = Clock()

    def step(self, stage: str, label: str, work: Callable[[], T]) -> T:
        self.labels.append(label)
        progress.tell(stage, 0, 1)
        return self.clock.measured(stage, label, work)()

    def steps(self, stage: str, works: Sequence[tuple[str, Callable[[], T]]], at_once: int) -> list[T]:
        self.labels += [label for label, _ in works]
        with ThreadPoolExecutor(at_once) as threads:
            futures = [threads.submit(self.clock.measured(stage, label, work)) for label, work in works]
            return [future.result() for future in futures]

    def publish(self, report: Report) -> None:
        self.report = report

    @property
    def done(self) -> Sequence[Step]:
        return self.clock.steps

    @property
    def origin(self) -> dict[str, str]:
        return {}
