"""A folded copy of a text for matching, and the way back to the raw text.

Width, compatibility forms and old character shapes are folded; line breaks never are, so lines are the same in both.
All stages after decoding work on the folded text and its offsets; `rows` alone turns them into raw ones.
"""

from __future__ import annotations

import re
import unicodedata
from array import array
from dataclasses import dataclass
from functools import lru_cache

from transforms import lexicon

KEEP = frozenset("…‥⋯\u2028\u2029\x85\x0b\x0c\x1c\x1d\x1e")
"""Characters that NFKC would turn into something else or that count as breaks elsewhere: left alone."""

OWN = {"“": "「", "”": "」", "〜": "~", "∼": "~", "，": "、", "−": "-", "‐": "-", "‑": "-", "｡": "。", "､": "、"}
"""Folds beyond NFKC, or in its place: `，` is a Japanese comma here, not an ASCII one."""

COMMA = re.compile("(?<=[ぁ-ヿ一-鿿々)」』〕】]),|,(?=[ぁ-ヿ一-鿿「『])")
"""An ASCII comma beside a Japanese character is the Japanese one: what is left of `，` in text that was folded before it came."""

STOP = re.compile(
    r"(?:(?<=\S[ぁ-ん々一-鿿])(?<![一二三四五六七八九十])|(?<=[ぁ-ん々一-鿿][)」』〕】])(?<![一二三四五六七八九十].))"
    r"\.(?=\s*(?:\Z|[ぁ-んァ-ヶ一-鿿「『(])|\s*?[\r\n])"
)
"""A full stop behind a Japanese word is `。` in texts that are set with `，` and `．`; behind a number it is that of a list."""

OLD_TSU = re.compile("(?<=[ぁ-おく-ん一-鿿々])つ(?=[たて](?![めびちま手]))")
"""The small っ as official texts printed it until 1988 (行つた, 従つて); neither かつて nor 一つて stands for it."""

HALF_KANA_PAIR = re.compile("[\uff66-\uff9d][\uff9e\uff9f]")
"""A half-width kana with its (semi-)voiced mark: two characters that fold into one."""


@dataclass(frozen=True, slots=True)
class Folded:
    """`text` is what stages match on; `raw` is the source. Offsets are code points."""

    raw: str
    text: str
    raw_starts: array[int] | None
    """Raw offset of each folded character and of the end; None where both texts have the same offsets."""

    def raw_span(self, start: int, end: int) -> tuple[int, int]:
        """The raw span of the folded span [start, end), widened to whole raw characters at its end."""
        if self.raw_starts is None:
            return start, end
        if start == end:
            return self.raw_starts[start], self.raw_starts[start]
        raw_start, last = self.raw_starts[start], self.raw_starts[end - 1]
        return raw_start, next((at for at in self.raw_starts[end : end + 20] if at > last), len(self.raw))


def fold(raw: str) -> Folded:
    """Folds a text; the map back costs memory only where folding changed a length."""
    table = _table()
    # No character folds to nothing, so what is as long as before is so character by character.
    plain = raw.translate(table) if not HALF_KANA_PAIR.search(raw) else ""
    if len(plain) == len(raw):
        return Folded(raw, _in_context(plain), None)
    pieces: list[str] = []
    starts = array("q")
    at = 0
    for match in _changing_length(raw).finditer(raw):
        pieces += [raw[at : match.start()].translate(table), unicodedata.normalize("NFKC", match[0])]
        starts.extend(range(at, match.start()))
        starts.extend([match.start()] * len(pieces[-1]))
        at = match.end()
    starts.extend(range(at, len(raw) + 1))
    return Folded(raw, _in_context("".join([*pieces, raw[at:].translate(table)])), starts)


def _in_context(text: str) -> str:
    """Characters whose neighbours tell what they stand for; the length stays."""
    text = COMMA.sub("、", text) if "," in text else text
    return OLD_TSU.sub("っ", STOP.sub("。", text) if "." in text else text)


def fold_text(text: str) -> str:
    """The folded form alone, for lexicon entries and comparisons."""
    return fold(text).text


class _Table(dict[int, str]):
    """What each character folds to, for `str.translate`. Filled as characters are met: few of all that exist ever are."""

    def __missing__(self, code: int) -> str:
        character = chr(code)
        self[code] = folded = character if character in KEEP else unicodedata.normalize("NFKC", character)
        return folded


@lru_cache(maxsize=1)
def _table() -> _Table:
    table = _Table({ord(old): new for old, new in OWN.items()})
    table.update({ord(row["old"]): row["new"] for row in lexicon.rows("kyujitai.csv")})
    return table


def _changing_length(text: str) -> re.Pattern[str]:
    """What of the text folds to more or fewer characters than it has."""
    expanding = (character for character in sorted(set(text)) if len(_table()[ord(character)]) != 1)
    return re.compile("|".join([HALF_KANA_PAIR.pattern, *map(re.escape, expanding)]))
