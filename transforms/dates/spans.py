"""Expressions that are no points: anniversaries, lengths of time, what is left of a year, and vague words."""

from __future__ import annotations

import re
from collections.abc import Callable
from functools import lru_cache
from typing import Any, NamedTuple

from transforms import lexicon
from transforms.dates.numerals import COUNT, KANJI, number
from transforms.dates.points import Point

AHEAD = "今後の?|向こう|むこう|これからの|次の"
BACK = "過去|直近の?|最近の?|これまでの|この|ここ"
UNIT = r"(?:(?P<year>[かカヶヵケ箇個]?年)|(?P<month>[かカヶヵケ箇個]月)|(?P<week>週)|(?P<day>日))"
LENGTH = rf"(?:{COUNT} ?[~\-、] ?)?(?P<n>{COUNT}|数百|数十|数|半)(?:数|余り?)? ?{UNIT}(?![生制次度])(?P<half>半(?!期|ば))?"
NOTICE = re.compile("予告|通告|(?:書面|文書)に(?:より|よって|よる)")
"""A treaty counts the time of a notice from an event, not from its own day."""
VAGUE_SCOPE = re.compile("次の|ここ数|この数")
"""次の10年, ここ数年 tell of a time ahead or just past, with no beginning or end that the calendar knows."""
SPREAD = r"に(?:わた|亘|及)"
_SCOPED = re.compile(
    rf"(?:(?P<ahead>{AHEAD})|(?P<back>{BACK}))(?:約|およそ|ほぼ|少なくとも)? ?{LENGTH}(?:余り?)?"
    r"(?P<closed>間(?!隔))?(?P<limit>以?内)?"
).match
_COUNTED = re.compile(
    rf"{LENGTH}(?:間?(?:ほど|くらい|ぐらい)?(?:(?P<after>以?後(?!半|期|者))|(?P<before>以?前(?![半後者年期月回])))"
    rf"|(?P<limit>間?以内)|(?P<closed>間(?!隔))|(?={SPREAD}))"
).match
_LEGAL = re.compile(
    rf"(?P<n>{COUNT}) ?月(?:(?P<limit>以内)|(?P<after>の後(?![のに半]))|(?=の(?:期間|予告))"
    r"|(?P<before>前)(?=(?:に|の|まで)[^。]{0,40}(?:予告|通告|通知)))"
).match
"""Treaties say 三月以内, 六月の期間, 六月前に通告 for three and six months, not for March and June."""
_REST = re.compile(r"(?P<what>年度|年|月|週)内(?=[にのへをでは、。]|$)").match
_PART = re.compile(
    r"(?P<unit>年|月)(?P<fiscal>度)?(?P<segment>初(?!め)|初め|末|央)(?!年)|(?P<half>[上下]半?期|第? ?[1-4一二三四] ?四半期)"
).match
_BARE_YEAR = "1[5-9][0-9]{2}|20[0-9]{2}"
_BARE_YEARS = re.compile(rf"(?<=\()(?P<first>{_BARE_YEAR}) ?[~\-–—―] ?(?P<last>{_BARE_YEAR})(?=\))").match
_VAGUE = re.compile(r"近年|近々|近いうちに?|近い将来").match


class Found(NamedTuple):
    """A form, its parts and where it ends."""

    form: str
    parts: dict[str, Any]
    end: int


Reader = Callable[[str, int], Found | None]


def match(text: str, at: int) -> Found | None:
    """What begins at `at`, if it is one of these."""
    char = text[at]
    if char.isdigit() or char in KANJI:
        readers: tuple[Reader, ...] = (_anniversary, _counted, _legal_months)
        if text[at - 1 : at] == "(":
            readers = (*readers, _bare_years)
    else:
        readers = READERS.get(char, ())
    for read in readers:
        if found := read(text, at):
            return found
    return None


def _anniversary(text: str, at: int) -> Found | None:
    if not (found := _anniversary_pattern().match(text, at)):
        return None
    return Found("anniversary", {"n": number(found["n"] or found["bare"] or found["since"] or found["reached"])}, found.end())


def _scoped(text: str, at: int) -> Found | None:
    """今後3年間, 過去33年間, この10年."""
    if not (found := _SCOPED(text, at)):
        return None
    is_open = not (found["closed"] or found["limit"])
    if is_open and (found["day"] or VAGUE_SCOPE.match(found[0])):
        return None
    way = "future" if found["ahead"] else "past"
    return Found("within" if found["limit"] else "duration", {**_length(found), "way": way}, found.end())


def _counted(text: str, at: int) -> Found | None:
    """3年間, 3年以内, 3年後, 3年前; what counts from an event (署名の30日後) is marked as bound to it."""
    if not (found := _COUNTED(text, at)):
        return None
    parts = _length(found)
    if parts["n"] and parts["n"] >= 1000:
        return None
    parts["is_bound"] = bool(
        _start_pattern().search(text, max(0, at - 8), at) or NOTICE.search(text, found.end(), found.end() + 60)
    )
    if found["after"] or found["before"]:
        return Found("offset", {**parts, "way": "future" if found["after"] else "past"}, found.end())
    return Found("within" if found["limit"] else "duration", {**parts, "way": None}, found.end())


def _legal_months(text: str, at: int) -> Found | None:
    """三月以内, 六月の期間; counted from an event where one is named before it."""
    if not (found := _LEGAL(text, at)):
        return None
    parts = {"n": number(found["n"]), "unit": "month", "is_bound": bool(_start_pattern().search(text, max(0, at - 8), at))}
    if found["before"] or found["after"]:
        return Found("offset", {**parts, "way": "past" if found["before"] else "future", "is_bound": True}, found.end())
    return Found("within" if found["limit"] else "duration", {**parts, "way": None}, found.end())


def _length(found: re.Match[str]) -> dict[str, Any]:
    """Number (None for 数年) and unit; half a year counts as six months, one and a half as eighteen."""
    unit = next(name for name in ("year", "month", "week", "day") if found[name])
    if found["n"].startswith("数"):
        return {"n": None, "unit": unit}
    if found["n"] == "半":
        return {"n": 6, "unit": "month"} if unit == "year" else {"n": None, "unit": unit}
    count = number(found["n"])
    return {"n": count * 12 + 6, "unit": "month"} if found["half"] and unit == "year" else {"n": count, "unit": unit}


def _bare_years(text: str, at: int) -> Found | None:
    if not (found := _BARE_YEARS(text, at)) or found["first"] >= found["last"]:
        return None
    first, last = (Point(year=int(found[name])) for name in ("first", "last"))
    return Found("range", {"first": first, "last": last}, found.end())


def _rest(text: str, at: int) -> Found | None:
    """年内, 月内: what is left of the period that the reference day lies in."""
    if not (found := _REST(text, at)):
        return None
    unit = {"年": "year", "年度": "year", "月": "month", "週": "week"}[found["what"]]
    return Found("rest", {"unit": unit, "fiscal": found["what"] == "年度"}, found.end())


def _part(text: str, at: int) -> Found | None:
    """年末, 月初, 第3四半期: a part of the year or month that the reference day lies in."""
    if not (found := _PART(text, at)):
        return None
    unit = "month" if found["unit"] == "月" else "year"
    segment = found["segment"] or found["half"]
    point = Point(base="reference", unit=unit, segment=segment, fiscal=bool(found["fiscal"]))
    return Found("point", {"first": point}, found.end())


def _vague(text: str, at: int) -> Found | None:
    return Found("vague", {}, found.end()) if (found := _VAGUE(text, at)) else None


@lru_cache(maxsize=1)
def _anniversary_pattern() -> re.Pattern[str]:
    behind = "|".join(f"(?<={event})" for event in _events("anniversary"))
    since = "|".join(f"(?<={event}から)" for event in _events("anniversary"))
    return re.compile(
        rf"(?P<n>{COUNT}) ?周年|(?:{behind})(?P<bare>{COUNT}) ?年(?=[にをとのでは、。」)]|記念|$)"
        rf"|(?:{since})(?P<since>{COUNT}) ?年(?=に(?:当|あ)た|を迎え|の節目)"
        rf"|(?P<reached>{COUNT}) ?年(?=を(?:迎え|記念)|の節目)"
    )


@lru_cache(maxsize=1)
def _start_pattern() -> re.Pattern[str]:
    """Ends the text before a length of time that runs from an event, not from the reference day."""
    return re.compile(rf"(?:(?:{'|'.join(_events('start'))})の?日?(?:から|より)?|の|(?<!今)(?<!本日)から|(?<!本日)より|後)$")


def _events(kind: str) -> list[str]:
    return [row["event"] for row in lexicon.rows("date_countings.csv") if row["kind"] == kind]


READERS: dict[str, tuple[Reader, ...]] = {
    **dict.fromkeys("今こ過向む次直最", (_scoped,)),
    **dict.fromkeys("数半", (_counted,)),
    **dict.fromkeys("年月週", (_rest, _part)),
    **dict.fromkeys("第上下", (_part,)),
    "近": (_vague,),
}
"""What can begin with a character that is no number."""
