"""The sector of a heading: one that names a single sector lends it to the clauses below it, one that lists several lends none."""

from __future__ import annotations

import re
from functools import lru_cache

from transforms.passages import Passage
from transforms.sectors.context import place
from transforms.sectors.evidence import Finding, weigh
from transforms.sectors.terms import occurrences

_SUBJECT = re.compile(
    r"(?:.*との間の|.*政府間の)?(?P<subject>[^、。]{2,40}?)(?:に関する|についての|に係る|分野における|のための)"
)

HEADS_OTHERS = frozenset(("ECO", "DEF", "RGN", "CUL", "MLT"))
"""Headings on the economy, security, regions, society or the world hold others: they give their code, but do not put it first."""


def inherited(passage: Passage) -> tuple[str, str, Finding] | None:
    """Basis, heading and finding of the innermost heading above the passage that names a single sector."""
    path = passage.section_path or tuple(text for text in (passage.heading, passage.subheading) if text)
    for depth in range(len(path) - 1, -1, -1):
        if finding := _single(path[depth]):
            return "subheading" if depth else "heading", path[depth], finding
    return None


def lead(passage: Passage) -> str | None:
    """The code that comes first in a clause below such a heading, if the clause has it."""
    found = inherited(passage)
    return found[2].code if found and found[2].code not in HEADS_OTHERS else None


def of_subject(title: str) -> Finding | None:
    """The sector of the one subject that a title names (技術協力に関する協定); None where it names parties and form alone."""
    match = _SUBJECT.match(title)
    return _single(match["subject"]) if match else None


@lru_cache(maxsize=4096)
def _single(heading: str) -> Finding | None:
    hits = occurrences(heading)
    own = weigh(hits, place(heading, (0, len(heading)), "", frozenset(), hits), (), None)
    findings = own.strong or own.weak
    return findings[0] if len(findings) == 1 else None
