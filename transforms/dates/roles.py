"""The role that a date plays, by its form, by the predicate or noun that governs it, else by its place in time."""

from __future__ import annotations

import re
from datetime import timedelta

from transforms.dates import datelines, scope
from transforms.dates.model import Calendar, Expression, Value
from transforms.dates.points import Point
from transforms.dates.scope import Scope
from transforms.dates.wording import by_words

NEAR = timedelta(days=10)
"""A visit or meeting within so many days of the document's own is taken for that one."""
OWN_OCCASION = re.compile(r"の[^、。のはがをに]{0,20}(?:サミット|会議|会合|会談|協議)(?:は|が|において|では)")
"""Behind the year of the meeting that the document is about: 本年の三か国サミットは."""
FESTIVE_YEAR = re.compile(r"[^。]{0,20}「[^」]{1,30}(?:年|週間|月間|祭|展|フェスティバル)」(?:を|が)[^。]{0,12}(?:開催|実施)")
"""An event that fills the years of a range is one to come, not the term of a plan."""
HELD_THEN = re.compile(r"(?:にかけて|の間)?(?:に|、)?[^。、]{0,15}?(?:開催さ|開か|催さ)れ")
"""Behind the days or months on which something is held (来年4月から9月まで開かれる万博): no term of a plan either."""
IN_FORCE = re.compile(
    r"(?:ずつ|の期間|にわたり?|は|、|引き続き|自動的に)*(?:効力を(?:有|存|持)|有効|延長|更新|(?:継続|存続)(?:する|され|させ))"
)
"""Behind the length of time for which an agreement runs or runs on."""
TERM = re.compile(r"の期間中?(?:、|に|は)")
"""Behind the days for which something holds: 4月1日から翌年3月31日までの期間、操業を許可する."""
PROMISED = re.compile(
    r"に(?:わた|亘|渡)(?:り|って)、?[^。、]{0,40}?(?:する|させる|行う|続ける)(?=こと|旨|と(?!き|も|共)|方針|計画|予定|意向|考え|よう|。|$)"
)
"""Behind a length of time for which something will be done: 10年間にわたり供給すると約束した."""
TOLD = re.compile(r"(?:の[^。、はが]{1,20}(?:において|で|にて)、?|、)[^。]*た(?:。|\Z)")
"""Behind the day of an occasion on which something was done, whatever is decided there for later."""
ATTENDED = re.compile(r"(?:会議|サミット)に(?:出席|参加)")
SINCE = re.compile(r"の?[^、。はがを]{0,24}以来")
"""Behind the day from which something has been so: 1993年の会議の開始以来."""
EXPECTED = re.compile(r"[^。]*(?:予定|見通し|見込み)(?:だ|で|と)")
OCCASIONS = frozenset({"visit", "meeting"})
ELSEWHERE = re.compile(r"の[^、。]{0,20}(?:会議|会合|会談|サミット|訪問)(?:で|において|の際に)")
"""Behind the date of another meeting or visit that only says where a paper was issued: the paper gives the role."""
UNTIL_UNFIT = {"agreement_in_force", "treaty_name"}
"""Roles that the end of a time (2045年まで) does not have, whatever follows it."""
DONE = {"agreement_signed", "agreement_amended", "prior_statement"}
"""Roles of what was done: a signature or statement yet to come is a planned event."""


def role(expression: Expression, value: Value, text: str, calendar: Calendar) -> str:
    """The role of an expression of a passage's `text`."""
    if datelines.is_in_dateline(text, expression.start, expression.end):
        return "publication"
    by_form = _by_form(expression, value, text, calendar)
    if by_form is not None:
        return by_form
    governing = scope.behind(text, expression.end)
    if _is_own_occasion(expression, text, governing):
        return "meeting"
    told = _told(expression, value, text, governing, calendar)
    if told is not None:
        return told
    if expression.parts.get("bound") == "until" and not _is_past(value, calendar):
        return "deadline"
    is_told = _is_told_today(value, text[expression.end :], calendar) or _is_told_after(value, governing, calendar)
    return "past_event" if is_told else _by_time(expression, value, governing, calendar)


def _by_form(expression: Expression, value: Value, text: str, calendar: Calendar) -> str | None:
    parts = expression.parts
    if expression.form == "anniversary" or "anniversary" in parts:
        return "anniversary"
    if expression.form == "duration":
        is_to_come = parts["way"] == "future" or (parts["way"] is None and _is_term_to_come(text, expression.end))
        return "period" if is_to_come else "duration"
    if expression.form in {"within", "rest"} or parts.get("is_bound"):
        return "deadline"
    if expression.form == "vague":
        return "other" if expression.text == "近年" else "planned_event"
    if parts.get("bound") in {"by", "inside"} and not _is_past(value, calendar):
        return "deadline"
    is_term = IN_FORCE.match(text, expression.end) or TERM.match(text, expression.end)
    return "period" if expression.form == "range" and is_term else None


def _is_term_to_come(text: str, end: int) -> bool:
    return bool(IN_FORCE.match(text, end) or PROMISED.match(text, end))


def _told(expression: Expression, value: Value, text: str, governing: Scope, calendar: Calendar) -> str | None:
    """The role by words, where the day bears it out."""
    found = by_words(expression, text, governing)
    if found in OCCASIONS and _is_ahead(found, value, text[expression.end :], governing, calendar):
        return None
    fitting = _fitting(found, expression, value, calendar)
    if fitting is None and found in OCCASIONS and ELSEWHERE.match(governing.text):
        return _fitting(by_words(expression, text, governing, OCCASIONS), expression, value, calendar)
    return fitting


def _is_own_occasion(expression: Expression, text: str, governing: Scope) -> bool:
    first: Point | None = expression.parts.get("first")
    is_own_year = first is not None and first == Point(base="reference", unit="year")
    return is_own_year and governing.tense != "present" and OWN_OCCASION.match(text, expression.end) is not None


def _fitting(found: str | None, expression: Expression, value: Value, calendar: Calendar) -> str | None:
    """The role that words give, as the day bears it out: other visits and meetings are events, other adoptions something else."""
    if found in OCCASIONS:
        return found if _is_near(expression, value, calendar) else None
    if found is not None and "|" in found:
        own, other = found.split("|")
        found = own if _is_own_day(value, calendar) or _is_of_news(expression, calendar) else other
    if found == "deadline" and _is_past(value, calendar):
        return None
    if found in UNTIL_UNFIT and expression.parts.get("bound") == "until":
        return None
    if found in {"agreement_signed", "prior_statement"} and expression.form == "range":
        return "period"
    return None if found in DONE and _is_to_come(value, calendar) else found


def _is_ahead(found: str, value: Value, rest: str, governing: Scope, calendar: Calendar) -> bool:
    """Whether a visit or meeting is still to come that is another one than the document's."""
    end = calendar.visit_last_on
    is_later = end is not None and value.first_on is not None and value.first_on > end
    if found == "meeting":
        return (is_later and _is_to_come(value, calendar)) or (
            _is_to_end(value, calendar) and ATTENDED.search(governing.text) is not None
        )
    return is_later and EXPECTED.match(rest) is not None


def _is_told_today(value: Value, rest: str, calendar: Calendar) -> bool:
    """Whether it is the very day of a paper whose sentence ends in the past: 本日の閣議で、措置を実施することを決定した."""
    return _is_own_day(value, calendar) and TOLD.match(rest) is not None


def _is_told_after(value: Value, governing: Scope, calendar: Calendar) -> bool:
    """Whether it is told as past, though it lies after the visit that gives the reference day: the paper is younger."""
    is_younger = calendar.reference_basis in {"visit", "event"}
    return is_younger and governing.tense == "past" and _is_to_come(value, calendar)


def _is_to_end(value: Value, calendar: Calendar) -> bool:
    """Whether it ends after the reference day."""
    return value.last_on is not None and calendar.reference_on is not None and value.last_on > calendar.reference_on


def _is_to_come(value: Value, calendar: Calendar) -> bool:
    return value.first_on is not None and calendar.reference_on is not None and value.first_on > calendar.reference_on


def _is_own_day(value: Value, calendar: Calendar) -> bool:
    return value.precision == "day" and value.first_on is not None and value.first_on == calendar.reference_on == value.last_on


def _is_of_news(expression: Expression, calendar: Calendar) -> bool:
    """Whether it is a day alone (2日) in a report whose own day is not known: no other one is called so."""
    first: Point | None = expression.parts.get("first")
    is_alone = first is not None and first.day is not None and first.month is None and first.base is None
    return is_alone and calendar.reference_on is None


def _is_near(expression: Expression, value: Value, calendar: Calendar) -> bool:
    """Whether it falls on the document's own visit or meeting; where one of the days is not known, any day does, but no length
    of time (1か月前)."""
    reference = calendar.reference_on
    first, last = value.first_on or value.last_on, value.last_on or value.first_on
    if first is None or last is None or reference is None:
        point: Point | None = expression.parts.get("first")
        return expression.form == "range" or (point is not None and point.level == "day")
    begin, end = calendar.visit_first_on or reference, calendar.visit_last_on or reference
    return value.precision == "day" and first <= end + NEAR and last >= begin - NEAR


def _is_past(value: Value, calendar: Calendar) -> bool:
    return value.last_on is not None and calendar.reference_on is not None and value.last_on < calendar.reference_on


def _is_term(expression: Expression, governing: Scope) -> bool:
    """Whether years are those that something runs: a range, or a fiscal year that stands alone behind what it is for."""
    if expression.form == "range":
        return not (FESTIVE_YEAR.match(governing.text) or HELD_THEN.match(governing.text))
    first = expression.parts.get("first")
    is_fiscal = first is not None and first.fiscal and first.level == "year" and not expression.parts.get("bound")
    return is_fiscal and not governing.text.strip()


def _way(expression: Expression) -> int:
    """Where a word that nothing anchors lies by itself: below 0 before the document's day (先月), above it after (来年)."""
    first: Point | None = expression.parts.get("first")
    return first.offset if first is not None and first.base == "reference" else 0


def _by_time(expression: Expression, value: Value, governing: Scope, calendar: Calendar) -> str:
    """Before the reference day or after it; where it lies within, or nothing is known, the tense decides."""
    is_term = _is_term(expression, governing) and value.precision != "day"
    reference, first = calendar.reference_on, value.first_on
    is_begun = reference is not None and first is not None and first < reference and value.last_on is None
    if _is_past(value, calendar) or is_begun:
        return "past_event"
    if not governing.tense and calendar.reference_basis == "adopted" and _is_own_day(value, calendar):
        return "adoption"
    is_running = is_term and value.precision == "year" and governing.text.startswith("の") and _is_to_end(value, calendar)
    if is_running or _is_to_come(value, calendar):
        return "period" if is_term else "planned_event"
    if first is None and value.last_on is None and (way := _way(expression)):
        return "past_event" if way < 0 else "planned_event"
    is_today = first is not None and first == reference and not _is_to_end(value, calendar)
    is_told = governing.tense in {"past", "noun"} or (governing.tense != "present" and is_today)
    return "past_event" if is_told or SINCE.match(governing.text) else "period" if is_term else "planned_event"
