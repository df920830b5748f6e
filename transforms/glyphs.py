"""Closes up glyphs that were set or extracted apart: 共 同 声 明, ２ ０ ２ ４ 年, 覚　書."""

from __future__ import annotations

import re
from array import array
from collections.abc import Iterator

JAPANESE, FIGURE, SPACE = "[ぁ-んァ-ヶー一-鿿々〇、。・]", "[0-9０-９]", "[ \u3000\xa0]"
GLYPH = "[ぁ-んァ-ヶー一-鿿々〇、。・0-9０-９./:：．／-]"
UNITS = frozenset("年月日条項回万億人件時分か国度./:：．／-")

SEEN = re.compile(f" (?<={GLYPH} ){GLYPH} |\u3000(?<={GLYPH}\u3000){GLYPH}{SPACE}")
"""A glyph between two spaces beside another one, without which a text has none apart but in short lines."""
SHORT_LINE = re.compile("\u3000(?<=[一-鿿]\u3000)[一-鿿\u3000]")

RUN = re.compile(rf"{GLYPH}(?:{SPACE}{GLYPH}){{3,}}(?!(?<={FIGURE}){FIGURE})")
"""Four glyphs or more; the last one may be the first of a word, but not of a number."""
YEAR = re.compile(rf"{FIGURE}(?:{SPACE}{FIGURE}){{3}}(?=年)")
WHOLE_LINE = re.compile(
    rf"^{SPACE}*(?![一二三四五六七八九十]{SPACE})[一-鿿](?:{SPACE}{{1,4}}[一-鿿]){{1,9}}(?={SPACE}*$)", re.MULTILINE
)
"""A line of nothing else, unless it opens with a number of its own: 覚　書, but not 一　序."""
LONGEST_NUMBER = 40
"""Characters of a run in which the unit of a number is looked for."""
GAP = re.compile(rf"{SPACE}+")


def close(text: str) -> tuple[str, array[int] | None]:
    """The text without the spaces between such glyphs, and where each of its characters, and its end, stand; None where it has
    none."""
    if not (SEEN.search(text) or SHORT_LINE.search(text)):
        return text, None
    gaps = sorted(set(_gaps(text)))
    return _without(text, gaps) if gaps else (text, None)


def _gaps(text: str) -> Iterator[int]:
    """Offsets of the spaces that part glyphs of one word or number."""
    for run in RUN.finditer(text):
        start, glyphs = run.start(), run[0]
        # 8 日 マニラ: the last glyph opens a word, which the day is no part of.
        end = len(glyphs) - 2 if glyphs[-3] == "日" and text[run.end() : run.end() + 1].strip() else len(glyphs)
        yield from (start + at for at in range(1, end, 2) if _is_closed(glyphs, at))
    for pattern in (YEAR, WHOLE_LINE):
        for found in pattern.finditer(text):
            inside = len(found[0]) - len(found[0].lstrip())
            yield from (at for gap in GAP.finditer(text, found.start() + inside, found.end()) for at in range(*gap.span()))


def _is_closed(run: str, at: int) -> bool:
    """Does the space at an offset of a run part what belongs together? Figures do before their unit only: 2 0 2 4 年."""
    before, behind = run[at - 1], run[at + 1]
    if not before.isdigit():
        return True
    number = run[at + 1 : at + LONGEST_NUMBER : 2]
    return (behind if not behind.isdigit() else number.lstrip("0123456789０１２３４５６７８９")[:1]) in UNITS


def _without(text: str, gaps: list[int]) -> tuple[str, array[int]]:
    pieces: list[str] = []
    places = array("q")
    at = 0
    for gap in gaps:
        pieces.append(text[at:gap])
        places.extend(range(at, gap))
        at = gap + 1
    places.extend(range(at, len(text) + 1))
    return "".join([*pieces, text[at:]]), places
