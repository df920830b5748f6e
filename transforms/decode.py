"""From bytes to text: what kind of file it is, its encoding, its lines with the kinds of their blocks."""

from __future__ import annotations

import re
from dataclasses import dataclass

from transforms import charset
from transforms.source import Metadata, Rejected, Source

LEAST_KANA = 0.02
"""Share of kana among the letters of a document: Japanese prose has 0.4 to 0.6, a foreign text that quotes a name less."""

KANA = re.compile("[\u3041-\u3096\u30a1-\u30fa\uff66-\uff9d]")
LETTER = re.compile(r"[^\W\d_]")
CONTROL = bytes(set(range(0x20)) - set(b"\t\n\x0b\x0c\r\x1b")) + b"\x7f"
MOST_CONTROLS = 0.05
HEAD = 65_536
"""Bytes that are looked at to tell a binary file."""


@dataclass(frozen=True, slots=True)
class Decoded:
    """A document's text, before anything is cleaned away.

    `text` is the whole of a plain text (without a byte-order mark), the extracted text of another format; it never holds
    surrogates. `blocks` has the kind of block of each of its lines (`transforms.lines.split_lines`); None in plain text.
    """

    text: str
    media_type: str
    charset: str | None
    """Python codec name (`utf-8`, `cp932`, `euc_jp`, `iso2022_jp`, `utf-16`); None where the format itself says it."""
    blocks: tuple[str | None, ...] | None
    metadata: Metadata
    """The source's, completed by what the document's own head says."""
    flags: tuple[str, ...] = ()
    """`charset_lied`, `charset_mixed`, `bytes_replaced`."""


def decode(source: Source) -> Decoded:
    """Reads a source. Raises Rejected at stage `decode` for what cannot be read or holds no Japanese."""
    if not source.data.strip(b"\x00\t\n\r\x0c "):
        raise Rejected("decode", "empty", "The file holds no text: put the document's text into it, or remove it")
    reading = charset.read_text(source.data) if not _is_binary(source.data) else None
    if reading is None:
        raise Rejected("decode", "binary", "The file is not text: give the document as text, Markdown, HTML, PDF or DOCX")
    _demand_japanese(reading.text)
    return Decoded(reading.text, "text/plain", reading.charset, None, source.metadata, reading.flags)


def _is_binary(data: bytes) -> bool:
    """Many control characters, unless they are the zero bytes of UTF-16."""
    head = data[:HEAD]
    controls = len(head) - len(head.translate(None, CONTROL))
    return controls > MOST_CONTROLS * len(head) and not charset.is_wide(data)


def _demand_japanese(text: str) -> None:
    letters, kana = sum(1 for _ in LETTER.finditer(text)), sum(1 for _ in KANA.finditer(text))
    if kana < max(1.0, LEAST_KANA * letters):
        share = f"{kana} of {letters} letters are kana"
        raise Rejected("decode", "not_japanese", f"{share}, at least {LEAST_KANA:.0%} are needed: give the Japanese text")
