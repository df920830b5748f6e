"""Parts of a statement: preamble, operative text, closing; a report is one part."""

from __future__ import annotations

from transforms import patterns
from transforms.lines import CLAUSE_ROLES, tells_of_report
from transforms.passages import Passage
from transforms.roles.body import first_operative
from transforms.roles.headings import ANNEX


def assign(passages: list[Passage]) -> None:
    """Sets `part` of the body's passages."""
    body = [passage for passage in passages if passage.role in CLAUSE_ROLES]
    if any(tells_of_report(line) for passage in body for line in passage.lines):
        for passage in body:
            passage.part = "report"
        return
    start = _operative_start(passages, body)
    for at, passage in enumerate(body):
        passage.part = "preamble" if at < start else "operative"
    _close([passage for passage in body[start:] if not (passage.heading and ANNEX.match(passage.heading))])


def _operative_start(passages: list[Passage], body: list[Passage]) -> int:
    """Index in `body` of the first passage after the preamble."""
    opening = first_operative(passage.text[passage.body_start :] if passage.role == "heading" else None for passage in passages)
    if opening is not None:
        return sum(passage.ordinal < passages[opening].ordinal for passage in body)
    number = next((at for at, passage in enumerate(body) if passage.role == "provision" or _is_numbered_piece(passage)), None)
    if number is not None:
        return number
    return next((at for at, passage in enumerate(body) if passage.role != "preamble"), len(body))


def _is_numbered_piece(passage: Passage) -> bool:
    """True for a provision on a line that opens with something else."""
    return passage.provision is not None and passage.role in ("preamble", "paragraph") and passage.body_start > 0


def _close(operative: list[Passage]) -> None:
    """The run at the end that judges the visit, thanks the host or promises to carry out the text, with invitations in it."""
    pending: list[Passage] = []
    for passage in reversed(operative):
        if _matches("closing", passage.text):
            for member in (*pending, passage):
                member.part = "closing"
            pending = []
        elif _matches("invitation", passage.text):
            pending.append(passage)
        else:
            return


def _matches(section: str, text: str) -> bool:
    return any(entry.pattern.search(text) for entry in patterns.entries("parts.toml", section))
