"""Which documents there are, and their bytes: files, folders and globs on a local disk.

`discover` lists without reading; `read` fetches one. A key names a document for good: its path relative to the given
folder with `/`, so the same folder elsewhere gives the same ids.
"""

from __future__ import annotations

import glob
import os
import stat
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from pathlib import Path

from transforms.source import Rejected, Source

LARGEST = 256 * 2**20
"""Bytes of one document; beyond it a file is no document but bulk data in an unknown form."""

SKIPPED_NAMES = ("readme", "license", "changelog", "thumbs.db", "desktop.ini", "__macosx")
SKIPPED_STARTS = (".", "~$")
"""Hidden files and what people and systems keep beside documents: listed in `Discovery.skipped`, neither read nor rejected."""


class SourcesError(Exception):
    """The sources as a whole cannot be used; the message is one line for the person who named them."""


@dataclass(frozen=True, slots=True)
class SourceRef:
    """Where a document lies. `size` in bytes, as found at discovery."""

    key: str
    path: str
    size: int


@dataclass(frozen=True, slots=True)
class Reject:
    """A row of the table `rejects`."""

    source_path: str
    source_sha256: str | None
    stage: str
    reason: str
    message: str


@dataclass(frozen=True, slots=True)
class Discovery:
    """What the sources hold: documents in the order of their keys, what cannot be one, and files passed over by name."""

    refs: tuple[SourceRef, ...]
    rejects: tuple[Reject, ...]
    skipped: tuple[str, ...] = ()


def discover(sources: Sequence[str]) -> Discovery:
    """Lists the documents of files, folders (with their subfolders) and glob patterns. Raises SourcesError."""
    listing = _Listing({}, [], [])
    for source in sources:
        for path, root in _named(source):
            if path.is_dir():
                _list_folder(path, root, listing)
            else:
                _list_file(path, _key(path, root), path.stat(), listing)
    refs = tuple(sorted(listing.refs.values(), key=lambda ref: ref.key))
    return Discovery(refs, tuple(sorted(listing.rejects, key=lambda one: one.source_path)), tuple(sorted(listing.skipped)))


def read(ref: SourceRef) -> Source:
    """The bytes of one document. Raises Rejected at stage `read` for a file that vanished or cannot be read."""
    if ref.size > LARGEST:
        raise Rejected("read", "too_big", f"{ref.size:,} bytes, at most {LARGEST:,} are read: split the file into documents")
    try:
        with open(ref.path, "rb") as file:  # noqa: PTH123 - Path costs a third of the time for small files
            data = file.read(LARGEST + 1)
    except FileNotFoundError:
        raise Rejected("read", "vanished", "The file was there when listed and is gone: run again, or restore it") from None
    except OSError as error:
        raise Rejected("read", "unreadable", f"{error.strerror or error}: check the file's permissions and its disk") from None
    return Source(ref.key, data)


@dataclass(frozen=True, slots=True)
class _Listing:
    refs: dict[str, SourceRef]
    rejects: list[Reject]
    skipped: list[str]

    def reject(self, key: str, reason: str, message: str) -> None:
        self.rejects.append(Reject(key, None, "discover", reason, message))


def _named(source: str) -> Iterator[tuple[Path, Path]]:
    """(path, root of its key) of what a source names."""
    path = Path(source).absolute()
    try:
        if path.is_dir():
            os.scandir(path).close()
            yield path, path
        elif path.exists():
            yield path, path.parent
        elif glob.has_magic(source):
            yield from _matches(source)
        else:
            raise SourcesError(f"{source}: no such file or folder")
    except OSError as error:
        raise SourcesError(f"{source}: {error.strerror or error}") from None


def _matches(pattern: str) -> Iterator[tuple[Path, Path]]:
    plain = Path(pattern).absolute().parts
    root = Path(*plain[: next(at for at, part in enumerate(plain) if glob.has_magic(part))])
    found = sorted(glob.glob(pattern, recursive=True))  # noqa: PTH207 - Path.glob takes no absolute pattern
    if not found:
        raise SourcesError(f"{pattern}: nothing matches")
    yield from ((path, root) for path in (Path(name).absolute() for name in found) if not path.is_dir())


def _key(path: Path, root: Path) -> str:
    """Path relative to the root; bytes of a name that are no UTF-8 are written out."""
    return os.fsencode(path.relative_to(root).as_posix()).decode("utf-8", "backslashreplace")


def _list_folder(folder: Path, root: Path, listing: _Listing) -> None:
    folders = [folder]
    while folders:
        current = folders.pop()
        try:
            with os.scandir(current) as entries:
                folders.extend(entry for entry in [_list_entry(entry, root, listing) for entry in entries] if entry)
        except OSError as error:
            listing.reject(f"{_key(current, root)}/", "unreadable", f"{error.strerror or error}: check the folder's permissions")


def _list_entry(entry: os.DirEntry[str], root: Path, listing: _Listing) -> Path | None:
    """Lists a file; gives back a folder that is to be listed."""
    path = Path(entry.path)
    key = _key(path, root)
    if entry.name.startswith(SKIPPED_STARTS) or entry.name.lower().split(".")[0] in SKIPPED_NAMES:
        listing.skipped.append(key)
    elif entry.is_symlink():
        _list_link(path, key, root, listing)
    elif entry.is_dir():
        return path
    else:
        _list_file(path, key, entry.stat(), listing)
    return None


def _list_link(path: Path, key: str, root: Path, listing: _Listing) -> None:
    if path.resolve().is_relative_to(root.resolve()):
        listing.skipped.append(key)
    else:
        listing.reject(key, "outside_link", "A link out of the sources' folder is not followed: copy its target into the folder")


def _list_file(path: Path, key: str, status: os.stat_result, listing: _Listing) -> None:
    if not stat.S_ISREG(status.st_mode):
        listing.reject(key, "not_a_file", "A device, socket or pipe: only files and folders are read")
    elif (other := listing.refs.setdefault(key, SourceRef(key, str(path), status.st_size))).path != str(path):
        if not path.samefile(other.path):
            listing.reject(key, "duplicate_key", f"{other.path} has the same name in its folder: rename one, or give one folder")
