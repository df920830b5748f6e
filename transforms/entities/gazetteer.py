"""The names of the registers: what each surface stands for, and one automaton that finds them all.

`countries.csv`, `regions.csv`, `places.csv`, `persons.csv`, `organizations.csv` and `instruments.csv` give the names;
`not_names.csv` the longer strings in which a name is none.
"""

from __future__ import annotations

import re
from collections.abc import Iterator
from dataclasses import dataclass, replace
from functools import lru_cache

from ahocorasick_rs import AhoCorasick, MatchKind

from transforms import lexicon
from transforms.folding import fold_texts

SHORT_NAME = re.compile(r"[ァ-ヴー]+|[一-龥々ヶ]{1,2}|[A-Za-z]{1,4}")
"""A personal name that is too short to be read as one without an office beside it."""


TITLE_BEHIND = re.compile(r"(?<=[ァ-ヴー])(?:国王|女王|大統領|首相)\Z")
"""A title that people add to a name when they write it down: the name is the part before."""


@dataclass(frozen=True, slots=True)
class Name:
    """What a listed surface stands for."""

    type: str
    entity_id: str
    subtype: str | None = None
    name_ja: str | None = None
    name_en: str | None = None
    country: str | None = None
    wikidata_id: str | None = None
    geonames_id: str | None = None
    needs_cue: bool = False
    """A place that is also a common word, a person's name of one word: a name only beside a cue."""
    valid_from: str = ""
    valid_to: str = ""


FORMS_OF_STATE = (
    "Arab Republic of", "Bolivarian Republic of", "Commonwealth of", "Co-operative Republic of", "Democratic Republic of",
    "Democratic Socialist Republic of", "Federal Democratic Republic of", "Federal Republic of", "Federative Republic of",
    "Grand Duchy of", "Hashemite Kingdom of", "Independent State of", "Islamic Republic of", "Kingdom of",
    "Oriental Republic of", "People's Democratic Republic of", "People's Republic of", "Principality of", "Republic of",
    "Socialist Republic of", "State of", "Sultanate of", "United Republic of",
)  # fmt: skip
"""Before an English name of a state: the Japanese text of a note that quotes the envoy's title."""

PLAIN_NAME = re.compile(r"[ァ-ヴー・]+")
"""Names that older texts put 国 behind: タイ国, ペルー国."""

RESPELLED = (("ASEAN", "アセアン"), ("イニシアティブ", "イニシアチブ"), ("イニシアチブ", "イニシアティブ"), ("国際連合", "国連"))
"""Words of names that are as often written otherwise."""

NOTHING = Name("none", "")
"""A string of `not_names.csv`."""


@lru_cache
def surfaces() -> dict[str, tuple[Name, ...]]:
    """Every folded surface with what it may stand for, in the order of preference of the registers."""
    found: dict[str, list[Name]] = {}
    entries = list(_entries())
    for surface, (_, name) in zip(fold_texts(surface for surface, _ in entries), entries, strict=True):
        names = found.setdefault(surface, [])
        if all(known.entity_id != name.entity_id for known in names):
            names.append(name)
    return {surface: tuple(names) for surface, names in found.items()}


@lru_cache
def automaton() -> tuple[AhoCorasick, tuple[tuple[Name, ...], ...]]:
    """Leftmost-longest search over all surfaces, and what they stand for by the index that it reports."""
    keys = sorted(surfaces())
    return AhoCorasick(keys, matchkind=MatchKind.LeftmostLongest), tuple(surfaces()[key] for key in keys)


def prefixed(id: str, kind: str) -> str:
    """The id with its kind in front (`person/xi-jinping`), as the tables hold it."""
    prefix = {"organization": "org"}.get(kind, kind)
    return id if id.startswith(f"{prefix}/") else f"{prefix}/{id}"


@lru_cache
def by_short_form() -> dict[str, str]:
    """One-character forms of states: form to ISO alpha-3."""
    return {short: row["code"] for row in lexicon.rows("countries.csv") for short in lexicon.split(row["short"])}


def country(code: str) -> Name:
    """The register's entry of an ISO alpha-3 code. Raises KeyError for an unknown one."""
    return _countries()[code]


@lru_cache
def _countries() -> dict[str, Name]:
    return {row["code"]: _country(row) for row in lexicon.rows("countries.csv")}


def _entries() -> Iterator[tuple[str, Name]]:
    yield from ((row["text"], NOTHING) for row in lexicon.rows("not_names.csv"))
    for row in lexicon.rows("countries.csv"):
        state = country(row["code"])
        yield from _spread(row, state)
        yield from ((f"{form} {row['name_en']}", state) for form in FORMS_OF_STATE)
        if not row["subtype"]:
            names = (row["name_ja"], *lexicon.split(row["aliases"]))
            yield from ((f"{name}国", state) for name in names if PLAIN_NAME.fullmatch(name))
    for file, kind in (("organizations.csv", "organization"), ("instruments.csv", "instrument"), ("regions.csv", "place")):
        for row, name in _by_row(file, kind):
            yield from _spread(row, name)
    yield from _persons()
    for row in lexicon.rows("places.csv"):
        yield from _spread(row, _place(row))


def _spread(row: dict[str, str], name: Name) -> Iterator[tuple[str, Name]]:
    for spelling in (row["name_ja"], *lexicon.split(row["aliases"])):
        yield spelling, name
        yield from ((spelling.replace(word, other), name) for word, other in RESPELLED if word in spelling)


def _country(row: dict[str, str]) -> Name:
    code = row["code"]
    own = None if row["subtype"] else code
    return Name(
        "country", f"country/{code}", row["subtype"] or None, row["name_ja"], row["name_en"], own, row["wikidata_id"] or None
    )


def _by_row(file: str, kind: str) -> Iterator[tuple[dict[str, str], Name]]:
    return ((row, _plain(row, kind)) for row in lexicon.rows(file))


def _plain(row: dict[str, str], kind: str) -> Name:
    return Name(
        kind,
        prefixed(row["id"], kind),
        row.get("subtype") or None,
        row["name_ja"],
        row["name_en"] or None,
        row.get("country") or None,
        row["wikidata_id"] or None,
    )


def _place(row: dict[str, str]) -> Name:
    return Name(
        "place",
        row["id"],
        row["subtype"] or None,
        row["name_ja"],
        row["name_en"] or None,
        row["country"] or None,
        row["wikidata_id"] or None,
        row["geonames_id"] or None,
        row["needs_cue"] == "1",
        row["valid_from"],
        row["valid_to"],
    )


def _persons() -> Iterator[tuple[str, Name]]:
    """The surfaces of persons; a name of one word needs an office beside it."""
    spelled = [(surface, name) for row, name in _by_row("persons.csv", "person") for surface in _spellings(row)]
    for folded, (surface, name) in zip(fold_texts(surface for surface, _ in spelled), spelled, strict=True):
        yield surface, replace(name, needs_cue=True) if SHORT_NAME.fullmatch(folded) else name


def _spellings(row: dict[str, str]) -> Iterator[str]:
    spellings = (row["name_ja"], *lexicon.split(row["aliases"]), row["name_en"])
    return filter(None, (TITLE_BEHIND.sub("", spelling) for spelling in spellings))
