"""Days that a written date covers, and how Extended Date/Time Format (ISO 8601-2:2019) writes them."""

from __future__ import annotations

import re
from calendar import monthrange
from dataclasses import dataclass
from datetime import date, timedelta
from functools import lru_cache

from transforms import lexicon

PRECISIONS = ("decade", "year", "month", "day")
"""From coarse to fine: a range has that of its coarser end."""


@dataclass(frozen=True, slots=True)
class Extent:
    """`opening` and `closing` are EDTF dates of the first and last unit covered, the same for a single unit."""

    first_on: date
    last_on: date
    opening: str
    closing: str
    precision: str

    @property
    def edtf(self) -> str:
        return self.opening if self.opening == self.closing else f"{self.opening}/{self.closing}"


def of_day(day: date) -> Extent:
    return Extent(day, day, day.isoformat(), day.isoformat(), "day")


def of_days(first: date, last: date) -> Extent:
    return Extent(first, last, first.isoformat(), last.isoformat(), "day")


def of_months(year: int, first: int, last: int) -> Extent:
    """Months counted from January of `year`: 13 is the January after; first == last is a single month."""
    first_year, first_month = year + (first - 1) // 12, (first - 1) % 12 + 1
    last_year, last_month = year + (last - 1) // 12, (last - 1) % 12 + 1
    closing = date(last_year, last_month, monthrange(last_year, last_month)[1])
    opening_text, closing_text = f"{first_year:04}-{first_month:02}", f"{last_year:04}-{last_month:02}"
    return Extent(date(first_year, first_month, 1), closing, opening_text, closing_text, "month")


def of_years(first: int, last: int) -> Extent:
    return Extent(date(first, 1, 1), date(last, 12, 31), f"{first:04}", f"{last:04}", "year")


def of_decade(year: int) -> Extent:
    """Ten years; those of an era (昭和50年代) begin with any year and are written out."""
    if year % 10:
        return of_years(year, year + 9)
    return Extent(date(year, 1, 1), date(year + 9, 12, 31), f"{year // 10:03}X", f"{year // 10:03}X", "decade")


def of_week(monday: date) -> Extent:
    return of_days(monday, monday + timedelta(days=6))


def joined(first: Extent, last: Extent) -> Extent:
    """From the first day of one to the last day of the other."""
    coarser = min(first.precision, last.precision, key=PRECISIONS.index)
    return Extent(first.first_on, last.last_on, first.opening, last.closing, coarser)


def part_of_year(year: int, segment: str, fiscal: bool) -> Extent | None:
    """A third, half, quarter or season of a calendar year, or of a fiscal year from April on."""
    months = _months(segment)
    shift = 3 if fiscal else 0
    return of_months(year, months[0] + shift, months[1] + shift) if months else None


def part_of_month(year: int, month: int, segment: str) -> Extent | None:
    """Ten days, or half a month; the last part runs to the month's end."""
    length = monthrange(year, month)[1]
    kind, _, number = _share(segment).partition(" ")
    if kind == "days":
        first, last = (min(int(text), length) for text in number.split("-"))
    elif kind == "third":
        first, last = 10 * int(number) - 9, 31 if number == "3" else 10 * int(number)
    elif kind == "half":
        first, last = (1, 15) if number == "1" else (16, 31)
    else:
        return None
    return of_days(date(year, month, first), date(year, month, min(last, length)))


def part_of_span(year: int, length: int, segment: str) -> Extent | None:
    """A third or half of the decade or century (`length` years) that begins with `year`; boundaries are rounded to years."""
    kind, _, number = _share(segment).partition(" ")
    parts = {"third": 3, "half": 2}.get(kind)
    if parts is None:
        return None
    begin, end = round(length * (int(number) - 1) / parts), round(length * int(number) / parts)
    return of_years(year + begin, year + end - 1)


def _months(segment: str) -> tuple[int, int] | None:
    kind, _, number = _share(segment).partition(" ")
    if kind == "months":
        first, last = (int(text) for text in number.split("-"))
        return first, last
    size = {"third": 4, "half": 6, "quarter": 3}.get(kind)
    return (size * (int(number) - 1) + 1, size * int(number)) if size else None


@lru_cache
def _share(segment: str) -> str:
    """The share that a word stands for, as in the lexicon: `third 1`, `quarter 3`, `months 3-5`."""
    if quarter := re.fullmatch(r"第? ?([1-4一二三四]) ?四半期", segment):
        return f"quarter {'1234'['1234一二三四'.index(quarter[1]) % 4]}"
    if segment in {"初", "央"}:
        return "third 1" if segment == "初" else "third 2"
    return next((row["share"] for row in lexicon.rows("date_segments.csv") if row["word"] == segment), "")
