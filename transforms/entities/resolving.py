"""What needs the parties, the day or the rest of the document: short names, definitions, a party's usage, repairs, full ids."""

from __future__ import annotations

import re
from collections.abc import Collection, Iterator, Sequence
from dataclasses import replace
from datetime import date
from functools import lru_cache

from transforms import lexicon
from transforms.entities import definitions, finding, gazetteer, identity, qualifying, repairs
from transforms.entities.model import Mention
from transforms.facts.model import Facts
from transforms.passages import Passage

PYONGYANG = frozenset(("朝鮮民主主義人民共和国", "平壌", "ピョンヤン", "朝鮮労働党", "朝鮮労働党中央委員会"))
KOREA = re.compile(
    r"(?<![一-龥])朝鮮(?=側|人民(?!軍)|国[内境]|政府|代表団|外務省|外相|外務次官|国防相|首相|大使|[はがのとをにもへ、。・(]|及び|および|$)"
)
"""Not 朝鮮半島, 朝鮮戦争, 在日朝鮮人, 北朝鮮."""


def resolve(mentions: Sequence[Mention], passages: Sequence[Passage], facts: Facts) -> list[Mention]:
    """The mentions of a document with all that its facts tell about them, in its order; `mentions` are changed in place."""
    on = facts.adopted_on or facts.reference_on or facts.published_on
    found = [mention for mention in mentions if not _is_out_of_date(mention, on)]
    identity.link(found, facts.parties, on)
    _share_states(found)
    found = _merged(found, [*_of_parties(passages, facts.parties), *_of_the_peninsula(found, passages)])
    repairs.repair(found, facts.parties, on)
    qualifying.qualify(found, facts)
    return _merged(found, definitions.bind(found, passages))


def _merged(mentions: Sequence[Mention], more: Sequence[Mention]) -> list[Mention]:
    """Both in the order of the text; of overlapping ones the longest."""
    if not more:
        return list(mentions)
    touched: dict[int, list[Mention]] = {mention.passage.ordinal: [] for mention in more}
    kept = [mention for mention in mentions if mention.passage.ordinal not in touched]
    for mention in (*mentions, *more):
        if mention.passage.ordinal in touched:
            touched[mention.passage.ordinal].append(mention)
    for together in touched.values():
        kept += finding.longest(together)
    return sorted(kept, key=lambda one: (one.passage.ordinal, one.start))


def _share_states(mentions: Sequence[Mention]) -> None:
    """外務省 alone is that of the one state whose ministry of that name the document names in full, in place."""
    full: dict[str, dict[str, Mention]] = {}
    for one in mentions:
        if one.subtype == "ministry" and one.country:
            full.setdefault(one.entity_id.removeprefix(f"org/{one.country.lower()}-"), {})[one.entity_id] = one
    for mention in mentions:
        owners = full.get(mention.entity_id.removeprefix("org/"), {})
        if mention.subtype == "ministry" and mention.country is None and len(owners) == 1:
            source = next(iter(owners.values()))
            mention.entity_id, mention.country = source.entity_id, source.country
            mention.name_ja, mention.name_en, mention.wikidata_id = source.name_ja, source.name_en, source.wikidata_id
            mention.method, mention.confidence = "context", 0.9


def _of_the_peninsula(mentions: Sequence[Mention], passages: Sequence[Passage]) -> list[Mention]:
    """朝鮮 alone: the northern state, in a document that names it, its capital or its party in full."""
    if not any(mention.surface in PYONGYANG for mention in mentions):
        return []
    state = gazetteer.country("PRK")
    return [
        replace(finding.from_name(passage, match.start(), match.end(), state), method="context", confidence=0.9)
        for passage in passages
        if passage.role not in finding.IGNORED_ROLES
        for match in KOREA.finditer(passage.text)
    ]


def _is_out_of_date(mention: Mention, on: date | None) -> bool:
    """A place's former or later name that is also another word, on a day when it was not its name."""
    if mention.type != "place" or on is None:
        return False
    names = [name for name in gazetteer.surfaces().get(mention.surface, ()) if name.entity_id == mention.entity_id]
    return any(name.needs_cue and (name.valid_from or name.valid_to) and not _covers(name, on) for name in names)


def _covers(name: gazetteer.Name, on: date) -> bool:
    day = on.isoformat()
    return (not name.valid_from or name.valid_from <= day) and (not name.valid_to or day[: len(name.valid_to)] <= name.valid_to)


def _of_parties(passages: Sequence[Passage], parties: Collection[str]) -> list[Mention]:
    """Names that hold only in the usage of a party: 東海 in statements of Viet Nam."""
    names = {alias: name for code, alias, name in _party_names() if code in parties}
    if not names:
        return []
    pattern = re.compile("|".join(f"{re.escape(alias)}(?!地方|道|村|大学|岸|地域|林|市)" for alias in sorted(names)))
    return [
        mention
        for passage in passages
        if passage.role not in finding.IGNORED_ROLES
        for mention in _party_mentions(passage, pattern, names)
    ]


def _party_mentions(passage: Passage, pattern: re.Pattern[str], names: dict[str, gazetteer.Name]) -> Iterator[Mention]:
    for match in pattern.finditer(passage.text):
        if not re.match("[一-龥]", passage.text[match.start() - 1 : match.start()] if match.start() else ""):
            mention = finding.from_name(passage, match.start(), match.end(), names[match[0]])
            mention.method, mention.confidence = "context", 0.9
            yield mention


@lru_cache(maxsize=1)
def _party_names() -> tuple[tuple[str, str, gazetteer.Name], ...]:
    """State, alias and place of `regions.csv`, column party_aliases."""
    found = []
    for row in lexicon.rows("regions.csv"):
        for entry in lexicon.split(row["party_aliases"]):
            code, alias = entry.split(":")
            found.append((code, alias, gazetteer.surfaces()[row["name_ja"]][0]))
    return tuple(found)
