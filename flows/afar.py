"""What a worker on another machine does: it fetches what a piece of work needs, does it as any worker would, and puts the
result on the run's shelf. Only what is small travels back.
"""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from concurrent.futures import ThreadPoolExecutor
from dataclasses import dataclass, replace
from pathlib import Path
from threading import Lock

from flows.batches import Result, transform_batch
from flows.bucket import Bucket, is_remote, split
from flows.containers import LARGEST
from flows.fingerprint import fingerprint
from flows.manifest import Failure, File
from flows.partitions import Job, rows_by_statement, write_partition
from flows.plan import read_digests
from flows.row_rules import Seen, Year, look
from flows.shelves import AT_ONCE, Shelf
from flows.sources import SourceRef

ONE_AT_A_TIME = Lock()
"""Transforms are made for one thread of a process; a Dask worker may have several."""


REMEDY = "install the same there and start it anew"


@dataclass(frozen=True, slots=True)
class Site:
    """What all workers of a run have to have in common: a shelf, and code and lexicons of one fingerprint."""

    shelf: Shelf
    built_by: str


class Unfit(OSError):
    """This worker cannot take part in the run; the message is one line that says why."""


def objection(site: Site, refs: Sequence[SourceRef] = ()) -> str | None:
    """Why this process cannot do work of the run on these documents, or None where it can. Raises OSError."""
    if fingerprint() != site.built_by:
        return f"it has other code, lexicons or packages ({fingerprint()} instead of {site.built_by}): {REMEDY}"
    if not site.shelf.is_seen():
        return "it does not see the output: use a disk that has the same path on all machines, or an object store"
    # The folder of a document stays where the document itself may be gone, which is a reject and no objection.
    folders = (Path(ref.path).parent for ref in refs[:1] if not is_remote(ref.path))
    for folder in folders:
        if not folder.is_dir():
            return f"it does not see {folder}: use a disk that has the same path on all machines, or an object store"
    return None


def transform(site: Site, refs: Sequence[SourceRef], name: str) -> Result:
    """Rows of the documents, staged on the shelf."""
    _admit(site, refs)
    with site.shelf.desk() as desk:
        own = brought(refs, Path(desk))
        with ONE_AT_A_TIME:
            result = transform_batch(own, Path(desk), name, site.built_by)
        result.parts = site.shelf.stage(result.parts)
    return result


def digests(site: Site, refs: Sequence[SourceRef]) -> dict[str, str | Failure]:
    """Of each document, or why it cannot be read."""
    _admit(site, refs)
    with site.shelf.desk() as desk:
        return read_digests(brought(refs, Path(desk)))


def write(site: Site, job: Job) -> File | None:
    """Writes a partition where the next snapshot will have it."""
    _admit(site)
    with site.shelf.desk() as desk:
        published = [job.published] if job.published else []
        found = site.shelf.bring([*(part.path for part in job.parts), *published], Path(desk))
        parts = tuple(replace(part, path=path) for part, path in zip(job.parts, found, strict=False))
        own = replace(job, folder=Path(desk), parts=parts, published=found[-1] if published else None)
        file = write_partition(own)
        return site.shelf.keep(file, own.folder / file.path) if file else None


def count(site: Site, path: Path) -> dict[str, int]:
    """Rows by statement_id of a file that a worker has written."""
    _admit(site)
    with site.shelf.desk() as desk:
        [copy] = site.shelf.bring([path], Path(desk))
        return rows_by_statement(copy)


def look_at(site: Site, year: Year) -> Seen:
    """The rows of a year whose files workers have written."""
    _admit(site)
    with site.shelf.desk() as desk:
        copies = site.shelf.bring(list(year.paths.values()), Path(desk))
        return look([replace(year, paths=dict(zip(year.paths, copies, strict=True)))])


def brought(refs: Sequence[SourceRef], desk: Path) -> list[SourceRef]:
    """The documents, those in object stores with copies on the desk. One that is gone has none, and is found missing when
    it is read; one that is too big is refused unread."""
    own = [_remote_paths(ref) for ref in refs]
    places = dict.fromkeys(path for paths in own for path in paths)
    copies = {path: desk / str(number) / path.rpartition("/")[2] for number, path in enumerate(places)}
    buckets = {place: Bucket(place) for place in {split(path)[0] for path in places}}
    with ThreadPoolExecutor(AT_ONCE) as threads:
        list(threads.map(lambda path, copy: _fetch(buckets, path, copy), copies.keys(), copies.values()))
    names = {path: str(copy) for path, copy in copies.items()}
    return [
        replace(ref, path=names.get(ref.path, ref.path), sidecar=names.get(ref.sidecar or "", ref.sidecar)) if paths else ref
        for ref, paths in zip(refs, own, strict=True)
    ]


def _remote_paths(ref: SourceRef) -> list[str]:
    if ref.size > LARGEST or not is_remote(ref.path):
        return []
    return [ref.path, ref.sidecar] if ref.sidecar and not ref.member else [ref.path]


def _fetch(buckets: Mapping[str, Bucket], address: str, copy: Path) -> None:
    place, key = split(address)
    copy.parent.mkdir()
    try:
        buckets[place].fetch(key, copy)
    except FileNotFoundError:
        copy.unlink(missing_ok=True)


def _admit(site: Site, refs: Sequence[SourceRef] = ()) -> None:
    if said := objection(site, refs):
        raise Unfit(said)
