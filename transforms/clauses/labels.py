"""The labels of a unit: act and strength, actors, and what is built from them."""

from __future__ import annotations

import re
from collections.abc import Sequence
from dataclasses import dataclass, field, replace

from transforms.clauses.actors import answering, choose, recipients
from transforms.clauses.acts import COMMISSIVE, levels
from transforms.clauses.bare import bare_act, decision
from transforms.clauses.detail import delegated_to, detail
from transforms.clauses.groups import Group, Unit, is_fronted
from transforms.clauses.hedges import is_directed, is_hedged
from transforms.clauses.model import Clause
from transforms.clauses.predicates import Predicate
from transforms.clauses.receiving import doer, giver, speaking_as
from transforms.clauses.secondary import secondary_acts
from transforms.clauses.standalone import standalone_text
from transforms.clauses.templates import template_id
from transforms.clauses.topics import Topic, group_after, office_after
from transforms.clauses.words import endings, words
from transforms.entities.model import Mention
from transforms.facts.model import Facts
from transforms.passages import Passage

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


TOGETHER = ("大臣", "閣僚", "首脳", "長官")
"""All holders of the office, in a statement of three or more that names none of them: 大臣は、協力を再確認した."""


@dataclass(slots=True)
class Discourse:
    """What is carried from unit to unit of a document."""

    facts: Facts
    actors: tuple[str, ...] = ()
    topic: str = ""
    """The last topic phrase with its particle."""
    topic_of: tuple[str, ...] = ()
    """The actors of the unit that named it."""
    is_thing: bool = False
    """True where that topic is no one who can act."""
    is_party: bool = False
    """True where the actors are parties, known by name or not."""
    offices: dict[str, tuple[str, ...]] = field(default_factory=dict)
    """Whom an office was last named with: 大統領 alone is the one named before."""
    state: str | None = None
    """The state that was named last: 同国 is that one."""
    held: set[tuple[str, str]] = field(default_factory=set)
    """Offices that persons of the parties were named with, as written, each with its party."""
    persons: dict[str, str] = field(default_factory=dict)
    """Parties of the persons that were named in full: 尹部長 is the one of them whose name begins so."""
    has_topic: bool = False
    """True where the sentence has named its topic."""
    sentence: int = 0
    group: int = 0
    leads: dict[int, tuple[Clause, str]] = field(default_factory=dict)
    """The last clause and topic of each passage, by the passage's identity: bullets take actors and act from their lead-in."""
    lead: Clause | None = None
    voice: tuple[str, ...] = ()
    """Who speaks on in the passage without quotation marks; nobody elsewhere."""
    writer: tuple[str, ...] = ()
    """The party whose letter or speech it is (本使, 本大臣); nobody elsewhere."""
    is_asked: bool = False
    """True while a journalist has the word: what he names he asks about."""
    home: tuple[str, ...] = ()
    """The party whose agency tells; nobody elsewhere."""
    announced: tuple[str, ...] = ()
    """Who speaks in the passage below, where this one ends in saying so: 総理は次のように述べました。"""
    is_quoting: bool = False
    """True inside a speech in quotation marks that runs over passages."""

    def meet(self, parties: tuple[str, ...]) -> None:
        """From here on the talks of these parties are told, by Japan, whose page it is, where they are others than before."""
        if parties != self.facts.parties:
            self.facts = replace(self.facts, parties=parties)
            self.actors, self.topic = (("JPN",), "") if len(parties) == 2 else ((), "")

    def open_letter(self, writer: tuple[str, ...]) -> None:
        """From here on a letter or speech speaks, and its writer is who acts where it names no one; nobody where one asks."""
        self.writer = self.actors = writer
        self.topic, self.is_thing, self.is_party, self.is_asked = "", False, bool(writer), not writer

    def close_letter(self) -> None:
        """From here on the document tells again."""
        self.open_letter(())
        self.is_asked = False

    @property
    def of_statement(self) -> tuple[str, ...]:
        """The parties, whose every word a statement is; nobody in a report."""
        return () if self.facts.is_report else self.facts.parties

    @property
    def spoken(self) -> Facts:
        """The facts as sentences are read by: what a speaker says that he will do he promises, though a page reports it."""
        is_speech = self.writer and self.facts.is_report
        return replace(self.facts, coverage="full_text") if is_speech else self.facts

    def enter(self, passage: Passage) -> None:
        self.lead, self.voice = None, ()
        if self.announced and passage.text.startswith("「") and not self.writer:
            self.open_letter(self.announced)
            self.is_quoting = True
        self.announced = ()
        if self.writer and (self.facts.is_report or passage.body_start):
            # In a speech each paragraph is the speaker's again, in a statement of one each numbered one.
            self.open_letter(self.writer)
        if passage.body_start and len(self.actors) == 1 and self.of_statement and not self.writer:
            # A numbered point of a statement that names no one speaks for all again.
            self.actors, self.topic, self.is_thing = (), "", False
        if passage.lead_in is not None and id(passage.lead_in) in self.leads:
            self.lead, self.topic = self.leads[id(passage.lead_in)]
            self.actors = self.topic_of = self.lead.actors
            self.is_thing = False

    def whose(self, topic: Topic) -> tuple[str, ...]:
        """Whom a topic stands for that names no one: a side, the state before, the holder of an office."""
        if topic.refers == "writer" and self.writer:
            return self.writer
        if topic.refers == "some":
            # 一部の加盟国: which of all is not said, but it is the one group of states that is a party.
            groups = tuple(party for party in self.facts.parties if len(party) > 3 or party in {"EUU", "GCC"})
            return groups if len(groups) == 1 else ()
        if topic.refers in {"own", "other"}:
            return self.side(topic.refers)
        if topic.refers == "state" and self.state:
            return (self.state,)
        return self._holder(topic)

    def _holder(self, topic: Topic) -> tuple[str, ...]:
        """Whose name is shortened, an office's last holder, or the party whose offices have other names."""
        if state := self._of_name(topic.phrase.removesuffix(topic.office)):
            return state
        if topic.phrase in TOGETHER and len(self.of_statement) > 2:
            return self.of_statement
        is_same = topic.phrase.startswith("同")
        if is_same and len(self.actors) == 1 and (topic.office, *self.actors) in self.held:
            return self.actors
        if (named := self._named_with(topic)) is not None:
            return named
        if is_same:
            return self.actors
        if state := self._state_of(topic.office):
            return self.offices.setdefault(topic.office, state)
        held = set(self.offices.values()) or {self.writer} - {()}
        if topic.office and len(self.facts.parties) == 2 and len(held) == 1 and len(holder := held.pop()) == 1:
            return tuple(party for party in self.facts.parties if party not in holder)
        return () if topic.office in words("presiding") else self.actors

    def _of_name(self, name: str) -> tuple[str, ...]:
        """The party of the persons whose name begins or ends so: 陳(吉寧), (チャン・ホン・)ハ; nobody where several do."""
        named = {state for full, state in self.persons.items() if full.startswith(name) or full.endswith(f"・{name}")}
        return tuple(named) if name and len(named) == 1 else ()

    def _named_with(self, topic: Topic) -> tuple[str, ...] | None:
        """Whom the office was last named with; 大臣 alone is the only one whose office ends so, not 外相. None for nobody."""
        if topic.office in self.offices:
            return self.offices[topic.office]
        others = (
            (office.removesuffix(topic.office), held) for office, held in self.offices.items() if office.endswith(topic.office)
        )
        alike = {held for kind, held in others if not kind.endswith("副")}
        return alike.pop() if topic.office == topic.phrase and len(alike) == 1 else None

    def _state_of(self, office: str) -> tuple[str, ...]:
        """Whose an office is that only one of two sides has: 総理 is Japan's, 大統領 the other's; nobody's elsewhere."""
        if self._is_own(office):
            return ("JPN",)
        is_foreign = office in words("foreign") and len(self.facts.parties) == 2 and "JPN" in self.facts.parties
        return tuple(party for party in self.facts.parties if party != "JPN") if is_foreign else ()

    def _is_own(self, office: str) -> bool:
        """True for an office of Japan's that needs no name: 総理, as other states' are 首相, and in a report 首相は18日、…."""
        is_of_cabinet = self.facts.is_report and not self.offices and office in words("cabinet")
        return "JPN" in self.facts.parties and (office in words("own_offices") or is_of_cabinet)

    def side(self, refers: str) -> tuple[str, ...]:
        """我が国 is Japan where Japan is a party, 先方 the party beside it; elsewhere the agency's state, or the speaker's.

        In a letter they are its writer and the one whom it is written to.
        """
        own = self.writer or (("JPN",) if "JPN" in self.facts.parties else self.home or self.actors)
        if refers == "own":
            return own
        others = tuple(party for party in self.facts.parties if party not in own)
        return others if len(others) == 1 else ()

    def hold(self, mentions: Sequence[Mention]) -> None:
        """Remembers who of the parties was named with an office, as a person or by the state alone."""
        for mention in mentions:
            if mention.type == "country" and mention.country:
                self.state = mention.country
            office = office_after(mention) if mention.type in {"person", "country"} else group_after(mention)
            if mention.type == "person" and mention.country in self.facts.parties:
                self.persons[mention.surface] = mention.country
            if office and mention.country is not None and mention.country in self.facts.parties:
                self.offices[office] = (mention.country,)
                self.held.add((office, mention.country))

    def leave(self, passage: Passage, clauses: Sequence[Clause]) -> None:
        if clauses:
            self.leads[id(passage)] = clauses[-1], self.topic
        if self.is_quoting and passage.text.endswith("」"):
            self.open_letter(())
            self.is_quoting = self.is_asked = False


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
    if (other := _other(unit, discourse)) is not None and clause.actors != (other,):
        clause.actors, clause.actor_basis = (other,), "explicit"


def _other(unit: Unit, discourse: Discourse) -> str | None:
    """The state of who gives what the unit tells of as received, does what is told of a thing, or speaks as 我が国として、; None
    where there is none."""
    sentence, closing = unit.group.parse.sentence, unit.closing
    reading = unit.group.parse.readings[unit.last]
    if (state := speaking_as(sentence, closing.first, closing.predicate.head)) is not None:
        return state or next(iter(discourse.side("own")), None)
    if reading.is_received:
        found = giver(sentence, closing.first, closing.predicate.head)
    else:
        found = doer(sentence, closing.first, closing.predicate.head) if "passive" in closing.predicate.marks else None
    return found.country if found is not None else None


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
