"""Agencies by the short names that stand in datelines and credits only: 【ニューデリー23日時事】, (共同)."""

from __future__ import annotations

import re

from transforms.entities import gazetteer, names
from transforms.entities.listed import Hit

SHORT_NAMES = {"時事": "時事通信", "共同": "共同通信"}
"""Words that are names here alone, and the listed names of the agencies."""

DATELINE = re.compile(rf"(?:【[^】\n]{{0,24}}?|[(=])(?P<name>{'|'.join(SHORT_NAMES)})(?P<end>[】)=])")


REPORTER = re.compile(r"【[^】\n]{1,12}[・=](?P<name>[一-龥々]{1,3} ?[一-龥々ヶぁ-んァ-ヴ]{1,4}(?:、[一-龥々ぁ-ん]{2,6})*)】")


def reporters(text: str) -> list[tuple[int, int]]:
    """Where reporters sign in datelines (【メキシコ市・福原静】): neither persons nor places of the text."""
    if "【" not in text:
        return []
    return [match.span("name") for match in REPORTER.finditer(text) if names.is_full_kanji_name(match["name"])]


def find(text: str) -> list[Hit]:
    """The agencies of the datelines and credits of a text."""
    if "時事" not in text and "共同" not in text:
        return []
    names = gazetteer.surfaces()
    return [Hit(*match.span("name"), names[SHORT_NAMES[match["name"]]]) for match in DATELINE.finditer(text)]
