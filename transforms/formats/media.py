"""What kind of file bytes are: by their content, then by the name."""

from __future__ import annotations

import re

ZIP, OLE = b"PK\x03\x04", b"\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1"
PACKAGES = (
    (b"word/document.xml", "docx"),
    (b"xl/workbook", "an Excel workbook"),
    (b"ppt/presentation", "a PowerPoint file"),
    (b"mimetypeapplication/epub", "an EPUB"),
)
"""Names of parts that tell what a zip package is."""
FOREIGN = (
    (OLE, "an old Office file (.doc, .xls, .ppt)"),
    (b"{\\rtf", "an RTF file"),
    (b"\x89PNG", "a PNG picture"),
    (b"\xff\xd8\xff", "a JPEG picture"),
    (b"GIF8", "a GIF picture"),
    (b"RIFF", "a RIFF sound or picture"),
    (b"II*\x00", "a TIFF picture"),
    (b"MM\x00*", "a TIFF picture"),
    (b"\x1f\x8b", "a gzip archive"),
    (b"BZh", "a bzip2 archive"),
    (b"\xfd7zXZ", "an xz archive"),
    (b"7z\xbc\xaf", "a 7-Zip archive"),
    (b"Rar!", "a RAR archive"),
    (b"\x7fELF", "a program"),
    (b"MZ\x90", "a program"),
    (b"PAR1", "a Parquet file"),
    (b"SQLite format 3", "a database"),
)
"""File signatures (IANA media types, vendors' specifications) of what holds no text to read."""
HEAD = 4096

HTML_MARK = re.compile(r"<(?:!doctype\s+html|html|head|body)\b", re.IGNORECASE)
HTML_LEADER = re.compile(r"<!--.*?-->|<\?xml[^>]*>", re.DOTALL)
"""What may stand before the first mark."""
HTML_TAG = re.compile(r"</?(?:p|div|br|h[1-6]|table|tr|td|ul|ol|li|span|article|section)(?:\s[^<>]{0,500})?/?>", re.IGNORECASE)
HTML_NAME = re.compile(r"\.x?html?$", re.IGNORECASE)
MARKDOWN_NAME = re.compile(r"\.(?:md|markdown|mdown|mkd)$", re.IGNORECASE)
LEAST_TAGS = 3
"""Block tags that make a text a piece of HTML, whatever its name."""


def package_of(data: bytes) -> str | None:
    """`pdf`, `docx`, or what a foreign file is in words (`a PNG picture`); None for what may be text."""
    if b"%PDF-" in data[:1024]:
        return "pdf"
    if data.startswith(ZIP):
        return next((name for part, name in PACKAGES if part in data), "a zip archive")
    return next((name for mark, name in FOREIGN if data.startswith(mark)), None)


def text_type(text: str, path: str) -> str:
    """The media type of a text: `text/html`, `text/markdown` or `text/plain`."""
    head = text[:HEAD]
    if HTML_MARK.match(HTML_LEADER.sub("", head).strip()) or (HTML_NAME.search(path) and HTML_TAG.search(text)):
        return "text/html"
    if MARKDOWN_NAME.search(path):
        return "text/markdown"
    return "text/html" if len(HTML_TAG.findall(head)) >= LEAST_TAGS else "text/plain"
