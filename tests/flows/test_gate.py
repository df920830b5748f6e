"""Expectations and rules, on manifests made for the case."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import replace
from pathlib import Path

import pyarrow as pa
import pytest

from flows import partitions
from flows.assemble import Candidate, Contents
from flows.gate import Refused, broken_expectations, broken_rules, check
from flows.manifest import Document, Failure, File, Manifest
from flows.quality import quality_rows
from flows.workers import Workers
from tests.flows.conftest import House

N = 40


def documents(count: int) -> dict[str, Document]:
    return {f"d{n}": Document(f"d{n}", f"{n:016x}", "digest", 2025, 10, 2, 20, "body", "print") for n in range(count)}


def files(n_documents: int, rows: int | None = None, filled: float = 1.0) -> tuple[File, ...]:
    """One year; `filled` is the share of clauses with a sector."""
    counts = {"statements": n_documents, "clauses": n_documents * 10, "entities": n_documents * 20}
    if rows is not None:
        counts["clauses"] = rows
    return tuple(
        File(f"{table}/year=2025/x.parquet", table, 2025, count, 1, "sha", {"primary_sector": int(count * filled)})
        for table, count in counts.items()
    )


def failures(count: int) -> tuple[Failure, ...]:
    return tuple(Failure(f"bad{n}", None, "decode", "binary", "m") for n in range(count))


ALONE = Workers(1, 0, Path(), "x")
BEFORE = Manifest("000001-x", "2025-01-01T00:00:00+00:00", "1.0", "print", {}, documents(N), failures(2), files(N))


def candidate(n_documents: int = N, n_failures: int = 2, rows: int | None = None, filled: float = 1.0) -> Candidate:
    found = files(n_documents, rows, filled)
    return Candidate(Contents(documents(n_documents), failures(n_failures)), found, (), Path(), ALONE.count_all, ALONE.look_all)


@pytest.mark.parametrize(
    ("case", "reasons"),
    [
        (candidate(), []),
        (candidate(n_documents=N + 100), []),
        (candidate(n_documents=29), []),
        (candidate(n_documents=15), ["statements: 15", "clauses: 150", "entities: 300"] + ["year 2025"] * 3),
        (candidate(rows=300), []),
        (candidate(rows=270), ["clauses, year 2025: 270 rows after 400, more than 30% fewer"]),
        (candidate(n_failures=5), []),
        (candidate(n_failures=9), ["rejects: 18% of all documents after 5%"]),
        (candidate(filled=0.9), []),
        (candidate(filled=0.8), ["clauses.primary_sector: filled in 80% of the rows after 100%"]),
    ],
)
def test_expectations(case: Candidate, reasons: list[str]) -> None:
    broken = broken_expectations(case, BEFORE)
    assert len(broken) == len(reasons)
    for reason, message in zip(reasons, broken, strict=True):
        assert reason in message


def test_a_first_snapshot_has_nothing_to_fall_short_of() -> None:
    assert broken_expectations(candidate(n_documents=1), None) == []


def test_small_datasets_may_jump_but_not_vanish() -> None:
    small = replace(BEFORE, documents=documents(4), failures=(), files=files(4))
    assert broken_expectations(candidate(n_documents=2, n_failures=3, filled=0.1), small) == []
    assert broken_expectations(candidate(n_documents=1, n_failures=0), small) != []


def test_one_document_may_go_with_all_its_rows() -> None:
    """Of two documents the longer one, with nearly all rows; not both, nor rows of one that stays."""
    both = documents(2)
    both["d1"] = replace(both["d1"], n_clauses=90, n_entities=180)
    rows = (
        File("x", "statements", 2025, 2, 1, ""),
        File("x", "clauses", 2025, 100, 1, ""),
        File("x", "entities", 2025, 200, 1, ""),
    )
    before = replace(BEFORE, documents=both, failures=(), files=rows)
    assert broken_expectations(candidate(n_documents=1, n_failures=0), before) == []
    assert len(broken_expectations(candidate(n_documents=0, n_failures=0), before)) == 3
    assert len(broken_expectations(candidate(n_documents=2, n_failures=0), before)) == 2
    passed = {str(row["check"]): row["result"] for row in quality_rows(_manifest(1), before)}
    assert passed["clauses: rows"] == "held", "the report says the same"


def _manifest(n_documents: int) -> Manifest:
    return replace(BEFORE, documents=documents(n_documents), failures=(), files=files(n_documents))


def test_a_meant_change_passes() -> None:
    shrunk = candidate(n_documents=1)
    with pytest.raises(Refused, match="--accept-change"):
        check(shrunk, BEFORE, accept_change=False)
    check(shrunk, BEFORE, accept_change=True)


def test_rows_that_the_manifest_does_not_know(house: House) -> None:
    house.write(a="2024年\n二", b="2024年")
    snapshot = house.build().snapshot
    folder = (house.output / "current").resolve()
    contents = Contents(snapshot.documents, ())
    right = Candidate(contents, snapshot.files, snapshot.files, folder, ALONE.count_all, ALONE.look_all)
    assert broken_rules(right) == []
    less = {key: replace(document, n_clauses=1) for key, document in snapshot.documents.items()}
    [message] = broken_rules(replace(right, contents=Contents(less, ())))
    assert message.startswith("clauses, year 2024: statement ")
    assert message.endswith("has 2 rows instead of 1")


def test_ids_that_repeat() -> None:
    twice = {key: replace(document, statement_id="0" * 16) for key, document in documents(2).items()}
    assert "stands for 2 documents" in broken_rules(replace(candidate(), contents=Contents(twice, ())))[0]


@pytest.fixture
def harmed(monkeypatch: pytest.MonkeyPatch) -> Callable[[str, str, object], None]:
    """Puts another value into one column of all rows of a table on their way into the file."""

    def harm(table: str, column: str, value: object) -> None:
        real = partitions._marked

        def mark(rows: pa.Table, job: partitions.Job) -> pa.Table:
            rows = real(rows, job)
            if job.table != table:
                return rows
            place = rows.column_names.index(column)
            return rows.set_column(place, rows.schema.field(place), pa.array([value] * len(rows), rows.schema.field(place).type))

        monkeypatch.setattr(partitions, "_marked", mark)

    return harm


@pytest.mark.parametrize(
    ("harm", "told"),
    [
        pytest.param(
            ("clauses", "text", "別の文"), r"clauses \w{16}-0001: text '別の文' is not raw_text\[0:5\] \(slice\)", id="text"
        ),
        pytest.param(("entities", "clause_id", "x-0001"), r"entities \w{16}-m0001: clause_id x-0001 is no row", id="reference"),
        pytest.param(("statements", "duplicate_of", "0" * 16), r"duplicate_of 0{16} is no statement", id="twin"),
        pytest.param(("clauses", "level", None), r"level is null", id="required"),
    ],
)
def test_rows_harmed_on_their_way_are_named_and_not_published(
    house: House, harmed: Callable[[str, str, object], None], harm: tuple[str, str, object], told: str
) -> None:
    house.write(a="2024")
    first = house.build().snapshot
    house.write(b="2025X")
    harmed(*harm)
    with pytest.raises(Refused, match=told):
        house.build(accept_change=True)
    assert house.current == first


def test_rules_are_checked_in_every_part_of_every_year(house: House, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr("flows.row_rules.AT_ONCE", 2)
    house.write(**{f"d{n}": f"2024 {'X' * n}\n二 {n}" for n in range(5)}, none="年なし")
    checked: list[int] = []
    monkeypatch.setattr("flows.row_rules.violations", lambda tables: checked.append(len(tables["clauses"])) or [])
    house.build()
    assert checked == [4, 4, 3], "two documents at a time; the last of the year with that of no year"


def test_a_new_copy_of_an_old_document_is_published(house: House) -> None:
    """Its year gets a new file of statements alone."""
    house.write(b="2025 同文")
    house.build()
    house.write(a="2025 同文", c="2024")
    assert house.build().is_new
    assert {row["duplicate_of"] is None for row in house.rows("statements")} == {True, False}
