"""What is carried from unit to unit of a document: who acts, who has the word, whom offices and names were last said of."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass, field, replace

from transforms.clauses.model import Clause, Topic
from transforms.clauses.naming import group_after, office_after
from transforms.clauses.words import words
from transforms.entities.model import Mention
from transforms.facts.model import Facts
from transforms.passages import Passage

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
        if topic.refers == "rest":
            return tuple(party for party in self.facts.parties if party not in self.actors) if self.actors else ()
        if topic.refers in {"own", "other"}:
            return self.side(topic.refers)
        if topic.refers == "state" and self.state:
            return (self.state,)
        return self._holder(topic)

    def _holder(self, topic: Topic) -> tuple[str, ...]:
        """Whose name is shortened, an office's last holder, or the party whose offices have other names."""
        if found := self._of_name(topic.phrase.removesuffix(topic.office)) or self._of_all(topic):
            return found
        if (named := self._named_with(topic)) is not None:
            return named
        if topic.phrase.startswith("同"):
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

    def _of_all(self, topic: Topic) -> tuple[str, ...]:
        """大臣 in a statement of three or more."""
        return self.of_statement if topic.phrase in TOGETHER and len(self.of_statement) > 2 else ()

    def _named_with(self, topic: Topic) -> tuple[str, ...] | None:
        """Whom the office was last named with; 大臣 alone is the only one whose office ends so, not 外相. None for nobody."""
        if topic.phrase.startswith("同") and len(self.actors) == 1 and (topic.office, *self.actors) in self.held:
            return self.actors
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
