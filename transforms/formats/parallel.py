"""Tables that set a text beside itself in another language: their rows are read as paragraphs, not as data."""

from __future__ import annotations

import re
from collections.abc import Sequence

JAPANESE = re.compile("[\u3041-\u30fa\u3400-\u9fff\uf900-\ufaff]")
KANA = re.compile("[\u3041-\u30fa]")
PHRASE = re.compile(r"[\W\d_]*(?:[^\W\d_]+[\W\d_]+){3}[^\W\d_]")
"""Four words; names and units of a table of data have fewer."""
FEWEST = 2
"""Rows that make a table one of two languages, together with half of all its rows."""


def is_foreign(text: str) -> bool:
    """Whether a text has letters, and none of them Japanese."""
    return not JAPANESE.search(text) and any(character.isalpha() for character in text)


def are_parallel(rows: Sequence[Sequence[str]]) -> bool:
    """Whether rows, each of the texts of its cells, set Japanese beside phrases in another script."""
    beside = sum(any(map(_is_phrase, cells)) and any(map(KANA.search, cells)) for cells in rows)
    return beside >= max(FEWEST, sum(len(cells) > 1 for cells in rows) / 2)


def _is_phrase(text: str) -> bool:
    return is_foreign(text) and PHRASE.match(text) is not None
