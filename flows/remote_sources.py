"""Sources in an object store: a copy on this machine that is brought up to date, and then read like any folder; or, where
workers on other machines fetch what they read, a listing of the store.

Keys are those that the same objects would have in a folder. Only objects that are new or changed are fetched.
"""

from __future__ import annotations

import json
import os
import stat
from collections.abc import Iterator, Mapping, Sequence, Set
from concurrent.futures import ThreadPoolExecutor
from contextlib import ExitStack, contextmanager, nullcontext
from dataclasses import dataclass, replace
from pathlib import Path, PurePosixPath

from flows.bucket import SCHEME, Bucket, Entry, is_remote
from flows.bulk import is_bulk
from flows.containers import is_archive
from flows.dataset_folders import datasets_of, is_in
from flows.local_space import own_folder, single_user
from flows.sources import Discovery, Elsewhere, Reject, SourcesError, discover

AT_ONCE = 16
"""Objects on their way from the store."""
LONGEST_NAME = 255
"""Bytes of a file's name on the file systems in use."""


def local_copies(sources: Sequence[str], ending: ExitStack) -> tuple[list[str], list[Reject]]:
    """The sources, each that lies in an object store replaced by a copy that is kept from other runs until `ending`; and a
    reject for each object whose key cannot be a file's name.

    Raises SourcesError where nothing is there, BucketError where it cannot be read, DatasetError while another run reads it.
    """
    places: list[str] = []
    rejects: list[Reject] = []
    for source in sources:
        if is_remote(source):
            place, lost = _copy(source, ending.enter_context(_space(source)))
            rejects += lost
        else:
            place = source
        places.append(place)
    return places, rejects


def objects(source: str) -> list[Entry]:
    """The object that a source names, or all below it; none where nothing is there. Raises BucketError."""
    bucket = Bucket(source)
    one = _one(bucket)
    return [one] if one else bucket.entries()


def _one(bucket: Bucket) -> Entry | None:
    """The object that an address names, rather than a folder of them."""
    parent, _, name = bucket.address.rpartition("/")
    return Bucket(parent).find(name) if parent + "/" != SCHEME else None


def listed(sources: Sequence[str], ending: ExitStack, *, output: str | None = None) -> Discovery:
    """The documents of the sources; those in object stores have their addresses as paths. Only archives and bulk files are
    copied, for the list of what is in them, and objects that were named themselves. Raises as `local_copies` and `discover` do.
    """
    places: list[str] = []
    elsewhere: dict[str, Elsewhere] = {}
    rejects: list[Reject] = []
    addresses: dict[str, str] = {}
    for source in sources:
        if not is_remote(source):
            places.append(source)
            continue
        space = ending.enter_context(_space(source))
        found = _find(source)
        rejects += found.lost
        datasets = frozenset() if found.is_one else datasets_of(entry.key for entry in found.entries)
        boxes = [entry for entry in found.entries if found.is_one or _is_box(entry.key, datasets)]
        _update(found.bucket, boxes, space)
        copies = {box.key: str(space / "copy" / box.key) for box in boxes}
        addresses |= {copy: f"{found.bucket.address}/{key}" for key, copy in copies.items()}
        places.append(copies[boxes[0].key] if found.is_one else source)
        if not found.is_one:
            elsewhere[source] = _elsewhere(source, found, copies, datasets)
    discovery = discover(places, output=output, elsewhere=elsewhere)
    refs = tuple(replace(ref, path=addresses[ref.path]) if ref.path in addresses else ref for ref in discovery.refs)
    return replace(discovery, refs=refs, rejects=(*discovery.rejects, *rejects))


@dataclass(frozen=True, slots=True)
class _Found:
    """Objects that can be documents, the place that their keys are below, and those that cannot be any. Where the source is one
    object, the place is above it."""

    bucket: Bucket
    entries: list[Entry]
    lost: list[Reject]
    is_one: bool = False


@dataclass(frozen=True, slots=True)
class _Listed:
    """An object, or what stands for a folder of them and has no size, as an entry of a folder."""

    name: str
    path: str
    size: int | None = None

    def is_dir(self, *, follow_symlinks: bool = True) -> bool:
        return self.size is None

    def is_symlink(self) -> bool:
        return False

    def stat(self) -> os.stat_result:
        return os.stat_result((stat.S_IFREG, 0, 0, 0, 0, 0, self.size or 0, 0, 0, 0))


def _is_box(key: str, datasets: Set[str]) -> bool:
    """Whether an object holds documents, and is not a table of a dataset."""
    return (is_archive(key) or is_bulk(key)) and not is_in(key, datasets)


def _elsewhere(root: str, found: _Found, copies: Mapping[str, str], datasets: Set[str]) -> Elsewhere:
    """Lists `root` and the folders below it that the objects' keys spell. An object with a copy has the copy's path."""
    folders: dict[str, list[_Listed]] = {root: []}
    for entry in found.entries:
        folder, address = root, found.bucket.address
        *parents, name = entry.key.split("/")
        for parent in parents:
            inner, address = f"{folder}/{parent}", f"{address}/{parent}"
            if inner not in folders:
                folders[inner] = []
                folders[folder].append(_Listed(parent, inner))
            folder = inner
        folders[folder].append(_Listed(name, copies.get(entry.key, f"{address}/{name}"), entry.size))
    own = frozenset(f"{root}/{place}" if place else root for place in datasets)
    return Elsewhere(lambda folder: nullcontext(folders[folder]), own)


def _copy(source: str, space: Path) -> tuple[str, list[Reject]]:
    """Brings the copy below `space` up to date; its address."""
    found = _find(source)
    _update(found.bucket, found.entries, space)
    return str(space / "copy" / found.entries[0].key if found.is_one else space / "copy"), found.lost


def _find(source: str) -> _Found:
    """Raises SourcesError where nothing is there."""
    bucket = Bucket(source)
    if one := _one(bucket):
        return _Found(Bucket(bucket.address.rpartition("/")[0]), [one], [], is_one=True)
    found = bucket.entries()
    if not found:
        raise SourcesError(f"{source}: no such object, and none below it; patterns are for folders of this machine")
    folders = {str(parent) for entry in found for parent in PurePosixPath(entry.key).parents}
    documents = [entry for entry in found if not (entry.key in folders and entry.size == 0)]
    usable = {entry.key for entry in documents if entry.key not in folders and _is_name(entry.key)}
    message = "Its key cannot be a file's name, or is also that of a folder: give it another key"
    lost = [Reject(entry.key, None, "discover", "unusable_name", message) for entry in documents if entry.key not in usable]
    return _Found(bucket, [entry for entry in documents if entry.key in usable], lost)


@contextmanager
def _space(source: str) -> Iterator[Path]:
    """The folder for the copy of a source, kept from other runs."""
    space = own_folder(f"sources {source}")
    with single_user(space, f"another run is reading {source}: wait until it has ended, then run again"):
        yield space


def _is_name(key: str) -> bool:
    parts = key.split("/")
    return all(part not in ("", ".", "..") and len(part.encode()) <= LONGEST_NAME for part in parts) and "\0" not in key


def _update(bucket: Bucket, wanted: Sequence[Entry], space: Path) -> None:
    """`tags.json` lists what of the copy is whole: what is to change is taken off it first, and put on it when all is there."""
    copy, listed = space / "copy", space / "tags.json"
    had: dict[str, str] = json.loads(listed.read_text(encoding="utf-8")) if listed.exists() else {}
    want = {entry.key: entry.tag for entry in wanted}
    stays = {key: tag for key, tag in had.items() if want.get(key) == tag and (copy / key).is_file()}
    _write(listed, stays)
    _clear(copy, stays)
    copy.mkdir(exist_ok=True)
    missing = [key for key in want if key not in stays]
    for folder in {(copy / key).parent for key in missing}:
        folder.mkdir(parents=True, exist_ok=True)
    with ThreadPoolExecutor(AT_ONCE) as threads:
        list(threads.map(lambda key: bucket.fetch(key, copy / key), missing))
    _write(listed, want)


def _clear(copy: Path, stays: Mapping[str, str]) -> None:
    """Removes all files that are not among those that stay, and folders that are empty then."""
    if not copy.is_dir():
        return
    for path in sorted(copy.rglob("*"), reverse=True):
        if path.is_dir():
            if not any(path.iterdir()):
                path.rmdir()
        elif path.relative_to(copy).as_posix() not in stays:
            path.unlink()


def _write(path: Path, tags: Mapping[str, str]) -> None:
    new = path.with_suffix(".new")
    new.write_text(json.dumps(tags), encoding="utf-8")
    new.replace(path)
