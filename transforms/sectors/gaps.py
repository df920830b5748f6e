"""What an editor of the lexicon needs to see: where it says nothing, what it lacks, which entries do nothing or mislead."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass
from functools import lru_cache

from transforms import lexicon
from transforms.morphology import Token, tokenize
from transforms.sectors.evidence import X00
from transforms.sectors.terms import entries, occurrences

_NOUN_PARTS = frozenset(("名詞", "接頭辞", "接尾辞"))
_SHORTEST_NOUN = 2
_COUNTS = frozenset(("strong", "lead", "name", "threat"))
"""Roles of terms that give their code wherever they stand; weak words and holders yield to others without any fault."""


@dataclass(frozen=True, slots=True)
class Tagged:
    """A clause as published: its text, and of each of its sectors the code, the basis and the evidence, primary first."""

    text: str
    sectors: Sequence[tuple[str, str | None, str | None]]


@dataclass(frozen=True, slots=True)
class Coverage:
    """Counts over clauses, the most frequent first."""

    n_clauses: int
    without_evidence: tuple[str, ...]
    """Texts of the clauses whose own words gave no code."""
    uncovered_nouns: tuple[tuple[str, int], ...]
    """Nouns, compounds as a whole, in clauses of policy content that name a topic and hold no term, and how many clauses have
    them."""
    silent_terms: tuple[str, ...]
    """Terms that stand in no clause."""
    conflicting_terms: tuple[tuple[str, int, int], ...]
    """Term, clauses it stands in, and those of them that have none of its codes; where these are at least half."""


def coverage(clauses: Iterable[Tagged], n_nouns: int = 200) -> Coverage:
    """Measures the lexicon on tagged clauses. `n_nouns`: how many uncovered nouns to report at most."""
    n_clauses, without, nouns = 0, [], Counter[str]()
    seen, missed = Counter[str](), Counter[str]()
    for clause in clauses:
        n_clauses += 1
        if all(basis != "term" for _, basis, _ in clause.sectors):
            without.append(clause.text)
        _count_terms(clause, seen, missed)
        if any(code != X00 for code, _, _ in clause.sectors):
            nouns.update(_uncovered(clause.text))
    return Coverage(
        n_clauses=n_clauses,
        without_evidence=tuple(without),
        uncovered_nouns=tuple(sorted(nouns.items(), key=lambda item: (-item[1], item[0]))[:n_nouns]),
        silent_terms=tuple(sorted({entry.term for entry in entries()} - seen.keys())),
        conflicting_terms=tuple(
            (term, seen[term], count)
            for term, count in sorted(missed.items(), key=lambda item: (-item[1], item[0]))
            if 2 * count >= seen[term]
        ),
    )


def _count_terms(clause: Tagged, seen: Counter[str], missed: Counter[str]) -> None:
    codes = {code for code, _, _ in clause.sectors}
    for found in {hit.term.entries for hit in occurrences(clause.text)}:
        term = found[0].term
        seen[term] += 1
        of_term = {code for entry in found if entry.role in _COUNTS for code in entry.codes}
        missed[term] += bool(of_term) and not of_term & codes


def _uncovered(text: str) -> set[str]:
    """Nouns of the text that name a topic and that no term touches."""
    spans = [(hit.start, hit.end) for hit in occurrences(text)]
    nouns = set()
    for parts in _compounds(tokenize(text)):
        start, end = parts[0].start, parts[-1].end
        is_touched = any(first < end and start < last for first, last in spans)
        if end - start >= _SHORTEST_NOUN and not is_touched and not _names_no_topic(text, parts):
            nouns.add(text[start:end])
    return nouns


def _names_no_topic(text: str, parts: Sequence[Token]) -> bool:
    """Whether a compound, or each noun in it, is a word for parties, the name of a state, or a noun that fits every topic."""
    if text[parts[0].start : parts[-1].end] in _topicless():
        return True
    return all(part.pos1 != "名詞" or text[part.start : part.end] in _topicless() for part in parts)


@lru_cache
def _topicless() -> frozenset[str]:
    generic = {row["noun"] for row in lexicon.rows("generic_nouns.csv")}
    actors = {row["word"] for row in lexicon.rows("actors.csv")}
    states = {name for row in lexicon.rows("countries.csv") for name in (row["name_ja"], *lexicon.split(row["aliases"]))}
    return frozenset(generic | actors | states)


def _compounds(tokens: Iterable[Token]) -> Iterator[list[Token]]:
    """Adjacent nouns; numerals and pronouns are none."""
    parts: list[Token] = []
    for token in tokens:
        is_noun = token.pos1 in _NOUN_PARTS and token.pos2 != "数詞"
        if parts and not (is_noun and token.start == parts[-1].end):
            yield parts
            parts = []
        if is_noun:
            parts.append(token)
    if parts:
        yield parts
