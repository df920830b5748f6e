"""The trail of a run in Prefect: a task run for each step, artifacts with stable keys, a name that says what came of it."""

from __future__ import annotations

import errno
import logging
from collections import deque
from collections.abc import Callable, Iterator, Sequence
from typing import Any, TypeVar

from prefect import task
from prefect.artifacts import create_markdown_artifact, create_table_artifact
from prefect.cache_policies import NO_CACHE
from prefect.client.orchestration import get_client
from prefect.context import FlowRunContext
from prefect.futures import PrefectFuture
from prefect.settings import get_current_settings
from prefect.tasks import Task

from flows import dead_runs, progress
from flows.report import Report
from flows.steps import Clock, Step

T = TypeVar("T")

KEY = "seimei"
"""Artifacts are `seimei-report`, `seimei-rejects` and so on: the history of a key is the history of the dataset."""

AHEAD = 2
"""Task runs under way for each worker: one that it does and one that it will do next."""

RETRIED = frozenset(["discover", "plan", "transform", "check"])
"""Stages that read, or write into the run's own workspace: they can be done twice. What readers see is switched once."""
RETRY_SECONDS: list[float] = [2, 15]
PASSING = frozenset(
    [
        errno.EAGAIN,
        errno.EBUSY,
        errno.ECONNABORTED,
        errno.ECONNREFUSED,
        errno.ECONNRESET,
        errno.EHOSTUNREACH,
        errno.EINTR,
        errno.EIO,
        errno.ENETDOWN,
        errno.ENETUNREACH,
        errno.ESTALE,
        errno.ETIMEDOUT,
    ]
)
"""Errors of a disk or network that may be gone in a moment. A missing file, a full disk or a bad document is not."""


class PrefectRunner:
    """Runs steps as task runs of the flow run that is under way."""

    def __init__(self) -> None:
        self._clock = Clock()
        # Prefect gives its handlers to loggers that are not its own, but no level.
        logging.getLogger(__package__).setLevel(get_current_settings().logging.level)
        if run := _flow_run():
            dead_runs.live(str(run.id))

    def step(self, stage: str, label: str, work: Callable[[], T]) -> T:
        progress.tell(stage, 0, 1)
        return _task(stage, label, self._clock.measured(stage, label, work))()

    def steps(self, stage: str, works: Sequence[tuple[str, Callable[[], T]]], at_once: int) -> list[T]:
        progress.tell(stage, 0, len(works))
        answers: list[T] = []
        measured = [(label, self._clock.measured(stage, label, work)) for label, work in works]
        for answer in _answers(stage, measured, at_once):
            answers.append(answer)
            progress.tell(stage, len(answers), len(works))
        return answers

    def publish(self, report: Report) -> None:
        """Artifacts of the report, and the name and tags of the flow run."""
        create_markdown_artifact(report.page, key=f"{KEY}-report", description=report.verdict)
        for name, rows in report.tables.items():
            # Empty tables too: the newest one of a key is what holds now.
            create_table_artifact(rows or [{name: "none"}], key=f"{KEY}-{name}", description=report.name)
        _rename(report.name, report.tags)

    @property
    def done(self) -> Sequence[Step]:
        return self._clock.steps

    @property
    def origin(self) -> dict[str, str]:
        run = _flow_run()
        return {"flow_run_id": str(run.id)} if run else {}


def may_pass(error: BaseException | None) -> bool:
    """Whether an error, or one that it was made from, is of the kind that a second attempt may not meet."""
    while error is not None:
        if isinstance(error, OSError) and error.errno in PASSING:
            return True
        error = error.__cause__ or error.__context__
    return False


def _task(stage: str, label: str, work: Callable[[], T]) -> Task[[], T]:
    """A task without parameters: what it works on is no concern of Prefect's, which would look through all of it."""
    made = task(name=stage, task_run_name=lambda: label, cache_policy=NO_CACHE, persist_result=False)(work)
    if stage not in RETRIED:
        return made
    return made.with_options(retries=len(RETRY_SECONDS), retry_delay_seconds=RETRY_SECONDS, retry_condition_fn=_is_worth_another)


def _is_worth_another(_: Task[..., Any], __: Any, state: Any) -> bool:
    return may_pass(state.result(raise_on_failure=False))


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


def _rename(name: str, tags: Sequence[str]) -> None:
    if run := _flow_run():
        with get_client(sync_client=True) as client:
            client.update_flow_run(run.id, name=name, tags=sorted({*run.tags, KEY, *tags}))


def _flow_run() -> Any:
    context = FlowRunContext.get()
    return context.flow_run if context else None
