"""Template ids: clauses that say the same thing of other parties, on other days or in other numbers have the same one."""

from __future__ import annotations

import hashlib
import re
from bisect import bisect_left, bisect_right
from collections.abc import Sequence

from transforms.entities.model import Mention
from transforms.morphology import Token

_ERA = "(?:(?:平成|令和|昭和|大正|明治|西暦) )?"
_KANJI = "[〇一二三四五六七八九十百千]+(?= (?:年|月|日|億|万|回|%|名|人|国|者|首脳))"
_NUMBER = re.compile(
    rf" (?=[平令昭大明西第0-9〇一二三四五六七八九十百千]){_ERA}(?:第 )?(?:[0-9]+|{_KANJI})(?: (?:年|月|日|回|[0-9]+))*(?= )"
)
"""A run of numbers, with the words for year, month and day between them."""

_DROPPED = frozenset(["ます", "、", "。", "・", "「", "」", "『", "』", "(", ")", "!", "?", "御"])
"""What differs between copies of one wording: polite endings and punctuation."""

_OPENERS = frozenset(["又", "更に", "そして", "他方", "尚"])
_COUNTS = re.compile(r"[0-9〇一二三四五六七八九十百千](?:(?<=[0-9])| (?:年|月|日|億|万|回|%|名|人|国|者|首脳))")
"""What no number is without: a quick look before the pattern of whole numbers."""


def template_id(tokens: Sequence[Token], mentions: Sequence[Mention]) -> str:
    """16 hex digits of SHA-256 over a unit's words, names and numbers masked: stable across documents and runs."""
    return hashlib.sha256(template(tokens, mentions).encode()).hexdigest()[:16]


def template(tokens: Sequence[Token], mentions: Sequence[Mention]) -> str:
    """The words that the id is made of. Lemmas fold kanji and kana, polite and plain, 連用形 and final form."""
    words = [token.lemma or token.surface for token in tokens]
    starts = [token.start for token in tokens] if mentions else []
    for mention in reversed(mentions):
        first = bisect_right(starts, mention.start)
        first -= first > 0 and tokens[first - 1].end > mention.start
        words[first : bisect_left(starts, mention.end, first)] = [f"<{mention.type}>"]
    if words[0] in _OPENERS:
        del words[0]
    text = " ".join(words)
    if _COUNTS.search(text):
        words = _NUMBER.sub(" 0", f" {text} ").split()
    text = " ".join([word for word in words if word not in _DROPPED])
    return f" {text} ".replace(" です ", " だ ").replace(" 致す ", " 為る ").strip()
