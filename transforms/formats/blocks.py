"""What the lines of a formatted document were: one vocabulary for HTML, PDF, DOCX and Markdown."""

from __future__ import annotations

from dataclasses import dataclass, field

from transforms.source import Metadata

CONTENT = {
    "title": "the title by its style or size",
    "h1": "heading, outermost",
    "h2": "heading",
    "h3": "heading",
    "h4": "heading",
    "h5": "heading",
    "h6": "heading, innermost",
    "p": "begins a paragraph: all of it, but in PDF its first printed line",
    "line": "printed line of a page (PDF) above which the line is full: most often goes on with its paragraph",
    "li": "item of a list; its number is written out where a reader sees one",
    "tr": "row of a table, its cells parted by tabs",
    "td": "a line of a cell that holds several",
    "dt": "term of a description list",
    "dd": "description in a description list",
    "blockquote": "quotation",
    "pre": "preformatted text",
    "translation": "the text beside it in another language",
    "caption": "caption of a table",
    "figcaption": "caption of a picture",
    "footnote": "note below the text",
    "time": "nothing but a date",
    "byline": "who wrote or reported it",
    "a": "nothing but links",
}
"""Kinds of a document's own lines."""

CHROME = {
    "nav": "navigation, bread crumbs, language and page switches",
    "header": "head of the site",
    "footer": "foot of the site, copyright",
    "aside": "beside the text: side bars, rankings, advertisements",
    "related": "related and recommended articles",
    "share": "buttons to share, print, follow",
    "cookie": "consent to cookies",
    "comments": "readers' comments",
    "form": "fields, buttons and choices",
    "script": "what is shown only without scripts",
    "hidden": "what the page does not show until it is asked for",
    "page_head": "running head or foot of a page",
    "page_number": "number of a page",
    "front_matter": "fields above a Markdown text",
}
"""Kinds of lines that belong to the site or the page, not to the document."""

KINDS = frozenset(CONTENT) | frozenset(CHROME)


@dataclass(frozen=True, slots=True)
class Extract:
    """The text of a formatted document, the kind of each of its lines (None for a blank one), what its head says."""

    text: str
    blocks: tuple[str | None, ...]
    metadata: Metadata = field(default_factory=Metadata)
    seen: str | None = None
    """The text with `folding.MARK` for each character of marks that a reader does not see; None where all is seen."""


def extract(lines: list[tuple[str | None, str]], metadata: Metadata | None = None) -> Extract:
    """Joins (kind, text) lines; a text must hold no line break. Blank lines at both ends and runs of them are left out."""
    kept: list[tuple[str | None, str]] = []
    for kind, text in lines:
        if text.strip():
            kept.append((kind, text))
        elif kept and kept[-1][1]:
            kept.append((None, ""))
    if kept and not kept[-1][1]:
        kept.pop()
    return Extract("\n".join(text for _, text in kept), tuple(kind for kind, _ in kept), metadata or Metadata())
