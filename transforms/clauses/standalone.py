"""Standalone text: a unit with its topic and a closing predicate, so that it reads as a sentence of its own (U13)."""

from __future__ import annotations

import re
from collections.abc import Sequence

from transforms.clauses.chunks import Chunk
from transforms.clauses.groups import Group, Unit
from transforms.clauses.inflection import negative, past, plain, te
from transforms.clauses.sentences import Sentence, between
from transforms.morphology import Token

OPENERS = frozenset({"また", "さらに", "更に", "又", "そして", "他方", "なお", "一方", "併せて"})
INFLECTED = frozenset(["動詞", "助動詞"])
OVER = frozenset(["DISCUSS", "WITNESS", "CONSIDERED", "REPORT"])
"""Acts that are over where a verbal noun names them: 覚書に署名。"""
_BREAK = re.compile(r"\s*\n\s*")


def standalone_text(unit: Unit, act: str, topic: str) -> str:
    """`topic` is put in front ("" where the unit has its own); the unit's last predicate is made final."""
    sentence, first = unit.group.parse.sentence, unit.group.parse.chunks[unit.first].first
    prefix = "" if _stands_alone(unit, act) else topic
    start = _skip_opener(sentence.tokens, first) if prefix else first
    if unit.is_last:
        body = _finite(sentence, start, unit.closing, act)
    else:
        body = _content_form(unit.group, start, unit.closing) + _tail(unit.group)
    text = prefix + body
    text = text.replace("**", "")
    if "\n" in text:
        text = _BREAK.sub(" ", text)
    return text if text.endswith(("。", "」", "』", "?", "!")) else text.removesuffix(":") + "。"


def _stands_alone(unit: Unit, act: str) -> bool:
    """True for a unit under a topic that it names itself (inside a speech: 双方は往来を密にすべきだ), and for an item of a list
    that is a noun alone (金利:年1.5%).
    """
    parse, chunks = unit.group.parse, range(unit.first, unit.last + 1)
    if unit.group.act is None and any(topic.mark == "は" for at in chunks for topic in parse.own_topics(at)):
        return True
    is_item = parse.sentence.passage.role == "bullet" and "noun" in unit.closing.predicate.marks
    return act == "NARR" and (is_item or _has_place_topic(parse.sentence, parse.chunks[unit.first].first, unit.closing.end))


def _has_place_topic(sentence: Sentence, first: int, end: int) -> bool:
    """True for には: what holds something is the topic."""
    tokens = sentence.tokens
    return any(
        tokens[at].surface == "は" and tokens[at - 1].surface == "に" for at in between(sentence.particles, first + 1, end)
    )


def _skip_opener(tokens: Sequence[Token], first: int) -> int:
    if tokens[first].pos1 == "接続詞" or tokens[first].surface in OPENERS:
        first += 1
        if first < len(tokens) - 1 and tokens[first].surface == "、":
            first += 1
    return first


def _text(sentence: Sentence, first: int, end: int) -> str:
    if end <= first:
        return ""
    return sentence.passage.text[sentence.tokens[first].start : sentence.tokens[end - 1].end]


def _content_form(found: Group, start: int, chunk: Chunk) -> str:
    """A chunk inside a complement, its last word in the form that the complement's own predicate has (する, していく, したい)."""
    sentence = found.parse.sentence
    last = sentence.tokens[chunk.close - 1]
    before = _text(sentence, start, chunk.close - 1)
    if chunk.link not in {"continuative", "copula"}:
        return before + last.surface
    content = found.reading.content
    suffix = sentence.tokens[content.predicate.head + 1 : content.end] if content is not None else []
    words = "".join(token.surface for token in suffix)
    if last.pos1 == "動詞" and words.startswith(("て", "で")):
        return before + te(last) + words[1:]
    if last.pos1 == "動詞" and words.startswith("たい"):
        return before + last.surface + words
    return before + plain(last)


def _tail(found: Group) -> str:
    """What follows the complement in the closing chunk, made final."""
    content = found.reading.content
    start = content.end if content is not None else found.reading.at
    return _finite(found.parse.sentence, start, found.parse.chunks[found.last], found.act or "")


def _finite(sentence: Sentence, start: int, chunk: Chunk, act: str) -> str:
    """Tokens from `start` to the chunk's end as the end of a sentence, in the tense and style of the whole sentence.

    A promise is not told in the past, whatever follows it.
    """
    is_final = chunk.link == "end" and sentence.tokens[-1].surface != "、"
    if is_final:
        return _whole(sentence, start, chunk, is_over=sentence.passage.part == "report" or act in OVER)
    last = sentence.tokens[chunk.close - 1]
    before = _text(sentence, start, chunk.close - 1)
    if chunk.link == "koto" or last.pos1 not in INFLECTED or last.lemma == "た":
        return before + last.surface
    endings = {token.lemma for token in sentence.tokens[-4:]}
    is_past = "た" in endings and act != "WILL" and chunk.link != "copula"
    if last.lemma == "ず":
        return _text(sentence, start, chunk.close - 2) + negative(sentence.tokens[chunk.close - 2], is_past=is_past)
    if "ます" in endings and chunk.link != "together":
        return before + last.surface + ("ました" if is_past else "ます")
    return before + (past(last) if is_past else plain(last))


def _whole(sentence: Sentence, start: int, chunk: Chunk, *, is_over: bool) -> str:
    """The end of a sentence as it stands; する is added to a verbal noun with its object (… を再確認。), した to what is over."""
    text = _text(sentence, start, len(sentence.tokens))
    tokens, head = sentence.tokens, chunk.predicate.head
    before = head - 1 - (tokens[head - 1].pos1 == "接頭辞")
    if tokens[head].pos3 == "サ変可能" and before > chunk.first and tokens[before].surface in {"を", "に", "で", "と", "が"}:
        return text.removesuffix("。") + ("した。" if is_over else "する。")
    return text
