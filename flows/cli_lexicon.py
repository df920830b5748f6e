"""What an editor of the lexicons looks at: where a published dataset found no words for sectors, no entries for names.

Exit codes: 0 shown; 1 the dataset cannot be read.
"""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from typing import TYPE_CHECKING, Annotated, Any

import typer

from flows import screen
from flows.datasets import dataset_at, published
from flows.endings import fail
from flows.store import DatasetError, reason

if TYPE_CHECKING:
    from transforms.sectors import Coverage, Tagged

SHOWN = 40
"""Rows of each table that are printed unless asked otherwise."""

Dataset = Annotated[
    str | None,
    typer.Argument(metavar="DATASET", help="Folder of the published dataset, or s3://bucket/folder. [default: output]"),
]
Output = Annotated[str, typer.Option("--output", "-o", metavar="DIR", help="The same, as other commands name it.")]
Top = Annotated[int, typer.Option(min=1, help="Rows of each table.")]

commands = typer.Typer(help="Shows what the lexicons lack, by the current version.", no_args_is_help=True)


def register(app: typer.Typer) -> None:
    """Adds `seimei lexicon …`."""
    app.add_typer(commands, name="lexicon")


@commands.command()
def coverage(
    dataset: Dataset = None,
    *,
    output: Output = "output",
    top: Top = SHOWN,
    texts: Annotated[bool, typer.Option("--texts", help="List clauses without words of their own, and terms never met.")] = False,
) -> None:
    """Shows where sector terms are wanting.

    Clauses whose own words name no sector, frequent nouns that no term covers, terms that mislead or never fire.
    """
    from transforms.sectors import coverage as measure  # noqa: PLC0415 - slow to load

    address = dataset or output
    found = measure(_tagged(_rows(address, "clauses", ["text", "sectors"])), top)
    if not found.n_clauses:
        fail(f"{address} holds no clauses")
    _show_coverage(found, top)
    if texts:
        _heading("Clauses without words of their own", [{"text": text} for text in found.without_evidence])
        _heading("Terms that stand in no clause", [{"term": term} for term in found.silent_terms])


@commands.command()
def unresolved(
    dataset: Dataset = None,
    *,
    output: Output = "output",
    top: Top = SHOWN,
    at_least: Annotated[int, typer.Option(min=1, help="Leave out names that are found less often.")] = 2,
) -> None:
    """Shows names that no register knows, the most frequent first."""
    from transforms.entities.unresolved import unresolved as count  # noqa: PLC0415 - slow to load

    columns = ["entity_id", "type", "surface", "method", "statement_id"]
    found = count(_rows(dataset or output, "entities", columns), at_least=at_least)
    shown = [
        {
            "mentions": row["n_mentions"],
            "documents": row["n_statements"],
            "type": row["type"],
            "id": row["entity_id"],
            "written": " / ".join(row["surfaces"][:3]),
        }
        for row in found[:top]
    ]
    _heading(f"Names without an entry: {len(found):,}", shown)


def _show_coverage(found: Coverage, top: int) -> None:
    without, silent = len(found.without_evidence), len(found.silent_terms)
    screen.say(f"{found.n_clauses:>10,}  clauses")
    screen.say(f"{without:>10,}  without words of their own for a sector ({without / found.n_clauses:.0%})")
    screen.say(f"{silent:>10,}  terms that stand in no clause")
    _heading("Nouns that no term covers", [{"clauses": count, "noun": noun} for noun, count in found.uncovered_nouns])
    conflicting = [{"clauses": count, "against": against, "term": term} for term, count, against in found.conflicting_terms[:top]]
    _heading("Terms in clauses that have none of their codes", conflicting)


def _heading(heading: str, rows: Sequence[dict[str, object]]) -> None:
    screen.say("")
    screen.say(heading)
    if rows:
        screen.table(rows)
    else:
        screen.say("none")


def _tagged(rows: Iterator[dict[str, Any]]) -> Iterator[Tagged]:
    from transforms.sectors import Tagged as One  # noqa: PLC0415 - slow to load

    for row in rows:
        yield One(row["text"], [(sector["code"], sector["basis"], sector["evidence"]) for sector in row["sectors"]])


def _rows(address: str, table: str, columns: list[str]) -> Iterator[dict[str, Any]]:
    """Rows of the version that readers see now, file by file; ends the command where there is none."""
    import pyarrow.parquet as pq  # noqa: PLC0415 - slow to load

    try:
        dataset = dataset_at(address)
        current = published(dataset, address)
        for file in current.files:
            if file.table == table:
                yield from pq.read_table(dataset.local(current, file), columns=columns).to_pylist()
    except (DatasetError, OSError) as error:
        fail(reason(error))
