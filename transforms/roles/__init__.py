"""Gives every line of a document its role, with the rule that gave it."""

from __future__ import annotations

from transforms.lines import Line
from transforms.roles import body, closing, frame, head, remarks
from transforms.roles.coverage import gist_notice, of_views
from transforms.roles.view import View, views
from transforms.source import Metadata

__all__ = ["assign_roles", "views"]


def assign_roles(lines: list[Line], metadata: Metadata, seen: list[View] | None = None) -> set[str]:
    """Sets `role` and `rule` of every line in place; returns flags of the document. `seen`: the lines' views, if known."""
    for line in lines:
        line.role, line.rule = "blank", "blank"
    seen = views(lines) if seen is None else seen
    for view in seen:
        view.line.role, view.line.rule = "", ""
    frame.assign(seen, metadata)
    closing.assign(seen)
    head.assign(seen, metadata)
    gist = gist_notice(seen)
    kind = "report" if gist else of_views(seen)
    if gist:
        gist.line.role, gist.line.rule = "", ""
    if kind == "full_text":
        head.assign_leads(seen)
        closing.adopt_head_date(seen)
        remarks.leave(seen)
    else:
        closing.leave_head_days(seen)
    remarks.leave_explained(seen, is_report=kind == "report")
    return body.assign([view for view in seen if not view.line.role], kind == "report", seen)
