"""A Dask scheduler and workers as processes of their own, with sources and output in an object store."""

from __future__ import annotations

import subprocess
import sys
import threading
import time
from collections.abc import Iterator
from pathlib import Path
from typing import TYPE_CHECKING

import pytest

from benchmarks.corpus import write_corpus
from flows.bucket import Bucket
from flows.bucket_dataset import BucketDataset
from flows.recipe import Outcome, Request, recipe
from flows.runner import PlainRunner
from flows.scheduler import ClusterError
from tests.flows.s3 import BUCKET, s3_server

pytest.importorskip("distributed", reason="Dask's package `distributed` is not installed")
pytestmark = pytest.mark.slow

if TYPE_CHECKING:
    from tests.flows.dask_cluster import DaskCluster

N_DOCUMENTS = 24
SOURCES, OUTPUT = f"s3://{BUCKET}/documents", f"s3://{BUCKET}/tables"
PATIENCE = 180


@pytest.fixture(scope="module")
def store() -> Iterator[dict[str, str]]:
    with pytest.MonkeyPatch.context() as patch, s3_server() as variables:
        for name, value in variables.items():
            patch.setenv(name, value)
        yield variables


@pytest.fixture(scope="module")
def cluster(store: dict[str, str], tmp_path_factory: pytest.TempPathFactory) -> Iterator[DaskCluster]:
    from tests.flows.dask_cluster import dask_cluster  # noqa: PLC0415 - needs a package that may be missing

    with dask_cluster(tmp_path_factory.mktemp("workers"), variables=store) as running:
        yield running


@pytest.fixture(scope="module")
def folder(store: dict[str, str], tmp_path_factory: pytest.TempPathFactory) -> Path:
    """The documents in a folder; the same lie in the object store."""
    folder = tmp_path_factory.mktemp("documents")
    write_corpus(folder, N_DOCUMENTS)
    for path in folder.rglob("*.*"):
        Bucket(SOURCES).put(path.relative_to(folder).as_posix(), path)
    return folder


def build(source: str | Path, output: str | Path, **wanted: object) -> Outcome:
    return recipe(Request((str(source),), str(output), **wanted), PlainRunner())  # type: ignore[arg-type]


def published(files: Outcome | BucketDataset) -> dict[str, str]:
    manifest = files.snapshot if isinstance(files, Outcome) else files.current()
    assert manifest
    return {file.path: file.sha256 for file in manifest.files}


@pytest.fixture(scope="module")
def here(folder: Path, tmp_path_factory: pytest.TempPathFactory) -> dict[str, str]:
    """What a build by this process publishes."""
    return published(build(folder, tmp_path_factory.mktemp("here")))


def kill_at_work(cluster: DaskCluster, name: str) -> None:
    """Kills a worker as soon as it transforms."""
    deadline = time.monotonic() + PATIENCE
    while time.monotonic() < deadline:
        work = cluster.client.processing().get(cluster.place_of(name), ())
        if any(key.startswith("transform") for key in work):
            cluster.workers[name].kill()
            return
        time.sleep(0.02)


def test_a_worker_that_is_killed_is_survived(
    cluster: DaskCluster, folder: Path, here: dict[str, str], monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr("flows.batches.FEWEST_DOCUMENTS", 2)
    victim = cluster.add_worker()
    killer = threading.Thread(target=kill_at_work, args=(cluster, victim))
    killer.start()
    outcome = build(SOURCES, OUTPUT, scheduler=cluster.address)
    killer.join()
    assert cluster.workers[victim].wait(PATIENCE) < 0, "it was killed"
    assert published(outcome) == here
    assert not any("staged" in entry.key for entry in Bucket(OUTPUT).entries())


def test_the_command_line_with_prefect(cluster: DaskCluster, folder: Path, here: dict[str, str]) -> None:
    output = f"{OUTPUT}-command"
    command = [str(Path(sys.executable).with_name("seimei")), "build", SOURCES, "--output", output]
    done = subprocess.run(
        [*command, "--runner", "dask", "--scheduler", cluster.address], check=False, capture_output=True, text=True
    )
    assert done.returncode == 0, done.stderr
    assert published(BucketDataset(output)) == here
    assert "distributed" not in done.stderr


def test_workers_that_cannot_do_the_work_are_told(
    cluster: DaskCluster, folder: Path, monkeypatch: pytest.MonkeyPatch, tmp_path: Path
) -> None:
    from tests.flows.dask_cluster import dask_cluster  # noqa: PLC0415

    output = f"{OUTPUT}-never"
    with monkeypatch.context() as patch:
        patch.setattr("flows.recipe.fingerprint", lambda: "0123456789abcdef")
        with pytest.raises(ClusterError, match=r"worker tcp://.*: it has other code, lexicons or packages"):
            build(SOURCES, output, scheduler=cluster.address)

    other_code = tmp_path / "other" / "flows"
    other_code.mkdir(parents=True)
    (other_code / "__init__.py").write_text("raise ImportError('another program')")
    with dask_cluster(tmp_path, 0) as other:
        monkeypatch.setattr("flows.cluster.WORKER_SECONDS", 1)
        with pytest.raises(ClusterError, match=r"the scheduler at tcp://.* has no worker"):
            build(SOURCES, output, scheduler=other.address)
        other.add_worker(PYTHONPATH=str(other_code.parent))
        with pytest.raises(ClusterError, match=r"worker tcp://.* cannot load seimei, install the same there"):
            build(SOURCES, output, scheduler=other.address)
    assert Bucket(output).entries() == []
