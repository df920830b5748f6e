"""HTML to lines: every block of visible text becomes a line with its kind, in the order of the page.

Nothing is dropped but scripts, styles, readings above characters (ruby) and struck out text: what belongs to the site keeps its
words and gets a kind that says so. The parser reports events and builds no tree, so nesting and size cost linear time.
"""

from __future__ import annotations

from collections.abc import Mapping

from lxml import etree

from transforms.formats import html_head, html_hints
from transforms.formats.blocks import Extract, extract
from transforms.formats.html_hints import ELEMENTS
from transforms.formats.html_lines import NOTE_MARK, Area, Cell, Context, Line, Numbering, assemble

KINDS = {tag: tag for tag in ELEMENTS["kinds"]} | dict.fromkeys(ELEMENTS["preformatted"], "pre") | {"th": "td", "summary": "h6"}
"""Elements that give their text its kind; the text of any other block is `p`."""
BLOCKS = ELEMENTS["blocks"] | KINDS.keys()
DEEPEST_AREAS = 8
"""Areas within areas that are told apart; real pages nest three."""


def read_html(text: str) -> Extract:
    """The lines of a page or a piece of one, and the metadata of its head."""
    parser = etree.HTMLParser(target=_Reader(), huge_tree=True, encoding="utf-8")
    parser.feed(text.encode("utf-8", "replace"))
    lines, title, fields, scripts = parser.close()
    return extract(assemble(lines), html_head.metadata(title, fields, scripts))


class _Reader:
    """Receives the parser's events and gathers lines."""

    def __init__(self) -> None:
        self.lines: list[Line] = []
        self.fields: dict[str, str] = {}
        self.scripts: list[list[str]] = []
        self.title: list[str] = []
        self._now = Context()
        self._outer: list[Context] = []
        self._line = Line()
        self._capture: list[str] | None = None

    def start(self, tag: str, attributes: Mapping[str, str]) -> None:
        self._outer.append(self._now)
        if tag in BLOCKS:
            self._break()
        if tag == "br" and self._now.kind[0] == "h":
            self._line.add(" ", self._now)
        elif tag == "br":
            self._break(is_forced=True)
        elif tag in ("meta", "link", "title", "script"):
            self._start_head(tag, attributes)
        self._now = self._inside(tag, attributes)
        if tag == "li" and self._now.numbering and not self._now.areas:
            self._line.marker = self._now.numbering.next(attributes.get("value"))

    def end(self, tag: str) -> None:
        if tag in BLOCKS:
            self._break()
        if tag in ("title", "script"):
            self._capture = None
        if self._outer:
            self._now = self._outer.pop()

    def data(self, data: str) -> None:
        if self._capture is not None:
            self._capture.append(data)
        elif not self._now.is_unseen:
            if self._now.kind == "pre" and "\n" in data.replace("\r", "\n"):
                self._add_preformatted(data)
            elif self._now.is_raised and NOTE_MARK.fullmatch(data):
                self._line.add_note_mark(data, self._now)
            else:
                self._line.add(data, self._now)

    def comment(self, data: str) -> None:
        """Comments are not seen."""

    def close(self) -> tuple[list[Line], str, dict[str, str], list[str]]:
        self._break()
        return self.lines, " ".join("".join(self.title).split()), self.fields, ["".join(parts) for parts in self.scripts]

    def _inside(self, tag: str, attributes: Mapping[str, str]) -> Context:
        """The context within an element."""
        now = self._now
        if tag in ELEMENTS["plain"] and not attributes:
            return now
        if tag in ELEMENTS["unseen"]:
            return now._replace(is_unseen=True)
        if html_hints.is_main(tag, attributes):
            return now._replace(areas=(), in_text=True)
        now = self._own(tag, attributes)
        hint = html_hints.kind_of(tag, attributes, now.in_text) if len(now.areas) < DEEPEST_AREAS else None
        if hint == "time":
            return now._replace(is_time=True)
        return now._replace(areas=(*now.areas, Area(hint))) if hint else now

    def _own(self, tag: str, attributes: Mapping[str, str]) -> Context:
        """The context as the element's name alone changes it."""
        now = self._now
        if tag in ("td", "th"):
            return now._replace(kind="td", cell=Cell(now.cell.row if now.cell else object()))
        if tag in KINDS:
            return now._replace(kind=KINDS[tag])
        if tag in ("ol", "ul"):
            return now._replace(numbering=Numbering.of(attributes) if tag == "ol" else None)
        if tag == "tr":
            return now._replace(cell=Cell(object()))
        return _within(tag, now)

    def _start_head(self, tag: str, attributes: Mapping[str, str]) -> None:
        if tag == "meta" and (name := attributes.get("property") or attributes.get("name") or attributes.get("itemprop")):
            self.fields.setdefault(name.lower(), attributes.get("content", "").strip())
        elif tag == "link" and attributes.get("rel", "").lower() == "canonical":
            self.fields.setdefault("canonical", attributes.get("href", "").strip())
        elif tag == "title" and not self.title:
            self._capture = self.title
        elif tag == "script":
            self._capture = []
            if attributes.get("type") == "application/ld+json":
                self.scripts.append(self._capture)

    def _add_preformatted(self, data: str) -> None:
        for line in data.replace("\r\n", "\n").replace("\r", "\n").split("\n"):
            self._line.add(line, self._now)
            self._break(is_forced=True)

    def _break(self, is_forced: bool = False) -> None:
        """Ends the line. A forced break on an empty line leaves a blank one: it parts paragraphs."""
        if self._line.parts or is_forced:
            self._line.kind, self._line.cell = self._now.kind, self._now.cell
            self.lines.append(self._line)
            self._line = Line()


def _within(tag: str, now: Context) -> Context:
    """The context within an element of which one thing holds, whatever stands between it and the text."""
    match tag:
        case "a":
            return now._replace(is_link=True)
        case "article":
            return now._replace(in_text=True)
        case "sup":
            return now._replace(is_raised=True)
        case "time":
            return now._replace(is_time=True)
    return now
