"""Hedges: head actions that only consider, seek or approach what they name."""

from __future__ import annotations

from functools import lru_cache

from transforms import lexicon
from transforms.clauses.patterns import Patterns
from transforms.clauses.predicates import Predicate
from transforms.morphology import Token


def is_hedged(tokens: list[Token], start: int, predicate: Predicate) -> bool:
    """True where the predicate, read from tokens [start, …), is a hedge of the lexicon, or is done 〜する方向で."""
    return is_directed(tokens, start, predicate.head) or bool(
        _patterns().find(tokens, start, predicate.head, tokens[predicate.head].pos1 in {"名詞", "接尾辞"})
    )


def is_directed(tokens: list[Token], start: int, end: int) -> bool:
    """True where the words up to token `end` name the direction of what is done: 会合を開く方向で調整する, 開く方向で一致する."""
    for at in range(end - 1, start, -1):
        token = tokens[at]
        if token.surface == "、":
            return False
        if token.lemma == "方向":
            return tokens[at - 1].pos1 in {"動詞", "助動詞"} and tokens[at + 1].lemma in {"で", "だ", "です"}
    return False


@lru_cache(maxsize=1)
def _patterns() -> Patterns[str]:
    return Patterns((row["pattern"], row["pattern"]) for row in lexicon.rows("hedges.csv"))
