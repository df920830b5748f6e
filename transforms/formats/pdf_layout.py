"""What the printed lines of pages are, by their place, size and repetition."""

from __future__ import annotations

import re
from collections import Counter
from dataclasses import dataclass
from statistics import median

EDGE = 3
"""Lines from the top and the bottom of a page among which running heads, feet and numbers stand."""
SAME_PLACE = 4.0
"""Points by which a running head may move from page to page."""
FRAME = r"[-‐–—―ー・\s()（）\[\]]*"
NUMBER = re.compile(
    rf"{FRAME}(?:[pP]\.? ?|[pP]age ?|第)?([0-9０-９]{{1,4}}) ?(?:頁|ページ)?(?: ?[/／] ?[0-9０-９]{{1,4}})?{FRAME}"
)
LONGEST_NUMBER = 20
OUTER_NUMBER = re.compile(
    r"^\W*[0-9０-９]+(?:[/／][0-9０-９]+)?|(?<![0-9０-９/／])[0-9０-９]+(?:[/／][0-9０-９]+)?(?:頁|ページ)?\W*$"
)
"""The page's number, or that of all pages with it, beside a running head."""
SENTENCE_END = ("。", "．")
NOTE = re.compile(r"\s*(?:[(（\[〔]?注\s*[0-9０-９]*|※|[*＊†]|[0-9０-９]{1,3}[)）\s]|脚注)")
SMALLER, LARGER = 0.92, 1.2
"""Share of the text's size below which a note is set, and above which a title is."""


FULL = 1.8
"""Characters that a full line may lack to the margin: punctuation is not set at the start of a line."""


@dataclass(frozen=True, slots=True)
class PrintedLine:
    """Edges and size in points; `top` counts from the upper edge of the page."""

    text: str
    left: float
    right: float
    top: float
    size: float
    is_vertical: bool


def kinds(pages: list[list[PrintedLine]]) -> list[list[str]]:
    """The kind of every line: `title` `p` `line` `page_head` `page_number` `footnote`."""
    sizes = Counter({0.0: 0})
    for line in (line for page in pages for line in page):
        sizes[round(line.size, 1)] += len(line.text)
    usual = max(sizes, key=lambda size: (sizes[size], size)) or 1.0
    repeated, offsets = _repeated(pages), _number_offsets(pages)
    result = []
    for number, page in enumerate(pages):
        names = [""] * len(page)
        for at in _edges(page):
            names[at] = _edge_kind(page, at, number, repeated, offsets)
        _mark_notes(page, names, usual)
        _mark_text(page, names, usual, is_first=number == 0)
        result.append(names)
    return result


def _edges(page: list[PrintedLine]) -> list[int]:
    """Indexes of the lines nearest to the upper and lower edge."""
    order = sorted(range(len(page)), key=lambda at: page[at].top)
    return sorted({*order[:EDGE], *order[-EDGE:]})


def _repeated(pages: list[list[PrintedLine]]) -> dict[str, list[float]]:
    """Places of edge texts (page numbers masked) that at least two pages, and two fifths of them, share."""
    places: dict[str, list[float]] = {}
    for page in pages:
        for at in _edges(page):
            places.setdefault(_masked(page[at].text), []).append(page[at].top)
    least = max(2, 0.4 * len(pages))
    return {text: tops for text, tops in places.items() if len(tops) >= least and max(tops) - min(tops) <= 3 * SAME_PLACE}


def _masked(text: str) -> str:
    return OUTER_NUMBER.sub("#", "".join(text.split()))


def _number_offsets(pages: list[list[PrintedLine]]) -> set[int]:
    """Differences between a printed page number and the page's place that at least two pages share."""
    found: Counter[int] = Counter()
    for place, page in enumerate(pages):
        found.update({number - place for at in _edges(page) if (number := _printed_number(page[at].text)) is not None})
    return {offset for offset, count in found.items() if count >= max(2, 0.4 * len(pages))}


def _printed_number(text: str) -> int | None:
    match = NUMBER.fullmatch(text.strip()) if len(text) <= LONGEST_NUMBER else None
    return int(match[1]) if match else None


def _edge_kind(page: list[PrintedLine], at: int, place: int, repeated: dict[str, list[float]], offsets: set[int]) -> str:
    """The kind of a line at an edge, "" for text. A number that no other page continues counts in dashes at the foot only."""
    line = page[at]
    number = _printed_number(line.text)
    if number is not None:
        is_decorated = not line.text.strip().isdecimal() and line is max(page, key=lambda other: other.top)
        return "page_number" if number - place in offsets or is_decorated else ""
    if NOTE.match(line.text) or line.text.rstrip().endswith(SENTENCE_END):
        return ""
    tops = repeated.get(_masked(line.text), [])
    return "page_head" if tops and abs(line.top - median(tops)) <= SAME_PLACE else ""


def _mark_notes(page: list[PrintedLine], names: list[str], usual: float) -> None:
    """Small lines at the foot of a page, from the first that opens with a note's mark."""
    foot = [at for at in range(len(page)) if not names[at]]
    start = len(foot)
    while start and page[foot[start - 1]].size <= SMALLER * usual:
        start -= 1
    small = foot[start:]
    first = next((place for place, at in enumerate(small) if NOTE.match(page[at].text)), len(small))
    for at in small[first:]:
        names[at] = "footnote"


def _mark_text(page: list[PrintedLine], names: list[str], usual: float, is_first: bool) -> None:
    text = [at for at in range(len(page)) if not names[at]]
    margins = _margins([page[at] for at in text])
    opening = is_first
    for place, at in enumerate(text):
        opening = opening and page[at].size >= LARGER * usual
        before = page[text[place - 1]] if place else None
        after = page[text[place + 1]] if place + 1 < len(text) else None
        begins = not page[at].is_vertical and (_is_set_off(page[at], before, after) or _is_short(before, margins))
        names[at] = "title" if opening else "p" if begins else "line"


def _margins(lines: list[PrintedLine]) -> tuple[float, float, float]:
    """The middle of the text, and where lines end that begin left and right of it: one column, or two."""
    middle = (min((line.left for line in lines), default=0.0) + max((line.right for line in lines), default=0.0)) / 2
    left, right = ([line for line in lines if (line.left >= middle) is is_right] for is_right in (False, True))
    return middle, _margin(left), _margin(right)


def _margin(lines: list[PrintedLine]) -> float:
    """The furthest edge that three lines reach, for a heading may stand over both columns; else the furthest of all."""
    order = sorted(lines, key=lambda line: -line.right)
    reached = (line.right for line, third in zip(order, order[2:], strict=False) if third.right > line.right - FULL * line.size)
    return next(reached, order[0].right if order else 0.0)


def _is_short(before: PrintedLine | None, margins: tuple[float, float, float]) -> bool:
    """Whether the line above ends so far from the margin that a paragraph ends with it."""
    middle, left, right = margins
    return before is not None and before.right < (left if before.left < middle else right) - FULL * before.size


def _is_set_off(line: PrintedLine, before: PrintedLine | None, after: PrintedLine | None) -> bool:
    """Whether a line stands further right than the next one, as first lines do, or has a gap above it."""
    if after and 0.7 * line.size <= line.left - after.left <= 2.3 * line.size:
        return True
    if not before or not after:
        return False
    above, below = line.top - before.top, after.top - line.top
    return below > 0 and 1.4 * below < above < 20 * line.size
