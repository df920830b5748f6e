"""Definitions in brackets: 「…会議(以下「X」という)」, 「…条約(TAC)」 bind a short form for the rest of the document."""

from __future__ import annotations

import re
from collections.abc import Sequence
from dataclasses import replace

from transforms.entities.model import Mention
from transforms.passages import Passage

DEFINED = re.compile(
    r"」?\((?:以下、?|以後、?|略称:?)(?:単に)?「(?P<name>[^「」]{1,24})」(?:とい[うい]|と略す?|と呼ぶ|と称する|とする)?(?:。)?\)"
)
ABBREVIATED = re.compile(r"」?\((?P<name>[A-Z][A-Za-z0-9&+/ -]{1,14})(?:[、,;]\s?[^()]{1,80})?\)")
IN_FRONT = re.compile(r"(?<![A-Za-z])(?P<name>[A-Z][A-Za-z0-9&+-]{1,9}|[ァ-ヴー]{3,10})(?P<mark>\(|=)\Z")
"""WFP(国連世界食糧計画), アセアン=東南アジア諸国連合: the short form stands in front of what it is short for."""

LONGEST = 12
BOTH = re.compile(r"(?:両|双方|締約|当事|同[国]?|双|各)")
"""Short forms that stand for the parties together name nothing by themselves."""


def bind(mentions: Sequence[Mention], passages: Sequence[Passage]) -> list[Mention]:
    """Mentions of the short forms: in the bracket that defines them first, and wherever they stand later."""
    found: list[Mention] = []
    bound: set[str] = set()
    known = {(mention.passage.ordinal, mention.start) for mention in mentions if mention.method != "pattern"}
    for mention in mentions:
        match = DEFINED.match(mention.passage.text, mention.end) or _abbreviation(mention)
        if match is None or match["name"] in bound or BOTH.match(match["name"]):
            continue
        bound.add(match["name"])
        found += [
            _short(mention, passage, start, len(match["name"]))
            for passage, start in _places(match, mention.passage, passages)
            if (passage.ordinal, start) not in known
        ]
    return found


def _abbreviation(mention: Mention) -> re.Match[str] | None:
    if mention.type not in ("organization", "instrument"):
        return None
    text = mention.passage.text
    return ABBREVIATED.match(text, mention.end) or _in_front(text, mention.start, mention.end)


def _in_front(text: str, start: int, end: int) -> re.Match[str] | None:
    found = IN_FRONT.search(text, max(0, start - LONGEST), start) if text[start - 1 : start] in ("(", "=") else None
    return found if found and (found["mark"] == "=" or text.startswith(")", end)) else None


def _places(match: re.Match[str], first: Passage, passages: Sequence[Passage]) -> list[tuple[Passage, int]]:
    """The short form in its definition and after it."""
    name = match["name"]
    letters = r"[A-Za-z]" if re.match("[A-Za-z]", name) else r"[ァ-ヴー]" if re.match("[ァ-ヴ]", name) else r"[一-龥]"
    pattern = re.compile(
        f"(?<!{letters}){re.escape(name)}(?!{letters})" if letters != "[一-龥]" else f"(?<![一-龥]){re.escape(name)}"
    )
    found = []
    for passage in passages:
        if passage.ordinal < first.ordinal:
            continue
        begin = match.start("name") if passage is first else 0
        found += [(passage, hit.start()) for hit in pattern.finditer(passage.text, begin)]
    return found


def _short(source: Mention, passage: Passage, start: int, length: int) -> Mention:
    return replace(
        source, passage=passage, start=start, end=start + length, method="context", confidence=min(source.confidence, 0.9)
    )
