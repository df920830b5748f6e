"""DuckDB views over a snapshot: the script that is published with it."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from importlib.resources import files
from pathlib import Path

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


def _view(table: Table) -> str:
    hive = f"hive_partitioning = true, hive_types = {{'{PARTITION_KEY}': INTEGER}}" if table.partitioned else ""
    arguments = ", ".join(part for part in (f"'{table.name}/**/*.parquet'", hive) if part)
    columns = ", ".join(column.name for column in table.columns)
    comments = [f"COMMENT ON COLUMN {table.name}.{column.name} IS {sql_text(column.description)};" for column in table.columns]
    return "\n".join(
        [
            f"\nCREATE OR REPLACE VIEW {table.name} AS\n    SELECT {columns}\n    FROM read_parquet({arguments});",
            f"COMMENT ON VIEW {table.name} IS {sql_text(table.description)};",
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
        yield sql_text(row["act"]), sql_text(row["label_ja"]), sql_text(row["label_en"]), row["level"]


def _sectors() -> Iterator[tuple[str, ...]]:
    for row in lexicon.rows("sectors.csv"):
        yield sql_text(row["code"]), sql_text(row["label_ja"]), sql_text(row["label_en"]), row["cap_major"]


def _parties() -> Iterator[tuple[str, ...]]:
    """States, and the organisations that can be parties."""
    names = {row["code"]: (row["name_ja"], row["name_en"]) for row in lexicon.rows("countries.csv")}
    organizations = {row["id"]: row for row in lexicon.rows("organizations.csv")}
    for row in lexicon.rows("party_organizations.csv"):
        known = organizations[row["entity_id"].removeprefix("org/")]
        names.setdefault(row["code"], (known["name_ja"], known["name_en"]))
    for code, (name_ja, name_en) in sorted(names.items()):
        yield sql_text(code), sql_text(name_ja), sql_text(name_en)


def sql_text(value: str) -> str:
    """A string constant of SQL."""
    return "'" + value.replace("'", "''") + "'"
