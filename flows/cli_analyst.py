"""The commands for those who read a dataset. Exit codes: 0 done; 1 it cannot be read or written; 2 wrong usage or SQL."""

from __future__ import annotations

import sys
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from enum import StrEnum
from pathlib import Path
from typing import Annotated

import typer

from flows import screen
from flows.datasets import published
from flows.endings import WRONG_USAGE, fail
from flows.store import DatasetError, reason

Output = Annotated[str, typer.Option("--output", "-o", metavar="DIR", help="Folder of the published dataset.")]
Page = Annotated[Path | None, typer.Option("--html", metavar="FILE", help="Write one self-contained web page instead.")]


class Format(StrEnum):
    """Formats of exports."""

    csv = "csv"
    xlsx = "xlsx"
    parquet = "parquet"


def register(app: typer.Typer) -> None:
    commands: tuple[Callable[..., None], ...] = (query, export, show, report)
    for command in commands:
        app.command()(command)


def query(
    sql: Annotated[str, typer.Argument(metavar="SQL", help="A query, or - to read it from the standard input.")],
    *,
    output: Output = "output",
    limit: Annotated[int, typer.Option(min=0, help="Rows to print; 0 prints all.")] = 50,
    csv: Annotated[Path | None, typer.Option(metavar="FILE", help="Write all rows as CSV, safe for spreadsheets.")] = None,
    xlsx: Annotated[Path | None, typer.Option(metavar="FILE", help="Write all rows as an Excel workbook.")] = None,
    parquet: Annotated[Path | None, typer.Option(metavar="FILE", help="Write all rows as Parquet.")] = None,
) -> None:
    """Runs SQL (DuckDB) on the current version. Prints the rows, or writes them to a file.

    Tables: statements, clauses, entities, rejects. Views: commitments, parties, instruments, clause_sectors, clause_dates,
    clause_actors, signatories, statement_lines. Macros: commitments_of('JPN'), deadlines_between('2025-01-01', '2030-12-31'),
    statements_between('JPN', 'KAZ'), clauses_with('水素'), clauses_naming('country/KAZ'), variants_of(template_id),
    act_level(act). In CSV a text that looks like a formula gets an apostrophe before it.
    """
    from flows.analyst import grid, queries  # noqa: PLC0415 - slow to load
    from flows.analyst.spreadsheets import write_tables  # noqa: PLC0415

    script = sys.stdin.read() if sql == "-" else sql
    files = {"csv": csv, "xlsx": xlsx, "parquet": parquet}
    if not script.strip():
        fail("the query is empty: write SQL, such as 'SELECT source_path, title FROM statements'", WRONG_USAGE)
    for file in files.values():
        if file and not file.parent.is_dir():
            fail(f"{file.parent}: no such folder", WRONG_USAGE)
    with _errors_told():
        rows = queries.run(queries.snapshot_folder(output), script)
        for form, file in files.items():
            if file:
                _tell(write_tables({"rows": rows}, file.parent, form, name=file.name), f"{rows.height:,} rows: {file}")
        if not any(files.values()):
            grid.show(rows, limit)


def export(
    folder: Annotated[Path, typer.Argument(metavar="FOLDER", help="Where the files go.")],
    *,
    output: Output = "output",
    flat: Annotated[bool, typer.Option("--flat", help="Lists inside rows become tables of their own.")] = False,
    no_text: Annotated[
        bool, typer.Option("--no-text", help="Leave out the words of the documents; offsets, codes, names and hashes stay.")
    ] = False,
    form: Annotated[Format, typer.Option("--format", help="Format of flat files; xlsx is one workbook.")] = Format.csv,
) -> None:
    """Writes the current version for others.

    --flat is for tools that cannot read nested columns (Excel, Power BI, Tableau): a file a table. --no-text is for documents
    whose rights forbid republishing; alone it writes Parquet tables like those of DIR/current, with their data dictionary.
    """
    if not (flat or no_text):
        message = "name the kind of export: --flat, --no-text or both (the tables themselves are Parquet already: DIR/current)"
        fail(message, WRONG_USAGE)
    with _errors_told():
        if flat:
            _export_flat(folder, output, form, no_text=no_text)
        else:
            _export_without_text(folder, output)


def _export_flat(folder: Path, output: str, form: Format, *, no_text: bool) -> None:
    from flows.analyst import queries  # noqa: PLC0415 - slow to load
    from flows.analyst.spreadsheets import write_tables  # noqa: PLC0415
    from flows.no_text import flat  # noqa: PLC0415

    tables = queries.flat_tables(queries.snapshot_folder(output))
    cut = write_tables(flat(tables) if no_text else tables, folder, form.value)
    _tell(cut, f"{len(tables)} tables, {sum(rows.height for rows in tables.values()):,} rows: {folder}")


def _export_without_text(folder: Path, output: str) -> None:
    from flows.no_text import export as write  # noqa: PLC0415 - slow to load
    from flows.snapshots import LocalDataset  # noqa: PLC0415

    dataset = LocalDataset(Path(output))
    exported = write(dataset, published(dataset, output), folder)
    _tell(0, f"{len(exported.files)} files, {sum(file.rows for file in exported.files):,} rows without texts: {folder}")


def show(
    document: Annotated[str, typer.Argument(metavar="DOCUMENT", help="Its file, its statement_id, or a part that only one has.")],
    *,
    output: Output = "output",
    html: Page = None,
) -> None:
    """Shows one document with all that was read out of it.

    Roles of lines, clauses, acts, sectors, dates, names.
    """
    from flows.analyst import queries, reading  # noqa: PLC0415 - slow to load

    with _errors_told():
        found = reading.find(queries.snapshot_folder(output), document)
        if html:
            from flows.analyst import document_page  # noqa: PLC0415 - loads the templates

            _write(html, document_page.page(found))
        else:
            from flows.analyst import document_view  # noqa: PLC0415

            document_view.show(found)


def report(
    *,
    output: Output = "output",
    html: Annotated[Path, typer.Option("--html", metavar="FILE", help="The page to write.")] = Path("report.html"),
) -> None:
    """Writes one web page about the dataset, with all that it needs.

    Who promised what, how firmly, by when, how well it was read.
    """
    from flows.analyst import overview_page, queries  # noqa: PLC0415 - slow to load

    with _errors_told():
        _write(html, overview_page.page(queries.snapshot_folder(output)))


@contextmanager
def _errors_told() -> Iterator[None]:
    from flows.analyst.queries import QueryError  # noqa: PLC0415 - slow to load

    try:
        yield
    except QueryError as error:
        for line in str(error).splitlines():
            screen.complaint(line)
        raise typer.Exit(WRONG_USAGE) from None
    except (DatasetError, OSError) as error:
        fail(reason(error))


def _write(file: Path, page: str) -> None:
    file.parent.mkdir(parents=True, exist_ok=True)
    file.write_text(page, encoding="utf-8")
    screen.say(f"{len(page.encode()) / 1024:,.0f} KiB: {file}")


def _tell(cut: int, message: str) -> None:
    screen.say(message)
    if cut:
        screen.say(f"{cut:,} texts were longer than a cell of a workbook holds, and cut: csv and parquet have them whole")
