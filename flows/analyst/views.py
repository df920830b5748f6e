"""DuckDB views over a snapshot: the script that is published with it, and a connection that has run the script."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from importlib.resources import files
from pathlib import Path

import duckdb

from flows.store import DatasetError
from transforms import lexicon
from transforms.tables import PARTITION_KEY, TABLES, Table

NAME = "seimei.sql"
"""The script's file in a snapshot."""

ABOUT = f"""\
-- Views and macros over the tables of this snapshot, for DuckDB. Made by seimei; made anew with every snapshot.
--
--   duckdb:  cd output/current && duckdb -init {NAME}
--   Python:  folder = Path("output/current").resolve()
--            connection.execute(f"SET file_search_path = '{{folder}}'")
--            connection.execute((folder / "{NAME}").read_text(encoding="utf-8"))
--   seimei:  seimei query "FROM commitments_of('JPN')"
--
-- Paths are relative to this file's folder. What a column means: SELECT column_name, comment FROM duckdb_columns();
"""


def script() -> str:
    """The same for all snapshots of one version of the tables and lexicons."""
    labels = [
        _values("acts", ("act", "name_ja", "name_en", "level"), _acts()),
        _values("sectors", ("code", "name_ja", "name_en", "cap_major"), _sectors()),
        _values("party_names", ("party", "name_ja", "name_en"), _parties()),
    ]
    shaped = (files("flows.analyst") / "templates" / "views.sql").read_text(encoding="utf-8")
    return "\n".join([ABOUT, "-- The tables", *map(_view, TABLES.values()), "-- Names of codes", *labels, shaped])


def write_script(folder: Path) -> None:
    """Puts the script beside the tables of a snapshot that is about to be published."""
    (folder / NAME).write_text(script(), encoding="utf-8")


def connect(snapshot: Path) -> duckdb.DuckDBPyConnection:
    """A connection with the views of a snapshot, whose folder must be given without links so that it stays the same one.

    The script is the snapshot's own, which knows the shape of its tables, where it has one. Raises DatasetError.
    """
    published = snapshot / NAME
    connection = duckdb.connect()
    try:
        connection.execute(f"SET file_search_path = {_text(str(snapshot))}")
        connection.execute(published.read_text(encoding="utf-8") if published.exists() else script())
    except duckdb.Error as error:
        connection.close()
        message = str(error).partition("\n")[0]
        raise DatasetError(f"the tables of {snapshot} have another shape than seimei expects: build anew ({message})") from None
    return connection


def _view(table: Table) -> str:
    hive = f"hive_partitioning = true, hive_types = {{'{PARTITION_KEY}': INTEGER}}" if table.partitioned else ""
    arguments = ", ".join(part for part in (f"'{table.name}/**/*.parquet'", hive) if part)
    columns = ", ".join(column.name for column in table.columns)
    comments = [f"COMMENT ON COLUMN {table.name}.{column.name} IS {_text(column.description)};" for column in table.columns]
    return "\n".join(
        [
            f"\nCREATE OR REPLACE VIEW {table.name} AS\n    SELECT {columns}\n    FROM read_parquet({arguments});",
            f"COMMENT ON VIEW {table.name} IS {_text(table.description)};",
            *comments,
            "",
        ]
    )


def _values(name: str, columns: Sequence[str], rows: Iterator[tuple[str, ...]]) -> str:
    """A view of constants; values are SQL already."""
    lines = ",\n".join(f"    ({', '.join(row)})" for row in rows)
    return f"\nCREATE OR REPLACE VIEW {name} AS FROM (VALUES\n{lines}\n) AS v({', '.join(columns)});\n"


def _acts() -> Iterator[tuple[str, ...]]:
    for row in lexicon.rows("acts.csv"):
        yield _text(row["act"]), _text(row["label_ja"]), _text(row["label_en"]), row["level"]


def _sectors() -> Iterator[tuple[str, ...]]:
    for row in lexicon.rows("sectors.csv"):
        yield _text(row["code"]), _text(row["label_ja"]), _text(row["label_en"]), row["cap_major"]


def _parties() -> Iterator[tuple[str, ...]]:
    """States, and the organisations that can be parties."""
    names = {row["code"]: (row["name_ja"], row["name_en"]) for row in lexicon.rows("countries.csv")}
    organizations = {row["id"]: row for row in lexicon.rows("organizations.csv")}
    for row in lexicon.rows("party_organizations.csv"):
        known = organizations[row["entity_id"].removeprefix("org/")]
        names.setdefault(row["code"], (known["name_ja"], known["name_en"]))
    for code, (name_ja, name_en) in sorted(names.items()):
        yield _text(code), _text(name_ja), _text(name_en)


def _text(value: str) -> str:
    """A string constant of SQL."""
    return "'" + value.replace("'", "''") + "'"
