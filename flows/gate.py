"""What has to hold before readers are switched to a new snapshot.

Rules are about the files themselves and admit no exception. Expectations compare with the current snapshot and can be
overruled by a person who knows why; their bounds stand in `expectations.toml`.
"""

from __future__ import annotations

import tomllib
from collections import Counter
from collections.abc import Iterator
from functools import lru_cache
from importlib.resources import files
from typing import Any

from flows.assemble import Candidate
from flows.batches import STAGED
from flows.manifest import Document, File, Manifest
from flows.partitions import rows_by_statement

SHOWN = 5
"""Reasons listed in a refusal; the rest is counted."""


class Refused(Exception):
    """The new snapshot does not hold what was promised or expected, and nothing was published."""


def check(candidate: Candidate, current: Manifest | None, *, accept_change: bool) -> None:
    """Raises Refused where a rule is broken, or an expectation and nobody said that the change is meant."""
    if broken := broken_rules(candidate):
        raise Refused(f"The new files break the dataset's rules. {_listed(broken)}")
    if not accept_change and (broken := broken_expectations(candidate, current)):
        reasons = f"{_listed(broken)}. If that is meant, add --accept-change"
        raise Refused(f"The change is larger than expected. {reasons}")


@lru_cache
def expectations() -> dict[str, Any]:
    return tomllib.loads((files("flows") / "expectations.toml").read_text(encoding="utf-8"))


def broken_rules(candidate: Candidate) -> list[str]:
    """What is wrong with the new files: rows that the manifest does not list, or lists and lacks, and ids that repeat."""
    return [*_repeated_ids(candidate), *_wrong_counts(candidate)]


def broken_expectations(candidate: Candidate, current: Manifest | None) -> list[str]:
    """How the candidate departs from the current snapshot by more than is expected; nothing where there is none."""
    faults = list(_faults(candidate))
    if current is None or not current.documents:
        return faults
    compared = (_lost_rows, _lost_rows_per_year, _more_rejects, _emptied)
    return [*faults, *(message for compare in compared for message in compare(candidate, current))]


def _repeated_ids(candidate: Candidate) -> Iterator[str]:
    counts = Counter(document.statement_id for document in candidate.contents.documents.values())
    for statement_id, count in counts.items():
        if count > 1:
            yield f"statement_id {statement_id} stands for {count} documents"


def _wrong_counts(candidate: Candidate) -> Iterator[str]:
    """Rows of every statement in every new file, against what the workers reported for it."""
    years: dict[int | None, list[Document]] = {}
    for document in candidate.contents.documents.values():
        years.setdefault(document.year, []).append(document)
    for file, found in _counted(candidate):
        expected = {one.statement_id: one.rows(file.table) for one in years.get(file.year, ()) if one.rows(file.table)}
        for statement_id in sorted(id_ for id_ in found.keys() | expected.keys() if found.get(id_) != expected.get(id_)):
            rows = f"{found.get(statement_id, 0)} rows instead of {expected.get(statement_id, 0)}"
            yield f"{file.table}, year {file.year}: statement {statement_id} has {rows}"


def _counted(candidate: Candidate) -> Iterator[tuple[File, dict[str, int]]]:
    """New files of partitions, and their rows by statement_id."""
    fresh = [file for file in candidate.fresh if file.table in STAGED]
    elsewhere = [file for file in fresh if file.key]
    yield from ((file, rows_by_statement(candidate.folder / file.path)) for file in fresh if not file.key)
    yield from zip(elsewhere, candidate.count_all(elsewhere), strict=True)


def _lost_rows(candidate: Candidate, current: Manifest) -> Iterator[str]:
    most = expectations()["rows"]["most_lost"]
    for table in STAGED:
        before, after = current.rows(table), _rows(candidate.files, table)
        if after < before * (1 - most):
            yield f"{table}: {after:,} rows after {before:,}, more than {most:.0%} fewer"


def _lost_rows_per_year(candidate: Candidate, current: Manifest) -> Iterator[str]:
    bounds = expectations()["rows_per_year"]
    after = {(file.table, file.year): file.rows for file in candidate.files}
    documents = Counter(document.year for document in current.documents.values())
    for file in current.files:
        if documents[file.year] >= bounds["least_documents"] and file.table in STAGED:
            rows = after.get((file.table, file.year), 0)
            if rows < file.rows * (1 - bounds["most_lost"]):
                fewer = f"more than {bounds['most_lost']:.0%} fewer"
                yield f"{file.table}, year {file.year}: {rows:,} rows after {file.rows:,}, {fewer}"


def _more_rejects(candidate: Candidate, current: Manifest) -> Iterator[str]:
    bounds = expectations()["rejects"]
    before = _reject_share(len(current.failures), len(current.documents))
    after = _reject_share(len(candidate.contents.failures), len(candidate.contents.documents))
    if len(current.documents) >= bounds["least_documents"] and after > before + bounds["most_gained"]:
        yield f"rejects: {after:.0%} of all documents after {before:.0%}, a rise of more than {bounds['most_gained']:.0%}"


def _faults(candidate: Candidate) -> Iterator[str]:
    bounds = expectations()["faults"]
    contents = candidate.contents
    faults = [failure for failure in contents.failures if failure.reason in bounds["reasons"]]
    share = _reject_share(len(faults), len(contents.documents) + len(contents.failures) - len(faults))
    if share > bounds["most"]:
        yield f"{share:.0%} of all documents failed by faults of this program, first {faults[0].source_path}: {faults[0].message}"


def _emptied(candidate: Candidate, current: Manifest) -> Iterator[str]:
    bounds = expectations()["filled"]
    if min(len(current.documents), len(candidate.contents.documents)) < bounds["least_documents"]:
        return
    for name in bounds["columns"]:
        table, column = name.split(".")
        before, after = _fill_rate(current.files, table, column), _fill_rate(candidate.files, table, column)
        if after < before * (1 - bounds["most_lost"]):
            yield f"{name}: filled in {after:.0%} of the rows after {before:.0%}"


def _rows(found: tuple[File, ...], table: str) -> int:
    return sum(file.rows for file in found if file.table == table)


def _fill_rate(found: tuple[File, ...], table: str, column: str) -> float:
    rows = _rows(found, table)
    return sum(file.filled.get(column, 0) for file in found if file.table == table) / rows if rows else 0.0


def _reject_share(rejects: int, documents: int) -> float:
    return rejects / (rejects + documents) if rejects else 0.0


def _listed(reasons: list[str]) -> str:
    more = f"; and {len(reasons) - SHOWN:,} more" if len(reasons) > SHOWN else ""
    return "; ".join(reasons[:SHOWN]) + more
