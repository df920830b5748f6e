"""What catalogues and tools read of a snapshot: a Frictionless Data Package and a Croissant description.

Both list the files with their hashes, the columns with types and meanings, keys and what points where. They say nothing
that is not in the snapshot (no clock, no address), so the same content has the same descriptions.

- datapackage.json: Data Package 2.0, https://datapackage.org/standard/data-package/
- croissant.json: Croissant 1.0, https://docs.mlcommons.org/croissant/docs/croissant-spec.html
"""

from __future__ import annotations

import json
from collections.abc import Mapping, Sequence
from typing import Any

from flows.croissant import croissant
from flows.dictionary import is_list, kind, meanings_ja
from flows.manifest import File, Manifest
from transforms.tables import TABLES, Column, Table

Json = dict[str, Any]

TITLE = "seimei: Japanese-language diplomatic documents as tables of who promised what"
ABOUT = (
    "Joint statements and reports about them, read clause by clause: speech act, actors, strength, sector, dates and names, "
    "each with its evidence. The texts are their publishers'; what a page says of rights stands in statements.rights_note."
)
PARQUET = "application/vnd.apache.parquet"
TYPES = {"string": "string", "int": "integer", "bool": "boolean", "float": "number", "date": "date"}


def descriptions(snapshot: Manifest, tables: Mapping[str, Table] = TABLES) -> dict[str, bytes]:
    """The files that describe a snapshot, by name; paths in them are below the snapshot."""
    # A version of the tables' shape and of the content: SemVer with build metadata.
    version = f"{snapshot.dataset_version}.0+{snapshot.content}"
    head = {"name": "seimei", "alternateName": TITLE, "description": ABOUT, "version": version}
    return {
        "datapackage.json": _dump(_data_package(snapshot, tables, version)),
        "croissant.json": _dump(croissant(snapshot, tables, head)),
    }


def _data_package(snapshot: Manifest, tables: Mapping[str, Table], version: str) -> Json:
    return {
        "$schema": "https://datapackage.org/profiles/2.0/datapackage.json",
        "name": "seimei",
        "title": TITLE,
        "description": ABOUT,
        "version": version,
        "resources": [_resource(table, _files(snapshot, table)) for table in tables.values()],
    }


def _resource(table: Table, files: Sequence[File]) -> Json:
    return {
        "name": table.name,
        "title": table.description,
        "description_ja": meanings_ja()[table.name],
        "path": [file.path for file in files],
        "format": "parquet",
        "mediatype": PARQUET,
        "rows": sum(file.rows for file in files),
        "files": [{"path": file.path, "hash": f"sha256:{file.sha256}", "bytes": file.bytes, "rows": file.rows} for file in files],
        "schema": {
            "fields": [_field(f"{table.name}.{column.name}", column) for column in table.columns],
            "primaryKey": [table.key],
            "foreignKeys": [
                {"fields": [column], "reference": {"resource": target, "fields": [TABLES[target].key]}}
                for column, target in table.references.items()
            ],
        },
    }


def _field(path: str, column: Column) -> Json:
    """A column, or a field of a nested one. `items` says what stands in a list: the standard has no word for it yet."""
    constraints = {"required": True} if column.required else {}
    codes = {"enum": list(column.allowed)} if column.allowed else {}
    described: Json = {
        "name": column.name,
        "type": "array" if is_list(column) else TYPES[kind(column)],
        "description": column.description,
        "description_ja": meanings_ja().get(path, ""),
    }
    if column.fields:
        described["items"] = {"fields": [_field(f"{path}.{field.name}", field) for field in column.fields]}
    elif is_list(column):
        described["items"] = {"type": TYPES[kind(column)]}
    return described | ({"constraints": constraints | codes} if constraints or codes else {})


def _files(snapshot: Manifest, table: Table) -> list[File]:
    return sorted((file for file in snapshot.files if file.table == table.name), key=lambda file: file.path)


def _dump(described: Json) -> bytes:
    return (json.dumps(described, ensure_ascii=False, indent=1) + "\n").encode()
