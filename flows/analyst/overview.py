"""What a page about a whole dataset tells: figures by SQL over the views of one snapshot."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass
from datetime import date
from difflib import SequenceMatcher
from pathlib import Path
from typing import Any

import polars as pl
import pyarrow as pa
from duckdb import DuckDBPyConnection

from flows.analyst.connection import connect
from flows.analyst.queries import rows
from transforms.tables import TABLES

Row = dict[str, Any]

PENDING = ("to_be_signed", "negotiating", "under_consideration", "proposed", "to_be_established")
"""States of instruments that are still to come."""

TEMPLATES, VARIANTS, LISTED = 12, 4, 40
"""How much the page lists at most: templates, variants of each, rows of other tables."""

COUNTS = """
    SELECT (SELECT count(*) FROM statements) AS documents, (SELECT count(*) FROM clauses) AS clauses,
           (SELECT count(*) FROM commitments) AS commitments, (SELECT count(*) FROM entities) AS names,
           (SELECT count(*) FROM rejects) AS rejected, (SELECT count(*) FROM statements WHERE duplicate_of IS NOT NULL) AS copies,
           (SELECT min(reference_on) FROM statements) AS first_on, (SELECT max(reference_on) FROM statements) AS last_on
"""
YEARS = "SELECT year, coverage, count(*) AS documents FROM statements WHERE year IS NOT NULL GROUP BY ALL ORDER BY ALL"
UNDATED = "SELECT count(*) AS documents FROM statements WHERE year IS NULL"
HEAT = """
    SELECT a.actor AS party, any_value(p.name_en) AS name, s.code AS sector, any_value(s.name_en) AS sector_name,
           count(*) AS commitments
    FROM clause_actors AS a
    JOIN clause_sectors AS s USING (clause_id)
    JOIN commitments AS c USING (clause_id)
    JOIN party_names AS p ON p.party = a.actor
    WHERE s.code <> 'X00' GROUP BY a.actor, s.code ORDER BY ALL
"""
STRENGTH = """
    SELECT primary_sector AS sector, n.name_en AS sector_name, level, count(*) AS clauses
    FROM clauses AS c JOIN sectors AS n ON n.code = c.primary_sector JOIN statements AS s USING (statement_id)
    WHERE attribution = 'statement' AND primary_sector <> 'X00' AND s.duplicate_of IS NULL GROUP BY ALL ORDER BY ALL
"""
DEADLINES = """
    SELECT d.last_on AS due_on, d.text AS said, d.role, array_to_string(c.actors, ' ') AS actors, c.act, c.level, c.is_commitment,
           c.primary_sector AS sector, c.standalone_text AS text, s.title, s.source_path
    FROM clause_dates AS d
    JOIN clauses AS c USING (clause_id) JOIN statements AS s ON s.statement_id = c.statement_id
    WHERE d.role IN ('deadline', 'period', 'planned_event') AND d.last_on > DATE '{today}' AND s.duplicate_of IS NULL
    ORDER BY due_on, c.clause_id
"""
STATUSES = """
    WITH last AS (SELECT entity_id, max_by(status, reference_on) AS status FROM instruments GROUP BY entity_id)
    SELECT coalesce(status, 'named only') AS status, count(*) AS instruments FROM last GROUP BY ALL ORDER BY 2 DESC, 1
"""
INSTRUMENTS = """
    SELECT i.name_ja AS name, i.subtype, i.status, array_to_string(i.parties, ' ') AS parties, i.reference_on, s.title,
           s.source_path
    FROM instruments AS i JOIN statements AS s USING (statement_id)
    WHERE i.status IN {pending} ORDER BY i.status, i.reference_on DESC NULLS LAST, name
"""
REUSED = """
    SELECT c.template_id, count(DISTINCT c.statement_id) AS documents, count(*) AS clauses, any_value(c.act) AS act,
           any_value(c.level) AS level, any_value(c.primary_sector) AS sector
    FROM clauses AS c JOIN statements AS s USING (statement_id)
    WHERE s.duplicate_of IS NULL AND length(c.text) > 8
    GROUP BY c.template_id HAVING documents > 1 ORDER BY documents DESC, clauses DESC, c.template_id
"""
VARIANTS_OF = """
    SELECT c.template_id, array_to_string(s.parties, ' ') AS parties, s.reference_on, s.title, c.text
    FROM clauses AS c JOIN statements AS s USING (statement_id)
    WHERE s.duplicate_of IS NULL AND list_contains({wanted}, c.template_id)
    QUALIFY row_number() OVER (PARTITION BY c.template_id, c.statement_id ORDER BY c.ordinal) = 1
    ORDER BY c.template_id, s.reference_on NULLS LAST, c.clause_id
"""
SECTORS = "SELECT code, name_en, name_ja FROM sectors ORDER BY code"
ROLES = "SELECT role, count(*) AS lines FROM statement_lines WHERE role <> 'blank' GROUP BY ALL ORDER BY 2 DESC, 1"
FLAGS = "SELECT flag, count(*) AS documents FROM statements, unnest(flags) AS f(flag) GROUP BY ALL ORDER BY 2 DESC, 1"
REASONS = "SELECT reason, stage, count(*) AS documents FROM rejects GROUP BY ALL ORDER BY 3 DESC, 1"
RESOLUTIONS = "SELECT resolution, count(*) AS dates FROM clause_dates GROUP BY ALL ORDER BY 2 DESC, 1"
METHODS = "SELECT type, method, count(*) AS names FROM entities GROUP BY ALL ORDER BY 3 DESC, 1, 2"

QUALITY = {
    "Line roles": ROLES,
    "Dates by resolution": RESOLUTIONS,
    "Names by method": METHODS,
    "Flags of documents": FLAGS,
    "Rejected documents": REASONS,
}


@dataclass(frozen=True, slots=True)
class Variant:
    """A clause of a template; `pieces` are its text cut into (text, whether it differs from the first variant)."""

    parties: str
    reference_on: date | None
    title: str | None
    pieces: list[tuple[str, bool]]


@dataclass(frozen=True, slots=True)
class Overview:
    """Figures of a snapshot, as tables in the order in which they are shown."""

    counts: Row
    years: pl.DataFrame
    undated: int
    heat: pl.DataFrame
    strength: pl.DataFrame
    sectors: list[Row]
    deadlines: list[Row]
    statuses: pl.DataFrame
    pending: list[Row]
    templates: list[tuple[Row, list[Variant]]]
    n_templates: int
    fill: dict[str, list[tuple[str, str, float]]]
    quality: dict[str, list[Row]]


def overview(snapshot: Path, today: date) -> Overview:
    """`today` parts what is ahead from what has passed."""
    with connect(snapshot) as connection:
        reused = _dicts(connection, REUSED)
        return Overview(
            counts=_dicts(connection, COUNTS)[0],
            years=rows(connection, YEARS),
            undated=_dicts(connection, UNDATED)[0]["documents"],
            heat=rows(connection, HEAT),
            strength=rows(connection, STRENGTH),
            sectors=_dicts(connection, SECTORS),
            deadlines=_dicts(connection, DEADLINES.format(today=today.isoformat())),
            statuses=rows(connection, STATUSES),
            pending=_dicts(connection, INSTRUMENTS.format(pending=PENDING)),
            templates=list(_templates(connection, reused[:TEMPLATES])),
            n_templates=len(reused),
            fill={name: list(_fill(connection, name)) for name in ("statements", "clauses", "entities")},
            quality={title: _dicts(connection, sql) for title, sql in QUALITY.items()},
        )


def differences(text: str, model: str) -> list[tuple[str, bool]]:
    """The text in pieces, True for those that the model does not have there."""
    matcher = SequenceMatcher(None, model, text, autojunk=False)
    return [(text[start:end], kind != "equal") for kind, _, _, start, end in matcher.get_opcodes() if end > start]


def _dicts(connection: DuckDBPyConnection, sql: str) -> list[Row]:
    return rows(connection, sql).to_dicts()


def _templates(connection: DuckDBPyConnection, reused: list[Row]) -> Iterator[tuple[Row, list[Variant]]]:
    if not reused:
        return
    found = _dicts(connection, VARIANTS_OF.format(wanted=[row["template_id"] for row in reused]))
    for template in reused:
        own = [row for row in found if row["template_id"] == template["template_id"]][:VARIANTS]
        yield (
            template,
            [Variant(row["parties"], row["reference_on"], row["title"], differences(row["text"], own[0]["text"])) for row in own],
        )


def _fill(connection: DuckDBPyConnection, table: str) -> Iterator[tuple[str, str, float]]:
    """Column, its meaning, share of rows with a value: an empty list is none."""
    optional = [column for column in TABLES[table].columns if not column.required]
    counts = [
        f"count_if(len({column.name}) > 0)" if pa.types.is_list(column.arrow_type) else f"count({column.name})"
        for column in optional
    ]
    row = rows(connection, f"SELECT count(*) AS n, {', '.join(counts)} FROM {table}").row(0)
    for column, filled in zip(optional, row[1:], strict=True):
        yield column.name, column.description, (filled or 0) / row[0] if row[0] else 0.0
