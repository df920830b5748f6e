"""Tables and sections of Markdown in which nothing that comes from a document is read as Markdown or HTML."""

from __future__ import annotations

from html import escape

LISTED = 50
"""Rows shown of a long list; the rest is counted."""

MARKDOWN = {ord(mark): f"&#{ord(mark)};" for mark in "|`[]!*\\"}
"""Marks that would be read as Markdown, as entities."""

Cell = str | int | float | None
Rows = list[dict[str, Cell]]


def section(title: str, rows: Rows, otherwise: str) -> str:
    """A heading with a table below it; `otherwise` is said where there are no rows."""
    if not rows:
        return f"## {title}\n\n{otherwise}"
    more = f"\n\nand {len(rows) - LISTED:,} more" if len(rows) > LISTED else ""
    return f"## {title}\n\n{table(rows[:LISTED])}{more}"


def table(rows: Rows) -> str:
    """All rows have the columns of the first one."""
    columns = list(rows[0])
    head = f"| {' | '.join(columns)} |\n|{' --- |' * len(columns)}"
    return "\n".join([head, *(f"| {' | '.join(cell(row[column]) for column in columns)} |" for row in rows)])


def cell(value: Cell) -> str:
    """A value as text on one line; thousands are set apart, fractions have two digits."""
    if isinstance(value, int):
        return f"{value:,}"
    if isinstance(value, float):
        return f"{value:,.2f}"
    return plain(value or "")


def plain(text: str) -> str:
    """Text that shows as it is, on one line."""
    return " ".join(escape(text, quote=False).translate(MARKDOWN).split())
