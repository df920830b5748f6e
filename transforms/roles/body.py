"""Roles of the lines of the text itself: headings, provisions, bullets, paragraphs, or the body of a report."""

from __future__ import annotations

import re

from transforms.roles import headings
from transforms.roles.view import View
from transforms.roles.wrapping import continues, wrap_width

DOUBLE = re.compile(r"(?P<first>\S.*?\S) +(?P<second>\S[^ 。]{0,30})")


def assign(text: list[View], is_report: bool) -> set[str]:
    """Gives every line its role; returns flags."""
    wrap = wrap_width(text)
    is_heading = headings.find(text, wrap)
    above = [view for view, found in zip(text, is_heading, strict=True) if found]
    for view, level in zip(above, headings.levels(above), strict=True):
        _set(view, "subheading" if level else "heading", headings.key(view))
    _assign_rest(text, is_heading, is_report, wrap)
    return {"heading_split"} if any(split_heading(view, above) for view in above) else set()


def split_heading(view: View, headings_of_document: list[View]) -> int | None:
    """Offset in `view.text` of a second heading on its line; None where there is none.

    A numbered heading followed by a space and a phrase like the document's unnumbered subheadings.
    """
    if not view.mark or not view.mark.is_number or view.is_sentence:
        return None
    if not any(other.line.role == "subheading" and not other.mark for other in headings_of_document):
        return None
    match = DOUBLE.fullmatch(view.text, view.mark.end)
    return match.start("second") if match and len(match["first"]) > len(match["second"]) else None


def _assign_rest(text: list[View], is_heading: list[bool], is_report: bool, wrap: int | None) -> None:
    first_heading = next((at for at, found in enumerate(is_heading) if found), len(text))
    plain, rule = "preamble", "body:before_first_heading"
    for at, view in enumerate(text):
        if is_heading[at]:
            plain, rule = "paragraph", "body:paragraph"
            continue
        if at and not is_heading[at - 1] and continues(text[at - 1], view, wrap):
            before = text[at - 1].line.role
            _set(view, "provision_cont" if before == "provision" else before, "wrapped")
        elif _is_bullet(view):
            _set(view, "bullet", view.mark.kind if view.mark else str(view.line.block))
        elif is_report:
            _set(view, "report_body", "report")
        elif view.mark and view.mark.is_number:
            _set(view, "provision", view.mark.kind)
            plain, rule = "provision_cont", "body:under_number"
        else:
            view.line.role, view.line.rule = plain, rule
    if not is_report and first_heading == len(text) and not any(view.line.role == "provision" for view in text):
        for view in text:
            if view.line.role == "preamble":
                _set(view, "paragraph", "no_structure")


def _is_bullet(view: View) -> bool:
    if view.mark and not view.mark.is_number:
        return True
    if view.line.block in ("li", "tr") and not view.mark:
        return True
    return bool(view.mark and not view.is_sentence and not view.is_open and len(view.text) <= headings.LONGEST_MARKED)


def _set(view: View, role: str, rule: str) -> None:
    view.line.role, view.line.rule = role, f"body:{rule}"
