"""The role that a date plays, by its form, by the predicate or noun that governs it, else by its place in time."""

from __future__ import annotations

import re
from dataclasses import dataclass
from datetime import timedelta
from functools import lru_cache

from transforms import lexicon
from transforms.dates import datelines, scope
from transforms.dates.model import Calendar, Expression, Value
from transforms.dates.scope import Scope

NEAR = timedelta(days=10)
"""A visit or meeting within so many days of the document's own is taken for that one."""
BEFORE = 40
"""Characters before a date in brackets in which the noun stands that it dates."""
ONGOING = re.compile(
    r"(?:訪問|滞在|来日|訪[日中米露ロ韓])して(?:い|お)る(?=[一-鿿ァ-ヴA-Z「])|訪れて(?:い|お)る(?=[一-鿿ァ-ヴA-Z「])"
)
"""A visit under way that only tells which guest it is: a single day beside it is not that of the visit."""
HELD = re.compile(r"[^。]{0,40}?(?:開催さ|開か|行わ|行なわ)れ")
IN_FORCE = re.compile(r"(?:ずつ|の期間|にわたり?|は|、|引き続き|自動的に)*(?:効力を(?:有|存|持)|有効|延長|更新)")
"""Behind the length of time for which an agreement runs or runs on."""
ATTENDED = re.compile(r"(?:会議|サミット)に(?:出席|参加)")
EXPECTED = re.compile(r"[^。]*(?:予定|見通し|見込み)(?:だ|で|と)")


@dataclass(frozen=True, slots=True)
class Cue:
    """A row of `date_roles.csv`, compiled."""

    role: str
    pattern: re.Pattern[str]
    needs: re.Pattern[str] | None
    lacks: re.Pattern[str] | None
    is_noun: bool


def role(expression: Expression, value: Value, text: str, calendar: Calendar) -> str:
    """The role of an expression of a passage's `text`."""
    if datelines.is_in_dateline(text, expression.start, expression.end):
        return "publication"
    by_form = _by_form(expression, value, text, calendar)
    if by_form is not None:
        return by_form
    governing = scope.behind(text, expression.end)
    by_words = _by_words(expression, text, governing)
    if by_words in {"visit", "meeting"} and _is_ahead(by_words, value, text[expression.end :], governing, calendar):
        by_words = None
    by_words = _fitting(by_words, expression, value, calendar)
    if by_words is not None:
        return by_words
    if expression.parts.get("bound") == "until" and not _is_past(value, calendar):
        return "deadline"
    return _by_time(expression, value, governing, calendar)


def _by_form(expression: Expression, value: Value, text: str, calendar: Calendar) -> str | None:
    parts = expression.parts
    if expression.form == "anniversary" or "anniversary" in parts:
        return "anniversary"
    if expression.form == "duration":
        is_to_come = parts["way"] == "future" or (parts["way"] is None and IN_FORCE.match(text, expression.end))
        return "period" if is_to_come else "duration"
    if expression.form in {"within", "rest"} or parts.get("is_bound"):
        return "deadline"
    if expression.form == "vague":
        return "other" if expression.text == "近年" else "planned_event"
    if parts.get("bound") in {"by", "inside"} and not _is_past(value, calendar):
        return "deadline"
    return None


def _by_words(expression: Expression, text: str, governing: Scope) -> str | None:
    start = expression.start
    is_day = expression.form == "point" and not expression.parts.get("bound")
    wording = ONGOING.sub(lambda found: "・" * len(found[0]), governing.text) if is_day else governing.text
    if text[expression.end : expression.end + 1] == ")" and text[start - 1 : start] == "(":
        return _nearest("bracket", text[max(0, start - BEFORE) : start - 1], from_end=True)
    if expression.parts.get("dated"):
        return _nearest("dated", wording) or "prior_statement"
    before = text[max(0, start - BEFORE) : start]
    return (
        _nearest("name", wording)
        or _nearest("behind", wording, until=governing.verb_end)
        or _nearest("topic", before, from_end=True)
        or (_nearest("held", before, from_end=True) if HELD.match(wording) else None)
    )


def _nearest(side: str, text: str, *, from_end: bool = False, until: int = 0) -> str | None:
    """The role of the cue nearest to the date whose conditions hold; of several at one place the first row's.

    `until` is where the first predicate ends, beyond which nouns alone are looked at.
    """
    best: tuple[int, str] | None = None
    for cue in _cues(side):
        found = _last(cue.pattern, text) if from_end else cue.pattern.search(text)
        if found is None or (until and found.start() >= until and not cue.is_noun):
            continue
        if not _holds(cue, text if from_end else text[: found.end() + 30]):
            continue
        distance = len(text) - found.end() if from_end else found.start()
        if best is None or distance < best[0]:
            best = distance, cue.role
    return best[1] if best else None


def _last(pattern: re.Pattern[str], text: str) -> re.Match[str] | None:
    return next(reversed(list(pattern.finditer(text))), None)


def _holds(cue: Cue, text: str) -> bool:
    return not (cue.needs and not cue.needs.search(text)) and not (cue.lacks and cue.lacks.search(text))


@lru_cache
def _cues(side: str) -> tuple[Cue, ...]:
    def compiled(cell: str) -> re.Pattern[str] | None:
        return re.compile(cell) if cell else None

    sides = {side, "noun"} if side == "behind" else {side}
    rows = [row for row in lexicon.rows("date_roles.csv") if row["side"] in sides]
    return tuple(
        Cue(row["role"], re.compile(row["cue"]), compiled(row["needs"]), compiled(row["lacks"]), row["side"] == "noun")
        for row in rows
    )


def _fitting(found: str | None, expression: Expression, value: Value, calendar: Calendar) -> str | None:
    """The role that words give, as the day bears it out: other visits and meetings are events, other adoptions something else."""
    if found == "agreement_signed" and expression.form == "range":
        return "period"
    if found in {"visit", "meeting"}:
        return found if _is_near(expression, value, calendar) else None
    if found is not None and "|" in found:
        own, other = found.split("|")
        return own if _is_own_day(value, calendar) else other
    return found


def _is_ahead(found: str, value: Value, rest: str, governing: Scope, calendar: Calendar) -> bool:
    """Whether a visit or meeting is still to come that is another one than the document's."""
    if found == "meeting":
        return _is_to_end(value, calendar) and ATTENDED.search(governing.text) is not None
    end = calendar.visit_last_on
    is_later = end is not None and value.first_on is not None and value.first_on > end
    return is_later and EXPECTED.match(rest) is not None


def _is_to_end(value: Value, calendar: Calendar) -> bool:
    """Whether it ends after the reference day."""
    return value.last_on is not None and calendar.reference_on is not None and value.last_on > calendar.reference_on


def _is_own_day(value: Value, calendar: Calendar) -> bool:
    return value.precision == "day" and value.first_on is not None and value.first_on == calendar.reference_on == value.last_on


def _is_near(expression: Expression, value: Value, calendar: Calendar) -> bool:
    """Whether it falls on the document's own visit or meeting; where one of the days is not known, any day does."""
    reference = calendar.reference_on
    first, last = value.first_on or value.last_on, value.last_on or value.first_on
    if first is None or last is None or reference is None:
        return expression.form == "range" or expression.parts["first"].level == "day"
    begin, end = calendar.visit_first_on or reference, calendar.visit_last_on or reference
    return value.precision == "day" and first <= end + NEAR and last >= begin - NEAR


def _is_past(value: Value, calendar: Calendar) -> bool:
    return value.last_on is not None and calendar.reference_on is not None and value.last_on < calendar.reference_on


def _is_fiscal(expression: Expression) -> bool:
    first = expression.parts.get("first")
    return first is not None and first.fiscal and first.level == "year" and not expression.parts.get("bound")


def _by_time(expression: Expression, value: Value, governing: Scope, calendar: Calendar) -> str:
    """Before the reference day or after it; where it lies within, or nothing is known, the tense decides."""
    is_term = (expression.form == "range" or _is_fiscal(expression)) and value.precision != "day"
    reference, first = calendar.reference_on, value.first_on
    is_begun = reference is not None and first is not None and first < reference and value.last_on is None
    if _is_past(value, calendar) or is_begun:
        return "past_event"
    if not governing.tense and calendar.reference_basis == "adopted" and _is_own_day(value, calendar):
        return "adoption"
    if reference is not None and first is not None and first > reference:
        return "period" if is_term else "planned_event"
    is_today = first is not None and first == reference and not _is_to_end(value, calendar)
    if governing.tense == "past" or (governing.tense != "present" and is_today):
        return "past_event"
    return "period" if is_term else "planned_event"
