"""A line as the rules of roles see it: stripped, with its mark, its width and what surrounds it."""

from __future__ import annotations

import re
from collections.abc import Iterable
from dataclasses import dataclass

from transforms import numbering
from transforms.lines import Line
from transforms.numbering import Mark

SENTENCE_END = re.compile(r"[。｡!?!?][」』)\]】〉》\"”']*(?: ?(?:[(\[](?:注|※)?\d{0,2}[)\]]|\*\d?))?$")
OPEN_END = re.compile(r"(?:[、,・=-]|[のをがはと](?<!こと)|及び|並びに|または|又は|若しくは|かつ|ならびに|および|に関する|における|に対する|に基づく|による)$")
"""Ends at which no heading stops: the line goes on in the next one."""

WIDE = re.compile(r"[^\x00-\x7f\uff61-\uff9f]")


@dataclass(slots=True, eq=False)
class View:
    """A non-blank line. `text` is stripped; `gap` is whether a blank line stands before it; `indent` counts leading spaces."""

    line: Line
    text: str
    mark: Mark | None
    gap: bool
    indent: int

    @property
    def body(self) -> str:
        """Its wording, after the mark."""
        return self.text[self.mark.end :] if self.mark else self.text

    @property
    def is_sentence(self) -> bool:
        return ends_sentence(self.text)

    @property
    def is_open(self) -> bool:
        """Does it break off within a phrase?"""
        return bool(OPEN_END.search(self.text))

    @property
    def width(self) -> int:
        return width(self.text)


def views(lines: Iterable[Line]) -> list[View]:
    """The non-blank lines."""
    found: list[View] = []
    gap = False
    for line in lines:
        text = line.text.strip()
        if not text:
            gap = True
            continue
        indent = len(line.text) - len(line.text.lstrip())
        found.append(View(line, text, numbering.read(text), gap, indent))
        gap = False
    return found


def ends_sentence(text: str) -> bool:
    return bool(SENTENCE_END.search(text[-24:]))


def width(text: str) -> int:
    """Columns on a fixed-width screen: two for a wide character."""
    return len(text) + len(WIDE.findall(text))
