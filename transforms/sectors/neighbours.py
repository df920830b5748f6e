"""What names say by standing side by side, which no list of terms can hold.

A country before 関係 (日ブラジル関係, タイとの関係) is the relation itself: POL. Cities or regions of two countries joined by と
(A州とB県の協力) are links between them: LOC, where the clause names nothing else that they are joined for (a flight, a railway).
A state that is no party, or a region, before 情勢 (南部アフリカの情勢) is a situation there: RGN.
"""

from __future__ import annotations

import re
from collections.abc import Collection, Iterable, Sequence
from itertools import pairwise

from transforms.entities.model import Mention
from transforms.sectors.terms import Entry, Hit, Term

# Not 関係者, 関係機関 and the like, nor the verb.
_RELATION = re.compile(r"(?:両国)?(?:と?の)?(?:二国間|友好|協力)?関係(?![者機省庁閣国当法部すし])")
_SITUATION = re.compile(r"(?:国内)?(?:の|における|をめぐる|を巡る)?(?:最近の|現下の|国内|地域|政治|治安|人道|軍事)*情勢")
_JOINT = re.compile(r"(?:と|及び|および|・|、)\Z")
_KATAKANA = re.compile("[ァ-ヴ]")
_LOCAL = frozenset(("city", "region"))


def neighbours(text: str, mentions: Sequence[Mention], parties: Collection[str] = ()) -> list[Hit]:
    """Occurrences in the passage's text that come of its mentions."""
    ordered = sorted(mentions, key=lambda mention: mention.start)
    return [*_relations(text, ordered), *_pairs(text, ordered), *_situations(text, ordered, parties)]


def _situations(text: str, mentions: Iterable[Mention], parties: Collection[str]) -> Iterable[Hit]:
    for mention in mentions if "情勢" in text else ():
        is_abroad = (mention.type == "country" and mention.country not in parties) or mention.subtype == "region"
        if is_abroad and (match := _SITUATION.match(text, mention.end)):
            yield _hit(text, mention.start, match.end(), "RGN", "strong")


def _relations(text: str, mentions: Iterable[Mention]) -> Iterable[Hit]:
    for mention in mentions:
        if mention.type == "country" and (match := _RELATION.match(text, mention.end)):
            yield _hit(text, mention.start, match.end(), "POL", "strong")


def _pairs(text: str, mentions: Iterable[Mention]) -> Iterable[Hit]:
    local = [mention for mention in mentions if mention.type == "place" and mention.subtype in _LOCAL]
    for one, other in pairwise(local):
        if _are_of_two_states(text, one, other) and _JOINT.fullmatch(text, one.end, other.start):
            yield _hit(text, one.start, other.end, "LOC", "holder")


def _are_of_two_states(text: str, one: Mention, other: Mention) -> bool:
    """Whether they are known to be, or only one is known, or one is written in kanji and the other in katakana."""
    if one.country or other.country:
        return one.country != other.country
    return bool(_KATAKANA.match(text, one.start)) != bool(_KATAKANA.match(text, other.start))


def _hit(text: str, start: int, end: int, code: str, role: str) -> Hit:
    entry = Entry(text[start:end], (code,), role, (), (), None, text[start:end], "")
    return Hit(start, end, Term((entry,), True, frozenset(), ""))
