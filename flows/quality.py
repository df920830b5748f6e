"""The checks that a published snapshot has passed, with their figures, for people to judge by; `gate` is what enforces them."""

from __future__ import annotations

from collections.abc import Iterator

from flows.batches import STAGED
from flows.drift import fill_rates
from flows.gate import expectations, few_leaving
from flows.manifest import KEPT, Manifest
from flows.markdown import Cell, Rows

HELD, OVERRULED, FIRST, TOO_FEW = "held", "overruled", "nothing to compare with", "too few documents to judge"


def quality_rows(snapshot: Manifest, previous: Manifest | None) -> Rows:
    """A row a check: what was found, what was found before, what was asked for, and whether that held."""
    before = None if previous is None or snapshot is previous else previous
    return [*_rules(snapshot), *_rows(snapshot, before), _rejects(snapshot, before), *_filled(snapshot, before)]


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
    yield _row("ids that stand for two documents", f"{repeated:,}", "", "0", HELD)
    yield _row("rows that documents have and files lack", f"{missing:,}", "", "0", HELD)
    yield _row("documents that fail and keep older rows", f"{kept:,}", "", "", "in rejects")


def _rows(snapshot: Manifest, before: Manifest | None) -> Iterator[dict[str, Cell]]:
    most, leaving = expectations()["rows"]["most_lost"], few_leaving(snapshot.documents, before) if before else []
    for table in STAGED:
        now, then = snapshot.rows(table), before.rows(table) if before else None
        asked = f"at most {most:.0%} fewer"
        gone = sum(document.rows(table) for document in leaving)
        held = FIRST if then is None else _judged(now >= (then - gone) * (1 - most))
        yield _row(f"{table}: rows", f"{now:,}", "" if then is None else f"{then:,}", asked, held)


def _rejects(snapshot: Manifest, before: Manifest | None) -> dict[str, Cell]:
    bounds = expectations()["rejects"]
    now, then = _reject_share(snapshot), _reject_share(before) if before else 0.0
    held = _judged(now <= then + bounds["most_gained"])
    if before is None or len(before.documents) < bounds["least_documents"]:
        held = TOO_FEW if before else FIRST
    asked = f"at most {bounds['most_gained'] * 100:.0f} points more"
    return _row("rejected documents", f"{now:.1%}", f"{then:.1%}" if before else "", asked, held)


def _filled(snapshot: Manifest, before: Manifest | None) -> Iterator[dict[str, Cell]]:
    bounds = expectations()["filled"]
    few = before is not None and min(len(before.documents), len(snapshot.documents)) < bounds["least_documents"]
    for name in bounds["columns"]:
        table, column = name.split(".")
        now = fill_rates(snapshot, table).get(column, 0.0)
        then = fill_rates(before, table).get(column, 0.0) if before else None
        held = FIRST if then is None else TOO_FEW if few else _judged(now >= then * (1 - bounds["most_lost"]))
        asked = f"at most {bounds['most_lost']:.0%} of it lost"
        yield _row(f"{name}: filled", f"{now:.1%}", "" if then is None else f"{then:.1%}", asked, held)


def _judged(is_held: bool) -> str:
    """Published although it did not hold: a person has accepted the change."""
    return HELD if is_held else OVERRULED


def _reject_share(manifest: Manifest) -> float:
    rejects, documents = len(manifest.failures), len(manifest.documents)
    return rejects / (rejects + documents) if rejects else 0.0


def _row(check: str, now: str, before: str, asked: str, held: str) -> dict[str, Cell]:
    return {"check": check, "now": now, "before": before, "asked": asked, "result": held}
