"""Hedges: head actions that only consider, seek or approach what they name."""

from __future__ import annotations

from functools import lru_cache

from transforms import lexicon
from transforms.clauses.patterns import Patterns
from transforms.clauses.predicates import Predicate
from transforms.morphology import Token


def is_hedged(tokens: list[Token], start: int, predicate: Predicate) -> bool:
    """True where the predicate, read from tokens [start, …), is a hedge of the lexicon."""
    return bool(_patterns().find(tokens, start, predicate.head, "noun" in predicate.marks))


@lru_cache(maxsize=1)
def _patterns() -> Patterns[str]:
    return Patterns((row["pattern"], row["pattern"]) for row in lexicon.rows("hedges.csv"))
