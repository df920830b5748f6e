"""Predicates: the inflected end of a clause, read from right to left, and the lexicon of those that state a speech act.

Inflection is taken off by morphology (tense, polarity, voice, wish, duty, aspect); what is left, a verb with the nouns
and particles before it, is looked up by its lemmas, the longest entry first.
"""

from __future__ import annotations

from dataclasses import dataclass
from functools import lru_cache

from transforms import lexicon
from transforms.clauses.endings import read_ending
from transforms.clauses.patterns import SAME, Patterns
from transforms.clauses.words import words
from transforms.morphology import Token, tokenize


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
    while head > start and (step := read_ending(tokens, start, head, marks)):
        head -= step
    head = max(head, start)
    token = tokens[head]
    is_noun = token.pos1 in {"名詞", "接尾辞"}
    if is_noun and "favour" not in marks:
        marks.add("noun")
    if token.pos1 in {"形容詞", "形状詞"}:
        marks.add("adjective")
    if _is_potential(token):
        marks.add("able")
    if token.lemma == "出来る" and head > start and tokens[head - 1].pos3 == "サ変可能":
        marks.add("can")
    found = _acts().find(tokens, start, head, is_noun)
    if feeling := _of_feeling(tokens, start, head):
        found = sorted(found + feeling, key=lambda match: match[1])
    lemma = _lemma(tokens, start, head)
    if "passive" in marks and lemma in words("held_verbs"):
        found = _of_subject(tokens, start, head) + found
    return Predicate(head, end, marks, found, lemma)


def _of_subject(tokens: list[Token], start: int, head: int) -> list[tuple[list[Entry], int]]:
    """What the passive of 行う or 開催する says with its subject, when and where standing between: 書簡の交換が東京で行われた."""
    verb = head - (tokens[head].lemma == "為る")
    particle = next((at for at in range(verb - 1, start, -1) if tokens[at].surface == "が" or _is_predicate(tokens, at)), start)
    if tokens[particle].surface != "が" or particle == verb - 1:
        return []
    joined = [*tokens[: particle + 1], *tokens[verb : head + 1]]
    return [(entries, at) for entries, at in _acts().find(joined, start, len(joined) - 1, False) if at <= particle]


def _of_feeling(tokens: list[Token], start: int, head: int) -> list[tuple[list[Entry], int]]:
    """What a verb says of a feeling that is called one: 失望の意を示す, 抗議の気持ちを伝える are 失望を示す, 抗議を伝える."""
    at = next((at for at in range(head - 1, start + 1, -1) if tokens[at].surface in {"を", "が"}), start)
    if at < start + 3 or tokens[at - 1].lemma not in words("feelings") or tokens[at - 2].surface != "の":
        return []
    joined = [*tokens[: at - 2], *tokens[at : head + 1]]
    return [(entries, first) for entries, first in _acts().find(joined, start, len(joined) - 1, False) if first < at - 2]


def _is_predicate(tokens: list[Token], at: int) -> bool:
    """True for the verb of a relative clause: 外相が出席する中で行われた."""
    return (
        tokens[at].pos1 == "動詞"
        and tokens[at].c_form.startswith(("連体形", "終止形"))
        and tokens[at].lemma not in words("particles")
    )


def _is_potential(token: Token) -> bool:
    """True for what one can or cannot do, by a verb made for it: 切り離せない is of 切り離す."""
    if token.pos1 != "動詞" or not token.c_type.startswith("下一段"):
        return False
    return token.lemma[-1:] in {*"うくぐすつぬぶむ"} or (token.base.endswith("れる") and token.lemma[-2:] not in {"", "れる"})


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


@lru_cache(maxsize=1)
def saying() -> list[Entry]:
    """The entries of the plainest verb of saying, which stand for those that the lexicon does not have."""
    verb = tokenize("述べる")
    return _acts().find(verb, 0, len(verb) - 1, False)[0][0]


@lru_cache(maxsize=1)
def _acts() -> Patterns[Entry]:
    """The lexicon; of one pattern's entries those with most conditions come first."""
    entries = [Entry(row["pattern"], row["act"], frozenset(row["when"].split())) for row in lexicon.rows("predicates.csv")]
    return Patterns(
        (entry.pattern, entry) for entry in sorted(entries, key=lambda one: (one.act != "*", -len(one.when), one.act))
    )
