"""DOCX to lines: paragraphs by their style, list numbers as Word shows them, table rows, footnotes.

Read from the package's parts (ISO/IEC 29500-1) rather than through python-docx, which gives neither the automatic numbers
nor footnotes, content controls and inserted text: without them provisions lose their numbers.
"""

from __future__ import annotations

import io
import re
import zipfile
import zlib
from collections.abc import Iterator
from typing import Any

from lxml import etree

from transforms.formats.blocks import Extract, extract
from transforms.formats.docx_numbering import Counters
from transforms.formats.docx_styles import Styles, W
from transforms.formats.parallel import are_parallel, is_foreign
from transforms.source import Metadata, Rejected

STRICT = b"http://purl.oclc.org/ooxml/wordprocessingml/main"
"""Name space of strict files; read as the transitional one."""
DC_TITLE = "{http://purl.org/dc/elements/1.1/}title"
FALLBACK = "{http://schemas.openxmlformats.org/markup-compatibility/2006}Fallback"
LARGEST_PART = 128 * 2**20
"""Bytes of one unpacked part; a bigger one is a bomb."""
MAIN = re.compile(r"word/document\d*\.xml")
"""Word in a browser numbers the main part."""
PARTS = ("word/styles.xml", "word/numbering.xml", "word/footnotes.xml", "docProps/core.xml")
UNREAD = frozenset({FALLBACK, *(f"{W}{name}" for name in ["del", "moveFrom", "instrText", "rt", "txbxContent", "pPr", "rPr"])})
"""Within a paragraph: deleted text, codes of fields, readings above characters; text boxes follow their paragraph."""
BREAKS = {f"{W}tab": "\t", f"{W}br": "\n", f"{W}cr": "\n", f"{W}noBreakHyphen": "-"}
BROKEN = (zipfile.BadZipFile, zlib.error, etree.XMLSyntaxError, EOFError, OSError, ValueError, RuntimeError, NotImplementedError)
"""What a damaged package makes zipfile and lxml raise."""
LONG_CELL = 8
"""Lines from which a cell holds a text of its own, whose headings count: the page is laid out as a table."""
Item = tuple[str | None, str]


def read_docx(data: bytes) -> Extract:
    """Raises Rejected `damaged_docx` for a package that cannot be read. Heads and feet of pages are not part of the text."""
    try:
        with zipfile.ZipFile(io.BytesIO(data)) as package:
            main = next(filter(MAIN.fullmatch, package.namelist()), "word/document.xml")
            body, styles, numbering, notes, core = (_part(package, name) for name in (main, *PARTS))
    except BROKEN as error:
        raise _damaged(str(error)) from None
    if body is None:
        raise _damaged("no word/document.xml in it")
    reader = _Reader(Styles(styles), Counters(numbering))
    lines = list(reader.blocks(body))
    lines.extend(("footnote", text) for _, text in (reader.blocks(notes) if notes is not None else ()))
    title = core.findtext(f".//{DC_TITLE}") if core is not None else None
    return extract(lines, Metadata(title=(title or "").strip() or None))


def _damaged(what: str) -> Rejected:
    return Rejected("decode", "damaged_docx", f"The DOCX cannot be opened ({' '.join(what.split())}): save it anew from Word")


def _part(package: zipfile.ZipFile, name: str) -> Any:
    """The root of an XML part; None where the package has no such part."""
    if name not in package.namelist():
        return None
    with package.open(name) as part:
        content = part.read(LARGEST_PART + 1)
    if len(content) > LARGEST_PART:
        raise ValueError(f"{name} unpacks to more than {LARGEST_PART:,} bytes")
    parser = etree.XMLParser(resolve_entities=False, no_network=True)
    root = etree.fromstring(content.replace(STRICT, W[1:-1].encode()), parser)
    if root.getroottree().docinfo.internalDTD is not None:
        raise ValueError(f"{name} declares entities, as Word never does")
    return root


class _Reader:
    def __init__(self, styles: Styles, counters: Counters) -> None:
        self.styles, self.counters = styles, counters

    def blocks(self, container: Any) -> Iterator[Item]:
        """Lines of the paragraphs and tables in a part, a cell or a control; XML nests at most 256 deep here."""
        for child in container:
            if child.tag == f"{W}p":
                yield from self._paragraph(child)
            elif child.tag == f"{W}tbl":
                yield from self._table(child)
            elif child.get(f"{W}type") not in ("separator", "continuationSeparator") and child.tag not in UNREAD:
                yield from self.blocks(child)

    def _paragraph(self, paragraph: Any) -> Iterator[Item]:
        kind, number, level = self.styles.of(paragraph)
        text = "".join(_texts(paragraph))
        marker = self.counters.next(number, level) if number and text.strip() else ""
        for line in (marker + text).split("\n"):
            yield kind, line.replace("\r", "")
        for box in paragraph.iter(f"{W}txbxContent"):
            if next(box.iterancestors(FALLBACK), None) is None:
                yield from self.blocks(box)

    def _table(self, table: Any) -> Iterator[Item]:
        rows = [self._cells(row) for row in table.iter(f"{W}tr") if _table_of(row) is table]
        is_parallel = are_parallel([[_text(cell) for cell in cells] for cells in rows])
        below_row = False
        for cells in rows:
            found = [*_row(cells, is_parallel and any(is_foreign(_text(cell)) for cell in cells))]
            # What stands alone below a row of several cells goes on with it: its first cell is empty.
            yield from [("tr", text) for _, text in found] if below_row and len(found) == 1 else found
            below_row = bool(found) and (found[-1][0] == "tr" or (below_row and len(found) == 1))

    def _cells(self, row: Any) -> list[list[Item]]:
        """The lines of each cell that holds any."""
        cells = ([item for item in self.blocks(cell) if item[1].strip()] for cell in row.iter(f"{W}tc") if _row_of(cell) is row)
        return [cell for cell in cells if cell]


def _row(cells: list[list[Item]], is_parallel: bool) -> Iterator[Item]:
    """Cells of one line each are joined by tabs; longer cells stay lines."""
    if len(cells) > 1 and all(len(cell) == 1 for cell in cells) and not is_parallel:
        yield "tr", "\t".join(cell[0][1] for cell in cells)
        return
    for cell in cells:
        is_text = len(cells) == 1 or is_parallel or len(cell) >= LONG_CELL
        for kind, text in cell:
            yield "translation" if is_parallel and is_foreign(_text(cell)) else kind if kind != "p" or is_text else "td", text


def _text(cell: list[Item]) -> str:
    return " ".join(text for _, text in cell)


def _table_of(row: Any) -> Any:
    return next(row.iterancestors(f"{W}tbl"))


def _row_of(cell: Any) -> Any:
    return next(cell.iterancestors(f"{W}tr"))


def _texts(paragraph: Any) -> Iterator[str]:
    """What is seen of a paragraph, `\\n` for a break within it."""
    for child in paragraph:
        if child.tag == f"{W}t":
            yield (child.text or "").replace("\n", " ")
        elif child.tag in BREAKS:
            yield BREAKS[child.tag] if child.get(f"{W}type") not in ("page", "column") else ""
        elif child.tag not in UNREAD and not _is_hidden(child):
            yield from _texts(child)


def _is_hidden(run: Any) -> bool:
    """Whether a run's own properties hide it or strike it out."""
    found = (run.find(f"{W}rPr/{W}{name}") for name in ("vanish", "strike", "dstrike"))
    return any(one is not None and one.get(f"{W}val", "1") not in ("0", "false", "off") for one in found)
