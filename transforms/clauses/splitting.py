"""From passages to clauses: sentences, chunks, groups, units."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterable, Sequence
from itertools import pairwise

from transforms.clauses import meetings, sides, speakers
from transforms.clauses.discourse import Discourse
from transforms.clauses.groups import Unit, group, units
from transforms.clauses.labels import label
from transforms.clauses.model import Clause
from transforms.clauses.parsing import parse
from transforms.clauses.sentences import Sentence, read_sentences
from transforms.entities.model import Mention
from transforms.facts.model import Facts
from transforms.lines import CLAUSE_ROLES
from transforms.passages import Passage


def split(passages: Sequence[Passage], mentions: Iterable[Mention], facts: Facts) -> list[Clause]:
    """The units of a document in order, each with its labels. Passages of other roles have none."""
    found = sides.settle(mentions, facts.parties)
    names = _by_passage(found)
    discourse = Discourse(facts, home=speakers.home(found, facts.parties))
    clauses: list[Clause] = []
    # All sentences first: the tagger's dictionary and the rules push each other out of the processor's caches.
    texts = [(one, list(read_sentences(one, names.get(id(one), [])))) for one in passages if one.role in CLAUSE_ROLES]
    writers = speakers.writers(passages, names)
    turns = _turns(passages, names, facts) if facts.is_report else {}
    if facts.speaker:
        discourse.open_letter((facts.speaker,))
    pairs = meetings.pairs(passages, names, facts)
    for passage, sentences in texts:
        discourse.meet(pairs.get(id(passage), facts.parties))
        discourse.enter(passage)
        writer = writers.get(id(passage)) or turns.get(id(passage))
        if writer is not None:
            discourse.open_letter(writer)
        first = len(clauses)
        for sentence in sentences:
            clauses += _split_sentence(sentence, discourse)
        _close_gaps(clauses[first:])
        discourse.leave(passage, clauses)
        if id(passage) in turns and speakers.is_quoted(passage):
            discourse.close_letter()
    return clauses


def _turns(passages: Sequence[Passage], names: dict[int, list[Mention]], facts: Facts) -> dict[int, tuple[str, ...]]:
    return speakers.turns(passages, names, facts.parties) or speakers.digest(passages, names, facts.parties)


def _close_gaps(clauses: Sequence[Clause]) -> None:
    """White space between two units of a line belongs to the first: units tile the line."""
    for left, right in pairwise(clauses):
        if "\n" not in left.passage.text[left.end : right.start]:
            left.end = right.start


def _by_passage(mentions: Iterable[Mention]) -> dict[int, list[Mention]]:
    names: dict[int, list[Mention]] = defaultdict(list)
    for mention in mentions:
        names[id(mention.passage)].append(mention)
    for found in names.values():
        found.sort(key=lambda mention: mention.start)
    return names


def _split_sentence(sentence: Sentence, discourse: Discourse) -> list[Clause]:
    discourse.sentence += 1
    discourse.has_topic = False
    if not sentence.tokens:
        return [_clause(sentence, (sentence.start, sentence.end), (sentence.start, sentence.end), discourse)]
    groups = group(parse(sentence, discourse.spoken, discourse.actors, is_report=discourse.facts.is_report))
    clauses = []
    for number, found in enumerate(groups):
        discourse.group += 1
        group_span = _span(sentence, Unit(found, found.first, found.last))
        for unit in units(found):
            clause = _clause(sentence, _span(sentence, unit) if found.is_cut else group_span, group_span, discourse)
            label(clause, unit, groups[number + 1 : number + 2], discourse)
            clauses.append(clause)
    discourse.hold(sentence.mentions)
    return clauses


def _clause(sentence: Sentence, span: tuple[int, int], group_span: tuple[int, int], discourse: Discourse) -> Clause:
    attribution = "reported" if discourse.facts.is_report else "statement"
    return Clause(sentence.passage, *span, discourse.sentence, discourse.group, group_span, attribution=attribution)


def _span(sentence: Sentence, unit: Unit) -> tuple[int, int]:
    """Passage offsets; the first unit takes a number before the wording, the last one bulleted lines after it."""
    chunks = unit.group.parse.chunks
    start = sentence.start if unit.first == 0 else sentence.tokens[chunks[unit.first].first].start
    end = sentence.end if unit.last == len(chunks) - 1 else sentence.tokens[unit.closing.end - 1].end
    return start, end
