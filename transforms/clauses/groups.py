"""Groups: chunks closed by one predicate, and the units that they are kept as or cut into (unit rules U4 to U9)."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from typing import NamedTuple

from transforms.clauses.acts import COMMISSIVE, Reading, is_promise, read_act, states
from transforms.clauses.chunks import Chunk
from transforms.clauses.parsing import Parse
from transforms.clauses.words import words
from transforms.morphology import Token

TOLD = frozenset({"DISCUSS", "WITNESS", "CONSIDERED", "ACCEPT"})
"""Acts whose verb in 連用形 may also name something still to do (協議し、… することで合意した)."""

AGENTS = frozenset({"から", "より"})
"""Marks of who has the word."""

JUDGED = frozenset({"APPRECIATE", "WELCOME", "CONDEMN", "RECOGNISE", "NOTE", "SUPPORT"})
"""Acts that judge a deed which the sentence sets in front as its topic."""


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


class Unit(NamedTuple):
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


def group(parse: Parse) -> list[Group]:
    """The groups of a sentence, in order; together they hold every chunk once."""
    groups: list[Group] = []
    last = len(parse.chunks) - 1
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
    if (deed := _deed_start(parse, last)) is not None:
        return Group(parse, deed, last, reading.act, reading)
    if reading.content is None and not _lists_wishes(parse, last):
        return Group(parse, _relative_start(parse, last), last, reading.act, reading)
    first = _quotation_start(parse, last)
    if first is not None:
        return Group(parse, first, last, reading.act, reading)
    first = _complement_start(parse, last)
    subject = next((found.subject for found in parse.readings[first : last + 1] if found.has_subject), None)
    if subject is not None and not reading.has_subject:
        chunk = parse.chunks[last]
        reading = read_act(parse.sentence, chunk.first, chunk.predicate, parse.setting(chunk)._replace(subject=subject))
    return Group(parse, first, last, reading.act, reading, reading.act in COMMISSIVE and subject is None)


def _deed_start(parse: Parse, last: int) -> int | None:
    """The first chunk of the deed that is judged as the topic of chunk `last`: 規制を見直し、交渉を再開したことは、歓迎される.

    None where the topic is no deed, or where nothing is judged.
    """
    tokens = parse.sentence.tokens
    marked = next((topic for topic in parse.topics[last] if topic.mark == "は"), None)
    if parse.readings[last].act not in JUDGED or marked is None or marked.particle < 2:
        return None
    noun, before = tokens[marked.particle - 1], tokens[marked.particle - 2]
    if noun.lemma != "事" or before.pos1 not in {"動詞", "助動詞"}:
        return None
    first = last
    while first > 0 and not _has_topic(parse, first - 1) and parse.chunks[first - 1].link == "continuative":
        first -= 1
    return first


def _lists_wishes(parse: Parse, last: int) -> bool:
    """True where a clause with こと、 and a noun stand side by side before one predicate: 友好が続くこと、そして御多幸を祈る."""
    return (
        last > 0
        and parse.chunks[last - 1].link == "koto"
        and parse.readings[last - 1].act is None
        and not _has_topic(parse, last)
    )


def _bare(parse: Parse, last: int) -> Group:
    """A predicate that states no speech act. Narration keeps what leads to it in one unit; a promise stands alone."""
    chunk = parse.chunks[last]
    first = last
    is_narrated = chunk.link == "copula" or not is_promise(chunk.predicate) or parse.facts.is_report or _is_of_thing(parse, last)
    is_narrated = is_narrated or (
        parse.readings[last].has_subject and parse.doer(last) is None and not any(parse.topics[: last + 1])
    )
    if is_narrated:
        while first > 0 and parse.readings[first - 1].act is None and not _has_topic(parse, first):
            first -= 1
    return Group(parse, first, last, None, parse.readings[last], is_narrated=is_narrated)


def _is_of_thing(parse: Parse, at: int) -> bool:
    """True where the topic that chunk `at` stands under is no one who can act, nor what the parties act upon."""
    for index in range(at, -1, -1):
        marked = [topic for topic in parse.topics[index] if topic.mark == "は"]
        if marked:
            return all(topic.is_thing for topic in marked) and not is_fronted(parse, at)
    return False


def is_fronted(parse: Parse, at: int) -> bool:
    """True where the topic is the object of what chunk `at` promises: 会合は、東京で開催する; 経費は、各国が負担する."""
    chunk = parse.chunks[at]
    if chunk.predicate.lemma not in words("fronting") or not is_promise(chunk.predicate):
        return False
    tokens = parse.sentence.tokens
    objects = (at for at in range(chunk.first + 1, chunk.predicate.head) if tokens[at].surface == "を")
    if any(tokens[at - 1].surface not in {"これ", "之"} and not _serves_verb(tokens, at, chunk.predicate.head) for at in objects):
        # 批准書は、外交上の経路を通じてこれを交換する: これ is the topic again, 経路 the object of another verb.
        return False
    return not parse.readings[at].has_subject or parse.doer(at) is not None


def _serves_verb(tokens: Sequence[Token], at: int, head: int) -> bool:
    """True where を at `at` marks the object of a verb before token `head`, the て-form of one that serves what follows."""
    return any(tokens[index].pos1 == "動詞" and tokens[index + 1].surface in {"て", "で"} for index in range(at + 1, head - 1))


def _complement_start(parse: Parse, last: int) -> int:
    """The first chunk inside the complement of the predicate that closes chunk `last` (U5, U7)."""
    first = last
    while first > 0 and not _opens(parse, first) and _is_open(parse, first - 1, parse.readings[last]):
        first -= 1
    for index in range(first, last + 1):
        subject = parse.readings[index].subject
        if subject is not None:
            is_clause = parse.sentence.tokens[subject - 1].lemma == "事"
            return first if is_clause else index
    return first


def _opens(parse: Parse, at: int) -> bool:
    """True where chunk `at` has a topic of its own that ends what stands before it; after こと、 a thing does not: 会合を催す
    こと、また、日取りは追って決めることで一致した.
    """
    is_listed = parse.chunks[at - 1].link == "koto" and all(topic.is_thing for topic in parse.own_topics(at))
    return (_has_topic(parse, at) and not is_listed) or _takes_turn(parse, at)


def _takes_turn(parse: Parse, at: int) -> bool:
    """True where somebody else has the word in chunk `at`: Aからは取組が披露され、Bからは支持する旨の発言があった."""
    before, now = ([topic.actors for topic in parse.topics[index] if topic.mark in AGENTS] for index in (at - 1, at))
    return bool(before and now) and before != now


def _quotation_start(parse: Parse, last: int) -> int | None:
    """The chunk whose topic opens what the predicate of chunk `last` quotes; None where it quotes no topic."""
    for first in range(last, -1, -1):
        marked = [topic for topic in parse.topics[first] if topic.mark == "は"]
        if marked:
            return first if parse.is_quoted(marked[0], last, parse.readings[last]) else None
    return None


def _relative_start(parse: Parse, last: int) -> int:
    """The first chunk of a relative clause inside the object of chunk `last` (築かれ、… 続いてきた友情を指摘した), or inside the
    subject of what was talked about: 合意を履行し、往来を活発にする方途が討議された.
    """
    first = last
    while first > 0 and not _has_topic(parse, first):
        reading, chunk = parse.readings[first - 1], parse.chunks[first - 1]
        if reading.act is not None or reading.has_subject:
            break
        if "passive" not in chunk.predicate.marks and not _is_of_clause(parse, last):
            break
        first -= 1
    return first


def _is_of_clause(parse: Parse, at: int) -> bool:
    """True where a clause qualifies the subject of a passive in chunk `at`."""
    chunk, subject = parse.chunks[at], parse.readings[at].subject
    if subject is None or "passive" not in chunk.predicate.marks:
        return False
    inside = parse.sentence.tokens[chunk.first : subject]
    return any(token.pos1 in {"動詞", "助動詞"} and token.c_form.startswith("連体形") for token in inside)


def _is_open(parse: Parse, at: int, closing: Reading) -> bool:
    """True where the chunk is an action inside the complement, not a speech act or a reason of its own."""
    reading, chunk = parse.readings[at], parse.chunks[at]
    is_cut = closing.act in COMMISSIVE and not closing.has_subject
    if reading.act is None:
        return not is_cut or chunk.link == "koto" or not (chunk.link == "copula" or _is_state(chunk))
    if reading.act == "UPGRADE" or (is_cut and chunk.predicate.lemma in words("efforts")):
        return True
    if reading.has_subject and reading.content is None:
        # 両首脳が会談し、… で一致した: without a topic, the subject of a talk is that of the whole sentence.
        return reading.act not in TOLD or any(topic.mark == "は" for topics in parse.topics[: at + 1] for topic in topics)
    return is_cut and reading.act in TOLD and reading.content is None and _is_to_come(parse, chunk)


def _is_to_come(parse: Parse, chunk: Chunk) -> bool:
    """True where a verb of talking or signing names what is still to do, not what was done."""
    inside = {token.lemma for token in parse.sentence.tokens[chunk.first : chunk.end]}
    return bool(inside & words("repeated")) or (not parse.facts.is_report and not inside & {"つく", "会談"})


def _is_state(chunk: Chunk) -> bool:
    return bool(chunk.predicate.marks & {"copula", "progressive", "can"}) or chunk.predicate.lemma in states()


def _has_topic(parse: Parse, at: int) -> bool:
    """True where chunk `at` has a topic of its own."""
    return bool(parse.own_topics(at))
