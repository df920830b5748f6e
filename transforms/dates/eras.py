"""Years counted by eras, as Western ones."""

from __future__ import annotations

import re
from dataclasses import dataclass
from datetime import date
from functools import lru_cache

from transforms import lexicon


@dataclass(frozen=True, slots=True)
class Era:
    """An era of `eras.csv`; `zero_year` + N is the Western year of its year N."""

    name: str
    zero_year: int
    first_on: date
    last_on: date | None
    until_lunar: date | None

    def western_year(self, year: int) -> int | None:
        """The Western year of year N of this era; None where the era had no such year (平成40年)."""
        western = self.zero_year + year
        last = self.last_on.year if self.last_on else 9999
        return western if year >= 1 and western <= last else None

    def is_lunar(self, western_year: int) -> bool:
        """Whether months and days of that year were lunisolar, so that they have no plain Gregorian value."""
        return self.until_lunar is not None and western_year <= self.until_lunar.year


@lru_cache(maxsize=1)
def eras() -> dict[str, Era]:
    """Eras by name and by abbreviation."""
    found: dict[str, Era] = {}
    for row in lexicon.rows("eras.csv"):
        last, lunar = (date.fromisoformat(row[key]) if row[key] else None for key in ("last_on", "until_lunar"))
        era = Era(row["name"], int(row["zero_year"]), date.fromisoformat(row["first_on"]), last, lunar)
        found |= dict.fromkeys((row["name"], *lexicon.split(row["letters"])), era)
    return found


@lru_cache(maxsize=2)
def pattern(*, before_digit: bool = True) -> str:
    """A regular expression for an era's name, or its abbreviation (before a digit): R7, 令7."""
    names = sorted((name for name in eras() if len(name) > 1), key=lambda name: (-len(name), name))
    short = [name for name in sorted(eras()) if len(name) == 1]
    letters = "".join(name for name in short if name.isascii())
    signs = "".join(name for name in short if not name.isascii())
    digit = "(?=[0-9元])" if before_digit else ""
    abbreviated = rf"(?<![A-Za-z0-9])[{letters}]{digit}|(?<![一-鿿])[{signs}]{digit}"
    return "(?:" + "|".join(map(re.escape, names)) + f"|{abbreviated})"
