"""Which lines of the text are headings, and how deep each stands."""

from __future__ import annotations

import re
from collections import Counter

from transforms.roles.view import View
from transforms.roles.wrapping import continues, is_full

LONGEST_PLAIN, LONGEST_MARKED, LONGEST_SENTENCE = 48, 70, 90
"""Characters of a heading: without a mark, with one, and with one and 。 at its end."""

BRACKETED = re.compile(r"[【〔《<\[][^】〕》>\]]{1,40}[】〕》>\]]")
ANNEX = re.compile(r"[【〔(<\[]?(?:附属|付属|別添|別紙|添付|附録|付録|付表|附表|署名(?:された)?文書|協力文書|成果文書|Annex|ANNEX|Appendix)")
BLOCK = re.compile(r"h[1-6]")


def find(text: list[View], wrap: int | None) -> list[bool]:
    """For every line of the text, in order: is it a heading?"""
    kinds = _heading_kinds(text, wrap)
    found: list[bool] = []
    for at, view in enumerate(text):
        goes_on = at > 0 and continues(text[at - 1], view, wrap)
        if goes_on:
            found.append(found[-1] and not view.is_sentence and len(view.text) <= LONGEST_PLAIN)
        else:
            found.append(_is_heading(text, at, kinds, wrap))
    return found


def key(view: View) -> str:
    """Headings of the same key are of the same level."""
    if view.line.block and BLOCK.fullmatch(view.line.block):
        return view.line.block
    if view.mark:
        return view.mark.kind
    return "bracketed" if BRACKETED.fullmatch(view.text) else "plain"


def levels(headings: list[View]) -> list[int]:
    """The level of each heading, 0 the outermost: by what holds what, found from order and restarted numbers."""
    ranks = _ranks(headings)
    stack: list[int] = []
    found = []
    for view in headings:
        rank = ranks[key(view)]
        while stack and stack[-1] >= rank:
            stack.pop()
        found.append(len(stack))
        stack.append(rank)
    return found


def _ranks(headings: list[View]) -> dict[str, int]:
    order = list(dict.fromkeys(key(view) for view in headings))
    for loose in ("bracketed", "plain"):
        if loose in order and not _restarts_below(headings, loose):
            order.remove(loose)
            order.append(loose)
    return {name: rank for rank, name in enumerate(order)}


def _restarts_below(headings: list[View], outer: str) -> bool:
    """Do numbers begin again under several headings of the key `outer`?"""
    starts = set()
    current = -1
    for at, view in enumerate(headings):
        if key(view) == outer:
            current = at
        elif view.mark and view.mark.is_first and current >= 0:
            starts.add(current)
    return len(starts) > 1


def _heading_kinds(text: list[View], wrap: int | None) -> frozenset[str]:
    """Kinds of marks that open headings in this document: at least half of their lines look like one."""
    totals: Counter[str] = Counter()
    like: Counter[str] = Counter()
    for at, view in enumerate(text):
        if view.mark:
            totals[view.mark.kind] += 1
            like[view.mark.kind] += _looks_like_one(text, at, wrap)
    return frozenset(kind for kind, count in like.items() if count and count * 2 >= totals[kind])


def _looks_like_one(text: list[View], at: int, wrap: int | None) -> bool:
    """A short line without an end, over text that is not its next neighbour in the series."""
    view = text[at]
    if view.is_sentence or view.is_open or not view.body or len(view.body) > LONGEST_MARKED or is_full(view, wrap):
        return False
    return at + 1 < len(text) and _is_over_text(view, text[at + 1])


def _is_over_text(view: View, below: View) -> bool:
    if view.mark and below.mark and below.mark.kind == view.mark.kind:
        return False
    return True


def _is_heading(text: list[View], at: int, kinds: frozenset[str], wrap: int | None) -> bool:
    view = text[at]
    if view.line.block and BLOCK.fullmatch(view.line.block):
        return True
    if view.line.block in ("li", "tr"):
        return False
    if view.mark:
        return _is_marked_heading(text, at, kinds, wrap)
    if BRACKETED.fullmatch(view.text):
        return at + 1 < len(text)
    return _is_plain_heading(text, at, wrap)


def _is_marked_heading(text: list[View], at: int, kinds: frozenset[str], wrap: int | None) -> bool:
    view = text[at]
    assert view.mark
    if view.mark.nature == "bullet" and view.mark.kind != "circle":
        return False
    if view.mark.nature == "heading" and not view.is_sentence:
        return True
    if view.mark.kind not in kinds:
        return False
    if _looks_like_one(text, at, wrap):
        return True
    short = view.is_sentence and len(view.body) <= LONGEST_SENTENCE and view.body.count("。") == 1
    return short and at + 1 < len(text) and not text[at + 1].is_sentence and _is_over_text(view, text[at + 1])


def _is_plain_heading(text: list[View], at: int, wrap: int | None) -> bool:
    view = text[at]
    if view.is_sentence or view.is_open or len(view.text) > LONGEST_PLAIN or is_full(view, wrap) or at + 1 >= len(text):
        return False
    return not view.text.endswith((":", ":"))
