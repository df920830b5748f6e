"""The role that a date plays, by its form, by the predicate or noun that governs it, else by its place in time."""

from __future__ import annotations

import re
from dataclasses import dataclass
from datetime import timedelta
from functools import lru_cache

from transforms import lexicon
from transforms.dates import scope
from transforms.dates.model import Calendar, Expression, Value
from transforms.dates.scope import Scope

NEAR = timedelta(days=10)
"""A visit or meeting within so many days of the document's own is taken for that one."""
BEFORE = 40
"""Characters before a date in brackets in which the noun stands that it dates."""


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
    by_form = _by_form(expression, value, calendar)
    if by_form is not None:
        return by_form
    governing = scope.behind(text, expression.end)
    by_words = _fitting(_by_words(expression, text, governing), expression, value, calendar)
    if by_words is not None:
        return by_words
    if expression.parts.get("bound") == "until" and not _is_past(value, calendar):
        return "deadline"
    return _by_time(expression, value, governing, calendar)


def _by_form(expression: Expression, value: Value, calendar: Calendar) -> str | None:
    parts = expression.parts
    if expression.form == "anniversary" or "anniversary" in parts:
        return "anniversary"
    if expression.form == "duration":
        return "period" if parts["way"] == "future" else "duration"
    if expression.form in {"within", "rest"} or parts.get("is_bound"):
        return "deadline"
    if expression.form == "vague":
        return "other" if expression.text == "近年" else "planned_event"
    if parts.get("bound") in {"by", "inside"} and not _is_past(value, calendar):
        return "deadline"
    return None


def _by_words(expression: Expression, text: str, governing: Scope) -> str | None:
    start = expression.start
    if text[expression.end : expression.end + 1] == ")" and text[start - 1 : start] == "(":
        return _nearest("bracket", text[max(0, start - BEFORE) : start - 1], from_end=True)
    if expression.parts.get("dated"):
        return _nearest("dated", governing.text) or "prior_statement"
    return (
        _nearest("name", governing.text)
        or _nearest("behind", governing.text, until=governing.verb_end)
        or _nearest("topic", text[max(0, start - BEFORE) : start], from_end=True)
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
    if found in {"visit", "meeting"}:
        return found if _is_near(expression, value, calendar) else None
    if found is not None and "|" in found:
        own, other = found.split("|")
        return own if _is_own_day(value, calendar) else other
    return found


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


def _by_time(expression: Expression, value: Value, governing: Scope, calendar: Calendar) -> str:
    """Before the reference day or after it; where it lies within, or nothing is known, the tense decides."""
    is_term = expression.form == "range" and value.precision != "day"
    reference, first = calendar.reference_on, value.first_on
    is_begun = reference is not None and first is not None and first < reference and value.last_on is None
    if _is_past(value, calendar) or is_begun:
        return "past_event"
    if not governing.tense and calendar.reference_basis == "adopted" and _is_own_day(value, calendar):
        return "adoption"
    if reference is not None and first is not None and first > reference:
        return "period" if is_term else "planned_event"
    if governing.tense == "past" or (governing.tense != "present" and first is not None and first == reference):
        return "past_event"
    return "period" if is_term else "planned_event"
