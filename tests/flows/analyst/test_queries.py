"""Queries and exports on the command line."""

from __future__ import annotations

import csv
import re
import zipfile
from pathlib import Path

import polars as pl
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st
from typer.testing import CliRunner, Result

from flows.analyst.queries import FLAT_TABLES
from flows.analyst.spreadsheets import CELL_LIMIT, FORMULA_STARTS, write_tables
from flows.cli import app

NESTED = (pl.List, pl.Struct, pl.Array)


def run(*arguments: str, typed: str | None = None) -> Result:
    return CliRunner().invoke(app, arguments, input=typed)


def test_rows_are_printed_and_counted(output: Path) -> None:
    shown = run("query", "SELECT act, level FROM clauses WHERE is_commitment AND level = 4", "-o", str(output)).output
    assert shown.splitlines()[0].split() == ["act", "level"]
    assert shown.splitlines()[-1] == "2 rows"


def test_a_query_can_come_from_the_standard_input(output: Path) -> None:
    assert "1 row" in run("query", "-", "-o", str(output), typed="SELECT 1 AS one").output


def test_many_columns_become_records(output: Path) -> None:
    shown = run("query", "FROM clauses", "-o", str(output), "--limit", "1").output
    assert re.search(r"^standalone_text +双方は", shown, re.MULTILINE)
    assert "1 shown (--limit 0 shows all)" in shown


@pytest.mark.parametrize(
    ("sql", "message"),
    [("SELEC 1", "syntax error"), ("SELECT nothing FROM clauses", "nothing"), ("FROM nowhere", "nowhere")],
)
def test_wrong_sql_is_told_with_its_place(output: Path, sql: str, message: str) -> None:
    result = run("query", sql, "-o", str(output))
    assert result.exit_code == 2
    assert message in result.output
    assert "Traceback" not in result.output


@pytest.mark.parametrize(
    ("arguments", "message"),
    [
        (["", "--limit", "1"], "the query is empty"),
        ([" \n"], "the query is empty"),
        (["SELECT 1", "--csv", "no/x.csv"], "no: no such folder"),
    ],
)
def test_what_would_print_nothing_or_make_folders_is_wrong_usage(
    output: Path, tmp_path: Path, monkeypatch: pytest.MonkeyPatch, arguments: list[str], message: str
) -> None:
    monkeypatch.chdir(tmp_path)
    result = run("query", *arguments, "-o", str(output))
    assert result.exit_code == 2
    assert message in result.output
    assert list(tmp_path.iterdir()) == []


@pytest.mark.parametrize("command", [["query", "SELECT 1"], ["show", "a"], ["report"], ["export", "x", "--flat"]])
def test_a_folder_without_a_dataset_is_told(tmp_path: Path, monkeypatch: pytest.MonkeyPatch, command: list[str]) -> None:
    monkeypatch.chdir(tmp_path)
    result = run(*command, "--output", "nothing")
    assert result.exit_code == 1
    assert "holds no published version" in result.output
    assert list(tmp_path.iterdir()) == []


def test_a_dataset_elsewhere_is_told() -> None:
    result = run("query", "SELECT 1", "-o", "s3://bucket/dataset")
    assert result.exit_code == 1
    assert "only datasets on this machine" in result.output


def test_files_hold_all_rows(output: Path, tmp_path: Path) -> None:
    files = {form: tmp_path / f"rows.{form}" for form in ("csv", "xlsx", "parquet")}
    options = [part for form, file in files.items() for part in (f"--{form}", str(file))]
    assert (
        run("query", "SELECT clause_id, text FROM clauses ORDER BY ALL", "-o", str(output), "--limit", "1", *options).exit_code
        == 0
    )
    exact = pl.read_parquet(files["parquet"])
    assert exact.height > 4
    assert pl.read_csv(files["csv"]).equals(exact)
    assert "日・モンゴル" in zipfile.ZipFile(files["xlsx"]).read("xl/sharedStrings.xml").decode()


@settings(max_examples=30)
@given(st.text(min_size=1, max_size=6), st.sampled_from(FORMULA_STARTS))
def test_no_text_of_a_csv_begins_like_a_formula(tmp_path_factory: pytest.TempPathFactory, text: str, start: str) -> None:
    folder = tmp_path_factory.mktemp("csv")
    write_tables({"rows": pl.DataFrame({"text": [start + text, "普通の文"]})}, folder, "csv")
    with (folder / "rows.csv").open(encoding="utf-8-sig", newline="") as file:
        first, second = [row["text"] for row in csv.DictReader(file)]
    assert first == "'" + start + text
    assert second == "普通の文"


def test_a_workbook_has_no_formulas_and_tells_what_it_cut(tmp_path: Path) -> None:
    rows = pl.DataFrame({"text": ["=1+1", "https://example.org", "長" * (CELL_LIMIT + 1)]})
    assert write_tables({"rows": rows}, tmp_path, "xlsx") == 1
    sheet = zipfile.ZipFile(tmp_path / "seimei.xlsx").read("xl/worksheets/sheet1.xml").decode()
    assert "<f>" not in sheet
    assert "hyperlink" not in sheet


@pytest.mark.parametrize("form", ["csv", "parquet"])
def test_flat_exports_have_no_nested_columns(output: Path, tmp_path: Path, form: str) -> None:
    assert run("export", str(tmp_path), "--flat", "--format", form, "-o", str(output)).exit_code == 0
    assert {path.name for path in tmp_path.iterdir()} == {f"{name}.{form}" for name in FLAT_TABLES}
    if form == "parquet":
        frames = [pl.read_parquet(path) for path in tmp_path.iterdir()]
        assert not any(isinstance(kind, NESTED) for frame in frames for kind in frame.dtypes)


def test_a_flat_workbook_has_a_sheet_a_table(output: Path, tmp_path: Path) -> None:
    run("export", str(tmp_path), "--flat", "--format", "xlsx", "-o", str(output))
    book = zipfile.ZipFile(tmp_path / "seimei.xlsx").read("xl/workbook.xml").decode()
    assert re.findall(r'<sheet name="(\w+)"', book) == list(FLAT_TABLES)


def test_a_kind_of_export_must_be_named(output: Path, tmp_path: Path) -> None:
    result = run("export", str(tmp_path / "new"), "-o", str(output))
    assert result.exit_code == 2
    assert not (tmp_path / "new").exists()
