"""Who adopted, signed or met: the persons of the signature block, else the leaders whom the text names."""

from __future__ import annotations

import re
from collections import Counter
from collections.abc import Iterator
from itertools import pairwise

from transforms.entities.model import Mention
from transforms.facts.evidence import Evidence
from transforms.facts.model import Facts, Signatory
from transforms.facts.parties import party_code

SPACED = re.compile(r"(?<=[一-龥々])\s+(?=[一-龥々])")
"""Spaces that signature blocks set between the two parts of a name: 真鍋 進."""

COLLEAGUE = re.compile(r"[^、。はがをにの]{0,20}(?:及び|および|並びに)")
"""Between two ministers of one state: X外務大臣及びY防衛大臣."""


def read(evidence: Evidence, facts: Facts) -> None:
    """`signatories`, in the order of the text."""
    facts.signatories = tuple(_found(evidence, facts.parties))


def _found(evidence: Evidence, parties: tuple[str, ...]) -> Iterator[Signatory]:
    """The persons of the signature block; without one, for each party the leader whom the text names most, in its order."""
    signed = list(_signing(evidence)) or list(_with_colleagues(evidence, [*_leading_persons(evidence, parties)]))
    seen: set[str] = set()
    for person, side in signed:
        if person.entity_id not in seen:
            seen.add(person.entity_id)
            yield Signatory(person.entity_id, SPACED.sub("", person.name_ja or person.surface), person.office, side)


def _signing(evidence: Evidence) -> Iterator[tuple[Mention, str | None]]:
    """Persons of the signature blocks, each with the side that stands above them: 日本国のために.

    Those above the place and day of a paper that was promulgated countersigned its promulgation.
    """
    adopted = min((passage.ordinal for passage in evidence.having("adoption")), default=0)
    signed = [*evidence.having("signature")]
    side = None
    for passage in [passage for passage in signed if passage.ordinal > adopted] or signed:
        for name in evidence.names(passage, "country", "organization", "person"):
            if name.type == "person":
                yield name, name.country or side
            else:
                side = party_code(name) or side


def _with_colleagues(evidence: Evidence, leaders: list[Mention]) -> Iterator[tuple[Mention, str | None]]:
    """The leaders, each with the ministers of the same state whom the opening names beside them."""
    in_office = [
        [name for name in evidence.names(passage, "person") if name.office or name.beside] for passage in evidence.opening
    ]
    for leader in leaders:
        yield leader, leader.country
        for before, person in (pair for names in in_office for pair in pairwise(names)):
            between = person.passage.text[before.end : person.start]
            is_of_state = person.country in (None, leader.country) and before.entity_id == leader.entity_id
            if is_of_state and COLLEAGUE.fullmatch(between):
                yield person, leader.country


def _leading_persons(evidence: Evidence, parties: tuple[str, ...]) -> Iterator[Mention]:
    places = [*evidence.titles, *evidence.opening, *evidence.having("photo_caption", "adoption"), *evidence.body]
    persons = [name for passage in places for name in evidence.names(passage, "person") if name.country in (*parties, None)]
    counts = Counter(person.entity_id for person in persons)
    first: dict[str, Mention] = {}
    for person in persons:
        leader = first.get(person.country or "")
        if leader is None or counts[person.entity_id] > counts[leader.entity_id]:
            first[person.country or ""] = person
    stateless, missing = first.pop("", None), set(parties) - first.keys()
    if stateless and stateless.office and len(missing) == 1:
        first[missing.pop()] = stateless
    elif stateless and len(unplaced := _opening_stateless(evidence)) == len(missing):
        first.update(zip(sorted(missing), unplaced, strict=True))
    with_office = {person.entity_id: person for person in reversed(persons) if person.office}
    order = {person.entity_id: at for at, person in reversed([*enumerate(persons)])}
    leaders = sorted(first.values(), key=lambda one: order[one.entity_id])
    yield from (with_office.get(one.entity_id, one) for one in leaders)


def _opening_stateless(evidence: Evidence) -> list[Mention]:
    """The persons in office, once each, whom the opening names and whose state the text leaves to the reader."""
    named = (name for passage in evidence.opening[:1] for name in evidence.names(passage, "person"))
    return [*{name.entity_id: name for name in named if name.beside and name.country is None}.values()]
