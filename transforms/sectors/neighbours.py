"""What names say by standing side by side, which no list of terms can hold.

A country before 関係 (日ブラジル関係, タイとの関係) is the relation itself: POL. Cities or regions of two countries joined by と
(A州とB県の協力) are links between them: LOC, where the clause names nothing else that they are joined for (a flight, a railway).
"""

from __future__ import annotations

import re
from collections.abc import Iterable, Sequence
from itertools import pairwise

from transforms.entities.model import Mention
from transforms.sectors.terms import Entry, Hit, Term

# Not 関係者, 関係機関 and the like, nor the verb.
_RELATION = re.compile(r"(?:両国)?(?:と?の)?(?:二国間|友好|協力)?関係(?![者機省庁閣国当法部すし])")
_JOINT = re.compile(r"(?:と|及び|および|・|、)\Z")
_LOCAL = frozenset(("city", "region"))


def neighbours(text: str, mentions: Sequence[Mention]) -> list[Hit]:
    """Occurrences in the passage's text that come of its mentions."""
    ordered = sorted(mentions, key=lambda mention: mention.start)
    return [*_relations(text, ordered), *_pairs(text, ordered)]


def _relations(text: str, mentions: Iterable[Mention]) -> Iterable[Hit]:
    for mention in mentions:
        if mention.type == "country" and (match := _RELATION.match(text, mention.end)):
            yield _hit(text, mention.start, match.end(), "POL", "strong")


def _pairs(text: str, mentions: Iterable[Mention]) -> Iterable[Hit]:
    local = [mention for mention in mentions if mention.type == "place" and mention.subtype in _LOCAL and mention.country]
    for one, other in pairwise(local):
        if one.country != other.country and _JOINT.fullmatch(text, one.end, other.start):
            yield _hit(text, one.start, other.end, "LOC", "holder")


def _hit(text: str, start: int, end: int, code: str, role: str) -> Hit:
    entry = Entry(text[start:end], (code,), role, (), (), None, text[start:end], "")
    return Hit(start, end, Term((entry,), True, frozenset(), ""))
