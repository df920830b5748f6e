"""The trail of a run in Prefect: a task run for each step, artifacts with stable keys, a name that says what came of it."""

from __future__ import annotations

from collections import deque
from collections.abc import Callable, Iterator, Sequence
from typing import Any, TypeVar

from prefect import task
from prefect.artifacts import create_markdown_artifact, create_table_artifact
from prefect.cache_policies import NO_CACHE
from prefect.client.orchestration import get_client
from prefect.context import FlowRunContext
from prefect.futures import PrefectFuture
from prefect.tasks import Task

from flows import progress
from flows.report import Report

T = TypeVar("T")

KEY = "seimei"
"""Artifacts are `seimei-report`, `seimei-rejects` and so on: the history of a key is the history of the dataset."""


AHEAD = 2
"""Task runs under way for each worker: one that it does and one that it will do next."""


class PrefectRunner:
    """Runs steps as task runs of the flow run that is under way."""

    def step(self, stage: str, label: str, work: Callable[[], T]) -> T:
        progress.tell(stage, 0, 1)
        return _task(stage, label, work)()

    def steps(self, stage: str, works: Sequence[tuple[str, Callable[[], T]]], at_once: int) -> list[T]:
        progress.tell(stage, 0, len(works))
        answers: list[T] = []
        for answer in _answers(stage, works, at_once):
            answers.append(answer)
            progress.tell(stage, len(answers), len(works))
        return answers

    def publish(self, report: Report) -> None:
        """Artifacts of the report, and the name of the flow run."""
        create_markdown_artifact(report.page, key=f"{KEY}-report", description=report.verdict)
        for name, rows in report.tables.items():
            if rows:
                create_table_artifact(rows, key=f"{KEY}-{name}", description=report.name)
        if run := _flow_run():
            with get_client(sync_client=True) as client:
                client.update_flow_run(run.id, name=report.name)

    @property
    def origin(self) -> dict[str, str]:
        run = _flow_run()
        return {"flow_run_id": str(run.id)} if run else {}


def _task(stage: str, label: str, work: Callable[[], T]) -> Task[[], T]:
    """A task without parameters: what it works on is no concern of Prefect's, which would look through all of it."""
    return task(name=stage, task_run_name=lambda: label, cache_policy=NO_CACHE, persist_result=False)(work)


def _answers(stage: str, works: Sequence[tuple[str, Callable[[], T]]], at_once: int) -> Iterator[T]:
    if at_once == 1:
        # In this thread: what works in this process is made for one thread.
        yield from (_task(stage, label, work)() for label, work in works)
        return
    waiting: deque[PrefectFuture[T]] = deque()
    for label, work in works:
        if len(waiting) == AHEAD * at_once:
            yield waiting.popleft().result()
        waiting.append(_task(stage, label, work).submit())
    yield from (future.result() for future in waiting)


def _flow_run() -> Any:
    context = FlowRunContext.get()
    return context.flow_run if context else None
