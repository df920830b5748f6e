"""Processes that do the work of a run: spawned, without Prefect, replaced when one is lost."""

from __future__ import annotations

import multiprocessing
import os
import signal
import threading
from collections.abc import Callable, Iterable, Sequence
from concurrent.futures import ProcessPoolExecutor
from concurrent.futures.process import BrokenProcessPool
from multiprocessing.connection import wait
from pathlib import Path
from types import TracebackType
from typing import Self, TypeVar

from flows.batches import Result, transform_batch
from flows.manifest import Failure
from flows.sources import SourceRef

FEW = 150
"""Documents that are transformed sooner than a second process has started."""

Item = TypeVar("Item")
Answer = TypeVar("Answer")


class Workers:
    """`count` processes, or none where one is enough: then the work is done in this process, by one thread at a time."""

    def __init__(self, count: int, n_documents: int) -> None:
        self.count = count if n_documents > FEW else 1
        self._pool = _pool(count) if self.count > 1 else None
        self._changing = threading.Lock()
        self._alone = threading.Lock()

    def __enter__(self) -> Self:
        return self

    def __exit__(self, kind: type[BaseException] | None, error: BaseException | None, trace: TracebackType | None) -> None:
        if self._pool:
            self._pool.shutdown(cancel_futures=True)

    def transform(self, refs: Sequence[SourceRef], folder: Path, name: str, built_by: str) -> list[Result]:
        """One result, or several where a document ended its process and the batch was cut to find it."""
        pool = self._pool
        if pool is None:
            return [transform_batch(refs, folder, name, built_by)]
        try:
            return [pool.submit(transform_batch, refs, folder, name, built_by).result()]
        except BrokenProcessPool:
            self._replace(pool)
            with self._alone:
                return _transform_alone(refs, folder, name, built_by)

    def map(self, work: Callable[[Item], Answer], items: Iterable[Item]) -> list[Answer]:
        """Answers in the order of the items. What a lost process had in hand is done again in this one."""
        pool, todo = self._pool, list(items)
        if pool is None:
            return [work(item) for item in todo]
        futures = [pool.submit(work, item) for item in todo]
        answers = []
        for item, future in zip(todo, futures, strict=True):
            try:
                answers.append(future.result())
            except BrokenProcessPool:
                self._replace(pool)
                answers.append(work(item))
        return answers

    def _replace(self, broken: ProcessPoolExecutor) -> None:
        """All that was submitted to a broken pool fails, so several threads come here for one loss."""
        with self._changing:
            if self._pool is broken:
                self._pool = _pool(self.count)


def _transform_alone(refs: Sequence[SourceRef], folder: Path, name: str, built_by: str) -> list[Result]:
    """A batch in a process of its own, so that its loss is no other batch's fault."""
    try:
        with _pool(1) as pool:
            return [pool.submit(transform_batch, refs, folder, name, built_by).result()]
    except BrokenProcessPool:
        if len(refs) == 1:
            return [Result(failures=[_lost(refs[0])])]
    middle = len(refs) // 2
    halves = ((refs[:middle], f"{name}a"), (refs[middle:], f"{name}b"))
    return [result for half, half_name in halves for result in _transform_alone(half, folder, half_name, built_by)]


def _lost(ref: SourceRef) -> Failure:
    message = "The process that read it ended each time, for want of memory or by a fault: please report it with the document"
    return Failure(ref.key, None, "transform", "worker_lost", message)


def _pool(count: int) -> ProcessPoolExecutor:
    """Spawned, not forked: a fork of a process whose libraries have threads can hang."""
    return ProcessPoolExecutor(count, multiprocessing.get_context("spawn"), initializer=_start_worker)


def _start_worker() -> None:
    """Leaves Ctrl-C to the parent, and ends with it, even if it is killed."""
    signal.signal(signal.SIGINT, signal.SIG_IGN)
    threading.Thread(target=_end_with_parent, daemon=True).start()


def _end_with_parent() -> None:
    parent = multiprocessing.parent_process()
    assert parent is not None
    wait([parent.sentinel])
    os._exit(1)
