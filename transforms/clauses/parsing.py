"""A sentence read chunk by chunk: what each says by itself, before chunks are grouped."""

from __future__ import annotations

from dataclasses import dataclass

from transforms.clauses.acts import Reading, Setting, read_act
from transforms.clauses.chunks import Chunk, cut
from transforms.clauses.model import Topic
from transforms.clauses.sentences import Sentence, between
from transforms.clauses.topics import find_doer, find_topics, is_thing
from transforms.clauses.words import endings, words
from transforms.facts.model import Facts


@dataclass(slots=True)
class Parse:
    """A sentence with its chunks, and each chunk's speech act as if it closed a group."""

    sentence: Sentence
    chunks: list[Chunk]
    readings: list[Reading]
    topics: list[list[Topic]]
    facts: Facts
    before: tuple[str, ...]
    """The actors of the unit before the sentence."""
    is_report: bool = False
    """True where the sentence is read as a report's, though a speaker's promises count: a minister tells what was said."""
    own: frozenset[int] = frozenset()
    """Tokens が that name the one who has the word."""
    things: frozenset[int] = frozenset()
    """Tokens は behind things that somebody speaks of."""

    def setting(self, chunk: Chunk) -> Setting:
        """A 連用形 shares the tense of its sentence; a speech act that is left as a noun is over where someone is its speaker,
        and so is a signing or talk (覚書に署名。) unless it comes again.
        """
        if chunk.link != "end":
            is_past = chunk.link != "koto" and (self._is_over() or self._announces())
        else:
            is_past = "noun" in chunk.predicate.marks and (self._has_speaker() or self._is_done(chunk))
        topic = self._topic_of(chunk)
        is_thing = topic is not None and topic.is_thing
        is_together = len(topic.actors if topic is not None else self.before) > 1 and not is_thing
        is_body = topic is not None and topic.phrase.endswith(endings("bodies"))
        return Setting(self.is_report, is_past, None, self.own, is_together, is_thing, is_body, self.things)

    def own_subjects(self) -> frozenset[int]:
        """The が that name the one who has the word: 首相は、日本が支援を続けると述べた."""
        tokens, particles = self.sentence.tokens, self.sentence.particles
        found: set[int] = set()
        speaker = self.before
        for chunk, topics in zip(self.chunks, self.topics, strict=True):
            marked = {topic.particle: topic for topic in topics if topic.mark == "は"}
            for at in between(particles, chunk.first + 1, chunk.end):
                if at in marked:
                    speaker = () if marked[at].is_thing else marked[at].actors
                elif tokens[at].surface == "が" and speaker:
                    doer = find_doer(self.sentence, chunk.first, at, self.facts.parties)
                    if doer is not None and doer.actors == speaker:
                        found.add(at)
        return frozenset(found)

    def things_told_of(self) -> frozenset[int]:
        """The は of things behind that of who speaks, or in quotation marks: 首相は、協定は利益をもたらすと述べた."""
        topics = [topic for topics in self.topics for topic in topics if topic.mark == "は"]
        speaker = next((topic.particle for topic in topics if not topic.is_thing), len(self.sentence.tokens))
        spoken = {topic.particle for topic in topics if topic.is_thing and not topic.refers and speaker < topic.particle}
        return frozenset(spoken | self._things_quoted())

    def _things_quoted(self) -> set[int]:
        """The は of things in quotation marks."""
        if "「" not in self.sentence.text:
            return set()
        tokens, found, opening = self.sentence.tokens, set[int](), None
        for at, token in enumerate(tokens):
            if token.surface in {"「", "」"}:
                opening = at if token.surface == "「" else None
            elif opening is not None and token.surface == "。":
                opening = at
            elif opening is not None and token.surface == "は" and at > opening + 1:
                found |= {at} if is_thing(self.sentence, opening + 1, at, self.facts.parties) else set()
        return found

    def _is_over(self) -> bool:
        """True for a sentence that closes in the past, or in a report with the noun of what was done: …と強調。"""
        marks = self.chunks[-1].predicate.marks
        return "past" in marks or (self.facts.is_report and "noun" in marks)

    def _announces(self) -> bool:
        """True for a preamble that leads to the text: 会談し、… 次のとおり声明する."""
        closing = (entry.act for entries, _ in self.chunks[-1].predicate.matches for entry in entries)
        return self.sentence.passage.part == "preamble" and "WITNESS" in closing

    def _has_speaker(self) -> bool:
        """True where the sentence names who acts: 日本側より、取組を紹介。"""
        return any(topic.mark != "も" and not topic.is_thing for topics in self.topics for topic in topics)

    def _topic_of(self, chunk: Chunk) -> Topic | None:
        """The last topic of the sentence before the end of a chunk."""
        topics = (topic for topics in self.topics for topic in topics if topic.mark == "は" and topic.particle < chunk.end)
        return max(topics, key=lambda topic: topic.particle, default=None)

    def _is_done(self, chunk: Chunk) -> bool:
        words_before = {token.lemma for token in self.sentence.tokens[chunk.first : chunk.end]}
        is_exchange = chunk.predicate.lemma == "交換する" and not words_before.isdisjoint({"意見", "見解"})
        return (is_exchange or chunk.predicate.lemma in words("done")) and words_before.isdisjoint(words("repeated"))

    def is_quoted(self, topic: Topic, last: int, reading: Reading) -> bool:
        """True where the topic is part of what the person before says: a thing or both parties, inside … と述べた of a report."""
        if not self.facts.is_report or reading.content is None or not reading.content.is_quoted:
            return False
        if topic.particle > reading.content.end:
            return False
        if self._has_agent(topic):
            return True
        speakers = self._speakers(last)
        if any(speaker.particle > topic.particle for speaker in speakers) or (not speakers and len(self.before) != 1):
            return False
        is_outsider = (
            bool(topic.actors) and not set(topic.actors) & set(self.facts.parties) and any(one.office for one in speakers)
        )
        is_spoken_of = len(topic.actors) > 1 or is_outsider
        return topic.is_thing or (is_spoken_of and not topic.phrase.endswith((*endings("people"), "側")))

    def _has_agent(self, topic: Topic) -> bool:
        """True where someone has the word already (大臣から、…) and nothing that he says is closed before the topic."""
        at = next(at for at, found in enumerate(self.topics) if topic in found)
        while at >= 0:
            if any(agent.mark in {"より", "から"} and agent.particle < topic.particle for agent in self.topics[at]):
                return True
            at -= 1
            if at >= 0 and self.readings[at].act is not None:
                return False
        return False

    def own_topics(self, at: int) -> list[Topic]:
        """The topics of chunk `at` but for things inside what it quotes, where someone has the word already."""
        marked = [topic for topic in self.topics[at] if topic.mark == "は"]
        content = self.readings[at].content
        if content is None or not content.is_quoted or not any(self._acting(before) for before in range(at)):
            return marked
        return [topic for topic in marked if not topic.is_thing or topic.particle > content.end]

    def doer(self, at: int) -> Topic | None:
        """Who acts in chunk `at` upon its topic: 日本側 in 経費は、日本側が負担する; None where nobody does."""
        particle = self.readings[at].subject
        return None if particle is None else find_doer(self.sentence, self.chunks[at].first, particle, self.facts.parties)

    def _acting(self, at: int) -> bool:
        return any(topic.mark == "は" and not topic.is_thing for topic in self.topics[at])

    def _speakers(self, last: int) -> list[Topic]:
        """Topics up to chunk `last` that one party speaks as."""
        found = [topic for topics in self.topics[: last + 1] for topic in topics if topic.mark == "は"]
        return [topic for topic in found if topic.is_before or (len(topic.actors) == 1 and not topic.is_thing)]


def parse(sentence: Sentence, facts: Facts, before: tuple[str, ...], *, is_report: bool) -> Parse:
    """Chunks, speech acts and topics of a sentence; `before` are the actors of the unit before it."""
    chunks = cut(sentence)
    found = Parse(sentence, chunks, [], [], facts, before, is_report)
    found.topics = [find_topics(sentence, chunk.first, chunk.end, facts.parties) for chunk in chunks]
    found.own = found.own_subjects()
    found.things = found.things_told_of()
    found.readings = [read_act(sentence, chunk.first, chunk.predicate, found.setting(chunk)) for chunk in chunks]
    return found
