"""Rows on their way from a worker to the published files: one Arrow IPC file a table and batch.

Rows are grouped by year and by the first digit of their statement_id, one record batch a group, so that a partition is
put together from the groups that belong to it without reading the rest.
"""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from itertools import groupby
from pathlib import Path

import pyarrow as pa
import pyarrow.compute as pc

from transforms.tables import TABLES

BUCKETS = "0123456789abcdef"
"""First digits of statement ids: a sixteenth of a year is held in memory at a time."""

Group = tuple[int | None, str]
"""(year, first digit of the statement_id)"""


@dataclass(frozen=True, slots=True)
class Part:
    """One staged file; `groups` gives the number of the record batch that holds each group."""

    table: str
    path: Path
    groups: dict[Group, int]

    def holds(self, year: int | None) -> bool:
        return any(own == year for own, _ in self.groups)


def group_of(year: int | None, statement_id: str) -> Group:
    return year, statement_id[0]


def write_part(table: str, rows: pa.Table, years: Mapping[str, int | None], path: Path) -> Part:
    """Stages the rows of whole documents. `years` gives the partition of each statement_id.

    Raises ValueError where the rows of a group do not stand together.
    """
    groups: dict[Group, int] = {}
    start = 0
    runs = groupby(group_of(years[statement_id], statement_id) for statement_id in rows["statement_id"].to_pylist())
    with pa.OSFile(str(path), "wb") as sink, pa.ipc.new_file(sink, rows.schema) as writer:
        for number, (group, run) in enumerate(runs):
            if groups.setdefault(group, number) != number:
                raise ValueError(f"the rows of {group} do not stand together")
            length = sum(1 for _ in run)
            writer.write_batch(rows.slice(start, length).combine_chunks().to_batches()[0])
            start += length
    return Part(table, path, groups)


def read_group(part: Part, group: Group) -> pa.Table | None:
    """The rows of one group, or None where the part has none."""
    if (number := part.groups.get(group)) is None:
        return None
    with pa.OSFile(str(part.path), "rb") as file:
        return pa.Table.from_batches([pa.ipc.open_file(file).get_batch(number)])


def by_year(part: Part) -> list[Part]:
    """Cuts a staged file into one for each year, beside it."""
    cut = []
    with pa.OSFile(str(part.path), "rb") as file:
        whole = pa.ipc.open_file(file)
        for year, run in groupby(part.groups, key=lambda group: group[0]):
            groups = list(run)
            path = part.path.with_name(f"{part.path.stem}-{year}.arrow")
            with pa.OSFile(str(path), "wb") as sink, pa.ipc.new_file(sink, whole.schema) as writer:
                for group in groups:
                    writer.write_batch(whole.get_batch(part.groups[group]))
            cut.append(Part(part.table, path, {group: number for number, group in enumerate(groups)}))
    return cut


def in_order(table: str, rows: pa.Table) -> pa.Table:
    """The rows in the order that the table's declaration asks for; the key settles what is equal."""
    declared = TABLES[table]
    keys = [(column, "ascending") for column in dict.fromkeys((*declared.sort_by, declared.key))]
    return rows.take(pc.sort_indices(rows, sort_keys=keys))
