"""Numbers as dates write them: Arabic digits, kanji digits in places (二〇二五), kanji with units (二千二十五)."""

from __future__ import annotations

import re

SHAPES = ("〇零○", "一壱", "二弐", "三参", "四", "五", "六", "七", "八", "九")
DIGITS = {char: value for value, chars in enumerate(SHAPES) for char in chars}
UNITS = {"十": 10, "拾": 10, "百": 100, "千": 1000}
KANJI = "".join(DIGITS) + "".join(UNITS)
SMALL = rf"(?:[0-9]{{1,2}}|[{KANJI}]{{1,4}})"
"""A number of a day, month or era year: one or two digits, up to four kanji."""
COUNT = rf"(?:[0-9]{{1,3}}|[{KANJI}]{{1,5}})"
"""A number of years, months, weeks or days."""
WESTERN = (
    r"(?:[12][0-9]{3}|[一二][〇零○一二三四五六七八九]{3}"
    r"|[一壱]?千[百十一二三四五六七八九]{1,7}|[二弐]千[百十一二三四五六七八九]{0,7})"
)
"""A Western year in full."""

_WHOLE = re.compile(f"[0-9]+|[{KANJI}]+")


def number(text: str) -> int:
    """The value of a numeral, 元 being 1; ValueError for anything else."""
    if text.isdigit() and text.isascii():
        return int(text)
    if text == "元":
        return 1
    if not _WHOLE.fullmatch(text):
        raise ValueError(f"not a numeral: {text!r}")
    return _with_units(text) if any(char in UNITS for char in text) else int("".join(str(DIGITS[char]) for char in text))


def _with_units(text: str) -> int:
    total, digits = 0, ""
    for char in text:
        if char in UNITS:
            total += UNITS[char] * int(digits or "1")
            digits = ""
        else:
            digits += str(DIGITS[char])
    return total + int(digits or "0")
