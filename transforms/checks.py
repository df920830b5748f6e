"""The rules that hold for every row, checked before anything is published.

A rule is a function from the tables to the rows that break it; `RULES` lists them all. Rules on columns (types, keys,
vocabularies) read `tables`; the others state what the columns mean to each other.
"""

from __future__ import annotations

import sys
from collections.abc import Callable, Iterable, Iterator, Mapping
from dataclasses import dataclass
from itertools import pairwise
from typing import Any

import polars as pl
import pyarrow as pa

from transforms.lines import CLAUSE_ROLES
from transforms.tables import PARTITION_KEY, TABLES, Column, Table

Frames = Mapping[str, pl.DataFrame]
Span = tuple[int, int]


@dataclass(frozen=True, slots=True)
class Violation:
    """A row that breaks a rule: `row` is its key, `message` says what was expected and what is there."""

    table: str
    rule: str
    row: str
    message: str


def violations(tables: Mapping[str, pa.Table]) -> list[Violation]:
    """All rows of whole documents (`statements`, `clauses`, `entities`) that break a rule; empty where all hold.

    The tables have the columns of `tables`, without the partition key.
    """
    wrong = list(_schema(tables))
    if wrong:
        return wrong
    frames = {name: pl.DataFrame(pl.from_arrow(table)) for name, table in tables.items()}
    return [violation for rule in RULES for violation in rule(frames)]


def _schema(tables: Mapping[str, pa.Table]) -> Iterator[Violation]:
    for name, table in tables.items():
        want = TABLES[name].schema
        if not table.schema.equals(want, check_metadata=False):
            differing = [
                field.name
                for field in want
                if field.name not in table.column_names or table.schema.field(field.name).type != field.type
            ]
            yield Violation(
                name, "schema", "", f"columns or types differ from the declaration: {', '.join(differing) or 'order'}"
            )


def _keys(frames: Frames) -> Iterator[Violation]:
    for table, frame in _declared(frames):
        repeated = frame.filter(pl.col(table.key).is_duplicated() | pl.col(table.key).is_null())[table.key]
        for key in repeated.unique().sort():
            yield Violation(table.name, "key", str(key), f"{table.key} must be unique and present")


def _references(frames: Frames) -> Iterator[Violation]:
    for table, frame in _declared(frames):
        for column, target in table.references.items():
            lost = frame.filter(pl.col(column).is_not_null() & ~pl.col(column).is_in(frames[target][column].implode()))
            for key, value in lost.select(table.key, column).iter_rows():
                yield Violation(table.name, "reference", key, f"{column} {value} is no row of {target}")


def _columns(frames: Frames) -> Iterator[Violation]:
    """Required values are there, and codes come from their vocabularies, in nested columns too."""
    for table, frame in _declared(frames):
        for column in table.columns:
            if column.name == PARTITION_KEY:
                continue
            yield from _column(table, column, frame.select(key=table.key, value=column.name))
            if column.fields:
                items = frame.select(key=table.key, item=column.name).explode("item").drop_nulls("item")
                for inner in column.fields:
                    values = items.select("key", value=pl.col("item").struct.field(inner.name))
                    yield from _column(table, inner, values, f"{column.name}.")


def _column(table: Table, column: Column, values: pl.DataFrame, prefix: str = "") -> Iterator[Violation]:
    if column.required:
        for key in values.filter(pl.col("value").is_null())["key"]:
            yield Violation(table.name, "required", key, f"{prefix}{column.name} is null")
    if column.allowed:
        strange = values.filter(pl.col("value").is_not_null() & ~pl.col("value").is_in(list(column.allowed)))
        for key, value in strange.iter_rows():
            yield Violation(table.name, "vocabulary", key, f"{prefix}{column.name} = {value!r} is none of its allowed values")


def _slices(frames: Frames) -> Iterator[Violation]:
    """`raw_text[char_start:char_end]` is the text or surface, everywhere."""
    raw = dict(frames["statements"].select("statement_id", "raw_text").iter_rows())
    texts = {"clauses": ("clause_id", "text"), "entities": ("mention_id", "surface")}
    for name, (key, column) in texts.items():
        for row_key, sid, text, start, end in (
            frames[name].select(key, "statement_id", column, "char_start", "char_end").iter_rows()
        ):
            if raw.get(sid, "")[start:end] != text:
                yield Violation(name, "slice", row_key, f"{column} {text!r} is not raw_text[{start}:{end}]")
    dates = _dates(frames).select("clause_id", "statement_id", "text", "char_start", "char_end")
    for row_key, sid, text, start, end in dates.iter_rows():
        if raw.get(sid, "")[start:end] != text:
            yield Violation("clauses", "slice", row_key, f"date {text!r} is not at {start}")


def _tiling(frames: Frames) -> Iterator[Violation]:
    """Units cover every character of the clause lines once, white space at line ends excepted."""
    spans = _by_statement(frames["clauses"].select("statement_id", "char_start", "char_end"))
    for sid, raw, lines in frames["statements"].select("statement_id", "raw_text", "lines").iter_rows():
        units = sorted(spans.get(sid, ()))
        for (_, end), (start, _) in pairwise(units):
            if start < end:
                yield Violation("clauses", "tiling", sid, f"covered twice at {start}: {raw[start : start + 20]!r}")
        body = [_stripped(raw, line["char_start"], line["char_end"]) for line in lines if line["role"] in CLAUSE_ROLES]
        for at in _uncovered(body, units):
            yield Violation("clauses", "tiling", sid, f"not covered at {at}: {raw[at : at + 20]!r}")


def _uncovered(lines: list[Span], units: list[Span]) -> Iterator[int]:
    """Where a line holds a character that no unit covers; both lists sorted."""
    ahead = iter([*units, (sys.maxsize, sys.maxsize)])
    unit = next(ahead)
    for start, end in lines:
        at = start
        while at < end:
            while unit[1] <= at:
                unit = next(ahead)
            if unit[0] > at:
                yield at
            at = unit[1]


def _lines(frames: Frames) -> Iterator[Violation]:
    """Lines are numbered from 1 and leave out nothing but line breaks."""
    for sid, raw, lines in frames["statements"].select("statement_id", "raw_text", "lines").iter_rows():
        at = 0
        for number, line in enumerate(lines, 1):
            if line["line"] != number or raw[at : line["char_start"]].strip("\r\n"):
                yield Violation("statements", "lines", sid, f"line {line['line']} does not follow at {at}")
                break
            at = line["char_end"]
        else:
            if raw[at:].strip("\r\n"):
                yield Violation("statements", "lines", sid, f"text after the last line, from {at}")


def _reference_day(frames: Frames) -> Iterator[Violation]:
    wrong = frames["statements"].filter(pl.col("reference_on").is_null() != (pl.col("reference_basis") == "none"))
    for sid, day, basis in wrong.select("statement_id", "reference_on", "reference_basis").iter_rows():
        yield Violation("statements", "reference_day", sid, f"reference_on {day} with basis {basis}")


def _counts(frames: Frames) -> Iterator[Violation]:
    own = (pl.col("is_commitment") & (pl.col("attribution") == "statement")).sum()
    clauses = frames["clauses"].group_by("statement_id").agg(n_clauses=pl.len(), n_commitments=own)
    entities = frames["entities"].group_by("statement_id").agg(n_entities=pl.len())
    columns = ("n_clauses", "n_commitments", "n_entities")
    found = (
        frames["statements"].select("statement_id").join(clauses, "statement_id", "left").join(entities, "statement_id", "left")
    )
    both = frames["statements"].select("statement_id", *columns).join(found, "statement_id", suffix="_rows")
    for row in both.fill_null(0).iter_rows(named=True):
        for column in columns:
            if row[column] != row[f"{column}_rows"]:
                yield Violation(
                    "statements", "count", row["statement_id"], f"{column} is {row[column]}, rows {row[f'{column}_rows']}"
                )


def _clause_labels(frames: Frames) -> Iterator[Violation]:
    codes = pl.col("sectors").list.eval(pl.element().struct.field("code"))
    clauses = frames["clauses"].select("clause_id", "level", "is_commitment", "primary_sector", codes=codes)
    repeated = (pl.col("codes").list.n_unique() < pl.col("codes").list.len()) | (
        pl.col("codes").list.contains("X00") & (pl.col("codes").list.len() > 1)
    )
    first = pl.col("codes").list.first()
    for key, sector, found in _where(clauses, pl.col("primary_sector").ne_missing(first), "primary_sector", "codes"):
        yield Violation("clauses", "labels", key, f"primary_sector {sector} is not the first of {found}")
    for key, found in _where(clauses, repeated, "codes"):
        yield Violation("clauses", "labels", key, f"sectors {found} repeat, or hold X00 beside another")
    for key, level in _where(clauses, pl.col("is_commitment") & (pl.col("level") < 3), "level"):
        yield Violation("clauses", "labels", key, f"a commitment of level {level}")


def _date_labels(frames: Frames) -> Iterator[Violation]:
    unresolved = pl.col("resolution") == "unresolved"
    days = pl.col("first_on").is_null() & pl.col("last_on").is_null()
    wrong = (unresolved != pl.col("edtf").is_null()) | (unresolved != days)
    dates = _dates(frames)
    for key, text, *labels in _where(dates, wrong, "text", "resolution", "edtf", "first_on", "last_on"):
        yield Violation("clauses", "labels", key, "date {}: {}, edtf {}, {} to {}".format(text, *labels))
    for key, text in _where(dates, pl.col("first_on") > pl.col("last_on"), "text"):
        yield Violation("clauses", "labels", key, f"date {text} ends before it begins")


def _homes(frames: Frames) -> Iterator[Violation]:
    """A mention's clause is the one that holds it; a mention outside all clauses has none."""
    clauses = frames["clauses"].select("clause_id", "char_start", "char_end")
    spans = {key: (start, end) for key, start, end in clauses.iter_rows()}
    for key, home, start, end in frames["entities"].select("mention_id", "clause_id", "char_start", "char_end").iter_rows():
        first, last = spans.get(home, (start, end))
        if start < first or end > last:
            yield Violation("entities", "home", key, f"stands at {start}, outside its clause {home}")


RULES: tuple[Callable[[Frames], Iterable[Violation]], ...] = (
    _keys,
    _references,
    _columns,
    _slices,
    _tiling,
    _lines,
    _reference_day,
    _counts,
    _clause_labels,
    _date_labels,
    _homes,
)


def _declared(frames: Frames) -> Iterator[tuple[Table, pl.DataFrame]]:
    for name, frame in frames.items():
        yield TABLES[name], frame


def _dates(frames: Frames) -> pl.DataFrame:
    """A row for each date of a clause, with the clause's ids."""
    clauses = frames["clauses"].select("clause_id", "statement_id", "dates").filter(pl.col("dates").list.len() > 0)
    return clauses.explode("dates").unnest("dates")


def _where(frame: pl.DataFrame, wrong: pl.Expr, *columns: str) -> Iterator[tuple[Any, ...]]:
    """The clause's id and some columns of the rows that are wrong."""
    return frame.filter(wrong).select("clause_id", *columns).iter_rows()


def _by_statement(frame: pl.DataFrame) -> dict[str, list[Span]]:
    spans: dict[str, list[Span]] = {}
    for sid, start, end in frame.iter_rows():
        spans.setdefault(sid, []).append((start, end))
    return spans


def _stripped(text: str, start: int, end: int) -> Span:
    inner = text[start:end]
    left = start + len(inner) - len(inner.lstrip())
    return left, max(left, start + len(inner.rstrip()))
