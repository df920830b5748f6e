"""Marks that open a line: numbers, letters and bullets, and what they count."""

from __future__ import annotations

import re
from collections import Counter
from dataclasses import dataclass
from functools import lru_cache

from transforms import lexicon

KANJI_DIGITS = {digit: value for value, digit in enumerate("一二三四五六七八九", 1)}
ROMAN_DIGITS = {"I": 1, "V": 5, "X": 10}
WEAK = frozenset({"bare", "arabic_space", "arabic_comma", "kanji_space", "kana", "alpha", "roman"})
"""Kinds that words and figures at the start of a line also look like: they count where 1 and a neighbour are there too."""

GAPPED = frozenset({"arabic_space", "arabic_comma", "kanji_space"})
"""Of these, kinds that 1 and 2 prove for all their numbers: excerpts leave provisions out."""

ITEMIZING = frozenset({"kanji_comma", "kanji_space"})
"""Kinds whose 一 may stand before every item alike."""

INNER = frozenset({"arabic_paren", "kanji_paren", "kana_paren", "roman_paren", "alpha_paren"})
"""Kinds that may follow another number on the same line: `2.(1)`."""

KANA_ORDERS = ("アイウエオカキクケコサシスセソタチツテトナニヌネノ", "イロハニホヘトチリヌルヲワカヨタレソツネナラム")
"""The two ways of counting with kana: 五十音 and いろは."""


@dataclass(frozen=True, slots=True)
class Mark:
    """`kind` is an id of `numbering.toml`, `number` as printed without its marks; `end` the offset where the wording begins.

    `inner` is the number of a deeper level that stands right behind it.
    """

    kind: str
    nature: str
    number: str
    end: int
    inner: Mark | None = None

    @property
    def is_number(self) -> bool:
        return bool(self.number)

    @property
    def values(self) -> tuple[int, ...]:
        """What it may count to: イ is the second of アイウ and the first of イロハ."""
        return _values(self.kind, self.number)

    @property
    def is_first(self) -> bool:
        return 1 in self.values

    def follows(self, other: Mark) -> bool:
        """Is it the next one of the same series?"""
        return self.kind == other.kind and any(value - 1 in other.values for value in self.values)


def read(text: str) -> Mark | None:
    """The mark that a stripped line opens with. A bullet or `#` before a number is part of the number's mark."""
    mark = read_at(text, 0)
    if mark is not None and mark.nature == "number":
        return with_inner(mark, text)
    if mark is None or (mark.kind != "hash" and mark.nature != "bullet"):
        return mark
    inner = read_at(text, mark.end)
    if inner is None or not inner.is_number or inner.kind == "bare":
        return mark
    return inner if mark.nature == "bullet" else Mark(mark.kind, mark.nature, inner.number, inner.end, inner)


def in_series(marks: list[Mark | None]) -> list[Mark | None]:
    """The marks of a document's lines as their series prove them.

    Weak kinds need a neighbour, or are no marks; a number that is 一 on every line (一つ書き) is a bullet.
    """
    pairs = {(mark.kind, value) for mark in marks if mark for value in mark.values}
    counts = Counter(mark.kind for mark in marks if mark)
    repeated = {kind for kind in ITEMIZING if counts[kind] > 1 and not any(key == kind and value > 1 for key, value in pairs)}
    return [_in_series(mark, pairs, repeated) if mark else None for mark in marks]


def with_inner(mark: Mark, text: str) -> Mark:
    """The mark with the number of a deeper level right behind it in the text, if there is one."""
    inner = read_at(text, mark.end)
    if inner is None or inner.kind not in INNER or inner.kind == mark.kind:
        return mark
    return Mark(mark.kind, mark.nature, mark.number, inner.end, inner)


def _in_series(mark: Mark, pairs: set[tuple[str, int]], repeated: set[str]) -> Mark | None:
    if mark.kind in repeated:
        return Mark(mark.kind, "bullet", "", mark.end)
    return mark if mark.kind not in WEAK or _has_neighbour(mark, pairs) else None


def _has_neighbour(mark: Mark, pairs: set[tuple[str, int]]) -> bool:
    if (mark.kind, 1) not in pairs:
        return False
    is_gap = mark.kind in GAPPED and (mark.kind, 2) in pairs
    return is_gap or any((mark.kind, value + step) in pairs for value in mark.values for step in (-1, 1))


def read_at(text: str, at: int) -> Mark | None:
    """The mark that stands at an offset of a text; its `end` is an offset of that text too."""
    if at >= len(text) or text[at] not in _openers():
        return None
    match = _pattern().match(text, at)
    if not match:
        return None
    kind = str(match.lastgroup)
    entry = _kinds()[kind]
    number = match[f"{kind}_n"]
    return Mark(kind, entry["nature"], number, match.end())


@lru_cache(maxsize=1)
def _kinds() -> dict[str, dict[str, str]]:
    return {entry["id"]: entry for entry in lexicon.table("numbering.toml")["kind"]}


@lru_cache(maxsize=1)
def _pattern() -> re.Pattern[str]:
    parts = (f"(?P<{kind}>{entry['pattern'].replace('?P<n>', f'?P<{kind}_n>')})" for kind, entry in _kinds().items())
    return re.compile("|".join(parts))


@lru_cache(maxsize=1)
def _openers() -> frozenset[str]:
    """The characters that a mark can begin with."""
    return frozenset(
        "第([0123456789IVX一二三四五六七八九十■□◆◇▼▽▲△▶►◎★☆○●〇◯・•‣◦▪▫∙·⚫⁃➢➤✓✔❖◉✅☑🔹🔸🔷🔶📌*+-–—―ー#|"
    ) | frozenset(
        chr(code) for first, last in (("A", "Z"), ("a", "z"), ("ア", "ン")) for code in range(ord(first), ord(last) + 1)
    )


@lru_cache(maxsize=4096)
def _values(kind: str, number: str) -> tuple[int, ...]:
    if kind.startswith("kana"):
        return tuple(order.index(number) + 1 for order in KANA_ORDERS if number in order)
    if kind.startswith("roman"):
        return (_roman(number.upper()),)
    if kind.startswith("alpha"):
        return (ord(number.lower()) - ord("a") + 1,)
    if number.replace(".", "").isdigit():
        return (int(number.rsplit(".", 1)[-1]),)
    return (kanji_value(number),) if number else ()


def kanji_value(number: str) -> int:
    """The value of a kanji numeral below 1,000: 百二十一 is 121."""
    hundreds, hundred, rest = number.rpartition("百")
    tens, ten, ones = rest.rpartition("十")
    value = (KANJI_DIGITS.get(tens, 1) * 10 if ten else 0) + KANJI_DIGITS.get(ones, 0)
    return value + (KANJI_DIGITS.get(hundreds, 1) * 100 if hundred else 0)


def _roman(number: str) -> int:
    values = [ROMAN_DIGITS[digit] for digit in number]
    return sum(-value if value < max(values[at:]) else value for at, value in enumerate(values))
