"""Actors and recipients: whose statement or action a unit is, from its topic or from what stands before (unit rule U11)."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from functools import lru_cache

import ahocorasick_rs

from transforms import lexicon
from transforms.clauses.acts import Reading
from transforms.clauses.groups import Unit
from transforms.clauses.model import Clause
from transforms.clauses.phrases import phrase_start
from transforms.clauses.sentences import Sentence
from transforms.entities.model import Mention
from transforms.facts.model import Facts
from transforms.morphology import Token

ORGANS = frozenset(
    "側 政府 大統領 首相 総理 大臣 国家主席 主席 外相 書記長 総書記 国王 首脳 議会 国会 当局 国民 議長 長官 軍 代表団 高官 指導者 夫妻".split()
)


@dataclass(frozen=True, slots=True)
class Topic:
    """A topic or subject phrase, tokens [first, particle), and whom it stands for. `is_thing`: it names no one who can act."""

    first: int
    particle: int
    actors: tuple[str, ...]
    is_thing: bool
    is_before: bool = False
    text: str = ""
    """The phrase with は."""


def find_topics(unit: Unit, parties: tuple[str, ...]) -> list[Topic]:
    """The topics (は) of a unit or, where there is none, its agents (より, から) and subjects (が, も)."""
    sentence, chunks = unit.group.parse.sentence, unit.group.parse.chunks
    first, end = chunks[unit.first].first, unit.closing.end
    topics, subjects = [], []
    for index in sentence.particles:
        if not first < index < end:
            continue
        surface = sentence.tokens[index].surface
        if (found := _topic(sentence, first, index, parties)) is None:
            continue
        if surface == "は":
            topics.append(found)
        elif found.actors and (surface == "が" or (index + 1 < end and sentence.tokens[index + 1].surface == "、")):
            subjects.append(found)
    return topics or subjects


def _topic(sentence: Sentence, first: int, particle: int, parties: tuple[str, ...]) -> Topic | None:
    tokens, mentions = sentence.tokens, sentence.mentions
    start = phrase_start(tokens, first, particle, mentions)
    if start == particle:
        return None
    left, right = tokens[start].start, tokens[particle].start
    named = [mention for mention in mentions if mention.start < right and mention.end > left]
    countries = _countries(named, parties)
    phrase = sentence.passage.text[left : tokens[particle - 1].end]
    word = _group_word(phrase)
    if word == "before":
        return Topic(start, particle, (), False, True, f"{phrase}は、")
    is_thing = (not named and word is None) or _is_thing(tokens[particle - 1], named)
    return Topic(start, particle, parties if word == "all" else countries, is_thing, text=f"{phrase}は、")


def _countries(named: Sequence[Mention], parties: tuple[str, ...]) -> tuple[str, ...]:
    """Whom the names stand for: their countries; an organisation without one stands for itself."""
    found = []
    for mention in named:
        if mention.type not in {"country", "person", "organization", "place"}:
            continue
        code = mention.country or mention.entity_id
        if code not in found and (mention.country or mention.type == "organization"):
            found.append(code)
    of_parties = [code for code in found if code in parties]
    return tuple(sorted(of_parties or found))


def _is_thing(head: Token, named: Sequence[Mention]) -> bool:
    """True where the phrase ends in a noun that is neither a name nor an organ of a state."""
    if any(mention.start <= head.start < mention.end for mention in named):
        return False
    return (
        head.surface not in ORGANS
        and head.surface not in _words()
        and not head.surface.endswith(("側", "氏", "省", "府", "相", "国", "者", "官", "たち", "ら"))
    )


@lru_cache(maxsize=1)
def _words() -> dict[str, str]:
    return {row["word"]: row["refers"] for row in lexicon.rows("actors.csv")}


@lru_cache(maxsize=1)
def _searcher() -> ahocorasick_rs.AhoCorasick:
    return ahocorasick_rs.AhoCorasick(list(_words()), matchkind=ahocorasick_rs.MatchKind.LeftmostLongest)


def _group_word(text: str) -> str | None:
    """What the word in the phrase refers to that stands for parties, if there is one."""
    matches = _searcher().find_matches_as_indexes(text)
    return list(_words().values())[matches[0][0]] if matches else None


def recipients(clause: Clause, named: Sequence[Mention], parties: tuple[str, ...]) -> tuple[str, ...]:
    """The state condemned, else the other party where one of two acts alone."""
    if clause.act == "CONDEMN":
        outside = {mention.country for mention in named if mention.country and mention.type == "country"} - set(parties)
        return tuple(sorted(outside))
    if len(parties) == 2 and len(clause.actors) == 1 and clause.actors[0] in parties:
        return tuple(party for party in parties if party != clause.actors[0])
    return ()


def choose(topics: Sequence[Topic], unit: Unit, before: tuple[str, ...], facts: Facts, has_topic: bool) -> Topic | None:
    """The topic that the unit's predicate belongs to; None where it is carried.

    In a report, a topic of both parties inside と … 述べた belongs to what the person before says. A subject (が) counts only
    where no topic stands before it in the sentence and it is not that of a complement.
    """
    if not topics:
        return None
    tokens, reading = unit.group.parse.sentence.tokens, unit.group.reading
    is_marked = tokens[topics[0].particle].surface == "は"
    if not is_marked and (has_topic or (reading.content is not None and topics[-1].particle < reading.content.end)):
        return None
    able = [topic for topic in topics if not topic.is_thing or topic.actors]
    people = [topic for topic in topics if not topic.is_thing]
    chosen = (people or able or topics)[0]
    if len(people) > 1 and _is_reason(tokens, people[0].particle, people[1].particle):
        chosen = people[1]
    if facts.is_report and _is_quoted(chosen, reading, before, facts):
        return None
    return chosen


def _is_reason(tokens: list[Token], start: int, end: int) -> bool:
    """True where …として、 stands between two topics: the first is that of what the second speaks of."""
    return any(
        tokens[at].surface == "と" and tokens[at + 1].lemma == "為る" and tokens[at + 2].surface == "て"
        for at in range(start, end - 2)
    )


def _is_quoted(topic: Topic, reading: Reading, before: tuple[str, ...], facts: Facts) -> bool:
    content = reading.content
    if content is None or not content.is_quoted or topic.particle > content.end or len(before) != 1:
        return False
    return topic.is_thing or (len(facts.parties) > 1 and set(topic.actors) == set(facts.parties))
