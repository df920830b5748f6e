"""How a snapshot differs from the one before: rows, codes and how full the columns are, from the two manifests."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterable

from flows.manifest import File, Manifest
from flows.markdown import Cell, Rows
from transforms.tables import TABLES

LEAST_CHANGE = 0.001
"""A tenth of a percentage point: a change in how full a column is that is worth a line."""


def drift_rows(snapshot: Manifest, previous: Manifest | None) -> Rows:
    """Rows of each table, then every code whose count differs and every column that is filled more or less often."""
    if previous is None or snapshot is previous:
        return []
    rows: Rows = []
    for table in TABLES:
        rows.append(_counted(f"{table}: rows", previous.rows(table), snapshot.rows(table)))
        before, after = codes(previous, table), codes(snapshot, table)
        rows += [_counted(f"{table}: {code}", before[code], after[code]) for code in sorted(before | after)]
        full_before, full_after = fill_rates(previous.files, table), fill_rates(snapshot.files, table)
        rows += [_filled(f"{table}: {name} filled", full_before.get(name, 0.0), full_after[name]) for name in sorted(full_after)]
    return [row for row in rows if row["difference"] is not None]


def codes(manifest: Manifest, table: str) -> Counter[str]:
    """Rows by `column = code`."""
    counts: Counter[str] = Counter()
    for file in manifest.files:
        if file.table == table:
            for column, values in file.values.items():
                counts.update({f"{column} = {value}": count for value, count in values.items()})
    return counts


def fill_rates(files: Iterable[File], table: str) -> dict[str, float]:
    """The share of rows with a value, by column."""
    own = [file for file in files if file.table == table]
    filled: Counter[str] = Counter()
    for file in own:
        filled.update(file.filled)
    rows = sum(file.rows for file in own)
    return {column: count / rows for column, count in filled.items()} if rows else {}


def _counted(what: str, before: int, after: int) -> dict[str, Cell]:
    """Rows of a table are always said; a code only where it differs."""
    differs = before != after or what.endswith(": rows")
    return {"what": what, "before": f"{before:,}", "now": f"{after:,}", "difference": f"{after - before:+,}" if differs else None}


def _filled(what: str, before: float, after: float) -> dict[str, Cell]:
    change = f"{(after - before) * 100:+.1f} points" if abs(after - before) >= LEAST_CHANGE else None
    return {"what": what, "before": f"{before:.1%}", "now": f"{after:.1%}", "difference": change}
