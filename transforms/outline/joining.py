"""Joins lines into passages: wrapped lines, sentences broken over paragraphs, a lead-in sentence with its bullets."""

from __future__ import annotations

import re
from dataclasses import dataclass
from itertools import chain

from transforms.classical import modern
from transforms.lines import BODY_ROLES, GOES_ON
from transforms.outline.inline import pieces
from transforms.passages import Passage
from transforms.roles.headings import leads_in
from transforms.roles.paragraphs import Paragraph, Wrapping, wrapping
from transforms.roles.view import View, is_nominal

REST = re.compile("(?:について|に関して|に関し|を|に|の|が|で|と|など)(?![\u3041-\u3093]{0,2}[、])")
"""How a sentence goes on below the items that stand inside it."""

HEADINGS = frozenset({"heading", "subheading"})


@dataclass
class Group:
    """The lines of a passage, with the joint before each."""

    views: list[View]
    joints: list[str]
    announces: bool | None = None
    """Does its sentence announce a list? None until an item below it asks."""


def join(views: list[View]) -> list[Group]:
    """The passages' lines, in order of their first lines."""
    how = wrapping([view for view in views if view.line.role in BODY_ROLES and view.line.role != "title"], views)
    groups: list[Group] = []
    current: Group | None = None
    for view in chain.from_iterable(map(pieces, views)):
        if view.line.role not in BODY_ROLES:
            _join_frame(groups, view)
            continue
        joint = _joint(current, view, how) if current else None
        if joint is None or current is None:
            current = Group([view], [""])
            groups.append(current)
        else:
            current.views.append(view)
            current.joints.append(joint)
    return groups


def _join_frame(groups: list[Group], view: View) -> None:
    """Adds a line that is no text: to the last of the groups where it goes on with it, else as a group of its own."""
    if groups and _goes_on(view) and groups[-1].views[-1].line.role == view.line.role:
        groups[-1].views.append(view)
        groups[-1].joints.append("")
    else:
        groups.append(Group([view], [""]))


def build(group: Group, ordinal: int) -> Passage:
    """The passage of such a group."""
    pieces: list[str] = []
    starts, origins = [], []
    length = 0
    for joint, view in zip(group.joints, group.views, strict=True):
        starts.append(length + len(joint))
        origins.append(view.line.start + view.indent)
        pieces += [joint, view.text]
        length += len(joint) + len(view.text)
    lines = tuple(view.line for view in group.views)
    passage = Passage(modern("".join(pieces)), lines, tuple(starts), tuple(origins), ordinal)
    passage.body_start = _body_start(group.views, passage) if lines[0].role in BODY_ROLES else 0
    return passage


def _body_start(views: list[View], passage: Passage) -> int:
    first = views[0]
    if first.mark and not first.body and len(views) > 1:
        second = views[1].mark
        return passage.starts[1] + (second.end if second else 0)
    return first.mark.end if first.mark else 0


def _joint(group: Group, view: View, how: Wrapping) -> str | None:
    """How the line joins the passage so far: "" or "\n"; None where it does not."""
    last = group.views[-1]
    if _family(last) != _family(view) or (view.line is last.line):
        return None
    if _goes_on(view):
        return ""
    if _is_item(view) or (_is_item(last) and last.text.endswith("、") and view.mark):
        return "\n" if _completes(group, view) else None
    if _is_item(last) and group.announces and REST.match(view.text):
        return "\n"
    return "" if view.line.role == "title" and how.continues(last, view) else None


def _family(view: View) -> str:
    role = view.line.role
    return "heading" if role in HEADINGS else "title" if role == "title" else "text"


def _is_item(view: View) -> bool:
    return view.line.role == "bullet" and not _goes_on(view)


def _goes_on(view: View) -> bool:
    return view.line.rule.endswith(GOES_ON)


def _completes(group: Group, view: View) -> bool:
    """Is it a noun phrase under a sentence that announces it?"""
    if _is_item(group.views[0]) or not (is_nominal(view.text) or Paragraph([view]).is_phrase):
        return False
    if group.announces is None:
        above = Paragraph(group.views)
        group.announces = leads_in(above.text) or not above.is_sentence
    return group.announces
