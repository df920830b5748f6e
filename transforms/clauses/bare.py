"""Predicates that state no speech act: a promise where a party speaks of what it will do, else narration."""

from __future__ import annotations

from collections.abc import Sequence

from transforms.clauses.groups import Group, Unit
from transforms.clauses.model import Clause
from transforms.facts.model import Facts


def bare_act(unit: Unit, following: Sequence[Group], clause: Clause, is_thing: bool, facts: Facts) -> str:
    """WILL or NARR. A 連用形 shares the tense of the narration that follows it, a promise stands beside a stance (U5)."""
    chunk = unit.closing
    marks = chunk.predicate.marks
    if facts.is_report or is_thing or chunk.link == "copula" or not set(clause.actors) & set(facts.parties):
        return "NARR"
    if "noun" in marks and not _is_doing(unit):
        return "NARR"
    if unit.group.is_narrated:
        return "NARR"
    return "NARR" if any(group.is_narrated for group in following) else "WILL"


def _is_doing(unit: Unit) -> bool:
    """True for a noun phrase of doing: it ends in a verbal noun."""
    sentence = unit.group.parse.sentence
    return sentence.passage.part != "preamble" and sentence.tokens[unit.closing.predicate.head].pos3 == "サ変可能"
