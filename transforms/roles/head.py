"""The head of a document: its title, and the news lead before a full text."""

from __future__ import annotations

import re

from transforms.roles.coverage import STATEMENT_TITLE
from transforms.roles.view import View
from transforms.roles.wrapping import continues

FIRST_HEADINGS = re.compile(r"[【\[<]?(?:前文|序文|序|はじめに|序言|前言|総論|概要|要旨|ポイント|骨子)[】\]>]?")
SUBTITLE = re.compile(r"[(\[~<「『〔―—-].*[)\]~>」』〕―—-]|(?:仮訳|骨子|概要|要旨)|.*(?:に向けて|に向けた|のために|を目指して)")
LONGEST_TITLE = 120


def assign(views: list[View]) -> None:
    """Marks the title lines, and as page frame what stands above them."""
    free = [view for view in views if not view.line.role]
    if any(view.line.role == "title" for view in views):
        _drop_repeated(views, free)
        return
    head = free[: _first_text(free)]
    titles = _titles(head)
    for view in titles:
        view.line.role, view.line.rule = "title", "head:title"
    if titles:
        for view in head[: head.index(titles[0])]:
            view.line.role, view.line.rule = "site_chrome", "head:above_title"


def assign_leads(views: list[View]) -> None:
    """In a full text: what stands before the notice or the title, and tells the news, is a lead."""
    start = next((at for at, view in enumerate(views) if view.line.role == "fulltext_notice"), 0)
    for view in views[:start]:
        if not view.line.role and not view.mark:
            view.line.role, view.line.rule = "news_lead", "head:before_notice"


def _first_text(free: list[View]) -> int:
    """Index of the first line that is a sentence, or the beginning of one, or numbered."""
    for at, view in enumerate(free):
        if view.is_sentence or view.mark and view.mark.is_number and view.mark.kind != "bare":
            return at
        if len(view.text) > LONGEST_TITLE or view.text.endswith("、"):
            return at
    return len(free)


def _titles(head: list[View]) -> list[View]:
    """The title line with its continuations and subtitles."""
    start = _title_start(head)
    if start is None:
        return []
    titles = [head[start]]
    for view in head[start + 1 :]:
        if not (continues(titles[-1], view, None) or SUBTITLE.fullmatch(view.text)):
            break
        titles.append(view)
    return titles


def _title_start(head: list[View]) -> int | None:
    blocks = [at for at, view in enumerate(head) if view.line.block in ("h1", "title")]
    named = [at for at, view in enumerate(head) if STATEMENT_TITLE.search(view.text)]
    for found in (blocks[-1:], named[:1]):
        if found:
            at = found[0]
            while at and head[at - 1].is_open:
                at -= 1
            return at
    plain = [at for at, view in enumerate(head) if not view.mark and not FIRST_HEADINGS.fullmatch(view.text) and len(view.text) >= 6]
    return plain[0] if plain else None


def _drop_repeated(views: list[View], free: list[View]) -> None:
    titles = " ".join(view.text for view in views if view.line.role == "title")
    for view in free[: _first_text(free)]:
        if view.text in titles:
            view.line.role, view.line.rule = "title", "head:title_again"
