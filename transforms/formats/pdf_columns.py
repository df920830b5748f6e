"""Pages in two columns whose lines were drawn across both: each column is read on its own."""

from __future__ import annotations

from collections import Counter
from collections.abc import Sequence
from dataclasses import dataclass
from statistics import mean

from transforms.formats.pdf_layout import PrintedLine

GAP = 1.5
"""Characters of white space in a line from which it may be two lines side by side."""
FEWEST = 5
"""Lines side by side that make columns."""
APART = 4
"""Sizes of type below which a line still belongs to the column above it; a foot stands further down."""
SHORTEST = 10
"""Characters that lines of columns have on average; cells of tables have fewer."""


@dataclass(frozen=True, slots=True)
class Row:
    """What stands on one height of the page, and its parts between wide gaps."""

    whole: PrintedLine
    parts: tuple[PrintedLine, ...]


def gutter_of(rows: Sequence[Row]) -> float | None:
    """Where the right column of a document begins, if most of what stands left of it fills its lines, as running text does."""
    begins = Counter(round(row.parts[1].left / row.whole.size) for row in rows if len(row.parts) == 2 and row.whole.size)
    if not begins:
        return None
    place = max(begins, key=lambda one: (begins[one], -one))
    parted = [row.parts for row in rows if len(row.parts) == 2 and round(row.parts[1].left / row.whole.size) == place]
    if len(parted) < FEWEST or min(mean(len(parts[side].text) for parts in parted) for side in (0, 1)) < SHORTEST:
        return None
    margin = max(parts[0].right for parts in parted)
    full = sum(parts[0].right > margin - 2 * parts[0].size for parts in parted)
    return min(parts[1].left for parts in parted) if full * 2 >= len(parted) else None


def in_reading_order(rows: Sequence[Row], gutter: float | None) -> list[PrintedLine]:
    """The lines of a page: as they are, or first those left and then those right of the gap between its columns."""
    if gutter is None:
        return _settled([row.whole for row in rows])
    found: list[PrintedLine] = []
    left: list[PrintedLine] = []
    right: list[PrintedLine] = []
    above = rows[0].whole if rows else None
    for row in rows:
        parts = row.parts if _is_parted(row, gutter) else (row.whole,)
        is_across = any(part.left < gutter - part.size < part.right - part.size for part in parts)
        if is_across or (above and row.whole.top - above.top > APART * above.size):
            found += [*left, *right]
            left, right = [], []
        for part in (row.whole,) if is_across else parts:
            (right if part.left >= gutter - part.size else left).append(part)
        above = row.whole
    return [*found, *left, *right]


def _settled(lines: list[PrintedLine]) -> list[PrintedLine]:
    """The lines with those put down to their place that were drawn before what stands above them, as captions of pictures are."""
    found = list(lines)
    for at in range(1, len(lines) - 1):
        line, below = lines[at], lines[at + 1]
        is_early = line.top - below.top > APART * line.size and lines[at - 1].top <= below.top
        if is_early and not line.is_vertical:
            found.remove(line)
            after = next((other for other in lines[at + 1 :] if other.top >= line.top), None)
            found.insert(len(found) if after is None else found.index(after), line)
    return found


def _is_parted(row: Row, gutter: float) -> bool:
    return len(row.parts) == 2 and abs(row.parts[1].left - gutter) < row.whole.size
