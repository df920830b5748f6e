"""From staged rows to the files of the next snapshot: who stays, who fails, which partitions have to be written."""

from __future__ import annotations

from collections.abc import Callable, Iterable, Iterator, Mapping, Sequence
from dataclasses import asdict, dataclass, replace
from pathlib import Path

import pyarrow as pa

from flows.batches import STAGED, Result
from flows.fingerprint import fingerprint
from flows.manifest import KEPT, Document, Failure, File, Manifest
from flows.partitions import Job, write_file
from flows.plan import Plan
from flows.row_rules import Seen, Year
from flows.staging import Part, in_order
from transforms.duplicates import duplicates
from transforms.tables import REJECTS, TABLES

NO_ROWS_YEAR = 0
"""Partition of the file without rows."""

WriteAll = Callable[[Sequence[Job]], Iterable[File | None]]
"""Writes partitions, in any order and in any number of processes; answers in the order of the jobs."""
CountAll = Callable[[Sequence[Path]], Iterable[dict[str, int]]]
"""Counts the rows of each statement_id in files; answers in their order. The paths are where whoever wrote them finds them."""
LookAll = Callable[[Sequence[Year]], Iterable[Seen]]
"""Reads the rows of years, which lie there likewise."""


@dataclass(frozen=True, slots=True)
class Contents:
    """What the next snapshot holds."""

    documents: dict[str, Document]
    failures: tuple[Failure, ...]


@dataclass(frozen=True, slots=True)
class Candidate:
    """The next snapshot before it is checked: new files lie below `folder`, or where their `key` says in the dataset's object
    store; the other files are the current snapshot's."""

    contents: Contents
    files: tuple[File, ...]
    fresh: tuple[File, ...]
    folder: Path
    count_all: CountAll
    look_all: LookAll

    def place_of(self, file: File) -> Path:
        """Where whoever wrote a new file finds it. One without rows is always written on this machine."""
        return Path(file.key) if file.key else self.folder / file.path


def merge(plan: Plan, results: Iterable[Result], current: Manifest | None, *, drop_failed: bool) -> Contents:
    """The documents and failures after this run.

    A published document that fails now keeps its rows and is a failure with reason `kept_previous`; with `drop_failed`
    its rows go.
    """
    published = dict(current.documents) if current else {}
    failures = [*plan.unreadable, *plan.kept_failures]
    documents = {key: document for key, document in published.items() if key not in plan.removed}
    for result in results:
        documents |= {document.key: document for document in result.documents}
        failures += result.failures
    named = {failure.source_path for failure in failures}
    failures += [_unreachable(key) for key in plan.out_of_reach if key not in named]
    if drop_failed:
        failing = {failure.source_path for failure in failures}
        documents = {key: document for key, document in documents.items() if key not in failing}
    else:
        failures = [_kept(failure) if failure.source_path in documents else failure for failure in failures]
    return Contents(documents, tuple(sorted(failures, key=lambda failure: failure.source_path)))


def is_published(contents: Contents, current: Manifest | None) -> bool:
    """Whether a snapshot of these contents would say what the current one says."""
    if current is None:
        return False
    return (contents.documents, contents.failures, fingerprint()) == (current.documents, current.failures, current.built_by)


def assemble(
    contents: Contents,
    results: Iterable[Result],
    current: Manifest | None,
    *,
    place_of: Callable[[Manifest, File], Path],
    folder: Path,
    write_all: WriteAll,
    count_all: CountAll,
    look_all: LookAll,
) -> Candidate:
    """Writes the partitions that differ from those of `current`; `place_of` says where whoever writes finds its files."""
    built_by = fingerprint()
    before = current.documents if current else {}
    copies = _copies(contents.documents)
    touched = _touched(before, contents.documents, copies)
    old_files = [file for file in (current.files if current else ()) if file.rows and TABLES[file.table].partitioned]
    stays = [file for file in old_files if file.year not in touched[file.table]]
    rewritten = [file for file in old_files if file.year in touched[file.table]]
    places = {(file.table, file.year): place_of(current, file) for file in rewritten} if current else {}
    parts = [part for result in results for part in result.parts]
    jobs = _jobs(before, contents.documents, copies, touched, parts=parts, places=places, folder=folder)
    fresh = [file for file in write_all(list(jobs)) if file]
    fresh.append(_write_rejects(contents.failures, folder, built_by))
    dated = {file.table for file in (*stays, *fresh) if file.year is not None}
    fresh += [_write_empty(table, folder, built_by) for table in STAGED if table not in dated]
    files = sorted((*stays, *fresh), key=lambda file: file.path)
    return Candidate(contents, tuple(files), tuple(fresh), folder, count_all, look_all)


def _jobs(
    before: Mapping[str, Document],
    after: Mapping[str, Document],
    copies: Mapping[str, str],
    touched: Mapping[str, set[int | None]],
    *,
    parts: Sequence[Part],
    places: Mapping[tuple[str, int | None], Path],
    folder: Path,
) -> Iterator[Job]:
    """A job for each partition that differs; `places` are the published files of those that there were."""
    old, new, leaving = _by_year(before.values()), _by_year(after.values()), _by_year(_only_in(before, after))
    for table in STAGED:
        for year in sorted(touched[table], key=lambda year: (year is None, year)):
            yield Job(
                table=table,
                year=year,
                folder=folder,
                built_by=_makers(new.get(year, ())),
                parts=tuple(part for part in parts if part.table == table and part.holds(year)),
                published=places.get((table, year)),
                stays={document.statement_id: document.rows(table) for document in old.get(year, ())},
                dropped=frozenset(document.statement_id for document in leaving.get(year, ())),
                duplicates=copies if table == "statements" else {},
            )


def _copies(documents: Mapping[str, Document]) -> dict[str, str]:
    return duplicates({document.statement_id: document.body for document in documents.values()})


def _touched(
    before: Mapping[str, Document], after: Mapping[str, Document], copies: Mapping[str, str]
) -> dict[str, set[int | None]]:
    """Years with rows that come, go or were made anew, by table."""
    years = {document.year for document in (*_only_in(before, after), *_only_in(after, before))}
    old_copies = _copies(before)
    relabelled = {
        document.year for document in after.values() if old_copies.get(document.statement_id) != copies.get(document.statement_id)
    }
    return {table: years | relabelled if table == "statements" else years for table in STAGED}


def _only_in(one: Mapping[str, Document], other: Mapping[str, Document]) -> Iterator[Document]:
    """Documents of `one` whose rows `other` does not have: gone, or transformed anew."""
    return (document for key, document in one.items() if other.get(key) is not document)


def _by_year(documents: Iterable[Document]) -> dict[int | None, list[Document]]:
    """In the order of the published files: by statement_id."""
    years: dict[int | None, list[Document]] = {}
    for document in sorted(documents, key=lambda document: document.statement_id):
        years.setdefault(document.year, []).append(document)
    return years


def _makers(documents: Iterable[Document]) -> str:
    """The fingerprints that made the rows of a partition: one, but for documents that were kept."""
    return ",".join(sorted({document.built_by for document in documents}))


def _write_rejects(failures: Sequence[Failure], folder: Path, built_by: str) -> File:
    rows = pa.Table.from_pylist([asdict(failure) for failure in failures], REJECTS.schema)
    file = write_file(REJECTS.name, None, [in_order(REJECTS.name, rows)], folder, built_by)
    assert file is not None
    return file


def _write_empty(table: str, folder: Path, built_by: str) -> File:
    """A table without rows still has a file, so that readers find its columns; and one whose rows all lack a year has a
    partition that shows pyarrow and pandas that years are numbers."""
    file = write_file(table, NO_ROWS_YEAR, [], folder, built_by)
    assert file is not None
    return file


def _kept(failure: Failure) -> Failure:
    if failure.reason == KEPT:
        return failure
    message = f"The rows of its last good version stay. Now: {failure.reason}: {failure.message}"
    return replace(failure, reason=KEPT, message=message)


def _unreachable(key: str) -> Failure:
    return Failure(key, None, "read", "out_of_reach", "The file or folder that held it cannot be read: see its own row")
