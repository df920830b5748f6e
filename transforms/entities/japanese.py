"""Japanese names of persons that no list holds: the tagger's dictionary tells surnames and given names from other words."""

from __future__ import annotations

from functools import lru_cache
from itertools import takewhile

from transforms import morphology
from transforms.morphology import Token

ADDRESS = "氏"
"""Read with the name: a bare surname is often a place as well, and the tagger decides by what follows."""

ADNOMINAL = frozenset("前元故現新同両各兼長員相臣官")
"""Characters that stand before a name and are no part of it, alone or as the end of an office."""

LONGEST = 7
SHORTEST_SURNAME = 2
SHORTEST_NOUN = 3
"""A name may be cut into shorter words by chance."""


@lru_cache(maxsize=20_000)
def full_name_start(run: str) -> int | None:
    """Where the surname with given name begins that a run of kanji ends in; None where it ends in none."""
    tokens = _tokens(run)
    words = list(takewhile(_is_name, reversed(tokens)))
    if len(words) < 2 and len(tokens) > 1 and _is_name(tokens[-2]) and len(tokens[-1].surface) == 1:
        words = tokens[:-3:-1] if _is_given(tokens[-1]) else []
    if len(words) < 2:
        return None
    start = words[-1].start - _cut_off(run, tokens[: -len(words)])
    return start if len(run) - start <= LONGEST else None


@lru_cache(maxsize=20_000)
def is_surname(run: str) -> bool:
    """Whether the whole run is one surname."""
    tokens = _tokens(run)
    return len(run) >= SHORTEST_SURNAME and len(tokens) == 1 and _is_name(tokens[0])


@lru_cache(maxsize=20_000)
def is_noun(word: str) -> bool:
    """Whether the dictionary has the whole word as a common noun, or as several of them."""
    tokens = morphology.tokenize(word)
    shortest = SHORTEST_NOUN if len(tokens) > 1 else 1
    return all(token.pos2 == "普通名詞" and token.lemma and len(token.surface) >= shortest for token in tokens)


@lru_cache(maxsize=20_000)
def opens_with_name(run: str) -> bool:
    """Whether a run of kanji begins with a proper name."""
    return morphology.tokenize(run)[0].pos2 == "固有名詞"


@lru_cache(maxsize=20_000)
def place_start(run: str, form: str) -> int | None:
    """Where the name of a place begins that a run of kanji before 市, 県 and the like ends in; None where it ends in none."""
    tokens = morphology.tokenize(run + form)
    last = next((token for token in reversed(tokens) if token.end <= len(run)), None)
    is_whole = last is not None and last.end == len(run)
    return last.start if last is not None and is_whole and last.pos3 == "地名" and len(last.surface) > 1 else None


def _tokens(run: str) -> list[Token]:
    return [token for token in morphology.tokenize(run + ADDRESS) if token.end <= len(run)]


def _is_name(token: Token) -> bool:
    return token.pos3 == "人名"


def _cut_off(run: str, before: list[Token]) -> int:
    """Length of the head of an unknown surname that the tagger parted from its end (玄|葉); 0 where another word stands there."""
    return 1 if before and len(before[-1].surface) == 1 and before[-1].surface not in ADNOMINAL else 0


def _is_given(token: Token) -> bool:
    """A character that the tagger knows as a noun only: the given name of 山本剛."""
    return token.pos1 == "名詞"
