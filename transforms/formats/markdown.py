"""Markdown, lightly: the text stays as it is, its lines are told apart, and marks that are not shown are passed over."""

from __future__ import annotations

import re
from dataclasses import replace

from transforms.folding import MARK
from transforms.formats.blocks import Extract
from transforms.formats.html_head import metadata
from transforms.lines import Line, split_lines
from transforms.source import Metadata

FENCE = re.compile(r" {0,3}(?P<mark>`{3,}(?=[^`]*$)|~{3,})(?P<info>.*)$")
KINDS = (
    (re.compile(r" {0,3}(?P<level>#{1,6})(?:\s|$)"), ""),
    (re.compile(r"\s*[-*+]\s"), "li"),
    (re.compile(r"\s*\d{1,3}[.)]\s"), "li"),
    (re.compile(r"\s*\|.*\|\s*$"), "tr"),
)
"""CommonMark 0.31 block starts, and GFM tables."""
QUOTE = re.compile(r" {0,3}>[> ]*")
UNDERLINE = re.compile(r" {0,3}(=+|-{3,})\s*$")
FIELD = re.compile(r"(title|url|date|publisher|canonical)\s*[:=]\s*[\"']?(.+?)[\"']?\s*$")

NOT_SHOWN = (
    re.compile(r"(?<!!)(?P<open>\[)[^\[\]]{1,300}(?P<close>\]\([^()\s]{1,500}\))"),
    re.compile(r"(?P<open>\[\^[^\[\]\s]{1,40}\])(?!:)"),
    re.compile(r"(?<!\\)(?P<open>\*{1,3}|~~|`)(?![\s*~`])[^*~`]{1,300}(?<=\S)(?P<close>(?P=open))"),
    re.compile(r"(?P<open><r[tp]>[^<>]{0,100}</r[tp]>|</?[A-Za-z][A-Za-z0-9]*(?:\s[^<>]{0,300})?/?>)"),
    re.compile(r"(?P<open>\\)(?=[!-/:-@\[-`{-~])"),
    re.compile(r"(?<=\S)(?P<open>[ \t]++(?:#+|\{#[\w-]+\})[ \t]*)$"),
)
"""Targets of links, marks of notes, signs of emphasis, tags with readings above characters, escapes, what closes a heading."""


def read_markdown(text: str) -> Extract:
    """Kinds of all lines; the fields of a front matter become metadata."""
    found = split_lines(text)
    lines = [line.text for line in found]
    end = _front_matter(lines)
    kinds: list[str | None] = ["front_matter"] * end
    opened = ""
    for line in lines[end:]:
        before, opened = opened, _fence(line, opened)
        kinds.append("pre" if before or opened else _kind(line))
    for at in range(end + 1, len(lines)):
        if kinds[at - 1] == "p" and (rule := UNDERLINE.match(lines[at])):
            kinds[at - 1] = "h1" if "=" in rule[1] else "h2"
    seen = [line if kind in ("front_matter", "pre") else _seen(line) for line, kind in zip(lines, kinds, strict=True)]
    return Extract(text, tuple(kinds), _fields(lines[:end]), _put_back(text, found, seen))


def _put_back(text: str, lines: list[Line], seen: list[str]) -> str:
    """The text with other lines of the same lengths."""
    ends = [line.end for line in lines]
    breaks = [text[end:start] for end, start in zip(ends, [*(line.start for line in lines[1:]), len(text)], strict=True)]
    return "".join(piece for pair in zip(seen, breaks, strict=True) for piece in pair)


def _seen(line: str) -> str:
    """The line with `MARK` for each character that is not shown."""
    seen = QUOTE.sub(lambda quote: MARK * len(quote[0]), line, count=1) if QUOTE.match(line) else line
    for pattern in NOT_SHOWN:
        seen = pattern.sub(_mark_ends, seen)
    return seen


def _mark_ends(match: re.Match[str]) -> str:
    """The match with its groups `open` and `close` overwritten."""
    whole, sizes = match[0], {name: len(part or "") for name, part in match.groupdict().items()}
    end = len(whole) - sizes.get("close", 0)
    return MARK * sizes["open"] + whole[sizes["open"] : end] + MARK * (len(whole) - end)


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
    if quote := QUOTE.match(line):
        inner = _kind(line[quote.end() :])
        return "blockquote" if inner == "p" else inner
    for pattern, kind in KINDS:
        if match := pattern.match(line):
            return kind or f"h{len(match['level'])}"
    return "p"


def _front_matter(lines: list[str]) -> int:
    """Number of lines of a front matter in YAML or TOML with its rules; 0 without one."""
    opening = lines[0].rstrip() if lines else ""
    closing = {"---": ("---", "..."), "+++": ("+++",)}.get(opening, ())
    return next((at + 1 for at, line in enumerate(lines[1:60], start=1) if line.rstrip() in closing), 0)


def _fields(lines: list[str]) -> Metadata:
    found = {match[1]: match[2] for line in lines if (match := FIELD.match(line))}
    page = metadata("", {"canonical": found.get("url") or found.get("canonical", ""), "date": found.get("date", "")}, [])
    return replace(page, title=found.get("title"), publisher=found.get("publisher"))
