"""The test documents in other layouts: what is read of a text does not depend on how it is set.

Each reading is compared with that of the plain text, clause by clause. Bars are below 1 where a layout takes something away
that a reader needs: a heading that is wrapped can look like the line of a sentence.
"""

from __future__ import annotations

import html
import re
import unicodedata
from collections.abc import Callable
from functools import lru_cache
from typing import Any

import pytest

from flows.sources import read
from tests.documents.scoring import expectations, sources
from transforms.decode import decode
from transforms.document import process
from transforms.source import Rejected, Source

EVERY = 6
"""One of so many test documents is read."""
HANGING = "、。」）)』"
"""Characters that stand beyond the width, for no line begins with them."""
COMPARED = ("act", "level", "actors", "recipients", "primary_sector", "provision", "section_path", "part")

Layout = Callable[[str], str]
Clause = tuple[Any, ...]


def wrapped(width: int) -> Layout:
    def wrap(text: str) -> str:
        return "\n".join(piece for line in text.split("\n") for piece in _pieces(line, width))

    return wrap


def _pieces(line: str, width: int) -> list[str]:
    pieces = []
    while len(line) > width:
        end = width
        while end < len(line) and line[end] in HANGING:
            end += 1
        pieces.append(line[:end])
        line = line[end:]
    return [*pieces, line]


def in_paragraphs(text: str) -> str:
    return _page("".join(f"<p>{html.escape(line)}</p>\n" for line in text.split("\n") if line.strip()))


def in_table(text: str) -> str:
    lines = "<br>\n".join(html.escape(line) for line in text.split("\n"))
    return _page(f"<table><tr><td width=150>メニュー<br>ホーム</td><td>{lines}</td></tr></table>")


def _page(body: str) -> str:
    return f'<html><head><meta charset="utf-8"></head><body>{body}</body></html>'


def spaced(text: str) -> str:
    """As the text layer of a PDF has it: 2025 年 5 月 6 日."""
    return re.sub(r"(?<=[ぁ-ん一-鿿])(?=\d)|(?<=\d)(?=[ぁ-ん一-鿿])", " ", text)


def in_glyphs(text: str) -> str:
    """As other PDF files give it: 2 0 2 5 年 5 月 6 日."""
    return re.sub(r"(?<=\d)(?=[\dぁ-ん一-鿿])|(?<=[ぁ-ん一-鿿])(?=\d)", " ", text)


LAYOUTS: dict[str, tuple[Layout, str, float]] = {
    "indented": (lambda text: re.sub(r"(?m)^(?=.)", "    ", text), "txt", 1.0),
    "quoted": (lambda text: re.sub(r"(?m)^", "> ", text), "txt", 0.98),
    "with Windows line ends and white space": (lambda text: text.replace("\n", "  \r\n"), "txt", 1.0),
    "with a blank line below each": (lambda text: text.replace("\n", "\n\n"), "txt", 0.97),
    "decomposed": (lambda text: unicodedata.normalize("NFD", text), "txt", 1.0),
    "compatibility forms folded": (lambda text: unicodedata.normalize("NFKC", text), "txt", 1.0),
    "with , and . of full width": (lambda text: text.translate(str.maketrans("、。", "，．")), "txt", 0.98),
    "with figures apart": (spaced, "txt", 0.97),
    "with glyphs of figures apart": (in_glyphs, "txt", 0.80),
    "wrapped at 40": (wrapped(40), "txt", 0.90),
    "wrapped at 20": (wrapped(20), "txt", 0.75),
    "in narrow columns": (wrapped(13), "txt", 0.60),
    "paragraphs of HTML": (in_paragraphs, "html", 0.95),
    "in a table of HTML": (in_table, "html", 0.95),
}
"""How the text is set, the name's ending, and the share of its clauses that have to be as in the plain text."""


@lru_cache(maxsize=1)
def plain() -> dict[str, str]:
    """Texts of some test documents, by their keys."""
    keys = [want["source"] for want in expectations().values()][::EVERY]
    return {key: re.sub("\r\n?", "\n", decode(read(sources()[key])).text) for key in keys}


@lru_cache
def clauses(name: str, text: str) -> list[Clause]:
    try:
        rows = process(Source(name, text.encode()))["clauses"]
    except Rejected:
        return []
    return [(_bare(row["text"]), *(_known(row[column]) for column in COMPARED)) for row in rows]


def _known(value: Any) -> Any:
    return tuple(map(_bare, value)) if isinstance(value, list) else value


def _bare(text: str) -> str:
    """Wording alone: without what the layouts add."""
    return re.sub(r"[\s>,.、。]", "", unicodedata.normalize("NFKC", text))


@pytest.mark.parametrize(("layout", "ending", "bar"), LAYOUTS.values(), ids=LAYOUTS)
def test_clauses_stay(layout: Layout, ending: str, bar: float) -> None:
    kept, total, lost = 0, 0, []
    for key, text in plain().items():
        before, after = clauses("plain.txt", text), set(clauses(f"set.{ending}", layout(text)))
        missing = [clause for clause in before if clause not in after]
        kept, total = kept + len(before) - len(missing), total + len(before)
        lost += [f"{key}: {clause}" for clause in missing]
    assert total > 100
    assert kept / total >= bar, "\n".join([f"{kept / total:.3f}", *lost[:20]])
