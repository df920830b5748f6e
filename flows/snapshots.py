"""The layout of a published dataset on a local disk, and the one step that switches readers to a new version.

    output/
      current -> snapshots/<id>     what readers open; swapped by a rename
      snapshots/<id>/               immutable: manifest.json, descriptions and <table>/year=<year>/<content hash>.parquet
      staging/                      work in progress; whatever lies there at the start of a run is a leftover
      lock                          held while a run builds, rolls back or removes

A file that does not change from one snapshot to the next is the same file under two names (a hard link).
"""

from __future__ import annotations

import os
import re
import secrets
import shutil
from collections.abc import Iterator, Sequence
from contextlib import contextmanager
from pathlib import Path
from typing import TYPE_CHECKING

from flows import manifest as manifests
from flows.local_space import single_user
from flows.manifest import File, Head, Manifest
from flows.store import DatasetError

if TYPE_CHECKING:
    from flows.shelves import SharedDisk

READ_ONLY = 0o444

NAME = re.compile(r"[0-9]{6,}-[0-9a-f]{12}")
"""Of a snapshot: `<sequence>-<content>`."""


class LocalDataset:
    """The Store on a local disk, below `root`, which is made when something is written."""

    def __init__(self, root: Path) -> None:
        self.root = root

    @property
    def address(self) -> str:
        """Where readers find the tables."""
        return str(self.root / "current")

    @contextmanager
    def lock(self) -> Iterator[None]:
        """Held by whoever writes; freed by the system when the process ends. Raises DatasetError where another holds it."""
        self.root.mkdir(parents=True, exist_ok=True)
        with single_user(self.root, f"another run is writing to {self.root}: wait until it has ended, then run again"):
            yield

    @contextmanager
    def workspace(self) -> Iterator[Path]:
        """An empty folder on the dataset's disk; leftovers of runs that were killed are removed first. Needs the lock."""
        staging = self.root / "staging"
        shutil.rmtree(staging, ignore_errors=True)
        staging.mkdir()
        try:
            yield staging
        finally:
            shutil.rmtree(staging, ignore_errors=True)

    def current_id(self) -> str | None:
        """The snapshot that readers see now; None before the first run."""
        link = self.root / "current"
        if link.exists() and not link.is_symlink():
            raise DatasetError(f"{link} is no link to a snapshot: it is not a dataset of seimei; choose another folder")
        return link.readlink().name if link.is_symlink() else None

    def current(self) -> Manifest | None:
        """What readers see now; None before the first run. Raises DatasetError where the manifest cannot be read."""
        snapshot = self.current_id()
        return self.manifest(snapshot) if snapshot else None

    def ids(self) -> list[str]:
        """All snapshots, oldest first; what people and systems put beside them is none."""
        folder = self.root / "snapshots"
        return sorted(entry.name for entry in folder.iterdir() if NAME.fullmatch(entry.name)) if folder.is_dir() else []

    def manifest(self, snapshot: str) -> Manifest:
        """Raises DatasetError where there is none of that name, or it cannot be read."""
        try:
            return manifests.load(self._manifest_path(snapshot).read_bytes())
        except FileNotFoundError:
            raise DatasetError(f"{self.root} holds no snapshot {snapshot}; `seimei snapshots` lists them") from None
        except (OSError, ValueError, TypeError, KeyError) as error:
            raise DatasetError(f"snapshot {snapshot} of {self.root} cannot be read: {error}") from None

    def head(self, snapshot: str) -> Head:
        """The first lines of a manifest. Raises DatasetError as `manifest` does."""
        try:
            with self._manifest_path(snapshot).open(encoding="utf-8") as lines:
                return manifests.load_head(lines)
        except (OSError, ValueError, TypeError, KeyError) as error:
            raise DatasetError(f"snapshot {snapshot} of {self.root} cannot be read: {error}") from None

    def _manifest_path(self, snapshot: str) -> Path:
        return self.root / "snapshots" / snapshot / "manifest.json"

    def addresses(self, manifest: Manifest, table: str) -> list[str]:
        return [str(self.local(manifest, file)) for file in manifest.files if file.table == table]

    def local(self, manifest: Manifest, file: File) -> Path:
        """A path under which a file of a snapshot can be read."""
        return self.root / "snapshots" / manifest.id / file.path

    def place_of(self, manifest: Manifest, file: File) -> Path:
        return self.local(manifest, file).absolute()

    def shelf(self, workspace: Path, fresh: Path) -> SharedDisk:
        from flows.shelves import SharedDisk  # noqa: PLC0415 - loads pyarrow, which `--help` does not need

        mark = f"mark-{secrets.token_hex(6)}"
        (workspace / mark).touch()
        return SharedDisk(workspace.absolute(), fresh.absolute(), mark)

    def commit(self, manifest: Manifest, fresh: Path, previous: Manifest | None) -> Manifest:
        """Makes the snapshot and switches to it: new files lie below `fresh`, all others are those of `previous`.

        The snapshot is complete on the disk before it gets its name, and has its name before `current` points to it.
        """
        target = self.root / "snapshots" / manifest.id
        for file in manifest.files:
            path = fresh / file.path
            if not path.exists() and previous:
                path.parent.mkdir(parents=True, exist_ok=True)
                _share(self.local(previous, file), path)
        (fresh / "manifest.json").write_bytes(manifests.dump(manifest))
        _settle(fresh)
        target.parent.mkdir(exist_ok=True)
        fresh.rename(target)
        _sync(target.parent)
        self.switch(manifest.id)
        return manifest

    def switch(self, snapshot: str) -> None:
        """Points `current` at a snapshot, in one step. Needs the lock."""
        if snapshot not in self.ids():
            raise DatasetError(f"{self.root} has no snapshot {snapshot}; `seimei snapshots` lists them")
        new = self.root / "current.new"
        new.unlink(missing_ok=True)
        new.symlink_to(Path("snapshots") / snapshot)
        new.replace(self.root / "current")
        _sync(self.root)

    def remove(self, snapshots: Sequence[str]) -> None:
        """Deletes snapshots, but never the one that `current` names. Needs the lock."""
        named = self.current_id()
        for snapshot in snapshots:
            if snapshot != named:
                # Out of the way under another name first: a snapshot is either whole or not listed.
                doomed = self.root / "staging" / snapshot
                (self.root / "snapshots" / snapshot).rename(doomed)
                shutil.rmtree(doomed)


def _share(source: Path, target: Path) -> None:
    try:
        os.link(source, target)
    except OSError:
        shutil.copyfile(source, target)  # a file system without hard links


def _settle(folder: Path) -> None:
    """Makes all files read-only and waits until they are on the disk."""
    for path, _, names in os.walk(folder):
        for name in names:
            file = Path(path) / name
            file.chmod(READ_ONLY)
            _sync(file)
        _sync(Path(path))


def _sync(path: Path) -> None:
    handle = os.open(path, os.O_RDONLY)
    try:
        os.fsync(handle)
    finally:
        os.close(handle)
