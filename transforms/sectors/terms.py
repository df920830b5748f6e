"""The terms that stand for sectors, and where they occur: one Aho-Corasick pass over a text for all of them.

The longest term from the leftmost place wins, so a longer entry hides the shorter ones in it (労働市場 hides 市場).
"""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass
from functools import lru_cache
from typing import NamedTuple

from ahocorasick_rs import AhoCorasick, MatchKind

from transforms import lexicon

ROLES = ("strong", "lead", "weak", "holder", "name", "threat", "ceremony", "courtesy", "hidden")
TESTS = ("after", "before", "with", "party", "in")
MARKS = frozenset(("threat", "ceremony", "courtesy"))
CONTEXTS = ("purpose", "basis", "threat", "ceremony", "narrative", "suffix")
"""`suffix`: right after a kanji or katakana, as the end of a place's name."""

_SHORT = 3
"""Up to this length a word in katakana is likely to be a part of another one (ガス in ペガサス)."""


class Test(NamedTuple):
    """A condition on an occurrence: `after:な` stands right after な, `before:の整備` right before it, `with:防衛` in a clause
    that has 防衛, `party:PRK` in a document of that party, `in:purpose` in one of `CONTEXTS`."""

    kind: str
    word: str


@dataclass(frozen=True, slots=True)
class Entry:
    """A line of the lexicon. `needs`: one must hold, where there are any; `unless`: none may."""

    term: str
    codes: tuple[str, ...]
    role: str
    needs: tuple[Test, ...]
    unless: tuple[Test, ...]
    cap_major: int | None
    example: str
    counterexample: str


@dataclass(frozen=True, slots=True)
class Term:
    """All entries of one wording, and what need not be asked at each of its occurrences."""

    entries: tuple[Entry, ...]
    is_plain: bool
    """Whether it is one entry without conditions."""
    marks: frozenset[str]
    """Which of its roles say something of the whole clause: threat, ceremony, courtesy."""
    script: str
    """`latin` or `katakana` where it must stand free of that script, else empty."""


class Hit(NamedTuple):
    """An occurrence: offsets in the text that was searched, and its term."""

    start: int
    end: int
    term: Term


@lru_cache
def entries() -> tuple[Entry, ...]:
    """All entries, in the order of the file. ValueError for a role or test that does not exist."""
    return tuple(_entry(row) for row in lexicon.rows("sector_terms.csv"))


def occurrences(text: str) -> list[Hit]:
    """Terms in the text, in order, not overlapping. A word in Latin letters or a short one in katakana must stand
    free, and none begins within a day of the month."""
    automaton, terms = _automaton()
    return [
        Hit(start, end, term)
        for pattern, start, end in automaton.find_matches_as_indexes(text)
        if (not (term := terms[pattern]).script or _stands_free(term.script, text, start, end)) and not _is_day(text, start)
    ]


@lru_cache
def _automaton() -> tuple[AhoCorasick, list[Term]]:
    by_term: dict[str, list[Entry]] = {}
    for entry in entries():
        by_term.setdefault(entry.term, []).append(entry)
    return AhoCorasick(list(by_term), matchkind=MatchKind.LeftmostLongest), [_term(*item) for item in by_term.items()]


def _term(wording: str, found: list[Entry]) -> Term:
    is_plain = len(found) == 1 and not found[0].needs and not found[0].unless
    return Term(tuple(found), is_plain, frozenset(entry.role for entry in found) & MARKS, _script(wording))


def _script(wording: str) -> str:
    if wording[0].isascii() or wording[-1].isascii():
        return "latin"
    return "katakana" if len(wording) <= _SHORT and all(map(_is_katakana, wording)) else ""


def _entry(row: dict[str, str]) -> Entry:
    if row["role"] not in ROLES:
        raise ValueError(f"sector_terms.csv: {row['term']}: role is one of {ROLES}, not {row['role']!r}")
    return Entry(
        term=row["term"],
        codes=tuple(lexicon.split(row["codes"])),
        role=row["role"],
        needs=_tests(row["needs"], row["term"]),
        unless=_tests(row["unless"], row["term"]),
        cap_major=int(row["cap_major"]) if row["cap_major"] else None,
        example=row["example"],
        counterexample=row["counterexample"],
    )


def _tests(cell: str, term: str) -> tuple[Test, ...]:
    tests = []
    for item in lexicon.split(cell):
        kind, _, word = item.partition(":")
        if kind not in TESTS or not word or (kind == "in" and word not in CONTEXTS):
            raise ValueError(f"sector_terms.csv: {term}: {item!r} is no test")
        tests.append(Test(kind, word))
    return tuple(tests)


def _is_day(text: str, start: int) -> bool:
    """Does a term begin with the 日 of a day: 3日[朝], 3[日朝]?"""
    return text[start] == "日" and start > 0 and (text[start - 1].isdigit() or text[start - 1] in "一二三四五六七八九十")


def _stands_free(script: str, text: str, start: int, end: int) -> bool:
    kinds = (_is_letter, str.isdigit) if script == "latin" else (_is_katakana,)
    return not any(_both(kind, text, at) for kind in kinds for at in (start, end))


def _both(kind: Callable[[str], bool], text: str, at: int) -> bool:
    """Whether the characters on both sides of the offset are of the kind: the place is inside a word."""
    return 0 < at < len(text) and kind(text[at - 1]) and kind(text[at])


def _is_letter(character: str) -> bool:
    return character.isascii() and character.isalpha()


def _is_katakana(character: str) -> bool:
    return "ァ" <= character <= "ヺ" or character == "ー"
