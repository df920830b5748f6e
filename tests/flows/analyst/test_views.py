"""The script that is published with a snapshot."""

from __future__ import annotations

import re
from pathlib import Path

import duckdb
import pytest

from flows.analyst.connection import connect
from flows.analyst.views import NAME, script
from flows.store import DatasetError
from transforms.tables import TABLES

VIEWS = re.findall(r"CREATE OR REPLACE VIEW (\w+)", script())
CALLS = [
    "commitments_of('JPN')",
    "statements_between('JPN', 'MNG')",
    "deadlines_between('2029-01-01', '2031-01-01')",
    "clauses_with('再生可能エネルギー')",
    "clauses_naming('country/JPN')",
]


def test_it_is_published_and_always_the_same(snapshot: Path) -> None:
    assert (snapshot / NAME).read_text(encoding="utf-8") == script() == script()


def test_it_runs_in_the_folder_of_the_snapshot(snapshot: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.chdir(snapshot)
    with duckdb.connect() as connection:
        connection.execute(Path(NAME).read_text(encoding="utf-8"))
        assert connection.execute("SELECT count(*) FROM statements").fetchone() == (2,)


def test_it_runs_as_its_head_says_for_python(snapshot: Path) -> None:
    with duckdb.connect() as connection:
        connection.execute(f"SET file_search_path = '{snapshot}'")
        connection.execute((snapshot / NAME).read_text(encoding="utf-8"))
        assert connection.execute("SELECT count(DISTINCT year) FROM clauses").fetchone() == (2,)


@pytest.mark.parametrize("view", VIEWS)
def test_every_view_can_be_read(snapshot: Path, view: str) -> None:
    with connect(snapshot) as connection:
        assert connection.execute(f"FROM {view}").description


@pytest.mark.parametrize("call", CALLS)
def test_every_macro_finds_what_is_there(snapshot: Path, call: str) -> None:
    with connect(snapshot) as connection:
        assert connection.execute(f"FROM {call}").fetchall()


def test_codes_have_names_and_levels(snapshot: Path) -> None:
    with connect(snapshot) as connection:
        found = connection.execute("SELECT act_level('WILL'), act_level('HOPE'), sector_name('TOU')").fetchone()
        assert found == (4, 2, "Tourism")
        assert connection.execute("SELECT act_level('NONSENSE')").fetchone() == (None,)


def test_variants_of_a_template(snapshot: Path) -> None:
    with connect(snapshot) as connection:
        template, documents = connection.execute(
            "SELECT template_id, count(DISTINCT statement_id) AS n FROM clauses GROUP BY ALL ORDER BY n DESC, 1 LIMIT 1"
        ).fetchall()[0]
        assert documents == 2
        assert len(connection.execute(f"FROM variants_of('{template}')").fetchall()) == 2


def test_commitments_know_their_deadline(snapshot: Path) -> None:
    with connect(snapshot) as connection:
        rows = connection.execute("SELECT due_on::VARCHAR, level FROM commitments WHERE due_on IS NOT NULL").fetchall()
    assert rows == [("2030-12-31", 4)] * 2


@pytest.mark.parametrize("table", TABLES)
def test_columns_explain_themselves(snapshot: Path, table: str) -> None:
    query = f"SELECT column_name, comment FROM duckdb_columns() WHERE table_name = '{table}'"
    with connect(snapshot) as connection:
        assert dict(connection.execute(query).fetchall()) == {column.name: column.description for column in TABLES[table].columns}


def test_tables_of_another_shape_are_told(tmp_path: Path) -> None:
    with pytest.raises(DatasetError, match="build anew"):
        connect(tmp_path)
