"""What who repeats a paper or a report says below it: remarks, the background, words explained."""

from __future__ import annotations

import re

from transforms import patterns, wires
from transforms.roles.headings import ANNEX, STATED
from transforms.roles.view import View

BACKGROUND = re.compile(r"[■◆●【\[<]? ?(?:(?:交渉の|協議の)?(?:背景|経緯|経過)(?:情報|説明|資料)?|Background) ?[】\]>]?")
"""The heading of what the parties to a paper need not be told."""

EXPLAINED = re.compile(
    r"(?:[〈<《【\[][^〉>》】\]。、]{2,20}[〉>》】\]] ?"
    r"|[^\s、。「」はがをに]{2,16}(?<!首脳|首相|総理|大臣|外相|主席|長官|議長)(?<![氏側相]) )"
    r"(?=[^。「]{6,})(?P<meaning>[^。]+。)"
)
"""A word and what it means, as a line of its own: キューバ封鎖 米国が続けている経済制裁。"""
NOMINAL = re.compile("[一-龥々ァ-ヴー]。$")


def leave(views: list[View]) -> None:
    """Marks them as editorial in a full text."""
    _leave_below_paper(views)
    _leave_background(views)


def leave_explained(views: list[View], *, is_report: bool) -> None:
    """A word that is explained below the last of the text: in brackets that nothing else has, or by a phrase below a report."""
    free = [view for view in views if not view.line.role]
    last = next((view for view in reversed(free) if view.is_sentence), None)
    found = (
        EXPLAINED.fullmatch(last.text.partition("。")[0] + "。")
        if last and not (last.mark or wires.opens_report(last.text))
        else None
    )
    if last is None or found is None or _speaks(last):
        return
    opening = last.text[0]
    is_alone = opening in "〈<《【[" and sum(view.text.startswith(opening) for view in free) == 1
    if (is_alone and len(free) > 1) or (is_report and opening not in "〈<《【[" and _is_nominal(found["meaning"])):
        last.line.role, last.line.rule = "editorial", "remarks:explained"


def _leave_below_paper(views: list[View]) -> None:
    """Below the end of a paper and a rule, or of one that a notice announced, sentences without a number are the remarks of
    somebody who repeats it, with their headings."""
    ends = [at for at, view in enumerate(views) if view.line.role in ("adoption", "signature")]
    if not ends:
        return
    is_announced = any(view.line.role == "fulltext_notice" for view in views[: ends[-1]])
    ruled = [at for at in range(ends[-1] + 1, len(views)) if views[at].line.rule.endswith("/ornament")]
    if not (is_announced or ruled):
        return
    above = sum(view.is_sentence and not view.line.role for view in views[: ends[-1]])
    below = [view for view in views[ends[-1] + 1 if is_announced else ruled[0] :] if not view.line.role]
    last = max((at for at, view in enumerate(below) if view.is_sentence), default=-1)
    is_numbered = any((view.mark and view.mark.is_number) or ANNEX.match(view.body) or _is_of_letter(view) for view in below)
    if last < 0 and below and below[0].mark and below[0].mark.kind == "hash":
        last = len(below) - 1  # A section without a sentence, such as a list of things to do.
    if sum(view.is_sentence for view in below) < above and not is_numbered:
        for view in below[: last + 1]:
            view.line.role, view.line.rule = "editorial", "remarks:below_paper"


def _leave_background(views: list[View]) -> None:
    """A last section on the background, in which neither side speaks."""
    free = [view for view in views if not view.line.role]
    at = next((at for at, view in enumerate(free) if at and BACKGROUND.fullmatch(view.text)), len(free))
    below = free[at + 1 :]
    if below and not any(_speaks(view) or (view.mark and view.mark.is_number) for view in below):
        for view in free[at:]:
            view.line.role, view.line.rule = "editorial", "remarks:background"


def _is_of_letter(view: View) -> bool:
    """Does a line hold a formula of letters, as the reply in an exchange of notes does?"""
    return patterns.entry("coverage.toml", "frame", "letter").search(view.text) is not None


def _is_nominal(meaning: str) -> bool:
    """Does a sentence name a thing, and tell nothing that was done?"""
    return NOMINAL.search(meaning) is not None and STATED.search(meaning) is None


def _speaks(view: View) -> bool:
    """Does a line speak as the parties do?"""
    return patterns.entry("coverage.toml", "wording", "parties").search(view.body) is not None
