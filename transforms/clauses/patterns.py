"""Patterns of words in dictionary form, matched on lemmas backwards from the head of a predicate."""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from functools import lru_cache
from typing import Any, Generic, TypeVar

from transforms.clauses.inflection import past
from transforms.clauses.words import synonyms
from transforms.morphology import Token, tokenize

Value = TypeVar("Value")

SAME = {
    "致す": "為る",
    "です": "だ",
    "出来る": "為る",
    "表する": "表わす",
    "現わす": "表わす",
    "顕わす": "表わす",
} | dict.fromkeys("はがも", "を")
"""Words that stand for another in the lexicon: humble する, できる, polite だ, and particles that may take the place of を."""

QUOTES = frozenset({"「", "」", "『", "』"})
SKIPPED = frozenset({"副詞", "接頭辞"})
REPEATED = frozenset({"再度", "再三"})
"""Nouns that stand for adverbs."""

STANDING = frozenset({"通り", "様", "本日", "今般", "先般", "昨日", "同日"})
"""Nouns before a verbal noun that do not qualify it: 次のとおり合意。 参画できるよう要請。"""


class Patterns(Generic[Value]):
    """Patterns in dictionary form with their values, found backwards from the head of a predicate."""

    def __init__(self, entries: Iterable[tuple[str, Value]]) -> None:
        self._root = _trie(entries)

    def find(self, tokens: list[Token], start: int, head: int, is_noun: bool) -> list[tuple[list[Value], int]]:
        """Values of all patterns that end at `head`, the longest first, each with its first token.

        A verbal noun at the end of a sentence stands for its verb, one that others qualify only together with them (意見交換). Of
        patterns of one length the one with the verb itself comes before the one with the verb that it stands for.
        """
        last = head - (is_noun and _is_compound(tokens, start, head))
        root = self._root.get("為る", {}) if is_noun else self._root
        found = list(_walk(root, tokens, start, head, may_skip=is_noun))
        if _is_in_two(tokens, start, head):
            found += _walk(self._root.get("為る", {}), tokens, start, head - 2, may_skip=False)
        for verb, at in _synonyms(tokens, start, head, is_noun):
            node = self._below(verb)
            found += [(node[""], at)] if "" in node else []
            found += _walk(node, tokens, start, at - 1, may_skip=True)
        return sorted((match for match in found if match[1] <= last), key=lambda match: match[1])

    def _below(self, verb: tuple[str, ...]) -> dict[str, Any]:
        """The node that the words of a verb, the last first, lead to."""
        node = self._root
        for key in verb:
            node = node.get(key, {})
        return node


def _walk(node: dict[str, Any], tokens: list[Token], start: int, head: int, *, may_skip: bool) -> Iterator[tuple[Any, int]]:
    """Values below a node along the words from `head` backwards, each with the word that it is reached at."""
    for at in range(head, start - 1, -1):
        following = node.get(_key(tokens[at]))
        if following is not None:
            node = following
            if "" in node:
                yield node[""], at
        elif (at == head and not may_skip) or not _is_skipped(tokens, at):
            break


def _synonyms(tokens: list[Token], start: int, head: int, is_noun: bool) -> list[tuple[tuple[str, ...], int]]:
    """What the verb that ends at `head` stands for, by its words from the last to the first, and the verb's first token."""
    root = _verbs()
    found = _walk(root.get("為る", {}) if is_noun else root, tokens, start, head, may_skip=is_noun)
    return [(verb, at) for verbs, at in found for verb in verbs]


@lru_cache(maxsize=1)
def _verbs() -> dict[str, Any]:
    """The verbs of `clause_words.toml` that stand for others, each with those."""
    meant = {verb: tuple(_key(token) for token in reversed(tokenize(verb))) for verb in synonyms()}
    return _trie((verb, meant[key]) for key, verbs in synonyms().items() for verb in verbs)


def _trie(entries: Iterable[tuple[str, Any]]) -> dict[str, Any]:
    """Patterns by their words from the last to the first; the values of one stand at its end under an empty key."""
    root: dict[str, Any] = {}
    for pattern, value in entries:
        for path in sorted(_paths(pattern)):
            node = root
            for key in path:
                node = node.setdefault(key, {})
            node.setdefault("", []).append(value)
    return root


def _paths(pattern: str) -> set[tuple[str, ...]]:
    """Keys of a pattern from its last word to its first: as the tagger cuts it, and as it cuts its past (取り|交わした).

    One that opens with a particle (を多とする) is cut behind a pronoun, as no sentence opens so.
    """
    before = "これ" if pattern.startswith("を") else ""
    tokens = tokenize(before + pattern)
    inflected = tokenize((before + pattern)[: tokens[-1].start] + past(tokens[-1]))[:-1]
    skipped = bool(before)
    return {
        tuple(_key(token) for token in reversed(words[skipped:]) if token.pos1 not in SKIPPED) for words in (tokens, inflected)
    }


def _is_compound(tokens: list[Token], start: int, head: int) -> bool:
    """True for a verbal noun that other nouns qualify: 投資協定, 三者合意, 協力の約束 say nothing."""
    at = head - 1
    while at > start and tokens[at].pos1 in SKIPPED:
        at -= 1
    if at >= start and tokens[at].lemma in STANDING:
        return False
    return at >= start and (tokens[at].pos1 in {"名詞", "接尾辞", "形状詞"} or tokens[at].surface == "の")


def _is_in_two(tokens: list[Token], start: int, head: int) -> bool:
    """True for する behind its verbal noun as an object: 署名をする, 確認をいたす."""
    if head < start + 2 or _key(tokens[head]) != "為る" or tokens[head - 1].surface not in {"を", "も", "は"}:
        return False
    return tokens[head - 2].pos3 == "サ変可能" and not _is_compound(tokens, start, head - 2)


def _is_skipped(tokens: list[Token], at: int) -> bool:
    """Adverbs (改めて, 深く, 明確に), prefixes, quotes and など between the words of an entry, は or も after a case particle."""
    token = tokens[at]
    if token.pos1 in SKIPPED or token.surface in QUOTES or token.surface in REPEATED or token.surface in {"など", "等"}:
        return True
    if token.pos1 == "形容詞" and token.c_form.startswith("連用形"):
        return True
    if token.surface == "に":
        return at > 0 and _makes_adverb(tokens[at - 1])
    if _makes_adverb(token):
        return at + 1 < len(tokens) and tokens[at + 1].surface == "に"
    return token.surface in {"は", "も"} and at > 0 and tokens[at - 1].pos1 == "助詞"


def _makes_adverb(token: Token) -> bool:
    return token.pos1 == "形状詞" or token.surface in {"共", "互い"}


def _key(token: Token) -> str:
    if token.pos1 == "助詞":
        return SAME.get(token.surface, token.surface)
    return SAME.get(token.lemma, token.lemma) or token.surface
