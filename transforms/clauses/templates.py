"""Template ids: clauses that say the same thing of other parties, on other days or in other numbers have the same one."""

from __future__ import annotations

import hashlib
from collections.abc import Iterator, Sequence

from transforms.entities.model import Mention
from transforms.morphology import Token

IGNORED = frozenset(["ます", "、", "。", "・", "「", "」", "『", "』", "(", ")", "!", "?"])
"""Lemmas that differ between copies of one wording: polite endings and punctuation."""

FOLDED = {"です": "だ", "致す": "為る", "御": "", "又": "", "更に": ""}
CALENDAR = frozenset("年 月 日 付 頃".split())


def template_id(tokens: Sequence[Token], mentions: Sequence[Mention]) -> str:
    """16 hex digits of SHA-256 over the lemmas of a unit, names and numbers masked: stable across documents and runs."""
    return hashlib.sha256(" ".join(_masked(tokens, mentions)).encode()).hexdigest()[:16]


def _masked(tokens: Sequence[Token], mentions: Sequence[Mention]) -> Iterator[str]:
    """Lemmas fold kanji and kana, polite and plain, 連用形 and final form; runs of masks count once."""
    names = iter(mentions)
    name = next(names, None)
    last = ""
    for index, token in enumerate(tokens):
        while name is not None and name.end <= token.start:
            name = next(names, None)
        if name is not None and token.start < name.end and name.start < token.end:
            word = f"<{name.type}>"
            if word == last and token.start > name.start:
                continue
        elif token.pos2 == "数詞" or token.surface.isdecimal() or (last == "0" and token.surface in CALENDAR):
            word = "0"
            if last == "0":
                continue
        else:
            word = _word(token, index == 0)
        if word:
            last = word
            yield word


def _word(token: Token, is_first: bool) -> str:
    if token.lemma in IGNORED or token.surface in IGNORED or (is_first and token.pos1 == "接続詞"):
        return ""
    return FOLDED.get(token.lemma, token.lemma) or ("" if token.lemma in FOLDED else token.surface)
