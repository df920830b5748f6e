"""Markdown, lightly: the text stays as it is, and its lines are told apart."""

from __future__ import annotations

import re
from dataclasses import replace

from transforms.formats.blocks import Extract
from transforms.formats.html_head import metadata
from transforms.lines import split_lines
from transforms.source import Metadata

FENCE = re.compile(r" {0,3}(?P<mark>`{3,}(?=[^`]*$)|~{3,})(?P<info>.*)$")
KINDS = (
    (re.compile(r" {0,3}(?P<level>#{1,6})(?:\s|$)"), ""),
    (re.compile(r"\s*[-*+]\s"), "li"),
    (re.compile(r"\s*\d{1,3}[.)]\s"), "li"),
    (re.compile(r" {0,3}>"), "blockquote"),
    (re.compile(r"\s*\|.*\|\s*$"), "tr"),
)
"""CommonMark 0.31 block starts, and GFM tables."""
UNDERLINE = re.compile(r" {0,3}(=+|-{3,})\s*$")
FIELD = re.compile(r"(title|url|date|publisher|canonical)\s*:\s*[\"']?(.+?)[\"']?\s*$")


def read_markdown(text: str) -> Extract:
    """Kinds of all lines; the fields of a front matter become metadata."""
    lines = [line.text for line in split_lines(text)]
    end = _front_matter(lines)
    kinds: list[str | None] = ["front_matter"] * end
    opened = ""
    for line in lines[end:]:
        before, opened = opened, _fence(line, opened)
        kinds.append("pre" if before or opened else _kind(line))
    for at in range(end + 1, len(lines)):
        if kinds[at - 1] == "p" and (rule := UNDERLINE.match(lines[at])):
            kinds[at - 1] = "h1" if "=" in rule[1] else "h2"
    return Extract(text, tuple(kinds), _fields(lines[:end]))


def _fence(line: str, opened: str) -> str:
    """The mark of the code block that goes on below a line, "" outside; one ends with a bare fence of its own mark, at least
    as long (CommonMark 0.31, section 4.5)."""
    match = FENCE.match(line)
    if match is None or not opened:
        return match["mark"] if match else opened
    return "" if match["mark"].startswith(opened) and not match["info"].strip() else opened


def _kind(line: str) -> str | None:
    if not line.strip():
        return None
    for pattern, kind in KINDS:
        if match := pattern.match(line):
            return kind or f"h{len(match['level'])}"
    return "p"


def _front_matter(lines: list[str]) -> int:
    """Number of lines of a YAML front matter with its rules; 0 without one."""
    if not lines or lines[0].rstrip() != "---":
        return 0
    return next((at + 1 for at, line in enumerate(lines[1:60], start=1) if line.rstrip() in ("---", "...")), 0)


def _fields(lines: list[str]) -> Metadata:
    found = {match[1]: match[2] for line in lines if (match := FIELD.match(line))}
    page = metadata("", {"canonical": found.get("url") or found.get("canonical", ""), "date": found.get("date", "")}, [])
    return replace(page, title=found.get("title"), publisher=found.get("publisher"))
