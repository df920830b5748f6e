"""Words of a sentence, by fugashi with unidic-lite: the only module that touches the tagger."""

from __future__ import annotations

import csv
import threading
from functools import lru_cache
from typing import NamedTuple

import fugashi

from transforms import lexicon


class Token(NamedTuple):
    """A word; `start` and `end` are offsets in the text that was tokenised. Fields as unidic names them, "" where it has none."""

    surface: str
    start: int
    end: int
    pos1: str
    pos2: str
    c_type: str
    c_form: str
    lemma: str
    """Dictionary form in kanji where it has one (動詞 する is `為る`)."""
    base: str
    """Dictionary form as spelled here (orthBase)."""
    pos3: str = ""


FIELD, WORD = "\x02", "\x03"
"""What stands in the tagger's answer behind a word with the white space before it, and behind its features."""

OTHER = "\x01"
"""A control character for those two where a text holds them: the tagger knows none of the three."""

WHITE = " \t\n\v"
"""The tagger's white space (SPACE in unidic's char.def)."""

_taggers = threading.local()


def tokenize(text: str, offset: int = 0) -> list[Token]:
    """The words of one line or sentence (a long text is slow: feed pieces). White space belongs to no word.

    `offset` is added to all starts and ends: where the piece begins in the text that offsets count in.
    """
    tokens: list[Token] = []
    new, at = tuple.__new__, offset
    safe = text.replace(FIELD, OTHER).replace(WORD, OTHER)
    # One string for all words, cut here: to ask for each of the tagger's nodes costs more.
    for record in _tagger().parse(safe).split(WORD)[:-1]:
        surface, before, length, features = _word(record)
        start = at + before
        at = start + length
        # Past the keyword handling of Token(...): a third of the time of this loop.
        tokens.append(new(Token, (surface, start, at, *features)))
    if safe != text:
        return [token._replace(surface=text[token.start - offset : token.end - offset]) for token in tokens]
    return tokens


def _tagger() -> fugashi.GenericTagger:
    """One tagger a thread: shared between threads it gives wrong features without an error."""
    if not hasattr(_taggers, "tagger"):
        record = f"%M{FIELD}%H{WORD}"
        _taggers.tagger = fugashi.Tagger(f"--output-format-type= --node-format={record} --unk-format={record} --eos-format=")
    tagger: fugashi.GenericTagger = _taggers.tagger
    return tagger


@lru_cache(maxsize=200_000)
def _word(record: str) -> tuple[str, int, int, tuple[str, ...]]:
    """Surface, characters of white space before it, its length and its features."""
    written, _, raw = record.partition(FIELD)
    surface = written.lstrip(WHITE)
    return surface, len(written) - len(surface), len(surface), _features(raw)


@lru_cache(maxsize=200_000)
def _features(raw: str) -> tuple[str, str, str, str, str, str, str]:
    """pos1, pos2, cType, cForm, lemma, orthBase, pos3 of a raw feature string; unknown words have fewer fields."""
    fields = raw.split(",") if '"' not in raw else _quoted(raw)
    fields = ["" if value == "*" else value for value in fields] + [""] * 11
    lemma = fields[7].split("-")[0]
    if lemma in _kana() and fields[8] < "一":
        lemma = _kana()[lemma]
    return fields[0], fields[1], fields[4], fields[5], lemma, fields[10], fields[2]


@lru_cache(maxsize=1)
def _kana() -> dict[str, str]:
    """Verbs that the tagger takes kana for, and those that are meant."""
    return dict(lexicon.table("clause_words.toml")["kana"])


def _quoted(raw: str) -> list[str]:
    return next(csv.reader([raw]))
