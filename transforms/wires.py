"""Which agency signed a report: in the dateline that opens it, or on a line of its own."""

from __future__ import annotations

import re
from functools import lru_cache

from transforms import lexicon
from transforms.dates import datelines

DAY_IN_FRONT = re.compile(rf"^{datelines.DAY_FIELD}\d{{4}}-\d{{1,2}}-\d{{1,2}}\s+")
"""The day before a dateline, where a page lost its line breaks."""

DATELINE = re.compile(
    r"\s*[一-鿿々ァ-ヺー・]{0,10}(?:[【\[〔](?P<inside>[^】\]〕。]{2,60})[】\]〕]|\((?P<round>[^()。]{2,50})\))"
    r"|\s*(?P<plain>(?:新華[社網]|朝鮮中央通信)[一-鿿ァ-ヺー]{0,10}\d{1,2}月\d{1,2}日)"
)
"""What a wire report opens with, its section before it: 政治(ウランバートル市、2024年7月23日、国営モンツァメ通信社)."""

OF_DAY_OR_WRITER = re.compile(
    r"\s*[【\[〔(](?:[^】\]〕)。]{0,40}\d日[^】\]〕)。]{0,30}|[^】\]〕)。=]{1,20}=[^】\]〕)。]{2,40})[】\]〕)] ?(?=.)"
)
"""【A市5月6日】, 【A市=山田太郎】 before the text of a report."""


def opens_report(text: str) -> bool:
    """Does a text open with a dateline, signed by an agency or a writer or with a day?"""
    return OF_DAY_OR_WRITER.match(text) is not None or sender(text) is not None


def sender(text: str) -> str | None:
    """The agency that signed the dateline which opens a text."""
    found = DATELINE.match(DAY_IN_FRONT.sub("", text))
    return signed(found["inside"] or found["round"] or found["plain"]) if found else None


def signed(text: str) -> str | None:
    """The name of the agency whose sign a short line bears; of several the last, as of 平壌(共同取材団)、ソウル聯合ニュース."""
    found = [*_pattern().finditer(text)]
    return _agencies()[found[-1]["sign"]] if found else None


@lru_cache(maxsize=1)
def _agencies() -> dict[str, str]:
    names = {row["id"]: row["name_ja"] for row in lexicon.rows("organizations.csv")}
    return {row["sign"]: names[row["organization"]] for row in lexicon.rows("wires.csv")}


@lru_cache(maxsize=1)
def _pattern() -> re.Pattern[str]:
    """A sign that no other letter of its script stands before, and that ends the line or a part of it, or opens it."""
    signs = "|".join(sorted(map(re.escape, _agencies()), key=len, reverse=True))
    bounds = r"(?<![A-Za-z])(?:(?<![ァ-ヺー])|(?=[A-Z一-鿿]))"
    behind = r"(?:通信社?|ニュース|社|日本語版|日本)?(?=\Z|[=・、,/| \])】\d(]|配信|電)"
    return re.compile(rf"{bounds}(?P<sign>{signs})(?:{behind}|(?<=\A新華[社網])|(?<=\A朝鮮中央通信))")
