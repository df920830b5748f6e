"""Where workers on other machines find what a run has made so far and put what they make: a disk that all share, or an
object store.

A piece of work is done on a desk, a folder of its own, and put on the shelf when it is whole, under a name that depends on
the work alone: work that was done twice, because a worker was lost or thought lost, has the same result.
"""

from __future__ import annotations

import tempfile
from collections.abc import Sequence
from concurrent.futures import ThreadPoolExecutor
from contextlib import AbstractContextManager
from dataclasses import dataclass, replace
from pathlib import Path
from typing import Protocol

from flows.bucket import Bucket
from flows.manifest import File
from flows.staging import Part, by_year

MARK = "mark"
AT_ONCE = 16
"""Objects on their way to or from the store."""


class Shelf(Protocol):
    """Sent to the workers as it is. Methods raise OSError."""

    def is_seen(self) -> bool:
        """Whether this machine sees the run's shelf, and not an empty place of that name."""
        ...

    def desk(self) -> AbstractContextManager[str]:
        """An empty folder of this machine for one piece of work."""
        ...

    def bring(self, paths: Sequence[Path], desk: Path) -> list[Path]:
        """Where staged and published files can be read."""
        ...

    def stage(self, parts: Sequence[Part]) -> list[Part]:
        """Puts staged files on the shelf, and says where they lie now."""
        ...

    def keep(self, file: File, made: Path) -> File:
        """Puts a file of the next snapshot, which lies at `made`, where the snapshot will have it."""
        ...


@dataclass(frozen=True, slots=True)
class SharedDisk:
    """A run's workspace under the same path on all machines; the files of the next snapshot come into its folder `fresh`."""

    root: Path
    fresh: Path
    mark: str

    def is_seen(self) -> bool:
        return (self.root / self.mark).exists()

    def desk(self) -> AbstractContextManager[str]:
        return tempfile.TemporaryDirectory(prefix="desk-", dir=self.root)

    def bring(self, paths: Sequence[Path], desk: Path) -> list[Path]:
        return list(paths)

    def stage(self, parts: Sequence[Part]) -> list[Part]:
        return [replace(part, path=part.path.replace(self.root / part.path.name)) for part in parts]

    def keep(self, file: File, made: Path) -> File:
        place = self.fresh / file.path
        place.parent.mkdir(parents=True, exist_ok=True)
        made.replace(place)
        return file


@dataclass(frozen=True, slots=True)
class SharedBucket:
    """A dataset in an object store and the folder of a run in it. Paths are keys below the dataset's address."""

    address: str
    run: str

    @property
    def staged(self) -> str:
        return f"{self.run}/staged"

    def is_seen(self) -> bool:
        return Bucket(self.address).find(f"{self.staged}/{MARK}") is not None

    def desk(self) -> AbstractContextManager[str]:
        return tempfile.TemporaryDirectory(prefix="seimei-desk-")

    def bring(self, paths: Sequence[Path], desk: Path) -> list[Path]:
        bucket = Bucket(self.address)
        copies = [desk / f"{number}-{path.name}" for number, path in enumerate(paths)]
        with ThreadPoolExecutor(AT_ONCE) as threads:
            list(threads.map(lambda path, copy: bucket.fetch(path.as_posix(), copy), paths, copies))
        return copies

    def stage(self, parts: Sequence[Part]) -> list[Part]:
        """An object a year: whoever writes a year fetches what belongs to it and no more."""
        bucket = Bucket(self.address)
        cut = [part for whole in parts for part in by_year(whole)]
        placed = [replace(part, path=Path(self.staged) / part.path.name) for part in cut]
        with ThreadPoolExecutor(AT_ONCE) as threads:
            list(threads.map(lambda part, place: bucket.put(place.path.as_posix(), part.path), cut, placed))
        return placed

    def keep(self, file: File, made: Path) -> File:
        key = f"{self.run}/{file.path}"
        Bucket(self.address).put(key, made)
        return replace(file, key=key)
