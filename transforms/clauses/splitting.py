"""From passages to clauses: sentences, chunks, groups, units, and whose each is."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterable, Sequence
from dataclasses import dataclass, field

from transforms.clauses import actors
from transforms.clauses.acts import levels
from transforms.clauses.bare import bare_act
from transforms.clauses.chunks import Chunk, cut
from transforms.clauses.groups import Group, group
from transforms.clauses.hedges import is_hedged
from transforms.clauses.model import Clause
from transforms.clauses.sentences import Sentence, read_sentences
from transforms.entities.model import Mention
from transforms.facts.model import Facts
from transforms.lines import CLAUSE_ROLES
from transforms.passages import Passage


@dataclass(slots=True)
class Discourse:
    """What is carried from unit to unit of a document."""

    facts: Facts
    actors: tuple[str, ...] = ()
    is_thing: bool = False
    sentence: int = 0
    group: int = 0
    clauses: list[Clause] = field(default_factory=list)
    last_of: dict[int, Clause] = field(default_factory=dict)
    """The last clause of each passage, by the passage's identity: what bullets take their actors and act from."""


def split(passages: Iterable[Passage], mentions: Iterable[Mention], facts: Facts) -> list[Clause]:
    """The units of a document in order. Passages of other roles have none."""
    names = _by_passage(mentions)
    discourse = Discourse(facts)
    for passage in passages:
        if passage.role in CLAUSE_ROLES:
            _split_passage(passage, names.get(id(passage), []), discourse)
    return discourse.clauses


def _by_passage(mentions: Iterable[Mention]) -> dict[int, list[Mention]]:
    names: dict[int, list[Mention]] = defaultdict(list)
    for mention in mentions:
        names[id(mention.passage)].append(mention)
    for found in names.values():
        found.sort(key=lambda mention: mention.start)
    return names


def _split_passage(passage: Passage, mentions: list[Mention], discourse: Discourse) -> None:
    if passage.lead_in is not None and (lead := discourse.last_of.get(id(passage.lead_in))):
        discourse.actors, discourse.is_thing = lead.actors, False
    for sentence in read_sentences(passage):
        discourse.sentence += 1
        sentence.number = discourse.sentence
        inside = [mention for mention in mentions if sentence.start <= mention.start < sentence.end]
        _split_sentence(sentence, inside, discourse)
    if discourse.clauses:
        discourse.last_of[id(passage)] = discourse.clauses[-1]


def _split_sentence(sentence: Sentence, mentions: list[Mention], discourse: Discourse) -> None:
    chunks = cut(sentence, [(mention.start, mention.end) for mention in mentions])
    groups = group(sentence, chunks, discourse.facts.is_report)
    has_topic = False
    for number, found in enumerate(groups):
        discourse.group += 1
        following = groups[number + 1] if number + 1 < len(groups) else None
        for unit in found.units:
            clause = _unit(sentence, chunks, found, unit, discourse)
            has_topic |= _set_actors(clause, sentence, chunks, found, unit, mentions, discourse, has_topic)
            _set_act(clause, sentence, chunks, found, unit, following, discourse)
            inside = [mention for mention in mentions if clause.start <= mention.start < clause.end]
            clause.recipients = actors.recipients(clause.actors, clause.act, inside, discourse.facts.parties)
            discourse.clauses.append(clause)


def _unit(sentence: Sentence, chunks: list[Chunk], found: Group, unit: tuple[int, int], discourse: Discourse) -> Clause:
    start, end = _span(sentence, chunks, *unit)
    return Clause(
        sentence.passage,
        start,
        end,
        sentence.number,
        discourse.group,
        _span(sentence, chunks, found.first, found.last),
        attribution="reported" if discourse.facts.is_report else "statement",
    )


def _span(sentence: Sentence, chunks: list[Chunk], first: int, last: int) -> tuple[int, int]:
    tokens = sentence.tokens
    start = sentence.start if first == 0 else tokens[chunks[first].first].start
    end = sentence.end if last == len(chunks) - 1 else tokens[chunks[last].end - 1].end
    return start, end


def _set_actors(
    clause: Clause,
    sentence: Sentence,
    chunks: list[Chunk],
    found: Group,
    unit: tuple[int, int],
    mentions: Sequence[Mention],
    discourse: Discourse,
    has_topic: bool,
) -> bool:
    """Gives the clause its actors; True where it names them itself."""
    first, end = chunks[unit[0]].first, chunks[unit[1]].end
    topics = actors.find_topics(sentence, first, end, mentions, discourse.facts.parties)
    topic = actors.choose(topics, sentence, found.reading, discourse.actors, discourse.facts, has_topic)
    if topic is not None:
        if topic.is_before:
            clause.actors, clause.actor_basis = discourse.actors, "carried"
        elif topic.actors:
            clause.actors, clause.actor_basis = topic.actors, "explicit"
        else:
            clause.actors, clause.actor_basis = discourse.actors or discourse.facts.parties, "carried"
        discourse.is_thing = topic.is_thing
    else:
        clause.actors, clause.actor_basis = discourse.actors, "carried"
        if not has_topic:
            discourse.is_thing = False
    if not clause.actors:
        clause.actor_basis = None
    discourse.actors = clause.actors
    return topic is not None


def _set_act(
    clause: Clause,
    sentence: Sentence,
    chunks: list[Chunk],
    found: Group,
    unit: tuple[int, int],
    following: Group | None,
    discourse: Discourse,
) -> None:
    chunk, reading = chunks[unit[1]], found.reading
    is_closing = unit[1] == found.last
    content = reading.content if is_closing else None
    predicate = content.predicate if content is not None else chunk.predicate
    act = found.act or bare_act(sentence, chunk, found, following, clause, discourse.is_thing, discourse.facts)
    if not is_closing and any(
        entry.act == "UPGRADE" and not entry.when - {"relation"} for entries, _ in chunk.predicate.matches for entry in entries
    ):
        act = "UPGRADE" if act == "AGREE_DO" else act
    clause.act = act
    level = levels()[act]
    clause.is_hedged = level >= 2 and act != "UPGRADE" and is_hedged(sentence.tokens, chunk.first, predicate)
    clause.level = level - clause.is_hedged
    is_past_fact = act == "UPGRADE" and {"passive", "past"} <= chunk.predicate.marks
    clause.is_commitment = clause.level >= 3 and not is_past_fact and bool(set(clause.actors) & set(discourse.facts.parties))
