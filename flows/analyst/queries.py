"""SQL over the snapshot that readers see, and the tables of it without nested columns."""

from __future__ import annotations

from pathlib import Path

import duckdb
import polars as pl

from flows.analyst.connection import connect
from flows.analyst.spreadsheets import flat
from flows.snapshots import LocalDataset
from flows.store import DatasetError, NothingPublished

FLAT_TABLES = {
    "statements": "SELECT * EXCLUDE (lines, signatories) FROM statements ORDER BY statement_id",
    "parties": "FROM parties ORDER BY statement_id, party",
    "signatories": "FROM signatories ORDER BY statement_id, entity_id",
    "statement_lines": "SELECT * EXCLUDE (text) FROM statement_lines ORDER BY statement_id, line",
    "clauses": "SELECT * EXCLUDE (sectors, dates) FROM clauses ORDER BY statement_id, ordinal",
    "clause_actors": "FROM clause_actors ORDER BY clause_id, actor",
    "clause_sectors": "FROM clause_sectors ORDER BY clause_id, rank",
    "clause_dates": "FROM clause_dates ORDER BY clause_id, rank",
    "entities": "FROM entities ORDER BY mention_id",
    "rejects": "FROM rejects ORDER BY source_path",
}
"""Tables without nested columns: what a list held stands in a table of its own, lists of codes as `A; B` too."""


class QueryError(Exception):
    """The SQL cannot be run; the message may have several lines, the last of which point to the place."""


def snapshot_folder(output: str) -> Path:
    """The folder of the snapshot that readers see now, resolved once. Raises DatasetError where there is none."""
    if "://" in output:
        raise DatasetError(f"{output}: only datasets on this machine can be queried; copy it here first")
    dataset = LocalDataset(Path(output))
    if dataset.current_id() is None:
        raise NothingPublished(output)
    return Path(dataset.address).resolve()


def run(snapshot: Path, sql: str) -> pl.DataFrame:
    """The rows of the last statement of a script. Raises QueryError."""
    with connect(snapshot) as connection:
        try:
            return rows(connection, sql)
        except duckdb.Error as error:
            raise QueryError(str(error)) from None


def flat_tables(snapshot: Path) -> dict[str, pl.DataFrame]:
    """Every table of FLAT_TABLES."""
    with connect(snapshot) as connection:
        return {name: flat(rows(connection, sql)) for name, sql in FLAT_TABLES.items()}


def rows(connection: duckdb.DuckDBPyConnection, sql: str) -> pl.DataFrame:
    """What the last statement of a script answers: nothing where it has no result. Raises duckdb.Error."""
    result = connection.sql(sql)
    if result is None:
        return pl.DataFrame()
    found = pl.from_arrow(result.to_arrow_table())
    assert isinstance(found, pl.DataFrame)
    return found
