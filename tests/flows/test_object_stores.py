"""Datasets and sources in an object store, on a real S3 server."""

from __future__ import annotations

import json
import os
import secrets
from collections.abc import Iterator
from datetime import timedelta
from pathlib import Path

import duckdb
import polars as pl
import pyarrow.dataset as ds
import pyarrow.fs
import pytest
from typer.testing import CliRunner

from flows import bucket_dataset
from flows.bucket import Bucket, BucketError, Entry
from flows.bucket_dataset import BucketDataset
from flows.cli import app
from flows.manifest import Manifest
from flows.recipe import Outcome, Request, recipe
from flows.retention import Keep
from flows.runner import PlainRunner
from flows.serve import listing
from flows.sources import SourcesError
from flows.store import DatasetError
from tests.flows.conftest import House
from tests.flows.crashing import crash_bucket
from tests.flows.s3 import BUCKET, s3_server

pytest.importorskip("moto", reason="the S3 server of the tests")
pytest.importorskip("obstore", reason="the library for object stores")


@pytest.fixture(scope="module")
def server() -> Iterator[dict[str, str]]:
    with s3_server() as variables:
        yield variables


@pytest.fixture
def address(server: dict[str, str], monkeypatch: pytest.MonkeyPatch, tmp_path: Path) -> str:
    """A place of its own."""
    for name, value in server.items():
        monkeypatch.setenv(name, value)
    monkeypatch.setattr("tempfile.tempdir", str(tmp_path))
    return f"s3://{BUCKET}/{secrets.token_hex(4)}"


def build(house: House, output: str, source: str = "", **wanted: object) -> Outcome:
    house.runner = PlainRunner()
    return recipe(Request((source or str(house.sources),), output, **wanted), house.runner)  # type: ignore[arg-type]


def rows(address: str, table: str) -> list[dict[str, object]]:
    """What a reader sees who knows no more than `current.json`."""
    store = Bucket(address)
    keys = json.loads(store.get("current.json")[0])["tables"][table]
    place = address.removeprefix("s3://")
    found = ds.dataset([f"{place}/{key}" for key in keys], filesystem=_filesystem(), format="parquet", partitioning="hive")
    return found.to_table().to_pylist()


def _filesystem() -> pyarrow.fs.FileSystem:
    return pyarrow.fs.S3FileSystem(endpoint_override=os.environ["AWS_ENDPOINT_URL"])


def texts(address: str) -> dict[object, object]:
    return {row["source_path"]: row["raw_text"] for row in rows(address, "statements")}


def keys(address: str) -> set[str]:
    return {entry.key for entry in Bucket(address).entries()}


def published(outcome: Outcome) -> dict[str, str]:
    return {file.path: file.sha256 for file in outcome.snapshot.files}


# Datasets


def test_a_build_equals_one_on_disk(house: House, address: str) -> None:
    house.write(a="2024年 A\n二行目", b="2025年", c="年なし", bad="壊")
    outcome = build(house, address)
    assert outcome.is_new
    assert outcome.address == address
    assert published(outcome) == published(house.build())
    assert texts(address) == {"a.txt": "2024年 A\n二行目", "b.txt": "2025年", "c.txt": "年なし"}
    assert {row["year"] for row in rows(address, "clauses")} == {2024, 2025, None}


def test_nothing_changed_writes_nothing(house: House, address: str) -> None:
    house.write(a="2024")
    build(house, address)
    before = keys(address)
    assert not build(house, address).is_new
    assert keys(address) == before


def test_an_increment_writes_the_years_touched_alone(house: House, address: str) -> None:
    house.write(a="2023年", b="2024年", gone="2025年")
    build(house, address)
    before = keys(address)
    house.write(b="2024年、改めた")
    house.remove("gone")
    outcome = build(house, address)
    assert outcome.snapshot.change == {"added": 0, "changed": 1, "removed": 1, "unchanged": 1}
    assert texts(address) == {"a.txt": "2023年", "b.txt": "2024年、改めた"}
    assert not any("year=2023" in key for key in keys(address) - before)
    scratch = f"{address}-scratch"
    assert published(build(house, scratch)) == published(outcome)


def test_going_back_and_what_differs(house: House, address: str) -> None:
    house.write(a="2024")
    first = build(house, address).snapshot.id
    house.write(b="2025")
    second = build(house, address).snapshot.id
    run = CliRunner()
    listed = run.invoke(app, ["snapshots", "--output", address]).output.splitlines()
    assert [line.split()[0] for line in listed[1:]] == [first, "*"]
    shown = run.invoke(app, ["diff", first, "current", "--output", address]).output.splitlines()
    assert [tuple(line.split()) for line in shown[1:]] == [
        ("statements", "b.txt", "1", "0", "0"),
        ("clauses", "b.txt", "1", "0", "0"),
    ]
    assert run.invoke(app, ["rollback", first, "--output", address]).exit_code == 0
    assert set(texts(address)) == {"a.txt"}
    assert run.invoke(app, ["rollback", "000009-none", "--output", address]).exit_code == 1
    outcome = build(house, address)
    assert (outcome.is_new, outcome.snapshot.id) == (True, second), "a version of the same content is used again"
    assert set(texts(address)) == {"a.txt", "b.txt"}


def test_old_versions_go_with_what_they_alone_need(house: House, address: str) -> None:
    house.write(stays="2020")
    for number in range(4):
        house.write(a=f"2024 {number}")
        last = build(house, address, keep=Keep(count=2)).snapshot
    store = BucketDataset(address)
    assert [name[:6] for name in store.ids()] == ["000003", "000004"]
    kept = [store.manifest(name) for name in store.ids()]
    files = {file.key for manifest in kept for file in manifest.files}
    assert {key for key in keys(address) if key.endswith(".parquet")} == files
    assert texts(address) == {"stays.txt": "2020", "a.txt": "2024 3"}
    assert last.id == store.current_id()


def test_leftovers_go_when_nobody_can_be_writing_them(house: House, address: str, monkeypatch: pytest.MonkeyPatch) -> None:
    house.write(a="2024")
    Bucket(address).put("runs/killed/clauses/year=2024/x.parquet", b"half")
    build(house, address)
    assert "runs/killed/clauses/year=2024/x.parquet" in keys(address)
    monkeypatch.setattr(bucket_dataset, "ABANDONED", timedelta(seconds=-1))
    house.write(a="2025")
    build(house, address, accept_change=True)
    assert "runs/killed/clauses/year=2024/x.parquet" not in keys(address)
    assert texts(address) == {"a.txt": "2025"}


def test_a_stale_writer_is_refused(house: House, address: str, tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    """The other writer is on another machine: it has a folder for temporary files of its own."""
    house.write(a="2024")
    build(house, address)
    house.write(b="2025")
    real = BucketDataset.commit

    def overtaken(self: BucketDataset, manifest: Manifest, fresh: Path, previous: Manifest | None) -> Manifest:
        with monkeypatch.context() as patch:
            (tmp_path / "elsewhere").mkdir()
            patch.setattr("tempfile.tempdir", str(tmp_path / "elsewhere"))
            patch.setattr(BucketDataset, "commit", real)
            other = House(tmp_path / "other")
            other.folder.mkdir()
            other.write(a="2024", c="2026")
            build(other, address)
        return real(self, manifest, fresh, previous)

    with monkeypatch.context() as patch:
        patch.setattr(BucketDataset, "commit", overtaken)
        with pytest.raises(DatasetError, match=r"another run has published to s3://.* since this one began"):
            build(house, address)
    assert set(texts(address)) == {"a.txt", "c.txt"}
    assert len(BucketDataset(address).ids()) == 2
    build(house, address)
    assert set(texts(address)) == {"a.txt", "b.txt"}


def test_two_runs_on_one_machine(house: House, address: str) -> None:
    house.write(a="2024")
    build(house, address)
    with BucketDataset(address).lock():
        with pytest.raises(DatasetError, match="another run is writing"):
            build(house, address)
        result = CliRunner().invoke(app, ["build", str(house.sources), "--output", address])
    assert (result.exit_code, "another run" in result.output, "Prefect" in result.output) == (1, True, False)


def test_an_answer_that_got_lost_is_no_refusal(house: House, address: str, monkeypatch: pytest.MonkeyPatch) -> None:
    house.write(a="2024")
    real = Bucket.replace

    def twice(self: Bucket, key: str, content: bytes, tag: str | None) -> str:
        real(self, key, content, tag)
        return real(self, key, content, tag)

    monkeypatch.setattr(Bucket, "replace", twice)
    assert build(house, address).is_new
    assert texts(address) == {"a.txt": "2024"}


@pytest.mark.parametrize("kills", [3, pytest.param(10, marks=pytest.mark.slow)])
def test_killed_builds_are_never_seen(server: dict[str, str], tmp_path: Path, kills: int) -> None:
    count = crash_bucket(tmp_path, server, kills, seed=1)
    assert count.broken == []
    assert count.completed == kills
    assert count.killed >= kills // 3
    assert count.readings > kills


def test_readers_open_the_files_of_one_version(house: House, address: str, server: dict[str, str]) -> None:
    house.write(a="2024年\n二", b="年なし")
    build(house, address)
    files = CliRunner().invoke(app, ["files", "clauses", "--output", address]).output.split()
    options = {
        "aws_endpoint_url": server["AWS_ENDPOINT_URL"],
        "aws_access_key_id": "test",
        "aws_secret_access_key": "test",
        "aws_region": "us-east-1",
        "aws_allow_http": "true",
    }
    frame = pl.scan_parquet(files, hive_partitioning=True, storage_options=options).collect()
    assert sorted(frame["year"].to_list(), key=str) == [2024, 2024, None]
    clauses = ds.dataset(
        [file.removeprefix("s3://") for file in files], filesystem=_filesystem(), format="parquet", partitioning="hive"
    )
    with duckdb.connect() as connection:
        connection.register("clauses", clauses)
        found = connection.execute("SELECT year, count(*) FROM clauses GROUP BY year ORDER BY year").fetchall()
    assert found == [(2024, 2), (None, 1)]
    assert CliRunner().invoke(app, ["files", "sentences", "--output", address]).exit_code == 2


@pytest.mark.parametrize(
    ("wrong", "message"), [("s3://", "names no bucket"), ("s3://no-such-bucket-here/x", "no-such-bucket-here")]
)
def test_a_wrong_address_is_told_before_anything_starts(house: House, address: str, wrong: str, message: str) -> None:
    house.write(a="2024")
    result = CliRunner().invoke(app, ["build", str(house.sources), "--output", wrong])
    assert result.exit_code == 1
    assert message in result.output
    assert "Prefect" not in result.output


def test_another_object_of_the_name_is_left_alone(house: House, address: str) -> None:
    house.write(a="2024")
    Bucket(address).put("current.json", b"[]")
    with pytest.raises(DatasetError, match="is not a dataset's"):
        build(house, address)
    assert keys(address) == {"current.json"}


# Sources


def put(address: str, **texts: str) -> None:
    for name, text in texts.items():
        Bucket(address).put(f"{name.replace('__', '/')}.txt", text.encode())


def test_sources_are_those_of_a_folder(house: House, address: str) -> None:
    put(address, a="2024年", sub__b="2025年")
    house.write(a="2024年")
    (house.sources / "sub").mkdir()
    (house.sources / "sub" / "b.txt").write_text("2025年")
    outcome = build(house, str(house.output), source=address)
    assert set(house.texts()) == {"a.txt", "sub/b.txt"}
    assert published(outcome) == published(build(house, str(house.folder / "elsewhere")))


def test_only_new_and_changed_objects_are_fetched(house: House, address: str, monkeypatch: pytest.MonkeyPatch) -> None:
    put(address, a="2024", b="2025", gone="2026")
    build(house, str(house.output), source=address)
    put(address, b="2025年に改めた", c="2023")
    Bucket(address).delete(["gone.txt"])
    fetched: list[str] = []
    real = Bucket.fetch
    monkeypatch.setattr(Bucket, "fetch", lambda self, key, path: (fetched.append(key), real(self, key, path))[1])
    outcome = build(house, str(house.output), source=address)
    assert sorted(fetched) == ["b.txt", "c.txt"]
    assert outcome.snapshot.change == {"added": 1, "changed": 1, "removed": 1, "unchanged": 1}
    assert house.texts()["b.txt"] == "2025年に改めた"


def test_a_copy_that_was_not_finished_is_not_trusted(house: House, address: str, monkeypatch: pytest.MonkeyPatch) -> None:
    put(address, a="2024", b="2025")
    build(house, str(house.output), source=address)
    put(address, a="2024年に改めた")

    def half(self: Bucket, key: str, path: Path) -> None:
        path.write_bytes(b"20")
        raise BucketError("the network is gone")

    with monkeypatch.context() as patch:
        patch.setattr(Bucket, "fetch", half)
        with pytest.raises(BucketError, match="network"):
            build(house, str(house.output), source=address)
    put(address, a="2024")
    build(house, str(house.output), source=address)
    assert house.texts()["a.txt"] == "2024"


def test_one_object_can_be_named(house: House, address: str) -> None:
    put(address, a="2024", b="2025")
    build(house, str(house.output), source=f"{address}/a.txt")
    assert house.texts() == {"a.txt": "2024"}


def test_keys_that_are_no_names_of_files(house: House, address: str) -> None:
    put(address, a="2024", **{"長" * 100: "2025"})
    Bucket(address).put("a.txt/b.txt", b"2026")
    Bucket(address).put("folder", b"")
    Bucket(address).put("folder/c.txt", b"2023")
    build(house, str(house.output), source=address)
    assert set(house.texts()) == {"a.txt/b.txt", "folder/c.txt"}
    assert {row["source_path"]: row["reason"] for row in house.rows("rejects")} == {
        "a.txt": "unusable_name",
        f"{'長' * 100}.txt": "unusable_name",
    }


def test_no_sources(house: House, address: str) -> None:
    with pytest.raises(SourcesError, match="no such object"):
        build(house, str(house.output), source=address)
    assert not house.output.exists()


def test_a_watch_sees_what_comes_changes_and_goes(house: House, address: str) -> None:
    store, source = Bucket(address), f"{address}/in"
    output = str(house.output)
    looks = [listing([source], output)]
    for text in ("一", "二", "二二"):
        store.put("in/a.txt", text.encode())
        looks.append(listing([source], output))
    store.put("in/sub/b.txt", b"1")
    looks += [listing([source], output), listing([f"{source}/sub/b.txt"], output)]
    store.delete(["in/a.txt", "in/sub/b.txt"])
    looks.append(listing([source], output))
    assert [len(look) for look in looks] == [0, 1, 1, 1, 2, 1, 0]
    assert len(set(looks)) == 6, "the first and the last are the same"


def test_a_watch_takes_a_store_that_is_gone_for_a_change(house: House, address: str, monkeypatch: pytest.MonkeyPatch) -> None:
    """So that a run starts and says so."""
    Bucket(address).put("in/a.txt", b"1")
    there = listing([f"{address}/in"], str(house.output))
    monkeypatch.setattr(Bucket, "entries", _unreachable)
    gone = listing([f"{address}/in"], str(house.output))
    assert gone not in (there, frozenset())


def _unreachable(*_: object) -> list[Entry]:
    raise BucketError("no answer")
