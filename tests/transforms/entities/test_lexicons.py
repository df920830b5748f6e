"""Every entry of the registers and lists is found in its own example, and no register contradicts itself or another."""

from __future__ import annotations

import re
from collections import Counter, defaultdict
from itertools import pairwise

import pytest

from tests.transforms.entities.marked import read
from transforms import lexicon
from transforms.entities import gazetteer, identity
from transforms.entities.model import Mention
from transforms.folding import fold_text

LISTS = {
    "countries.csv": "code", "regions.csv": "id", "organizations.csv": "id", "instruments.csv": "id", "offices.csv": "surface",
    "organization_forms.csv": "form", "instrument_forms.csv": "form", "place_forms.csv": "form", "topics.csv": "name_ja",
    "surnames.csv": "surname", "katakana_words.csv": "word", "not_names.csv": "text", "not_persons.csv": "word",
    "misreadings.csv": "surface", "office_titles.csv": "id",
}  # fmt: skip
REGISTERS = {
    "organizations.csv": "organization", "instruments.csv": "instrument", "regions.csv": "place", "persons.csv": "person",
}  # fmt: skip
CODES = {row["code"] for row in lexicon.rows("countries.csv")}


def mentions(text: str) -> list[Mention]:
    return read(f"共同声明\n\n{text}")


def ids(text: str) -> set[str]:
    return {mention.entity_id for mention in mentions(text)}


@pytest.mark.parametrize(("file", "key"), LISTS.items())
def test_keys_are_unique_and_sorted(file: str, key: str) -> None:
    keys = [row[key] for row in lexicon.rows(file)]
    assert [name for name, count in Counter(keys).items() if count > 1] == []
    assert keys == sorted(keys)


def test_countries_are_found_in_their_examples() -> None:
    missed = [row["code"] for row in lexicon.rows("countries.csv") if f"country/{row['code']}" not in ids(row["example"])]
    assert missed == []


def test_every_name_of_a_country_is_that_country() -> None:
    names = [
        (row["code"], name) for row in lexicon.rows("countries.csv") for name in (row["name_ja"], *lexicon.split(row["aliases"]))
    ]
    wrong = [(code, name) for code, name in names if f"country/{code}" not in ids(f"{name}は、これを支持した。")]
    assert wrong == []


@pytest.mark.parametrize("file", REGISTERS)
def test_registered_things_are_found_in_their_examples(file: str) -> None:
    kind = REGISTERS[file]
    rows = {row["id"]: row["example"] for row in lexicon.rows(file)}
    missed = [id for id, example in rows.items() if gazetteer.prefixed(id, kind) not in ids(example)]
    assert missed == []


@pytest.mark.parametrize("file", ["organizations.csv", "regions.csv"])
def test_counterexamples_name_nothing_of_the_kind(file: str) -> None:
    rows = [row for row in lexicon.rows(file) if row["counterexample"]]
    wrong = [row["id"] for row in rows if gazetteer.prefixed(row["id"], REGISTERS[file]) in ids(row["counterexample"])]
    assert wrong == []


def test_places_that_need_no_cue_are_found_alone() -> None:
    plain = [row for row in lexicon.rows("places.csv") if row["needs_cue"] != "1"]
    missed = [row["name_ja"] for row in plain if not _is_place(row["name_ja"])]
    assert missed == []


def _is_place(name: str) -> bool:
    return any(one.entity_id.startswith("place/") for one in mentions(f"代表団は{name}を訪れた。"))


@pytest.mark.parametrize(
    ("file", "kind"),
    [
        ("organization_forms.csv", "organization"),
        ("instrument_forms.csv", "instrument"),
        ("place_forms.csv", "place"),
        ("offices.csv", "person"),
        ("surnames.csv", "person"),
    ],
)
def test_forms_are_found_in_their_examples(file: str, kind: str) -> None:
    missed = [row["example"] for row in lexicon.rows(file) if kind not in {one.type for one in mentions(row["example"])}]
    assert missed == []


@pytest.mark.parametrize("file", ["katakana_words.csv", "not_persons.csv"])
def test_common_words_beside_an_office_are_no_persons(file: str) -> None:
    wrong = [row["example"] for row in lexicon.rows(file) if any(one.type == "person" for one in mentions(row["example"]))]
    assert wrong == []


def test_strings_that_are_no_names_hold_none() -> None:
    wrong = [row["text"] for row in lexicon.rows("not_names.csv") if mentions(row["example"])]
    assert wrong == []


def test_codes_of_countries_are_known() -> None:
    files = ("organizations.csv", "regions.csv", "places.csv", "persons.csv", "office_titles.csv")
    used = {row["country"] for file in files for row in lexicon.rows(file)} - {""}
    assert used - CODES - {row["code"] for row in lexicon.rows("party_organizations.csv")} == set()


def test_short_forms_belong_to_one_state() -> None:
    short = Counter(form for row in lexicon.rows("countries.csv") for form in lexicon.split(row["short"]))
    assert [form for form, count in short.items() if count > 1] == []


@pytest.mark.parametrize("file", ["countries.csv", "organizations.csv", "instruments.csv", "regions.csv"])
def test_a_name_belongs_to_one_thing_of_its_register(file: str) -> None:
    key = "code" if file == "countries.csv" else "id"
    owners: dict[str, set[str]] = defaultdict(set)
    for row in lexicon.rows(file):
        for name in (row["name_ja"], *lexicon.split(row["aliases"])):
            owners[fold_text(name)].add(row[key])
    assert {name: found for name, found in owners.items() if len(found) > 1} == {}


def test_a_name_of_two_registers_is_ruled() -> None:
    """A state comes before the city of its name; a person's short name counts only beside an office."""
    unruled = {
        surface: sorted(name.entity_id for name in names)
        for surface, names in gazetteer.surfaces().items()
        if len({name.type for name in names}) > 1
        and names[0].type not in ("none", "country")
        and not any(name.type == "person" and name.needs_cue for name in names)
    }
    assert unruled == {}


def test_persons_of_one_name_are_told_apart_by_state_office_or_day() -> None:
    owners: dict[str, list[identity.Person]] = defaultdict(list)
    for person in identity.register().values():
        for spelling in person.spellings:
            owners[spelling].append(person)
    clashes = [(name, one.id, two.id) for name, found in owners.items() for one, two in pairwise(found) if _are_alike(one, two)]
    assert clashes == []


def _are_alike(one: identity.Person, two: identity.Person) -> bool:
    """Whether both held the same kind of office for the same state in the same year."""
    return any(
        first.kind == second.kind and first.country == second.country and _overlap(first, second)
        for first in one.terms
        for second in two.terms
    )


def _overlap(first: identity.Term, second: identity.Term) -> bool:
    starts, ends = (first.first_year or 0, second.first_year or 0), (first.last_year or 9999, second.last_year or 9999)
    return max(starts) < min(ends)


def test_terms_of_office_end_after_they_begin() -> None:
    assert [row["id"] for row in lexicon.rows("persons.csv") if row["from"] and row["to"] and row["from"] > row["to"]] == []


@pytest.mark.parametrize("file", ["instruments.csv", "persons.csv", "places.csv"])
def test_dates_are_years_or_iso_days(file: str) -> None:
    columns = {
        "instruments.csv": ("signed_on", "in_force_on"),
        "persons.csv": ("from", "to"),
        "places.csv": ("valid_from", "valid_to"),
    }
    cells = [row[column] for row in lexicon.rows(file) for column in columns[file] if row[column]]
    assert [cell for cell in cells if not re.fullmatch(r"\d{4}(-\d{2}(-\d{2})?)?", cell)] == []


def test_offices_have_kinds_that_are_known() -> None:
    kinds = {row["kind"] for row in lexicon.rows("offices.csv")}
    assert {row["kind"] for row in lexicon.rows("office_titles.csv")} <= kinds


def test_wikidata_items_are_items() -> None:
    files = ("countries.csv", "organizations.csv", "instruments.csv", "regions.csv", "places.csv", "persons.csv")
    cells = [row["wikidata_id"] for file in files for row in lexicon.rows(file) if row["wikidata_id"]]
    assert [cell for cell in cells if not re.fullmatch(r"Q[1-9]\d*", cell)] == []


def test_the_registers_are_as_large_as_they_promise() -> None:
    assert len(lexicon.rows("places.csv")) >= 1500
    assert len({row["id"] for row in lexicon.rows("organizations.csv")}) >= 150
    assert len({row["id"] for row in lexicon.rows("instruments.csv")}) >= 120
    assert len({row["country"] for row in lexicon.rows("persons.csv")}) >= 60
