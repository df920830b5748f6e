"""The visit or meeting that a document comes from or tells of."""

from __future__ import annotations

import re
from collections.abc import Iterator
from dataclasses import replace
from datetime import date, timedelta

from transforms import dates
from transforms.dates.model import Calendar, Value
from transforms.dates.points import Point
from transforms.facts.evidence import OPENING, Evidence
from transforms.facts.model import Facts
from transforms.passages import Passage

VISIT = re.compile(
    r"訪問|お会い|面会|謁見|滞在|訪れ|訪日|訪中|訪米|訪韓|訪越"
    r"|訪露|訪ロ|来日|会談|会議|会合|会見|サミット|協議|対話|開催|交渉|一堂に会し|会した"
)
MADE_KNOWN = re.compile(
    r"[^。]*?(?:会談|会議|会合|サミット|訪問)の[^。、]{0,12}(?:声明|宣言|文書|コミュニケ|内容|概要)を(?:公表|公開|明らかに)"
)
"""Behind the day on which somebody told of a meeting: it need not be the meeting's."""

ATTENDED = re.compile(r"[^。、]{0,20}(?:会議|会合|サミット|式典|フォーラム)[^。、]{0,8}に(?:出席|参加)する")
"""Behind the day of a conference that is still to come: another event than the one told of."""

FIELD = re.compile(r"(?:日 ?[時程付]|期 ?[間日]|会 ?期|開催日時?等?)[\s::]*\Z")
"""Right before a date: the field of a meeting's particulars that it fills."""

OF_MEETING = re.compile(r"\s*(?:日 ?[時程]|期 ?[間日]|会 ?期|開催日時?等?)[\s::]")
"""Opens a line of particulars above the text."""

SCHEDULE = re.compile(r"(?:開催)?(?:日 ?[時程]|期 ?[間日]|会 ?期)(?:等|[及・]?び?(?:場所|開催地))?")
"""The heading of such a field."""

VISIT_SPAN = 200
"""How far behind its date the word stands that tells of the visit or meeting."""

LONGEST = timedelta(days=31)
"""No visit or meeting takes longer."""

NEARBY = timedelta(days=45)
"""A visit or meeting lies this close to the adoption or publication of its paper."""


def read(evidence: Evidence, facts: Facts) -> None:
    """`visit_first_on`, `visit_last_on`: the first range near the document's day in a sentence that tells of a visit or meeting;
    else the opening's first day."""
    anchor = facts.adopted_on or facts.published_on
    around = Calendar(facts.published_on or facts.adopted_on, "published", facts.published_on, known_days=facts.known_days or ())
    fields = [passage for passage in evidence.having("reference") if OF_MEETING.match(passage.text)]
    opening = [*evidence.opening, *evidence.body[:OPENING], *fields, *evidence.having("photo_caption")]
    body = evidence.body if evidence.is_report else []
    near, told = (
        [found for passage in passages for found in _visit_values(evidence, passage, around) if _is_near(found[0], anchor, facts)]
        for passages in (opening, body)
    )
    for is_attended in (False, True):
        days = [value for value, attended in near if attended == is_attended]
        ranges = [value for value, attended in [*near, *told] if attended == is_attended and value.first_on != value.last_on]
        for value in ranges or days:
            facts.visit_first_on, facts.visit_last_on = value.first_on, value.last_on
            return


def _visit_values(evidence: Evidence, passage: Passage, around: Calendar) -> Iterator[tuple[Value, bool]]:
    """Whole days of a passage with a word of visiting in the same sentence, behind or just before; two days in a row as one; no
    part of a month (4月末).

    With each, whether it is that of a conference which somebody attends besides.
    """
    expressions = evidence.dates(passage)
    values = dates.resolve(expressions, around)
    datelines = evidence.datelines(passage)
    for at, expression in enumerate(expressions):
        if expression in datelines:
            continue
        is_listed = at + 1 < len(values) and expressions[at + 1].parts.get("listed")
        value = _both(values[at], values[at + 1]) if is_listed else values[at]
        sentence_end = passage.text.find("。", expression.end)
        behind = passage.text[
            expression.end : min(expression.end + VISIT_SPAN, sentence_end if sentence_end >= 0 else len(passage.text))
        ]
        before = passage.text[max(0, expression.start - 12) : expression.start]
        first: Point | None = expression.parts.get("first")
        is_part_of_month = first is not None and first.segment is not None
        is_field = FIELD.search(before) or SCHEDULE.fullmatch(passage.section_path[-1] if passage.section_path else "")
        tells = is_field or (VISIT.search(before + behind) and not MADE_KNOWN.match(behind))
        if is_part_of_month or value.precision != "day" or not tells:
            continue
        if value.first_on and value.last_on and value.last_on - value.first_on <= LONGEST:
            yield value, ATTENDED.match(behind) is not None


def _both(value: Value, after: Value) -> Value:
    """Two single days that follow each other (12日及び13日) as a range; else the first."""
    first, last = value.first_on, after.last_on
    if first is None or last is None or {value.precision, after.precision} != {"day"} or last - first != timedelta(days=1):
        return value
    return replace(value, edtf=f"{first}/{last}", last_on=last)


def _is_near(value: Value, anchor: date | None, facts: Facts) -> bool:
    """Whether it lies near the paper's own day; what begins after its adoption is another meeting, which it announces."""
    if anchor is None:
        return value.resolution == "explicit"
    if value.first_on is None or (facts.adopted_on is not None and value.first_on > facts.adopted_on):
        return False
    return abs(value.first_on - anchor) <= NEARBY
