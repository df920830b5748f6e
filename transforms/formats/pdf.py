"""PDF to lines: the printed lines in reading order; page heads and numbers, notes and starts of paragraphs are told apart."""

from __future__ import annotations

import ctypes
import re
from itertools import pairwise
from math import pi
from statistics import median
from threading import Lock

import pypdfium2
from pypdfium2 import raw

from transforms.formats.blocks import Extract, extract
from transforms.formats.pdf_columns import GAP, Row, gutter_of, in_reading_order
from transforms.formats.pdf_layout import PrintedLine, kinds
from transforms.source import Metadata, Rejected

MOST_PAGES = 5_000
ONE_AT_A_TIME = Lock()
"""PDFium is not safe to use from two threads."""
MARKS = str.maketrans({"\ufffe": None, "\uffff": None, "\x02": None, "\x00": None})
"""What PDFium writes for a hyphen at a line's end and for glyphs without a character."""
BREAK = re.compile(r"\r\n|[\r\n]")
SPACES = re.compile(r"(?<=\S)\s+(?=\S)")
JAPANESE = re.compile("[\u3041-\u30ff\u4e00-\u9fff]")


def read_pdf(data: bytes) -> Extract:
    """Raises Rejected `damaged_pdf`, `encrypted_pdf`, `too_many_pages` or `no_text_layer`."""
    with ONE_AT_A_TIME:
        try:
            document = pypdfium2.PdfDocument(data)
        except pypdfium2.PdfiumError as error:
            raise _refusal(str(error)) from None
        try:
            pages = _pages(document)
            title = document.get_metadata_dict().get("Title", "")
        finally:
            document.close()
    if not any(line.text.strip() for page in pages for line in page):
        held = "The only page holds" if len(pages) == 1 else f"The {len(pages):,} pages hold"
        message = f"{held} pictures, no text: run OCR over the file, or give the text"
        raise Rejected("decode", "no_text_layer", message)
    lines: list[tuple[str | None, str]] = []
    for page, names in zip(pages, kinds(pages), strict=True):
        lines.extend((kind, line.text) for line, kind in zip(page, names, strict=True))
    return extract(lines, Metadata(title=title.strip() if JAPANESE.search(title) else None))


def _refusal(error: str) -> Rejected:
    if "success" in error.lower():
        return Rejected("decode", "damaged_pdf", "The PDF has no pages: fetch it again, or print it anew to PDF")
    if "password" in error.lower() or "security" in error.lower():
        return Rejected("decode", "encrypted_pdf", "The PDF asks for a password: save it without one")
    return Rejected("decode", "damaged_pdf", f"The PDF cannot be opened ({error}): fetch it again, or print it anew to PDF")


def _pages(document: pypdfium2.PdfDocument) -> list[list[PrintedLine]]:
    """The lines of every page from top to bottom, column by column; of a vertically written one from right to left."""
    pages = _rows_of_pages(document)
    gutter = gutter_of([row for rows in pages for row in rows])
    return [_from_the_right(rows) if _is_vertical(rows) else in_reading_order(rows, gutter) for rows in pages]


def _is_vertical(rows: list[Row]) -> bool:
    upright = sum(len(row.whole.text) for row in rows if row.whole.is_vertical)
    return upright * 2 > sum(len(row.whole.text) for row in rows)


def _from_the_right(rows: list[Row]) -> list[PrintedLine]:
    return sorted((row.whole for row in rows), key=lambda line: -line.left)


def _rows_of_pages(document: pypdfium2.PdfDocument) -> list[list[Row]]:
    if len(document) > MOST_PAGES:
        raise Rejected("decode", "too_many_pages", f"{len(document):,} pages, at most {MOST_PAGES:,} are read: split the file")
    pages = []
    for number in range(len(document)):
        try:
            page = document[number]
        except pypdfium2.PdfiumError:
            raise Rejected("decode", "damaged_pdf", f"Page {number + 1} cannot be read: fetch the file again") from None
        page.set_rotation(0)  # what is drawn, not how the page is hung: its text says which way is up
        pages.append(_rows(page))
        page.close()
    return pages


def _rows(page: pypdfium2.PdfPage) -> list[Row]:
    """What is printed on a page, in the order in which it was drawn."""
    try:
        texts = page.get_textpage()
    except pypdfium2.PdfiumError:
        return []
    whole = texts.get_text_range()
    size = page.get_size()
    rows, at = [], 0
    for text in BREAK.split(whole):
        rows.append(_row(texts, text, at, size))
        at += len(text.encode("utf-16-le", "replace")) // 2 + 2
    texts.close()
    return [row for row in rows if row.whole.text.strip()]


def _row(texts: pypdfium2.PdfTextPage, text: str, start: int, page: tuple[float, float]) -> Row:
    """A line, and its parts between wide gaps."""
    line = _line(texts, text, start, page)
    gaps = [] if line.is_vertical else [gap for gap in SPACES.finditer(text) if _width(texts, gap, start) > GAP * line.size]
    if not gaps:
        return Row(line, (line,))
    spans = pairwise((0, *(gap.end() for gap in gaps), len(text)))
    return Row(line, tuple(_line(texts, text[first:last].rstrip(), start + first, page) for first, last in spans))


def _width(texts: pypdfium2.PdfTextPage, gap: re.Match[str], start: int) -> float:
    """Points between the characters before and behind white space."""
    before, behind = (texts.get_charbox(start + at, loose=True) for at in (gap.start() - 1, gap.end()))
    return float(behind[0] - before[2])


def _line(texts: pypdfium2.PdfTextPage, text: str, start: int, page: tuple[float, float]) -> PrintedLine:
    """Geometry by the first and last visible character; sizes in points, `top` from the page's upper edge."""
    shown = [start + offset for offset in (len(text) - len(text.lstrip()), len(text.rstrip()) - 1)]
    count = texts.count_chars()
    boxes = [texts.get_charbox(at, loose=True) for at in shown if 0 <= at < count] if text.strip() else []
    if not boxes:
        return PrintedLine(_clean(text), 0, 0, 0, 0, False)
    angles = {round(raw.FPDFText_GetCharAngle(texts, at) / (pi / 2)) % 4 for at in shown}
    corners = [
        min(box[0] for box in boxes),
        min(box[1] for box in boxes),
        max(box[2] for box in boxes),
        max(box[3] for box in boxes),
    ]
    left, top, right, bottom = _upright(corners, angles.pop() if len(angles) == 1 else 0, page)
    half = text[: (len(text) + 1) // 2].rstrip()
    sizes = [
        raw.FPDFText_GetFontSize(texts, at) * _scale(texts, at) for at in {shown[0], start + max(len(half) - 1, shown[0] - start)}
    ]
    is_vertical = len(text.strip()) > 2 and bottom - top > 2 * (right - left)
    return PrintedLine(_clean(text), left, right, top, median(sizes), is_vertical)


def _upright(box: list[float], turns: int, page: tuple[float, float]) -> tuple[float, float, float, float]:
    """Left, top, right and bottom edge, from the upper left corner, on the page turned so that its text stands upright.

    `turns`: quarter turns of the text, clockwise; such pages hold tables, or were scanned on their side.
    """
    left, bottom, right, top = box
    width, height = page
    return (
        (left, height - top, right, height - bottom),
        (height - top, width - right, height - bottom, width - left),
        (width - right, bottom, width - left, top),
        (bottom, left, top, right),
    )[turns]


def _scale(texts: pypdfium2.PdfTextPage, at: int) -> float:
    """How much the text matrix enlarges the font's size."""
    matrix = raw.FS_MATRIX()
    if not raw.FPDFText_GetMatrix(texts, at, ctypes.byref(matrix)):
        return 1.0
    return float((matrix.c**2 + matrix.d**2) ** 0.5) or 1.0


def _clean(text: str) -> str:
    return text.translate(MARKS).encode("utf-8", "replace").decode()
