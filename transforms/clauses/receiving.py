"""Who speaks as one of several, gives what another one receives, or does what is done to a thing.

日本として歓迎する, 提案は米国側の支持を得た, 計画は日本政府によって評価された.
"""

from __future__ import annotations

import re

from transforms.clauses.sentences import Sentence
from transforms.entities.model import Mention

FROM = re.compile(r"[^、。はがをにの]{0,14}(?:から|より)(?!も)")
"""Behind the name of who gives, before anything else: 米国の国務長官から."""

OFFICE = re.compile(r"(?:大臣|長官|大統領|首相|外相|主席|総理|議長|先方)(?:側)?(?:から|より)(?!も)")
"""An office, and that something comes from its holder."""

OF = re.compile(r"[^、。はがをにの]{0,14}の(?![^、。]{0,20}(?:に対する|への))")
"""Behind the name of whose it is: 米国側の支持, not 日本の立場への支持."""

BY = re.compile(r"[^、。はがをにの]{0,10}(?:によって|により)(?!、?も)")
"""Behind the name of who does it."""

TOGETHER = re.compile(r"(?:政府|国民)?(?:及び|並びに|と|、)")
"""Between the names of those who do it together."""

OWN = re.compile(r"(?:我が国|わが国)(?:政府)?として(?!の|は|も)")
"""Who speaks for himself without a name: 我が国として歓迎する."""


def speaking_as(sentence: Sentence, first: int, head: int) -> str | None:
    """The state that speaks for itself with として; "" where that is the speaker's own, None where nobody does."""
    start, end = sentence.tokens[first].start, sentence.tokens[head].start
    text = sentence.passage.text
    if "として" not in text[start:end]:
        return None
    if OWN.search(text, start, end):
        return ""
    named = (name for name in sentence.mentions if start <= name.start < end and name.type == "country")
    return next((name.country for name in named if text.startswith("として、", name.end)), None)


def giver(sentence: Sentence, first: int, head: int, *, is_from: bool = False) -> Mention | None:
    """The state, or person of one, that gives what the predicate at token `head` receives; None where none is named.

    `is_from`: only one that から names.
    """
    found = _named(sentence, first, head, FROM)
    return found if found is not None or is_from else _named(sentence, first, head, OF)


def comes_from_office(sentence: Sentence, first: int, head: int) -> bool:
    """True where it comes from the holder of an office that needs no name: 国務長官から支持を得た."""
    tokens = sentence.tokens
    return OFFICE.search(sentence.passage.text, tokens[first].start, tokens[head].start) is not None


def doers(sentence: Sentence, first: int, head: int) -> tuple[str, ...]:
    """The states by whom, or by whose people, the passive at token `head` is done: 条約は、A国及びB国により批准される."""
    last = _named(sentence, first, head, BY)
    found = [last] if last is not None else []
    for name in reversed(sentence.mentions):
        if found and name.country and TOGETHER.fullmatch(sentence.passage.text, name.end, found[-1].start):
            found.append(name)
    return tuple(sorted({name.country for name in found if name.country}))


def _named(sentence: Sentence, first: int, head: int, behind: re.Pattern[str]) -> Mention | None:
    start, end = sentence.tokens[first].start, sentence.tokens[head].start
    text = sentence.passage.text
    inside = (name for name in reversed(sentence.mentions) if start <= name.start and name.end <= end and name.country)
    return next((name for name in inside if behind.match(text, name.end, end)), None)
