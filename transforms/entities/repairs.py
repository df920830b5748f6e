"""Persons whom a translation machine gave another person's name: put right only on evidence of the document, the surface kept.

Evidence: the name is a known misreading of a Latin word (`misreadings.csv`); the person meant is of a party, is named or holds
the office beside the name on that day; the office is none of the person's whose name it is.
"""

from __future__ import annotations

import re
import unicodedata
from collections import defaultdict
from collections.abc import Collection, Mapping, Sequence
from datetime import date
from functools import lru_cache

from transforms import lexicon
from transforms.entities import identity
from transforms.entities.identity import Person
from transforms.entities.model import Mention


def repair(mentions: Sequence[Mention], parties: Collection[str], on: date | None) -> None:
    """Repairs misread persons in place, and the short forms of their wrong names."""
    tokens = {row["surface"]: row["token"] for row in lexicon.rows("misreadings.csv")}
    year = on.year if on else None
    mended: dict[str, Person] = {}
    surfaces: dict[str, set[str]] = defaultdict(set)
    for mention in mentions:
        if mention.type == "person":
            surfaces[mention.entity_id].add(mention.surface)
    for mention in mentions:
        if mention.type == "person" and mention.surface in tokens:
            person = mended.get(mention.surface) or _meant(tokens[mention.surface], mention, surfaces, parties, year)
            if person is not None:
                mended[mention.surface] = person
                surfaces[person.id].add(mention.surface)
                identity.adopt(mention, person, year, method="repair")
    for mention in mentions:
        if mention.type == "person" and (person := _short_of(mention.surface, mended)) is not None:
            identity.adopt(mention, person, year, method="repair")


def _meant(
    token: str, mention: Mention, surfaces: Mapping[str, set[str]], parties: Collection[str], year: int | None
) -> Person | None:
    """The one party's person with that word in the Latin name whom the document names or whose office stands beside.

    `surfaces` has those of each person of the document by id.
    """
    kind = identity.kind_of(mention.beside)
    if _holds_own_office(mention, kind):
        return None
    candidates = [person for person in _by_latin_word().get(token.lower(), ()) if person.countries & set(parties)]
    for evidence in (
        [person for person in candidates if surfaces.get(person.id, set()) - {mention.surface}],
        [
            person
            for person in candidates
            if any(term.kind == kind and (year is None or term.covers(year)) for term in person.terms)
        ],
    ):
        if len(evidence) == 1:
            return evidence[0]
    return None


def _holds_own_office(mention: Mention, kind: str | None) -> bool:
    """Whether the person whose name stands there holds the office that stands beside it."""
    own = identity.register().get(mention.entity_id)
    return own is not None and any(term.kind == kind for term in own.terms)


def _short_of(surface: str, mended: dict[str, Person]) -> Person | None:
    """林 where 林鄭月娥 was repaired."""
    return next((person for wrong, person in mended.items() if surface != wrong and wrong.startswith(surface)), None)


@lru_cache(maxsize=1)
def _by_latin_word() -> dict[str, list[Person]]:
    found: dict[str, list[Person]] = defaultdict(list)
    for person in identity.register().values():
        for word in dict.fromkeys(_words(person.name_en or "")):
            found[word].append(person)
    return found


def _words(name: str) -> list[str]:
    plain = unicodedata.normalize("NFKD", name).encode("ascii", "ignore").decode().lower()
    return re.split(r"[^a-z]+", plain)
