"""What the command line shows: how far a run is, and what came of it."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from contextlib import contextmanager

from rich.console import Console
from rich.progress import BarColumn, MofNCompleteColumn, Progress, SpinnerColumn, TextColumn, TimeElapsedColumn
from rich.table import Table
from rich.text import Text

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

out = Console(highlight=False, soft_wrap=True)
err = Console(stderr=True, highlight=False, soft_wrap=True)


@contextmanager
def progress(waiting_for: str) -> Iterator[Watch]:
    """Shows stages on the error stream while a run is under way; `waiting_for` says what comes before the first."""
    columns = (SpinnerColumn(), TextColumn("{task.description}"), BarColumn(), MofNCompleteColumn(), TimeElapsedColumn())
    if not err.is_terminal:
        err.print(waiting_for)
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
    say(f"DuckDB: SELECT * FROM read_parquet('{address}/clauses/**/*.parquet', hive_partitioning = true)")
    say(f'Polars: pl.scan_parquet("{address}/clauses/**/*.parquet", hive_partitioning=True)')


def failure(message: str) -> None:
    """Why nothing was published."""
    err.print(Text(f"seimei: {message}"))


def snapshots(heads: Sequence[Head], current: str | None) -> None:
    table = Table("", "id", "made", "documents", "clauses", "entities", "rejects", "change", box=None, pad_edge=False)
    for head in heads:
        counts = [f"{head.counts[name]:,}" for name in ("statements", "clauses", "entities", "rejects")]
        change = "+{added} ~{changed} -{removed}".format(**head.change)
        table.add_row("*" if head.id == current else "", head.id, head.created_at, *counts, change)
    out.print(table)


def table(rows: Sequence[dict[str, object]]) -> None:
    """Rows with the same keys."""
    shown = Table(*rows[0], box=None, pad_edge=False)
    for row in rows:
        shown.add_row(*(Text("" if value is None else str(value)) for value in row.values()))
    out.print(shown)


def say(message: str) -> None:
    """One line, in which nothing is read as markup."""
    out.print(Text(message))


def _failures(failures: Sequence[Failure]) -> None:
    for one in failures[:LISTED]:
        say(f"  {one.source_path}: {one.reason}: {one.message}")
    if len(failures) > LISTED:
        say(f"  and {len(failures) - LISTED:,} more in the table `rejects`")
