"""Marks runs as crashed whose process was killed: they could not say so themselves, and would count as running for ever.

Every run holds the lock of a file of its own below Prefect's home, which the system frees when the process ends. The next
run on the machine finds what killed ones have left.
"""

from __future__ import annotations

import atexit
import fcntl
import logging
from collections.abc import Callable, Iterator
from pathlib import Path
from typing import IO
from uuid import UUID

from prefect.client.orchestration import get_client
from prefect.exceptions import ObjectNotFound
from prefect.states import Crashed

from flows.prefect_settings import prefect_home

MESSAGE = "Its process ended without a word: it was killed, or the machine went down. The next run takes up what it left"

log = logging.getLogger(__name__)

_held: list[IO[str]] = []
"""Open for as long as this process lives: a run reports its end after its own code has ended."""


def live(run_id: str) -> None:
    """Gives this process's run a sign of life, and marks those runs as crashed that have lost theirs."""
    folder = prefect_home() / "seimei-runs"
    try:
        bury(folder, _mark_crashed)
        hold(folder, run_id)
    except Exception:
        # The record of other runs is no reason to end this one.
        log.warning("dead runs were not marked", exc_info=True)


def hold(folder: Path, run_id: str) -> None:
    """Locks the run's file until the process ends. It is locked before it has its name: nobody finds it free."""
    folder.mkdir(parents=True, exist_ok=True)
    path, nameless = folder / run_id, folder.with_name(f"{folder.name}-{run_id}")
    file = nameless.open("w")
    fcntl.flock(file, fcntl.LOCK_EX)
    nameless.rename(path)
    _held.append(file)
    atexit.register(path.unlink, missing_ok=True)


def bury(folder: Path, mark: Callable[[str], None]) -> None:
    """Calls `mark` with the ids of runs that nobody holds any more, and forgets them."""
    for path in _left(folder):
        mark(path.name)
        path.unlink(missing_ok=True)


def _left(folder: Path) -> Iterator[Path]:
    for path in sorted(folder.glob("*")):
        with path.open() as file:
            try:
                fcntl.flock(file, fcntl.LOCK_EX | fcntl.LOCK_NB)
            except BlockingIOError:
                continue
            yield path


def _mark_crashed(run_id: str) -> None:
    with get_client(sync_client=True) as client:
        try:
            state = client.read_flow_run(UUID(run_id)).state
        except ObjectNotFound:
            return
        if state is None or not state.is_final():
            client.set_flow_run_state(UUID(run_id), Crashed(message=MESSAGE), force=True)
