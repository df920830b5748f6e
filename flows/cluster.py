"""The workers of a Dask scheduler, in place of processes of this machine: the same work, done where the workers are.

They read their sources and write what they make themselves; counts, names and messages come back.
"""

from __future__ import annotations

import asyncio
import logging
from collections.abc import Callable, Iterable, Iterator, Sequence
from concurrent.futures import CancelledError, ThreadPoolExecutor
from contextlib import contextmanager
from pathlib import Path
from types import TracebackType
from typing import Any, Self, TypeVar

from distributed import Client, KilledWorker
from distributed.comm import connect

from flows import afar
from flows.batches import Result, batches
from flows.fingerprint import fingerprint
from flows.manifest import Failure, File
from flows.partitions import Job
from flows.row_rules import Seen, Year
from flows.scheduler import ANSWER_SECONDS, ClusterError, find_scheduler
from flows.shelves import Shelf
from flows.sources import SourceRef
from flows.workers import halved

RETRIES = 2
"""Attempts after the first where a piece of work fails: a store or a disk may be back in a moment."""
WORKER_SECONDS = 60
"""Until there has to be a worker: at the start, and after the last one was lost."""
AHEAD = 2
"""Pieces of work under way for each worker: one that it does and one that it will do next."""
CLOSING_SECONDS = 3

Item = TypeVar("Item")
Answer = TypeVar("Answer")


class Cluster:
    """All workers that the scheduler has, also those that come later. `count` is how many pieces of work they did at a
    time when the run began. Raises ClusterError where scheduler or workers cannot be used.
    """

    def __init__(self, address: str, shelf: Shelf, built_by: str) -> None:
        self._address = address
        self._site = afar.Site(shelf, built_by)
        self._client = _client(address)
        self.count = 0

    def __enter__(self) -> Self:
        try:
            with self._told():
                self._wait_for_workers()
                self.count = max(1, sum(self._client.nthreads().values()))
                self._inspect()
        except BaseException:
            self._client.close(CLOSING_SECONDS)
            raise
        return self

    def __exit__(self, kind: type[BaseException] | None, error: BaseException | None, trace: TracebackType | None) -> None:
        self._client.close(CLOSING_SECONDS)

    def digests(self, refs: Sequence[SourceRef]) -> dict[str, str | Failure]:
        """Of each document, or why it cannot be read."""
        answers = self._map(afar.digests, batches(refs, self.count))
        return {key: digest for digests in answers for key, digest in digests.items()}

    def transform(self, refs: Sequence[SourceRef], name: str) -> list[Result]:
        """One result, or several where a document ended its worker again and again and the batch was cut to find it."""
        return halved(lambda part, part_name: self._ask(afar.transform, part, part_name), KilledWorker, refs, name)

    def write_all(self, jobs: Iterable[Job]) -> list[File | None]:
        """Writes partitions; answers in the order of the jobs."""
        return self._map(afar.write, jobs)

    def count_all(self, paths: Iterable[Path]) -> list[dict[str, int]]:
        """Rows by statement_id of files that the workers have written."""
        return self._map(afar.count, paths)

    def look_all(self, years: Iterable[Year]) -> list[Seen]:
        """Of the rows in such files: the contract's rules, a year at a time."""
        return self._map(afar.look_at, years)

    def _map(self, work: Callable[[afar.Site, Item], Answer], items: Iterable[Item]) -> list[Answer]:
        def one(item: Item) -> Answer:
            try:
                return self._ask(work, item)
            except KilledWorker:
                raise ClusterError(f"several workers of {self._address} were lost in turn over one piece of work") from None

        with ThreadPoolExecutor(AHEAD * self.count) as threads:
            return list(threads.map(one, items))

    def _ask(self, work: Callable[..., Answer], *arguments: Any) -> Answer:
        """The answer of whichever worker does the work; the scheduler gives what a lost worker had in hand to another."""
        with self._told():
            future = self._client.submit(work, self._site, *arguments, pure=False, retries=RETRIES)
            while True:
                try:
                    answer: Answer = future.result(WORKER_SECONDS)
                except TimeoutError:
                    if future.done():
                        raise
                    self._wait_for_workers()
                else:
                    return answer

    def _wait_for_workers(self) -> None:
        try:
            self._client.wait_for_workers(1, WORKER_SECONDS)
        except TimeoutError:
            raise ClusterError(f"the scheduler at {self._address} has no worker") from None

    def _inspect(self) -> None:
        """What is wrong with the scheduler's or a worker's installation shows at once, and not in the middle of the run."""
        try:
            self._client.run_on_scheduler(fingerprint)
        except Exception as error:
            raise ClusterError(f"the scheduler at {self._address} cannot load seimei, {afar.REMEDY}: {error}") from None
        answers = self._client.run(afar.objection, self._site, on_error="return")
        for worker, answer in sorted(answers.items()):
            if isinstance(answer, Exception) and not isinstance(answer, OSError):
                raise ClusterError(f"worker {worker} cannot load seimei, {afar.REMEDY}: {answer}")
            if answer:
                raise ClusterError(f"worker {worker}: {answer}")

    @contextmanager
    def _told(self) -> Iterator[None]:
        try:
            yield
        except afar.Unfit as error:
            raise ClusterError(f"a worker of {self._address}: {error}") from None
        except ImportError as error:
            raise ClusterError(f"a worker of {self._address} cannot load seimei, {afar.REMEDY}: {error}") from None
        except CancelledError:
            raise ClusterError(f"the scheduler at {self._address} was lost") from None


def _client(address: str) -> Client:
    try:
        find_scheduler(address)
    except ValueError as error:
        raise ClusterError(str(error)) from None
    # Its messages follow what is told in one line anyway.
    for name in ("distributed", "distributed.client"):
        logging.getLogger(name).setLevel(logging.CRITICAL)
    try:
        # A client that cannot connect leaves threads behind, which complain until the process ends: so look first.
        with ThreadPoolExecutor(1) as thread:
            thread.submit(asyncio.run, asyncio.wait_for(_greet(address), ANSWER_SECONDS)).result()
        return Client(address, timeout=ANSWER_SECONDS, set_as_default=False)
    except OSError:
        raise ClusterError(f"what answers at {address} is no scheduler of this version of Dask") from None


async def _greet(address: str) -> None:
    comm = await connect(address)
    await comm.close()
