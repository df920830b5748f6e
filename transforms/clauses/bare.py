"""Predicates that state no speech act: a promise where a party speaks of what it will do, else narration."""

from __future__ import annotations

from collections.abc import Sequence
from itertools import pairwise

from transforms.clauses.acts import Setting, read_act
from transforms.clauses.groups import TOLD, Group, Unit
from transforms.clauses.predicates import read_predicate
from transforms.morphology import Token


def bare_act(unit: Unit, following: Sequence[Group], is_by_party: bool) -> str:
    """WILL or NARR; 〜たい is INTEND, 〜てほしい HOPE; べきだ is STRESS in a statement, and in a report PROPOSE as
    なければならない is.

    A 連用形 shares the tense of the narration that follows it; beside a stance it is a promise (U5).
    `is_by_party`: a party, its people or organs act; `following`: the next group of the sentence, if there is one.
    """
    chunk, parse = unit.closing, unit.group.parse
    if (occasion := _occasion(unit)) is not None:
        return occasion
    if _is_due(unit, is_by_party):
        return "PROPOSE" if parse.is_report else "STRESS"
    if is_by_party and "wish" in chunk.predicate.marks and "past" not in chunk.predicate.marks:
        return "HOPE" if "hoped" in chunk.predicate.marks else "INTEND"
    if parse.facts.is_report or not is_by_party or unit.group.is_narrated:
        return "NARR"
    is_noun = "noun" in chunk.predicate.marks and not _is_doing(unit)
    return "NARR" if is_noun or _greets(unit) or any(_is_told(group) for group in following) else "WILL"


def _greets(unit: Unit) -> bool:
    """True for a greeting without a verb: こんにちは, ようこそ、日本へ."""
    tokens, closing = unit.group.parse.sentence.tokens, unit.closing
    said = tokens[unit.group.parse.chunks[unit.first].first : closing.end]
    return tokens[closing.predicate.head].pos1 != "動詞" and any(
        token.pos1 == "感動詞" or (token.surface, after.surface) == ("よう", "こそ") for token, after in pairwise(said)
    )


def _is_due(unit: Unit, is_by_party: bool) -> bool:
    """True for what should be done; also for what must, which of a party in its own statement is a promise."""
    marks, is_report = unit.closing.predicate.marks, unit.group.parse.facts.is_report
    return "should" in marks or ("duty" in marks and (is_report or not (is_by_party or unit.group.is_narrated)))


def _is_told(following: Group) -> bool:
    """True for narration, and for a talk or signing that is over: 往訪し、会談を行った, in a preamble also 会合し、… 宣言する.

    What is told of another thing, and not as past, leaves a promise before it one: 評価を行うこととし、結果は公開される.
    """
    parse = following.parse
    is_past = "past" in parse.chunks[following.last].predicate.marks
    if following.is_narrated and not is_past and any(topic.is_thing for topic in parse.own_topics(following.first)):
        return False
    is_preamble = following.act == "WITNESS" and parse.sentence.passage.part == "preamble"
    return following.is_narrated or is_preamble or (following.act in TOLD and is_past)


def decision(unit: Unit, act: str | None) -> str | None:
    """An agreement for ことにし、 in a sentence that tells of decisions (提供することにし、… することにした); else the act."""
    chunk, parse = unit.closing, unit.group.parse
    is_open = chunk.link == "continuative" and "shall" in chunk.predicate.marks
    is_past = "past" in parse.chunks[-1].predicate.marks
    return "AGREE_DO" if is_open and is_past and parse.sentence.tokens[chunk.close - 3].lemma == "事" else act


def _occasion(unit: Unit) -> str | None:
    """The act of what a summary is announced with: 会談を行ったところ、概要は以下のとおり; None elsewhere."""
    sentence, first = unit.group.parse.sentence, unit.group.parse.chunks[unit.first].first
    tokens = sentence.tokens
    if not any(token.lemma == "通り" for token in tokens[unit.closing.predicate.head - 1 : unit.closing.end]):
        return None
    for at in range(unit.closing.end - 2, first + 1, -1):
        if tokens[at].lemma == "所" and tokens[at - 1].lemma == "た":
            return read_act(
                sentence, first, read_predicate(tokens, first, at), Setting(unit.group.parse.facts.is_report, True)
            ).act
    return None


def _is_doing(unit: Unit) -> bool:
    """True for a noun phrase of doing: it ends in a verbal noun."""
    sentence = unit.group.parse.sentence
    return sentence.passage.part != "preamble" and _is_verbal(sentence.tokens[unit.closing.predicate.head])


def _is_verbal(token: Token) -> bool:
    return token.pos3 == "サ変可能" or token.surface == "化"
