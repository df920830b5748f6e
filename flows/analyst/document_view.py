"""A document on the terminal: roles of lines in the margin, clauses with their tags, dates and names in colour."""

from __future__ import annotations

import os
from collections.abc import Iterator, Sequence

from rich.cells import cell_len
from rich.console import Console, Group, RenderableType
from rich.table import Table
from rich.text import Text

from flows.analyst.reading import Mark, Reading, Row, marks, segments
from transforms.lines import BODY_ROLES

STYLES = {
    "country": "cyan",
    "place": "green",
    "person": "magenta",
    "organization": "yellow",
    "instrument": "blue",
    "date": "black on bright_yellow",
    "evidence": "underline",
}
LEVEL_STYLES = ("dim", "dim", "white", "bright_green", "bold bright_green")
MARGIN = 17


def show(reading: Reading) -> None:
    """Prints the document, page by page where the terminal is too low for it."""
    console = Console(highlight=False)
    page = Group(*_page(reading, console.width - MARGIN - 2))
    if console.is_terminal and len(reading.statement["lines"]) > console.height // 2:
        os.environ.setdefault("LESS", "-RF")
        with console.pager(styles=True):
            console.print(page)
    else:
        console.print(page)


def _page(reading: Reading, width: int) -> Iterator[RenderableType]:
    statement, found = reading.statement, marks(reading)
    yield _head(statement)
    yield Text()
    lines = Table.grid(padding=(0, 1))
    lines.add_column(width=MARGIN, style="dim", no_wrap=True)
    lines.add_column(overflow="fold")
    lines.add_row("", _legend())
    for line in statement["lines"]:
        if line["role"] != "blank":
            lines.add_row(Text(line["role"], justify="right"), _wrapped(_line(reading, line, found), width))
    yield lines


def _head(statement: Row) -> Table:
    facts = {
        "document": f"{statement['source_path']}  {statement['statement_id']}",
        "title": statement["title"],
        "parties": ", ".join(statement["parties"] or ()),
        "form": " · ".join(filter(None, (statement["form"], statement["coverage"], statement["text_origin"]))),
        "adopted": " · ".join(str(statement[name]) for name in ("adopted_on", "adopted_place") if statement[name]),
        "reference day": f"{statement['reference_on'] or 'none'} ({statement['reference_basis']})",
        "found": "{n_clauses} clauses, {n_commitments} commitments, {n_entities} names".format(**statement),
        "flags": ", ".join(statement["flags"] or ()),
    }
    table = Table.grid(padding=(0, 1))
    table.add_column(width=MARGIN, style="dim", justify="right")
    table.add_column(overflow="fold", style="bold")
    for name, value in facts.items():
        if value:
            table.add_row(name, Text(_printable(value)))
    return table


def _legend() -> Text:
    legend = Text()
    for name, style in STYLES.items():
        legend.append(name, style).append("  ")
    return legend.append("\n▍ACT level · actors · sectors; ◆ commitment, ? hedged\n", "dim")


def _line(reading: Reading, line: Row, found: Sequence[Mark]) -> Text:
    raw_text, start, end = reading.statement["raw_text"], line["char_start"], line["char_end"]
    if line["role"] not in BODY_ROLES:
        return Text(_printable(raw_text[start:end]), style="dim strike").append(f"  {line['rule']}", "not strike dim italic")
    text = Text()
    for segment in segments(raw_text, start, end, found):
        for mark in segment.marks:
            if mark.kind == "clause" and mark.start == segment.start:
                text.append_text(_badge(reading.clauses[mark.clause], first=not text))
        text.append(_printable(segment.text), " ".join(_styles(reading, segment.marks, line["role"])))
    return text


def _badge(clause: Row, *, first: bool) -> Text:
    sectors = " ".join(sector["code"] for sector in clause["sectors"] or ())
    signs = ("◆" if clause["is_commitment"] else "") + ("?" if clause["is_hedged"] else "")
    said = f"▍{clause['act']} {clause['level']}{signs} · {' '.join(clause['actors']) or '—'} · {sectors}"
    return Text("" if first else "\n").append(said, LEVEL_STYLES[clause["level"]]).append("\n")


def _styles(reading: Reading, found: Sequence[Mark], role: str) -> Iterator[str]:
    if role in ("title", "heading", "subheading"):
        yield "bold"
    for mark in found:
        if mark.kind == "entity":
            yield STYLES[reading.entities[mark.index]["type"]]
        elif mark.kind != "clause":
            yield STYLES[mark.kind]


def _wrapped(text: Text, width: int) -> Text:
    """Broken where the room ends: Japanese has no spaces, so breaking at spaces would tear numbers from their text."""
    breaks, used = [], 0
    for offset, char in enumerate(text.plain):
        used = 0 if char == "\n" else used + cell_len(char)
        if used > width:
            breaks.append(offset)
            used = cell_len(char)
    return Text("\n").join(text.divide(breaks))


def _printable(text: str) -> str:
    return "".join(char if char.isprintable() else " " for char in text)
