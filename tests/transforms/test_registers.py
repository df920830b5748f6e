"""The registers of persons, organizations, instruments and places: form, order, cross-references, names with one owner."""

from __future__ import annotations

import re
from collections import defaultdict
from collections.abc import Iterable

import pytest

from transforms import lexicon
from transforms.folding import fold_text

REGISTERS = ("persons.csv", "organizations.csv", "instruments.csv", "places.csv")
COLUMNS = {
    "persons.csv": "id,name_ja,name_en,aliases,country,office,from,to,wikidata_id,example",
    "organizations.csv": "id,name_ja,name_en,aliases,subtype,country,wikidata_id,example,counterexample",
    "instruments.csv": "id,name_ja,name_en,aliases,subtype,signed_on,in_force_on,wikidata_id,example",
    "places.csv": "id,name_ja,name_en,aliases,country,subtype,geonames_id,wikidata_id,valid_from,valid_to,needs_cue,population",
}
PERIODS = {
    "persons.csv": ("from", "to"),
    "instruments.csv": ("signed_on", "in_force_on"),
    "places.csv": ("valid_from", "valid_to"),
}
SUBTYPES = {
    "organizations.csv": "igo ministry military parliament party company institution joint_body media",
    "instruments.csv": "treaty agreement protocol mou resolution plan programme contract prior_statement",
    "places.csv": "city region site island",
}
SIZES = {"persons.csv": 900, "organizations.csv": 450, "instruments.csv": 160, "places.csv": 1500}
DATE = re.compile(r"\d{4}(-\d\d(-\d\d)?)?")


def names(row: dict[str, str]) -> list[str]:
    return [row["name_ja"], *lexicon.split(row["aliases"])]


def owners(rows: Iterable[dict[str, str]]) -> dict[str, set[str]]:
    found: dict[str, set[str]] = defaultdict(set)
    for row in rows:
        for name in names(row):
            found[fold_text(name)].add(row["id"])
    return found


def shared(rows: Iterable[dict[str, str]]) -> dict[str, set[str]]:
    return {name: ids for name, ids in owners(rows).items() if len(ids) > 1}


@pytest.mark.parametrize("register", REGISTERS)
def test_columns_and_size(register: str) -> None:
    rows = lexicon.rows(register)
    assert ",".join(rows[0]) == COLUMNS[register]
    assert len(rows) >= SIZES[register]
    assert all(None not in row and None not in row.values() for row in rows)


@pytest.mark.parametrize("register", REGISTERS)
def test_rows_are_sorted_by_id(register: str) -> None:
    ids = [row["id"] for row in lexicon.rows(register)]
    assert ids == sorted(ids)


@pytest.mark.parametrize("register", REGISTERS)
def test_ids_are_slugs(register: str) -> None:
    form = re.compile(r"place/[a-z0-9]+(-[a-z0-9]+)*" if register == "places.csv" else r"[a-z0-9]+(-[a-z0-9]+)*")
    assert [row["id"] for row in lexicon.rows(register) if not form.fullmatch(row["id"])] == []


@pytest.mark.parametrize("register", ["organizations.csv", "instruments.csv"])
def test_an_id_has_one_row(register: str) -> None:
    ids = [row["id"] for row in lexicon.rows(register)]
    assert len(ids) == len(set(ids))


@pytest.mark.parametrize("register", REGISTERS)
def test_wikidata_ids_have_their_form_and_one_owner(register: str) -> None:
    found: dict[str, set[str]] = defaultdict(set)
    for row in lexicon.rows(register):
        if row["wikidata_id"]:
            found[row["wikidata_id"]].add(row["id"])
    assert all(re.fullmatch(r"Q[1-9]\d*", item) for item in found)
    assert {item: ids for item, ids in found.items() if len(ids) > 1} == {}


@pytest.mark.parametrize("register", ["persons.csv", "organizations.csv", "places.csv"])
def test_countries_are_iso_alpha_3(register: str) -> None:
    known = {row["code"] for row in lexicon.rows("countries.csv")} | {"", "EUU"}
    assert {row["country"] for row in lexicon.rows(register)} - known == set()


@pytest.mark.parametrize("register", PERIODS)
def test_dates_have_their_form_and_order(register: str) -> None:
    first, last = PERIODS[register]
    for row in lexicon.rows(register):
        assert all(DATE.fullmatch(row[end]) for end in (first, last) if row[end]), row
        length = min(len(row[first]), len(row[last]))
        assert row[first][:length] <= row[last][:length], row


@pytest.mark.parametrize("register", SUBTYPES)
def test_subtypes_are_those_of_the_tables(register: str) -> None:
    assert {row["subtype"] for row in lexicon.rows(register)} <= set(SUBTYPES[register].split())


@pytest.mark.parametrize("register", REGISTERS)
def test_no_alias_repeats_in_its_row(register: str) -> None:
    assert [row["id"] for row in lexicon.rows(register) if len(names(row)) != len(set(names(row)))] == []


@pytest.mark.parametrize("register", ["persons.csv", "organizations.csv", "instruments.csv"])
def test_examples_hold_a_name(register: str) -> None:
    assert [row["id"] for row in lexicon.rows(register) if not any(name in row["example"] for name in names(row))] == []


def test_names_of_persons_organizations_and_instruments_have_one_owner() -> None:
    rows = [row for register in REGISTERS[:3] for row in lexicon.rows(register)]
    assert shared(rows) == {}


def test_a_name_of_two_places_is_told_apart_by_country_or_cue() -> None:
    of_place: dict[str, set[str]] = defaultdict(set)
    cued = {row["id"] for row in lexicon.rows("places.csv") if row["needs_cue"]}
    for row in lexicon.rows("places.csv"):
        of_place[row["id"]].add(row["country"])
    for name, ids in shared(lexicon.rows("places.csv")).items():
        countries = set().union(*(of_place[id] for id in ids))
        assert len(countries) == len(ids) or len(ids - cued) <= 1, (name, ids)


def test_a_person_is_written_alike_in_every_row() -> None:
    written: dict[str, set[tuple[str, ...]]] = defaultdict(set)
    for row in lexicon.rows("persons.csv"):
        written[row["id"]].add((row["name_ja"], row["name_en"], row["aliases"], row["wikidata_id"]))
    assert [id for id, forms in written.items() if len(forms) > 1] == []


def test_a_persons_term_stands_once() -> None:
    terms = [(row["id"], row["country"], row["office"], row["from"]) for row in lexicon.rows("persons.csv")]
    assert len(terms) == len(set(terms))


def test_persons_of_at_least_60_countries() -> None:
    assert len({row["country"] for row in lexicon.rows("persons.csv") if row["country"]}) >= 60


def test_at_least_150_international_organizations() -> None:
    assert sum(row["subtype"] == "igo" for row in lexicon.rows("organizations.csv")) >= 150


def test_a_place_of_geonames_has_its_id() -> None:
    for row in lexicon.rows("places.csv"):
        assert row["geonames_id"] == "" or row["id"] == f"place/{row['geonames_id']}", row
        assert row["needs_cue"] in ("", "1"), row
        assert re.fullmatch(r"\d*", row["population"]), row


def test_places_do_not_repeat_regions_or_countries() -> None:
    countries = [row | {"id": row["code"]} for row in lexicon.rows("countries.csv")]
    taken = owners([*lexicon.rows("regions.csv"), *countries])
    assert {name for row in lexicon.rows("places.csv") for name in names(row) if fold_text(name) in taken} == set()


@pytest.mark.parametrize(
    ("name", "id"),
    [
        ("東京", "place/1850147"),
        ("アスタナ", "place/1526273"),
        ("ヌルスルタン", "place/1526273"),
        ("バクー", "place/587084"),
        ("モスクワ", "place/524901"),
        ("ハノイ", "place/1581130"),
        ("天津", "place/1792947"),
        ("バクニン省", "place/bac-ninh-province"),
        ("東カザフスタン地域", "place/east-kazakhstan-region"),
    ],
)
def test_well_known_places(name: str, id: str) -> None:
    assert owners(lexicon.rows("places.csv"))[name] == {id}


@pytest.mark.parametrize("register", REGISTERS)
def test_a_register_opens_with_what_it_is_and_its_sources(register: str) -> None:
    comment = [line for line in (lexicon.ROOT / register).read_text(encoding="utf-8").splitlines() if line.startswith("#")]
    assert any(line.startswith("# Sources:") for line in comment)
