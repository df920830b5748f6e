"""Kills builds at random instants while a reader loops over all tables, and counts what the reader should never see.

    python -m tests.flows.crashing 50        over a folder
    python -m tests.flows.crashing 10 s3     over an object store
    python -m tests.flows.crashing 10 2      over a folder, with two processes

Every build writes all documents anew with one number in each; a reading that holds two numbers, or lacks rows, is broken.
"""

from __future__ import annotations

import io
import json
import os
import random
import signal
import subprocess
import sys
import tempfile
import threading
import time
from collections.abc import Callable, Iterable, Mapping
from dataclasses import dataclass, field
from pathlib import Path
from typing import Any

import pyarrow.parquet as pq
import pytest

from flows.bucket import Bucket, is_remote
from tests.flows.s3 import BUCKET, s3_server

DOCUMENTS = 24
LINES = 5


@dataclass
class Count:
    """What came of the kills. `killed` are builds that were under way; `broken` says what was wrong, one line each."""

    killed: int = 0
    completed: int = 0
    readings: int = 0
    broken: list[str] = field(default_factory=list)


def crash(folder: Path, kills: int, seed: int, workers: int = 1) -> Count:
    """Alternates a build that is killed with one that has to complete."""
    return _crash(folder, str(folder / "output"), kills, seed, workers)


def crash_bucket(folder: Path, server: Mapping[str, str], kills: int, seed: int) -> Count:
    """The same over an object store that is reached with the variables of `server`."""
    with pytest.MonkeyPatch.context() as patch:
        for name, value in server.items():
            patch.setenv(name, value)
        return _crash(folder, f"s3://{BUCKET}/crash", kills, seed, workers=1)


def _crash(folder: Path, output: str, kills: int, seed: int, workers: int) -> Count:
    rng = random.Random(seed)
    count = Count()
    with _Nursery(folder, output, workers) as nursery:
        nursery.build(0)
        nursery.wait()
        started = time.monotonic()
        nursery.build(1)
        nursery.wait()
        usual = time.monotonic() - started
        stop = threading.Event()
        reader = threading.Thread(target=_read_until, args=(stop, output, count))
        reader.start()
        for number in range(1, kills + 1):
            pid = nursery.build(2 * number)
            time.sleep(rng.uniform(0, usual))
            os.kill(pid, signal.SIGKILL)
            count.killed += nursery.wait() == signal.SIGKILL
            nursery.build(2 * number + 1)
            status = nursery.wait()
            count.completed += status == 0
            if (seen := _numbers(output)) != {2 * number + 1}:
                count.broken.append(f"after the run that followed kill {number}: {seen}, status {status}")
        stop.set()
        reader.join()
    return count


def _read_until(stop: threading.Event, output: str, count: Count) -> None:
    while not stop.is_set():
        try:
            numbers = _numbers(output)
        except Exception as error:
            count.broken.append(f"{type(error).__name__}: {error}")
        else:
            if len(numbers) != 1:
                count.broken.append(f"several versions at once: {numbers}")
        count.readings += 1


def _numbers(output: str) -> set[int]:
    """The numbers in all rows of all tables of one version."""
    files = _files_of_bucket(output) if is_remote(output) else _files_of_folder(Path(output))
    statements, clauses, entities = (
        [row for file in files(table) for row in pq.ParquetFile(file).read(columns=columns).to_pylist()]
        for table, columns in (
            ("statements", ["statement_id", "title"]),
            ("clauses", ["statement_id", "text"]),
            ("entities", ["statement_id"]),
        )
    )
    ids = {row["statement_id"] for row in statements}
    if (len(ids), len(clauses), len(entities)) != (DOCUMENTS, DOCUMENTS * LINES, DOCUMENTS):
        raise ValueError(f"{len(ids)} documents, {len(clauses)} clauses, {len(entities)} entities")
    if {row["statement_id"] for row in (*clauses, *entities)} != ids:
        raise ValueError("rows of documents that are not there")
    return {int(row["text"].split()[1]) for row in clauses}


def _files_of_folder(output: Path) -> Callable[[str], Iterable[Path]]:
    root = (output / "current").resolve()
    return lambda table: (root / table).rglob("*.parquet")


def _files_of_bucket(output: str) -> Callable[[str], Iterable[io.BytesIO]]:
    store = Bucket(output)
    tables = json.loads(store.get("current.json")[0])["tables"]
    return lambda table: (io.BytesIO(store.get(key)[0]) for key in tables[table])


class _Nursery:
    """A process that has loaded everything and forks a build at each request: a kill costs no start-up."""

    def __init__(self, folder: Path, output: str, workers: int) -> None:
        self._command = [sys.executable, "-m", "tests.flows.crashing", "serve", str(folder), output, str(workers)]

    def __enter__(self) -> _Nursery:
        self._process = subprocess.Popen(self._command, stdin=subprocess.PIPE, stdout=subprocess.PIPE, text=True)
        return self

    def __exit__(self, *_: object) -> None:
        self._process.communicate()

    def build(self, number: int) -> int:
        """Starts a build; its process id."""
        return self._ask(str(number))

    def wait(self) -> int:
        """The wait status of the build."""
        return self._ask("wait")

    def _ask(self, request: str) -> int:
        assert self._process.stdin
        assert self._process.stdout
        self._process.stdin.write(f"{request}\n")
        self._process.stdin.flush()
        return int(self._process.stdout.readline())


def batch_with_stand_in(*arguments: Any) -> Any:
    """The work of a worker, which is a fresh process and knows nothing of what others put in place."""
    import flows.batches  # noqa: PLC0415 - only processes that build load it
    from tests.flows.conftest import process  # noqa: PLC0415

    flows.batches.process = process
    return flows.batches.transform_batch(*arguments)


def _serve(folder: Path, output: str, workers: int) -> None:
    import flows.workers  # noqa: PLC0415 - only this process builds
    from flows.recipe import Request, recipe  # noqa: PLC0415
    from flows.runner import PlainRunner  # noqa: PLC0415
    from tests.flows.conftest import House  # noqa: PLC0415

    flows.workers.transform_batch = batch_with_stand_in
    flows.workers.FEW = 0
    house = House(folder)
    pid = 0
    for line in sys.stdin:
        if line.strip() == "wait":
            print(os.waitpid(pid, 0)[1], flush=True)
            continue
        house.write(**{f"d{n}": _text(n, line.strip()) for n in range(DOCUMENTS)})
        pid = os.fork()
        if pid == 0:
            recipe(Request((str(house.sources),), output, workers=workers), PlainRunner())
            os._exit(0)
        print(pid, flush=True)


def _text(document: int, number: str) -> str:
    lines = [f"{2020 + document % 5}年X {number} 第{document}"]
    return "\n".join(lines + [f"文{line} {number} {document}" for line in range(1, LINES)])


def main(arguments: list[str]) -> None:
    if arguments[0] == "serve":
        _serve(Path(arguments[1]), arguments[2], int(arguments[3]))
        return
    kills, seed = int(arguments[0]), time.time_ns()
    with tempfile.TemporaryDirectory() as folder:
        if arguments[1:] == ["s3"]:
            with s3_server() as server:
                count = crash_bucket(Path(folder), server, kills, seed)
        else:
            count = crash(Path(folder), kills, seed, workers=int(arguments[1]) if arguments[1:] else 1)
    print(f"{count.killed} killed, {count.completed} completed afterwards, {count.readings} readings, {len(count.broken)} broken")
    print(*count.broken[:10], sep="\n")


if __name__ == "__main__":
    main(sys.argv[1:])
