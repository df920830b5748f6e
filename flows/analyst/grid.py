"""Rows of a query on a terminal: a table where there is room, else a list of records."""

from __future__ import annotations

import json

import polars as pl
from rich import box
from rich.cells import cell_len
from rich.console import Console
from rich.table import Table
from rich.text import Text

NARROWEST = 12
"""Columns of the terminal that a column of a table needs at least to be read."""

LONGEST = 400
"""Characters of a value that are shown; exports have all."""

PIPED_WIDTH = 240


def show(rows: pl.DataFrame, limit: int) -> None:
    """Prints the first rows and says how many there are."""
    console = Console(highlight=False)
    if not console.is_terminal:
        console = Console(highlight=False, width=PIPED_WIDTH)
    if not rows.width:
        return
    shown = rows.head(limit) if limit else rows
    if rows.width * NARROWEST <= console.width:
        console.print(_table(shown))
    else:
        _print_records(shown, console)
    more = f", {shown.height:,} shown (--limit 0 shows all)" if shown.height < rows.height else ""
    console.print(Text(f"{rows.height:,} {'row' if rows.height == 1 else 'rows'}{more}", style="dim"))


def _table(rows: pl.DataFrame) -> Table:
    table = Table(box=box.SIMPLE_HEAD, show_edge=False, pad_edge=False)
    for name, kind in rows.schema.items():
        table.add_column(Text(_printable(name)), justify="right" if kind.is_numeric() else "left", overflow="fold")
    for row in rows.iter_rows():
        table.add_row(*map(_cell, row))
    return table


def _print_records(rows: pl.DataFrame, console: Console) -> None:
    widest = max(map(cell_len, rows.columns))
    for number, row in enumerate(rows.iter_rows(named=True), 1):
        console.rule(Text(f"row {number:,}"), align="left", style="dim")
        grid = Table.grid(padding=(0, 2))
        grid.add_column(style="bold", width=widest)
        grid.add_column(overflow="fold")
        for name, value in row.items():
            grid.add_row(Text(_printable(name)), _cell(value))
        console.print(grid)


def _cell(value: object) -> Text:
    if value is None:
        return Text("null", style="dim")
    if isinstance(value, list) and all(isinstance(item, str) for item in value):
        return Text(_printable(", ".join(value)))
    if isinstance(value, list | dict):
        return Text(_printable(json.dumps(value, ensure_ascii=False, default=str)))
    return Text(_printable(str(value)))


def _printable(text: str) -> str:
    """One line without anything that steers the terminal."""
    line = "".join(char if char.isprintable() else " " for char in text)
    return line if len(line) <= LONGEST else line[: LONGEST - 1] + "…"
