"""The words that give a date its role: which text around it is looked at for which cues."""

from __future__ import annotations

import re

from transforms.dates.cues import nearest
from transforms.dates.model import Expression
from transforms.dates.scope import Scope

BEFORE = 40
"""Characters before a date in brackets in which the noun stands that it dates."""
ONGOING = re.compile(
    r"(?:訪問|滞在|来日|訪[日中米露ロ韓])して(?:い|お)る(?=[一-鿿ァ-ヴA-Z「])|訪れて(?:い|お)る(?=[一-鿿ァ-ヴA-Z「])"
)
"""A visit under way that only tells which guest it is: a single day beside it is not that of the visit."""
GUEST = re.compile(r"(?:訪問|滞在|来日|訪[日中米露ロ韓])した(?=[一-鿿ァ-ヴA-Z「])|訪れた(?=[一-鿿ァ-ヴA-Z「])")
"""Likewise a visit told of a guest, where the date stands apart (6日、来日した大臣と会談した)."""
SUBJECT = re.compile(r"[^、。はが]{1,12}[はが][^。はが]{0,40}$")
"""The end of the subject before a date, up to that date."""
QUOTED_PLAN = re.compile(r"[^「」『』]{0,30}(?:計画|プログラム|事業|戦略|ビジョン|アジェンダ|ロードマップ|綱要)[」』]")
"""Behind a year with which the name of a plan in quotation marks begins."""
HELD = re.compile(r"[^。]{0,120}?(?:開催さ|開か|行わ|行なわ)れ")


def by_words(expression: Expression, text: str, governing: Scope, without: frozenset[str] = frozenset()) -> str | None:
    """The role that the words around a date give it, `own|other` where its day decides; roles of `without` do not count."""
    start = expression.start
    wording = _without_guests(expression, governing.text)
    before = text[max(0, start - BEFORE) : start]
    if _is_in_name(expression, text):
        return "treaty_name"
    if text[expression.end : expression.end + 1] == ")" and before.endswith("("):
        return nearest("bracket", before[:-1], from_end=True)
    if expression.parts.get("dated") and (paper := nearest("dated", wording) or _unnamed_paper(wording)):
        return paper
    subject = SUBJECT.search(before) if governing.is_closed else None
    return (
        (nearest("named_day", wording) if _is_day(expression) else None)
        or nearest("name", wording)
        or nearest("behind", wording, until=governing.verb_end, subject=subject[0] if subject else "", without=without)
        or nearest("topic", before, from_end=True)
        or (nearest("held", before, from_end=True) if HELD.match(wording) else None)
    )


def _unnamed_paper(wording: str) -> str | None:
    """付 dates a paper, but 付で what happened on that day (1日付で就任した)."""
    return None if wording.startswith("で") else "prior_statement"


def _is_day(expression: Expression) -> bool:
    return expression.form == "point" and expression.parts["first"].level == "day"


def _without_guests(expression: Expression, wording: str) -> str:
    """The governing text without visits that only tell which guest a single day's event was about."""
    if expression.form != "point" or expression.parts.get("bound"):
        return wording
    wording = ONGOING.sub(lambda found: "・" * len(found[0]), wording)
    return GUEST.sub(lambda found: "・" * len(found[0]), wording) if wording[:1] in {"、", "は"} else wording


def _is_in_name(expression: Expression, text: str) -> bool:
    """Whether years belong to the name of a plan in quotation marks: 「作業計画(2018-2022)」, 「2030年度実施計画」."""
    first = expression.parts.get("first")
    if first is None or first.level != "year":
        return False
    before, behind = text[expression.start - 1 : expression.start], text[expression.end : expression.end + 2]
    if before == "(":
        return expression.form == "range" and behind in {")」", ")』"}
    return before in {"「", "『"} and QUOTED_PLAN.match(text, expression.end) is not None
