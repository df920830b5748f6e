"""Which roles of lines are the document itself, and which are what stands around it."""

from __future__ import annotations

TITLES = frozenset(("title", "heading", "subheading"))
CLAUSES = frozenset(("provision", "provision_cont", "paragraph", "bullet", "preamble", "report_body"))
"""Lines that clauses come from."""


def is_body(role: str) -> bool:
    """Whether a line of this role is part of the document."""
    return role in TITLES or role in CLAUSES
