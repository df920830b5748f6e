"""Groups: chunks closed by one predicate, and the units that they are kept as or cut into (unit rules U4 to U9)."""

from __future__ import annotations

from dataclasses import dataclass

from transforms.clauses.acts import COMMISSIVE, Reading, Setting, is_action, read_act, states
from transforms.clauses.chunks import Chunk
from transforms.clauses.sentences import Sentence

TOLD = frozenset(["DISCUSS", "WITNESS", "REPORT", "CONSIDERED", "ACCEPT", "STRESS", "RECOGNISE"])
"""Acts that a 連用形 may also name as something still to do (協議し、… することで合意した)."""

REPEATED = frozenset(["定期", "引き続く", "緊密", "今後", "継続", "更に", "一層", "相互", "積極"])
"""Lemmas that make a talk one to come."""


@dataclass(slots=True)
class Group:
    """Chunks [first, last] closed by the predicate of `last`, or one chunk that inherits nothing. `units` are chunk ranges, inclusive.

    `act` is None for bare predicates: whether they promise or tell depends on who acts.
    """

    first: int
    last: int
    act: str | None
    units: list[tuple[int, int]]
    reading: Reading
    is_narrated: bool = False


def group(sentence: Sentence, chunks: list[Chunk], is_report: bool) -> list[Group]:
    """The groups of a sentence, in order; together they hold every chunk once."""
    if not chunks:
        return []
    is_past = "past" in chunks[-1].predicate.marks
    setting = Setting(is_report, is_past)
    readings = [read_act(sentence, chunk, setting) for chunk in chunks]
    groups: list[Group] = []
    last = len(chunks) - 1
    while last >= 0:
        found = _closed(sentence, chunks, readings, last, is_report)
        groups.append(found)
        last = found.first - 1
    return groups[::-1]


def _closed(sentence: Sentence, chunks: list[Chunk], readings: list[Reading], last: int, is_report: bool) -> Group:
    reading = readings[last]
    if reading.act is None:
        return _bare(sentence, chunks, readings, last, is_report)
    first = last
    if reading.content is not None:
        first = _complement_start(sentence, chunks, readings, last, is_report)
    is_cut = reading.act in COMMISSIVE and not any(readings[index].has_subject for index in range(first, last + 1))
    units = [(index, index) for index in range(first, last + 1)] if is_cut else [(first, last)]
    return Group(first, last, reading.act, units, reading)


def _bare(sentence: Sentence, chunks: list[Chunk], readings: list[Reading], last: int, is_report: bool) -> Group:
    """A predicate that states no speech act. Narration keeps what leads to it in one unit; a promise stands alone."""
    chunk = chunks[last]
    first = last
    is_narrated = chunk.link == "copula" or not is_action(chunk.predicate) or is_report
    if is_narrated:
        while first > 0 and readings[first - 1].act is None and not _has_topic(sentence, chunks[first]):
            first -= 1
    return Group(first, last, None, [(first, last)], readings[last], is_narrated)


def _complement_start(sentence: Sentence, chunks: list[Chunk], readings: list[Reading], last: int, is_report: bool) -> int:
    """The first chunk inside the complement of the predicate that closes chunk `last` (U5, U7)."""
    closing = readings[last]
    first = last
    while first > 0 and not _has_topic(sentence, chunks[first]):
        if not _is_open(sentence, chunks, readings, first - 1, closing, is_report):
            break
        first -= 1
    subjects = [index for index in range(first, last + 1) if readings[index].has_subject]
    return subjects[0] if subjects else first


def _is_open(
    sentence: Sentence, chunks: list[Chunk], readings: list[Reading], at: int, closing: Reading, is_report: bool
) -> bool:
    """True where the chunk is an action inside the complement, not a speech act or a reason of its own."""
    reading, chunk = readings[at], chunks[at]
    is_cut = closing.act in COMMISSIVE and not closing.has_subject
    if reading.act is None:
        return not is_cut or not (chunk.link == "copula" or _is_state(chunk))
    if reading.has_subject and reading.content is None:
        return True
    if reading.act == "UPGRADE":
        return True
    if reading.act not in TOLD or not is_cut or reading.content is not None or chunk.link == "end":
        return False
    words = {token.lemma for token in sentence.tokens[chunk.first : chunk.end]}
    return bool(words & REPEATED) or (not is_report and "就く" not in words and "会談" not in words)


def _is_state(chunk: Chunk) -> bool:
    marks = chunk.predicate.marks
    return bool(marks & {"copula", "progressive", "can"}) or chunk.predicate.lemma in states()


def _has_topic(sentence: Sentence, chunk: Chunk) -> bool:
    """True where は after a noun opens the chunk with a topic of its own."""
    tokens = sentence.tokens
    return any(
        chunk.first < index < chunk.end
        and tokens[index].surface == "は"
        and tokens[index - 1].pos1 not in {"助詞", "副詞", "動詞", "助動詞"}
        for index in sentence.particles
    )
