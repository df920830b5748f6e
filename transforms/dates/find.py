"""Finds date expressions in a passage: one cheap scan for places where one can begin, the grammar only there."""

from __future__ import annotations

import re
from collections.abc import Iterator
from functools import lru_cache
from typing import Any

from transforms.dates import eras, grammar, joining, refusals, spans
from transforms.dates.model import Expression
from transforms.dates.numerals import KANJI

NUMERAL = f"[0-9{KANJI}]"
KANJI_RUN = f"(?:(?<=[統唯同単均]一)|(?<![{KANJI}])(?!(?<=[統唯同単均])一))[{KANJI}]+"
AFTER_NUMBER = rf"(?:[年月日週周世]|[かカヶヵケ箇個][年月]|\(|[/.\-][0-9]|(?:{grammar.DASH}|[、・と]|及び) ?{NUMERAL})"
OTHER = (
    "(?:西暦|公元) ?[0-9一二]|[MTSHR][0-9]|第?[1-4一二三四] ?四半期|[上下]半?期|[今前来]世紀|[翌同][0-9]|年度?[内初末央]|[月週][内初末]|[数半]十?年"
    "|[数][かカヶヵケ箇][年月]|[数半](?:週|日)|[月火水木金土日]曜|近年|近々|近い|(?:今後|これから)の?(?:約|およそ)? ?[0-9一二三四五六七八九十数半]"
    "|(?:過去|この|ここ|向こう|むこう|次の|直近の?|最近の?|これまでの)(?:約|およそ)? ?[0-9一二三四五六七八九十百数半]"
    "|(?:Jan|Feb|Mar|Apr|May|Jun|Jul|Aug|Sep|Oct|Nov|Dec)[a-z.]* [0-9]"
)


def find(text: str) -> list[Expression]:
    """Every date expression of a passage's text, in order, none overlapping; offsets count in `text`.

    Times of day stay outside; frequencies, ordinals and counts are not found.
    """
    pieces = list(_pieces(text))
    return joining.join(text, pieces) if pieces else []


def _pieces(text: str) -> Iterator[Expression]:
    gate, at = _gate(), 0
    while found := gate.search(text, at):
        start = found.start()
        piece = _piece(text, start)
        if piece is None:
            at = _past_number(text, start)
        else:
            yield piece
            at = piece.end


def _piece(text: str, start: int) -> Expression | None:
    if span := spans.match(text, start):
        form, parts, end = span
    elif point := grammar.match(text, start):
        form, parts, end = "point", {"first": point[0]}, point[1]
    else:
        return None
    return None if refusals.refuses(text, start, end, form, parts) else Expression(start, end, text[start:end], form, parts)


def _past_number(text: str, start: int) -> int:
    """Where to look on: behind a number as a whole, since no date begins within one."""
    found = _number().match(text, start)
    return found.end() if found else start + 1


@lru_cache(maxsize=1)
def _number() -> re.Pattern[str]:
    return re.compile(f"[0-9]+|[{KANJI}]+")


@lru_cache(maxsize=1)
def _gate() -> re.Pattern[str]:
    words: dict[str, list[str]] = {}
    for word in sorted(grammar.words(), key=lambda word: (-len(word), word)):
        words.setdefault(word[0], []).append(word[1:])
    grouped = "|".join(f"{first}(?:{'|'.join(rest)})" for first, rest in words.items())
    return re.compile(rf"(?:(?<![0-9])[0-9]+|{KANJI_RUN}) ?{AFTER_NUMBER}|{eras.pattern()} ?(?:[0-9元{KANJI}])|{OTHER}|{grouped}")
