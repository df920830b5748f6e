"""Sources in an object store: a copy on this machine that is brought up to date, and then read like any folder.

Keys are those that the same objects would have in a folder. Only objects that are new or changed are fetched.
"""

from __future__ import annotations

import json
from collections.abc import Mapping, Sequence
from concurrent.futures import ThreadPoolExecutor
from contextlib import ExitStack
from pathlib import Path, PurePosixPath

from flows.bucket import SCHEME, Bucket, Entry, is_remote
from flows.local_space import own_folder, single_user
from flows.sources import Reject, SourcesError

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
            space = own_folder(f"sources {source}")
            ending.enter_context(single_user(space, f"another run is reading {source}: wait until it has ended, then run again"))
            place, lost = _copy(source, space)
            rejects += lost
        else:
            place = source
        places.append(place)
    return places, rejects


def objects(source: str) -> list[Entry]:
    """The object that a source names, or all below it; none where nothing is there. Raises BucketError."""
    bucket = Bucket(source)
    parent, _, name = bucket.address.rpartition("/")
    one = Bucket(parent).find(name) if parent + "/" != SCHEME else None
    return [one] if one else bucket.entries()


def _copy(source: str, space: Path) -> tuple[str, list[Reject]]:
    """Brings the copy below `space` up to date; its address."""
    bucket = Bucket(source)
    parent, _, name = bucket.address.rpartition("/")
    if parent + "/" != SCHEME and (one := Bucket(parent).find(name)):
        _update(Bucket(parent), [one], space)
        return str(space / "copy" / name), []
    found = bucket.entries()
    if not found:
        raise SourcesError(f"{source}: no such object, and none below it; patterns are for folders of this machine")
    folders = {str(parent) for entry in found for parent in PurePosixPath(entry.key).parents}
    documents = [entry for entry in found if not (entry.key in folders and entry.size == 0)]
    usable = [entry for entry in documents if entry.key not in folders and _is_name(entry.key)]
    _update(bucket, usable, space)
    message = "Its key cannot be a file's name, or is also that of a folder: give it another key"
    lost = [Reject(entry.key, None, "discover", "unusable_name", message) for entry in documents if entry not in usable]
    return str(space / "copy"), lost


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
