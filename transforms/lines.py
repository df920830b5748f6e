"""Lines of a document, the roles they are given, and the rule that gave each: the evidence of what is cleaned away."""

from __future__ import annotations

import re
from dataclasses import dataclass

CLAUSE_ROLES = frozenset("provision provision_cont paragraph bullet preamble report_body".split())
BODY_ROLES = CLAUSE_ROLES | {"title", "heading", "subheading"}
GOES_ON = "goes_on"
"""How the rule of a line ends that reads as one with the line before it, of the same role."""
OF_REPORT = "/report"
"""How the rule of an item ends that stands in a report: its role does not tell."""
BREAK = re.compile(r"\r\n|\n|\r")


@dataclass(slots=True)
class Line:
    """`start` and `end` are folded offsets, half-open, without the break; `number` counts from 1."""

    number: int
    start: int
    end: int
    text: str
    """Its folded text, white space at both ends kept."""
    block: str | None = None
    """The kind of block it was in HTML, PDF or DOCX (`h1`, `p`, `li`, `tr`, `figcaption`, `nav` …); None in plain text."""
    role: str = ""
    rule: str = ""
    """Id of the rule that gave the role, e.g. `site:vnanet/byline` or `numbering:arabic_dot`."""


def tells_of_report(line: Line) -> bool:
    """Is it a line of the text of a report, whose words are not the parties' own?"""
    return line.role == "report_body" or (line.role == "bullet" and line.rule.endswith(OF_REPORT))


def split_lines(text: str, blocks: tuple[str | None, ...] | None = None) -> list[Line]:
    """Lines end at LF, CRLF or CR; a final break opens no further line. `blocks` has one entry a line."""
    lines: list[Line] = []
    start = 0
    for match in BREAK.finditer(text):
        lines.append(_line(text, len(lines), start, match.start(), blocks))
        start = match.end()
    if start < len(text):
        lines.append(_line(text, len(lines), start, len(text), blocks))
    return lines


def _line(text: str, index: int, start: int, end: int, blocks: tuple[str | None, ...] | None) -> Line:
    return Line(index + 1, start, end, text[start:end], blocks[index] if blocks else None)
