"""Ids of agreements and joint bodies of the parties: their slug alone is not unique, so the parties' codes stand in front.

`instrument/kaz-vnm-education-cooperation-agreement`: codes sorted, lower case. Who concluded it is read from the names before
it (AとBとの間の協定), else from the parties of the document.
"""

from __future__ import annotations

import re
from collections.abc import Sequence

from transforms.entities.model import Mention
from transforms.facts.model import Facts

BETWEEN = re.compile(
    r"(?:政府|国民|側)?(?:との)?(?:間の|の|間で(?:締結|署名|調印)?(?:された|した)?|の間の"
    r"|の間で(?:近々)?(?:締結|署名)?(?:される|された|した)?|による)?[「『]?"
)
PAIR = re.compile(r"(?:政府|側)?(?:と|及び|および|・|、|並びに)(?:の間)?")


def qualify(mentions: Sequence[Mention], facts: Facts) -> None:
    """Completes ids in place; a bare form (政府間委員会) is the body that the document names in full before it."""
    parties = "-".join(code.lower() for code in facts.parties)
    by_passage: dict[int, list[Mention]] = {}
    for mention in mentions:
        by_passage.setdefault(mention.passage.ordinal, []).append(mention)
    for mention in mentions:
        if mention.stem is not None:
            owners = _owners(mention, by_passage[mention.passage.ordinal]) or parties
            kind = mention.entity_id.split("/")[0]
            mention.entity_id = f"{kind}/{owners}-{mention.stem}" if owners else f"{kind}/{mention.stem}"


def _owners(mention: Mention, neighbours: Sequence[Mention]) -> str:
    """Codes of the two states, or slugs of the two organizations, that stand before it; empty where none do."""
    before = [one for one in neighbours if one.end <= mention.start and one.type in ("country", "organization")]
    if not before or not BETWEEN.fullmatch(mention.passage.text[before[-1].end : mention.start]):
        return ""
    last, first = before[-1], before[-2] if len(before) > 1 else None
    if first is None or not PAIR.fullmatch(mention.passage.text[first.end : last.start]):
        return ""
    if first.type == last.type == "country":
        codes = {one.entity_id.removeprefix("country/").lower() for one in (first, last)}
        return "-".join(sorted(codes)) if len(codes) == 2 else ""
    return "-".join(sorted(one.entity_id.split("/", 1)[1] for one in (first, last)))
