"""Gives every line of a document its role, with the rule that gave it."""

from __future__ import annotations

from transforms.lines import Line
from transforms.roles import body, closing, frame, head
from transforms.roles.coverage import coverage, of_views
from transforms.roles.view import views
from transforms.source import Metadata

__all__ = ["assign_roles", "coverage"]


def assign_roles(lines: list[Line], metadata: Metadata) -> set[str]:
    """Sets `role` and `rule` of every line in place; returns flags of the document."""
    for line in lines:
        line.role, line.rule = ("", "") if line.text.strip() else ("blank", "blank")
    seen = views(lines)
    frame.assign(seen, metadata)
    closing.assign(seen)
    head.assign(seen, metadata)
    kind = of_views(seen)
    if kind == "full_text":
        head.assign_leads(seen)
    return body.assign([view for view in seen if not view.line.role], kind == "report")
