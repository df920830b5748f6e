"""Each rule: tables that hold it pass, and one broken value is named by its row."""

from __future__ import annotations

import copy
from collections.abc import Callable
from datetime import date
from typing import Any

import pyarrow as pa
import pytest

from transforms.checks import violations
from transforms.tables import PARTITION_KEY, TABLES

Rows = dict[str, list[dict[str, Any]]]

RAW = "題\n双方は2025年に協力する。\n"
DATE = {
    "text": "2025年",
    "char_start": 5,
    "char_end": 10,
    "edtf": "2025",
    "first_on": date(2025, 1, 1),
    "last_on": date(2025, 12, 31),
    "precision": "year",
    "role": "planned_event",
    "resolution": "explicit",
}


def _good() -> Rows:
    statement = {
        "statement_id": "s1",
        "source_path": "a.txt",
        "source_sha256": "0" * 64,
        "media_type": "text/plain",
        "reference_basis": "none",
        "raw_text": RAW,
        "lines": [
            {"line": 1, "role": "title", "rule": "t", "char_start": 0, "char_end": 1},
            {"line": 2, "role": "paragraph", "rule": "p", "char_start": 2, "char_end": 17},
        ],
        "n_clauses": 1,
        "n_commitments": 1,
        "n_entities": 1,
    }
    clause = {
        "clause_id": "s1-0001",
        "statement_id": "s1",
        "ordinal": 1,
        "text": RAW[2:17],
        "char_start": 2,
        "char_end": 17,
        "standalone_text": RAW[2:17],
        "section_path": [],
        "sentence_id": "s1-s0001",
        "part": "operative",
        "attribution": "statement",
        "actors": ["JPN"],
        "recipients": [],
        "act": "WILL",
        "secondary_acts": [],
        "is_hedged": False,
        "level": 4,
        "is_commitment": True,
        "detail": 3,
        "primary_sector": "POL",
        "sectors": [{"code": "POL", "basis": "term", "evidence": "協力", "cap_major": 19}],
        "dates": [DATE],
        "template_id": "0" * 16,
    }
    entity = {
        "mention_id": "s1-m0001",
        "statement_id": "s1",
        "clause_id": "s1-0001",
        "entity_id": "org/x",
        "type": "organization",
        "surface": "双方",
        "char_start": 2,
        "char_end": 4,
        "line_role": "paragraph",
        "method": "lexicon",
        "confidence": 1.0,
    }
    return copy.deepcopy({"statements": [statement], "clauses": [clause], "entities": [entity]})


def _tables(rows: Rows) -> dict[str, pa.Table]:
    return {name: pa.Table.from_pylist(content, schema=TABLES[name].schema) for name, content in rows.items()}


def _second_clause(rows: Rows) -> None:
    rows["clauses"].append(rows["clauses"][0] | {"clause_id": "s1-0002", "is_commitment": False})
    rows["statements"][0]["n_clauses"] = 2


BROKEN: dict[str, tuple[str, Callable[[Rows], object]]] = {
    "double key": ("key", lambda rows: rows["entities"].append(rows["entities"][0])),
    "lost statement": ("reference", lambda rows: rows["entities"][0].update(statement_id="s2")),
    "missing act": ("required", lambda rows: rows["clauses"][0].update(act=None)),
    "unknown act": ("vocabulary", lambda rows: rows["clauses"][0].update(act="SHOUT")),
    "unknown role in a nested column": ("vocabulary", lambda rows: rows["statements"][0]["lines"][0].update(role="banner")),
    "text is not the slice": ("slice", lambda rows: rows["clauses"][0].update(char_start=3)),
    "surface is not the slice": ("slice", lambda rows: rows["entities"][0].update(surface="両国")),
    "date text is not the slice": ("slice", lambda rows: rows["clauses"][0]["dates"][0].update(text="2024年")),
    "covered twice": ("tiling", _second_clause),
    "a body line without a unit": ("tiling", lambda rows: rows["statements"][0]["lines"][0].update(role="paragraph")),
    "a line left out": ("lines", lambda rows: rows["statements"][0]["lines"].pop()),
    "reference day without a basis": ("reference_day", lambda rows: rows["statements"][0].update(reference_on=date(2025, 1, 1))),
    "wrong count": ("count", lambda rows: rows["statements"][0].update(n_entities=7)),
    "commitment of low level": ("labels", lambda rows: rows["clauses"][0].update(level=2)),
    "primary sector is not the first": ("labels", lambda rows: rows["clauses"][0].update(primary_sector="ECO")),
    "X00 beside another": (
        "labels",
        lambda rows: rows["clauses"][0]["sectors"].append({"code": "X00", "basis": None, "evidence": None, "cap_major": 999}),
    ),
    "edtf of an unresolved date": ("labels", lambda rows: rows["clauses"][0]["dates"][0].update(resolution="unresolved")),
    "mention outside its clause": ("home", lambda rows: rows["entities"][0].update(surface="題", char_start=0, char_end=1)),
}


def test_good_tables_pass() -> None:
    assert violations(_tables(_good())) == []


@pytest.mark.parametrize(("rule", "spoil"), BROKEN.values(), ids=BROKEN.keys())
def test_a_broken_rule_is_named(rule: str, spoil: Callable[[Rows], object]) -> None:
    rows = _good()
    spoil(rows)
    found = violations(_tables(rows))
    assert rule in {violation.rule for violation in found}
    assert all(violation.message and violation.table in TABLES for violation in found)


def test_a_table_of_other_columns_is_told_by_name() -> None:
    tables = _tables(_good()) | {"entities": pa.table({"mention_id": ["m"]})}
    assert [(found.table, found.rule) for found in violations(tables)] == [("entities", "schema")]


def test_no_file_holds_the_partition_key() -> None:
    assert all(PARTITION_KEY not in table.schema.names for table in TABLES.values())
