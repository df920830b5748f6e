"""Who a person's name stands for: the register by full name, the document's own full names, the register by part of a name."""

from __future__ import annotations

import re
from collections import defaultdict
from collections.abc import Collection, Sequence
from dataclasses import dataclass
from datetime import date
from functools import lru_cache
from itertools import pairwise

from transforms import lexicon
from transforms.entities import gazetteer, names
from transforms.entities.model import Mention
from transforms.folding import fold_text

KANJI = re.compile("[一-龥々ヶ]+")
OF_ANY_MINISTER = frozenset("大臣相長官副国務担当・")
SPOUSE = re.compile(r"(?:[一-龥]{0,3}(?:大統領|首相|総理|総理大臣|主席|書記長|外相|大臣))?令?夫人")
"""Behind a name: the wife of who holds the office, a person of her own."""
PARTS = re.compile("[・= ]")
SON_OF = frozenset(("ビン", "ビント", "イブン", "ブン", "ベン"))
INITIAL = re.compile("[A-Z](?=[.・])")


@dataclass(frozen=True, slots=True)
class Term:
    """An office that a person held; years of its ends, open ones None."""

    office: str
    kind: str
    country: str | None
    first_year: int | None
    last_year: int | None

    def covers(self, year: int) -> bool:
        return (self.first_year is None or self.first_year <= year) and (self.last_year is None or year <= self.last_year)


@dataclass(frozen=True, slots=True)
class Person:
    """A person of the register with all spellings, terms and the states of these."""

    id: str
    name_ja: str
    name_en: str | None
    wikidata_id: str | None
    spellings: tuple[str, ...]
    terms: tuple[Term, ...]
    countries: frozenset[str]


def link(mentions: Sequence[Mention], parties: Collection[str] = (), on: date | None = None) -> None:
    """Gives persons their ids, canonical names, countries and offices, in place.

    A name that the document writes in full elsewhere is that person's; a part of a name is a person of the register
    only where state, office and day leave a single one.
    """
    persons = [mention for mention in mentions if mention.type == "person"]
    year = on.year if on else None
    own = _in_full(persons)
    for mention in persons:
        if not _is_of_document(mention, own):
            _by_full_name(mention, parties, year)
    in_full = _in_full(persons)
    _share_countries(persons)
    for mention in persons:
        if _is_open(mention) and not _by_document(mention, in_full, year):
            _by_part(mention, parties, year)
    _follow_alike(persons)
    for mention in persons:
        if mention.reading_of is not None:
            _follow(mention, mention.reading_of)


def _is_of_document(mention: Mention, own: dict[str, list[Mention]]) -> bool:
    """Whether the document names in full, beside an office of the same kind, a person of no register with that short name."""
    kind = kind_of(mention.beside)
    return kind is not None and any(
        _is_open(one) and not _spelled(one.surface) and kind_of(one.beside) == kind for one in own.get(mention.surface, ())
    )


def _in_full(persons: Sequence[Mention]) -> dict[str, list[Mention]]:
    """The mentions by what their names are shortened to."""
    found: dict[str, list[Mention]] = defaultdict(list)
    alike = _first_of_each(persons)
    for mention in alike:
        bare = names.without_initials(mention.surface)
        for part in (*parts(bare), *([bare] if bare != mention.surface else ())):
            found[part].append(mention)
    for mention in alike:
        if person := register().get(mention.entity_id):
            for part in {part for spelling in person.spellings for part in _called(spelling)}:
                found[part].append(mention)
    return found


def _called(spelling: str) -> set[str]:
    """What a person of the register may be called: a part of the name, but not the father's behind ビン."""
    words = parts(spelling)
    return set(words) - {word for before, word in pairwise(words) if before in SON_OF}


def _follow_alike(persons: Sequence[Mention]) -> None:
    """A name without an office of its own (岸氏, 岸大臣) is whom the document calls so beside one (岸防衛相), in place."""
    known: dict[str, dict[str, Mention]] = defaultdict(dict)
    for one in persons:
        if one.entity_id in register():
            known[one.surface][one.entity_id] = one
    for mention in persons:
        alike = [*known[mention.surface].values()] if mention.entity_id not in register() else []
        is_short = mention.beside == "大臣" or kind_of(mention.beside) in {None, "honorific"}
        if len(alike) == 1 and _is_open(mention) and is_short:
            _follow(mention, alike[0])
            mention.method, mention.confidence = "context", 0.9


def _follow(mention: Mention, source: Mention) -> None:
    """Makes the mention one of the person of another, in place."""
    mention.entity_id, mention.name_ja, mention.name_en = source.entity_id, source.name_ja, source.name_en
    mention.wikidata_id, mention.country, mention.office = source.wikidata_id, source.country, source.office


def _first_of_each(persons: Sequence[Mention]) -> list[Mention]:
    """The first of the mentions that say the same of a person."""
    found: dict[tuple[str | None, ...], Mention] = {}
    for one in persons:
        found.setdefault((one.surface, one.entity_id, one.country, one.office, one.beside, one.method), one)
    return list(found.values())


def _share_countries(persons: Sequence[Mention]) -> None:
    """A name that stands beside a state once is a person of that state wherever the document writes it, in place."""
    states: dict[str, set[str]] = defaultdict(set)
    for mention in persons:
        if _is_open(mention) and mention.country:
            states[mention.surface].add(mention.country)
    for mention in persons:
        if _is_open(mention) and mention.country is None and len(states[mention.surface]) == 1:
            mention.country = next(iter(states[mention.surface]))


@lru_cache(maxsize=50_000)
def parts(name: str) -> tuple[str, ...]:
    """What a name is shortened to: the words of a katakana name, the leading characters of one in kanji."""
    if KANJI.fullmatch(name):
        return tuple(name[:length] for length in range(1, min(4, len(name))))
    words = PARTS.split(name)
    return tuple(words) if len(words) > 1 else ()


@lru_cache(maxsize=1)
def register() -> dict[str, Person]:
    """The persons of `persons.csv` by id."""
    grouped: dict[str, list[dict[str, str]]] = defaultdict(list)
    for row in lexicon.rows("persons.csv"):
        grouped[gazetteer.prefixed(row["id"], "person")].append(row)
    return {id: _person(id, rows) for id, rows in grouped.items()}


@lru_cache(maxsize=10_000)
def kind_of(office: str | None) -> str | None:
    """The kind of an office by its normal form, its surface, or the longest office that its title ends in."""
    kinds = _kinds()
    tails = ((office or "")[at:] for at in range(len(office or "")))
    return next((kinds[tail] for tail in tails if tail in kinds), None)


@lru_cache(maxsize=1)
def _kinds() -> dict[str, str]:
    rows = lexicon.rows("offices.csv")
    return {row["office"]: row["kind"] for row in rows} | {row["surface"]: row["kind"] for row in rows}


def adopt(mention: Mention, person: Person, year: int | None, *, method: str) -> None:
    """Makes the mention one of a registered person."""
    mention.entity_id, mention.name_ja, mention.name_en = person.id, person.name_ja, person.name_en
    mention.wikidata_id, mention.method = person.wikidata_id, method
    term = _term(person, mention, year)
    if term is not None:
        mention.country = term.country or mention.country
        mention.office = full_title(term.kind, term.country) or term.office
    mention.confidence = 0.95 if method != "repair" else 0.8


def full_title(kind: str, country: str | None) -> str | None:
    """The title that a country gives an office; None where the normal form will do."""
    return _titles().get((kind, country or ""))


@lru_cache(maxsize=1)
def _titles() -> dict[tuple[str, str], str]:
    return {(row["kind"], row["country"]): row["title"] for row in lexicon.rows("office_titles.csv")}


def _term(person: Person, mention: Mention, year: int | None) -> Term | None:
    """The term that the text speaks of: by the office named, then by the day, then the latest."""
    kind = kind_of(mention.beside)
    named = [term for term in person.terms if kind and term.kind == kind]
    dated = [term for term in (named or person.terms) if year is not None and term.covers(year)]
    return (dated or named or [*person.terms])[-1] if person.terms else None


def _is_spouse(mention: Mention) -> bool:
    return SPOUSE.match(mention.passage.text, mention.end) is not None


def _is_open(mention: Mention) -> bool:
    return mention.method == "pattern"


def _by_full_name(mention: Mention, parties: Collection[str], year: int | None) -> None:
    surface = names.without_initials(mention.surface)
    named = _spelled(mention.surface) or _spelled(surface)
    if len(surface) == 1 or not named:
        return
    is_short = any(surface in parts(spelling) for person in named for spelling in person.spellings)
    if is_short and _is_spouse(mention):
        return
    known = _by_word().get(fold_text(surface), named) if is_short else named
    chosen = _choose(known, mention, parties, year, strictly=is_short)
    if chosen is not None:
        adopt(mention, chosen, year, method="lexicon" if surface == chosen.name_ja else "alias")


@lru_cache(maxsize=20_000)
def _spelled(surface: str) -> tuple[Person, ...]:
    return _by_spelling().get(names.joined(fold_text(surface)), ())


def _by_document(mention: Mention, in_full: dict[str, list[Mention]], year: int | None) -> bool:
    """The person whose full name the document gives elsewhere."""
    surface = names.without_initials(mention.surface)
    fuller = [one for one in in_full.get(surface, ()) if one is not mention and one.surface != mention.surface]
    fuller = [one for one in fuller if _is_spouse(one) == _is_spouse(mention)] if any(map(_is_spouse, fuller)) else fuller
    fitting = [one for one in fuller if not (mention.country and one.country and mention.country != one.country)]
    if len({one.entity_id for one in fitting}) != 1:
        return False
    source = fitting[0]
    if source.entity_id in register():
        adopt(mention, register()[source.entity_id], year, method="context")
        return True
    mention.entity_id, mention.name_ja, mention.name_en = source.entity_id, source.name_ja, source.name_en
    mention.wikidata_id, mention.country = source.wikidata_id, source.country or mention.country
    mention.office = source.office or mention.office
    mention.method, mention.confidence = "context", 0.9
    return True


def _by_part(mention: Mention, parties: Collection[str], year: int | None) -> None:
    """The one person of the register whose name has this part and whose state, office and day fit."""
    if _is_spouse(mention):
        return
    surface = names.without_initials(fold_text(mention.surface))
    words = PARTS.split(surface)
    known = _by_word().get(surface) or (_sharing_last_word(words) if len(words) > 2 else ())
    if len(words) > 2 and len(known) > 1:
        return  # A name of a whole house, such as アール・サーニ, stands for none of them.
    chosen = _choose(known, mention, parties, year, strictly=True) or _by_initial(known, mention)
    if chosen is not None:
        adopt(mention, chosen, year, method="context")


def _sharing_last_word(words: Sequence[str]) -> tuple[Person, ...]:
    """Persons whose names have the last of these words, less those with a name of as many others (グエン・バン・ソン)."""
    known = _by_word().get(words[-1], ())
    return tuple(one for one in known if not _is_named_otherwise(one, words))


def _is_named_otherwise(person: Person, words: Sequence[str]) -> bool:
    spelled = [PARTS.split(spelling) for spelling in person.spellings if not spelling.isascii()]
    shared = [len(set(words) & set(others)) for others in spelled if len(others) == len(words)]
    return bool(shared) and max(shared) < 2  # The last word is shared in any case.


def _by_initial(persons: Sequence[Person], mention: Mention) -> Person | None:
    """A・A・グロムイコ: the one person of that state and surname whose first name has the initial, whatever the office."""
    initial = INITIAL.match(mention.surface)
    if initial is None:
        return None
    of_state = [one for one in persons if not mention.country or mention.country in one.countries]
    fitting = [one for one in of_state if (one.name_en or "").startswith(initial[0])]
    return fitting[0] if len(fitting) == 1 else None


def _choose(
    persons: Sequence[Person], mention: Mention, parties: Collection[str], year: int | None, *, strictly: bool = False
) -> Person | None:
    """The person that fits best; with `strictly` only where state or party fits and one alone is left."""
    left = persons
    states = {mention.country} if mention.country else set(parties)
    kind = kind_of(mention.beside)
    for narrowed in (
        [one for one in persons if not states or one.countries & states],
        [
            one
            for one in persons
            if kind in (None, "honorific", "official") or any(_is_of_kind(term, kind, mention) for term in one.terms)
        ],
        [one for one in persons if year is None or any(term.covers(year) for term in one.terms)],
    ):
        fitting = [one for one in left if one in narrowed]
        if not fitting and strictly:
            return None
        left = fitting or left
    if strictly and not states and (len(left) > 1 or kind is None or len(mention.surface) == 1):
        return None
    return left[0] if left and (not strictly or len(left) == 1) else None


def _is_of_kind(term: Term, kind: str | None, mention: Mention) -> bool:
    """Whether a term is of the kind of office that is named; ministers of subjects with no character in common are none."""
    if term.kind != kind:
        return False
    subjects = [set(office) - OF_ANY_MINISTER for office in (term.office, mention.beside or "")]
    return kind != "minister" or not all(subjects) or bool(subjects[0] & subjects[1])


def _person(id: str, rows: list[dict[str, str]]) -> Person:
    first = rows[0]
    spellings = {
        fold_text(name) for row in rows for name in (row["name_ja"], *lexicon.split(row["aliases"]), row["name_en"]) if name
    }
    terms = tuple(_row_term(row) for row in rows)
    countries = frozenset(term.country for term in terms if term.country)
    return Person(
        id, first["name_ja"], first["name_en"] or None, first["wikidata_id"] or None, tuple(sorted(spellings)), terms, countries
    )


def _row_term(row: dict[str, str]) -> Term:
    return Term(row["office"], kind_of(row["office"]) or "official", row["country"] or None, _year(row["from"]), _year(row["to"]))


def _year(cell: str) -> int | None:
    return int(cell[:4]) if cell[:4].isdigit() else None


@lru_cache(maxsize=1)
def _by_spelling() -> dict[str, tuple[Person, ...]]:
    found: dict[str, list[Person]] = defaultdict(list)
    for person in register().values():
        for spelling in person.spellings:
            found[spelling.replace(" ", "")].append(person)
    return {spelling: tuple(persons) for spelling, persons in found.items()}


@lru_cache(maxsize=1)
def _by_word() -> dict[str, tuple[Person, ...]]:
    """Persons by a part of any of their spellings, and by spellings of one word."""
    found: dict[str, dict[str, Person]] = defaultdict(dict)
    for person in register().values():
        for spelling in person.spellings:
            for part in [*parts(spelling), spelling]:
                found[part][person.id] = person
    return {part: tuple(persons.values()) for part, persons in found.items()}
