"""The Croissant description of a snapshot, for tools of machine learning: https://docs.mlcommons.org/croissant/docs/croissant-spec.html"""

from __future__ import annotations

from collections.abc import Mapping
from typing import Any

from flows.dictionary import is_list, kind
from flows.manifest import File, Manifest
from transforms.tables import PARTITION_KEY, TABLES, Column, Table

Json = dict[str, Any]

PARQUET = "application/x-parquet"
"""The name under which Croissant's own reader knows the format."""
TYPES = {"string": "sc:Text", "int": "sc:Integer", "bool": "sc:Boolean", "float": "sc:Float", "date": "sc:Date"}
STANDARD = "http://mlcommons.org/croissant/1.0"
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


def croissant(snapshot: Manifest, tables: Mapping[str, Table], head: Mapping[str, str]) -> Json:
    """`head` names, describes and versions the dataset; paths are below the snapshot."""
    return {
        "@context": CONTEXT,
        "@type": "sc:Dataset",
        "conformsTo": STANDARD,
        **head,
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
        "encodingFormat": PARQUET,
        "sha256": file.sha256,
    }


def _file_set(table: Table) -> Json:
    name = f"{table.name}-files"
    includes = f"{table.name}/*/*.parquet" if table.partitioned else f"{table.name}/*.parquet"
    return {"@type": "cr:FileSet", "@id": name, "name": name, "encodingFormat": PARQUET, "includes": includes}


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
    described |= {"dataType": TYPES["string" if column.name == PARTITION_KEY else kind(column)], "source": source}
    if is_list(column):
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
        "dataType": TYPES[kind(field)],
        "source": source | {"transform": {"jsonPath": f"$[*].{field.name}"}},
    }


def _source(table: Table, column: Column) -> Json:
    files = {"fileSet": {"@id": f"{table.name}-files"}}
    if column.name == PARTITION_KEY:
        return files | {"extract": {"fileProperty": "fullpath"}, "transform": {"regex": f".*{PARTITION_KEY}=([^/]+)/.*"}}
    return files | {"extract": {"column": column.name}}
