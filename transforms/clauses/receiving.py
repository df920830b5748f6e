"""Who gives what a thing receives, or does what is done to it: 提案は米国側の支持を得た, 計画は日本政府によって評価された."""

from __future__ import annotations

import re

from transforms.clauses.sentences import Sentence
from transforms.entities.model import Mention

FROM = re.compile(r"[^、。はがをにの]{0,14}(?:から|より)(?!も)")
"""Behind the name of who gives, before anything else: 米国の国務長官から."""

OF = re.compile(r"[^、。はがをにの]{0,14}の(?![^、。]{0,20}(?:に対する|への))")
"""Behind the name of whose it is: 米国側の支持, not 日本の立場への支持."""

BY = re.compile(r"[^、。はがをにの]{0,10}(?:によって|により)(?!、?も)")
"""Behind the name of who does it."""


def giver(sentence: Sentence, first: int, head: int) -> Mention | None:
    """The state, or person of one, that gives what the predicate at token `head` receives; None where none is named."""
    return _named(sentence, first, head, FROM) or _named(sentence, first, head, OF)


def doer(sentence: Sentence, first: int, head: int) -> Mention | None:
    """The state, or person of one, by whom the passive at token `head` is done; None where none is named."""
    return _named(sentence, first, head, BY)


def _named(sentence: Sentence, first: int, head: int, behind: re.Pattern[str]) -> Mention | None:
    start, end = sentence.tokens[first].start, sentence.tokens[head].start
    text = sentence.passage.text
    inside = (name for name in reversed(sentence.mentions) if start <= name.start and name.end <= end and name.country)
    return next((name for name in inside if behind.match(text, name.end, end)), None)
