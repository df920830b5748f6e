"""Joins lines into passages: wrapped lines, sentences broken over paragraphs, a lead-in sentence with its bullets."""

from __future__ import annotations

from transforms.lines import BODY_ROLES
from transforms.passages import Passage
from transforms.roles.headings import leads_in
from transforms.roles.paragraphs import Paragraph, Wrapping, wrapping
from transforms.roles.view import View, is_verbal

HEADINGS = frozenset({"heading", "subheading"})


def join(views: list[View]) -> list[list[tuple[str, View]]]:
    """The lines of each passage with the joint before each, in order of their first lines."""
    how = wrapping([view for view in views if view.line.role in BODY_ROLES and view.line.role != "title"])
    groups: list[list[tuple[str, View]]] = []
    open_group: list[tuple[str, View]] = []
    for view in views:
        if view.line.role not in BODY_ROLES:
            groups.append([("", view)])
            continue
        joint = _joint(open_group, view, how)
        if joint is None:
            open_group = [("", view)]
            groups.append(open_group)
        else:
            open_group.append((joint, view))
    return groups


def build(group: list[tuple[str, View]], ordinal: int) -> Passage:
    """The passage of such a group."""
    pieces: list[str] = []
    starts, origins = [], []
    length = 0
    for joint, view in group:
        starts.append(length + len(joint))
        origins.append(view.line.start + view.indent)
        pieces += [joint, view.text]
        length += len(joint) + len(view.text)
    lines = tuple(view.line for _, view in group)
    passage = Passage("".join(pieces), lines, tuple(starts), tuple(origins), ordinal)
    passage.body_start = _body_start(group, passage) if group[0][1].line.role in BODY_ROLES else 0
    return passage


def _body_start(group: list[tuple[str, View]], passage: Passage) -> int:
    first = group[0][1]
    if first.mark and not first.body and len(group) > 1:
        second = group[1][1].mark
        return passage.starts[1] + (second.end if second else 0)
    return first.mark.end if first.mark else 0


def _joint(group: list[tuple[str, View]], view: View, how: Wrapping) -> str | None:
    """How the line joins the passage so far: "" or "\\n"; None where it does not."""
    if not group:
        return None
    last = group[-1][1]
    if _family(last) != _family(view):
        return None
    if _is_item(view) and not (last.mark and not last.body):
        return "\n" if _completes(group, view) else None
    return "" if how.continues(last, view) else None


def _family(view: View) -> str:
    role = view.line.role
    return "heading" if role in HEADINGS else "title" if role == "title" else "text"


def _is_item(view: View) -> bool:
    return view.line.role == "bullet" and not view.line.rule.endswith("goes_on")


def _completes(group: list[tuple[str, View]], view: View) -> bool:
    """Is it a noun phrase under a sentence that announces it?"""
    if _is_item(group[0][1]) or view.is_sentence or is_verbal(view.text):
        return False
    first = next((at for at, (joint, _) in enumerate(group) if joint == "\n"), len(group))
    above = Paragraph([other for _, other in group[:first]])
    return leads_in(above.text) or not above.is_sentence
