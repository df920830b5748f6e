"""How the cost of hostile texts grows: each piece repeated over lines, and the time of four times as many.

A cost that is linear takes four times as long, one that is quadratic sixteen times.
"""

from __future__ import annotations

import time
from contextlib import suppress

from benchmarks.page import Section
from flows.own_process import garbage_left
from transforms.document import process
from transforms.source import Rejected, Source

LINES = 1_000
"""Of half as many, lines that are numbers alone are taken for a page's foot: two readings would be compared."""
MORE = 4
PROSE = 10
"""For so many lines of a piece a line of prose stands above."""
TIMES = 3
"""Readings of each text; the quickest counts."""

SENTENCE = "日本国政府及びカザフスタン共和国政府は、2025年5月6日、両国の協力を強化することで一致した。"

PIECES = {
    "sentences": SENTENCE,
    "sentences without a break": SENTENCE.replace("。", "し、"),
    "headings": "協力の強化について",
    "numbers alone": "{n}.",
    "numbered phrases": "{n} 経済分野の協力",
    "bullets": "・貿易の拡大",
    "lines broken off": "双方は、協力の",
    "phrases with a comma": "貿易、投資、",
    "open brackets": "「（双方は",
    "dates": "2025年{n}月6日から同年同月同日まで",
    "weekdays and relative days": "同日、前日、翌日、先週金曜日",
    "names of states": "日本国、中華人民共和国、大韓民国",
    "states of one character": "日中韓米英仏",
    "names in katakana": "アナスタシア・カザフスタン・ウズベキスタン",
    "names with offices": "甲野太郎外務大臣兼内閣官房長官",
    "captions": "[写真]（共同取材）甲野太郎撮影",
    "addresses": "出典: https://example.org/{n}/a/b",
    "lines of a table": "| 貿易 | 2025年 | {n} |",
    "marks alone": "※＊◆■●",
    "kana alone": "ああああああああああああああああ",
}
"""A line of each text; `{n}` is its number."""


def measure(lines: int = LINES) -> Section:
    """The slowest growth of all pieces is the figure."""
    section = Section("Growth with hostile lines", ("lines of", f"ms of {lines:,}", f"ms of {MORE * lines:,}", "×"))
    worst = 0.0
    for name, piece in PIECES.items():
        few, many = _seconds(piece, lines), _seconds(piece, MORE * lines)
        worst = max(worst, many / few)
        section.rows.append((name, f"{1000 * few:.0f}", f"{1000 * many:.0f}", f"{many / few:.1f}"))
    section.figures["hostile"] = worst
    return section


def text(piece: str, lines: int) -> str:
    """The piece on so many lines, below prose enough that the whole is read as a document in Japanese."""
    return "\n".join([*[SENTENCE] * (lines // PROSE + 1), *(piece.replace("{n}", str(number + 1)) for number in range(lines))])


def _seconds(piece: str, lines: int) -> float:
    """Processor time of one reading, with garbage left as a build leaves it."""
    source = Source("hostile.txt", text(piece, lines).encode())
    times = []
    for _ in range(TIMES):
        started = time.process_time()
        with garbage_left(), suppress(Rejected):
            process(source)
        times.append(time.process_time() - started)
    return min(times)
