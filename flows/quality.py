"""The checks that a published snapshot has passed, with their figures, for people to judge by; `gate` is what enforces them."""

from __future__ import annotations

from collections.abc import Iterator

from flows.batches import STAGED
from flows.gate import Check, Held, expected
from flows.manifest import KEPT, Manifest
from flows.markdown import Cell, Rows

HELD, BROKEN, OVERRULED = "held", "broken", "overruled"


def quality_rows(snapshot: Manifest, previous: Manifest | None) -> Rows:
    """A row a check: what was found, what was found before, what was asked for, and whether that held."""
    before = None if previous is None or snapshot is previous else previous
    checks = expected(Held.of(snapshot), Held.of(before) if before else None)
    return [*_rules(snapshot), *map(_expectation, checks)]


def _expectation(check: Check) -> dict[str, Cell]:
    """Published although it did not hold: a person has accepted the change."""
    result = check.unjudged if check.held is None else HELD if check.held else OVERRULED
    return _row(check.name, check.now, check.before, check.asked, result)


def _rules(snapshot: Manifest) -> Iterator[dict[str, Cell]]:
    """What admits no exception: a document that breaks a row's rule is rejected, and with a repeated id nothing is published."""
    documents = snapshot.documents.values()
    rows = sum(document.rows(table) for document in documents for table in STAGED)
    broken = sum(failure.reason == "rule_broken" for failure in snapshot.failures)
    repeated = len(documents) - len({document.statement_id for document in documents})
    missing = rows - sum(snapshot.rows(table) for table in STAGED)
    kept = sum(failure.reason == KEPT for failure in snapshot.failures)
    yield _row("rows of the tables, all rules", f"{rows:,} rows", "", "0 broken", HELD)
    yield _row("documents kept out by a broken rule", f"{broken:,}", "", "", "in rejects")
    yield _row("ids that stand for two documents", f"{repeated:,}", "", "0", BROKEN if repeated else HELD)
    yield _row("rows that documents have and files lack", f"{missing:,}", "", "0", BROKEN if missing else HELD)
    yield _row("documents that fail and keep older rows", f"{kept:,}", "", "", "in rejects")


def _row(check: str, now: str, before: str, asked: str, held: str) -> dict[str, Cell]:
    return {"check": check, "now": now, "before": before, "asked": asked, "result": held}
