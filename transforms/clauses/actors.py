"""Actors and recipients: whose statement or action a unit is, from its topic or from what stands before (unit rule U11)."""

from __future__ import annotations

import re
from collections.abc import Sequence

from transforms.clauses.acts import Reading
from transforms.clauses.groups import Unit, is_fronted
from transforms.clauses.model import Clause, Topic
from transforms.clauses.sentences import Sentence, between
from transforms.clauses.topics import find_doer
from transforms.clauses.words import endings, words
from transforms.entities.model import Mention

SUFFERING = (
    *("に対する", "への", "に対して", "における", "での", "情勢", "国民", "に関する", "に侵攻", "に侵略", "に侵入", "に軍事侵攻"),
    *("を侵略", "を攻撃", "を脅か", "を砲撃", "を爆撃", "を空爆", "を威嚇", "に向け", "に撃ち込", "の主権", "の領土"),
)
"""What follows the name of a state that something is done to, or done in."""

ANSWERED = {("の", "に", "対し"), ("た", "ところ", "、"), ("ました", "ところ", "、")}
"""Words between what somebody said and who answers."""

DOING = ("による", "が", "側が")
"""What follows the name of who does what is condemned."""

REBUKED = ("側の", "による", "政府の", "の対応", "の措置", "の行動", "側に", "に対し", "側が", "政府に", "政権に")
"""What follows the name of the party whose doing the other one condemns."""

CONCEDING = ("が、", "けれど")
"""Ends of a clause that another one turns against."""

STRUCK = re.compile(
    r"に[^、。はを]{0,14}(?:着弾|落下|飛来|命中|侵入|侵攻|侵略|撃ち込|投下|上陸|入植|越境)|(?:[とや・][^、。はがを]{1,10})?を結ぶ|(?:沖|近海|沿岸(?!警備)|周辺|領海|領空|海域)|で[^、。はをに]{0,10}(?:犠牲|死傷|死者|負傷)"
)
"""What follows the name of a state that is hit: ポーランドにミサイルが着弾したことを憂慮する."""

VICTIM = re.compile(r"の[^、。はがを]{1,14}(?:に対する|への)")
"""What follows the name of a state whose people or things something is done to."""


def choose(unit: Unit, has_topic: bool) -> Topic | None:
    """The topic that the unit's predicate belongs to; None where it is carried.

    A subject (が) counts only where no topic stands before it in the sentence and it is not that of a complement.
    """
    parse, reading = unit.group.parse, unit.group.reading
    topics = [topic for index in range(unit.first, unit.last + 1) for topic in parse.topics[index]]
    marked = [topic for index in range(unit.first, unit.last + 1) for topic in parse.own_topics(index)]
    people = [topic for topic in marked if not topic.is_thing]
    speaker = _escorted(unit) or _speaker(parse.sentence, topics, marked, has_topic and not _is_given(unit))
    if speaker is not None or not topics:
        return speaker
    if not marked:
        return next((topic for topic in topics if topic.mark == "も" or _is_matrix(topic, reading, has_topic)), None)
    if parse.is_quoted(marked[0], unit.group.last, reading):
        return None
    if len(people) > 1 and _turns(parse.sentence, people[0].particle, people[1].particle):
        return people[1]
    doer = parse.doer(unit.last) if is_fronted(parse, unit.last) else None
    return doer or next(iter(people), None) or next((topic for topic in marked if topic.actors), marked[0])


def _escorted(unit: Unit) -> Topic | None:
    """Whom others come with: 首相には、計画大臣その他が同行した."""
    if unit.closing.predicate.lemma not in words("escorting"):
        return None
    parse, first = unit.group.parse, unit.group.parse.chunks[unit.first].first
    sentence = parse.sentence
    inside = between(sentence.particles, first + 2, unit.closing.predicate.head)
    at = next((at for at in inside if sentence.tokens[at].surface == "は" and sentence.tokens[at - 1].surface == "に"), None)
    return None if at is None else find_doer(sentence, first, at - 1, parse.facts.parties)


def _is_given(unit: Unit) -> bool:
    """True for what comes from somebody: 大統領から支持が表明された, 大統領から招待があった, 支持をいただいた."""
    predicate = unit.closing.predicate
    return "passive" in predicate.marks or predicate.lemma in words("given")


def _speaker(sentence: Sentence, topics: Sequence[Topic], marked: Sequence[Topic], has_topic: bool) -> Topic | None:
    """Who has the word (Xから、…) where no topic stands before; of several people the one who answers, topic or not.

    Under a topic only Xから、 and Xからは have it: 大臣は訴え、両氏から支持を取り付けた.
    """
    agents = [topic for topic in topics if topic.mark in {"より", "から"} and not (has_topic and _is_bare(sentence, topic))]
    people = sorted([*agents, *(topic for topic in marked if not topic.is_thing)], key=lambda topic: topic.particle)
    if answering := [topic for topic in people[1:] if _is_answer(sentence, topic)]:
        return answering[-1]
    if not agents or (marked and marked[0].particle < agents[0].particle):
        return None
    everyone = {actor for topic in agents for actor in topic.actors}
    # 日本側からは外相が、先方からは首相が出席した: all who are named so.
    return agents[0]._replace(actors=tuple(sorted(everyone))) if all(topic.actors for topic in agents) else agents[0]


def _is_bare(sentence: Sentence, topic: Topic) -> bool:
    return all(token.surface not in {"、", "は"} for token in sentence.tokens[topic.particle + 1 : topic.particle + 2])


def _is_matrix(topic: Topic, reading: Reading, has_topic: bool) -> bool:
    if reading.content is not None:
        # 双方が立場を述べ、… こととした: all who act inside the content also agree on it.
        is_everyone = len(topic.actors) > 1 and topic.phrase.endswith(endings("people"))
        is_outside = topic.particle > reading.content.end or topic.particle < (reading.content.opens or 0)
        return not has_topic and (is_outside or is_everyone)
    return not has_topic or reading.has_subject


def _is_answer(sentence: Sentence, topic: Topic) -> bool:
    """True for who answers in …求めたのに対し、Xから… and …働きかけたところ、Xは…."""
    tokens = sentence.tokens[: topic.particle]
    return any(
        (token.surface, *(after.surface for after in tokens[at + 1 : at + 3])) in ANSWERED for at, token in enumerate(tokens)
    )


def _turns(sentence: Sentence, start: int, end: int) -> bool:
    """True where …として、 or …したものの、 stands between two topics: the sentence goes on with what the second does."""
    tokens = sentence.tokens
    for at in range(start, end - 2):
        token, following, after = tokens[at : at + 3]
        if token.surface == "と" and following.lemma == "為る" and after.surface in {"て", "、"}:
            return True
        wording = token.surface + following.surface + after.surface
        if wording == "ものの、" or (token.pos2 == "接続助詞" and wording.startswith(CONCEDING)):
            return True
    return False


def answering(clause: Clause, topic: Topic | None, parties: tuple[str, ...]) -> tuple[str, ...]:
    """Who accepts where the invitation is the topic: the party beside the one that gave it."""
    if clause.act != "ACCEPT" or topic is None or not topic.is_thing or len(clause.actors) != 1 or len(parties) != 2:
        return clause.actors
    return tuple(party for party in parties if party not in clause.actors)


def recipients(clause: Clause, named: Sequence[Mention], parties: tuple[str, ...]) -> tuple[str, ...]:
    """The state condemned, else the other parties where one acts alone, or the one that a group of states meets."""
    if clause.act == "CONDEMN":
        states = [one for one in named if one.type == "country" and one.country not in {None, *clause.actors}]
        third = [one for one in states if one.country not in parties]
        doers = [one for one in third if clause.passage.text.startswith(DOING, one.end)]
        return (not doers and _rebuked(clause, states, parties)) or _condemned(clause, doers or third)
    others = tuple(party for party in parties if party not in clause.actors)
    is_side = set(clause.actors) < set(parties) and (len(clause.actors) == 1 or (len(others) == 1 and len(clause.actors) > 2))
    return others if is_side else ()


def _rebuked(clause: Clause, states: Sequence[Mention], parties: tuple[str, ...]) -> tuple[str, ...]:
    """The other party whose doing one alone condemns: ロシア側の対応は不当だと批判した."""
    text = clause.passage.text
    found = {one.country for one in states if one.country in parties and text.startswith(REBUKED, one.end)}
    return tuple(sorted(state for state in found if state)) if len(clause.actors) == 1 else ()


def _condemned(clause: Clause, states: Sequence[Mention]) -> tuple[str, ...]:
    """Third states whose doing it is (ロシアによる, ロシアが), else those that are not its victim, else its only scene."""
    text = clause.passage.text
    doers = [one for one in states if text.startswith(DOING, one.end)]
    others = [one for one in states if not text.startswith(SUFFERING, one.end) and not _is_hit(text, one.end)]
    found = {one.country for one in doers or others if one.country}
    is_blamed = "非難" in text[clause.start : clause.end]
    scenes = {one.country for one in states if is_blamed and one.country and text.startswith("における", one.end)}
    return tuple(sorted(found or (scenes if len(scenes) == 1 else ())))


def _is_hit(text: str, end: int) -> bool:
    """True where the state whose name ends at offset `end` suffers what is condemned."""
    return VICTIM.match(text, end) is not None or STRUCK.match(text, end) is not None
