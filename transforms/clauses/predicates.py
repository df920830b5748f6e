"""Predicates: the inflected end of a clause, read from right to left, and the lexicon of those that state a speech act.

Inflection is taken off by morphology (tense, polarity, voice, wish, duty, aspect); what is left, a verb with the nouns
and particles before it, is looked up by its lemmas, the longest entry first.
"""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass
from functools import lru_cache
from typing import Any, Generic, TypeVar

from transforms import lexicon
from transforms.clauses.inflection import past
from transforms.morphology import Token, tokenize

AUXILIARIES = {
    "た": "past",
    "れる": "passive",
    "られる": "passive",
    "せる": "causative",
    "させる": "causative",
    "しめる": "causative",
    "ない": "negative",
    "ず": "negative",
    "まい": "negative",
    "たい": "wish",
    "ます": "polite",
    "べし": "should",
    "う": "volition",
    "よう": "volition",
    "らしい": "hearsay",
}
ASPECTS = {
    "居る": "progressive",
    "行く": "directional",
    "参る": "directional",
    "来る": "perfect",
    "有る": "result",
    "置く": "prepared",
    "頂く": "favour",
    "貰う": "favour",
    "下さる": "favour",
    "呉れる": "favour",
    "仕舞う": "perfect",
}
SAME = {"致す": "為る", "表する": "表わす", "現わす": "表わす", "顕わす": "表わす", "は": "を", "が": "を", "も": "を"}
"""Words that stand for another in the lexicon: humble する, and the particles that may take the place of を."""

Value = TypeVar("Value")
SKIPPED = frozenset(["副詞", "接頭辞"])


@dataclass(frozen=True, slots=True)
class Entry:
    """A predicate of the lexicon. `when` holds the conditions that must all be true of its place."""

    pattern: str
    act: str
    when: frozenset[str]


@dataclass(slots=True)
class Predicate:
    """The predicate that ends before token `end`; `marks` is its inflection, `lemma` the dictionary form of its head.

    `matches` runs from the longest pattern to the shortest: its entries, and the first token that it takes.
    """

    head: int
    end: int
    marks: set[str]
    matches: list[tuple[list[Entry], int]]
    lemma: str


def read_predicate(tokens: list[Token], start: int, end: int) -> Predicate:
    """Reads the predicate that ends before `end` and begins no earlier than `start`."""
    marks: set[str] = set()
    head = end - 1
    while head > start and (step := _inflection(tokens, start, head, marks)):
        head -= step
    head = max(head, start)
    token = tokens[head]
    is_noun = token.pos1 in {"名詞", "接尾辞"}
    if is_noun:
        marks.add("noun")
    if token.pos1 in {"形容詞", "形状詞"}:
        marks.add("adjective")
    return Predicate(head, end, marks, _acts().find(tokens, start, head, is_noun), _lemma(tokens, start, head))


def dictionary_lemma(verb: str) -> str:
    """The lemma that a predicate has whose verb is written so in a lexicon."""
    tokens = tokenize(verb)
    return _lemma(tokens, 0, len(tokens) - 1)


def _lemma(tokens: list[Token], start: int, head: int) -> str:
    """Dictionary form of the head; a verbal noun with する is one word."""
    token = tokens[head]
    if SAME.get(token.lemma, token.lemma) in {"為る", "出来る"} and head > start and tokens[head - 1].pos1 in {"名詞", "形状詞"}:
        return tokens[head - 1].surface + "する"
    if token.pos1 == "名詞":
        return token.surface + "する"
    return token.lemma or token.surface


def _inflection(tokens: list[Token], start: int, at: int, marks: set[str]) -> int:
    """How many tokens that end at `at` are inflection, not predicate; adds what they mean to `marks`."""
    token, before = tokens[at], tokens[at - 1]
    if token.pos1 == "助動詞":
        return _auxiliary(token, before, marks)
    if token.pos1 == "動詞":
        return _light_verb(tokens, start, at, marks)
    if token.pos1 == "形容詞" and token.lemma == "欲しい" and before.surface in {"て", "で"}:
        marks.add("wish")
        return 2
    if token.pos1 == "助詞" and token.pos2 == "終助詞":
        return 1
    return 0


def _auxiliary(token: Token, before: Token, marks: set[str]) -> int:
    if token.lemma in {"だ", "です"}:
        if before.lemma == "べし" or before.pos1 in {"形容詞", "助動詞"}:
            return 1
        if before.lemma == "物" or before.pos2 == "準体助詞":
            marks.add("explained")
            return 2
        marks.add("copula")
        return 0
    marks.add(AUXILIARIES.get(token.lemma, "other"))
    return 1


def _light_verb(tokens: list[Token], start: int, at: int, marks: set[str]) -> int:
    lemma, before = tokens[at].lemma, tokens[at - 1]
    if before.surface in {"て", "で"} and before.pos1 == "助詞" and lemma in ASPECTS:
        marks.add(ASPECTS[lemma])
        return 2
    if lemma == "有る" and before.lemma == "だ":
        return 1
    if (
        lemma == "言う"
        and before.surface == "と"
        and not marks
        and tokens[at].c_form.startswith("終止形")
        and tokens[at - 2].pos1 != "名詞"
    ):
        marks.add("hearsay")
        return 2
    if lemma == "成る" and before.surface == "は" and at - 2 > start and tokens[at - 2].surface in {"て", "で"}:
        marks.add("duty")
        return 3
    if lemma == "成る" and before.surface in {"ば", "と"} and at - 2 > start:
        return _duty(tokens, at, marks)
    if at - 2 <= start:
        return 0
    return _wrapper(lemma, before.surface, tokens[at - 2].lemma, marks)


def _duty(tokens: list[Token], at: int, marks: set[str]) -> int:
    """なければならない, ねばならない, ないとならない."""
    if tokens[at - 2].lemma not in {"ない", "ず"}:
        return 0
    marks.discard("negative")
    marks.add("duty")
    return 3


def _wrapper(lemma: str, particle: str, noun: str, marks: set[str]) -> int:
    """A formal noun with a light verb: ことができる, ものとする, こととなる, 必要がある; not こととした, which decides."""
    mark = _WRAPPERS.get((noun, particle if particle not in {"も", "は"} else "が", lemma))
    if not mark or (noun == "事" and "past" in marks and mark == "shall"):
        return 0
    marks.add(mark)
    return 3


_WRAPPERS = {
    ("事", "が", "出来る"): "can",
    ("物", "と", "為る"): "shall",
    ("事", "と", "為る"): "shall",
    ("事", "に", "為る"): "shall",
    ("様", "に", "為る"): "shall",
    ("事", "と", "成る"): "outcome",
    ("事", "に", "成る"): "outcome",
    ("必要", "が", "有る"): "should",
}


class Patterns(Generic[Value]):
    """Patterns in dictionary form with their values, found backwards from the head of a predicate."""

    def __init__(self, entries: Iterable[tuple[str, Value]]) -> None:
        self._root: dict[str, Any] = {}
        for pattern, value in entries:
            for path in sorted(_paths(pattern)):
                node = self._root
                for key in path:
                    node = node.setdefault(key, {})
                node.setdefault("", []).append(value)

    def find(self, tokens: list[Token], start: int, head: int, is_noun: bool) -> list[tuple[list[Value], int]]:
        """Values of all patterns that end at `head`, the longest first, each with its first token.

        A verbal noun at the end of a sentence stands for its verb.
        """
        found: list[tuple[list[Value], int]] = []
        node = self._root.get("為る", {}) if is_noun else self._root
        for at in range(head, start - 1, -1):
            following = node.get(_key(tokens[at]))
            if following is not None:
                node = following
                if "" in node:
                    found.insert(0, (node[""], at))
            elif (at == head and not is_noun) or not _is_skipped(tokens, at):
                break
        return found


def _paths(pattern: str) -> set[tuple[str, ...]]:
    """Keys of a pattern from its last word to its first: as the tagger cuts it, and as it cuts its past (取り|交わした)."""
    tokens = tokenize(pattern)
    inflected = tokenize(pattern[: tokens[-1].start] + past(tokens[-1]))[:-1]
    return {tuple(_key(token) for token in reversed(words) if token.pos1 not in SKIPPED) for words in (tokens, inflected)}


def _is_skipped(tokens: list[Token], at: int) -> bool:
    """Adverbs and prefixes between the words of an entry, adjectives in 連用形 (深く), and は or も after a case particle."""
    token = tokens[at]
    if token.pos1 in SKIPPED:
        return True
    if token.pos1 == "形容詞" and token.c_form.startswith("連用形"):
        return True
    return token.surface in {"は", "も"} and at > 0 and tokens[at - 1].pos1 == "助詞"


def _key(token: Token) -> str:
    if token.pos1 == "助詞":
        return SAME.get(token.surface, token.surface)
    return SAME.get(token.lemma, token.lemma) or token.surface


@lru_cache(maxsize=1)
def _acts() -> Patterns[Entry]:
    """The lexicon; of one pattern's entries those with most conditions come first."""
    entries = [Entry(row["pattern"], row["act"], frozenset(row["when"].split())) for row in lexicon.rows("predicates.csv")]
    return Patterns((entry.pattern, entry) for entry in sorted(entries, key=lambda one: (-len(one.when), one.act)))
