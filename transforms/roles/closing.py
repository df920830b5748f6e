"""The end of a statement: the line that tells where, when and in which languages it was adopted, and who signed it."""

from __future__ import annotations

import re

from transforms import patterns
from transforms.roles.headings import ANNEX
from transforms.roles.view import View

LONGEST_ADOPTION, LONGEST_ALONE, LONGEST_SIGNATURE = 300, 60, 60
"""Characters of a line."""

STANDS_ALONE = frozenset({"day_place", "place_day", "place_alone"})
"""Adoption lines that are no sentences: they may stand below the title too."""

CUES = re.compile("[日於証]|本書")
COLUMNS = re.compile(r" {2,}|\t|\s\|\s")
"""What parts signatures that stand side by side."""


def assign(views: list[View]) -> None:
    """Marks adoption lines and signature blocks among lines that have no role yet."""
    free = [view for view in views if not view.line.role]
    is_below_text = True
    for view in reversed(free):
        rule = _adoption(view.text) if is_below_text or len(view.text) <= LONGEST_ALONE else None
        if rule and (is_below_text or rule in STANDS_ALONE):
            view.line.role, view.line.rule = "adoption", f"closing:{rule}"
        elif view.is_sentence:
            is_below_text = False
    _assign_signatures(free)


def _adoption(text: str) -> str | None:
    """The id of the adoption pattern that the whole line matches."""
    if len(text) > LONGEST_ADOPTION or not CUES.search(text):
        return None
    found = (entry.id for entry in patterns.entries("closing.toml", "adoption") if entry.pattern.fullmatch(text))
    return next(found, None)


def _assign_signatures(free: list[View]) -> None:
    """Below the first sentence, a run of short lines is a signature block where one of them names an office or a side."""
    first = next((at for at, view in enumerate(free) if view.is_sentence), len(free))
    run: list[View] = []
    for view in [*free[first:], None]:
        if view and _may_sign(view):
            run.append(view)
            continue
        _sign(run)
        run = []


def _may_sign(view: View) -> bool:
    if view.line.role or view.is_sentence or len(view.text) > LONGEST_SIGNATURE or view.mark or ANNEX.match(view.text):
        return False
    return _names_office(view.text) or _matches("name", view.text)


def _sign(run: list[View]) -> None:
    if len(run) < 2 or not any(_names_office(view.text) for view in run):
        return
    for view in run:
        view.line.role, view.line.rule = "signature", "closing:signature"


def _names_office(text: str) -> bool:
    return any(_matches("signature", part) for part in COLUMNS.split(text))


def _matches(section: str, text: str) -> bool:
    return any(entry.pattern.fullmatch(text) for entry in patterns.entries("closing.toml", section))
