"""The role that a date plays, by its form and by the predicate or noun that governs it."""

from __future__ import annotations

import re
from dataclasses import dataclass
from datetime import date, timedelta
from functools import lru_cache

from transforms import lexicon
from transforms.dates.model import Calendar, Expression, Value

NEAR = timedelta(days=10)
"""A visit or meeting within so many days of the reference day is the one that the document is about."""
PAST = re.compile(r"[たっ](?:[、。」)]|[一-鿿ァ-ヴ「]|こと|の[はをがに]|際|後|ばかり|$)|(?:済み|ずみ)|て(?:以来|いる|きた)")
SCOPE = 160
"""Characters behind a date in which its predicate is looked for."""


@dataclass(frozen=True, slots=True)
class Cue:
    """A row of `date_roles.csv`, compiled."""

    role: str
    pattern: re.Pattern[str]
    needs: re.Pattern[str] | None
    lacks: re.Pattern[str] | None


def role(expression: Expression, value: Value, text: str, calendar: Calendar) -> str:
    """The role of an expression of a passage's `text`."""
    by_form = _by_form(expression, value, calendar)
    if by_form is not None:
        return by_form
    rest = _rest(text, expression)
    named = _by_words(expression, text, rest)
    if named in {"visit", "meeting"} and not _is_near(value, calendar):
        named = None
    if named == "adoption" and not (value.first_on is not None and value.first_on == calendar.reference_on):
        named = "prior_statement"
    if named is not None:
        return named
    if expression.parts.get("bound") in {"by", "until"} and not _is_past(value, calendar):
        return "deadline"
    return _by_time(expression, value, rest, calendar)


def _by_form(expression: Expression, value: Value, calendar: Calendar) -> str | None:
    parts = expression.parts
    if expression.form == "anniversary" or "anniversary" in parts:
        return "anniversary"
    if expression.form == "duration":
        return "period" if parts["way"] == "future" else "duration"
    if expression.form in {"within", "rest"}:
        return "deadline"
    if expression.form == "vague":
        return "planned_event" if expression.text.startswith("近") and expression.text != "近年" else "other"
    if parts.get("bound") in {"by", "inside"} and not _is_past(value, calendar):
        return "deadline"
    return None


def _rest(text: str, expression: Expression) -> str:
    stop = text.find("。", expression.end, expression.end + SCOPE)
    return text[expression.end : stop if stop >= 0 else expression.end + SCOPE]


def _by_words(expression: Expression, text: str, rest: str) -> str | None:
    if rest.startswith(")") and text[expression.start - 1 : expression.start] == "(":
        return _first_role(_cues("before"), text[max(0, expression.start - 40) : expression.start - 1], last=True)
    if rest.startswith(("の", "に", "、", "付")) or not rest:
        topic = None
    else:
        topic = None
    return _first_role(_cues("name"), rest, at_start=True) or topic or _first_role(_cues("after"), rest) or _topic(text, expression)


def _topic(text: str, expression: Expression) -> str | None:
    """訪問は5月8日から…: the topic right before the date."""
    return _first_role(_cues("topic"), text[max(0, expression.start - 20) : expression.start], at_end=True)


def _first_role(cues: tuple[Cue, ...], text: str, *, last: bool = False, at_start: bool = False, at_end: bool = False) -> str | None:
    """The role of the cue that comes first (or last) in the text and whose conditions hold; the earlier row wins a tie."""
    best: tuple[int, str] | None = None
    for cue in cues:
        for found in cue.pattern.finditer(text):
            if (at_start and found.start()) or (at_end and found.end() != len(text)):
                continue
            window = text[: found.end() + 30]
            if (cue.needs and not cue.needs.search(window)) or (cue.lacks and cue.lacks.search(window)):
                continue
            place = -found.end() if last else found.start()
            if best is None or place < best[0]:
                best = place, cue.role
            if not last:
                break
    return best[1] if best else None


@lru_cache
def _cues(side: str) -> tuple[Cue, ...]:
    def compiled(cell: str) -> re.Pattern[str] | None:
        return re.compile(cell) if cell else None

    rows = [row for row in lexicon.rows("date_roles.csv") if row["side"] == side]
    return tuple(Cue(row["role"], re.compile(row["cue"]), compiled(row["needs"]), compiled(row["lacks"])) for row in rows)


def _is_near(value: Value, calendar: Calendar) -> bool:
    """Whether it falls on the document's own visit or meeting; true where neither day is known."""
    first = value.first_on or value.last_on
    if first is None or calendar.reference_on is None:
        return True
    begin, end = calendar.visit_first_on or calendar.reference_on, calendar.visit_last_on or calendar.reference_on
    if value.precision == "year":
        return False
    return begin - NEAR <= first <= end + NEAR or begin - NEAR <= (value.last_on or first) <= end + NEAR


def _is_past(value: Value, calendar: Calendar) -> bool:
    end = value.last_on
    return end is not None and calendar.reference_on is not None and end < calendar.reference_on


def _by_time(expression: Expression, value: Value, rest: str, calendar: Calendar) -> str:
    if _is_past(value, calendar):
        return "past_event"
    begun = value.first_on
    ahead = begun is not None and calendar.reference_on is not None and begun > calendar.reference_on
    is_term = expression.form == "range" and value.precision != "day"
    if ahead:
        return "period" if is_term else "planned_event"
    if PAST.search(rest):
        return "past_event"
    return "period" if is_term else "planned_event"


def nearest_day(days: tuple[date, ...], to: date) -> date:
    """The day of several that lies nearest."""
    return min(days, key=lambda day: abs((day - to).days))
