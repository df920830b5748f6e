"""Dates that are reckoned: anniversaries, years before and after the reference day, what is left of a period."""

from __future__ import annotations

from calendar import monthrange
from datetime import date, timedelta

from transforms.dates.extent import Extent, of_day, of_days, of_months, of_years
from transforms.dates.model import Calendar, Expression, Value


def extent(expression: Expression, calendar: Calendar, beside: tuple[Extent | None, bool]) -> Value | None:
    """The value of an anniversary, duration, distance or rest; None where nothing anchors it."""
    parts, reference = expression.parts, calendar.reference_on
    if expression.form == "anniversary":
        own_year = reference.year if reference else calendar.own_year
        return _base_year(parts["n"], own_year, *beside)
    if reference is None or expression.form == "vague":
        return None
    if expression.form == "rest":
        return _plain(_rest(parts["unit"], parts["fiscal"], reference), "anchored")
    return None if parts["n"] is None or parts.get("is_bound") else _length(expression, reference)


def _length(expression: Expression, reference: date) -> Value | None:
    """A length of time up to or from the reference day, or the date so far from it."""
    parts = expression.parts
    if expression.form == "offset":
        return _plain(_at(parts, reference), "anchored")
    way = parts["way"] or ("future" if expression.form == "within" else None)
    if way is None:
        return None
    other = shifted(reference, parts["n"] if way == "future" else -parts["n"], parts["unit"])
    first, last = min(reference, other), max(reference, other)
    return Value(of_days(first, last).edtf, first, last, "duration", "anchored")


def shifted(day: date, count: int, unit: str) -> date:
    """The day so many units later (earlier where negative); a month's missing days end at its last."""
    if unit in {"day", "week"}:
        return day + timedelta(days=count * (7 if unit == "week" else 1))
    year, month = shifted_month(day.year, day.month, count * (12 if unit == "year" else 1))
    return date(year, month, min(day.day, monthrange(year, month)[1]))


def shifted_month(year: int, month: int, count: int) -> tuple[int, int]:
    """Year and month so many months later."""
    at = year * 12 + month - 1 + count
    return at // 12, at % 12 + 1


def lasting(begun: Extent, count: int, unit: str) -> Extent:
    """From the first day of `begun` for so many units, the first included (5月6日から3日間)."""
    if begun.precision == "year" and unit == "year":
        return of_years(begun.first_on.year, begun.first_on.year + count - 1)
    last = shifted(begun.first_on, count, unit) - timedelta(days=1)
    if begun.precision == "month" and unit in {"year", "month"}:
        months = (last.year - begun.first_on.year) * 12 + last.month
        return of_months(begun.first_on.year, begun.first_on.month, months)
    return of_days(begun.first_on, last)


def _base_year(count: int, own_year: int | None, beside: Extent | None, is_range: bool) -> Value | None:
    """The year that an anniversary counts from: a range's first, a year that fits as its base, else so many years before."""
    if beside is not None and is_range:
        year = beside.first_on.year
    elif beside is not None:
        named = beside.first_on.year
        is_base = own_year is not None and abs(named + count - own_year) < abs(named - own_year)
        year = named if is_base else named - count
    elif own_year is not None:
        year = own_year - count
    else:
        return None
    return _plain(of_years(year, year), "derived") if year > 0 else None


def _rest(unit: str, fiscal: bool, reference: date) -> Extent:
    if unit == "week":
        return of_days(reference, reference + timedelta(days=6 - reference.weekday()))
    if unit == "month":
        return of_days(reference, date(reference.year, reference.month, monthrange(reference.year, reference.month)[1]))
    if fiscal:
        return of_days(reference, date(reference.year + (reference.month > 3), 3, 31))
    return of_days(reference, date(reference.year, 12, 31))


def _at(parts: dict[str, object], reference: date) -> Extent:
    """3年後 is a year, 3か月前 a month, 3日前 a day; weeks give the day."""
    unit, count = str(parts["unit"]), int(str(parts["n"]))
    day = shifted(reference, count if parts["way"] == "future" else -count, unit)
    if unit == "year":
        return of_years(day.year, day.year)
    return of_months(day.year, day.month, day.month) if unit == "month" else of_day(day)


def _plain(found: Extent, resolution: str) -> Value:
    return Value(found.edtf, found.first_on, found.last_on, found.precision, resolution)
