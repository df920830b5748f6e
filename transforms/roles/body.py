"""Roles of the lines of the text itself: headings, provisions, bullets, paragraphs, or the body of a report."""

from __future__ import annotations

import re
from collections.abc import Iterable

from transforms import numbering
from transforms.lines import GOES_ON, OF_REPORT
from transforms.roles import headings
from transforms.roles.coverage import opens_text
from transforms.roles.headings import ANNEX, BRACKETED, LIST_BLOCKS, PREAMBLE
from transforms.roles.masthead import WRITER, is_name
from transforms.roles.paragraphs import Paragraph, paragraphs, wrapping
from transforms.roles.view import View

SHORTEST_TEXT = 20
"""Characters from which a line that ends in a verb without 。 is text."""

SECOND_MARK = re.compile(r" +(?=[(\dA-ZⅠ一二三四五六七八九十])|(?=\([\d一二三四五六七八九十]{1,3}\))|(?=[■□◆◇])")
"""Before a mark that opens a second heading on the line."""

LIST = re.compile("、.*(?:及び|および|並びに|、)")
"""In a phrase that lists things."""

DOUBLE = re.compile(r"(?P<first>\S.*?\S) +(?P<second>\S[^ 。]{0,30})")


def assign(views: list[View], is_report: bool, document: list[View]) -> set[str]:
    """Gives every line its role; returns flags. `document`: the lines that have theirs as well."""
    how = wrapping(views, document)
    text = _without_tail(paragraphs(views, how))
    listed = headings.find_listed(text)
    is_heading = headings.find(text, listed, how)
    above = [paragraph.first for paragraph, found in zip(text, is_heading, strict=True) if found]
    for view, level in zip(above, headings.levels(above), strict=True):
        _set(view, "subheading" if level else "heading", headings.key(view))
    _assign_rest(text, is_heading, listed, is_report)
    for paragraph in text:
        role = paragraph.first.line.role
        for view in paragraph.views[1:]:
            alone = not paragraph.first.body and view is paragraph.views[1] and view.mark
            _set(view, "provision_cont" if role == "provision" and not alone else role, GOES_ON)
    with_plain = has_plain_subheadings(above)
    return {"heading_split"} if any(split_heading(view, with_plain) for view in above) else set()


def has_plain_subheadings(headings_of_document: list[View]) -> bool:
    """Has the document subheadings without a mark? Then one may stand on the line of its heading."""
    return any(view.line.role == "subheading" and not view.mark for view in headings_of_document)


def split_heading(view: View, with_plain: bool) -> tuple[int, int] | None:
    """Where the first of two headings on a line ends in `view.text`, and where the wording of the second begins; None for one.

    The second has a mark of its own, or is a phrase after a space where the document has such unnumbered subheadings.
    """
    start = view.mark.end if view.mark else 0
    if view.is_sentence or not (start or BRACKETED.match(view.text)):
        return None
    for match in SECOND_MARK.finditer(view.text, start + 1):
        mark = numbering.read_at(view.text, match.end())
        if mark and mark.end < len(view.text) and (view.mark is None or mark.kind != view.mark.kind):
            return match.start(), mark.end
    plain = DOUBLE.fullmatch(view.text, start) if with_plain and view.mark and view.mark.is_number else None
    if plain is None or len(plain["first"]) <= len(plain["second"]):
        return None
    return plain.end("first"), plain.start("second")


def _without_tail(text: list[Paragraph]) -> list[Paragraph]:
    """Cuts off phrases below the last text: the page's frame, unless a heading announces an annex."""
    end = len(text)
    while end and _is_frame(text[end - 1]):
        end -= 1
    if 0 < end < len(text) and headings.leads_in(text[end - 1].text) and LIST.search(text[end].text):
        end += 1
    annex = next((at for at in range(end, len(text)) if ANNEX.match(text[at].text)), len(text)) if end else len(text)
    if end == 0:
        return text
    for paragraph in text[end:annex]:
        for view in paragraph.views:
            view.line.role, view.line.rule = "site_chrome", "body:below_text"
    if end < annex and (WRITER.fullmatch(text[end].text) or is_name(text[end].text.strip("()[]【】"))):
        text[end].first.line.role, text[end].first.line.rule = "byline", "body:writer"
    return text[:end] + text[annex:]


def _is_frame(paragraph: Paragraph) -> bool:
    """May a paragraph below the text be the page's? A phrase without mark, a few words, or a number alone."""
    if not paragraph.body:
        return True
    if paragraph.is_sentence or paragraph.mark or paragraph.first.line.block in LIST_BLOCKS or headings.is_cut_off(paragraph):
        return False
    return paragraph.is_phrase or (len(paragraph.text) < SHORTEST_TEXT and not headings.says(paragraph))


def _assign_rest(text: list[Paragraph], is_heading: list[bool], listed: list[bool], is_report: bool) -> None:
    preamble_end = _preamble_end(text, is_heading)
    in_provision = False
    for at, paragraph in enumerate(text):
        view, mark = paragraph.first, paragraph.mark
        if is_heading[at]:
            in_provision = False
        elif _is_bullet(paragraph, listed[at]):
            kind = mark.kind if mark else view.line.block or "listed"
            _set(view, "bullet", f"{kind}{OF_REPORT}" if is_report else kind)
        elif is_report:
            _set(view, "report_body", "report")
        elif mark and mark.is_number:
            _set(view, "provision", mark.kind)
            in_provision = True
        elif in_provision:
            _set(view, "provision_cont", "under_number")
        else:
            _set(view, *(("preamble", "before_operative") if at < preamble_end else ("paragraph", "paragraph")))


def _preamble_end(text: list[Paragraph], is_heading: list[bool]) -> int:
    """Index of the first paragraph after the preamble: a heading, else a number, else what follows the opening formula."""
    opening = first_operative(paragraph.first.body if is_heading[at] else None for at, paragraph in enumerate(text))
    if opening is not None:
        return opening
    for at, paragraph in enumerate(text):
        if paragraph.mark and paragraph.mark.is_number:
            return at
    formula = next((at + 1 for at, paragraph in enumerate(text) if opens_text(paragraph.text)), 0)
    return formula if formula < len(text) else 0


def first_operative(headings: Iterable[str | None]) -> int | None:
    """Place of the first heading whose text comes after the preamble; None marks what is no heading. 前文 opens the preamble, and
    an annex with its headings says nothing of it."""
    for at, heading in enumerate(headings):
        if heading is not None and ANNEX.match(heading):
            return None
        if heading is not None and not PREAMBLE.fullmatch(heading):
            return at
    return None


def _is_bullet(paragraph: Paragraph, is_listed: bool) -> bool:
    mark = paragraph.mark
    if is_listed or (mark and not mark.is_number):
        return True
    if paragraph.first.line.block in LIST_BLOCKS and not mark:
        return True
    return bool(
        mark
        and paragraph.body
        and paragraph.is_phrase
        and not paragraph.is_open
        and len(paragraph.body) <= headings.LONGEST_MARKED
    )


def _set(view: View, role: str, rule: str) -> None:
    view.line.role, view.line.rule = role, f"body:{rule}"
