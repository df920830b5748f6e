"""Joins lines into passages: wrapped lines, sentences broken over paragraphs, a lead-in sentence with its bullets."""

from __future__ import annotations

import re

from transforms.lines import BODY_ROLES, CLAUSE_ROLES
from transforms.passages import Passage
from transforms.roles.view import View
from transforms.roles.wrapping import continues, wrap_width

LEAD_IN = re.compile(
    r"(?:以下|次|下記|左記)の|(?:次|以下)(?:を|に|が|で)|とおり|通り(?:。|です|である)|これには|具体的には|[::]$|(?:含む|含まれる|である|あげられる|挙げられる|挙げた|挙げました)。$"
)
HEADINGS = frozenset({"heading", "subheading", "title"})


def join(views: list[View]) -> list[list[tuple[str, View]]]:
    """The lines of each passage with the joint before each, in order of their first lines."""
    wrap = wrap_width([view for view in views if view.line.role in BODY_ROLES])
    groups: list[list[tuple[str, View]]] = []
    open_group: list[tuple[str, View]] | None = None
    for view in views:
        if view.line.role not in BODY_ROLES:
            groups.append([("", view)])
            continue
        joint = _joint(open_group, view, wrap) if open_group else None
        if joint is None or open_group is None:
            open_group = [("", view)]
            groups.append(open_group)
        else:
            open_group.append((joint, view))
    return groups


def build(group: list[tuple[str, View]], ordinal: int) -> Passage:
    """The passage of such a group."""
    text, starts, origins = "", [], []
    for joint, view in group:
        text += joint
        starts.append(len(text))
        origins.append(view.line.start + view.indent)
        text += view.text
    first = group[0][1]
    passage = Passage(text, tuple(view.line for _, view in group), tuple(starts), tuple(origins), ordinal)
    passage.body_start = first.mark.end if first.mark and first.line.role in BODY_ROLES else 0
    return passage


def leads_in(text: str) -> bool:
    """Does the last sentence of a passage announce a list?"""
    last = text.rstrip("。").rpartition("。")[2]
    return bool(LEAD_IN.search(last + ("。" if text.endswith("。") else "")))


def _joint(group: list[tuple[str, View]], view: View, wrap: int | None) -> str | None:
    """How the line joins the passage so far: "" or "\\n"; None where it does not."""
    last = group[-1][1]
    heading = last.line.role in HEADINGS
    if heading != (view.line.role in HEADINGS):
        return None
    if _is_item(view):
        return "\n" if not heading and _completes(group, view) else None
    if continues(last, view, wrap):
        return "" if last.line.role in CLAUSE_ROLES or last.line.role == view.line.role else None
    return "" if _is_number_alone(last) and not heading else None


def _is_item(view: View) -> bool:
    return view.line.role == "bullet" and (view.mark is not None or view.line.block in ("li", "tr"))


def _is_number_alone(view: View) -> bool:
    return bool(view.mark and not view.body)


def _completes(group: list[tuple[str, View]], view: View) -> bool:
    """Is it a noun phrase under a sentence that announces it?"""
    first = next((at for at, (joint, _) in enumerate(group) if joint == "\n"), len(group))
    above = "".join(other.text for _, other in group[:first])
    return not view.is_sentence and not _is_item(group[0][1]) and (leads_in(above) or not group[first - 1][1].is_sentence)
