"""Reads the groups of a point's pattern into a `Point`."""

from __future__ import annotations

import re
from datetime import date
from functools import lru_cache
from typing import Any

from transforms import lexicon
from transforms.dates import eras
from transforms.dates.numerals import number
from transforms.dates.points import MONTHS, WEEKDAYS, Point

Groups = dict[str, str | None]
MONTH_NUMBERS = {name[:3]: at for at, name in enumerate(MONTHS, 1)}
DAYS = ("day", "era_day", "lone_day", "other_day", "word_day")
SEGMENTS = ("year_segment", "month_segment", "week_segment", "decade_segment", "century_segment", "era_segment", "season")
"""Groups that say the same in different alternatives of a pattern."""
CENTURY_WORDS = {"前": -100, "今": 0, "来": 100}


def read(found: re.Match[str]) -> Point | None:
    """The point that a match spells; None where its numbers are beyond any calendar, so that they count something else."""
    groups = found.groupdict()
    parts = {**_year(groups), **_word(groups), **_month_and_day(groups)}
    return None if parts.get("short_year", 0) >= 100 else _checked(parts)


@lru_cache(maxsize=1)
def words() -> dict[str, dict[str, str]]:
    """Words that name a date from another one, with their lexicon rows."""
    return {row["word"]: row for row in lexicon.rows("date_words.csv")}


def _year(groups: Groups) -> dict[str, Any]:
    if name := groups.get("era"):
        era = eras.eras()[name]
        gloss = groups.get("gloss_inside") or groups.get("gloss_after")
        year = number(gloss) if gloss else era.western_year(number(groups["era_year"] or ""))
        lunar, span = year is not None and era.is_lunar(year), "decade" if groups.get("era_decade") else None
        return {"year": year, "era": era.name, "is_lunar": lunar, "impossible": year is None, "span": span}
    if text := groups.get("year") or groups.get("lone_year"):
        return {"year": number(text)}
    if text := groups.get("short_year"):
        return {"short_year": number(text)}
    return _span(groups)


def _span(groups: Groups) -> dict[str, Any]:
    if text := groups.get("decade"):
        year = number(text)
        return {"span": "decade", "year" if year > 100 else "short_year": year}
    if text := groups.get("century"):
        return {"span": "century", "year": number(text) * 100 - 99}
    if text := groups.get("century_word"):
        return {"span": "century", "unit": "year", "base": "reference", "offset": CENTURY_WORDS[text]}
    return {}


def _word(groups: Groups) -> dict[str, Any]:
    """A word of the lexicon, or 翌 and 同 before a day's number."""
    if marker := groups.get("marker"):
        return {"unit": "day", "base": "context", "offset": 1 if marker == "翌" else 0}
    if not (word := groups.get("word")):
        return {}
    row = words()[word]
    return {"unit": row["unit"], "base": row["base"], "offset": int(row["offset"]), "segment": row["segment"] or None}


def _month_and_day(groups: Groups) -> dict[str, Any]:
    parts: dict[str, Any] = {"fiscal": True} if groups.get("fiscal") else {}
    if month := groups.get("month") or groups.get("era_month") or groups.get("other_month"):
        parts["month"] = number(month)
    elif english := groups.get("english"):
        parts["month"] = MONTH_NUMBERS[english[:3]]
    if day := next(filter(None, map(groups.get, DAYS)), None):
        parts["day"] = number(day)
    if weekday := groups.get("weekday"):
        parts["weekday"] = WEEKDAYS.index(weekday)
    if segment := next(filter(None, map(groups.get, SEGMENTS)), None):
        parts["segment"] = segment
    return parts


def _checked(parts: dict[str, Any]) -> Point | None:
    month, day = parts.get("month"), parts.get("day")
    if month is None and day is None:
        return Point(**parts)
    within = (month is None or 1 <= month <= 12) and (day is None or 1 <= day <= 31)
    if not within and not _is_meant_as_date(parts):
        return None
    if within and month and day:
        within = _exists(parts.get("year") or 2000, month, day)
    return Point(**parts) if within else Point(**{**parts, "impossible": True})


def _is_meant_as_date(parts: dict[str, Any]) -> bool:
    """Whether numbers beyond the calendar are a slip (2025年13月, 15月3日), not a count."""
    if any(parts.get(key) is not None for key in ("year", "era", "short_year")) or parts.get("unit") == "year":
        return True
    return bool(parts.get("month") and parts.get("day"))


def _exists(year: int, month: int, day: int) -> bool:
    try:
        date(year, month, day)
    except ValueError:
        return False
    return True
