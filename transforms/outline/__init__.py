"""Builds the body: passages with their sections, provisions, paragraphs and parts."""

from __future__ import annotations

from transforms.lines import BODY_ROLES, Line
from transforms.outline import joining, parts
from transforms.outline.sections import sections
from transforms.passages import Passage
from transforms.roles.view import View, views

__all__ = ["passages"]


def passages(lines: list[Line], seen: list[View] | None = None) -> list[Passage]:
    """Passages in document order; every non-blank line, which must have its role, is in exactly one, or cut into several.

    `seen`: the lines' views, if they are known.
    """
    seen = views(lines) if seen is None else seen
    groups = joining.join(seen)
    found = [joining.build(group, ordinal) for ordinal, group in enumerate(groups)]
    reader = sections(seen)
    for group, passage in zip(groups, found, strict=True):
        if passage.role in BODY_ROLES:
            reader.place(passage, group.views[0])
    parts.assign(found)
    return found
