"""The layout of a published dataset in an object store, where nothing can be renamed or linked, and its one atomic step.

    s3://bucket/prefix/
      current.json                  what readers open: the files of each table of one version; replaced in one request
      runs/<run>/                   immutable: manifest.json, tables.json and <table>/year=<year>/<content hash>.parquet
      runs/<run>/staged/            work in progress of workers on other machines; it goes with the run

A run writes below a name that nobody else has and then replaces `current.json` on condition that it is still what the run
began with: of two runs at the same time the second is refused. `current.json` also lists all versions, so a version is
there or not by the same step. A file that does not change from one version to the next is the same object in both.
"""

from __future__ import annotations

import json
import secrets
import shutil
import tempfile
import weakref
from collections.abc import Iterable, Iterator, Sequence
from concurrent.futures import ThreadPoolExecutor
from contextlib import contextmanager, suppress
from dataclasses import dataclass, field, replace
from datetime import UTC, datetime, timedelta
from pathlib import Path

from flows import manifest as manifests
from flows.bucket import Bucket, BucketError, Changed
from flows.local_space import own_folder, single_user
from flows.manifest import File, Head, Manifest
from flows.shelves import MARK, SharedBucket
from flows.store import DatasetError
from transforms.tables import TABLES

POINTER, RUNS, MANIFEST, FILES = "current.json", "runs", "manifest.json", "tables.json"
FORMAT = 1
HEAD_BYTES = 64 * 2**10
"""More than the head of a manifest takes."""
AT_ONCE = 8
"""Files on their way to the store."""
ABANDONED = timedelta(days=1)
"""Age at which objects that no version names are those of a run that was killed, not of one that is still writing."""

Tables = dict[str, list[str]]
"""Keys of the files of each table."""


@dataclass(frozen=True, slots=True)
class Pointer:
    """What `current.json` says; `folders` gives the run's folder of each version. `tag` is the object's own."""

    snapshot: str | None = None
    tables: Tables = field(default_factory=dict)
    folders: dict[str, str] = field(default_factory=dict)
    tag: str | None = None

    def dump(self) -> bytes:
        said = {"format": FORMAT, "snapshot": self.snapshot, "tables": self.tables, "snapshots": self.folders}
        return (json.dumps(said, indent=1) + "\n").encode()


class BucketDataset:
    """The Store in an object store."""

    def __init__(self, address: str) -> None:
        """Raises BucketError where the address names no bucket."""
        self._bucket = Bucket(address)
        self._held: Pointer | None = None
        self._downloads: Path | None = None
        self._run = _new_run()
        self._shelf: SharedBucket | None = None

    @property
    def address(self) -> str:
        return self._bucket.address

    @contextmanager
    def lock(self) -> Iterator[None]:
        """What is read and written until the end refers to the state at the beginning. A second run on this machine is
        refused at once with DatasetError, one on another machine when it publishes."""
        with single_user(self._space(), f"another run is writing to {self.address}: wait until it has ended, then run again"):
            self._held, self._run = self._read_pointer(), _new_run()
            try:
                yield
            finally:
                self._held = None

    @contextmanager
    def workspace(self) -> Iterator[Path]:
        staging = self._space() / "staging"
        shutil.rmtree(staging, ignore_errors=True)
        staging.mkdir()
        self._downloads = staging / "published"
        try:
            yield staging
        finally:
            self._downloads = None
            shutil.rmtree(staging, ignore_errors=True)
            self._clear_shelf()

    def _clear_shelf(self) -> None:
        """What cannot be removed now, `remove` will remove as it does the leavings of killed runs."""
        if self._shelf:
            with suppress(BucketError):
                self._bucket.delete([entry.key for entry in self._bucket.entries(self._shelf.staged)])
            self._shelf = None

    def ids(self) -> list[str]:
        return sorted(self._pointer().folders)

    def current_id(self) -> str | None:
        return self._pointer().snapshot

    def current(self) -> Manifest | None:
        snapshot = self.current_id()
        return self.manifest(snapshot) if snapshot else None

    def manifest(self, snapshot: str) -> Manifest:
        try:
            return manifests.load(self._bucket.get(f"{self._folder(snapshot)}/{MANIFEST}")[0])
        except (OSError, ValueError, TypeError, KeyError) as error:
            raise DatasetError(f"snapshot {snapshot} of {self.address} cannot be read: {error}") from None

    def head(self, snapshot: str) -> Head:
        try:
            first = self._bucket.start(f"{self._folder(snapshot)}/{MANIFEST}", HEAD_BYTES)
            return manifests.load_head(first.decode(errors="replace").splitlines(keepends=True))
        except (OSError, ValueError, TypeError, KeyError) as error:
            raise DatasetError(f"snapshot {snapshot} of {self.address} cannot be read: {error}") from None

    def addresses(self, manifest: Manifest, table: str) -> list[str]:
        return [f"{self.address}/{file.key}" for file in manifest.files if file.table == table]

    def local(self, manifest: Manifest, file: File) -> Path:
        """Downloads the file, once; the copy goes with the workspace, or with this object."""
        if self._downloads is None:
            self._downloads = Path(tempfile.mkdtemp(prefix="seimei-"))
            weakref.finalize(self, shutil.rmtree, self._downloads, ignore_errors=True)
        path = self._downloads / file.key
        if not path.exists():
            path.parent.mkdir(parents=True, exist_ok=True)
            self._bucket.fetch(file.key, path)
        return path

    def place_of(self, manifest: Manifest, file: File) -> Path:
        return Path(file.key)

    def shelf(self, workspace: Path, fresh: Path) -> SharedBucket:
        self._shelf = SharedBucket(self.address, self._run)
        self._bucket.put(f"{self._shelf.staged}/{MARK}", b"")
        return self._shelf

    def commit(self, manifest: Manifest, fresh: Path, previous: Manifest | None) -> Manifest:
        """All that the version consists of is in the store before `current.json` names it. Raises DatasetError where
        another run has published in the meantime."""
        folder = self._run
        new = [file for file in manifest.files if (fresh / file.path).exists()]
        keys = {file.path: file.key for file in manifest.files} | {file.path: f"{folder}/{file.path}" for file in new}
        placed = replace(manifest, files=tuple(replace(file, key=keys[file.path]) for file in manifest.files))
        tables = _tables(placed.files)
        with ThreadPoolExecutor(AT_ONCE) as threads:
            list(threads.map(lambda file: self._bucket.put(keys[file.path], fresh / file.path), new))
        self._bucket.put(f"{folder}/{FILES}", json.dumps(tables).encode())
        self._bucket.put(f"{folder}/{MANIFEST}", manifests.dump(placed))
        self._point(manifest.id, tables, self._pointer().folders | {manifest.id: folder})
        return placed

    def switch(self, snapshot: str) -> None:
        self._point(snapshot, self._tables_of(self._folder(snapshot)), self._pointer().folders)

    def remove(self, snapshots: Sequence[str]) -> None:
        """Takes versions off the list, and then deletes what no version on it needs: files of theirs, and of runs that were
        killed long ago."""
        before = self._pointer()
        leaving = {name: folder for name, folder in before.folders.items() if name in snapshots and name != before.snapshot}
        gone = {key for folder in leaving.values() for key in self._objects(folder)}
        if leaving:
            folders = {name: folder for name, folder in before.folders.items() if name not in leaving}
            self._point(before.snapshot, before.tables, folders)
        written = self._bucket.entries(RUNS)
        needed = {key for folder in self._pointer().folders.values() for key in self._objects(folder)}
        newest = max((entry.written_at for entry in written), default=None)
        spare = [entry for entry in written if entry.key not in needed]
        self._bucket.delete(
            [entry.key for entry in spare if entry.key in gone or (newest and newest - entry.written_at > ABANDONED)]
        )

    def _space(self) -> Path:
        return own_folder(self.address)

    def _pointer(self) -> Pointer:
        """The state that the holder of the lock works on, or else the newest."""
        return self._held or self._read_pointer()

    def _read_pointer(self) -> Pointer:
        try:
            data, tag = self._bucket.get(POINTER)
        except FileNotFoundError:
            self._bucket.entries()  # raises where it is the bucket that is missing
            return Pointer()
        try:
            said = json.loads(data)
            if said["format"] != FORMAT:
                raise ValueError(manifests.OTHER_FORMAT)
            return Pointer(said["snapshot"], said["tables"], said["snapshots"], tag)
        except (ValueError, TypeError, KeyError) as error:
            raise DatasetError(f"{self.address}/{POINTER} is not a dataset's: {error}") from None

    def _point(self, snapshot: str | None, tables: Tables, folders: dict[str, str]) -> None:
        """The one step that readers notice. Needs the lock."""
        new = Pointer(snapshot, tables, folders)
        try:
            tag = self._bucket.replace(POINTER, new.dump(), self._pointer().tag)
        except Changed:
            data, tag = self._bucket.get(POINTER)
            if data != new.dump():  # else it was this request that arrived, and its answer that got lost
                raise DatasetError(
                    f"another run has published to {self.address} since this one began: run again, to build on what it published"
                ) from None
        self._held = replace(new, tag=tag)

    def _folder(self, snapshot: str) -> str:
        folder = self._pointer().folders.get(snapshot)
        if folder is None:
            raise DatasetError(f"{self.address} has no snapshot {snapshot}; `seimei snapshots` lists them")
        return folder

    def _tables_of(self, folder: str) -> Tables:
        tables: Tables = json.loads(self._bucket.get(f"{folder}/{FILES}")[0])
        return tables

    def _objects(self, folder: str) -> list[str]:
        """Keys of all that a version consists of."""
        files = [key for keys in self._tables_of(folder).values() for key in keys]
        return [*files, f"{folder}/{MANIFEST}", f"{folder}/{FILES}"]


def _new_run() -> str:
    return f"{RUNS}/{datetime.now(UTC):%Y%m%dT%H%M%S}-{secrets.token_hex(6)}"


def _tables(files: Iterable[File]) -> Tables:
    found: Tables = {table: [] for table in TABLES}
    for file in files:
        found[file.table].append(file.key)
    return found
