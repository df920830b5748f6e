"""Work on other machines, as each of them does it: here all in this process, without a scheduler."""

from __future__ import annotations

import gzip
import io
import json
import zipfile
from collections.abc import Callable, Iterator
from contextlib import AbstractContextManager, ExitStack, nullcontext
from pathlib import Path
from typing import Any

import pyarrow as pa
import pytest

from flows import afar
from flows.bucket import Bucket
from flows.bucket_dataset import BucketDataset
from flows.failures import HeldBack
from flows.plan import read_digests
from flows.recipe import FRESH, Outcome, Request, recipe
from flows.remote_sources import listed, local_copies
from flows.runner import PlainRunner
from flows.shelves import SharedDisk, Shelf
from flows.sources import SourceRef, discover
from flows.staging import by_year, read_groups, write_part
from flows.store import Store
from tests.flows.conftest import House
from tests.flows.test_object_stores import address, keys, published, put, server
from transforms.checks import Violation
from transforms.tables import TABLES

__all__ = ["address", "server"]

cluster = pytest.importorskip("flows.cluster", reason="Dask's package `distributed` is not installed", exc_type=ImportError)


@pytest.fixture
def far(monkeypatch: pytest.MonkeyPatch) -> None:
    """Runs with a scheduler have two workers, which are this process."""

    class Near(cluster.Cluster):  # type: ignore[misc, name-defined]
        def __init__(self, shelf: Shelf, built_by: str) -> None:
            self.count = 2
            self._site = afar.Site(shelf, built_by)

        def _ask(self, work: Callable[..., Any], *arguments: Any) -> Any:
            return work(self._site, *arguments)

    def join(request: Request, dataset: Store, workspace: Path, built_by: str) -> AbstractContextManager[Any]:
        return nullcontext(Near(dataset.shelf(workspace, workspace / FRESH), built_by) if request.scheduler else None)

    monkeypatch.setattr("flows.recipe.join", join)
    monkeypatch.setattr("flows.batches.FEWEST_DOCUMENTS", 1)


def build(source: str, output: str, **wanted: Any) -> Outcome:
    return recipe(Request((source,), output, scheduler="tcp://here:1", **wanted), PlainRunner())


@pytest.mark.usefixtures("far")
def test_object_store_to_object_store_equals_a_build_on_disk(house: House, address: str) -> None:
    place, texts = f"{address}/out", {"a": "2024年 A\n二", "b": "2025年", "c": "年なし", "bad": "壊", "d": "2024年 B"}
    put(f"{address}/in", **texts)
    house.write(**texts)
    outcome = build(f"{address}/in", place)
    assert published(outcome) == published(house.build())
    assert outcome.snapshot.failures == house.current.failures
    assert not any("staged" in key for key in keys(place)), "what was on its way is gone"
    assert not build(f"{address}/in", place).is_new

    put(f"{address}/in", b="2024年、改めた")
    house.write(b="2024年、改めた")
    again = build(f"{address}/in", place)
    assert published(again) == published(house.build())
    assert again.snapshot.change == {"added": 0, "changed": 1, "removed": 0, "unchanged": 3}


@pytest.mark.usefixtures("far")
def test_shared_disk_to_shared_disk_equals_a_build_here(house: House) -> None:
    house.write(a="2024年 A\n二", b="2025年", c="年なし", bad="壊")
    outcome = build(str(house.sources), str(house.folder / "shared"))
    assert published(outcome) == published(house.build())
    house.write(b="2024年、改めた", d="2023年")
    assert published(build(str(house.sources), str(house.folder / "shared"))) == published(house.build())
    assert list((house.folder / "shared").glob("staging/*")) == []


@pytest.mark.usefixtures("far")
def test_rows_that_got_lost_on_the_way_are_noticed(house: House, address: str, monkeypatch: pytest.MonkeyPatch) -> None:
    house.write(a="2024年")
    monkeypatch.setattr(afar, "count", lambda site, file: {})
    with pytest.raises(Exception, match="0 rows instead of 1"):
        build(str(house.sources), address)
    assert "current.json" not in keys(address)


@pytest.mark.usefixtures("far")
def test_rows_that_were_harmed_on_the_way_are_named_and_not_published(
    house: House, address: str, monkeypatch: pytest.MonkeyPatch
) -> None:
    house.write(a="2024年")
    first = build(str(house.sources), address).snapshot
    house.write(b="2025年", c="2025年")
    harm = Violation("clauses", "required", "x", "level is null")
    with monkeypatch.context() as patch:
        patch.setattr("flows.row_rules.violations", lambda tables: [harm])
        with pytest.raises(HeldBack, match="clauses x: level is null") as refusal:
            build(str(house.sources), address)
    assert {row["document"] for row in refusal.value.report.tables["documents"]} == {"a.txt", "b.txt", "c.txt"}
    assert BucketDataset(address).current() == first


def _archive(**members: str) -> bytes:
    data = io.BytesIO()
    with zipfile.ZipFile(data, "w") as archive:
        for name, text in members.items():
            archive.writestr(f"{name}.txt", text)
    return data.getvalue()


OBJECTS = {
    "a.txt": b"A",
    "a.txt.meta.json": json.dumps({"publisher": "外務省"}).encode(),
    "README.md": b"about",
    "folder/b.txt": b"B",
    "folder/.hidden": b"",
    "folder/deep/c.txt.gz": gzip.compress(b"C"),
    "folder/many.zip": _archive(x="X", y="Y"),
    "folder/many.jsonl": b'{"id": "1", "text": "one"}\n{"id": "2", "text": "two"}\nbroken\n',
    f"{'長' * 100}.txt": b"long",
    "lost.meta.json": b"{}",
    "tables/current.json": b"{}",
    "tables/runs/1/manifest.json": b"{}",
    "tables/runs/1/clauses/year=2024/1.parquet": b"",
    "tables/notes.txt": b"of a dataset",
    "copied/croissant.json": b"{}",
    "copied/statements/1.txt": b"a table",
    "folder/staging/d.txt": b"D",
}


@pytest.fixture
def objects(address: str) -> str:
    for key, data in OBJECTS.items():
        Bucket(address).put(key, data)
    return address


@pytest.fixture
def ending() -> Iterator[ExitStack]:
    with ExitStack() as stack:
        yield stack


@pytest.mark.parametrize("below", ["", "/", "/folder", "/folder/many.zip", "/tables", "/README.md", "/folder/b.txt"])
def test_a_listing_finds_what_a_copy_holds(objects: str, below: str, ending: ExitStack, tmp_path: Path) -> None:
    with ExitStack() as first:
        places, rejects = local_copies([objects + below], first)
        copied = discover(places)
        digests = read_digests(copied.refs)
    found = listed([objects + below], ending)
    assert [ref.key for ref in found.refs] == [ref.key for ref in copied.refs]
    assert sorted(map(str, found.rejects)) == sorted(map(str, (*copied.rejects, *rejects)))
    assert found.skipped == copied.skipped
    assert all(ref.path.startswith("s3://") for ref in found.refs)
    assert read_digests(afar.brought(found.refs, tmp_path)) == digests


def test_a_document_that_is_gone_is_a_reject_of_its_own(objects: str, ending: ExitStack, tmp_path: Path) -> None:
    refs = listed([objects], ending).refs
    Bucket(objects).delete(["folder/b.txt"])
    outcomes = read_digests(afar.brought(refs, tmp_path))
    assert [key for key, outcome in outcomes.items() if not isinstance(outcome, str)] == ["folder/b.txt"]


def test_who_cannot_take_part_says_why(tmp_path: Path) -> None:
    shelf = SharedDisk(tmp_path, tmp_path / "fresh", "mark")
    built_by = afar.fingerprint()
    assert "other code, lexicons or packages" in str(afar.objection(afar.Site(shelf, "0123456789abcdef")))
    assert "does not see the output" in str(afar.objection(afar.Site(shelf, built_by)))
    (tmp_path / "mark").touch()
    assert afar.objection(afar.Site(shelf, built_by)) is None
    elsewhere = [SourceRef("a", str(tmp_path / "none" / "a"), 1)]
    assert "does not see" in str(afar.objection(afar.Site(shelf, built_by), elsewhere))
    with pytest.raises(afar.Unfit):
        afar.transform(afar.Site(shelf, built_by), elsewhere, "1")


def test_a_staged_file_is_cut_by_year(tmp_path: Path) -> None:
    ids = ["0a", "1b", "1c", "0d", "0e"]
    years = dict(zip(ids, [2024, 2024, 2024, 2025, None], strict=True))
    columns = [pa.array(ids if name == "statement_id" else [None] * 5, type_) for name, type_ in _types()]
    whole = write_part("clauses", pa.table(columns, TABLES["clauses"].schema), years, tmp_path / "1-clauses.arrow")
    cut = by_year(whole)
    assert [{year for year, _ in part.groups} for part in cut] == [{2024}, {2025}, {None}]
    for part in cut:
        for group in part.groups:
            assert [*read_groups(part, [group])] == [*read_groups(whole, [group])]


def _types() -> list[tuple[str, pa.DataType]]:
    return [(field.name, field.type) for field in TABLES["clauses"].schema]
