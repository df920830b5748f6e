"""What a Word paragraph is, by its own properties and those of its style and the styles that this is based on."""

from __future__ import annotations

import re
from typing import Any

from transforms.formats.attributes import integer

W = "{http://schemas.openxmlformats.org/wordprocessingml/2006/main}"
HEADING = re.compile(r"(?:heading|見出し) ?([1-9])")
NAMED = {
    "title": "title",
    "表題": "title",
    "subtitle": "h2",
    "副題": "h2",
    "caption": "figcaption",
    "図表番号": "figcaption",
    "footnote text": "footnote",
    "脚注文字列": "footnote",
    "quote": "blockquote",
    "date": "time",
    "日付": "time",
}
"""Built-in styles by their English and Japanese names."""
DEEPEST = 20
"""Styles based on styles: Word allows ten."""


class Styles:
    """The styles of a document, from the root of its styles part, or None."""

    def __init__(self, root: Any) -> None:
        self._styles = {style.get(f"{W}styleId"): style for style in (root.iter(f"{W}style") if root is not None else ())}

    def of(self, paragraph: Any) -> tuple[str, str | None, int]:
        """(kind, number of its list or None, level in the list from 0)."""
        properties = paragraph.find(f"{W}pPr")
        chain = [properties] if properties is not None else []
        style = _value(properties, "pStyle")
        names: list[str] = []
        while style in self._styles and len(names) < DEEPEST:
            found = self._styles[style]
            names.append((_value(found, "name") or "").lower())
            if (inner := found.find(f"{W}pPr")) is not None:
                chain.append(inner)
            style = _value(found, "basedOn")
        number = next((value for one in chain if (value := _value(one, "numPr/numId"))), None)
        level = next((value for one in chain if (value := _value(one, "numPr/ilvl"))), None)
        number = None if number == "0" else number
        return _kind(names, chain, number), number, integer(level, 0)


def _kind(names: list[str], chain: list[Any], number: str | None) -> str:
    for name in names:
        if match := HEADING.match(name):
            return f"h{min(int(match[1]), 6)}"
        if name in NAMED:
            return NAMED[name]
    outline = next((value for one in chain if (value := _value(one, "outlineLvl"))), "9")
    if outline in "012345":
        return f"h{int(outline) + 1}"
    return "li" if number else "p"


def _value(element: Any, path: str) -> str | None:
    found = element.find("/".join(f"{W}{step}" for step in path.split("/"))) if element is not None else None
    return found.get(f"{W}val") if found is not None else None
