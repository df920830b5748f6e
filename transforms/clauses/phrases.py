"""Noun phrases: where the phrase before a particle begins."""

from __future__ import annotations

from collections.abc import Sequence

from transforms.entities.model import Mention
from transforms.morphology import Token

JOINING = frozenset({"の", "と", "や", "及び", "および", "及"})
JOINED = frozenset({("並び", "に"), ("ならび", "に"), ("又", "は"), ("また", "は")})
"""Joining words that the tagger cuts in two."""

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
        if token.surface == ")" and (opening := opening_bracket(tokens, first, at - 1)) is not None:
            at = opening
            continue
        if at - 1 > first and (tokens[at - 2].surface, token.surface) in JOINED:
            at -= 2
            continue
        if not _is_nominal(token) and not any(mention.start <= token.start < mention.end for mention in mentions):
            break
        at -= 1
    while at < particle and (tokens[at].surface in JOINING or tokens[at].surface in STOPS):
        at += 1
    return at


def opening_bracket(tokens: Sequence[Token], first: int, closing: int) -> int | None:
    """The token, from `first` on, that opens the bracket closed by token `closing`; None where it lies before."""
    return next((at for at in range(closing - 1, first - 1, -1) if tokens[at].surface == "("), None)


def _is_nominal(token: Token) -> bool:
    if token.surface in JOINING:
        return True
    return token.pos1 in NOMINAL and token.surface not in ENDS
