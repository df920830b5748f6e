"""What happens to readers, and to the next run, when a run ends in the middle."""

from __future__ import annotations

import errno
import random
import shutil
import subprocess
from collections.abc import Iterator
from pathlib import Path

import pytest

from flows.recipe import Request, recipe
from flows.runner import PlainRunner
from flows.snapshots import LocalDataset
from flows.store import DatasetError
from tests.flows.conftest import House
from tests.flows.crashing import crash


@pytest.mark.parametrize(
    ("kills", "workers"),
    [
        (3, 1),
        pytest.param(50, 1, marks=pytest.mark.slow),
        pytest.param(10, 2, marks=pytest.mark.slow),
    ],
)
def test_killed_builds_are_never_seen(tmp_path: Path, kills: int, workers: int) -> None:
    count = crash(tmp_path, kills, seed=1, workers=workers)
    assert count.broken == []
    assert count.completed == kills
    assert count.killed >= kills // 3
    assert count.readings > kills


@pytest.mark.parametrize(
    "step", ["flows.partitions.pq.ParquetWriter", "flows.snapshots._settle", "flows.snapshots.os.fsync", "os.link"]
)
def test_a_full_disk_leaves_what_was_there(house: House, monkeypatch: pytest.MonkeyPatch, step: str) -> None:
    house.write(a="2024", b="2025")
    first = house.build().snapshot
    house.write(b="2025年に改めた")

    def full(*_: object, **__: object) -> None:
        raise OSError(errno.ENOSPC, "No space left on device")

    with monkeypatch.context() as patch:
        patch.setattr(step, full)
        patch.setattr("shutil.copyfile", full)
        with pytest.raises(OSError, match="No space left"):
            house.build()
    assert house.current == first
    assert house.texts()["b.txt"] == "2025"
    assert not (house.output / "staging").exists()
    assert house.build().is_new


@pytest.fixture
def small_disk(tmp_path: Path) -> Iterator[Path]:
    """A disk of its own of one megabyte."""
    place = tmp_path / "disk"
    place.mkdir()
    mount = ["mount", "-t", "tmpfs", "-o", "size=1m", "tmpfs", str(place)]
    if not shutil.which("mount") or subprocess.run(mount, check=False, capture_output=True).returncode:
        pytest.skip("file systems may not be mounted here")
    try:
        if _holds(place / "probe", 2 * 2**20):
            pytest.skip("a disk's size is not kept to here")
        yield place
    finally:
        subprocess.run(["umount", "-l", str(place)], check=True)


def _holds(file: Path, size: int) -> bool:
    try:
        file.write_bytes(bytes(size))
    except OSError:
        return False
    finally:
        file.unlink(missing_ok=True)
    return True


def test_a_disk_that_fills_up_keeps_what_was_there(house: House, small_disk: Path) -> None:
    house.write(a="2024")
    output = small_disk / "output"
    request = Request((str(house.sources),), str(output))
    first = recipe(request, PlainRunner()).snapshot
    house.write(b="2025 " + random.Random(1).randbytes(2 * 2**20).hex())
    with pytest.raises(OSError, match="No space left on device"):
        recipe(request, PlainRunner())
    assert LocalDataset(output).current() == first
    assert not (output / "staging").exists()
    house.remove("b")
    house.write(c="2026")
    assert recipe(request, PlainRunner()).is_new


def test_a_run_that_ended_before_the_switch_is_taken_up(house: House, monkeypatch: pytest.MonkeyPatch) -> None:
    house.write(a="2024")
    house.build()
    house.write(b="2025")
    with monkeypatch.context() as patch:
        patch.setattr(LocalDataset, "switch", _interrupt)
        with pytest.raises(KeyboardInterrupt):
            house.build()
    assert set(house.texts()) == {"a.txt"}
    assert house.build().is_new
    assert set(house.texts()) == {"a.txt", "b.txt"}
    assert len(house.dataset.ids()) == 2, "the snapshot that was complete is used"


def _interrupt(*_: object) -> None:
    raise KeyboardInterrupt


def test_leftovers_are_removed(house: House) -> None:
    house.write(a="2024")
    (house.output / "staging" / "snapshot").mkdir(parents=True)
    (house.output / "staging" / "snapshot" / "part.parquet").write_bytes(b"half")
    house.build()
    assert not (house.output / "staging").exists()


def test_a_file_system_without_hard_links(house: House, monkeypatch: pytest.MonkeyPatch) -> None:
    def no_links(*_: object) -> None:
        raise OSError(errno.EPERM, "Operation not permitted")

    house.write(a="2024", b="2025")
    house.build()
    before = house.files()
    house.write(c="2026")
    monkeypatch.setattr("os.link", no_links)
    house.build()
    assert before.items() - {(p, d) for p, d in before.items() if p.startswith("rejects")} <= house.files().items()
    assert set(house.texts()) == {"a.txt", "b.txt", "c.txt"}


def test_a_folder_that_is_no_dataset_is_left_alone(house: House) -> None:
    house.write(a="2024")
    (house.output / "current").mkdir(parents=True)
    with pytest.raises(DatasetError, match="no link to a snapshot"):
        house.build()
    assert list((house.output / "current").iterdir()) == []


def test_a_broken_manifest_is_told(house: House) -> None:
    house.write(a="2024")
    first = house.build().snapshot
    manifest = house.output / "snapshots" / first.id / "manifest.json"
    manifest.chmod(0o644)
    manifest.write_text("{")
    with pytest.raises(DatasetError, match=f"snapshot {first.id}"):
        house.build()
