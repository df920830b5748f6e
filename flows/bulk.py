"""Bulk files: JSON Lines and Parquet with a document a record, listed and read one record at a time."""

from __future__ import annotations

import codecs
import io
import json
from collections.abc import Iterable, Iterator, Mapping
from dataclasses import dataclass
from functools import lru_cache
from pathlib import Path
from threading import Lock
from typing import Any, BinaryIO

import pyarrow as pa
import pyarrow.parquet as pq

from flows import containers
from flows.sidecars import FIELDS, metadata_of
from transforms.source import Metadata, Rejected, encodable

ENDINGS = (".jsonl", ".ndjson", ".parquet")
LONGEST_RECORD = containers.LARGEST
MOST_NAMED = 12
"""Fields of a record that a message names."""
ONE_AT_A_TIME = Lock()
"""Guards the open streams, which have one position each."""


@dataclass(frozen=True, slots=True)
class Fields:
    """Names under which bulk records hold what a document needs; the first one present counts."""

    html: tuple[str, ...] = ("html", "raw_html")
    text: tuple[str, ...] = ("text", "raw_text", "content", "body", "本文")
    key: tuple[str, ...] = ("id", "key", "doc_id", "document_id", "url")
    url: tuple[str, ...] = ("url", "link", "source_url")
    publisher: tuple[str, ...] = ("publisher", "site_name", "site", "source")
    published_on: tuple[str, ...] = ("published_on", "published_at", "published", "date")
    title: tuple[str, ...] = ("title", "headline")


@dataclass(frozen=True, slots=True)
class Record:
    """Where a record lies: its byte offset in JSON Lines, its row group and row in Parquet. `size` in bytes, `number` from 1."""

    place: int
    row: int
    size: int
    number: int
    fields: Fields


def is_bulk(name: str) -> bool:
    return name.lower().removesuffix(".gz").endswith(ENDINGS)


def records(path: str, member: str | None, fields: Fields) -> Iterator[tuple[str, Record | Rejected]]:
    """(key within the file, record or why there is none) of each record, in the order of the file.

    Raises Rejected at stage `read` where the file as a whole cannot be read.
    """
    return (_rows if _is_parquet(path, member) else _json_lines)(path, member, fields)


def read_record(path: str, member: str | None, record: Record) -> tuple[bytes, Metadata]:
    """The document of a record as UTF-8, and its facts. Raises Rejected at stage `read`."""
    values = _row(path, member, record) if _is_parquet(path, member) else _json_line(path, member, record)
    names = (*record.fields.html, *record.fields.text)
    document = _first(values, names)
    if document is None and any(name in values for name in names):
        raise Rejected("read", "empty", "The record's text is empty: put the document's text into it, or remove it")
    if not isinstance(document, str | bytes):
        raise _no_text("record", values, names)
    given = {name: _first(values, getattr(record.fields, name)) for name in FIELDS}
    data = document if isinstance(document, bytes) else document.encode("utf-8", "surrogatepass")
    return data, metadata_of(given, "the record")


def _no_text(what: str, given: Iterable[str], names: Iterable[str]) -> Rejected:
    held = ", ".join([*given][:MOST_NAMED]) or "no fields"
    message = f"The {what} has {held}, none of {', '.join(names)} with a text: rename its text field to one of these"
    return Rejected("read", "no_text_field", message)


def _is_parquet(path: str, member: str | None) -> bool:
    return (member or path).lower().removesuffix(".gz").endswith(".parquet")


def _first(values: Mapping[str, Any], names: tuple[str, ...]) -> Any:
    return next((values[name] for name in names if values.get(name) not in (None, "")), None)


def _key(value: Any, number: int) -> str:
    """The id of a record, or else its number."""
    return encodable(str(number if value in (None, "") else value))


def _json_lines(path: str, member: str | None, fields: Fields) -> Iterator[tuple[str, Record | Rejected]]:
    with containers.opened(path, member) as stream:
        place, number = 0, 0
        while line := stream.readline(LONGEST_RECORD):
            number += 1
            if number == 1 and (fault := _whole_fault(line)):
                raise Rejected("read", "bad_record", fault)
            if line.strip(b"\xef\xbb\xbf \t\r\n"):
                try:
                    key = _key(_first(_parsed(line), fields.key), number)
                    yield key, Record(place, number, len(line), number, fields)
                except Rejected as rejected:
                    yield str(number), rejected
            place += len(line)


def _whole_fault(line: bytes) -> str | None:
    """What the first line tells to be wrong with all of a file."""
    if line.startswith((codecs.BOM_UTF16_LE, codecs.BOM_UTF16_BE)):
        return "The file is UTF-16: save it as UTF-8"
    if line.strip(b"\xef\xbb\xbf \t\r\n") in (b"[", b"{", b"[{"):
        return "The file is one JSON text over many lines: write one object with its document on each line"
    return None


def _parsed(line: bytes) -> dict[str, Any]:
    try:
        values = json.loads(line.decode("utf-8-sig"))
    except UnicodeDecodeError as error:
        raise Rejected("read", "bad_record", f"The line is not UTF-8 (byte {error.start}): save the file as UTF-8") from None
    except (ValueError, RecursionError) as error:
        raise Rejected("read", "bad_record", f"The line is no JSON ({error}): correct or remove it") from None
    if not isinstance(values, dict):
        raise Rejected("read", "bad_record", "The line is JSON but no object with fields: correct or remove it")
    return values


def _json_line(path: str, member: str | None, record: Record) -> dict[str, Any]:
    if member is None and not path.lower().endswith(".gz"):
        with containers.opened(path, None) as stream:
            stream.seek(record.place)
            return _parsed(stream.read(record.size))
    with ONE_AT_A_TIME, containers.failures():
        stream = _kept(path, member, Path(path).stat().st_mtime_ns)
        stream.seek(record.place)
        return _parsed(stream.read(record.size))


@lru_cache(maxsize=2)
def _kept(path: str, member: str | None, _changed: int) -> BinaryIO:
    """A compressed stream that stays where the last record ended, so reading all records in order unpacks it once."""
    return containers.open_stream(path, member)


def _rows(path: str, member: str | None, fields: Fields) -> Iterator[tuple[str, Record | Rejected]]:
    with ONE_AT_A_TIME, containers.failures():
        file = _parquet(path, member, Path(path).stat().st_mtime_ns)
    columns = file.schema_arrow.names
    if not set(columns).intersection((*fields.html, *fields.text)):
        raise _no_text("file", columns, (*fields.html, *fields.text))
    key = next((name for name in fields.key if name in columns), None)
    number = 0
    for group in range(file.num_row_groups):
        with ONE_AT_A_TIME, containers.failures():
            about = file.metadata.row_group(group)
            keys = file.read_row_group(group, columns=[key])[key].to_pylist() if key else [None] * about.num_rows
        size = about.total_byte_size // max(1, about.num_rows)
        for row, value in enumerate(keys):
            number += 1
            yield _key(value, number), Record(group, row, size, number, fields)


def _row(path: str, member: str | None, record: Record) -> dict[str, Any]:
    with ONE_AT_A_TIME, containers.failures():
        table = _group(path, member, Path(path).stat().st_mtime_ns, record.place)
        rows: list[dict[str, Any]] = table.slice(record.row, 1).to_pylist()
        return rows[0]


@lru_cache(maxsize=1)
def _group(path: str, member: str | None, changed: int, group: int) -> pa.Table:
    return _parquet(path, member, changed).read_row_group(group)


@lru_cache(maxsize=2)
def _parquet(path: str, member: str | None, _changed: int) -> pq.ParquetFile:
    """Parquet is read from its end, so a packed file is unpacked into memory."""
    is_plain = member is None and not path.lower().endswith(".gz")
    return pq.ParquetFile(path if is_plain else io.BytesIO(containers.fetch(path, member)))
