"""The manifest of a snapshot: which documents it holds, which failed, and which files its tables consist of."""

from __future__ import annotations

import hashlib
import json
from collections.abc import Iterable, Mapping
from dataclasses import asdict, dataclass, field, fields
from itertools import takewhile
from typing import Any

FORMAT = 1
"""Version of the manifest's own shape."""

OTHER_FORMAT = "the manifest was written by another version of seimei: use that one, or build into a new folder"

KEPT = "kept_previous"
"""Reason code of a document that failed now while the rows of its last good version stay."""


@dataclass(frozen=True, slots=True)
class Document:
    """A published document. `digest` covers its bytes and metadata, `body` the text of its body, `year` is its partition."""

    key: str
    statement_id: str
    digest: str
    year: int | None
    n_clauses: int
    n_commitments: int
    n_entities: int
    body: str
    built_by: str

    def rows(self, table: str) -> int:
        return {"statements": 1, "clauses": self.n_clauses, "entities": self.n_entities}[table]


@dataclass(frozen=True, slots=True)
class Failure:
    """A row of `rejects`; `digest` as in Document, null where the document could not be read."""

    source_path: str
    source_sha256: str | None
    stage: str
    reason: str
    message: str
    digest: str | None = None


@dataclass(frozen=True, slots=True)
class File:
    """A Parquet file, `path` below the snapshot. In an object store, whose snapshots share files, `key` says below the
    dataset's address where it lies.

    `filled` counts the rows with a value in each column, `values` the rows of each code of a coded column.
    """

    path: str
    table: str
    year: int | None
    rows: int
    bytes: int
    sha256: str
    filled: dict[str, int] = field(default_factory=dict)
    values: dict[str, dict[str, int]] = field(default_factory=dict)
    key: str = ""


@dataclass(frozen=True, slots=True)
class Manifest:
    """`id` is `<sequence>-<content>`; `created_at` and `run` say when and by which flow run, and are no part of the content."""

    id: str
    created_at: str
    dataset_version: str
    built_by: str
    versions: dict[str, str]
    documents: dict[str, Document]
    failures: tuple[Failure, ...]
    files: tuple[File, ...]
    counts: dict[str, int] = field(default_factory=dict)
    change: dict[str, int] = field(default_factory=dict)
    run: dict[str, str] = field(default_factory=dict)

    @property
    def content(self) -> str:
        return self.id.partition("-")[2]

    def rows(self, table: str) -> int:
        return sum(file.rows for file in self.files if file.table == table)


@dataclass(frozen=True, slots=True)
class Head:
    """What a manifest says in its first lines: enough to list snapshots without reading all their documents."""

    id: str
    created_at: str
    dataset_version: str
    built_by: str
    versions: dict[str, str]
    counts: dict[str, int]
    change: dict[str, int]
    run: dict[str, str]


def content_id(built_by: str, documents: Mapping[str, Document], failures: Iterable[Failure], files: Iterable[File]) -> str:
    """12 hex digits: the same for the same documents, failures and files, whenever and in whatever order they were made."""
    digest = hashlib.sha256(built_by.encode())
    for key in sorted(documents):
        digest.update(_line(asdict(documents[key])))
    for failure in sorted(failures, key=lambda failure: failure.source_path):
        digest.update(_line(asdict(failure)))
    for path, sha256 in sorted((file.path, file.sha256) for file in files):
        digest.update(f"{path} {sha256}\n".encode())
    return digest.hexdigest()[:12]


def dump(manifest: Manifest) -> bytes:
    """JSON with one document, failure and file a line, so that two manifests can be compared with `diff`."""
    head = {item.name: getattr(manifest, item.name) for item in fields(Head)}
    rows = {
        "documents": [asdict(manifest.documents[key]) for key in sorted(manifest.documents)],
        "failures": [asdict(failure) for failure in manifest.failures],
        "files": [asdict(file) for file in manifest.files],
    }
    lists = [f'"{name}": [\n' + ",\n".join(_json(row) for row in items) + "\n]" for name, items in rows.items()]
    firsts = [f"{_json(name)}: {_json(value)}" for name, value in {"format": FORMAT, **head}.items()]
    return ("{\n" + ",\n".join([*firsts, *lists]) + "\n}\n").encode()


def load(data: bytes) -> Manifest:
    """Raises ValueError for a manifest that is not one, or of a newer shape."""
    raw: dict[str, Any] = json.loads(data)
    if raw.pop("format", None) != FORMAT:
        raise ValueError(OTHER_FORMAT)
    documents = {row["key"]: Document(**row) for row in raw.pop("documents")}
    failures = tuple(Failure(**row) for row in raw.pop("failures"))
    files = tuple(File(**row) for row in raw.pop("files"))
    return Manifest(documents=documents, failures=failures, files=files, **raw)


def load_head(lines: Iterable[str]) -> Head:
    """The head from the lines of a manifest, of which it takes no more than it needs. Raises ValueError as `load` does."""
    first = takewhile(lambda line: not line.startswith('"documents"'), lines)
    raw = json.loads("".join(first).rstrip().rstrip(",") + "}")
    if raw.pop("format", None) != FORMAT:
        raise ValueError(OTHER_FORMAT)
    return Head(**raw)


def _json(value: object) -> str:
    return json.dumps(value, ensure_ascii=False, separators=(",", ":"))


def _line(row: dict[str, Any]) -> bytes:
    return json.dumps(row, sort_keys=True).encode() + b"\n"
