"""Datelines of reports, whose day is that of publication: 【A市4月25日B通信】, [A市 6日 聯合ニュース], (A市 共同 6日)."""

from __future__ import annotations

import re

INSIDE = r"[^】\]〕)。、]"
LISTED = r"[^】\]〕)。]"
"""Square brackets set a dateline off by themselves: place, day and sender may stand in it with commas."""
SENDER = "電|発|時事|共同|ロイター|ニュース|通信|新聞|支局|社"
"""Ends of who sends a report, as alternatives of a pattern."""
OPENING = re.compile(rf"\s*[【\[〔](?:{LISTED}{{0,30}})\Z")
CLOSING = re.compile(rf"{LISTED}{{0,20}}[】\]〕]")
ROUND_OPENING = re.compile(rf"\s*\((?P<before>{INSIDE}{{0,30}})\Z")
ROUND_CLOSING = re.compile(rf"(?P<after>{INSIDE}{{0,20}})\)")
LISTED_OPENING = re.compile(r"\s*\([ァ-ヺー一-鿿・]{2,12}、\s*\Z")
LISTED_CLOSING = re.compile(rf"、\s*[ァ-ヺー一-鿿・]{{0,10}}(?:{SENDER})\)")
"""(ウランバートル市、2024年10月30日、国営モンツァメ通信社)."""
NAMED = re.compile(SENDER)
PLAIN_OPENING = re.compile(r"\s*[ァ-ヺー一-鿿・]{2,12}、\s*\Z")
PLAIN_CLOSING = re.compile(rf"[、,]\s*[ァ-ヺー一-鿿・]{{0,8}}(?:{SENDER})。")
"""モスクワ、3月14日、タス通信。"""


AGENCY_OPENING = re.compile(r"\s*(?:新華[社網]|人民(?:網|日報)|中国(?:網|通信社)|中新社|朝鮮中央通信)[一-鿿ァ-ヺー]{0,10}\Z")
AGENCY_CLOSING = re.compile(r"(?:電|発)?(?:[ \u3000]|\(|[^、はがにを]{0,8}[)記])")
"""新華網北京9月19日 and text behind it, without brackets."""

DAY_FIELD = r"\s*(?:[Dd]ate|日付|公開日|掲載日)[: ]{1,2}"
"""The name of a field that holds the day of publication."""

FIELD_OPENING = re.compile(rf"{DAY_FIELD}\Z")
FIELD_CLOSING = re.compile(r"(?: \d{1,2}:\d{2})? +(?=.)")
"""date 2024-05-06 and text behind it, where a page lost its line breaks."""

PAIRS = (
    (FIELD_OPENING, FIELD_CLOSING),
    (OPENING, CLOSING),
    (LISTED_OPENING, LISTED_CLOSING),
    (AGENCY_OPENING, AGENCY_CLOSING),
    (PLAIN_OPENING, PLAIN_CLOSING),
)
"""What stands before the day, and what has to follow it then."""

STAMP = re.compile(r"(?:[-‐ ]|\([月火水木金土日]\))*(?:[0-9]{1,2}[:時][0-9]{2}分?)?\)\s*\Z")
"""Closes a stamp at the end of a report's last line: …した。(2025/02/18-21:40)."""


def is_in_dateline(text: str, start: int, end: int) -> bool:
    """Whether the date at [start, end) stands in a dateline that opens the text, or in a stamp behind its last full stop.

    A dateline in round brackets names who sends.
    """
    if text.endswith("。(", 0, start) and STAMP.match(text, end):
        return True
    for opening, closing in PAIRS:
        if opening.match(text, 0, start):
            return closing.match(text, end) is not None
    opened, closed = ROUND_OPENING.match(text, 0, start), ROUND_CLOSING.match(text, end)
    return bool(opened and closed and NAMED.search(opened["before"] + closed["after"]))
