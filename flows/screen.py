"""What the command line shows: how far a run is, and what came of it.

All commands load this module, so it loads what is slow to load where it is used.
"""

from __future__ import annotations

import time
from collections.abc import Iterator, Mapping, Sequence
from contextlib import contextmanager
from functools import cache
from threading import Event, Thread
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from rich.console import Console

    from flows.manifest import Failure, Head, Manifest
    from flows.progress import Watch

LISTED = 10
"""Rejected documents named in the summary; the table `rejects` has them all."""

STAGES = {
    "discover": "Looking for documents",
    "plan": "Comparing them with what is published",
    "transform": "Reading documents",
    "assemble": "Writing tables",
    "check": "Checking tables",
    "publish": "Publishing",
    "report": "Writing the report",
}


@cache
def _console(*, stderr: bool) -> Console:
    from rich.console import Console  # noqa: PLC0415 - slow to load

    return Console(stderr=stderr, highlight=False, soft_wrap=True)


QUIET_SECONDS = 30
"""After so long without a word a log is told how far the run is."""


@contextmanager
def progress(waiting_for: str) -> Iterator[Watch]:
    """Shows stages on the error stream while a run is under way; `waiting_for` says what comes before the first."""
    with (_bars if _console(stderr=True).is_terminal else _lines)(waiting_for) as watch:
        yield watch


@contextmanager
def _lines(waiting_for: str) -> Iterator[Watch]:
    """For a log: a line now and then."""
    state = (waiting_for, 0, 1)
    ended, start = Event(), time.monotonic()

    def tell() -> None:
        name, done, total = state
        far = f": {done:,} of {total:,}" if total > 1 else ""
        _print(f"{time.monotonic() - start:5,.0f} s  {name}{far}", stderr=True)

    def tell_again() -> None:
        while not ended.wait(QUIET_SECONDS):
            tell()

    def watch(stage: str, done: int, total: int) -> None:
        nonlocal state
        state = (STAGES[stage], done, total)

    _print(waiting_for, stderr=True)
    Thread(target=tell_again, daemon=True).start()
    try:
        yield watch
    finally:
        ended.set()


@contextmanager
def _bars(waiting_for: str) -> Iterator[Watch]:
    from rich.progress import (  # noqa: PLC0415 - slow to load
        BarColumn,
        MofNCompleteColumn,
        Progress,
        SpinnerColumn,
        TextColumn,
        TimeElapsedColumn,
    )

    err = _console(stderr=True)
    columns = (SpinnerColumn(), TextColumn("{task.description}"), BarColumn(), MofNCompleteColumn(), TimeElapsedColumn())
    with Progress(*columns, console=err, transient=True) as bars:
        line = bars.add_task(waiting_for, total=None)

        def watch(stage: str, done: int, total: int) -> None:
            bars.update(line, description=STAGES[stage], completed=done, total=total if total > 1 else None)

        yield watch


def summary(snapshot: Manifest, address: str, *, is_new: bool) -> None:
    """A few lines on the outcome of a build."""
    if not is_new:
        rejects = f", {len(snapshot.failures):,} rejected" if snapshot.failures else ""
        say(f"Nothing changed: {address} still holds {snapshot.counts['statements']:,} documents{rejects} ({snapshot.id}).")
        return
    counts = snapshot.counts
    shown = {
        "documents": counts["statements"],
        "clauses": counts["clauses"],
        "commitments": counts["commitments"],
        "entities": counts["entities"],
        "rejects": counts["rejects"],
    }
    for name, count in shown.items():
        say(f"{count:>10,}  {name}")
    _failures(snapshot.failures)
    say(f"Tables: {address}  (snapshot {snapshot.id})")
    if "://" in address:
        say(f"Files of a table, all of one version: seimei files clauses --output {address}")
        return
    say(f"DuckDB: SELECT * FROM read_parquet('{address}/clauses/**/*.parquet', hive_partitioning = true)")
    say(f'Polars: pl.scan_parquet("{address}/clauses/**/*.parquet", hive_partitioning=True)')


def failure(message: str) -> None:
    """What went wrong, on the error stream: why nothing was published, or what failed after it was."""
    _print(f"seimei: {message}", stderr=True)


def complaint(line: str) -> None:
    """One line on the error stream, as it is."""
    _print(line, stderr=True)


def snapshots(heads: Sequence[Head], current: str | None) -> None:
    """The published versions, the current one with a mark."""
    table(
        [
            {
                "": "*" if head.id == current else "",
                "id": head.id,
                "made": head.created_at[:19],
                "documents": f"{head.counts['statements']:,}",
                "clauses": f"{head.counts['clauses']:,}",
                "entities": f"{head.counts['entities']:,}",
                "rejects": f"{head.counts['rejects']:,}",
                "change": "+{added} ~{changed} -{removed}".format(**head.change),
            }
            for head in heads
        ]
    )


def table(rows: Sequence[Mapping[str, object]]) -> None:
    """Rows with the same keys, in columns as wide as they need: ids are there to be copied whole."""
    from rich.cells import cell_len, set_cell_size  # noqa: PLC0415 - slow to load

    lines = [list(rows[0]), *([str(value) for value in row.values()] for row in rows)]
    widths = [max(map(cell_len, column)) for column in zip(*lines, strict=True)]
    for line in lines:
        say("  ".join(set_cell_size(cell, width) for cell, width in zip(line, widths, strict=True)).rstrip())


def say(message: str) -> None:
    """One line, in which nothing is read as markup or as a command to the terminal."""
    _print(message, stderr=False)


def _print(message: str, *, stderr: bool) -> None:
    from rich.text import Text  # noqa: PLC0415 - slow to load

    _console(stderr=stderr).print(Text(_printable(message)))


def _printable(text: str) -> str:
    return "".join(char if char.isprintable() else "\ufffd" for char in text)


def _failures(failures: Sequence[Failure]) -> None:
    for one in failures[:LISTED]:
        say(f"  {one.source_path}: {one.reason}: {one.message}")
    if len(failures) > LISTED:
        say(f"  and {len(failures) - LISTED:,} more in the table `rejects`")
