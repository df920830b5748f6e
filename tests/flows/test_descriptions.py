"""Every snapshot carries a Data Package and a Croissant description that are valid and true."""

from __future__ import annotations

import hashlib
import json
import re
from collections.abc import Iterator
from pathlib import Path
from typing import Any

import pyarrow.parquet as pq
import pytest
from frictionless import Package

from tests.flows.conftest import House
from transforms.tables import TABLES

Json = dict[str, Any]
STANDARD_FIELDS = {"dataType", "source", "@type", "@id", "name", "description", "repeated", "subField", "references"}


@pytest.fixture
def current(house: House) -> Path:
    house.write(a="2024年の声明 A\n第二文", b="年のない声明 X", bad="壊")
    house.build()
    return house.output / "current"


def _load(current: Path, name: str) -> Json:
    loaded: Json = json.loads((current / name).read_text(encoding="utf-8"))
    return loaded


# Data Package


def test_the_data_package_is_valid(current: Path) -> None:
    package = Package.from_descriptor(str(current / "datapackage.json"))
    assert [resource.name for resource in package.resources] == list(TABLES)
    for resource in package.resources:
        assert [field.name for field in resource.schema.fields] == [column.name for column in TABLES[resource.name].columns]


def test_files_are_listed_with_their_hashes_and_rows(current: Path) -> None:
    described = {
        file["path"]: (file["hash"], file["bytes"], file["rows"])
        for resource in _load(current, "datapackage.json")["resources"]
        for file in resource["files"]
    }
    found = {
        str(path.relative_to(current)): (f"sha256:{_sha256(path)}", path.stat().st_size, pq.read_metadata(path).num_rows)
        for path in current.rglob("*.parquet")
    }
    assert described == found
    assert len(found) > 6


def test_resources_say_what_tables_are(current: Path) -> None:
    resources = {resource["name"]: resource for resource in _load(current, "datapackage.json")["resources"]}
    clauses = resources["clauses"]
    fields = {field["name"]: field for field in clauses["schema"]["fields"]}
    assert clauses["rows"] == 3
    assert clauses["path"] == [file["path"] for file in clauses["files"]]
    assert clauses["schema"]["primaryKey"] == ["clause_id"]
    reference = {"resource": "statements", "fields": ["statement_id"]}
    assert clauses["schema"]["foreignKeys"] == [{"fields": ["statement_id"], "reference": reference}]
    assert fields["actors"]["items"] == {"type": "string"}
    assert fields["is_commitment"]["type"] == "boolean"
    assert "WELCOME" in fields["act"]["constraints"]["enum"]
    assert fields["act"]["description_ja"] == "発話行為"
    dates = {field["name"]: field["type"] for field in fields["dates"]["items"]["fields"]}
    assert (dates["char_start"], dates["first_on"], dates["edtf"]) == ("integer", "date", "string")


# Croissant


def test_croissant_names_all_columns_of_all_tables(current: Path) -> None:
    described = _load(current, "croissant.json")
    assert described["conformsTo"] == "http://mlcommons.org/croissant/1.0"
    sets = {record["name"]: record for record in described["recordSet"]}
    assert list(sets) == list(TABLES)
    for name, table in TABLES.items():
        assert [field["name"] for field in sets[name]["field"]] == [column.name for column in table.columns]
        assert sets[name]["key"] == {"@id": f"{name}/{table.key}"}


def test_croissant_ids_are_unique_and_references_lead_somewhere(current: Path) -> None:
    described = _load(current, "croissant.json")
    parts = [part for part in _parts({"": [described["distribution"], described["recordSet"]]}) if "@type" in part]
    ids = [part["@id"] for part in parts]
    pointers = [part for part in _parts(described) if part.keys() == {"@id"}]
    assert len(ids) == len(set(ids)) > 80
    assert {pointer["@id"] for pointer in pointers} <= set(ids)
    for field in (part for part in parts if part["@type"] == "cr:Field"):
        assert field.keys() <= STANDARD_FIELDS
        assert ("subField" in field) != ("dataType" in field)
        assert field.get("dataType", "sc:Text") in {"sc:Text", "sc:Integer", "sc:Float", "sc:Boolean", "sc:Date"}


def test_croissant_files_are_the_snapshots(current: Path) -> None:
    distribution = _load(current, "croissant.json")["distribution"]
    files = {part["contentUrl"]: part["sha256"] for part in distribution if part["@type"] == "cr:FileObject"}
    assert files == {str(path.relative_to(current)): _sha256(path) for path in current.rglob("*.parquet")}
    for part in (part for part in distribution if part["@type"] == "cr:FileSet"):
        table = part["name"].removesuffix("-files")
        assert set(current.glob(part["includes"])) == set((current / table).rglob("*.parquet"))


def test_the_year_is_read_from_the_path(current: Path) -> None:
    [clauses] = [record for record in _load(current, "croissant.json")["recordSet"] if record["name"] == "clauses"]
    [year] = [field for field in clauses["field"] if field["name"] == "year"]
    paths = [str(path) for path in (current / "clauses").rglob("*.parquet")]
    matches = [re.fullmatch(year["source"]["transform"]["regex"], path) for path in paths]
    assert sorted(match[1] for match in matches if match) == ["2024", "__HIVE_DEFAULT_PARTITION__"]


# Both


def test_the_same_content_has_the_same_descriptions(house: House, tmp_path: Path) -> None:
    written = []
    for name in ("one", "two"):
        (tmp_path / name).mkdir()
        other = House(tmp_path / name)
        other.write(a="2024年の声明 A")
        other.build()
        written.append([(other.output / "current" / file).read_bytes() for file in ("datapackage.json", "croissant.json")])
    assert written[0] == written[1]


def test_they_stand_beside_the_tables_not_in_them(current: Path) -> None:
    names = {path.name for path in current.resolve().iterdir()}
    assert names >= {"datapackage.json", "croissant.json", "manifest.json", *TABLES}
    assert {path.suffix for table in TABLES for path in (current / table).rglob("*") if path.is_file()} == {".parquet"}


def _sha256(path: Path) -> str:
    return hashlib.sha256(path.read_bytes()).hexdigest()


def _parts(value: object) -> Iterator[Json]:
    """All objects inside a JSON value, itself too."""
    if isinstance(value, dict):
        yield value
        value = list(value.values())
    if isinstance(value, list):
        for item in value:
            yield from _parts(item)
