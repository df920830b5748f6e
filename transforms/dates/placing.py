"""Puts points on the calendar: fills what they leave out from the document, and says where that came from."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterator
from dataclasses import replace
from datetime import date, timedelta
from functools import cached_property

from transforms.dates import covering, extent, short_years
from transforms.dates.arithmetic import shifted_month
from transforms.dates.covering import Placed
from transforms.dates.eras import eras
from transforms.dates.model import Calendar, Expression
from transforms.dates.points import Point

FORTNIGHT = 15
"""Days within which a bare day goes with the date before it, be it earlier in the month; and how far the past tense
of a statement reaches beyond the day of its adoption, since visits are told of whole."""
FINENESS = ("year", "month", "week", "day")
"""Units from coarse to fine: 同月 leans on the last date that names a month, 同日 on the last that names a day."""
AROUND = timedelta(days=300)
"""A day named in full elsewhere gives its year to one without, if it lies so near to the reference day (not in 1945)."""


class Placer:
    """Places the points of a text in order; `named` is the date named last, `named_at` the last one as fine as each unit."""

    def __init__(self, calendar: Calendar) -> None:
        self.calendar = calendar
        self.named: Placed | None = None
        self.named_at: dict[str, Placed] = {}
        self.sentence: int | None = None

    @cached_property
    def known(self) -> dict[tuple[int, int | None], list[date]]:
        """The days that the document names in full, by month and day and by month alone."""
        found: dict[tuple[int, int | None], list[date]] = defaultdict(list)
        for day in self.calendar.known_days:
            found[day.month, day.day].append(day)
            found[day.month, None].append(day)
        return found

    def remember(self, placed: Placed, expression: Expression) -> None:
        """Makes a date the one that 同日, 同年 and bare days lean on."""
        self.named, self.sentence = placed, expression.parts.get("sentence")
        self.named_at |= dict.fromkeys(FINENESS[: FINENESS.index(placed.point.level) + 1], placed)

    def leave_sentence(self) -> None:
        self.sentence = None

    def place(self, point: Point, expression: Expression, ahead_of: Point | None = None) -> Placed | None:
        """The point on the calendar; None where it can't be known, or doesn't exist. `ahead_of` is the end of its range."""
        if point.impossible or (point.is_lunar and point.month is not None):
            return None
        if point.unit is not None:
            return self._related(point)
        if point.weekday is not None:
            return self._weekday(point, expression)
        if point.year is not None:
            return covering.placed(point, "explicit")
        if ahead_of is not None and ahead_of.year is not None and (found := covering.before(point, ahead_of)):
            return found
        return self._incomplete(point, expression)

    def place_after(self, last: Point, first: Point, placed: Placed) -> Placed | None:
        """The end of a range: what it leaves out is that of its beginning, or comes next after it."""
        if last.impossible:
            return None
        if last.unit is not None:
            return self._related(last, placed) if last.base == "context" else self._related(last)
        if last.year is not None:
            return covering.placed(last, "explicit")
        if last.weekday is not None:
            days = (last.weekday - placed.extent.first_on.weekday()) % 7
            day = placed.extent.first_on + timedelta(days=days)
            return Placed(covering.full_point(day), extent.of_day(day), placed.resolution)
        for candidate in covering.following(last, placed):
            if (found := covering.placed(candidate, placed.resolution)) and found.extent.last_on >= placed.extent.first_on:
                return found
        return None

    def _related(self, point: Point, named: Placed | None = None) -> Placed | None:
        """Named from the reference day (今年5月, 先週末) or from the date before (同日, 翌年3月)."""
        named = named or self.named_at.get(point.unit or "")
        base = self.calendar.reference_on if point.base == "reference" else named.extent.last_on if named else None
        if base is None:
            return None
        resolution = "anchored" if point.base == "reference" else "derived"
        if point.unit == "day":
            return self._related_day(point, base, resolution)
        if point.unit == "week":
            return covering.in_week(point, base - timedelta(days=base.weekday()) + timedelta(weeks=point.offset), resolution)
        year, month = base.year, base.month
        if point.unit == "month":
            year, month = shifted_month(year, month, point.offset)
            return covering.placed(point._replace(year=year, month=month, unit=None), resolution)
        if point.fiscal and month < 4:
            year -= 1
        if point.span == "century":
            year = (year - 1) // 100 * 100 + 1
        return covering.placed(point._replace(year=year + point.offset, unit=None), resolution)

    def _related_day(self, point: Point, base: date, resolution: str) -> Placed | None:
        day = base + timedelta(days=point.offset)
        if point.day is not None and day.day != point.day:
            day = next((near for step in range(32) if (near := base + timedelta(days=step)).day == point.day), day)
        return Placed(covering.full_point(day), extent.of_day(day), resolution)

    def _weekday(self, point: Point, expression: Expression) -> Placed | None:
        """The last such weekday up to the reference day; the next one where the wording looks ahead."""
        reference = self.calendar.reference_on
        if reference is None or point.weekday is None:
            return None
        back = timedelta(days=(reference.weekday() - point.weekday) % 7)
        day = reference - back
        if expression.parts.get("tense") == "present" and back:
            day += timedelta(weeks=1)
        return Placed(covering.full_point(day), extent.of_day(day), "weekday")

    def _incomplete(self, point: Point, expression: Expression) -> Placed | None:
        """A point without its year: as the document names it in full, as the date before, or nearest to the reference day."""
        if point.short_year is not None:
            return self._short(point, expression)
        if point.level == "year":
            return self._season(point, expression)
        if expression.parts.get("listed") and (found := self._listed(point)):
            return found
        if found := self._known(point):
            return found
        named = self.named
        if named and self._is_continuing(point, expression, named) and (found := self._continued(point, named)):
            return found
        return self._nearest(point, expression)

    def _is_continuing(self, point: Point, expression: Expression, named: Placed) -> bool:
        """Whether the date before leads on to this one: in its sentence, or as a day of the same month in its passage."""
        if self.sentence is None:
            return False
        same_month = named.point.day is not None and point.day is not None and point.month in {None, named.point.month}
        return same_month or self.sentence == expression.parts.get("sentence")

    def _listed(self, point: Point) -> Placed | None:
        """5月6日及び7日, 2024年5月及び7月: the item before gives what is left out."""
        if self.named is None or self.named.point.year is None:
            return None
        base = self.named.point
        full = point._replace(year=base.year, month=point.month or base.month)
        return covering.placed(full, self.named.resolution) if full.month else None

    def _known(self, point: Point) -> Placed | None:
        near = self.calendar.reference_on
        known = self.known.get((point.month, point.day), ()) if point.month else ()
        days = [day for day in known if near is None or abs(day - near) <= AROUND]
        if not days:
            return None
        best = min(days, key=lambda day: abs(day - near)) if near else days[0]
        return covering.placed(point._replace(year=best.year), "year_from_document")

    def _continued(self, point: Point, named: Placed) -> Placed | None:
        """The next such date after the one before, or a day close to it in the same month."""
        if point.month is None and named.point.day is None:
            return None
        if point.month in {None, named.point.month} and point.day and abs(point.day - (named.point.day or 0)) <= FORTNIGHT:
            return covering.placed(point._replace(year=named.point.year, month=named.point.month), "year_from_document")
        for candidate in covering.following(point, named):
            found = covering.placed(candidate, "year_from_document")
            if found and found.extent.first_on >= named.extent.first_on and self._is_near(found, named):
                return found
        return None

    def _is_near(self, found: Placed, named: Placed) -> bool:
        """Whether a date so long after the one before still leans on it: in a dated report weeks or this year, else any time."""
        published = self.calendar.published_on
        if published is None:
            return True
        if named.point.level == "year" and named.extent.first_on <= published <= named.extent.last_on:
            return found.extent.last_on <= published
        return named.point.day is not None and found.extent.first_on - named.extent.first_on <= timedelta(days=60)

    def _nearest(self, point: Point, expression: Expression) -> Placed | None:
        """Nearest to publication, else to the reference day: the past tense looks back from it, the present ahead."""
        by_publication = self.calendar.published_on is not None
        base = self.calendar.published_on or self.calendar.reference_on
        if base is None:
            return None
        placed = [found for full in covering.around(point, base) if (found := covering.placed(full, "year_from_publication"))]
        if not placed:
            return None
        if expression.parts.get("tense") == "past":
            latest = base + timedelta(days=1 if by_publication or point.month is None else FORTNIGHT)
            placed = [found for found in placed if found.extent.first_on <= latest] or placed
        elif expression.parts.get("tense") == "present":
            earliest = base - timedelta(days=FORTNIGHT)
            placed = [found for found in placed if found.extent.last_on >= earliest] or placed
        best = min(placed, key=lambda found: abs((found.extent.first_on - base).days))
        return best if by_publication else replace(best, resolution="year_from_document")

    def _season(self, point: Point, expression: Expression) -> Placed | None:
        base = self.calendar.published_on or self.calendar.reference_on
        if base is None:
            return None
        resolution = "year_from_publication" if self.calendar.published_on else "year_from_document"
        return covering.season(point, base, resolution, is_past=expression.parts.get("tense") == "past")

    def _short(self, point: Point, expression: Expression) -> Placed | None:
        """`25年`: the era of the date before, else the century that brings it nearest."""
        number = point.short_year or 0
        named = self.named.point if self.named else None
        if named and named.era and named.year:
            year = eras()[named.era].western_year(number)
            if year and year <= named.year + short_years.YEARS_AHEAD:
                return covering.placed(point._replace(year=year, short_year=None, era=named.era), "year_from_document")
        near = self.calendar.reference_on.year if self.calendar.reference_on else named.year if named else None
        if near is None:
            return None
        is_past, is_goal = expression.parts.get("tense") == "past", expression.parts.get("bound") == "by"
        year = short_years.decade(number, near) if point.span else short_years.western_year(number, near, is_past, is_goal)
        resolution = "year_from_publication" if self.calendar.published_on else "year_from_document"
        return covering.placed(point._replace(year=year, short_year=None), resolution)


def full_days(expression: Expression) -> Iterator[date]:
    """The days that an expression names in full: both ends of a range where its end leans on its beginning."""
    first, last = expression.parts.get("first"), expression.parts.get("last")
    if not isinstance(first, Point) or not first.is_full_day or (placed := covering.placed(first, "explicit")) is None:
        return
    yield placed.extent.first_on
    if isinstance(last, Point) and not last.impossible and last.unit is None:
        closing = Placer(Calendar()).place_after(last, first, placed)
        if closing is not None and closing.extent.precision == "day":
            yield closing.extent.last_on
