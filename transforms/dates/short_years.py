"""Years without their century, as newspapers write them (13年以降, 七二年の声明); the words around tell them from counts."""

from __future__ import annotations

import re

from transforms.dates.model import Expression
from transforms.dates.points import Point

DIGITS = re.compile(r"['’]?[0-9]{2}(?![0-9])")
PLACES = re.compile("[〇○零一二三四五六七八九]{2}")
"""Kanji digits in places; 十 counts."""
NEIGHBOURS = re.compile("一二|二三|三四|四五|五六|六七|七八|八九")
"""Two digits in a row are an estimate: 二三年 is two or three years."""
COUNTED = re.compile(r"(?:[をが約計満延全数第最長短]|ほぼ|およそ|さらに|わずか)$")
"""Before a number that counts years."""
HELD = (
    "首脳|外相|閣僚|会談|会議|会合|サミット|協定|条約|合意|共同|声明|宣言|選挙|大統領選|総選挙|訪[問日中米韓]|侵[攻略]|危機|国交"
    "|(?!長期|有効|期限)[^、。のはがを]{0,6}(?:合意|宣言|声明|五輪|万博)"
)
LEADING = re.compile(rf"以降|以来|までに|に(?![もはの]?(?:及|渡|亘|達|延|短縮|相当|満|近|[0-9一二三]|わた|[ぁ-ん]))|の(?:{HELD})")
"""Behind a year of the calendar, not behind a number of years."""
THROUGH = re.compile("まで|にかけて")
YEARS_AHEAD = 20
"""How far ahead a year without its century may lie."""
GOAL_YEARS = 50
"""Likewise for a year by which a goal is to be reached."""
YEARS_BACK = 80
"""How far back it may lie; beyond, even what is told as past is one ahead (the rise planned for 19年10月 was put off)."""


def is_year(text: str, piece: Expression) -> bool:
    """Whether a number of two digits with 年 alone, `piece`, is a year of the calendar."""
    point: Point = piece.parts["first"]
    if not _is_written_as_year(piece):
        return False
    if piece.text.lstrip("'’")[0] in "0〇○零" or piece.text[0] in "'’" or point.segment or point.fiscal:
        return True
    return not COUNTED.search(text, max(0, piece.start - 4), piece.start) and LEADING.match(text, piece.end) is not None


def are_years(text: str, first: Expression, last: Expression) -> bool:
    """Whether 08年から12年まで is a span of the calendar: one with まで that begins with a nought or a nine."""
    if not (_is_written_as_year(first) and _is_written_as_year(last)):
        return False
    return first.text[0] in "0〇○零'’9九" and THROUGH.match(text, last.end) is not None


def western_year(number: int, near: int, is_past: bool, is_goal: bool) -> int:
    """The year that two digits mean in a text of the year `near`: the last one that may be meant."""
    reach = 0 if is_past else GOAL_YEARS if is_goal else YEARS_AHEAD
    years = [near // 100 * 100 + century + number for century in (-100, 0, 100)]
    latest = max(year for year in years if year <= near + reach)
    return latest if latest >= near - YEARS_BACK else min(year for year in years if year > near)


def decade(number: int, near: int) -> int:
    """The first year of the last such decade begun: 90年代."""
    return max(year for century in (-100, 0) if (year := near // 100 * 100 + century + number) <= near)


def _is_written_as_year(piece: Expression) -> bool:
    if DIGITS.match(piece.text):
        return True
    return PLACES.match(piece.text) is not None and NEIGHBOURS.match(piece.text) is None
