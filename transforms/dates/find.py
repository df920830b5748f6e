"""Finds date expressions in a passage: two cheap scans for places where one can begin, the grammar only there."""

from __future__ import annotations

import re
from collections.abc import Iterator
from functools import lru_cache

import ahocorasick_rs

from transforms.dates import eras, grammar, joining, refusals, spans
from transforms.dates.model import Expression
from transforms.dates.numerals import KANJI
from transforms.dates.points import MONTHS, WEEKDAYS
from transforms.dates.reading import words

NUMBER = re.compile(
    rf"[0-9{KANJI}]+(?= ?(?:[年月日週周世]|[会財][計政]年度|の?両日|[かカヶヵケ箇個][年月]|\(|[/.\-][0-9]"
    rf"|(?:{grammar.DASH}|[、・と]|及び|および) ?[0-9{KANJI}]"
    r"|(?:st|nd|rd|th)? (?:of )?[JFMASOND][a-z]{2}|th day))"
)
"""A number with something after it that dates have; it begins with a character class so that the scan is quick."""
SCOPES = ("今後", "これから", "過去", "この", "ここ", "向こう", "むこう", "次の", "直近", "最近", "これまでの")
SINGLE_KANJI = frozenset("統唯同単均随")
"""Before 一 they make a word with it (統一): a number begins behind."""


def find(text: str) -> list[Expression]:
    """Every date expression of a passage's text, in order, none overlapping; offsets count in `text`.

    Times of day stay outside; frequencies, ordinals and counts are not found.
    """
    pieces = list(_pieces(text))
    return joining.join(text, pieces) if pieces else []


def _pieces(text: str) -> Iterator[Expression]:
    at = 0
    for starts in _candidates(text):
        piece = next((found for start in starts if start >= at and (found := _piece(text, start))), None)
        if piece is None:
            continue
        at = piece.end
        if not refusals.refuses(text, piece):
            yield piece


def _candidates(text: str) -> list[tuple[int, ...]]:
    """Places where an expression may begin, in order; where a word may belong to a number, with it first, then without."""
    starts = [_number_starts(text, found) for found in NUMBER.finditer(text)]
    if found := _words().find_matches_as_indexes(text):
        starts += [(start,) for _, start, _ in found]
        starts.sort()
    return starts


def _number_starts(text: str, found: re.Match[str]) -> tuple[int, ...]:
    start = found.start()
    if text[start] == "一" and text[start - 1 : start] in SINGLE_KANJI and found.end() > start + 1:
        start += 1
    if text[start - 1 : start] not in _opening_ends():
        return (start,)
    opened = _opening().search(text, max(0, start - 12), start)
    return (opened.start(), start) if opened else (start,)


def _piece(text: str, start: int) -> Expression | None:
    if span := spans.match(text, start):
        form, parts, end = span
    elif point := grammar.match(text, start):
        form, parts, end = "point", {"first": point[0]}, point[1]
    else:
        return None
    return Expression(start, end, text[start:end], form, parts)


@lru_cache(maxsize=1)
def _opening() -> re.Pattern[str]:
    """What may stand before a number as part of its expression."""
    scope = rf"(?:{'|'.join(SCOPES)})の?(?:約|およそ|ほぼ|少なくとも)?"
    return re.compile(rf"(?:{eras.pattern(before_digit=False)}|西暦|公元|{scope}|[翌同本]|['’]) ?$")


@lru_cache(maxsize=1)
def _opening_ends() -> frozenset[str]:
    """The last characters of what `_opening` finds."""
    return frozenset(
        word[-1]
        for words in (eras.eras(), SCOPES, ("西暦", "公元", "の", "約", "およそ", "ほぼ", "少なくとも"), "翌同本'’ ")
        for word in words
    )


@lru_cache(maxsize=1)
def _words() -> ahocorasick_rs.AhoCorasick:
    """Every word that an expression without a number before it can begin with."""
    terms = [*words(), *(f"{name}元" for name in eras.eras()), *(f"{name}数" for name in SCOPES)]
    terms += [f"第{number}四半期" for number in "1234一二三四"]
    terms += [f"数{unit}" for unit in ("年", "週", "日", "か月", "カ月", "ヶ月")]
    terms += [f"{unit}{part}" for unit in ("年", "年度", "月", "週") for part in ("内", "初", "末", "央")]
    terms += [f"{day}曜" for day in WEEKDAYS] + [f"{word}世紀" for word in "今前来"] + [month[:3] for month in MONTHS]
    terms += ["上半期", "下半期", "上期", "下期", "半年", "数十年", "数百年", "近年", "近々", "近いうち", "近い将来", *"春夏秋冬"]
    return ahocorasick_rs.AhoCorasick(sorted(set(terms)), matchkind=ahocorasick_rs.MatchKind.LeftmostLongest)
