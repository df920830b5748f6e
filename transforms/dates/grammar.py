"""The patterns of single points, built from the lexicons once, and the reader of their groups."""

from __future__ import annotations

import re
from dataclasses import replace
from datetime import date
from functools import lru_cache

from transforms import lexicon
from transforms.dates import eras
from transforms.dates.numerals import SMALL, WESTERN, number
from transforms.dates.points import Point

WEEKDAYS = "月火水木金土日"
MONTHS = "January February March April May June July August September October November December".split()
DASH = r"[~\-–—―ー]"
GLOSSED_WEEKDAY = rf"(?: ?\( ?[{WEEKDAYS}](?:曜日?)?(?:[・/](?:祝|休|振休))? ?\))"
YEAR_ELLIPSIS = rf"(?= ?(?:{DASH}|[、・]) ?(?:[0-9]{{2}}|[12][0-9]{{3}}) ?年(?![間前後]))"
MONTH_ELLIPSIS = rf"(?= ?(?:{DASH}|[、・]) ?{SMALL} ?月)"
DAY_ELLIPSIS = rf"(?= ?(?:{DASH}|[、・]) ?{SMALL} ?(?:の?両)?日(?!間))"


def match(text: str, at: int) -> tuple[Point, int] | None:
    """The point that begins at `at`, and where it ends."""
    for pattern in _patterns():
        if (found := pattern.match(text, at)) and (point := _read(found)):
            return point, found.end()
    return None


@lru_cache(maxsize=1)
def words() -> dict[str, dict[str, str]]:
    """Words that name a date from another one, with their lexicon rows."""
    return {row["word"]: row for row in lexicon.rows("date_words.csv")}


def word_pattern(unit: str) -> str:
    """A pattern for the words of a unit, each with what must not stand around it."""
    terms = sorted((row for row in words().values() if row["unit"] == unit), key=lambda row: (-len(row["word"]), row["word"]))
    return "(?:" + "|".join(map(_guarded, terms)) + ")"


def _guarded(row: dict[str, str]) -> str:
    before = f"(?<![{row['not_after']}])" if row["not_after"] else ""
    after = f"(?!{row['not_before']})" if row["not_before"] else ""
    return f"{before}{row['word']}{after}"


@lru_cache(maxsize=1)
def _patterns() -> tuple[re.Pattern[str], ...]:
    return tuple(map(re.compile, (_numeric(), *_english(), _long_span(), _from_year(), _month(), _from_month_word(), _from_week(), _from_day())))


def _numeric() -> str:
    western = r"(?P<year>[12][0-9]{3})(?P<mark>[/.\-])(?P<month>[0-9]{1,2})(?P=mark)(?P<day>[0-9]{1,2})"
    counted = rf"(?P<era>{eras.pattern()}) ?(?P<era_year>[0-9]{{1,3}}|元)[./\-](?P<era_month>[0-9]{{1,2}})[./\-](?P<era_day>[0-9]{{1,2}})"
    return rf"(?<![0-9A-Za-z/._=+\-])(?:{western}|{counted})(?:{GLOSSED_WEEKDAY}|(?![0-9A-SU-Za-z/_=+\-]|\.[0-9]|T[^0-9]))"


def _english() -> tuple[str, str]:
    name = "(?P<english>" + "|".join(rf"{month[:3]}(?:{month[3:]})?" for month in MONTHS) + r"|Sept)\.?"
    year, day = r"(?P<year>[12][0-9]{3})(?![0-9])", r"(?P<day>[0-9]{1,2})(?:st|nd|rd|th)?(?![0-9])"
    alone = year.replace("year", "lone_year")
    month_first = rf"(?<![A-Za-z]){name} (?:{day}(?:[,、] ?| ){year}|{alone}|(?P<lone_day>[0-9]{{1,2}})(?![0-9A-Za-z]))"
    return month_first, rf"(?<![0-9A-Za-z.:/\-]){day} (?:of )?{name}[,、]? {year}"


def _long_span() -> str:
    decade = rf"(?P<decade>[12][0-9]{{2}}0|[1-9]0|[一二][〇○零一二三四五六七八九]{{2}}[〇○零]|[二三四五六七八九]十) ?年代(?:の?(?P<decade_segment>{_terms('decade')}))?"
    century = rf"(?:(?P<century>{SMALL}) ?|(?P<century_word>[今前来]))世紀の?(?P<century_segment>{_terms('century')})"
    return f"(?:{decade}|{century})"


def _from_year() -> str:
    era, gloss = eras.pattern(), r" ?\( ?(?:西暦)?(?P<gloss_{}>[12][0-9]{{3}}) ?年? ?\)"
    western = (
        rf"(?:西暦 ?|公元 ?)?(?P<year>{WESTERN})(?:(?: ?\( ?{era} ?(?:元|{SMALL}) ?年? ?\))? ?年|{YEAR_ELLIPSIS})"
        rf"(?: ?\( ?{era} ?(?:元|{SMALL}) ?年? ?\))?"
    )
    closing = f"(?:{gloss.format('inside')} ?年| ?年{gloss.format('after')}| ?年|{YEAR_ELLIPSIS})"
    counted = rf"(?P<era>{era}) ?(?P<era_year>元|[0-9]{{3,4}}|{SMALL}){closing}"
    short = rf"['’]?(?P<short_year>{SMALL}) ?年"
    year = rf"(?:{western}|{counted}|(?P<year_word>{word_pattern('year')})|{short})(?P<fiscal>度)?"
    return rf"{year}(?:の? ?{_month()}|{_segment('year')})?"


def _from_month_word() -> str:
    return rf"(?P<month_word>{word_pattern('month')})(?: ?{_day()}|{_segment('month')})?"


def _from_week() -> str:
    return rf"(?P<week_word>{word_pattern('week')})(?:の?(?P<weekday>[{WEEKDAYS}])曜日?|の?(?P<weekend>(?:週)?末))?"


def _from_day() -> str:
    named = rf"(?:(?P<day_word>{word_pattern('day')})|(?P<marker>[翌同])?(?P<day>{SMALL}) ?(?:日|{DAY_ELLIPSIS})){GLOSSED_WEEKDAY}?"
    return rf"(?:{named}|(?P<weekday>[{WEEKDAYS}])曜日?)"


def _month() -> str:
    return rf"(?P<month>{SMALL}) ?(?:月|{MONTH_ELLIPSIS})(?: ?{_day()}|{_segment('month')})?"


def _day() -> str:
    return rf"(?P<day>{SMALL}) ?(?:日{GLOSSED_WEEKDAY}?|{DAY_ELLIPSIS})"


def _segment(unit: str) -> str:
    quarter = "|第? ?[1-4一二三四] ?四半期" if unit == "year" else ""
    initial = "|初(?!め|頭|旬|の|回|代)" + ("|央" if unit == "year" else "")
    return rf"[、の]?(?P<{unit}_segment>{_terms(unit)}{quarter}{initial})"


def _terms(unit: str) -> str:
    rows = [row for row in lexicon.rows("date_segments.csv") if unit in row["of"].split("|")]
    terms = sorted((row["word"] for row in rows), key=lambda term: (-len(term), term))
    return "(?:" + "|".join(terms) + ")(?![季節闘てま]|五輪|オリンピック|パラリンピック)"


def _read(found: re.Match[str]) -> Point | None:
    groups = {name: text for name, text in found.groupdict().items() if text}
    point = _year_part(Point(), groups)
    point = _word_part(point, groups)
    point = _day_part(point, groups)
    return _checked(point, groups)


def _year_part(point: Point, groups: dict[str, str]) -> Point:
    if era_name := groups.get("era"):
        era, year = eras.eras()[era_name], number(groups["era_year"])
        western, gloss = era.western_year(year), groups.get("gloss_inside") or groups.get("gloss_after")
        western = int(gloss) if gloss else western
        lunar = western is not None and era.is_lunar(western)
        return replace(point, year=western, era=era.name, is_lunar=lunar, impossible=western is None)
    if year_text := groups.get("year") or groups.get("lone_year"):
        return replace(point, year=number(year_text))
    if "short_year" in groups:
        return replace(point, short_year=number(groups["short_year"]))
    return _span_part(point, groups)


def _span_part(point: Point, groups: dict[str, str]) -> Point:
    if decade := groups.get("decade"):
        year = number(decade)
        return replace(point, span="decade", **({"year": year} if year > 100 else {"short_year": year}))
    if century := groups.get("century"):
        return replace(point, span="century", year=number(century) * 100 - 99)
    if word := groups.get("century_word"):
        return replace(point, span="century", unit="year", base="reference", offset={"前": -100, "今": 0, "来": 100}[word])
    return point


def _word_part(point: Point, groups: dict[str, str]) -> Point:
    for key in ("year_word", "month_word", "week_word", "day_word"):
        if word := groups.get(key):
            row = words()[word]
            return replace(point, unit=row["unit"], base=row["base"], offset=int(row["offset"]), segment=row["segment"] or None)
    return replace(point, unit="day", base="context", offset={"翌": 1, "同": 0}[groups["marker"]]) if "marker" in groups else point


def _day_part(point: Point, groups: dict[str, str]) -> Point:
    month, day = (groups.get(part) or groups.get(f"era_{part}") for part in ("month", "day"))
    day = day or groups.get("lone_day")
    months = {name[:3]: at for at, name in enumerate(MONTHS, 1)}
    english = groups.get("english")
    segment = next((text for name, text in groups.items() if name.endswith("_segment")), None)
    return replace(
        point,
        month=months[english[:3]] if english else number(month) if month else None,
        day=number(day) if day else None,
        weekday=WEEKDAYS.index(groups["weekday"]) if "weekday" in groups else None,
        segment=segment or ("週末" if "weekend" in groups else point.segment),
        fiscal="fiscal" in groups,
    )


def _checked(point: Point, groups: dict[str, str]) -> Point | None:
    """The point with its verdict; None where month or day alone is beyond the calendar, so that it is a mere count."""
    month, day = point.month, point.day
    if month is None and day is None:
        return point
    within = (month is None or 1 <= month <= 12) and (day is None or 1 <= day <= 31)
    if not within and not point.has_year and not (month and day and month <= 20):
        return None
    if within and month and day:
        within = _exists(point.year or 2000, month, day)
    return point if within else replace(point, impossible=True)


def _exists(year: int, month: int, day: int) -> bool:
    try:
        date(year, month, day)
    except ValueError:
        return False
    return True
