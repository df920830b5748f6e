"""The page that a run of all measurements prints: sections of tables, and the figures that bars are put to."""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from dataclasses import dataclass, field

Row = tuple[object, ...]


@dataclass
class Section:
    """A table below its title, what is to be said beside it, and figures of it by the names that `bars` knows."""

    title: str
    head: Row
    rows: list[Row] = field(default_factory=list)
    notes: list[str] = field(default_factory=list)
    figures: dict[str, float] = field(default_factory=dict)

    def lines(self) -> Iterator[str]:
        yield f"## {self.title}\n"
        yield from (f"{note}\n" for note in self.notes)
        yield from table(self.head, self.rows)


def table(head: Row, rows: Iterable[Row]) -> Iterator[str]:
    """A Markdown table, a line each."""
    yield f"| {' | '.join(map(str, head))} |"
    yield "|---" * len(head) + "|"
    for row in rows:
        yield f"| {' | '.join(map(str, row))} |"
