"""What kind of file bytes and texts are: by their content, then by the name."""

from __future__ import annotations

import json
import re

ZIP, OLE = b"PK\x03\x04", b"\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1"
PACKAGES = (
    (b"word/document", "docx"),
    (b"xl/workbook", "an Excel workbook"),
    (b"ppt/presentation", "a PowerPoint file"),
    (b"mimetypeapplication/epub", "an EPUB"),
    (b"mimetypeapplication/vnd.oasis", "an OpenDocument file"),
)
"""Names of parts that tell what a zip package is."""
LOCKED = "EncryptedPackage".encode("utf-16-le")
"""Name of the stream that holds an Office file with a password."""
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
    (b"MSCF", "a CAB archive"),
    (b"%!PS", "a PostScript file"),
)
"""File signatures (IANA media types, vendors' specifications) of what holds no text to read."""
HEAD = 4096

HTML_MARK = re.compile(r"<(?:!doctype\s+html|html|head|body)\b", re.IGNORECASE)
HTML_LEADER = re.compile(r"<!--.*?-->|<\?xml[^>]*>", re.DOTALL)
"""What may stand before the first mark."""
HTML_TAG = re.compile(r"</?(?:p|div|br|h[1-6]|table|tr|td|ul|ol|li|span|article|section)(?:\s[^<>]{0,500})?/?>", re.IGNORECASE)
HTML_NAME = re.compile(r"\.x?html?$", re.IGNORECASE)
MARKDOWN_NAME = re.compile(r"\.(?:md|markdown|mdown|mkd)$", re.IGNORECASE)
XML_LEADER = re.compile(r"<!--.*?-->|<\?[^>]*>|<!DOCTYPE[^>]*>", re.DOTALL)
XML_ROOT = re.compile(r"\s*<([A-Za-z][\w:.-]*)")
FEEDS = frozenset(["rss", "feed", "rdf:RDF", "urlset"])
MAIL_HEAD = re.compile(r"(?:[A-Z][\w-]*:[^\r\n]*+(?:\r?\n[ \t][^\r\n]*+)*+\r?\n){2,}+")
"""Fields at the top of a mail, or of a page that a browser saved as one file (RFC 5322, RFC 2557)."""
MAIL_CODED = re.compile(
    r"^Content-(?:Transfer-Encoding:\s*(?:base64|quoted-printable)|Type:\s*multipart/)", re.IGNORECASE | re.MULTILINE
)
SHEET_NAME = re.compile(r"\.(?:csv|tsv)(?:\.gz)?$", re.IGNORECASE)
LEAST_TAGS = 3
"""Block tags that make a text a piece of HTML, whatever its name."""


def package_of(data: bytes) -> str | None:
    """`pdf`, `docx`, or what a foreign file is in words (`a PNG picture`); None for what may be text."""
    if b"%PDF-" in data[:1024]:
        return "pdf"
    if data.startswith(ZIP):
        return next((name for part, name in PACKAGES if part in data), "a zip archive without .zip in its name")
    if data.startswith(OLE) and LOCKED in data:
        return "an Office file with a password"
    if data[257:262] == b"ustar":
        return "a tar archive"
    return next((name for mark, name in FOREIGN if data.startswith(mark)), None)


def foreign_text(text: str, path: str) -> str | None:
    """What a text is in words where it is data, whose marks and fields would be read as sentences; None for what may be read."""
    head = text[:HEAD].lstrip("\ufeff \t\r\n")
    if head[:1] in ("{", "[") and _is_json(text):
        return "JSON, of which only JSON Lines are read (.jsonl, one document a line)"
    root = XML_ROOT.match(XML_LEADER.sub("", head))
    if root and (head.startswith("<?xml") or root[1] in FEEDS) and not _is_html(f"<{root[1]}>"):
        return f"XML ({root[1]})"
    if (fields := MAIL_HEAD.match(text)) and MAIL_CODED.search(fields[0]):
        return "a mail or a saved page (MHTML) in coded form"
    if SHEET_NAME.search(path) and re.search("[,;\t]", head.partition("\n")[0]):
        return "a sheet (CSV), of which records are read as JSON Lines or Parquet"
    return None


def _is_html(tag: str) -> bool:
    return bool(HTML_MARK.match(tag) or HTML_TAG.match(tag))


def _is_json(text: str) -> bool:
    try:
        return isinstance(json.loads(text), dict | list)
    except (ValueError, RecursionError):
        return False


def text_type(text: str, path: str) -> str:
    """The media type of a text: `text/html`, `text/markdown` or `text/plain`."""
    head = text[:HEAD]
    if HTML_MARK.match(HTML_LEADER.sub("", head).strip()) or (HTML_NAME.search(path) and HTML_TAG.search(text)):
        return "text/html"
    if MARKDOWN_NAME.search(path):
        return "text/markdown"
    return "text/html" if len(HTML_TAG.findall(head)) >= LEAST_TAGS else "text/plain"
