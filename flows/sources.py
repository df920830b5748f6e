"""Which documents there are, and their bytes: files, folders and globs on a local disk, archives and bulk files among them.

A key names a document for good: its path relative to the given folder with `/`, `archive.zip!member`, `file.jsonl#record`;
so the same folder elsewhere gives the same ids.
"""

from __future__ import annotations

import glob
import os
import stat
from collections.abc import Callable, Iterable, Iterator, Mapping, Sequence
from contextlib import AbstractContextManager
from dataclasses import dataclass, field
from pathlib import Path
from typing import Protocol

from flows import bulk, containers, sidecars
from flows.dataset_folders import is_dataset, is_own, of_dataset, outside_datasets, pattern_root
from transforms.source import Metadata, Rejected, Source

SKIPPED_NAMES = frozenset(["readme", "license", "licence", "changelog", "thumbs.db", "desktop.ini", "__macosx"])
SKIPPED_STARTS = (".", "~$")
"""Hidden files and what people and systems keep beside documents: listed in `Discovery.skipped`, neither read nor rejected.
So are published datasets."""


OBJECTIONS = {
    "nested_archive": "An archive inside an archive is not opened: unpack the outer one into the folder",
    "encrypted_member": "It asks for a password: unpack the archive with it into the folder",
    "unsafe_member": "It names a place outside the archive: unpack the archive with care and put what belongs into the folder",
    "too_big": f"More than {containers.LARGEST:,} bytes once unpacked: split it into documents",
}
"""Why a member of an archive is not read, and what to do."""


class SourcesError(Exception):
    """The sources as a whole cannot be used; the message is one line for the person who named them."""


@dataclass(frozen=True, slots=True)
class SourceRef:
    """Where a document lies. `size` in bytes, as found at discovery (packed, for gzip)."""

    key: str
    path: str
    size: int
    member: str | None = None
    """Its name inside a zip archive."""
    record: bulk.Record | None = None
    """Its place inside a bulk file."""
    sidecar: str | None = None
    """Path of its sidecar; the member's name inside a zip archive."""


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
    """What the sources hold: documents in the order of keys and records, what cannot be one, and files passed over by name."""

    refs: tuple[SourceRef, ...]
    rejects: tuple[Reject, ...]
    skipped: tuple[str, ...] = ()


class Entry(Protocol):
    """What listing a folder needs of os.DirEntry."""

    @property
    def name(self) -> str: ...
    @property
    def path(self) -> str: ...
    def is_dir(self, *, follow_symlinks: bool = True) -> bool: ...
    def is_symlink(self) -> bool: ...
    def stat(self) -> os.stat_result: ...


@dataclass(frozen=True, slots=True)
class Elsewhere:
    """A folder of another place: `scan` lists one folder, as os.scandir does; `datasets` are those that hold published tables."""

    scan: Callable[[str], AbstractContextManager[Iterable[Entry]]]
    datasets: frozenset[str]


def discover(
    sources: Sequence[str],
    fields: bulk.Fields | None = None,
    *,
    output: str | None = None,
    elsewhere: Mapping[str, Elsewhere] | None = None,
) -> Discovery:
    """Lists the documents of files, folders (with their subfolders) and glob patterns; `fields` names those of bulk records,
    `output` the folder that is published to, `elsewhere` those of the sources that are folders of another place.

    Raises SourcesError where a source is missing or unreadable, or what `output` consists of.
    """
    listing = _Listing(fields or bulk.Fields(), output)
    for source in sources:
        if elsewhere and source in elsewhere:
            _list_folder(source, listing, elsewhere[source])
            continue
        if output is not None and is_own(source, output):
            raise SourcesError(f"{source} is part of the dataset that is published to {output}: name the folder of the documents")
        for path, root in _named(source, output):
            if path.is_dir():
                _list_folder(str(path), listing)
            else:
                _list_one(path, root, listing)
    refs = tuple(sorted(listing.refs.values(), key=_order))
    return Discovery(
        refs, tuple(sorted(listing.rejects, key=lambda one: (one.source_path, one.message))), tuple(sorted(listing.skipped))
    )


def _place(ref: SourceRef) -> tuple[str, str, int, int]:
    record = (ref.record.place, ref.record.row) if ref.record else (0, 0)
    return ref.path, ref.member or "", *record


def _order(ref: SourceRef) -> tuple[str, int, int, str]:
    """By key, but records in the order of their file: reading a compressed one out of order unpacks it again and again."""
    file = ref.key.partition("#")[0] if ref.record else ref.key
    return file, ref.record.place if ref.record else 0, ref.record.row if ref.record else 0, ref.key


def read(ref: SourceRef) -> Source:
    """The bytes of one document and the facts beside it. Raises Rejected at stage `read`."""
    if ref.size > containers.LARGEST:
        limit = f"at most {containers.LARGEST:,} are read"
        raise Rejected("read", "too_big", f"{ref.size:,} bytes, {limit}: split the file into documents")
    if ref.record:
        return Source(ref.key, *bulk.read_record(ref.path, ref.member, ref.record))
    return Source(ref.key, containers.fetch(ref.path, ref.member), _beside(ref))


def _beside(ref: SourceRef) -> Metadata:
    if ref.sidecar is None:
        return Metadata()
    data = containers.fetch(ref.path, ref.sidecar) if ref.member else containers.fetch(ref.sidecar, None)
    return sidecars.read_sidecar(data, ref.sidecar.replace("\\", "/").rsplit("/", 1)[-1])


@dataclass(frozen=True, slots=True)
class _Listing:
    fields: bulk.Fields
    output: str | None = None
    refs: dict[str, SourceRef] = field(default_factory=dict)
    rejects: list[Reject] = field(default_factory=list)
    skipped: list[str] = field(default_factory=list)

    def reject(self, key: str, reason: str, message: str, stage: str = "discover") -> None:
        self.rejects.append(Reject(key, None, stage, reason, message))

    def orphan(self, key: str) -> None:
        self.reject(key, "orphan_sidecar", "No document of this name lies beside it: rename or remove it")

    def add(self, ref: SourceRef) -> None:
        """A document that was named twice counts once. Of several with one key the first by path is read, in whatever order
        they were named; the others are rejected."""
        other = self.refs.setdefault(ref.key, ref)
        if other is ref or _place(other) == _place(ref):
            return
        read, rejected = sorted((other, ref), key=_place)
        self.refs[ref.key] = read
        place = f"{rejected.path}, record {rejected.record.number}," if rejected.record else rejected.path
        message = f"{place} holds another document of this key and is not read: give one of them another name or id"
        self.reject(ref.key, "duplicate_key", message)


def _named(source: str, output: str | None) -> Iterator[tuple[Path, Path]]:
    """(path, root of its key) of what a source names."""
    path = Path(source).absolute()
    try:
        if path.is_dir():
            os.scandir(path).close()
            yield path, path
        elif path.exists():
            yield path, path.parent
        elif glob.has_magic(source):
            yield from _matches(source, output)
        else:
            raise SourcesError(f"{source}: no such file or folder")
    except (OSError, ValueError) as error:
        raise SourcesError(f"{source}: {getattr(error, 'strerror', None) or error}") from None


def _matches(pattern: str, output: str | None) -> Iterator[tuple[Path, Path]]:
    root = pattern_root(pattern)
    found = sorted(glob.glob(pattern, recursive=True))  # noqa: PTH207 - Path.glob takes no absolute pattern
    if not found:
        raise SourcesError(f"{pattern}: nothing matches")
    paths = (Path(name).absolute() for name in outside_datasets(found, root, output))
    yield from ((path, Path(root)) for path in paths if not path.is_dir())


def _list_one(path: Path, root: Path, listing: _Listing) -> None:
    """A file that was named itself: whatever its name, it is read."""
    if sidecars.is_sidecar(path.name):
        listing.skipped.append(_key(path.relative_to(root).as_posix()))
        return
    beside = {name for name in sidecars.names_for(path.name) if (path.parent / name).is_file()}
    _list_file(str(path), path.relative_to(root).as_posix(), path.stat(), beside, listing)


def _list_folder(root: str, listing: _Listing, elsewhere: Elsewhere | None = None) -> None:
    """Lists a folder and its subfolders. Works on strings: paths as objects would take most of the time."""
    folders = [(root, "")]
    real_root = os.path.realpath(root)
    while folders:
        folder, prefix = folders.pop()
        try:
            with (elsewhere.scan if elsewhere else os.scandir)(folder) as scan:
                entries = sorted(scan, key=lambda entry: entry.name)
        except OSError as error:
            listing.reject(_key(prefix), "unreadable", f"{error.strerror or error}: check the folder's permissions")
            continue
        is_published = folder in elsewhere.datasets if elsewhere else is_dataset(folder, listing.output)
        published = of_dataset([entry.name for entry in entries], is_source=folder == root) if is_published else frozenset()
        listing.skipped.extend(_key(prefix + name) for name in published)
        entries = [entry for entry in entries if entry.name not in published]
        beside = {entry.name for entry in entries if sidecars.is_sidecar(entry.name)}
        used: set[str] = set()
        for entry in entries:
            if entry.is_dir(follow_symlinks=False) and not _is_skipped(entry.name):
                folders.append((entry.path, f"{prefix}{entry.name}/"))
            elif entry.name not in beside:
                used.update(_list_entry(entry, prefix + entry.name, real_root, beside, listing))
        for name in sorted(beside - used):
            listing.orphan(_key(prefix + name))


def _list_entry(entry: Entry, name: str, real_root: str, beside: set[str], listing: _Listing) -> list[str]:
    """Lists an entry that is no folder; gives back the sidecars that are its."""
    if _is_skipped(entry.name):
        listing.skipped.append(_key(name))
    elif entry.is_symlink():
        _list_link(entry.path, _key(name), real_root, listing)
    else:
        try:
            status = entry.stat()
        except OSError as error:
            listing.reject(_key(name), "unreadable", f"{error.strerror or error}: check the file", "read")
        else:
            _list_file(entry.path, name, status, beside, listing)
    return [one for one in sidecars.names_for(entry.name) if one in beside] if beside else []


def _list_link(path: str, key: str, real_root: str, listing: _Listing) -> None:
    """A link inside the sources' folder is another name of what is listed anyway."""
    if not (os.path.realpath(path) + os.sep).startswith(real_root.rstrip(os.sep) + os.sep):
        listing.reject(key, "outside_link", "A link out of the sources' folder is not followed: copy its target into the folder")
    elif not Path(path).exists():
        listing.reject(key, "unreadable", "The link leads nowhere: remove it, or restore its target", "read")
    else:
        listing.skipped.append(key)


def _is_skipped(name: str) -> bool:
    return name.startswith(SKIPPED_STARTS) or name.lower().split(".")[0] in SKIPPED_NAMES or name.lower() in SKIPPED_NAMES


def _key(name: str) -> str:
    """A relative path as a key; bytes of a name that are no UTF-8 are written out."""
    return os.fsencode(name).decode("utf-8", "backslashreplace")


def _list_file(path: str, name: str, status: os.stat_result, beside: set[str], listing: _Listing) -> None:
    key = _key(name)
    if not stat.S_ISREG(status.st_mode):
        listing.reject(key, "not_a_file", "A device, socket or pipe: only files and folders are read")
        return
    try:
        if containers.is_archive(name):
            _list_archive(path, key, listing)
        elif bulk.is_bulk(name):
            _list_records(path, key, None, listing)
        else:
            own = next((one for one in sidecars.names_for(os.path.basename(name)) if one in beside), None) if beside else None  # noqa: PTH119
            sidecar = os.path.join(os.path.dirname(path), own) if own else None  # noqa: PTH118, PTH120
            listing.add(SourceRef(key, path, status.st_size, sidecar=sidecar))
    except Rejected as rejected:
        listing.reject(key, rejected.reason, rejected.message, rejected.stage)


def _list_archive(path: str, key: str, listing: _Listing) -> None:
    entries = containers.members(path)
    names = {name: member for member, name, _, _ in entries if sidecars.is_sidecar(name)}
    used = {one for _, name, _, _ in entries if name not in names for one in sidecars.names_for(name)}
    for member, name, size, objection in entries:
        inner = f"{key}!{name}"
        if objection or containers.is_archive(name):
            reason = objection or "nested_archive"
            listing.reject(inner, reason, OBJECTIONS[reason])
        elif any(_is_skipped(part) for part in name.split("/")):
            listing.skipped.append(inner)
        elif bulk.is_bulk(name):
            _list_records(path, inner, member, listing)
        elif name in names:
            if name not in used:
                listing.orphan(inner)
        else:
            sidecar = next((names[one] for one in sidecars.names_for(name) if one in names), None)
            listing.add(SourceRef(inner, path, size, member, None, sidecar))


def _list_records(path: str, key: str, member: str | None, listing: _Listing) -> None:
    try:
        for name, record in bulk.records(path, member, listing.fields):
            if isinstance(record, Rejected):
                listing.reject(f"{key}#{name}", record.reason, record.message, record.stage)
            else:
                listing.add(SourceRef(f"{key}#{name}", path, record.size, member, record))
    except Rejected as rejected:
        listing.reject(key, rejected.reason, rejected.message, rejected.stage)
