"""Standalone text: a unit with its topic and a closing predicate, so that it reads as a sentence of its own (U13)."""

from __future__ import annotations

from collections.abc import Sequence

from transforms.clauses.chunks import Chunk
from transforms.clauses.groups import Group, Unit
from transforms.clauses.inflection import past, te
from transforms.clauses.sentences import Sentence
from transforms.morphology import Token

OPENERS = frozenset("また さらに 更に 又 そして 他方 なお 一方 併せて".split())


def standalone_text(unit: Unit, topic: str) -> str:
    """`topic` is put in front ("" where the unit has its own); the unit's last predicate is made final."""
    found, chunks, sentence = unit.group, unit.group.parse.chunks, unit.group.parse.sentence
    first, last = chunks[unit.first], unit.closing
    start = _skip_opener(sentence.tokens, first.first) if topic else first.first
    if not unit.is_last:
        body = _content_form(found, start, last) + _tail(found)
    else:
        body = _finite(sentence, start, last)
    text = topic + body
    return text if text.endswith(("。", "」", "』", "?", "!")) else text + "。"


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
    if chunk.link != "continuative" and chunk.link != "copula":
        return before + last.surface
    content = found.reading.content
    suffix = sentence.tokens[content.predicate.head + 1 : content.end] if content is not None else []
    words = "".join(token.surface for token in suffix)
    if suffix and suffix[0].surface in {"て", "で"}:
        return before + te(last) + words[1:]
    if suffix and suffix[0].lemma == "たい":
        return before + last.surface + words
    return before + last.base


def _tail(found: Group) -> str:
    """What follows the complement in the closing chunk, made final."""
    content = found.reading.content
    start = content.end if content is not None else found.reading.at
    return _finite(found.parse.sentence, start, found.parse.chunks[found.last])


def _finite(sentence: Sentence, start: int, chunk: Chunk) -> str:
    """Tokens from `start` to the chunk's end as the end of a sentence, in the tense and style of the whole sentence."""
    if chunk.link == "end":
        text = _text(sentence, start, len(sentence.tokens))
        return (
            text + ("する" if _is_clipped(sentence, chunk) else "") if not text.endswith("。") else _unclip(sentence, chunk, text)
        )
    last = sentence.tokens[chunk.close - 1]
    before = _text(sentence, start, chunk.close - 1)
    if chunk.link == "koto" or last.pos1 not in {"動詞", "助動詞"} or last.lemma == "た":
        return before + last.surface
    tail = {token.lemma for token in sentence.tokens[-4:]}
    if chunk.link != "together" and "ます" in tail and last.pos1 == "動詞":
        return before + last.surface + ("ました" if "た" in tail else "ます")
    return before + (past(last) if "た" in tail and chunk.link != "copula" else last.base)


def _is_clipped(sentence: Sentence, chunk: Chunk) -> bool:
    """True where the sentence ends in a verbal noun with its object (… を再確認。)."""
    tokens, head = sentence.tokens, chunk.predicate.head
    return tokens[head].pos3 == "サ変可能" and head > chunk.first and tokens[head - 1].surface in {"を", "に", "で", "と", "が"}


def _unclip(sentence: Sentence, chunk: Chunk, text: str) -> str:
    return text[:-1] + "する。" if _is_clipped(sentence, chunk) else text
