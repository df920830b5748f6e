"""The days that a point with all its parts covers, and the points that one without some of them may mean."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass
from datetime import date, timedelta

from transforms.dates import extent
from transforms.dates.arithmetic import shifted_month
from transforms.dates.eras import eras
from transforms.dates.extent import Extent
from transforms.dates.points import Point


@dataclass(frozen=True, slots=True)
class Placed:
    """A point with all its parts, the days that it covers, and the name of what resolved it."""

    point: Point
    extent: Extent
    resolution: str


def placed(point: Point, resolution: str) -> Placed | None:
    """A point that has its year; None where its day does not exist."""
    try:
        found = _extent(point)
    except ValueError:
        return None
    return Placed(point, found, resolution) if found else None


def _extent(point: Point) -> Extent | None:
    year, month, segment = point.year, point.month, point.segment
    if year is None:
        return None
    if point.span is not None:
        length = 10 if point.span == "decade" else 100
        return extent.part_of_span(year, length, segment) if segment else extent.of_decade(year)
    if point.day is not None and month is not None:
        return extent.of_day(date(year, month, point.day))
    if month is not None:
        if point.fiscal and month < 4:
            year += 1
        return extent.part_of_month(year, month, segment) if segment else extent.of_months(year, month, month)
    if segment:
        return extent.part_of_year(year, segment, point.fiscal)
    return extent.of_months(year, 4, 15) if point.fiscal else extent.of_years(year, year)


def full_point(day: date) -> Point:
    """The point that names a day in full."""
    return Point(year=day.year, month=day.month, day=day.day)


def in_week(point: Point, monday: date, resolution: str) -> Placed | None:
    """A week from its Monday on, or its weekend or weekday where the point says so."""
    if point.weekday is not None:
        day = monday + timedelta(days=point.weekday)
        return Placed(full_point(day), extent.of_day(day), resolution)
    if point.segment in {"末", "週末"}:
        return Placed(full_point(monday), extent.of_days(monday + timedelta(days=5), monday + timedelta(days=6)), resolution)
    return Placed(full_point(monday), extent.of_week(monday), resolution)


def following(point: Point, named: Placed) -> Iterator[Point]:
    """The point with the parts of the date before it, then one month or year later."""
    base = named.point
    if base.year is None:
        return
    if point.short_year is not None:
        year = eras()[base.era].western_year(point.short_year) if base.era else base.year // 100 * 100 + point.short_year
        yield point._replace(short_year=None, year=year, era=base.era)
    elif point.month is not None:
        yield point._replace(year=base.year)
        yield point._replace(year=base.year + 1)
    elif base.month is not None:
        yield point._replace(year=base.year, month=base.month)
        year, month = shifted_month(base.year, base.month, 1)
        yield point._replace(year=year, month=month)


def before(point: Point, last: Point) -> Placed | None:
    """The beginning of a range whose end alone has the year: 12月30日から2026年1月3日まで."""
    if last.year is None:
        return None
    if point.month is None:
        full = point._replace(year=last.year, month=last.month)
        return placed(full, "explicit") if last.month else None
    later = (point.month, point.day or 1) > (last.month or 12, last.day or 31)
    return placed(point._replace(year=last.year - 1 if later else last.year), "explicit")


def around(point: Point, base: date) -> Iterator[Point]:
    if point.month is not None:
        for year in (base.year - 1, base.year, base.year + 1):
            yield point._replace(year=year)
        return
    for step in (-1, 0, 1):
        year, month = shifted_month(base.year, base.month, step)
        yield point._replace(year=year, month=month)


def season(point: Point, base: date, resolution: str, *, is_past: bool) -> Placed | None:
    """`秋`: the last one begun by the base day where the past is told of, else the next one that is not over by then."""
    near = [placed(point._replace(year=base.year + step), resolution) for step in (-1, 0, 1)]
    if is_past:
        return next((found for found in reversed(near) if found and found.extent.first_on <= base), None)
    return next((found for found in near if found and found.extent.last_on >= base), None)
