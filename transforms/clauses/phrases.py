"""Noun phrases: where the phrase before a particle begins."""

from __future__ import annotations

from collections.abc import Sequence

from transforms.entities.model import Mention
from transforms.morphology import Token

JOINING = frozenset({"の", "と", "や", "及び", "および", "並びに", "ならびに", "又は", "または・"})
NOMINAL = frozenset(["名詞", "接頭辞", "接尾辞", "代名詞", "記号", "補助記号", "連体詞", "形状詞"])
ENDS = frozenset({"、", "。", "】", "]", "〕", "》"})
"""Marks that no phrase reaches across: a dateline in brackets is no part of what follows."""

STOPS = frozenset({"、", "。", "」", "』", ")", "!"})


def phrase_start(tokens: Sequence[Token], first: int, particle: int, mentions: Sequence[Mention]) -> int:
    """The first token, from `first` on, of the noun phrase that ends before token `particle`; `particle` where there is none.

    Names count whole, whatever the tagger makes of them.
    """
    at = particle
    while at > first:
        token = tokens[at - 1]
        if token.surface == ")" and (opening := _opening(tokens, first, at - 1)) is not None:
            at = opening
            continue
        if not _is_nominal(token) and not any(mention.start <= token.start < mention.end for mention in mentions):
            break
        at -= 1
    while at < particle and (tokens[at].surface in JOINING or tokens[at].surface in STOPS):
        at += 1
    return at


def _opening(tokens: Sequence[Token], first: int, closing: int) -> int | None:
    return next((at for at in range(closing - 1, first - 1, -1) if tokens[at].surface == "("), None)


def _is_nominal(token: Token) -> bool:
    if token.surface in JOINING:
        return True
    return token.pos1 in NOMINAL and token.surface not in ENDS
