"""What has to hold before readers are switched to a new snapshot.

Rules are about the files themselves and admit no exception. Expectations compare with the current snapshot and can be
overruled by a person who knows why; their bounds stand in `expectations.toml`.
"""

from __future__ import annotations

import tomllib
from collections import Counter
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass
from functools import lru_cache
from importlib.resources import files
from typing import Any, NamedTuple

from flows.assemble import Candidate
from flows.batches import STAGED
from flows.drift import fill_rates
from flows.manifest import Document, Failure, File, Manifest
from flows.partitions import rows_by_statement
from flows.row_rules import broken_rows

SHOWN = 5
"""Reasons listed in a refusal; the rest is counted."""


FIRST, TOO_FEW = "nothing to compare with", "too few documents to judge"


class Held(NamedTuple):
    """What a snapshot, or the candidate for one, holds."""

    documents: Mapping[str, Document]
    failures: Sequence[Failure]
    files: Sequence[File]

    @classmethod
    def of(cls, snapshot: Manifest) -> Held:
        return cls(snapshot.documents, snapshot.failures, snapshot.files)

    def rows(self, table: str) -> int:
        return sum(file.rows for file in self.files if file.table == table)


@dataclass(frozen=True, slots=True)
class Check:
    """An expectation: the figure now and before, and what was asked. `message` is for whoever is refused by it; `held` is
    None where it is not judged, and `unjudged` says why."""

    name: str
    now: str
    before: str
    asked: str
    message: str = ""
    held: bool | None = None
    unjudged: str = ""


class Refused(Exception):
    """The new snapshot does not hold what was promised or expected, and nothing was published."""


def check(candidate: Candidate, current: Manifest | None, *, accept_change: bool) -> None:
    """Raises Refused where a rule is broken, or an expectation and nobody said that the change is meant."""
    if broken := broken_rules(candidate) or broken_rows(candidate):
        raise Refused(f"The new files break the dataset's rules. {_listed(broken)}")
    if not accept_change and (broken := broken_expectations(candidate, current)):
        meant = "If that is meant, build once with --accept-change, or start a run in the UI with accept_change"
        raise Refused(f"The change is larger than expected. {_listed(broken)}. {meant}")


@lru_cache
def expectations() -> dict[str, Any]:
    return tomllib.loads((files("flows") / "expectations.toml").read_text(encoding="utf-8"))


def broken_rules(candidate: Candidate) -> list[str]:
    """What is wrong with the new files: rows that the manifest does not list, or lists and lacks, and ids that repeat."""
    return [*_repeated_ids(candidate), *_wrong_counts(candidate)]


def broken_expectations(candidate: Candidate, current: Manifest | None) -> list[str]:
    """How the candidate departs from the current snapshot by more than is expected; nothing where there is none."""
    now = Held(candidate.contents.documents, candidate.contents.failures, candidate.files)
    return [check.message for check in expected(now, Held.of(current) if current else None) if check.held is False]


def expected(now: Held, before: Held | None) -> Iterator[Check]:
    """All expectations of a snapshot, against the one before it where there is one with documents."""
    before = before if before and before.documents else None
    yield _faults(now)
    yield from _rows_kept(now, before)
    yield _rejects(now, before)
    yield from _filled(now, before)
    yield from _years_kept(now, before) if before else ()


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
    full = [file for file in fresh if file.rows]
    yield from ((file, rows_by_statement(candidate.place_of(file))) for file in fresh if not file.rows)
    yield from zip(full, candidate.count_all([candidate.place_of(file) for file in full]), strict=True)


def _faults(now: Held) -> Check:
    bounds = expectations()["faults"]
    faults = [failure for failure in now.failures if failure.reason in bounds["reasons"]]
    share = _share(len(faults), len(now.documents) + len(now.failures) - len(faults))
    first = f", first {faults[0].source_path}: {faults[0].message}" if faults else ""
    message = f"{share:.0%} of all documents failed by faults of this program{first}"
    return Check(
        "documents failed by faults of this program",
        f"{share:.1%}",
        "",
        f"at most {bounds['most']:.0%}",
        message,
        share <= bounds["most"],
    )


def _rows_kept(now: Held, before: Held | None) -> Iterator[Check]:
    """Rows of a few documents that leave are not counted as lost."""
    most, leaving = expectations()["rows"]["most_lost"], few_leaving(now.documents, before) if before else []
    for table in STAGED:
        gone = sum(document.rows(table) for document in leaving)
        yield _fewer(f"{table}: rows", table, now.rows(table), before.rows(table) - gone if before else None, most)


def few_leaving(documents: Mapping[str, Document], before: Held) -> list[Document]:
    """Those of the snapshot before that are not among the next one's `documents`, where so few may go unasked."""
    leaving = [document for key, document in before.documents.items() if key not in documents]
    return leaving if documents and len(leaving) <= expectations()["rows"]["few_documents"] else []


def _years_kept(now: Held, before: Held) -> Iterator[Check]:
    """Of the years that had documents enough."""
    bounds = expectations()["rows_per_year"]
    after = {(file.table, file.year): file.rows for file in now.files}
    documents = Counter(document.year for document in before.documents.values())
    for file in before.files:
        if documents[file.year] >= bounds["least_documents"] and file.table in STAGED:
            what, rows = f"{file.table}, year {file.year}", after.get((file.table, file.year), 0)
            yield _fewer(f"{what}: rows", what, rows, file.rows, bounds["most_lost"])


def _fewer(name: str, what: str, now: int, before: int | None, most: float) -> Check:
    asked = f"at most {most:.0%} fewer"
    if before is None:
        return Check(name, f"{now:,}", "", asked, unjudged=FIRST)
    message = f"{what}: {now:,} rows after {before:,}, more than {most:.0%} fewer"
    return Check(name, f"{now:,}", f"{before:,}", asked, message, now >= before * (1 - most))


def _rejects(now: Held, before: Held | None) -> Check:
    bounds = expectations()["rejects"]
    name, asked = "rejected documents", f"at most {bounds['most_gained'] * 100:.0f} points more"
    after = _share(len(now.failures), len(now.documents))
    if before is None:
        return Check(name, f"{after:.1%}", "", asked, unjudged=FIRST)
    then = _share(len(before.failures), len(before.documents))
    if len(before.documents) < bounds["least_documents"]:
        return Check(name, f"{after:.1%}", f"{then:.1%}", asked, unjudged=TOO_FEW)
    message = f"rejects: {after:.0%} of all documents after {then:.0%}, a rise of more than {bounds['most_gained']:.0%}"
    return Check(name, f"{after:.1%}", f"{then:.1%}", asked, message, after <= then + bounds["most_gained"])


def _filled(now: Held, before: Held | None) -> Iterator[Check]:
    bounds = expectations()["filled"]
    few = before is not None and min(len(before.documents), len(now.documents)) < bounds["least_documents"]
    asked = f"at most {bounds['most_lost']:.0%} of it lost"
    for column in bounds["columns"]:
        after, then = _fill_rate(now, column), _fill_rate(before, column) if before else None
        if then is None or few:
            was = "" if then is None else f"{then:.1%}"
            yield Check(f"{column}: filled", f"{after:.1%}", was, asked, unjudged=TOO_FEW if few else FIRST)
            continue
        message = f"{column}: filled in {after:.0%} of the rows after {then:.0%}"
        held = after >= then * (1 - bounds["most_lost"])
        yield Check(f"{column}: filled", f"{after:.1%}", f"{then:.1%}", asked, message, held)


def _fill_rate(held: Held, column: str) -> float:
    table, name = column.split(".")
    return fill_rates(held.files, table).get(name, 0.0)


def _share(some: int, others: int) -> float:
    return some / (some + others) if some else 0.0


def _listed(reasons: list[str]) -> str:
    more = f"; and {len(reasons) - SHOWN:,} more" if len(reasons) > SHOWN else ""
    return "; ".join(reasons[:SHOWN]) + more
