"""What differs between two snapshots: rows added, changed and removed, by table and document."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterator

import pyarrow as pa
import pyarrow.parquet as pq

from flows.manifest import File, Manifest
from flows.store import Store
from transforms.tables import TABLES, Table

CURRENT = "current"

Row = dict[str, object]


def compare(dataset: Store, before: str, after: str) -> list[Row]:
    """A row for each table and document that differs. A row of a table is known by its key; files that both snapshots
    share are not opened. Raises DatasetError where a snapshot is not there."""
    old, new = named(dataset, before), named(dataset, after)
    documents = {document.statement_id: key for manifest in (old, new) for key, document in manifest.documents.items()}
    shared = {file.sha256 for file in old.files} & {file.sha256 for file in new.files}
    found: list[Row] = []
    for table in TABLES.values():
        rows_before, rows_after = (_rows(dataset, manifest, table, shared) for manifest in (old, new))
        counts: dict[str, Counter[str]] = {}
        for key in rows_before.keys() | rows_after.keys():
            one, other = rows_before.get(key), rows_after.get(key)
            if one != other:
                kind = "added" if one is None else "removed" if other is None else "changed"
                owner = (one or other or ("", ""))[0]
                counts.setdefault(documents.get(owner, owner), Counter())[kind] += 1
        found += [
            {"table": table.name, "document": owner, **{kind: count[kind] for kind in ("added", "changed", "removed")}}
            for owner, count in sorted(counts.items())
        ]
    return found


def named(dataset: Store, name: str) -> Manifest:
    """The manifest of a snapshot, or of the one that readers see now. Raises DatasetError where there is none."""
    return dataset.manifest((dataset.current_id() or name) if name == CURRENT else name)


def _rows(dataset: Store, manifest: Manifest, table: Table, shared: set[str]) -> dict[str, tuple[str, int]]:
    """Key of each row -> (the document that it belongs to, hash of the row), of the files that are not shared."""
    owner = "statement_id" if "statement_id" in table.by_name else table.key
    return {
        str(row[table.key]): (str(row[owner]), hash(repr((file.year, row))))
        for file in manifest.files
        if file.table == table.name and file.sha256 not in shared
        for row in _read(dataset, manifest, file)
    }


def _read(dataset: Store, manifest: Manifest, file: File) -> Iterator[Row]:
    for batch in pq.ParquetFile(dataset.local(manifest, file)).iter_batches(batch_size=4096):
        yield from pa.Table.from_batches([batch]).to_pylist()
