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

import pyarrow as pa

from flows.dictionary import meanings_ja
from flows.manifest import File, Manifest
from transforms.tables import PARTITION_KEY, TABLES, Column, Table

Json = dict[str, Any]

TITLE = "seimei: Japanese-language diplomatic documents as tables of who promised what"
ABOUT = (
    "Joint statements and reports about them, read clause by clause: speech act, actors, strength, sector, dates and names, "
    "each with its evidence. The texts are their publishers'; what a page says of rights stands in statements.rights_note."
)
PARQUET = "application/vnd.apache.parquet"
CROISSANT_PARQUET = "application/x-parquet"
"""The name under which Croissant's own reader knows the format."""
CROISSANT = "http://mlcommons.org/croissant/1.0"
CONTEXT: Json = {
    "@language": "en",
    "@vocab": "https://schema.org/",
    "citeAs": "cr:citeAs",
    "column": "cr:column",
    "conformsTo": "dct:conformsTo",
    "cr": "http://mlcommons.org/croissant/",
    "data": {"@id": "cr:data", "@type": "@json"},
    "dataType": {"@id": "cr:dataType", "@type": "@vocab"},
    "dct": "http://purl.org/dc/terms/",
    "equivalentProperty": "cr:equivalentProperty",
    "examples": {"@id": "cr:examples", "@type": "@json"},
    "extract": "cr:extract",
    "field": "cr:field",
    "fileObject": "cr:fileObject",
    "fileProperty": "cr:fileProperty",
    "fileSet": "cr:fileSet",
    "format": "cr:format",
    "includes": "cr:includes",
    "isLiveDataset": "cr:isLiveDataset",
    "jsonPath": "cr:jsonPath",
    "key": "cr:key",
    "md5": "cr:md5",
    "parentField": "cr:parentField",
    "path": "cr:path",
    "rai": "http://mlcommons.org/croissant/RAI/",
    "recordSet": "cr:recordSet",
    "references": "cr:references",
    "regex": "cr:regex",
    "repeated": "cr:repeated",
    "replace": "cr:replace",
    "samplingRate": "cr:samplingRate",
    "sc": "https://schema.org/",
    "separator": "cr:separator",
    "source": "cr:source",
    "subField": "cr:subField",
    "transform": "cr:transform",
}
"""The context that the Croissant standard asks for, word for word."""


def descriptions(snapshot: Manifest, tables: Mapping[str, Table] = TABLES) -> dict[str, bytes]:
    """The files that describe a snapshot, by name; paths in them are below the snapshot."""
    return {
        "datapackage.json": _dump(data_package(snapshot, tables)),
        "croissant.json": _dump(croissant(snapshot, tables)),
    }


def data_package(snapshot: Manifest, tables: Mapping[str, Table]) -> Json:
    return {
        "$schema": "https://datapackage.org/profiles/2.0/datapackage.json",
        "name": "seimei",
        "title": TITLE,
        "description": ABOUT,
        "version": _version(snapshot),
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
        "type": "array" if _is_list(column) else FRICTIONLESS[_kind(column)],
        "description": column.description,
        "description_ja": meanings_ja().get(path, ""),
    }
    if column.fields:
        described["items"] = {"fields": [_field(f"{path}.{field.name}", field) for field in column.fields]}
    elif _is_list(column):
        described["items"] = {"type": FRICTIONLESS[_kind(column)]}
    return described | ({"constraints": constraints | codes} if constraints or codes else {})


def croissant(snapshot: Manifest, tables: Mapping[str, Table]) -> Json:
    return {
        "@context": CONTEXT,
        "@type": "sc:Dataset",
        "conformsTo": CROISSANT,
        "name": "seimei",
        "alternateName": TITLE,
        "description": ABOUT,
        "version": _version(snapshot),
        "inLanguage": "ja",
        "distribution": [*(_file_object(file) for file in snapshot.files), *map(_file_set, tables.values())],
        "recordSet": [_record_set(table) for table in tables.values()],
    }


def _file_object(file: File) -> Json:
    return {
        "@type": "cr:FileObject",
        "@id": file.path,
        "name": file.path,
        "contentUrl": file.path,
        "contentSize": f"{file.bytes} B",
        "encodingFormat": CROISSANT_PARQUET,
        "sha256": file.sha256,
    }


def _file_set(table: Table) -> Json:
    name = f"{table.name}-files"
    includes = f"{table.name}/*/*.parquet" if table.partitioned else f"{table.name}/*.parquet"
    return {"@type": "cr:FileSet", "@id": name, "name": name, "encodingFormat": CROISSANT_PARQUET, "includes": includes}


def _record_set(table: Table) -> Json:
    return {
        "@type": "cr:RecordSet",
        "@id": table.name,
        "name": table.name,
        "description": table.description,
        "key": {"@id": f"{table.name}/{table.key}"},
        "field": [_croissant_field(table, column) for column in table.columns],
    }


def _croissant_field(table: Table, column: Column) -> Json:
    path = f"{table.name}/{column.name}"
    described: Json = {"@type": "cr:Field", "@id": path, "name": column.name, "description": column.description}
    source = _source(table, column)
    if column.fields:
        return described | {"repeated": True, "subField": [_sub_field(path, field, source) for field in column.fields]}
    # The partition of null has a name, not a number.
    kind = "string" if column.name == PARTITION_KEY else _kind(column)
    described |= {"dataType": SCHEMA_ORG[kind], "source": source}
    if _is_list(column):
        described["repeated"] = True
    if target := table.references.get(column.name):
        described["references"] = {"field": {"@id": f"{target}/{TABLES[target].key}"}}
    return described


def _sub_field(path: str, field: Column, source: Json) -> Json:
    return {
        "@type": "cr:Field",
        "@id": f"{path}/{field.name}",
        "name": field.name,
        "description": field.description,
        "dataType": SCHEMA_ORG[_kind(field)],
        "source": source | {"transform": {"jsonPath": f"$[*].{field.name}"}},
    }


def _source(table: Table, column: Column) -> Json:
    files = {"fileSet": {"@id": f"{table.name}-files"}}
    if column.name == PARTITION_KEY:
        return files | {"extract": {"fileProperty": "fullpath"}, "transform": {"regex": f".*{PARTITION_KEY}=([^/]+)/.*"}}
    return files | {"extract": {"column": column.name}}


FRICTIONLESS = {"string": "string", "int": "integer", "bool": "boolean", "float": "number", "date": "date"}
SCHEMA_ORG = {"string": "sc:Text", "int": "sc:Integer", "bool": "sc:Boolean", "float": "sc:Float", "date": "sc:Date"}
"""Names of the kinds of values in the two standards."""


def _kind(column: Column) -> str:
    """`string`, `int`, `bool`, `float` or `date`; of a list, its items' kind."""
    kind = str(column.arrow_type.value_type if _is_list(column) else column.arrow_type)
    return next(name for name in FRICTIONLESS if name in kind)


def _is_list(column: Column) -> bool:
    return bool(pa.types.is_list(column.arrow_type))


def _files(snapshot: Manifest, table: Table) -> list[File]:
    return sorted((file for file in snapshot.files if file.table == table.name), key=lambda file: file.path)


def _version(snapshot: Manifest) -> str:
    """The tables' shape and the content: a SemVer version with build metadata."""
    return f"{snapshot.dataset_version}.0+{snapshot.content}"


def _dump(described: Json) -> bytes:
    return (json.dumps(described, ensure_ascii=False, indent=1) + "\n").encode()
