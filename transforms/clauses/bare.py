"""Predicates that state no speech act: a promise where a party speaks of what it will do, else narration."""

from __future__ import annotations

from transforms.clauses.acts import is_action
from transforms.clauses.chunks import Chunk
from transforms.clauses.groups import Group
from transforms.clauses.model import Clause
from transforms.clauses.sentences import Sentence
from transforms.facts.model import Facts


def bare_act(
    sentence: Sentence, chunk: Chunk, found: Group, following: Group | None, clause: Clause, is_thing: bool, facts: Facts
) -> str:
    """WILL or NARR. `following` is the group after it in the sentence: a 連用形 shares its tense, a promise only that of a stance."""
    marks = chunk.predicate.marks
    if facts.is_report or is_thing or chunk.link == "copula" or not set(clause.actors) & set(facts.parties):
        return "NARR"
    if "noun" in marks and not _is_doing(sentence, chunk):
        return "NARR"
    if marks & {"duty", "shall"} and not marks & {"past", "passive", "copula"}:
        return "WILL"
    if found.is_narrated or not is_action(chunk.predicate):
        return "NARR"
    if chunk.link == "end":
        return "WILL"
    return (
        "NARR"
        if following is not None and following.act in {None, "DISCUSS", "WITNESS", "REPORT"} and following.is_narrated
        else "WILL"
    )


def _is_doing(sentence: Sentence, chunk: Chunk) -> bool:
    """True for a noun phrase of doing: it ends in a verbal noun."""
    return sentence.passage.part != "preamble" and sentence.tokens[chunk.predicate.head].pos3 == "サ変可能"
