"""The recipe as a whole, with a stand-in for the transforms and without Prefect."""

from __future__ import annotations

import errno
import os
import random
from contextlib import ExitStack
from pathlib import Path
from typing import NoReturn

import pyarrow.parquet as pq
import pytest

from flows import batches, gate
from flows.gate import Refused
from flows.manifest import KEPT
from flows.recipe import Request, find, recipe
from flows.retention import Keep
from flows.runner import PlainRunner
from flows.snapshots import LocalDataset
from flows.sources import SourcesError
from flows.store import DatasetError
from tests.flows.conftest import House
from transforms.source import Rejected


def test_documents_become_tables(house: House) -> None:
    house.write(a="2024年の声明\n第二文", b="年のない声明 X")
    outcome = house.build()
    assert outcome.is_new
    assert outcome.snapshot.counts == {"statements": 2, "clauses": 3, "entities": 1, "rejects": 0, "commitments": 0}
    assert {row["year"] for row in house.rows("clauses")} == {2024, None}
    assert (house.output / "current").readlink() == Path("snapshots") / outcome.snapshot.id
    assert not (house.output / "staging").exists()


def test_steps_say_what_they_do(house: House) -> None:
    house.write(a="2024", b="2025")
    outcome = house.build()
    assert house.runner.labels == [
        f"discover {house.sources}",
        "plan 2 documents",
        "transform batch 1 of 1 (2 documents)",
        "assemble 2 documents",
        "check 6 new files",
        f"publish snapshot {outcome.snapshot.id}",
        f"report on snapshot {outcome.snapshot.id}",
    ]
    assert outcome.report.name == "build +2 ~0 -0"


def test_nothing_changed_publishes_nothing(house: House) -> None:
    house.write(a="2024", bad="壊")
    first = house.build()
    second = house.build()
    assert not second.is_new
    assert second.snapshot == first.snapshot
    assert house.dataset.ids() == [first.snapshot.id]
    assert not any("transform" in label for label in house.runner.labels)


def test_only_what_changed_is_transformed_and_rewritten(house: House) -> None:
    house.write(a="2023年", b="2024年", c="2025年", gone="2025年、消える")
    house.build()
    before = {path: (house.output / "current" / path).stat().st_ino for path in house.files()}
    house.write(b="2024年、改めた", new="2025年、加えた")
    house.remove("gone")
    outcome = house.build()
    assert outcome.snapshot.change == {"added": 1, "changed": 1, "removed": 1, "unchanged": 2}
    assert "transform batch 1 of 1 (2 documents)" in house.runner.labels
    assert house.texts() == {
        "a.txt": "2023年",
        "b.txt": "2024年、改めた",
        "c.txt": "2025年",
        "new.txt": "2025年、加えた",
    }
    shared = {path for path in house.files() if before.get(path) == (house.output / "current" / path).stat().st_ino}
    assert {path for path in shared if "year=2023" in path} == {path for path in before if "year=2023" in path}
    assert not any("year=2024" in path or "year=2025" in path for path in shared if path.startswith("statements"))


def test_increments_equal_a_build_from_scratch(house: House, tmp_path: Path) -> None:
    rng = random.Random(7)
    house.write(**{f"d{n}": f"{2020 + n % 4}年 {n} A\n二行目" for n in range(30)})
    house.build(accept_change=True)
    for _ in range(4):
        house.write(**{f"d{rng.randrange(40)}": f"{rng.choice(['2020年', '2022年', ''])} {rng.random()} B\nC" for _ in range(6)})
        victims = rng.sample(sorted(path.stem for path in house.sources.iterdir()), 3)
        house.remove(*victims)
        house.build(accept_change=True)
    scratch = House(tmp_path / "scratch")
    recipe(Request((str(house.sources),), str(scratch.output)), PlainRunner())
    assert house.files() == scratch.files()
    assert house.current.content == scratch.current.content


@pytest.mark.parametrize("most", [1, 3, 100])
def test_bytes_do_not_depend_on_the_batches(house: House, monkeypatch: pytest.MonkeyPatch, most: int) -> None:
    house.write(**{f"d{n}": f"{2020 + n % 3}年 {n} A" for n in range(7)})
    house.build()
    expected = house.files()
    monkeypatch.setattr(batches, "FEWEST_DOCUMENTS", most)
    monkeypatch.setattr(batches, "MOST_DOCUMENTS", most)
    assert not house.build(full=True).is_new
    assert house.files() == expected
    assert len(house.dataset.ids()) == 1, "the same content is the same snapshot"


def test_a_file_under_another_name_keeps_its_text_but_not_its_id(house: House) -> None:
    house.write(a="2024")
    house.build()
    (house.sources / "a.txt").rename(house.sources / "b.txt")
    assert house.build(accept_change=True).snapshot.change == {"added": 1, "changed": 0, "removed": 1, "unchanged": 0}


def test_only_documents_with_rows_count_as_added_or_removed(house: House) -> None:
    house.write(a="2024年", b="2025年", bad="壊", worse="壊れた")
    first = house.build()
    assert first.snapshot.change == {"added": 2, "changed": 0, "removed": 0, "unchanged": 0}
    assert first.report.name == "build +2 ~0 -0 (2 rejected)"
    house.write(bad="2026年", b="壊")
    house.remove("worse")
    second = house.build()
    assert second.snapshot.change == {"added": 1, "changed": 0, "removed": 0, "unchanged": 1}
    assert second.snapshot.counts["statements"] == 3, "b keeps its rows, and is a reject"
    assert second.report.name == "build +1 ~0 -0 (1 rejected)"


def test_other_code_reads_everything_again(house: House, monkeypatch: pytest.MonkeyPatch) -> None:
    house.write(a="2024", b="2025")
    house.build()
    for module in ("recipe", "assemble", "publish"):
        monkeypatch.setattr(f"flows.{module}.fingerprint", lambda: "0123456789abcdef")
    outcome = house.build()
    assert outcome.is_new
    assert "transform batch 1 of 1 (2 documents)" in house.runner.labels
    assert {document.built_by for document in outcome.snapshot.documents.values()} == {"0123456789abcdef"}


def test_kept_rows_say_what_made_them(house: House, monkeypatch: pytest.MonkeyPatch) -> None:
    """A document that fails under newer code keeps its rows: its partition was made by both."""
    old, new = "1" * 16, "2" * 16
    house.write(a="2024", b="2024 二", c="2025")
    for made_by in (old, new):
        for module in ("recipe", "assemble", "publish"):
            monkeypatch.setattr(f"flows.{module}.fingerprint", lambda made_by=made_by: made_by)
        house.build()
        house.write(b="2024 壊")
    makers = {
        file.parent.name: pq.ParquetFile(file).schema_arrow.metadata[b"built_by"].decode()
        for file in (house.output / "current" / "clauses").rglob("*.parquet")
    }
    assert makers == {"year=2024": f"{old},{new}", "year=2025": new}


def test_copies_are_marked_across_runs(house: House) -> None:
    house.write(a="2024年の声明")
    house.build()
    house.write(b="2024年の声明。")
    house.build()
    copies = {row["source_path"]: row["duplicate_of"] for row in house.rows("statements")}
    ids = {row["source_path"]: row["statement_id"] for row in house.rows("statements")}
    first, second = sorted(copies, key=lambda path: ids[path])
    assert copies == {first: None, second: ids[first]}
    house.remove(first.removesuffix(".txt"))
    house.build()
    assert [row["duplicate_of"] for row in house.rows("statements")] == [None]


# Bad input


def test_bad_documents_are_rejected_and_the_others_published(house: House) -> None:
    house.write(good="2024", bad="壊", bug="誤")
    outcome = house.build()
    assert set(house.texts()) == {"good.txt"}
    rejects = {row["source_path"]: row for row in house.rows("rejects")}
    assert rejects["bad.txt"]["reason"] == "binary"
    assert rejects["bug.txt"]["reason"] == "internal_error"
    assert "ValueError" in rejects["bug.txt"]["message"]
    assert outcome.report.name == "build +1 ~0 -0 (2 rejected)"


def test_a_file_that_vanishes_is_rejected(house: House, monkeypatch: pytest.MonkeyPatch) -> None:
    house.write(a="2024", b="2025")
    real = batches.read

    def read(ref):  # type: ignore[no-untyped-def]
        if ref.key == "b.txt":
            raise Rejected("read", "vanished", "gone")
        return real(ref)

    monkeypatch.setattr("flows.batches.read", read)
    house.build()
    assert set(house.texts()) == {"a.txt"}
    assert [row["reason"] for row in house.rows("rejects")] == ["vanished"]


def test_a_document_whose_rows_break_a_rule_is_rejected(house: House, monkeypatch: pytest.MonkeyPatch) -> None:
    house.write(a="2024", b="2025")
    real = batches.process

    def process(source):  # type: ignore[no-untyped-def]
        rows = real(source)
        if source.path == "b.txt":
            rows["clauses"][0]["act"] = "DANCE"
        return rows

    monkeypatch.setattr("flows.batches.process", process)
    house.build()
    assert set(house.texts()) == {"a.txt"}
    [reject] = house.rows("rejects")
    assert (reject["stage"], reject["reason"]) == ("check", "rule_broken")
    assert "DANCE" in reject["message"]


def test_no_documents_leave_readable_tables(house: House) -> None:
    house.write()
    house.build()
    for table in ("statements", "clauses", "entities", "rejects"):
        assert house.rows(table) == []
        assert len(list((house.output / "current" / table).rglob("*.parquet"))) == 1


def test_a_missing_source_leaves_the_output_alone(house: House) -> None:
    with pytest.raises(SourcesError, match="no such file"):
        house.build()
    assert not house.output.exists()


# A document that fails after it was good


@pytest.mark.parametrize("step", ["flows.remote_sources._copy", "flows.recipe.discover"])
def test_a_search_that_failed_can_be_tried_again(tmp_path: Path, monkeypatch: pytest.MonkeyPatch, step: str) -> None:
    """What it held of an object store is free again; after one that went well it is held until the end."""

    def fails(*_: object, **__: object) -> NoReturn:
        raise OSError(errno.ESTALE, "the share was away")

    monkeypatch.setattr("tempfile.tempdir", str(tmp_path))
    monkeypatch.setattr("flows.remote_sources._copy", lambda _, space: (str(space), []))
    request = Request(("s3://bucket/folder",), str(tmp_path / "output"))
    with ExitStack() as ending:
        with monkeypatch.context() as patched:
            patched.setattr(step, fails)
            with pytest.raises(OSError, match="away"):
                find(request, ending)
        find(request, ending)
        with pytest.raises(DatasetError, match="another run is reading"):
            find(request, ExitStack())


def test_failing_documents_keep_their_rows(house: House) -> None:
    house.write(a="2024年、良い", b="2025年")
    house.build()
    house.write(a="壊")
    house.build()
    assert house.texts()["a.txt"] == "2024年、良い"
    [reject] = house.rows("rejects")
    assert reject["reason"] == KEPT
    assert "binary" in reject["message"]
    assert not house.build().is_new, "it failed as before"


def test_failing_documents_can_be_dropped(house: House) -> None:
    house.write(a="2024年、良い", b="2025年", c="2025年 2")
    house.build()
    house.write(a="壊")
    house.build()
    house.build(drop_failed=True)
    assert set(house.texts()) == {"b.txt", "c.txt"}
    assert [row["reason"] for row in house.rows("rejects")] == ["binary"]


def test_documents_of_an_unreadable_folder_are_not_removed(house: House, monkeypatch: pytest.MonkeyPatch) -> None:
    house.write(a="2024")
    (house.sources / "sub").mkdir()
    (house.sources / "sub" / "b.txt").write_text("2025")
    house.build()
    real = os.scandir

    def scandir(path):  # type: ignore[no-untyped-def]
        if str(path).endswith("sub"):
            raise PermissionError(13, "Permission denied")
        return real(path)

    monkeypatch.setattr("os.scandir", scandir)
    outcome = house.build()
    assert set(house.texts()) == {"a.txt", "sub/b.txt"}
    assert outcome.snapshot.change["removed"] == 0
    assert {row["reason"] for row in house.rows("rejects")} == {"unreadable", KEPT}


# The gate


def test_a_loss_of_half_the_dataset_is_refused_unless_meant(house: House) -> None:
    house.write(**{f"d{n}": f"2024 {n}" for n in range(5)})
    first = house.build().snapshot
    house.remove("d0", "d1", "d2")
    with pytest.raises(Refused, match="statements: 2 rows after 5"):
        house.build()
    assert house.current == first
    house.build(accept_change=True)
    assert len(house.texts()) == 2


def test_a_broken_rule_is_refused_though_the_change_is_meant(house: House, monkeypatch: pytest.MonkeyPatch) -> None:
    house.write(a="2024")
    monkeypatch.setattr(gate, "broken_rules", lambda candidate: ["statement_id 1 stands for 2 documents"])
    with pytest.raises(Refused, match="stands for 2"):
        house.build(accept_change=True)
    assert not (house.output / "current").exists()


def test_a_first_build_that_fails_by_a_fault_of_the_code_is_refused(house: House) -> None:
    house.write(a="2024 誤", b="2025 誤", c="2026")
    with pytest.raises(Refused, match=r"67% of all documents failed by faults of this program, first a\.txt: ValueError"):
        house.build()
    assert not (house.output / "current").exists()
    house.build(accept_change=True)
    assert set(house.texts()) == {"c.txt"}


# After the switch


def test_what_fails_after_the_switch_is_told_and_no_failure(house: House, monkeypatch: pytest.MonkeyPatch) -> None:
    def broken(*_: object) -> None:
        raise OSError(5, "Input/output error", "snapshots")

    house.write(a="2024")
    monkeypatch.setattr(LocalDataset, "remove", broken)
    monkeypatch.setattr(PlainRunner, "publish", broken)
    outcome = house.build()
    assert outcome.is_new
    assert house.texts() == {"a.txt": "2024"}
    assert outcome.problems == (
        "Old snapshots were not removed: snapshots: Input/output error",
        "The run was not reported: snapshots: Input/output error",
    )


def test_a_first_build_reads_every_source_once(house: House, monkeypatch: pytest.MonkeyPatch) -> None:
    house.write(a="2024", b="2025")
    seen: list[str] = []
    real = batches.read
    for module in ("batches", "plan"):
        monkeypatch.setattr(f"flows.{module}.read", lambda ref: (seen.append(ref.key), real(ref))[1])
    house.build()
    assert sorted(seen) == ["a.txt", "b.txt"]


# Snapshots


def test_going_back_and_forward(house: House) -> None:
    house.write(a="2024")
    first = house.build().snapshot
    house.write(b="2025")
    second = house.build().snapshot
    with house.dataset.lock():
        house.dataset.switch(first.id)
    assert set(house.texts()) == {"a.txt"}
    outcome = house.build()
    assert outcome.is_new
    assert outcome.snapshot == second, "a snapshot of the same content is used again"
    assert set(house.texts()) == {"a.txt", "b.txt"}


def test_what_lies_beside_snapshots_is_none(house: House) -> None:
    house.write(a="2024年の声明")
    first = house.build().snapshot.id
    for name in (".DS_Store", "backup", "000002-abc", "12-0123456789ab"):
        (house.output / "snapshots" / name).touch()
    house.write(a="2024年の声明、改めて")
    second = house.build(keep=Keep(count=1))
    assert not second.problems
    assert house.dataset.ids() == [second.snapshot.id] != [first]
    assert (house.output / "snapshots" / ".DS_Store").exists()


def test_old_snapshots_go(house: House) -> None:
    for number in range(4):
        house.write(a=f"2024 {number}")
        house.build(keep=Keep(count=2))
    assert [name[:6] for name in house.dataset.ids()] == ["000003", "000004"]
    assert house.texts() == {"a.txt": "2024 3"}


def test_a_second_run_at_the_same_time_stops(house: House) -> None:
    house.write(a="2024")
    house.build()
    with house.dataset.lock(), pytest.raises(DatasetError, match="another run"):
        house.build()


def test_published_files_cannot_be_written(house: House) -> None:
    house.write(a="2024")
    house.build()
    root = (house.output / "current").resolve()
    assert {path.stat().st_mode & 0o222 for path in root.rglob("*") if path.is_file()} == {0}
