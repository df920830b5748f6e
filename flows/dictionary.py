"""The data dictionary: tables, columns, fields and codes in English and Japanese, as a Markdown page."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Mapping
from dataclasses import dataclass
from functools import cache

import pyarrow as pa

from transforms import lexicon
from transforms.tables import ACTS, PARTITION_KEY, REASONS, SECTORS, TABLES, Column, Table

LISTED: Mapping[tuple[str, ...], tuple[str, str, tuple[str, ...]]] = {
    ACTS: ("acts", "acts.csv", ("act", "label_en", "label_ja", "level", "searle", "plover", "un_analogue", "note")),
    SECTORS: ("sectors", "sectors.csv", ("code", "label_en", "label_ja", "cap_major", "dac3", "sdg", "definition")),
    REASONS: ("reasons of rejection", "reject_reasons.csv", ("reason", "meaning", "remedy")),
}
"""Vocabularies with a lexicon of their own: what they are called, the file, and the columns that a reader needs."""

OPEN = ("column", "type", "meaning", "意味", "empty", "example")


@dataclass(frozen=True, slots=True)
class Figures:
    """What a dataset holds in a column: the share of values that are null or an empty list, and a value as an example."""

    empty: float
    example: str


@cache
def meanings_ja() -> dict[str, str]:
    """What every table, column and field means in Japanese, by path: `statements`, `statements.lines.role`."""
    return {row["path"]: row["meaning_ja"] for row in lexicon.rows("column_labels_ja.csv")}


def paths(table: Table) -> Iterator[tuple[str, Column]]:
    """All columns and fields of a table with their paths, in the order of the declaration."""
    for column in table.columns:
        yield f"{table.name}.{column.name}", column
        yield from ((f"{table.name}.{column.name}.{field.name}", field) for field in column.fields)


@cache
def meanings_of_codes() -> dict[str, list[tuple[str, str, str]]]:
    """Path of a coded column -> its codes, each with its meaning in English and Japanese."""
    found: dict[str, list[tuple[str, str, str]]] = {}
    for row in lexicon.rows("code_meanings.csv"):
        found.setdefault(row["path"], []).append((row["code"], row["meaning_en"], row["meaning_ja"]))
    return found


def page(tables: Iterable[Table], figures: Mapping[str, Figures], intro: str) -> str:
    """The page; without figures it shows no examples. `intro` stands below the title."""
    tables = list(tables)
    used = {column.allowed for table in tables for _, column in paths(table) if column.allowed}
    parts = [f"# Data dictionary\n\n{intro.strip()}", *(_table(table, figures) for table in tables), "## Codes"]
    parts += [_codes(allowed, path) for allowed, path in _vocabularies().items() if allowed in used]
    return "\n\n".join(parts) + "\n"


def type_name(column: Column) -> str:
    """The type as a reader thinks of it: `string`, `list of strings`, `list of structs`, `day`."""
    if column.fields:
        return "list of structs"
    held = column.arrow_type
    return f"list of {_plain(held.value_type)}s" if is_list(column) else _plain(held)


def kind(column: Column) -> str:
    """`string`, `int`, `bool`, `float` or `date`: the kind of its values, or of the items of a list."""
    held = str(column.arrow_type.value_type if is_list(column) else column.arrow_type)
    return next(name for name in ("string", "int", "bool", "float", "date") if name in held)


def is_list(column: Column) -> bool:
    return bool(pa.types.is_list(column.arrow_type))


def _plain(held: pa.DataType) -> str:
    return {"large_string": "string", "date32[day]": "day", "float": "float32"}.get(str(held), str(held))


def _table(table: Table, figures: Mapping[str, Figures]) -> str:
    place = f"partitioned by `{PARTITION_KEY}`" if table.partitioned else "not partitioned"
    order = ", ".join(f"`{name}`" for name in table.sort_by)
    head = f"## {table.name}\n\n{table.description}. {meanings_ja()[table.name]}。"
    shown = OPEN if figures else OPEN[:-1]
    rows = (_column(table, path, column, figures.get(path))[: len(shown)] for path, column in paths(table))
    return f"{head}\n\nKey: `{table.key}`; {place}; sorted by {order}.\n\n{_grid(shown, rows)}"


def _column(table: Table, path: str, column: Column, figures: Figures | None) -> tuple[str, ...]:
    codes = f": [codes](#{_anchor(_heading(column.allowed))})" if column.allowed else ""
    empty = "never" if column.required else f"{figures.empty:.0%}" if figures else ""
    example = f"`{figures.example}`" if figures and figures.example else ""
    name = path.removeprefix(f"{table.name}.")
    return f"`{name}`", type_name(column), f"{column.description}{codes}", meanings_ja().get(path, ""), empty, example


@cache
def _vocabularies() -> dict[tuple[str, ...], str]:
    """Every vocabulary with the path of the first column that uses it."""
    found: dict[tuple[str, ...], str] = {}
    for table in TABLES.values():
        for path, column in paths(table):
            if column.allowed:
                found.setdefault(column.allowed, path)
    return found


def _heading(allowed: tuple[str, ...]) -> str:
    return f"Codes: {LISTED[allowed][0]}" if allowed in LISTED else f"Codes of {_vocabularies()[allowed]}"


def _codes(allowed: tuple[str, ...], path: str) -> str:
    if allowed in LISTED:
        _, name, columns = LISTED[allowed]
        rows: Iterable[Iterable[str]] = ([row[column] for column in columns] for row in lexicon.rows(name))
        return f"### {_heading(allowed)}\n\n{_grid(columns, rows)}"
    ordered = sorted(meanings_of_codes()[path], key=lambda row: allowed.index(row[0]))
    return f"### {_heading(allowed)}\n\n{_grid(('code', 'meaning', '意味'), ordered)}"


def _anchor(heading: str) -> str:
    """The address that GitHub gives a heading."""
    return "".join(letter for letter in heading.lower().replace(" ", "-") if letter.isalnum() or letter in "-_")


def _grid(head: Iterable[str], rows: Iterable[Iterable[str]]) -> str:
    head = list(head)
    lines = [head, ["---"] * len(head), *rows]
    return "\n".join(f"| {' | '.join(cell.replace('|', '¦') for cell in line)} |" for line in lines)
