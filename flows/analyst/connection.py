"""A connection to DuckDB that has run the script of a snapshot's views."""

from __future__ import annotations

from pathlib import Path

import duckdb

from flows.analyst.views import NAME, script, sql_text
from flows.store import DatasetError


def connect(snapshot: Path) -> duckdb.DuckDBPyConnection:
    """A connection with the views of a snapshot, whose folder must be given without links so that it stays the same one.

    The script is the snapshot's own, which knows the shape of its tables, where it has one. Raises DatasetError.
    """
    published = snapshot / NAME
    connection = duckdb.connect()
    try:
        connection.execute(f"SET file_search_path = {sql_text(str(snapshot))}")
        connection.execute(published.read_text(encoding="utf-8") if published.exists() else script())
    except duckdb.Error as error:
        connection.close()
        message = str(error).partition("\n")[0]
        raise DatasetError(f"the tables of {snapshot} have another shape than seimei expects: build anew ({message})") from None
    return connection
