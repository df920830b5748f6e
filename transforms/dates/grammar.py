"""The patterns of single points, built from the lexicons once.

Every pattern names its groups as `reading` expects them.
"""

from __future__ import annotations

import re
from functools import lru_cache

from transforms import lexicon
from transforms.dates import eras
from transforms.dates.numerals import KANJI, SMALL, WESTERN
from transforms.dates.points import MONTHS, WEEKDAYS, Point
from transforms.dates.reading import read, words

DASH = r"[~\-–—―ー]"
THIS = "(?<![日基資])本"
"""Before a day's number: 本6日 is the 6th of this month."""
NUMBER = re.compile(f"(?:[0-9]+|[{KANJI}]+) ?(?P<unit>[年月日])?")
WEEKDAY_END = "曜(?:日|(?=[、。のにはがもかまで夜朝午夕)]|$))"
GLOSSED_WEEKDAY = rf"(?: ?\( ?[{WEEKDAYS}](?:曜日?)?(?:[・/](?:祝|休|振休))? ?\)|(?:の| )?[{WEEKDAYS}]{WEEKDAY_END})"
YEAR_ELLIPSIS = rf"(?=(?: ?(?:{DASH}|[、・と]|及び|および|並びに) ?(?:[12][0-9]{{3}}|[0-9]{{2}}))+ ?(?:年|会計年度)(?![間前後]))"
FISCAL = "(?:会計|財政)年度"
MONTH_ELLIPSIS = rf"(?= ?(?:{DASH}|[、・]) ?{SMALL} ?月)"
DAY_ELLIPSIS = rf"(?= ?(?:{DASH}|[、・]) ?{SMALL} ?(?:の?両)?日(?!間))"
SEASON = "(?<![一-鿿])(?<!年の)(?P<season>[春夏秋冬])(?=に(?:も?(?:は|、|[一-鿿ァ-ヴA-Z])|かけて)|までに|ごろ|頃)"
"""A season whose year the text leaves open, where it says when something is or was done."""
DAY_UNIT = f"(?:(?:の?両)?日|{DAY_ELLIPSIS})"


def match(text: str, at: int) -> tuple[Point, int] | None:
    """The point that begins at `at`, and where it ends."""
    for pattern in _patterns()[_kind(text, at)]:
        if (found := pattern.match(text, at)) and (point := read(found)):
            return point, found.end()
    return None


def _kind(text: str, at: int) -> str:
    """Which patterns can match: a number's unit tells, a letter tells; `` is for all else."""
    if found := NUMBER.match(text, at):
        return found["unit"] or "number"
    return "letter" if text[at].isascii() else ""


def word_pattern(unit: str) -> str:
    """A pattern for the words of a unit, each with what must not stand around it."""
    terms = sorted((row for row in words().values() if row["unit"] == unit), key=lambda row: (-len(row["word"]), row["word"]))
    return "(?:" + "|".join(map(_guarded, terms)) + ")"


def _guarded(row: dict[str, str]) -> str:
    before = f"(?<![{row['not_after']}])" if row["not_after"] else ""
    after = f"(?!{row['not_before']})" if row["not_before"] else ""
    return f"{before}{row['word']}{after}"


@lru_cache(maxsize=1)
def _patterns() -> dict[str, tuple[re.Pattern[str], ...]]:
    numeric, english = tuple(map(re.compile, _numeric())), tuple(map(re.compile, _english()))
    span, year, month, day = map(re.compile, (_long_span(), _from_year(), _month(), _from_day()))
    named_year_last = re.compile(_year_last())
    words = tuple(map(re.compile, (_from_month_word(), _from_week(), SEASON, THIS + _month())))
    return {
        "年": (span, year),
        "月": (named_year_last, month),
        "日": (day,),
        "number": (*numeric, *english, span, year, month, day),
        "letter": (*english, *numeric, span, year),
        "": (*numeric, span, year, *words, day),
    }


def _numeric() -> tuple[str, str]:
    """2025-05-06, 2025.5.6, R7.5.6, 昭和五〇・四・二四; and 17/06/2025, where a number beyond 12 tells day from month."""
    western = r"(?P<year>[12][0-9]{3})(?P<mark>[/.\-])(?P<month>[0-9]{1,2})(?P=mark)(?P<day>[0-9]{1,2})"
    era = rf"(?P<era>{eras.pattern()}) ?(?P<era_year>[0-9]{{3}}|元|{SMALL})"
    counted = rf"{era}(?P<era_mark>[./\-・])(?P<era_month>{SMALL})(?P=era_mark)(?P<era_day>{SMALL})"
    opening = r"(?<![0-9A-Za-z/._=+])(?:(?<!-)|(?=[0-9]{4}[/.]))"
    closing = rf"(?:{GLOSSED_WEEKDAY}|(?![0-9A-SU-Za-z/_=+]|-(?!19|20|[0-9]{{1,2}}:)|\.[0-9]|T[^0-9]))"
    day_first = r"(?P<day>1[3-9]|2[0-9]|3[01])[/.](?P<month>0?[1-9]|1[0-2])"
    month_first = day_first.replace("<day>", "<other_day>").replace("<month>", "<other_month>")
    swapped = "[/.]".join(reversed(month_first.split("[/.]")))
    return (
        rf"{opening}(?:{western}|{counted}){closing}",
        rf"{opening}(?:{day_first}|{swapped})[/.](?P<year>[12][0-9]{{3}}){closing}",
    )


def _english() -> tuple[str, str]:
    name = "(?P<english>" + "|".join(rf"{month[:3]}(?:{month[3:]})?" for month in MONTHS) + r"|Sept)\.?"
    year, day = r"(?P<year>[12][0-9]{3})(?![0-9])", r"(?P<day>[0-9]{1,2})(?:st|nd|rd|th)?(?![0-9])"
    alone = year.replace("year", "lone_year")
    month_first = rf"(?<![A-Za-z]){name} (?:{day}(?:[,、] ?| ){year}|{alone}|(?P<lone_day>[0-9]{{1,2}})(?![0-9A-Za-z]))"
    return month_first, rf"(?<![0-9A-Za-z.:/\-]){day} (?:day )?(?:of )?{name}[,、]? {year}"


def _long_span() -> str:
    tens = "[12][0-9]{2}0|[1-9]0|[一二][〇○零一二三四五六七八九]{2}[〇○零]|[二三四五六七八九]十"
    decade = rf"(?P<decade>{tens}) ?年代(?:の?(?P<decade_segment>{_terms('decade')}))?"
    century = rf"(?:(?P<century>{SMALL}) ?|(?P<century_word>[今前来]))世紀の?(?P<century_segment>{_terms('century')})"
    counted = rf"(?P<era>{eras.pattern()})(?P<era_year>{SMALL}) ?(?P<era_decade>年代)(?:の?(?P<era_segment>{_terms('decade')}))?"
    return f"(?:{decade}|{century}|{counted})"


def _from_year() -> str:
    era = eras.pattern()
    inside, after = (rf" ?\( ?(?:西暦)?(?P<gloss_{where}>{WESTERN}) ?年? ?\)" for where in ("inside", "after"))
    other = rf" ?\( ?{era} ?(?:元|{SMALL}) ?年? ?\)"
    written = rf"(?:西暦 ?|公元 ?)?(?P<year>{WESTERN})(?:/[0-9]{{2}}(?= ?年度))?"
    western = rf"{written}(?:(?:{other})? ?年|(?={FISCAL})|{YEAR_ELLIPSIS})(?:{other})?"
    closing = f"(?:{inside} ?年| ?年{after}| ?年|{YEAR_ELLIPSIS})"
    counted = rf"(?P<era>{era}) ?(?P<era_year>元|[0-9]{{3,4}}|{SMALL}){closing}"
    short = rf"['’]?(?P<short_year>{SMALL}) ?年"
    year = rf"(?:{western}|{counted}|(?P<word>{word_pattern('year')})|{short})(?P<fiscal>度|{FISCAL})?"
    return rf"{year}(?:の? ?{_month()}|{_segment('year')})?"


def _from_month_word() -> str:
    return rf"(?P<word>{word_pattern('month')})(?: ?{_day()}|{_segment('month')})?"


def _from_week() -> str:
    return rf"(?P<word>{word_pattern('week')})(?:の?(?P<weekday>[{WEEKDAYS}])曜日?|の?(?P<week_segment>週?末))?"


def _from_day() -> str:
    number = rf"(?:(?P<marker>[翌同])|{THIS})?(?P<day>{SMALL}) ?{DAY_UNIT}"
    word = rf"(?P<word>{word_pattern('day')})(?:の?(?P<word_day>{SMALL}) ?日(?![間目後前本数ご当]))?"
    named = rf"(?:{word}|{number}){GLOSSED_WEEKDAY}?"
    return rf"(?:{named}|(?P<weekday>[{WEEKDAYS}]){WEEKDAY_END})"


def _year_last() -> str:
    """5月 6, 2025, as pages set it that translate an English form."""
    return rf"(?P<month>{SMALL}) ?月 ?(?P<day>[0-9]{{1,2}})(?: ?日)?, ?(?P<year>[12][0-9]{{3}})(?![0-9年])"


def _month() -> str:
    return rf"(?P<month>{SMALL}) ?(?:月|{MONTH_ELLIPSIS})(?: ?{_day()}|{_segment('month')})?"


def _day() -> str:
    return rf"(?P<day>{SMALL}) ?{DAY_UNIT}{GLOSSED_WEEKDAY}?"


def _segment(unit: str) -> str:
    quarter = "|第? ?[1-4一二三四] ?四半期" if unit == "year" else ""
    initial = "|初(?!め|頭|旬|の|回|代|日)" + ("|央" if unit == "year" else "")
    return rf"[、の]?(?P<{unit}_segment>{_terms(unit)}{quarter}{initial})"


def _terms(unit: str) -> str:
    rows = [row for row in lexicon.rows("date_segments.csv") if unit in row["of"].split("|")]
    terms = sorted((row["word"] for row in rows), key=lambda term: (-len(term), term))
    return "(?:" + "|".join(terms) + ")(?![季節闘て]|ま[しすっらりるれ]|五輪|オリンピック|パラリンピック)"
