"""One document from bytes to rows: the order of the stages."""

from __future__ import annotations

from transforms import clauses, dates, entities, facts, outline, roles, rows, sectors
from transforms.decode import decode
from transforms.folding import fold
from transforms.lines import split_lines
from transforms.source import Rejected, Source

MOST_LINES = 1_000_000
"""A book of 5,000 pages has a quarter of that."""


def process(source: Source) -> dict[str, list[rows.Row]]:
    """Rows of `statements` (one), `clauses` and `entities`. Raises Rejected where the document cannot be processed."""
    return rows.rows(read(source))


def read(source: Source) -> rows.Reading:
    """All that is found in a document, every stage once."""
    decoded = decode(source)
    _refuse_endless(decoded.text)
    folded = fold(decoded.text, decoded.seen)
    lines = split_lines(folded.text, decoded.blocks)
    seen = roles.views(lines)
    flags = roles.assign_roles(lines, decoded.metadata, seen)
    passages = outline.passages(lines, seen)
    expressions = {passage.ordinal: dates.find(passage.text) for passage in passages}
    mentions = entities.find(passages, facts.first_day(passages, expressions, decoded.metadata))
    found = facts.read_facts(passages, mentions, expressions, decoded.metadata)
    found.flags |= flags | set(decoded.flags)
    mentions = entities.resolve(mentions, passages, found)
    facts.complete(found, mentions)
    units = clauses.split(passages, mentions, found)
    if not units:
        raise Rejected(
            "clauses",
            "no_body",
            "No line of the document reads as the text of a statement or report: check that it is the document itself",
        )
    tagged = dates.tag(units, facts.calendar(found, expressions), found.flags, expressions)
    entities.annotate(mentions, units, tagged)
    return rows.Reading(
        source, decoded, folded, lines, found, mentions, units, sectors.tag(units, mentions, found.parties, found.title), tagged
    )


def _refuse_endless(text: str) -> None:
    """Each line costs memory, an empty one too."""
    n_lines = text.count("\n") + text.count("\r") - text.count("\r\n")
    if n_lines > MOST_LINES:
        raise Rejected("decode", "too_big", f"{n_lines:,} lines, at most {MOST_LINES:,} are read: split the file into documents")
