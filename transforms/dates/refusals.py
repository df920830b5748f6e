"""What looks like a date and is none: ordinals, counts, frequencies, parts of names and of identifiers."""

from __future__ import annotations

import re
from typing import Any

from transforms.dates.numerals import KANJI
from transforms.dates.points import Point

BEFORE = re.compile(r"(?:第|数|何|幾|毎[年月週]?の?|例年の?|隔|各|全|のべ|延べ|満|丸|まる|最大|最長|最短|計|No\.? ?|№ ?|[0-9A-Za-z][.,:/]|[A-Za-z]-|[A-Za-z_=#])$")
"""Ends the text before a number that is no date. Eras and English months have their own guards."""
AFTER_YEAR = re.compile(r" ?(?:生(?!ま|誕)|制|級|忌|目|ごと|毎|おき|ぶり|もの|余|以上|以下|未満|近く|程度|当たり|あたり|単位|越し|連続|前(?!半|後|期))")
AFTER_LONG_AGO = re.compile(r"間|に?わたる|以上|もの|余|来の|の(?:長い)?(?:歴史|伝統|歳月|交流|友好|時)|前(?!半|後|期)|近く|を?超え")
AFTER_MONTH = re.compile(r" ?(?:間|号|面|[一二三四五六七八九十]?革命|危機|王政|攻勢|戦争|広場|公園|通り|勲章|半(?!ば)|分の|額|給|例|経|旅行|光|食)")
AFTER_DAY = re.compile(
    r" ?(?:間|目|ごと|毎|おき|ぶり|もの|以上|以下|以内|未満|程度|当たり|あたり|単位|連続|本(?!日|月|年|会|協|条)|中に?(?![旬])|も(?:早|あけ)|一日"
    r"|[0-9]+ ?(?:回|人|時間|食|万|便|往復)|[市町村](?=[はがをにでのへと、。]|$)|分の|数|程|経|出|銀|立|経|常|帰り|系|産)"
)
ALONE = re.compile(r"[一1] ?日(?!$|[、午にのか(]|付|まで|夜|朝|未明|早朝|正午)")


def refuses(text: str, start: int, end: int, form: str, parts: dict[str, Any]) -> bool:
    """Whether the words around a candidate, or its own parts, make it no date."""
    if form == "anniversary":
        return text[max(0, start - 1) : start] == "第"
    if text[start].isascii() and text[start].isalpha():
        return False
    if form == "point" and not (parts["first"].era or parts["first"].unit) and BEFORE.search(text, max(0, start - 6), start):
        return parts["first"].weekday is None and text[start] != "第"
    if form in {"duration", "within", "offset"}:
        return bool(BEFORE.search(text, max(0, start - 4), start)) and text[start] not in "今過この向直最次"
    return form == "point" and _point_refused(text, start, end, parts["first"])


def _point_refused(text: str, start: int, end: int, point: Point) -> bool:
    if point.unit is not None or point.era is not None or point.span is not None or point.segment is not None:
        return False
    if point.level == "day":
        if point.weekday is not None:
            return text[max(0, start - 3) : start].endswith(("毎週", "毎週の"))
        if _is_town(text, start, end):
            return True
        alone = point.month is None and point.weekday is None
        return alone and (bool(AFTER_DAY.match(text, end)) or bool(ALONE.match(text, start)))
    if point.level == "month":
        return not point.has_year and bool(AFTER_MONTH.match(text, end))
    return _year_refused(text, end, point)


def _is_town(text: str, start: int, end: int) -> bool:
    """四日市, 十日町: towns are named by market days, in kanji."""
    return text[start] in KANJI and text[end : end + 1] in {"市", "町"}


def _year_refused(text: str, end: int, point: Point) -> bool:
    if point.fiscal:
        return False
    if point.year is not None and (point.year < 1500 or point.year % 1000 == 0) and AFTER_LONG_AGO.match(text, end):
        return True
    return bool(AFTER_YEAR.match(text, end)) if point.year is None else False
