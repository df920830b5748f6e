"""Which lines go on in the next one: sentences and headings broken over lines, whether by hand or at a fixed width."""

from __future__ import annotations

from transforms.roles.view import View

SLACK = 6
"""Columns by which a wrapped line may fall short: a bracket or 、 is not put at the start of a line."""

NARROWEST, WIDEST = 28, 130
"""Columns between which fixed widths are looked for."""

SHORTEST_BREAK = 45
"""Characters from which a line without an end is a sentence broken by hand rather than a heading."""


def wrap_width(views: list[View]) -> int | None:
    """The width at which the text was wrapped, in columns; None where its lines are paragraphs."""
    open_widths = sorted(view.width for view in views if not view.is_sentence and NARROWEST <= view.width <= WIDEST)
    if len(open_widths) < 3:
        return None
    limit = open_widths[-1 - len(open_widths) // 20]
    full = sum(limit - SLACK <= value <= limit + SLACK for value in open_widths)
    longer = sum(view.width > limit + SLACK for view in views)
    return limit if full >= 3 and full * 2 >= len(open_widths) and longer * 10 <= len(views) else None


def is_full(view: View, wrap: int | None) -> bool:
    return wrap is not None and view.width >= wrap - SLACK


def continues(before: View, view: View, wrap: int | None) -> bool:
    """Does `view` go on with the sentence or phrase that `before` leaves open?"""
    if before.is_sentence or before.text.endswith((":", ":")):
        return False
    if view.mark and view.mark.kind != "bare" and not before.is_open:
        return False
    if before.is_open:
        return not (view.mark and view.mark.nature != "number") and not (view.mark and before.text.endswith(":"))
    return is_full(before, wrap) or (len(before.text) >= SHORTEST_BREAK and view.is_sentence and not before.mark)
