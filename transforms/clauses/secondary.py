"""Further speech acts inside a unit: before つつ, 一方, が or て, that give no unit of their own (U8)."""

from __future__ import annotations

from transforms.clauses.acts import Setting, read_act
from transforms.clauses.groups import Unit
from transforms.clauses.predicates import read_predicate
from transforms.clauses.sentences import between

LINKS = frozenset({"つつ", "ながら", "一方", "が", "て"})


def secondary_acts(unit: Unit, act: str) -> tuple[str, ...]:
    """Acts other than `act` in the order of the text, each once."""
    sentence, chunks = unit.group.parse.sentence, unit.group.parse.chunks
    first = chunks[unit.first].first
    found: list[str] = []
    for comma in between(sentence.commas, first + 2, unit.closing.end + 1):
        if sentence.tokens[comma - 1].surface in LINKS:
            predicate = read_predicate(sentence.tokens, first, comma - 1)
            if not predicate.marks & {"noun"}:
                other = read_act(sentence, first, predicate, Setting(unit.group.parse.facts.is_report, False)).act
                if other is not None and other != act and other not in found:
                    found.append(other)
    return tuple(found)
