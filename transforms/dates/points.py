"""One point of the calendar as written: a year, month, week or day, in full or in part, or named from another date.

Text is folded; a single space may stand between a number and its unit, as ministries set them.
"""

from __future__ import annotations

from typing import NamedTuple

WEEKDAYS = "月火水木金土日"
MONTHS = (
    "January", "February", "March", "April", "May", "June",
    "July", "August", "September", "October", "November", "December",
)  # fmt: skip


class Point(NamedTuple):
    """Parts that are written; what is not is None. `year` is Western; `short_year` lacks its century or era.

    A point named from another date has `base` (`reference` or `context`), `unit` and `offset` in units.
    `span` is `decade` or `century` where `year` is the first of one. `impossible` points name no day that exists.
    """

    year: int | None = None
    short_year: int | None = None
    era: str | None = None
    month: int | None = None
    day: int | None = None
    weekday: int | None = None
    """From 0, Monday."""
    segment: str | None = None
    base: str | None = None
    unit: str | None = None
    offset: int = 0
    fiscal: bool = False
    span: str | None = None
    is_lunar: bool = False
    impossible: bool = False

    @property
    def level(self) -> str:
        """The finest unit that is written: `day`, `week`, `month` or `year`."""
        if self.day is not None or self.weekday is not None or self.unit == "day":
            return "day"
        return "month" if self.month is not None or self.unit == "month" else self.unit or "year"

    @property
    def has_year(self) -> bool:
        """Whether its year is written, or named from another date."""
        return self.year is not None or self.short_year is not None or self.unit == "year"

    @property
    def is_full_day(self) -> bool:
        """Whether it names an existing day with its year."""
        return self.year is not None and self.day is not None and not self.impossible and not self.is_lunar
