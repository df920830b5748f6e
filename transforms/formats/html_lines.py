"""From what an HTML page's events gathered to lines: white space, table rows, list numbers, and which areas are the site's."""

from __future__ import annotations

import re
from collections.abc import Iterator, Mapping
from dataclasses import dataclass, field
from itertools import groupby
from typing import NamedTuple

from transforms.formats.attributes import integer
from transforms.formats.parallel import are_parallel, is_foreign

SPACE = re.compile(r"[ \t\r\n\f]+")
WIDE = re.compile("[\u2e80-\u9fff\uf900-\ufaff\uff00-\uffef\u2018-\u201d\u2026]")
"""Characters between which a break in the source is no space (CSS Text 4, segment break transformation)."""
KANA = re.compile("[\u3041-\u30fa]")
NUMBERED = re.compile(
    r"[(（〔\[]?(?:[0-9０-９]{1,3}|[一二三四五六七八九十]{1,3}|[IVXⅠ-Ⅻ]{1,4}|[A-Za-zア-ン])[)）〕\].．、:：]|[①-⑳]|第[0-9０-９一二三四五六七八九十]"
)
"""An item that brings its own number: the list's numbers are then switched off by style."""
NOTE_MARK = re.compile(r"\s*(?:[*＊†‡]{1,3}|(?:注|註|※)?\s?[0-9０-９]{1,3})\s*")
"""What stands raised, without brackets, behind a word that has a note, and before the note."""
LARGEST_AREA = 0.5
"""Share of the page's kana above which a marked area holds the text after all, whatever its class says."""
LEAST_AREA = 40
"""Kana up to which a marked area is believed all the same: a caption is long beside one line of text."""
LONGEST_TIME = 40


@dataclass(eq=False, slots=True)
class Area:
    """A marked part of the page; `weight` counts the kana in it outside links."""

    kind: str
    weight: int = 0


@dataclass(eq=False, slots=True)
class Cell:
    """A cell of a table; cells of one row share `row`. `weight` counts the kana in it outside links."""

    row: object
    weight: int = 0


@dataclass(eq=False, slots=True)
class Numbering:
    """The numbers that a browser shows before the items of an `ol` (HTML Living Standard, section 4.4.5)."""

    style: str
    number: int
    step: int

    @classmethod
    def of(cls, attributes: Mapping[str, str]) -> Numbering:
        step = -1 if "reversed" in attributes else 1
        return cls(attributes.get("type", "1"), integer(attributes.get("start"), 1) - step, step)

    def next(self, value: str | None) -> str:
        self.number = integer(value, self.number + self.step)
        if self.style in ("a", "A") and 1 <= self.number <= 26:
            return f"{chr(ord(self.style) + self.number - 1)}. "
        if self.style in ("i", "I") and 1 <= self.number < 40:
            roman = "X" * (self.number // 10) + ["", "I", "II", "III", "IV", "V", "VI", "VII", "VIII", "IX"][self.number % 10]
            return f"{roman if self.style == 'I' else roman.lower()}. "
        return f"{self.number}. "


class Context(NamedTuple):
    """What holds for the text inside an element; restored at its end."""

    kind: str = "p"
    areas: tuple[Area, ...] = ()
    """Marked areas round it (navigation, side bar, caption …), outermost first."""
    is_unseen: bool = False
    is_link: bool = False
    is_time: bool = False
    is_raised: bool = False
    in_text: bool = False
    cell: Cell | None = None
    numbering: Numbering | None = None


@dataclass(eq=False, slots=True)
class Line:
    """A line as it grows. `n_shown`, `n_link` and `n_time` count its characters, those in links, those in dates."""

    parts: list[str] = field(default_factory=list)
    kind: str = "p"
    areas: tuple[Area, ...] = ()
    cell: Cell | None = None
    marker: str = ""
    n_link: int = 0
    n_time: int = 0
    n_shown: int = 0
    has_text: bool = False
    is_note: bool = False

    def add_note_mark(self, mark: str, context: Context) -> None:
        """Behind a Japanese word it gets brackets: figures on the line would read as a number of the text."""
        self.is_note = self.is_note or not self.has_text
        self.add(f"[{mark.strip()}]" if self.has_text and WIDE.match(self.parts[-1][-1:]) else mark, context)

    def add(self, text: str, context: Context) -> None:
        is_blank = not text.strip(" \t\r\n\f")
        if is_blank and not self.parts and context.kind != "pre":
            return
        if not is_blank and context.areas is not self.areas:
            self.areas = context.areas if not self.has_text else _shared(self.areas, context.areas)
        self.has_text = self.has_text or not is_blank
        self.parts.append(text)
        size = len(text.strip())
        self.n_shown += size
        self.n_link += size if context.is_link else 0
        self.n_time += size if context.is_time else 0


def assemble(lines: list[Line]) -> list[tuple[str | None, str]]:
    """(kind, text) of every line; the cells of a data row joined by tabs."""
    texts = [_text(line) for line in lines]
    total = _weigh(lines, texts)
    pairs = zip(lines, texts, strict=True)
    groups = [list(group) for _, group in groupby(pairs, key=lambda pair: pair[0].cell and pair[0].cell.row)]
    is_parallel = are_parallel([[*_cells(group).values()] for group in groups])
    return [item for group in groups for item in _row(group, total, is_parallel)]


def _shared(one: tuple[Area, ...], other: tuple[Area, ...]) -> tuple[Area, ...]:
    return tuple(area for area, match in zip(one, other, strict=False) if area is match)


def _text(line: Line) -> str:
    raw = "".join(line.parts)
    text = raw.strip("\r\n") if line.kind == "pre" else SPACE.sub(_space, raw).strip(" ")
    return line.marker + text if line.marker and text and not NUMBERED.match(text) else text


def _space(match: re.Match[str]) -> str:
    text, start, end = match.string, match.start(), match.end()
    if "\n" in match[0] or "\r" in match[0]:
        before, after = text[start - 1 : start], text[end : end + 1]
        if WIDE.match(before) and WIDE.match(after):
            return ""
    return " "


def _weigh(lines: list[Line], texts: list[str]) -> int:
    """Adds each line's kana to its areas; gives back those of the page."""
    total = 0
    for line, text in zip(lines, texts, strict=True):
        weight = len(KANA.findall(text)) if line.n_link * 2 < line.n_shown else 0
        total += weight
        for area in line.areas:
            area.weight += weight
        if line.cell:
            line.cell.weight += weight
    return total


def _cells(group: list[tuple[Line, str]]) -> dict[Cell, str]:
    """The texts of the cells of one row."""
    cells: dict[Cell, list[str]] = {}
    for line, text in group:
        if line.cell and text:
            cells.setdefault(line.cell, []).append(text)
    return {cell: " ".join(texts) for cell, texts in cells.items()}


def _row(group: list[tuple[Line, str]], total: int, is_parallel: bool) -> Iterator[tuple[str | None, str]]:
    """Lines of one table row, joined where every cell is one line; or lines outside tables as they are."""
    cells, largest = _cells(group), max(LEAST_AREA, LARGEST_AREA * total)
    foreign = {cell for cell, text in cells.items() if is_parallel and len(cells) > 1 and is_foreign(text)}
    is_row = 1 < len(cells) == sum(bool(text) for _, text in group) and not foreign
    if is_row and all(line.kind == "td" for line, _ in group):
        yield _kind(group[0][0], "", total, "tr"), "\t".join(text for _, text in group if text)
        return
    for line, text in group:
        if line.cell in foreign:
            yield _kind(line, "", total, "translation"), text
        else:
            is_text = line.cell and (len(cells) == 1 or foreign or line.cell.weight > largest)
            yield _kind(line, text, total, "p" if line.kind == "td" and is_text else line.kind), text


def _kind(line: Line, text: str, total: int, own: str) -> str:
    largest = max(LEAST_AREA, LARGEST_AREA * total)
    if area := next((area for area in line.areas if area.weight <= largest), None):
        return area.kind
    if own in ("p", "li", "td", "dd") and text:
        if line.n_time == line.n_shown and len(text) <= LONGEST_TIME and any(character.isdigit() for character in text):
            return "time"
        if line.n_link == line.n_shown:
            return "a"
        if line.is_note:
            return "footnote"
    return own
