"""From bytes to text: what kind of file it is, its encoding, its lines with the kinds of their blocks."""

from __future__ import annotations

import re
from dataclasses import dataclass, fields

from transforms import charset
from transforms.formats import media
from transforms.formats.blocks import Extract
from transforms.formats.docx import read_docx
from transforms.formats.html import read_html
from transforms.formats.markdown import read_markdown
from transforms.source import Metadata, Rejected, Source


def _read_pdf(data: bytes) -> Extract:
    from transforms.formats.pdf import read_pdf  # noqa: PLC0415 - slow to load

    return read_pdf(data)


PACKAGES = {
    "pdf": ("application/pdf", _read_pdf),
    "docx": ("application/vnd.openxmlformats-officedocument.wordprocessingml.document", read_docx),
}
TEXTS = {"text/html": read_html, "text/markdown": read_markdown}

LEAST_KANA = 0.02
"""Share of kana among the letters of a document: Japanese prose has 0.4 to 0.6, a foreign text that quotes a name less."""
KANA = re.compile("[\u3041-\u3096\u30a1-\u30fa\uff66-\uff9d]+")
LETTERS = re.compile(r"[^\W\d_]+")
LEAST_UPRIGHT = 50
"""Lines of one character that make a text a copy of vertical print, together with four fifths of all its lines."""
OPENING = 500_000
"""Characters that are judged first; the rest only where they hold too little Japanese."""

CONTROL = bytes(set(range(0x20)) - set(b"\t\n\x0b\x0c\r\x1b")) + b"\x7f"
MOST_CONTROLS = 0.05
HEAD = 65_536
"""Bytes that are looked at to tell a binary file."""
DECLARED = re.compile(rb"""(?:charset|encoding)\s*=\s*["']?([\w-]{2,30})""", re.IGNORECASE)
VISIBLE = re.compile("[^\\s\0\u200b\u2060\ufeff]")
ADVICE = "give the document as text, Markdown, HTML, PDF or DOCX"


@dataclass(frozen=True, slots=True)
class Decoded:
    """A document's text, before anything is cleaned away.

    `text` is the whole of a plain or Markdown text (without a byte-order mark), the extracted text of another format; it
    never holds surrogates. `blocks` has the kind (`formats.blocks`) of each of its lines (`transforms.lines.split_lines`).
    """

    text: str
    media_type: str
    charset: str | None
    """Python codec name (`utf-8`, `cp932`, `euc_jp`, `iso2022_jp`, `utf-16`); None where the format itself says it."""
    blocks: tuple[str | None, ...] | None
    """None in plain text; within, None for lines without a kind."""
    metadata: Metadata
    """The source's, completed by what the document's own head says."""
    seen: str | None = None
    """The text with marks that a reader does not see overwritten (`formats.blocks`); None where all is seen."""
    flags: tuple[str, ...] = ()
    """`charset_lied`, `charset_mixed`, `bytes_replaced`."""


def decode(source: Source) -> Decoded:
    """Reads a source. Raises Rejected at stage `decode` for what cannot be read or holds no Japanese."""
    if not source.data.strip(b"\x00\t\n\r\x0c "):
        raise _emptiness()
    package = media.package_of(source.data)
    decoded = _package(source, package) if package else _text(source)
    if not VISIBLE.search(decoded.text):
        raise _emptiness()
    _demand_japanese(decoded.text)
    if charset.is_garbled(decoded.text):
        raise _garbled()
    if _stands_upright(decoded.text):
        message = "Each line holds one character, as vertical print does that was copied: give the text in whole lines"
        raise Rejected("decode", "garbled", message)
    return decoded


def _emptiness() -> Rejected:
    return Rejected("decode", "empty", "The file holds no text: put the document's text into it, or remove it")


def _garbled() -> Rejected:
    what = "The text was read in a wrong encoding before it was saved (mojibake), or the fonts of the PDF do not tell characters"
    return Rejected("decode", "garbled", f"{what}: fetch the document anew, or give its text")


def _package(source: Source, package: str) -> Decoded:
    if package not in PACKAGES:
        raise Rejected("decode", "unsupported_format", f"The file is {package}: {ADVICE}")
    media_type, reader = PACKAGES[package]
    extract = reader(source.data)
    return Decoded(extract.text, media_type, None, extract.blocks, _complete(source.metadata, extract))


def _text(source: Source) -> Decoded:
    if _is_binary(source.data):
        raise Rejected("decode", "binary", f"The file is not text: {ADVICE}")
    declared = DECLARED.search(source.data, 0, media.HEAD) if b"<" in source.data[: media.HEAD] else None
    reading = charset.read_text(source.data, declared[1].decode("ascii", "ignore") if declared else None)
    if foreign := media.foreign_text(reading.text, source.path):
        raise Rejected("decode", "unsupported_format", f"The file is {foreign}: {ADVICE}")
    media_type = media.text_type(reading.text, source.path)
    if media_type not in TEXTS:
        return Decoded(reading.text, media_type, reading.charset, None, source.metadata, flags=reading.flags)
    extract = TEXTS[media_type](reading.text)
    metadata = _complete(source.metadata, extract)
    return Decoded(extract.text, media_type, reading.charset, extract.blocks, metadata, extract.seen, reading.flags)


def _complete(given: Metadata, extract: Extract) -> Metadata:
    """What was given beside the document, and where it is silent what the document's head says."""
    values = {one.name: getattr(given, one.name) or getattr(extract.metadata, one.name) for one in fields(Metadata)}
    return Metadata(**values)


def _is_binary(data: bytes) -> bool:
    """Many control characters, unless they are the zero bytes of UTF-16."""
    head = data[:HEAD]
    controls = len(head) - len(head.translate(None, CONTROL))
    return controls > MOST_CONTROLS * len(head) and not charset.is_wide(data)


def _stands_upright(text: str) -> bool:
    lengths = [len(line.strip()) for line in text[:OPENING].splitlines() if line.strip()]
    return lengths.count(1) >= max(LEAST_UPRIGHT, 0.8 * len(lengths))


def _demand_japanese(text: str) -> None:
    opening = text[:OPENING]
    if sum(map(len, KANA.findall(opening))) >= max(1.0, LEAST_KANA * len(opening)):
        return
    kana, letters = _count(opening)
    if kana < max(1.0, LEAST_KANA * letters):
        kana, letters = _count(text)
    if kana < max(1.0, LEAST_KANA * letters):
        if charset.is_taken_for_latin(opening):
            raise _garbled()
        share = f"{kana} of {letters} letters are kana"
        raise Rejected("decode", "not_japanese", f"{share}, at least {LEAST_KANA:.0%} are needed: give the Japanese text")


def _count(text: str) -> tuple[int, int]:
    """Numbers of kana and of letters of any script, kana among them."""
    return sum(map(len, KANA.findall(text))), sum(map(len, LETTERS.findall(text)))
