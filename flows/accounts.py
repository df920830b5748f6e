"""An account of every document: what its lines were taken for, and the first of those that were left out of the body.

Read from the published table itself, so that it tells what readers get.
"""

from __future__ import annotations

from collections import Counter
from collections.abc import Collection, Iterator, Sequence
from dataclasses import dataclass
from pathlib import Path
from typing import Any

import polars as pl

from flows.batches import KEPT_ROLES, SAMPLE_LENGTH
from flows.markdown import Cell, Rows

MOST_DOCUMENTS = 1000
"""Documents in a report; Prefect keeps it as one value of its database and a browser draws it as one table."""

COLUMNS = ("source_path", "title", "raw_text", "lines")


@dataclass(frozen=True, slots=True)
class Accounts:
    """`rows` are those of the first documents by name, `total` of how many."""

    rows: Rows
    total: int


def accounts(files: Sequence[Path], keys: Collection[str]) -> Accounts:
    """Of the documents with these keys; `files` are those of the table `statements`."""
    wanted = sorted(keys)[:MOST_DOCUMENTS]
    if not wanted or not files:
        return Accounts([], len(keys))
    scan = pl.scan_parquet(list(files), hive_partitioning=False).select(COLUMNS)
    found = scan.filter(pl.col("source_path").is_in(wanted)).collect().sort("source_path")
    return Accounts([_row(row) for row in found.iter_rows(named=True)], len(keys))


def _row(document: dict[str, Any]) -> dict[str, Cell]:
    roles = Counter(line["role"] for line in document["lines"])
    dropped = list(_dropped(document))
    return {
        "document": document["source_path"],
        "lines": len(document["lines"]),
        "left out": len(dropped),
        "lines by role": ", ".join(f"{role} {count:,}" for role, count in roles.most_common()),
        "left out by rule": ", ".join(f"{rule} {count:,}" for rule, count in Counter(rule for rule, _ in dropped).most_common()),
        "first left out": next((f"{rule}: {text}" for rule, text in dropped if text), ""),
    }


def _dropped(document: dict[str, Any]) -> Iterator[tuple[str, str]]:
    """(rule, beginning of the text) of the lines that carry nothing of the body."""
    for line in document["lines"]:
        if line["role"] not in KEPT_ROLES:
            text = document["raw_text"][line["char_start"] : line["char_end"]]
            yield line["rule"], text.strip()[:SAMPLE_LENGTH]
