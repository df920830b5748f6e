"""Finds names in passages. The order of matching and the longest-name rule stand here.

1. Listed names, leftmost-longest (`listed`), and states of one character in the gaps (`compounds`).
2. Patterns on the words that names end in or stand beside (`anchors`): instruments, organizations, persons.
3. Of names that overlap the longest stays; of equal ones a person beside an office, then the listed one. Nothing is nested.
"""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence
from datetime import date
from itertools import pairwise

from transforms.entities import (
    anchors,
    compounds,
    datelines,
    gazetteer,
    identity,
    instruments,
    listed,
    organizations,
    peninsula,
    persons,
    sites,
)
from transforms.entities.anchors import Anchor
from transforms.entities.listed import Hit
from transforms.entities.model import Mention
from transforms.passages import Passage

ONLY_YEARS = re.compile(r"\s*(?:[(（][^()（）]{0,30}[)）])?\s*(?:の?(?:全文|骨子|要旨|仮訳))?\s*")
"""What may stand behind the name of a paper in its title."""

SHIP = re.compile("艦|空母|巡視船")
SHIP_BEFORE = re.compile("(?:艦|空母|巡視船)[「『]?\\Z")
"""空母「ジョージ・ワシントン」: a ship that bears a person's name."""

IGNORED_ROLES = frozenset(("blank", "markup", "source_url", "copyright", "site_chrome"))


def find(passages: Sequence[Passage], on: date | None = None) -> list[Mention]:
    """The mentions of a document, in the order of its text; ids are those that need no parties. `on`: its day, if known."""
    named = [passage for passage in passages if passage.role not in IGNORED_ROLES]
    is_northern = peninsula.is_northern(named)
    mentions = [mention for passage in named for mention in in_passage(passage, is_northern=is_northern)]
    mentions += persons.by_short_name(named, mentions)
    mentions.sort(key=_document_place)
    persons.give_signed_offices(passages, mentions)
    identity.link(mentions, on=on)
    return mentions


def in_passage(passage: Passage, *, is_northern: bool = False) -> list[Mention]:
    """The mentions of one passage, in the order of its text, without overlap. `is_northern`: 朝鮮 alone is the northern state."""
    text = passage.text
    hits = listed.scan(text)
    hits += compounds.find(text, hits)
    hits += datelines.find(text)
    hits += peninsula.find(text) if is_northern else ()
    found = _outside_organizations(anchors.find(text), hits)
    if passage.role == "title":
        hits = list(_without_own_title(text, hits))
    signed = datelines.reporters(text)
    if signed:
        hits = [hit for hit in hits if not any(start < hit.end and hit.start < end for start, end in signed)]
    hits.sort(key=_hit_start)
    hits = _outside_offices(text, hits, found)
    candidates = [from_name(passage, hit.start, hit.end, name) for hit in hits if (name := _alone(hit)) is not None]
    candidates += instruments.ordinal_plans(passage)
    if found or "." in text or "世" in text or passage.role == "signature":
        candidates += instruments.find(passage, found, hits)
        candidates += organizations.find(passage, found, hits)
        candidates += sites.find(passage, found, hits)
        candidates += persons.find(passage, found, hits)
    if passage.role == "title":
        candidates = [one for one in candidates if not _is_own_title(text, one, hits)]
    if SHIP.search(text):
        candidates = [one for one in candidates if not (one.type == "person" and SHIP_BEFORE.search(text, 0, one.start))]
    found_names = longest(candidates)
    readings = list(persons.readings(found_names)) if "(" in text else []
    return longest([*readings, *found_names]) if readings else found_names


def _outside_organizations(found: list[Anchor], hits: Sequence[Hit]) -> list[Anchor]:
    """The anchors less those like the 条約 of 北大西洋条約機構: a word in the middle of a listed organization ends no name."""
    spans = [(hit.start, hit.end) for hit in hits if hit.name.type == "organization"] if found else []
    if not spans:
        return found
    return [anchor for anchor in found if not any(start <= anchor.start and anchor.end < end for start, end in spans)]


def _without_own_title(text: str, hits: Sequence[Hit]) -> Iterator[Hit]:
    """In a title a statement named by its parties (日本国と…との共同宣言) is the document itself: the parties alone are names."""
    for hit in hits:
        inside = listed.scan(text[: hit.end - 1], hit.start) if hit.name.subtype == "prior_statement" else []
        if any(one.name.type == "country" and one.start == hit.start for one in inside):
            yield from inside
        else:
            yield hit


def _is_own_title(text: str, mention: Mention, hits: Sequence[Hit]) -> bool:
    """日本・コロンビア行動計画(2026年-2030年): a paper whose name is the title and opens with a party is the document itself."""
    if mention.type != "instrument" or mention.start or not ONLY_YEARS.fullmatch(text, mention.end):
        return False
    return any(hit.start == 0 and hit.name.type == "country" and hit.end < mention.end for hit in hits)


def _outside_offices(text: str, hits: list[Hit], found: Sequence[Anchor]) -> list[Hit]:
    """中華人民共和国国務院総理: an organization that runs into an office gives way to the state in front of it."""
    offices = [anchor for anchor in found if anchor.form.kind == "office" and len(anchor.form.surface) > 2]
    if not offices:
        return hits
    kept: list[Hit] = []
    for hit in hits:
        if hit.name.type != "organization":
            kept.append(hit)
            continue
        office = next((one for one in offices if hit.start < one.start < hit.end < one.end), None)
        if hit.name.subtype == "ministry" and any(one.start <= hit.start and hit.end < one.end for one in offices):
            continue
        if office is not None and hit.name.subtype != "party":
            kept += listed.scan(text[: office.start], hit.start)
        else:
            kept.append(hit)
    return kept


def longest(candidates: Sequence[Mention]) -> list[Mention]:
    """Keeps the longest of overlapping mentions; a pattern of the same span hands its office and country to the listed one."""
    ordered = sorted(candidates, key=_place)
    if all(one.end <= other.start for one, other in pairwise(ordered)):
        return ordered
    kept: list[Mention] = []
    cluster: list[Mention] = []
    reach = 0
    for mention in ordered:
        if cluster and mention.start >= reach:
            kept += _longest_of(cluster)
            cluster = []
        cluster.append(mention)
        reach = max(reach, mention.end)
    return kept + _longest_of(cluster)


def _longest_of(cluster: list[Mention]) -> list[Mention]:
    """The same of candidates that overlap one after the other."""
    if len(cluster) < 2:
        return cluster
    ranked = sorted(cluster, key=lambda one: (one.start - one.end, one.type != "person", one.method == "pattern", one.start))
    taken: list[Mention] = []
    for mention in ranked:
        rival = next((one for one in taken if one.start < mention.end and mention.start < one.end), None)
        if rival is None:
            taken.append(mention)
        elif (rival.start, rival.end, rival.type) == (mention.start, mention.end, mention.type):
            rival.office = rival.office or mention.office
            rival.beside = rival.beside or mention.beside
            rival.country = rival.country or mention.country
    return sorted(taken, key=_place)


def _hit_start(hit: Hit) -> int:
    return hit.start


def _document_place(mention: Mention) -> tuple[int, int]:
    return mention.passage.ordinal, mention.start


def _place(mention: Mention) -> int:
    return mention.start


def _alone(hit: Hit) -> gazetteer.Name | None:
    """What the hit stands for without an office beside it; None where it is a person's short name only."""
    if hit.name.type != "person" or not hit.name.needs_cue:
        return hit.name
    return next((name for name in hit.names if not (name.type == "person" and name.needs_cue)), None)


def from_name(passage: Passage, start: int, end: int, name: gazetteer.Name) -> Mention:
    """A mention of a listed name; `alias` where the text spells it otherwise than its canonical form."""
    method = "lexicon" if passage.text[start:end] == name.name_ja else "alias"
    return Mention(
        passage, start, end, name.type, name.entity_id, name.subtype, name.name_ja, name.name_en, name.country, name.wikidata_id,
        name.geonames_id, method=method,
    )  # fmt: skip
