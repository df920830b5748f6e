"""Word lists that the rules for units look at, from `clause_words.toml`."""

from __future__ import annotations

from functools import lru_cache

from transforms import lexicon


@lru_cache
def words(name: str) -> frozenset[str]:
    """The list of that name."""
    return frozenset(lexicon.table("clause_words.toml")[name])


@lru_cache
def endings(name: str) -> tuple[str, ...]:
    """The list of that name, to ask what a phrase ends in."""
    return tuple(sorted(words(name)))


@lru_cache
def topics() -> dict[str, frozenset[str]]:
    """Conditions of the predicate lexicon, with the words before the predicate that make them hold."""
    return {name: frozenset(found) for name, found in lexicon.table("clause_words.toml")["topics"].items()}


@lru_cache
def synonyms() -> dict[str, list[str]]:
    """Verbs of the predicate lexicon, with those that stand for them where it has no entry of their own."""
    return dict(lexicon.table("clause_words.toml")["synonyms"])
