"""What a place for published datasets has to offer: `snapshots.LocalDataset` is one on a disk,
`bucket_dataset.BucketDataset` one in an object store.
"""

from __future__ import annotations

from collections.abc import Sequence
from contextlib import AbstractContextManager
from pathlib import Path
from typing import TYPE_CHECKING, Protocol

if TYPE_CHECKING:
    from flows.manifest import File, Head, Manifest

if TYPE_CHECKING:
    from flows.shelves import Shelf


class DatasetError(Exception):
    """The dataset's place cannot be used as asked; the message is one line for the person who named it."""


class NothingPublished(DatasetError):
    """There is no version to read: no run has published one at this address."""

    def __init__(self, address: str) -> None:
        super().__init__(f"{address} holds no published version; `seimei build` makes one")


class Store(Protocol):
    """Methods that write need the lock. All raise DatasetError or OSError."""

    @property
    def address(self) -> str:
        """Where readers find the tables."""
        ...

    def lock(self) -> AbstractContextManager[None]:
        """Held by whoever writes. Raises DatasetError at once where another holds it."""
        ...

    def workspace(self) -> AbstractContextManager[Path]:
        """An empty folder on a local disk, without leftovers of runs that were killed."""
        ...

    def ids(self) -> list[str]:
        """All snapshots, oldest first."""
        ...

    def current_id(self) -> str | None:
        """The snapshot that readers see now; None before the first run."""
        ...

    def current(self) -> Manifest | None:
        """The manifest of that snapshot."""
        ...

    def manifest(self, snapshot: str) -> Manifest: ...

    def head(self, snapshot: str) -> Head:
        """The first lines of a manifest."""
        ...

    def addresses(self, manifest: Manifest, table: str) -> list[str]:
        """Where readers find the files of a table in one snapshot, whatever is published meanwhile."""
        ...

    def local(self, manifest: Manifest, file: File) -> Path:
        """A path under which a file of a snapshot can be read."""
        ...

    def place_of(self, manifest: Manifest, file: File) -> Path:
        """The same for a worker with this store's shelf."""
        ...

    def shelf(self, workspace: Path, fresh: Path) -> Shelf:
        """Where workers on other machines put what they make; `fresh` is the part of the workspace that `commit` is given."""
        ...

    def commit(self, manifest: Manifest, fresh: Path, previous: Manifest | None) -> Manifest:
        """Makes the snapshot and switches to it: new files lie below `fresh`, or were put on the shelf; all others are those
        of `previous`. The manifest as published, which says where the files lie."""
        ...

    def switch(self, snapshot: str) -> None:
        """Points readers at a snapshot, in one step."""
        ...

    def remove(self, snapshots: Sequence[str]) -> None:
        """Deletes snapshots, but never the current one."""
        ...


def reason(error: Exception) -> str:
    """What went wrong, for the person who started the run."""
    if isinstance(error, OSError) and error.strerror:
        return f"{error.filename or 'the disk'}: {error.strerror}"
    return str(error)
