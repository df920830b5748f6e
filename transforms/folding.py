"""A folded copy of a text for matching, and the way back to the raw text.

Width, compatibility forms and old character shapes are folded; line breaks never are, so lines are the same in both.
All stages after decoding work on the folded text and its offsets; `rows` alone turns them into raw ones.
"""

from __future__ import annotations

import re
import unicodedata
from array import array
from collections.abc import Iterable
from dataclasses import dataclass
from functools import lru_cache

from transforms import glyphs, lexicon

KEEP = frozenset("…‥⋯\u2028\u2029\x85\x0b\x0c\x1c\x1d\x1e")
"""Characters that NFKC would turn into something else or that count as breaks elsewhere: left alone."""

OWN = {"“": "「", "”": "」", "〜": "~", "∼": "~", "，": "、", "−": "-", "‐": "-", "‑": "-", "｡": "。", "､": "、"}
"""Folds beyond NFKC, or in its place: `，` is a Japanese comma here, not an ASCII one."""

COMMA = re.compile(",(?:(?<=[ぁ-ヿ一-鿿々)」』〕】],)|(?=[ぁ-ヿ一-鿿「『]))")
"""An ASCII comma beside a Japanese character is the Japanese one: what is left of `，` in text that was folded before it came."""

STOP = re.compile(
    r"\.(?:(?<=\S[ぁ-ん々一-鿿]\.)(?<![一二三四五六七八九十]\.)|(?<=[ぁ-ん々一-鿿][)」』〕】]\.)(?<![一二三四五六七八九十].\.))"
    r"(?=\s*(?:\Z|[ぁ-んァ-ヶ一-鿿「『(])|\s*?[\r\n])"
)
"""A full stop behind a Japanese word is `。` in texts that are set with `，` and `．`; behind a number it is that of a list."""

OLD_TSU = re.compile("つ(?<=[ぁ-おく-ん一-鿿々]つ)(?=[たて](?![めびちま手]))")
"""The small っ as official texts printed it until 1988 (行つた, 従つて); neither かつて nor 一つて stands for it."""

LOST_DOT = re.compile(r"\?(?<=[ァ-ヴー一-鿿]\?)(?=[ァ-ヴー一-鿿])")
"""What a page that was converted through another character set has in place of ・ between two nouns: 主権?領土保全."""

CLOSED_TWICE = re.compile("^[^“\r\n]*”[^“”\r\n]*”[^“\r\n]*", re.MULTILINE)
"""A line with quotations between two closing marks, as Korean pages and typewriters set them: ”共同の未来”."""

KANA_PAIR = re.compile("[\uff66-\uff9d][\uff9e\uff9f]|[\u3046-\u30fd][\u3099\u309a]")
"""A kana with its (semi-)voiced mark beside it, as in half-width and in decomposed text: two characters that fold into one."""

UNSEEN = "\0-\x08\x7f\xad\u200b-\u200f\u202a-\u202e\u2060-\u2064\u2066-\u2069\ufe00-\ufe0f\ufeff\U000e0100-\U000e01ef"
"""What takes no place in a line: controls, soft hyphens, joiners, directions, choices of a glyph. It folds to nothing."""
ANY_UNSEEN = re.compile(f"[{UNSEEN}]")
UNSEEN_RUN = re.compile(rf"(?<![^\S\r\n]|[{UNSEEN}])[^\S\r\n]*+[{UNSEEN}](?:[{UNSEEN}]|[^\S\r\n])*+")
"""Unseen characters with the white space round them."""
MARK = "\u2060"
"""Stands for each character of a mark that a reader does not see, such as the stars round bold words in Markdown."""


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


def fold(raw: str, seen: str | None = None) -> Folded:
    """Folds a text; the map back costs memory only where folding changed a length. `seen` is the text with `MARK` in place of
    what a reader does not see."""
    shown, places = _shown(raw if seen is None else seen)
    closed, within = glyphs.close(shown)
    text, starts = _folded(_opened(closed))
    return Folded(raw, _in_context(text), _through(places, _through(within, starts)))


def _through(outer: array[int] | None, inner: array[int] | None) -> array[int] | None:
    """Where characters stand in a text that is itself a part of another one; None where both are as they were."""
    if outer is None or inner is None:
        return inner if outer is None else outer
    return array("q", map(outer.__getitem__, inner))


def _opened(text: str) -> str:
    """Opening marks where a line has closing ones alone; the length stays."""
    if "”" not in text:
        return text
    return CLOSED_TWICE.sub(lambda line: re.sub("”([^”]*)”", r"“\1”", line[0]), text)


def _shown(text: str) -> tuple[str, array[int] | None]:
    """What is seen of a text, and where each of its characters, and its end, stand in it; None where all is seen.

    What is unseen belongs to the character before it, at the start of a line to the one after it. A line of nothing else is
    blank.
    """
    if not ANY_UNSEEN.search(text):
        return text, None
    pieces: list[str] = []
    places = array("q")
    at = 0
    for run in UNSEEN_RUN.finditer(text):
        kept, standing, end = _of_run(run)
        pieces += [text[at : run.start()], kept]
        places.extend(range(at, run.start()))
        places.extend(standing)
        at = end
    places.extend(range(at, len(text) + 1))
    return "".join([*pieces, text[at:]]), places


def _of_run(run: re.Match[str]) -> tuple[str, Iterable[int], int]:
    """What is kept of a run, where its characters stand, and where the text goes on."""
    text, start, end = run.string, run.start(), run.end()
    opens, closes = start == 0 or text[start - 1] in "\r\n", end == len(text) or text[end] in "\r\n"
    if opens and closes:
        return ANY_UNSEEN.sub(" ", run[0]), range(start, end), end
    if closes:
        return "", (), end
    if opens:
        first = start + len(run[0]) - len(run[0].lstrip())
        return text[start:first] + text[end], range(start, first + 1), end + 1
    kept = [at for at in range(start, end) if text[at].isspace()]
    return "".join(text[at] for at in kept), kept, end


def _folded(text: str) -> tuple[str, array[int] | None]:
    """The folded text, and where each of its characters, and its end, stand; None where all offsets are the same."""
    table = _table()
    # No character folds to nothing, so what is as long as before is so character by character.
    plain = text.translate(table) if not KANA_PAIR.search(text) else ""
    if len(plain) == len(text):
        return plain, None
    pieces: list[str] = []
    starts = array("q")
    at = 0
    for match in _changing_length(text).finditer(text):
        pieces += [text[at : match.start()].translate(table), unicodedata.normalize("NFKC", match[0])]
        starts.extend(range(at, match.start()))
        starts.extend([match.start()] * len(pieces[-1]))
        at = match.end()
    starts.extend(range(at, len(text) + 1))
    return "".join([*pieces, text[at:].translate(table)]), starts


def _in_context(text: str) -> str:
    """Characters whose neighbours tell what they stand for; the length stays."""
    text = COMMA.sub("、", text) if "," in text else text
    text = LOST_DOT.sub("・", text) if "?" in text else text
    return OLD_TSU.sub("っ", STOP.sub("。", text) if "." in text else text)


def fold_text(text: str) -> str:
    """The folded form alone, for lexicon entries and comparisons."""
    return fold(text).text


def fold_texts(texts: Iterable[str]) -> list[str]:
    """`fold_text` of each, all in one go, for lexicons: none may hold a line break."""
    return fold_text("\n".join(texts)).split("\n")


@lru_cache(maxsize=1)
def shapes() -> dict[str, str]:
    """Characters of another shape, and the one in use for each."""
    return {row["old"]: row["new"] for name in ("kyujitai.csv", "cjk_radicals.csv") for row in lexicon.rows(name)}


class _Table(dict[int, str]):
    """What each character folds to, for `str.translate`. Filled as characters are met: few of all that exist ever are."""

    def __missing__(self, code: int) -> str:
        character = chr(code)
        self[code] = folded = character if character in KEEP else unicodedata.normalize("NFKC", character)
        return folded


@lru_cache(maxsize=1)
def _table() -> _Table:
    return _Table({ord(old): new for old, new in (OWN | shapes()).items()})


def _changing_length(text: str) -> re.Pattern[str]:
    """What of the text folds to more or fewer characters than it has."""
    expanding = (character for character in sorted(set(text)) if len(_table()[ord(character)]) != 1)
    return re.compile("|".join([KANA_PAIR.pattern, *map(re.escape, expanding)]))
