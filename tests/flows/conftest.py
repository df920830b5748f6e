"""A small stand-in for the transforms, and a house to build in: sources, output, and runs without Prefect."""

from __future__ import annotations

import re
from dataclasses import dataclass, field
from datetime import date
from pathlib import Path
from typing import Any

import pyarrow.parquet as pq
import pytest

from flows.manifest import Manifest
from flows.recipe import Outcome, Request, recipe
from flows.runner import PlainRunner
from flows.snapshots import LocalDataset
from transforms.lines import split_lines
from transforms.source import Rejected, Source
from transforms.tables import TABLES

Rows = dict[str, list[dict[str, Any]]]


def process(source: Source) -> Rows:
    """Every line a clause, every capital letter an entity. The first year in the text is the document's."""
    text = source.data.decode()
    if "壊" in text:
        raise Rejected("decode", "binary", "The file is no text: leave it out")
    if "誤" in text:
        raise ValueError("a fault of the code")
    lines = [line for line in split_lines(text) if line.text.strip()]
    clauses = [_clause(source, number, line.text, line.start) for number, line in enumerate(lines, 1)]
    entities = [_entity(source, number, match) for number, match in enumerate(re.finditer("[A-Z]", text), 1)]
    return {"statements": [_statement(source, text, len(clauses), len(entities))], "clauses": clauses, "entities": entities}


def _statement(source: Source, text: str, n_clauses: int, n_entities: int) -> dict[str, Any]:
    year = re.search(r"\d{4}", text)
    lines = [
        {
            "line": line.number,
            "role": "paragraph" if line.text.strip() else "blank",
            "rule": "fake",
            "char_start": line.start,
            "char_end": line.end,
        }
        for line in split_lines(text)
    ]
    return {
        "statement_id": source.statement_id,
        "year": int(year[0]) if year else None,
        "source_path": source.path,
        "source_sha256": source.sha256,
        "media_type": "text/plain",
        "title": text[:10],
        "parties": ["JPN"],
        "reference_on": date(int(year[0]), 1, 2) if year else None,
        "reference_basis": "adopted" if year else "none",
        "raw_text": text,
        "lines": lines,
        "duplicate_of": None,
        "flags": [] if year else ["no_reference_date"],
        "n_clauses": n_clauses,
        "n_commitments": 0,
        "n_entities": n_entities,
    }


def _clause(source: Source, number: int, text: str, start: int) -> dict[str, Any]:
    return {
        "clause_id": f"{source.statement_id}-{number:04}",
        "statement_id": source.statement_id,
        "ordinal": number,
        "text": text,
        "char_start": start,
        "char_end": start + len(text),
        "standalone_text": text,
        "section_path": [],
        "sentence_id": f"{source.statement_id}-s{number:04}",
        "part": "operative",
        "attribution": "statement",
        "actors": ["JPN"],
        "actor_basis": "explicit",
        "recipients": [],
        "act": "WELCOME",
        "secondary_acts": [],
        "is_hedged": False,
        "level": 1,
        "is_commitment": False,
        "detail": 0,
        "primary_sector": "TRD",
        "sectors": [{"code": "TRD", "basis": "term", "evidence": "貿易", "cap_major": 18}],
        "dates": [],
        "template_id": "t",
    }


def _entity(source: Source, number: int, match: re.Match[str]) -> dict[str, Any]:
    return {
        "mention_id": f"{source.statement_id}-m{number:04}",
        "statement_id": source.statement_id,
        "clause_id": None,
        "entity_id": "country/JPN",
        "type": "country",
        "surface": match[0],
        "char_start": match.start(),
        "char_end": match.end(),
        "line_role": "paragraph",
        "method": "lexicon",
        "confidence": 1.0,
    }


@dataclass
class House:
    """Sources and an output folder; `build` runs the recipe on them."""

    folder: Path
    runner: PlainRunner = field(default_factory=PlainRunner)

    @property
    def sources(self) -> Path:
        return self.folder / "sources"

    @property
    def output(self) -> Path:
        return self.folder / "output"

    @property
    def dataset(self) -> LocalDataset:
        return LocalDataset(self.output)

    @property
    def current(self) -> Manifest:
        manifest = self.dataset.current()
        assert manifest is not None
        return manifest

    def write(self, **texts: str) -> None:
        self.sources.mkdir(exist_ok=True)
        for name, text in texts.items():
            (self.sources / f"{name}.txt").write_text(text, encoding="utf-8")

    def remove(self, *names: str) -> None:
        for name in names:
            (self.sources / f"{name}.txt").unlink()

    def build(self, **wanted: Any) -> Outcome:
        self.runner = PlainRunner()
        return recipe(Request((str(self.sources),), str(self.output), **wanted), self.runner)

    def rows(self, table: str) -> list[dict[str, Any]]:
        """All rows that a reader sees, with their year."""
        found = []
        for file in sorted((self.output / "current" / table).rglob("*.parquet")):
            year = file.parent.name.removeprefix("year=")
            for row in pq.ParquetFile(file).read().to_pylist():
                found.append(row | ({"year": int(year) if year.isdigit() else None} if TABLES[table].partitioned else {}))
        return found

    def texts(self) -> dict[str, str]:
        return {row["source_path"]: row["raw_text"] for row in self.rows("statements")}

    def files(self) -> dict[str, bytes]:
        """Everything published, by path, but the manifest, which says when."""
        root = (self.output / "current").resolve()
        return {str(path.relative_to(root)): path.read_bytes() for path in sorted(root.rglob("*.parquet"))}


@pytest.fixture
def house(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> House:
    monkeypatch.setattr("flows.batches.process", process)
    return House(tmp_path)
