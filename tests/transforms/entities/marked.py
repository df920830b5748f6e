"""Texts of our own with names marked inline: `[country:JPN|日本国]`, `[person|…]`, `[organization|…]`, `[place|…]` and so on."""

from __future__ import annotations

import re
from dataclasses import dataclass
from pathlib import Path

from transforms import dates, entities, facts, outline, roles
from transforms.entities.model import Mention
from transforms.folding import fold
from transforms.lines import split_lines
from transforms.passages import Passage
from transforms.source import Metadata

FOLDER = Path(__file__).parent / "texts"
MARK = re.compile(r"\[(?P<type>country|person|organization|place|instrument)(?::(?P<code>[A-Z]{3}))?\|(?P<surface>[^\]]+)\]")


@dataclass(frozen=True, order=True)
class Marked:
    """A name in a document's folded text; `code` is the ISO alpha-3 of a country."""

    start: int
    end: int
    type: str
    surface: str
    code: str | None


def parse(marked: str) -> tuple[str, list[Marked]]:
    """The text without its marks, and what they marked; offsets count in that text."""
    text, found, at = "", [], 0
    for match in MARK.finditer(marked):
        text += marked[at : match.start()]
        found.append(Marked(len(text), len(text) + len(match["surface"]), match["type"], match["surface"], match["code"]))
        text += match["surface"]
        at = match.end()
    return text + marked[at:], found


def read(text: str) -> list[Mention]:
    """All mentions of a document, resolved by its own facts."""
    lines = split_lines(fold(text).text)
    roles.assign_roles(lines, Metadata())
    passages: list[Passage] = outline.passages(lines)
    mentions = entities.find(passages)
    expressions = {passage.ordinal: dates.find(passage.text) for passage in passages}
    return entities.resolve(mentions, passages, facts.read_facts(passages, mentions, expressions, Metadata()))


def spans(mentions: list[Mention]) -> dict[tuple[int, int, str], Mention]:
    """Mentions by their span in the document and their type."""
    return {(*one.passage.document_span(one.start, one.end), one.type): one for one in mentions}
