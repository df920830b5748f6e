"""The numbers that Word writes before the paragraphs of a list (ISO/IEC 29500-1, section 17.9)."""

from __future__ import annotations

import re
from dataclasses import dataclass
from typing import Any

from transforms.formats.attributes import integer
from transforms.formats.docx_styles import W

PLACE = re.compile(r"%([1-9])")
KANJI = "〇一二三四五六七八九"
SERIES = {
    "decimalEnclosedCircle": "①②③④⑤⑥⑦⑧⑨⑩⑪⑫⑬⑭⑮⑯⑰⑱⑲⑳",
    "decimalEnclosedParen": "⑴⑵⑶⑷⑸⑹⑺⑻⑼⑽⑾⑿⒀⒁⒂⒃⒄⒅⒆⒇",
    "aiueo": "アイウエオカキクケコサシスセソタチツテトナニヌネノ",
    "aiueoFullWidth": "アイウエオカキクケコサシスセソタチツテトナニヌネノ",
    "iroha": "イロハニホヘトチリヌルヲワカヨタレソツネナラム",
    "irohaFullWidth": "イロハニホヘトチリヌルヲワカヨタレソツネナラム",
    "upperLetter": "ABCDEFGHIJKLMNOPQRSTUVWXYZ",
    "lowerLetter": "abcdefghijklmnopqrstuvwxyz",
}
COUNTED = ("japaneseCounting", "ideographDigital", "chineseCounting", "chineseCountingThousand", "japaneseDigitalTenThousand")
ROMAN = ((50, "L"), (40, "XL"), (10, "X"), (9, "IX"), (5, "V"), (4, "IV"), (1, "I"))


@dataclass(frozen=True, slots=True)
class Level:
    start: int
    format: str
    text: str
    gap: str
    """What parts the number from the text."""


class Counters:
    """Counts the lists of a document, from the root of its numbering part, or None; ask in the order of the text."""

    def __init__(self, root: Any) -> None:
        self._levels: dict[str, dict[int, Level]] = {}
        self._lists: dict[str, str] = {}
        self._restarts: dict[str, dict[int, int]] = {}
        self._counts: dict[str, dict[int, int]] = {}
        for element in root if root is not None else ():
            if element.tag == f"{W}abstractNum":
                levels = (_level(level) for level in element.findall(f"{W}lvl"))
                self._levels[element.get(f"{W}abstractNumId", "")] = dict(levels)
            elif element.tag == f"{W}num":
                self._add_list(element)

    def next(self, number: str, level: int) -> str:
        """The number before the next paragraph of a list, with what parts it from the text; "" where it has none."""
        abstract = self._lists.get(number, "")
        levels = self._levels.get(abstract, {})
        if level not in levels:
            return ""
        counts = self._counts.setdefault(abstract, {})
        if (restart := self._restarts.get(number, {}).pop(level, None)) is not None:
            counts[level] = restart - 1
        counts[level] = counts.get(level, levels[level].start - 1) + 1
        for deeper in [one for one in counts if one > level]:
            del counts[deeper]
        return _written(levels, counts, level)

    def _add_list(self, element: Any) -> None:
        number = element.get(f"{W}numId", "")
        abstract = element.find(f"{W}abstractNumId")
        self._lists[number] = abstract.get(f"{W}val", "") if abstract is not None else ""
        for override in element.findall(f"{W}lvlOverride"):
            start = override.find(f"{W}startOverride")
            if start is not None:
                place = integer(override.get(f"{W}ilvl"), 0)
                self._restarts.setdefault(number, {})[place] = integer(start.get(f"{W}val"), 1)


def _level(element: Any) -> tuple[int, Level]:
    def value(name: str, default: str) -> str:
        found = element.find(f"{W}{name}")
        return str(found.get(f"{W}val", default)) if found is not None else default

    gap = {"nothing": "", "space": " "}.get(value("suff", "tab"), " ")
    level = Level(integer(value("start", "1"), 1), value("numFmt", "decimal"), value("lvlText", ""), gap)
    return integer(element.get(f"{W}ilvl"), 0), level


def _written(levels: dict[int, Level], counts: dict[int, int], level: int) -> str:
    here = levels[level]
    if here.format == "none" or not here.text:
        return ""
    if here.format == "bullet":
        return f"・{here.gap}"

    def shown(match: re.Match[str]) -> str:
        place = int(match[1]) - 1
        style = levels[place].format if place in levels else "decimal"
        return _digits(counts.get(place, levels[place].start if place in levels else 1), style)

    return PLACE.sub(shown, here.text) + here.gap


def _digits(number: int, style: str) -> str:
    series = SERIES.get(style, "")
    if 1 <= number <= len(series):
        return series[number - 1]
    if style in COUNTED and 0 < number < 100:
        tens, ones = divmod(number, 10)
        return (KANJI[tens] if tens > 1 else "") + ("十" if tens else "") + (KANJI[ones] if ones or not tens else "")
    if style in ("upperRoman", "lowerRoman") and 0 < number < 90:
        return _roman(number) if style == "upperRoman" else _roman(number).lower()
    if style in ("decimalFullWidth", "decimalFullWidth2"):
        return str(number).translate({ord("0") + digit: ord("０") + digit for digit in range(10)})
    return str(number)


def _roman(number: int) -> str:
    text = ""
    for value, letters in ROMAN:
        text += letters * (number // value)
        number %= value
    return text
