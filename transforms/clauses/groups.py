"""Groups: chunks closed by one predicate, and the units that they are kept as or cut into (unit rules U4 to U9)."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass

from transforms.clauses.acts import COMMISSIVE, Reading, Setting, is_action, read_act, states
from transforms.clauses.chunks import Chunk
from transforms.clauses.sentences import Sentence

TOLD = frozenset("DISCUSS WITNESS REPORT CONSIDERED ACCEPT STRESS".split())
"""Acts whose verb in 連用形 may also name something still to do (協議し、… することで合意した)."""

REPEATED = frozenset("定期 引き続く 緊密 今後 継続 更に 一層 相互 積極".split())
"""Lemmas that make a talk one to come."""


@dataclass(slots=True)
class Parse:
    """A sentence with its chunks, and each chunk's speech act as if it closed a group."""

    sentence: Sentence
    chunks: list[Chunk]
    readings: list[Reading]
    is_report: bool


@dataclass(slots=True)
class Group:
    """Chunks [first, last] closed by the predicate of `last`; `act` is None where that states no speech act.

    `is_cut`: each chunk is a unit of its own, else the whole group is one. `is_narrated`: a bare predicate that promises nothing.
    """

    parse: Parse
    first: int
    last: int
    act: str | None
    reading: Reading
    is_cut: bool = False
    is_narrated: bool = False


@dataclass(frozen=True, slots=True)
class Unit:
    """Chunks [first, last] of its group's sentence."""

    group: Group
    first: int
    last: int

    @property
    def closing(self) -> Chunk:
        return self.group.parse.chunks[self.last]

    @property
    def is_last(self) -> bool:
        return self.last == self.group.last


def group(sentence: Sentence, chunks: list[Chunk], is_report: bool) -> list[Group]:
    """The groups of a sentence, in order; together they hold every chunk once."""
    if not chunks:
        return []
    setting = Setting(is_report, "past" in chunks[-1].predicate.marks)
    parse = Parse(sentence, chunks, [read_act(sentence, chunk, setting) for chunk in chunks], is_report)
    groups: list[Group] = []
    last = len(chunks) - 1
    while last >= 0:
        groups.append(_closed(parse, last))
        last = groups[-1].first - 1
    return groups[::-1]


def units(found: Group) -> Iterator[Unit]:
    """The units of a group in order (U6)."""
    if not found.is_cut:
        yield Unit(found, found.first, found.last)
        return
    for index in range(found.first, found.last + 1):
        yield Unit(found, index, index)


def _closed(parse: Parse, last: int) -> Group:
    reading = parse.readings[last]
    if reading.act is None:
        return _bare(parse, last)
    first = _complement_start(parse, last) if reading.content is not None else last
    is_cut = reading.act in COMMISSIVE and not any(parse.readings[index].has_subject for index in range(first, last + 1))
    return Group(parse, first, last, reading.act, reading, is_cut)


def _bare(parse: Parse, last: int) -> Group:
    """A predicate that states no speech act. Narration keeps what leads to it in one unit; a promise stands alone."""
    chunk = parse.chunks[last]
    first = last
    is_narrated = chunk.link == "copula" or not is_action(chunk.predicate) or parse.is_report
    if is_narrated:
        while first > 0 and parse.readings[first - 1].act is None and not _has_topic(parse, first):
            first -= 1
    return Group(parse, first, last, None, parse.readings[last], is_narrated=is_narrated)


def _complement_start(parse: Parse, last: int) -> int:
    """The first chunk inside the complement of the predicate that closes chunk `last` (U5, U7)."""
    first = last
    while first > 0 and not _has_topic(parse, first) and _is_open(parse, first - 1, parse.readings[last]):
        first -= 1
    return next((index for index in range(first, last + 1) if parse.readings[index].has_subject), first)


def _is_open(parse: Parse, at: int, closing: Reading) -> bool:
    """True where the chunk is an action inside the complement, not a speech act or a reason of its own."""
    reading, chunk = parse.readings[at], parse.chunks[at]
    is_cut = closing.act in COMMISSIVE and not closing.has_subject
    if reading.act is None:
        return not is_cut or not (chunk.link == "copula" or _is_state(chunk))
    if reading.act == "UPGRADE" or (reading.has_subject and reading.content is None):
        return True
    return is_cut and reading.act in TOLD and reading.content is None and _is_to_come(parse, chunk)


def _is_to_come(parse: Parse, chunk: Chunk) -> bool:
    """True where a verb of talking or signing names what is still to do, not what was done."""
    words = {token.lemma for token in parse.sentence.tokens[chunk.first : chunk.end]}
    return bool(words & REPEATED) or (not parse.is_report and "就く" not in words and "会談" not in words)


def _is_state(chunk: Chunk) -> bool:
    return bool(chunk.predicate.marks & {"copula", "progressive", "can"}) or chunk.predicate.lemma in states()


def _has_topic(parse: Parse, at: int) -> bool:
    """True where は after a noun opens chunk `at` with a topic of its own."""
    tokens, chunk = parse.sentence.tokens, parse.chunks[at]
    return any(
        chunk.first < index < chunk.end
        and tokens[index].surface == "は"
        and tokens[index - 1].pos1 not in {"助詞", "副詞", "動詞", "助動詞"}
        for index in parse.sentence.particles
    )
