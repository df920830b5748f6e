"""The work of one worker: a batch of documents read, transformed, checked and staged.

Only what is small travels back: counts, failures, samples and the names of the staged files.
"""

from __future__ import annotations

import hashlib
import logging
import traceback
from collections import Counter
from collections.abc import Iterator, Sequence
from dataclasses import dataclass, field
from pathlib import Path
from typing import Any

import pyarrow as pa

from flows.manifest import Document, Failure
from flows.own_process import garbage_left
from flows.sources import SourceRef, read
from flows.staging import Part, write_part
from transforms.checks import violations
from transforms.document import process
from transforms.duplicates import body_digest
from transforms.lines import BODY_ROLES
from transforms.source import Rejected, Source
from transforms.tables import TABLES

FEWEST_DOCUMENTS, MOST_DOCUMENTS = 150, 512
"""Documents of a batch: enough that a task run costs less than a twentieth of its work."""
SHARES = 4
"""Batches for each worker, where there are documents enough: the last ones to finish differ by less."""
MOST_BYTES = 8 * 2**20
"""Bytes of a batch, so that a few large documents do not fill a worker's memory."""

SAMPLES = 3
"""Lines kept as examples of each rule that takes lines out of the body, a batch."""
SAMPLE_LENGTH = 60

MESSAGE_LENGTH = 200

KEPT_ROLES = BODY_ROLES | {"blank"}
"""Roles whose lines are not listed as dropped."""

STAGED = tuple(name for name, table in TABLES.items() if table.partitioned)
"""Tables whose rows come from documents."""

ANY_DOCUMENT = Source("any", "日本とモンゴルの外相は、2025年5月6日、東京で会談し、経済協力を進めることで一致した。".encode())

log = logging.getLogger(__name__)

Rows = dict[str, list[dict[str, Any]]]


@dataclass(slots=True)
class Dropped:
    """Lines that one rule took out of the body: their role, how many, and the first of them."""

    role: str
    lines: int = 0
    samples: list[str] = field(default_factory=list)


@dataclass(slots=True)
class Result:
    """What a batch came to. `roles` counts lines by role, `dropped` is by rule, `flags` counts documents by flag."""

    documents: list[Document] = field(default_factory=list)
    failures: list[Failure] = field(default_factory=list)
    parts: list[Part] = field(default_factory=list)
    roles: Counter[str] = field(default_factory=Counter)
    flags: Counter[str] = field(default_factory=Counter)
    dropped: dict[str, Dropped] = field(default_factory=dict)


def batches(refs: Sequence[SourceRef], n_workers: int) -> Iterator[tuple[SourceRef, ...]]:
    """Cuts the documents into batches, in their order."""
    most = min(max(len(refs) // (SHARES * n_workers), FEWEST_DOCUMENTS), MOST_DOCUMENTS)
    batch: list[SourceRef] = []
    size = 0
    for ref in refs:
        if batch and (len(batch) == most or size + ref.size > MOST_BYTES):
            yield tuple(batch)
            batch, size = [], 0
        batch.append(ref)
        size += ref.size
    if batch:
        yield tuple(batch)


def digest(source: Source) -> str:
    """SHA-256 over all that a document's rows depend on beside the code: its bytes and what is known of it beside them."""
    return hashlib.sha256(f"{source.sha256} {source.metadata!r}".encode()).hexdigest()


def load() -> None:
    """Reads a document and checks its rows, so that lexicons, tokenizer and rules are there when the first real one comes."""
    found = violations(_tables({ANY_DOCUMENT.statement_id: (ANY_DOCUMENT, process(ANY_DOCUMENT))}))
    assert not found, found


def transform_batch(refs: Sequence[SourceRef], folder: Path, name: str, built_by: str) -> Result:
    """Rows of the documents, staged below `folder` in files that begin with `name`. A document that fails is a failure
    of its own and never one of the batch."""
    result = Result()
    done: dict[str, tuple[Source, Rows]] = {}
    with garbage_left():
        for ref in refs:
            outcome = _transform(ref)
            if isinstance(outcome, Failure):
                result.failures.append(outcome)
            else:
                done[outcome[0].statement_id] = outcome
    tables = _checked(done, result)
    for source, rows in done.values():
        _account(source, rows, built_by, result)
    years = {document.statement_id: document.year for document in result.documents}
    for table, rows in tables.items():
        result.parts.append(write_part(table, rows, years, folder / f"{name}-{table}.arrow"))
    return result


def _transform(ref: SourceRef) -> tuple[Source, Rows] | Failure:
    try:
        source = read(ref)
    except Rejected as error:
        return Failure(ref.key, None, error.stage, error.reason, error.message)
    try:
        return source, process(source)
    except Rejected as error:
        return Failure(ref.key, source.sha256, error.stage, error.reason, error.message, digest(source))
    except Exception as error:
        # A fault of the code, not of the document; the others are still published, and this one says what to report.
        log.debug("%s", ref.key, exc_info=True)
        place = traceback.extract_tb(error.__traceback__)[-1]
        fault = f"{type(error).__name__}: {error}"[:MESSAGE_LENGTH]
        message = f"{fault} ({Path(place.filename).name}:{place.lineno}): please report it with the document"
        return Failure(ref.key, source.sha256, "transform", "internal_error", message, digest(source))


def _checked(done: dict[str, tuple[Source, Rows]], result: Result) -> dict[str, pa.Table]:
    """The rows as tables. Documents with rows that break a rule are taken out of `done` and fail."""
    tables = _tables(done)
    broken: dict[str, list[str]] = {}
    for violation in violations(tables):
        message = f"{violation.table} {violation.row}: {violation.message} ({violation.rule})"
        broken.setdefault(violation.row[:16], []).append(message)
    if not broken:
        return tables
    if not broken.keys() <= done.keys():
        raise AssertionError(f"rows that belong to no document break a rule: {next(iter(broken.values()))[0]}")
    for statement_id, messages in broken.items():
        source, _ = done.pop(statement_id)
        message = f"{len(messages)} rows break a rule, first {messages[0]}: please report it with the document"
        result.failures.append(Failure(source.path, source.sha256, "check", "rule_broken", message, digest(source)))
    return _tables(done)


def _tables(done: dict[str, tuple[Source, Rows]]) -> dict[str, pa.Table]:
    """Documents of a group stand together, as staging wants them."""
    ordered = sorted(done.values(), key=_group)
    rows: Rows = {table: [row for _, own in ordered for row in own[table]] for table in STAGED}
    return {table: pa.Table.from_pylist(rows[table], TABLES[table].schema) for table in STAGED}


def _group(document: tuple[Source, Rows]) -> tuple[bool, int, str]:
    source, rows = document
    year = rows["statements"][0]["year"]
    return year is None, year or 0, source.statement_id


def _account(source: Source, rows: Rows, built_by: str, result: Result) -> None:
    statement = rows["statements"][0]
    result.documents.append(
        Document(
            key=source.path,
            statement_id=source.statement_id,
            digest=digest(source),
            year=statement["year"],
            n_clauses=len(rows["clauses"]),
            n_commitments=statement["n_commitments"],
            n_entities=len(rows["entities"]),
            body=body_digest(statement["raw_text"], statement["lines"]),
            built_by=built_by,
        )
    )
    result.flags.update(statement["flags"])
    for line in statement["lines"]:
        result.roles[line["role"]] += 1
        if line["role"] not in KEPT_ROLES:
            dropped = result.dropped.setdefault(line["rule"], Dropped(line["role"]))
            dropped.lines += 1
            if len(dropped.samples) < SAMPLES:
                dropped.samples.append(statement["raw_text"][line["char_start"] : line["char_end"]].strip()[:SAMPLE_LENGTH])
