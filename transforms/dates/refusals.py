"""What looks like a date and is none: ordinals, counts, frequencies, parts of names and of identifiers."""

from __future__ import annotations

import re
from functools import lru_cache

from transforms import lexicon
from transforms.dates.model import Expression
from transforms.dates.numerals import KANJI
from transforms.dates.points import Point

ALONE = re.compile(r"[一1] ?日(?!$|[、午にのか()]|付|まで|夜|朝|未明|早朝|正午)")
"""1日 and 一日 are a day's length unless what follows shows a day of the month."""

NUMBERED = re.compile(r"(?:\A|(?<=\n))\(?[0-9]{1,2}[.,:)]\Z")
"""A provision's number right before a day (1.2012年12月24日) is no part of it."""


def refuses(text: str, piece: Expression) -> bool:
    """Whether the words around a candidate, or its own parts, make it no date."""
    start = piece.start
    if piece.form == "anniversary":
        return text[max(0, start - 1) : start] == "第"
    if piece.form == "point":
        return _refuses_point(text, start, piece.end, piece.parts["first"])
    return _opens_bare(text, start) and _follows("before_number", text, start)


def _refuses_point(text: str, start: int, end: int, point: Point) -> bool:
    if point.day is not None and point.month is not None and NUMBERED.search(text, max(0, start - 5), start):
        return False
    is_lone_weekday = point.weekday is not None and point.unit is None
    if (is_lone_weekday or _opens_bare(text, start)) and _follows("before_number", text, start):
        return True
    if point.unit is not None or point.era is not None or point.span is not None or point.segment is not None:
        return False
    if point.level == "year":
        return _refuses_year(text, end, point)
    return not point.has_year and point.weekday is None and _refuses_alone(text, start, end, point)


def _opens_bare(text: str, start: int) -> bool:
    return text[start].isdigit() or text[start] in KANJI


def _refuses_alone(text: str, start: int, end: int, point: Point) -> bool:
    """A month without a year, a day without a month."""
    if point.level == "month":
        return _precedes("after_month", text, end)
    if point.month is not None:
        return False
    return _is_town(text, start, end) or _precedes("after_day", text, end) or bool(ALONE.match(text, start))


def _refuses_year(text: str, end: int, point: Point) -> bool:
    if point.year is None:
        return _precedes("after_year", text, end)
    is_round = point.year < 1500 or point.year % 1000 == 0
    return is_round and not point.fiscal and _precedes("after_round_year", text, end)


def _is_town(text: str, start: int, end: int) -> bool:
    """四日市, 十日町: towns named by market days, in kanji."""
    return text[start] in KANJI and text[end : end + 1] in {"市", "町"}


def _follows(kind: str, text: str, start: int) -> bool:
    return bool(_pattern(kind, "(?:{})$").search(text, max(0, start - 6), start))


def _precedes(kind: str, text: str, end: int) -> bool:
    return bool(_pattern(kind, " ?(?:{})").match(text, end))


@lru_cache
def _pattern(kind: str, frame: str) -> re.Pattern[str]:
    cues = (row["cue"] for row in lexicon.rows("date_refusals.csv") if row["kind"] == kind)
    return re.compile(frame.format("|".join(cues)))
