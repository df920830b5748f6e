"""Processes that do the work of a run: spawned, without Prefect, replaced when one is lost."""

from __future__ import annotations

import multiprocessing
import os
import signal
import threading
from collections.abc import Callable, Iterable, Sequence
from concurrent.futures import ProcessPoolExecutor
from concurrent.futures.process import BrokenProcessPool
from functools import partial
from multiprocessing.connection import wait
from pathlib import Path
from types import TracebackType
from typing import Self, TypeVar

from flows.batches import Result, load, transform_batch
from flows.manifest import Failure, File
from flows.own_process import end_quickly, garbage_left, keep_loaded, leave_pandas
from flows.partitions import Job, rows_by_statement, write_partition
from flows.row_rules import Seen, Year, look
from flows.sources import SourceRef

FEW = 150
"""Documents that are transformed sooner than a second process has started."""

Item = TypeVar("Item")
Answer = TypeVar("Answer")


class Workers:
    """`count` processes, or none where one is enough: then the work is done in this process, by one thread at a time."""

    def __init__(self, count: int, n_documents: int, folder: Path, built_by: str) -> None:
        """`folder` is where rows are staged, `built_by` the fingerprint that they bear."""
        self._folder, self._built_by = folder, built_by
        self.count = count if n_documents > FEW else 1
        self._pool = _pool(count, _start_lasting_worker) if self.count > 1 else None
        self._changing = threading.Lock()
        self._alone = threading.Lock()

    def __enter__(self) -> Self:
        return self

    def __exit__(self, kind: type[BaseException] | None, error: BaseException | None, trace: TracebackType | None) -> None:
        if self._pool:
            self._pool.shutdown(cancel_futures=True)

    def transform(self, refs: Sequence[SourceRef], name: str) -> list[Result]:
        """One result, or several where a document ended its process and the batch was cut to find it."""
        pool = self._pool
        if pool is None:
            return [transform_batch(refs, self._folder, name, self._built_by)]
        try:
            return [_transform_in(pool, self._folder, self._built_by, refs, name)]
        except BrokenProcessPool:
            self._replace(pool)
            with self._alone:
                return halved(partial(_transform_alone, self._folder, self._built_by), BrokenProcessPool, refs, name)

    def write_all(self, jobs: Iterable[Job]) -> list[File | None]:
        """Writes partitions; answers in the order of the jobs."""
        return self.map(write_partition, jobs)

    def count_all(self, paths: Sequence[Path]) -> list[dict[str, int]]:
        """Rows by statement_id of files that were written."""
        return self.map(rows_by_statement, paths)

    def look_all(self, years: Sequence[Year]) -> list[Seen]:
        """Of the rows in such files: the contract's rules. Each process has its share of the years, for small ones cost less
        together."""
        by_size = sorted(years, key=lambda year: len(year.documents), reverse=True)
        return self.map(look, [by_size[number :: self.count] for number in range(self.count)])

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
                self._pool = _pool(self.count, _start_lasting_worker)


def _transform_in(pool: ProcessPoolExecutor, folder: Path, built_by: str, refs: Sequence[SourceRef], name: str) -> Result:
    return pool.submit(transform_batch, refs, folder, name, built_by).result()


def _transform_alone(folder: Path, built_by: str, refs: Sequence[SourceRef], name: str) -> Result:
    """A batch in a process of its own, so that its loss is no other batch's fault."""
    with _pool(1, _start_worker) as pool:
        return _transform_in(pool, folder, built_by, refs, name)


def halved(
    work: Callable[[Sequence[SourceRef], str], Result], loss: type[Exception], refs: Sequence[SourceRef], name: str
) -> list[Result]:
    """The result of a batch. Where the work raises `loss`, because a document ends the process that does it, the batch is
    cut until that document is found."""
    try:
        return [work(refs, name)]
    except loss:
        if len(refs) == 1:
            return [Result(failures=[_lost(refs[0])])]
    middle = len(refs) // 2
    halves = ((refs[:middle], f"{name}a"), (refs[middle:], f"{name}b"))
    return [result for half, half_name in halves for result in halved(work, loss, half, half_name)]


def _lost(ref: SourceRef) -> Failure:
    message = "The process that read it ended each time, for want of memory or by a fault: please report it with the document"
    return Failure(ref.key, None, "transform", "worker_lost", message)


def _pool(count: int, start: Callable[[], None]) -> ProcessPoolExecutor:
    """Spawned, not forked: a fork of a process whose libraries have threads can hang. `start` is the first that each does."""
    return ProcessPoolExecutor(count, multiprocessing.get_context("spawn"), initializer=start)


def _start_lasting_worker() -> None:
    """Loads what every batch needs, before any: later searches for garbage leave it out."""
    _start_worker()
    with garbage_left():
        load()
    keep_loaded()


def _start_worker() -> None:
    """Leaves Ctrl-C to the parent, and ends with it, even if it is killed."""
    signal.signal(signal.SIGINT, signal.SIG_IGN)
    threading.Thread(target=_end_with_parent, daemon=True).start()
    end_quickly()
    leave_pandas()


def _end_with_parent() -> None:
    parent = multiprocessing.parent_process()
    assert parent is not None
    wait([parent.sentinel])
    os._exit(1)
