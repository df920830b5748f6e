"""Rows on their way from a worker to the published files: one Arrow IPC file a table and batch.

Rows are grouped by year and by the first digit of their statement_id, one record batch a group, so that a partition is
put together from the groups that belong to it without reading the rest.
"""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Mapping
from dataclasses import dataclass
from itertools import groupby
from pathlib import Path
from typing import NamedTuple

import pyarrow as pa
import pyarrow.compute as pc

from transforms.tables import TABLES

BUCKETS = "0123456789abcdef"
"""First digits of statement ids: of a large year, a sixteenth is held in memory at a time."""

Group = tuple[int | None, str]
"""(year, first digit of the statement_id)"""


class Batch(NamedTuple):
    """Where a group lies: the number of its record batch, and how many rows that has."""

    number: int
    rows: int


@dataclass(frozen=True, slots=True)
class Part:
    """One staged file; `groups` gives the record batch that holds each group."""

    table: str
    path: Path
    groups: dict[Group, Batch]

    def holds(self, year: int | None) -> bool:
        return any(own == year for own, _ in self.groups)

    def rows(self, year: int | None) -> int:
        return sum(batch.rows for (own, _), batch in self.groups.items() if own == year)


def group_of(year: int | None, statement_id: str) -> Group:
    return year, statement_id[0]


def write_part(table: str, rows: pa.Table, years: Mapping[str, int | None], path: Path) -> Part:
    """Stages the rows of whole documents. `years` gives the partition of each statement_id.

    Raises ValueError where the rows of a group do not stand together.
    """
    groups: dict[Group, Batch] = {}
    start = 0
    whole = rows.combine_chunks()
    runs = groupby(group_of(years[statement_id], statement_id) for statement_id in rows["statement_id"].to_pylist())
    with pa.OSFile(str(path), "wb") as sink, pa.ipc.new_file(sink, rows.schema) as writer:
        for number, (group, run) in enumerate(runs):
            if group in groups:
                raise ValueError(f"the rows of {group} do not stand together")
            groups[group] = Batch(number, sum(1 for _ in run))
            writer.write_batch(whole.slice(start, groups[group].rows).to_batches()[0])
            start += groups[group].rows
    return Part(table, path, groups)


def read_groups(part: Part, groups: Iterable[Group]) -> Iterator[pa.Table]:
    """The rows of each of these groups that the part has."""
    batches = [part.groups[group] for group in groups if group in part.groups]
    if not batches:
        return
    with pa.OSFile(str(part.path), "rb") as file:
        whole = pa.ipc.open_file(file)
        for batch in batches:
            yield pa.Table.from_batches([whole.get_batch(batch.number)])


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
                    writer.write_batch(whole.get_batch(part.groups[group].number))
            own = {group: Batch(number, part.groups[group].rows) for number, group in enumerate(groups)}
            cut.append(Part(part.table, path, own))
    return cut


def in_order(table: str, rows: pa.Table) -> pa.Table:
    """The rows in the order that the table's declaration asks for; the key settles what is equal."""
    declared = TABLES[table]
    keys = [(column, "ascending") for column in dict.fromkeys((*declared.sort_by, declared.key))]
    return rows.take(pc.sort_indices(rows, sort_keys=keys))
