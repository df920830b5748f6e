"""The labels of a unit: act and strength, actors, and what is built from them."""

from __future__ import annotations

import re
from collections.abc import Sequence

from transforms.clauses.actors import answering, choose, recipients
from transforms.clauses.acts import COMMISSIVE, levels
from transforms.clauses.bare import bare_act, decision
from transforms.clauses.detail import delegated_to, detail
from transforms.clauses.discourse import Discourse
from transforms.clauses.groups import Group, Unit, is_fronted
from transforms.clauses.hedges import is_directed, is_hedged
from transforms.clauses.model import Clause, Topic
from transforms.clauses.predicates import Predicate
from transforms.clauses.receiving import doers, giver, speaking_as
from transforms.clauses.secondary import secondary_acts
from transforms.clauses.standalone import standalone_text
from transforms.clauses.templates import template_id
from transforms.clauses.words import endings, words

OURSELVES = ("我々", "われわれ", "私たち", "わたしたち", "私ども")
"""Who speaks, where no parties are known to speak together."""

HEARERS = ("皆様", "皆さん", "貴国", "閣下")
"""Whom a speaker speaks to."""

PERSONAL = frozenset({"THANK", "CONGRATULATE", "APPRECIATE", "WELCOME", "HOPE"})
"""What the writer of a letter or a speaker says for himself where he names no one."""

POSITIONS = frozenset({"INTEND", "PROPOSE", "STRESS", "SUPPORT", "PLEDGE", "CONDEMN"})
"""Likewise, unless it takes two: 提案することで一致しました."""

SPEAKS_ON = re.compile(r"(?:次|以下)の(?:よう|とおり|通り)に(?:述べ|語|話|指摘|強調|表明|発言|表示)")
"""Opens a speech without quotation marks: 主席は以下のように述べた。"""

STATES_ON = re.compile(r"(?:次|以下)の(?:ような|とおり|通り)?の?(?:談話|声明|論評|見解|コメント|メッセージ|書簡|祝電)を")
"""Opens what one side alone says, to the end of the document: 次のような談話を発表した."""

POINTING = ("この", "その", "同", "右", "当該")
"""Opens the name of a thing that was spoken of before: この招待は受諾された."""


def label(clause: Clause, unit: Unit, following: Sequence[Group], discourse: Discourse) -> None:
    """Gives the clause all its labels; `following` holds the next group of its sentence, if there is one."""
    sentence, chunks = unit.group.parse.sentence, unit.group.parse.chunks
    clause.tokens = tokens = sentence.tokens[chunks[unit.first].first : unit.closing.end]
    inside = [mention for mention in sentence.mentions if clause.start <= mention.start < clause.end]
    topic = _set_actors(clause, unit, discourse)
    _set_act(clause, unit, following, discourse)
    if discourse.writer and (topic.mark == "が" if topic else not discourse.has_topic) and _is_personal(clause, unit):
        clause.actors = discourse.writer
    clause.actors = discourse.actors = answering(clause, topic, discourse.facts.parties)
    if discourse.is_asked and (topic is None or topic.mark != "は"):
        clause.actors = discourse.actors = ()
    _turn_to_speaker(clause, unit, topic, discourse)
    if discourse.facts.is_report and SPEAKS_ON.search(clause.text):
        discourse.voice = clause.actors
        discourse.announced = clause.actors if clause.end == len(clause.passage.text) else ()
    clause.recipients = recipients(clause, inside, discourse.facts.parties)
    clause.secondary_acts = secondary_acts(unit, clause.act)
    clause.detail = detail(tokens, inside, clause.actors)
    span = (chunks[unit.first].first, unit.closing.end)
    clause.delegated_to = delegated_to(sentence, span, unit.closing.predicate) or delegated_to(sentence, span, _head(unit))
    if topic is not None:
        discourse.topic_of = clause.actors
    is_carried = topic is None and clause.actors == discourse.topic_of
    clause.standalone_text = standalone_text(unit, clause.act, discourse.topic if is_carried else "")
    clause.template_id = template_id(tokens, inside)
    if discourse.facts.is_report and len(clause.actors) == 1 and STATES_ON.search(clause.text):
        discourse.open_letter(clause.actors)


def _turn_to_speaker(clause: Clause, unit: Unit, topic: Topic | None, discourse: Discourse) -> None:
    """Corrects the actors where the topic is not who speaks or acts; the next unit goes on from the topic all the same."""
    is_event = clause.act in {"WITNESS", "DISCUSS"} and topic is None and "passive" in unit.closing.predicate.marks
    if is_event and discourse.facts.parties:
        # 文書の交換が行われた, 意見が交わされた: an event of all.
        clause.actors = discourse.facts.parties
    if discourse.writer and topic is not None and topic.actors and "should" in unit.closing.predicate.marks:
        # 米国はやめるべきである: who should is not who says so.
        clause.actors = discourse.writer
    elif topic is not None and discourse.of_statement and _is_outsider(topic, discourse) and _is_urged(unit):
        clause.actors = discourse.of_statement
    if (others := _others(unit, discourse)) and clause.actors != others:
        clause.actors, clause.actor_basis = others, "explicit"


def _others(unit: Unit, discourse: Discourse) -> tuple[str, ...]:
    """The states of who gives what the unit tells of as received, does what is told of a thing, or speaks as 我が国として、."""
    sentence, closing = unit.group.parse.sentence, unit.closing
    reading = unit.group.parse.readings[unit.last]
    if (state := speaking_as(sentence, closing.first, closing.predicate.head)) is not None:
        return (state,) if state else tuple(discourse.side("own"))[:1]
    if reading.is_received:
        found = giver(sentence, closing.first, closing.predicate.head)
        return (found.country,) if found is not None and found.country else ()
    return doers(sentence, closing.first, closing.predicate.head) if "passive" in closing.predicate.marks else ()


def _is_personal(clause: Clause, unit: Unit) -> bool:
    """True for what a speaker who names no one says for himself: thanks, hopes, wishes, requests (育てたいと思います)."""
    return clause.act in PERSONAL or (clause.act in POSITIONS and unit.closing.predicate.lemma not in words("shared_acts"))


def _set_actors(clause: Clause, unit: Unit, discourse: Discourse) -> Topic | None:
    """Gives the clause its actors, and returns the topic that it names itself."""
    topic = choose(unit, discourse.has_topic)
    if discourse.voice and topic is not None and (topic.is_thing or len(topic.actors) > 1 or _is_outsider(topic, discourse)):
        topic, discourse.actors = None, discourse.voice
    default = () if discourse.has_topic else discourse.of_statement
    clause.actors, clause.actor_basis = discourse.actors or default, "carried"
    if topic is not None:
        clause.actors = _whose_topic(topic, unit, discourse)
        clause.actor_basis = "explicit" if topic.actors else "carried"
        if topic.office and len(topic.actors) == 1:
            discourse.offices[topic.office] = topic.actors
        is_known = bool(set(clause.actors) & {*discourse.facts.parties, *discourse.writer})
        discourse.is_party = is_known or (topic.is_party and not topic.is_thing)
        discourse.topic, discourse.has_topic = f"{topic.phrase}は、", True
        discourse.is_thing = topic.is_thing
    elif len(clause.actors) == 1 and _is_mutual(unit, discourse):
        clause.actors = discourse.facts.parties
    elif not discourse.has_topic:
        discourse.is_thing = False
        discourse.is_party |= not discourse.actors and not discourse.facts.is_report
    if not clause.actors:
        clause.actor_basis = None
    discourse.actors = clause.actors
    return topic


def _is_urged(unit: Unit) -> bool:
    """True for what somebody should or must do, by no verb of saying."""
    return unit.group.act is None and not unit.closing.predicate.marks.isdisjoint({"should", "duty"})


def _is_outsider(topic: Topic, discourse: Discourse) -> bool:
    """True for a topic that names others than the parties."""
    return bool(topic.actors and discourse.facts.parties) and not set(topic.actors) & set(discourse.facts.parties)


def _whose_topic(topic: Topic, unit: Unit, discourse: Discourse) -> tuple[str, ...]:
    """Whom the topic names or stands for; of a thing whoever it is of, else who acted last."""
    before, everyone = discourse.actors, discourse.facts.parties
    is_us = bool(discourse.writer) and topic.phrase.startswith(OURSELVES)
    if topic.actors and not (is_us and _speaks_of_others(unit, discourse)):
        return topic.actors
    if is_us:
        return discourse.writer
    if topic.is_before:
        return discourse.whose(topic) or (() if topic.refers == "some" else discourse.of_statement)
    if topic.is_thing and "passive" in unit.closing.predicate.marks and not topic.phrase.startswith(POINTING):
        # 期日は追って決定される: what happens to a new thing is nobody's in particular.
        return discourse.of_statement or before or everyone
    if topic.is_thing and topic.phrase.endswith(endings("shared")):
        # 協定は長く両国を結んできた: a thing of all, whoever spoke last.
        return everyone or before
    return before or everyone


def _speaks_of_others(unit: Unit, discourse: Discourse) -> bool:
    """True where a speaker sets 私たち against his hearers: チリの皆様からの手紙を、私たちは忘れません."""
    sentence = unit.group.parse.sentence
    named = {mention.country for mention in sentence.mentions if mention.type == "country"}
    others = set(discourse.facts.parties) - set(discourse.writer)
    is_of_them = bool(named & others) and not named & set(discourse.writer)
    return is_of_them or any(word in sentence.text for word in HEARERS)


def _is_mutual(unit: Unit, discourse: Discourse) -> bool:
    """True for what takes two: 首相は大統領と会談し、… で一致した, or … ことを確認した; also a talk, or what a speaker tells was
    confirmed, where the sentence names no one.
    """
    if unit.group.reading.act is None:
        return False
    lemma = unit.group.parse.chunks[unit.group.last].predicate.lemma
    is_talk = unit.group.reading.act == "DISCUSS" or (discourse.writer and lemma == "確認する")
    is_outcome = (
        unit.group.act != "DISCUSS"
        and lemma in words("shared_acts")
        and any(reading.act == "DISCUSS" for reading in unit.group.parse.readings[: unit.group.first])
    )
    return (bool(is_talk) and not discourse.has_topic) or is_outcome or lemma in words("mutual")


def _is_hedged(unit: Unit) -> bool:
    """True where the head of the unit only seeks what it names, or its own predicate does (広げることを考える), or the act that
    closes its group is only in its direction.
    """
    tokens, closing = unit.group.parse.sentence.tokens, unit.group.parse.chunks[unit.group.last]
    heads = (_head(unit), unit.closing.predicate)
    is_sought = any(is_hedged(tokens, unit.closing.first, predicate) for predicate in heads)
    return is_sought or is_directed(tokens, closing.first, closing.predicate.head)


def _head(unit: Unit) -> Predicate:
    """The predicate of the action: that of the complement in the unit that closes its group."""
    return (unit.group.reading.head if unit.is_last else None) or unit.closing.predicate


def _set_act(clause: Clause, unit: Unit, following: Sequence[Group], discourse: Discourse) -> None:
    found, chunk = unit.group, unit.closing
    is_by_party = discourse.is_thing and discourse.of_statement and is_fronted(found.parse, unit.last)
    act = decision(unit, found.act) or bare_act(
        unit, following, bool(is_by_party) or (discourse.is_party and not discourse.is_thing)
    )
    if discourse.is_asked and clause.text.rstrip().endswith(("か。", "か?", "か")):
        # What a journalist asks is no one's stance: 提訴は考えていますか。
        act = "NARR"
    if act == "AGREE_DO" and not unit.is_last and found.parse.readings[unit.last].act == "UPGRADE":
        act = "UPGRADE"
    if found.act is None and discourse.lead is not None and not discourse.has_topic and discourse.lead.act in COMMISSIVE:
        act = discourse.lead.act
    level = levels()[act]
    clause.act = act
    clause.is_hedged = level >= 2 and act != "UPGRADE" and _is_hedged(unit)
    clause.level = level - clause.is_hedged
    is_past_fact = act == "UPGRADE" and {"passive", "past"} <= chunk.predicate.marks
    clause.is_commitment = clause.level >= 3 and not is_past_fact and bool(discourse.is_party or is_by_party)
