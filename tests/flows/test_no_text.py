"""The export without texts keeps what was found and none of the words."""

from __future__ import annotations

import hashlib
import json
from dataclasses import replace
from pathlib import Path

import polars as pl
import pyarrow as pa
import pyarrow.parquet as pq
import pytest
from typer.testing import CliRunner

from flows import no_text
from flows.analyst import queries
from flows.cli import app
from flows.manifest import Manifest
from flows.snapshots import LocalDataset
from flows.store import DatasetError
from tests.flows.conftest import House
from transforms.tables import TABLES, Column

TABLE_NAMES = ("statements", "clauses", "entities", "rejects")
BIBLIOGRAPHIC = {"source_path", "title", "publisher", "rights_note", "source_urls", "adopted_place", "partnership_level"}
"""Columns that cite a document, or name a place or a relation, in words that may stand in it too."""
NAMES = {"name", "name_ja", "name_en", "office", "delegated_to"}
LONGEST_SHARED = 6
"""Characters that a code or id may share with the text by chance, such as UN and 2025."""


@pytest.fixture(scope="module")
def exported(published_seeds: Path, tmp_path_factory: pytest.TempPathFactory) -> Path:
    dataset = LocalDataset(published_seeds.parent)
    snapshot = dataset.current()
    assert snapshot
    folder = tmp_path_factory.mktemp("export") / "without"
    no_text.export(dataset, snapshot, folder)
    return folder


def _rows(folder: Path, table: str) -> pl.DataFrame:
    return pl.concat([pl.read_parquet(file) for file in sorted((folder / table).rglob("*.parquet"))]).sort(TABLES[table].key)


def test_no_running_words_are_left(exported: Path, published_seeds: Path) -> None:
    texts = "\n".join(_rows(published_seeds, "statements")["raw_text"])
    leaks = {
        (name, word)
        for table in TABLE_NAMES
        for row in _rows(exported, table).iter_rows(named=True)
        for name, word in _words("", row)
        if len(word) > LONGEST_SHARED and word in texts and name not in BIBLIOGRAPHIC | NAMES
    }
    assert leaks == set()


def _words(name: str, value: object) -> list[tuple[str, str]]:
    """Every string in a row, with the column or field that holds it."""
    if isinstance(value, dict):
        return [word for key, item in value.items() for word in _words(key, item)]
    if isinstance(value, list):
        return [word for item in value for word in _words(name, item)]
    return [(name, value)] if isinstance(value, str) else []


def test_no_running_words_are_left_in_flat_tables(published_seeds: Path) -> None:
    whole = queries.flat_tables(published_seeds.resolve())
    texts = "\n".join(whole["statements"]["raw_text"])
    leaks = {
        (table, name, word)
        for table, rows in no_text.flat(whole).items()
        for row in rows.iter_rows(named=True)
        for name, word in _words("", row)
        if len(word) > LONGEST_SHARED and word in texts and name not in BIBLIOGRAPHIC | NAMES
    }
    assert leaks == set()
    assert {"raw_text", "title"} & set(no_text.flat(whole)["statements"].columns) == {"title"}
    assert no_text.flat(whole)["clauses"].height == whole["clauses"].height


def test_the_command(published_seeds: Path, tmp_path: Path) -> None:
    output = str(published_seeds.parent)
    run = CliRunner().invoke(app, ["export", str(tmp_path / "nested"), "--output", output, "--no-text"])
    assert run.exit_code == 0, run.output
    assert "rows without texts" in run.output
    assert (tmp_path / "nested" / "data-dictionary.md").exists()
    run = CliRunner().invoke(app, ["export", str(tmp_path / "flat"), "--output", output, "--no-text", "--flat"])
    assert run.exit_code == 0, run.output
    assert "raw_text_sha256" in (tmp_path / "flat" / "statements.csv").read_text(encoding="utf-8-sig").splitlines()[0]
    assert CliRunner().invoke(app, ["export", str(tmp_path / "nested"), "--output", output, "--no-text"]).exit_code == 1
    assert CliRunner().invoke(app, ["export", str(tmp_path / "new"), "--output", str(tmp_path), "--no-text"]).exit_code == 1


def test_columns_that_quote_are_gone_and_all_others_stay() -> None:
    assert {table: [path.partition(".")[2] for path in no_text._dropped(table)] for table in TABLE_NAMES} == {
        "statements": ["raw_text"],
        "clauses": ["text", "standalone_text", "section_path", "sectors.evidence", "dates.text"],
        "entities": ["surface"],
        "rejects": ["message"],
    }


def test_what_was_found_is_the_same(exported: Path, published_seeds: Path) -> None:
    for table in TABLE_NAMES:
        before, after = _rows(published_seeds, table), _rows(exported, table)
        same = [name for name in after.columns if name in before.columns and name not in ("sectors", "dates", "title")]
        assert len(same) > 3
        assert after.select(same).equals(before.select(same))
    before, after = _rows(published_seeds, "clauses"), _rows(exported, "clauses")
    assert after["sectors"].to_list() == _less(before["sectors"], "evidence")
    assert after["dates"].to_list() == _less(before["dates"], "text")


def _less(column: pl.Series, field: str) -> list[list[dict[str, object]]]:
    return [[{name: value for name, value in item.items() if name != field} for item in items] for items in column.to_list()]


def test_the_holder_of_a_source_gets_the_words_back(exported: Path, published_seeds: Path) -> None:
    sources = {hashlib.sha256(text.encode()).hexdigest(): text for text in _rows(published_seeds, "statements")["raw_text"]}
    ids = dict(_rows(exported, "statements").select("statement_id", "raw_text_sha256").iter_rows())
    clauses = _rows(exported, "clauses").select("statement_id", "char_start", "char_end", "text_sha256")
    for statement_id, start, end, sha256 in clauses.iter_rows():
        text = sources[ids[statement_id]][start:end]
        assert hashlib.sha256(text.encode()).hexdigest() == sha256


def test_files_are_those_of_the_description(exported: Path) -> None:
    package = json.loads((exported / "datapackage.json").read_text(encoding="utf-8"))
    described = {file["path"]: file["hash"] for resource in package["resources"] for file in resource["files"]}
    files = {str(path.relative_to(exported)): path for path in exported.rglob("*.parquet")}
    assert described == {path: f"sha256:{hashlib.sha256(file.read_bytes()).hexdigest()}" for path, file in files.items()}
    for resource in package["resources"]:
        columns = [field["name"] for field in resource["schema"]["fields"] if field["name"] != "year"]
        assert all(pq.read_schema(exported / path).names == columns for path in resource["path"])


def test_it_brings_its_dictionary(exported: Path) -> None:
    page = (exported / "data-dictionary.md").read_text(encoding="utf-8")
    assert "| `text_sha256` | string | SHA-256 of text in UTF-8" in page
    assert "| `text` |" not in page
    assert "Left out: `statements.raw_text`, `clauses.text`" in page


def test_titles_cut_from_the_text_go_and_titles_stay() -> None:
    rows = pa.Table.from_pylist(
        [
            {"title": "共同声明", "title_is_derived": False, "raw_text": "あ"},
            {"title": "双方は会談した", "title_is_derived": True, "raw_text": "い"},
        ],
        TABLES["statements"].schema,
    )
    assert no_text.without_text("statements", rows)["title"].to_pylist() == ["共同声明", None]


def test_the_same_snapshot_gives_the_same_bytes(house: House, tmp_path: Path) -> None:
    house.write(a="2024年の声明 A\n第二文", b="年のない声明", bad="壊")
    house.build()
    first, second = (_bytes(house, tmp_path / name) for name in ("one", "two"))
    assert first == second


def _bytes(house: House, folder: Path) -> dict[str, bytes]:
    no_text.export(house.dataset, house.current, folder)
    return {str(path.relative_to(folder)): path.read_bytes() for path in folder.rglob("*") if path.is_file()}


def test_a_folder_in_use_is_left_alone(house: House, tmp_path: Path) -> None:
    house.write(a="2024")
    snapshot = house.build().snapshot
    (tmp_path / "used").mkdir()
    (tmp_path / "used" / "mine.txt").write_text("mine")
    with pytest.raises(DatasetError, match="not empty"):
        no_text.export(house.dataset, snapshot, tmp_path / "used")
    assert [path.name for path in (tmp_path / "used").iterdir()] == ["mine.txt"]


def test_a_snapshot_of_another_version_is_refused(house: House, tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    house.write(a="2024")
    snapshot = house.build().snapshot
    clauses = TABLES["clauses"]
    newer = replace(clauses, columns=(*clauses.columns, Column("tone", pa.string(), "How it sounds")))
    monkeypatch.setitem(TABLES, "clauses", newer)
    with pytest.raises(DatasetError, match="lacks tone"):
        no_text.export(house.dataset, snapshot, tmp_path / "new")


def test_a_failure_leaves_nothing_behind(house: House, tmp_path: Path) -> None:
    house.write(a="2024")
    snapshot = house.build().snapshot
    lost: Manifest = replace(snapshot, files=(*snapshot.files, replace(snapshot.files[0], path="clauses/year=1/lost.parquet")))
    (tmp_path / "exports").mkdir()
    with pytest.raises(OSError, match="lost"):
        no_text.export(house.dataset, lost, tmp_path / "exports" / "new")
    assert list((tmp_path / "exports").iterdir()) == []
