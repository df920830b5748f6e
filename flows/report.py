"""What a run tells people: a page of Markdown and tables, made from what the run found."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterable, Sequence
from dataclasses import dataclass, field
from html import escape

from flows.batches import Dropped, Result
from flows.manifest import Failure, Manifest
from flows.plan import Plan

LISTED = 50
"""Names shown of a long list; the rest is counted."""

MARKDOWN = {ord(mark): f"&#{ord(mark)};" for mark in "|`[]!*\\"}
"""Marks that would be read as Markdown, as entities."""

Cell = str | int | float | None
Rows = list[dict[str, Cell]]


@dataclass(frozen=True, slots=True)
class Report:
    """`name` is the run's, `verdict` says how it ended, `page` is Markdown; `tables` are rejects, changes, lines, drift."""

    name: str
    verdict: str
    page: str
    tables: dict[str, Rows] = field(default_factory=dict)


def make_report(plan: Plan, results: Sequence[Result], snapshot: Manifest, previous: Manifest | None) -> Report:
    """`snapshot` is what readers see now, `previous` what they saw before: the same where nothing changed."""
    failures = snapshot.failures
    verdict = f"Nothing changed: {snapshot.id} stays" if snapshot is previous else f"Published {snapshot.id}"
    tables = {
        "rejects": [_reject_row(failure) for failure in failures],
        "changes": _change_rows(plan),
        "lines": _line_rows(results),
        "drift": _drift_rows(snapshot, previous),
    }
    sections = [
        f"# {verdict}",
        _overview(plan, snapshot, failures),
        _section("Rejected documents", tables["rejects"], "No document was rejected."),
        _section("What changed", tables["changes"], "No source was added, changed or removed."),
        _section("Against the snapshot before", tables["drift"], "The first snapshot, or the same as before."),
        _section("Flags of the documents transformed in this run", _flag_rows(results), "None."),
        _section("Lines by role", _role_rows(results), "No document was transformed."),
        _section("Lines taken out of the body, by rule", tables["lines"], "None."),
    ]
    return Report(run_name(plan, failures), verdict, "\n\n".join(section for section in sections if section) + "\n", tables)


def run_name(plan: Plan, failures: Sequence[Failure]) -> str:
    """E.g. `build +12 ~3 -1 (2 rejected)`."""
    rejected = f" ({len(failures)} rejected)" if failures else ""
    return f"build +{len(plan.added)} ~{len(plan.changed)} -{len(plan.removed)}{rejected}"


def _overview(plan: Plan, snapshot: Manifest, failures: Sequence[Failure]) -> str:
    rows: Rows = [{"what": name, "documents": count} for name, count in plan.counts.items()]
    rows.append({"what": "transformed in this run", "documents": len(plan.todo)})
    rows.append({"what": "rejected", "documents": len(failures)})
    counts: Rows = [{"counted": name, "rows": count} for name, count in snapshot.counts.items()]
    made = f"Snapshot `{snapshot.id}`, made by `{snapshot.built_by}` at {snapshot.created_at}"
    return "\n\n".join([_table(rows), made, _table(counts)])


def _reject_row(failure: Failure) -> dict[str, Cell]:
    return {"document": failure.source_path, "stage": failure.stage, "reason": failure.reason, "message": failure.message}


def _change_rows(plan: Plan) -> Rows:
    changes = {"added": plan.added, "changed": plan.changed, "removed": plan.removed, "out of reach": plan.out_of_reach}
    return [{"change": change, "document": key} for change, keys in changes.items() for key in keys]


def _flag_rows(results: Iterable[Result]) -> Rows:
    flags: Counter[str] = sum((result.flags for result in results), Counter())
    return [{"flag": flag, "documents": count} for flag, count in sorted(flags.items())]


def _role_rows(results: Iterable[Result]) -> Rows:
    roles: Counter[str] = sum((result.roles for result in results), Counter())
    return [{"role": role, "lines": count} for role, count in roles.most_common()]


def _line_rows(results: Iterable[Result]) -> Rows:
    merged: dict[str, Dropped] = {}
    for result in results:
        for rule, found in result.dropped.items():
            known = merged.setdefault(rule, Dropped(found.role))
            known.lines += found.lines
            known.samples = known.samples or found.samples
    return [
        {"rule": rule, "role": found.role, "lines": found.lines, "samples": " / ".join(found.samples)}
        for rule, found in sorted(merged.items(), key=lambda item: (-item[1].lines, item[0]))
    ]


def _drift_rows(snapshot: Manifest, previous: Manifest | None) -> Rows:
    """Rows of each table, then every code whose count differs."""
    if previous is None or snapshot is previous:
        return []
    rows: Rows = []
    for table in ("statements", "clauses", "entities", "rejects"):
        rows.append(_drift(f"{table}: rows", previous.rows(table), snapshot.rows(table)))
        before, after = _codes(previous, table), _codes(snapshot, table)
        rows += [
            _drift(f"{table}: {code}", before[code], after[code])
            for code in sorted(before | after)
            if before[code] != after[code]
        ]
    return rows


def _drift(what: str, before: int, after: int) -> dict[str, Cell]:
    return {"what": what, "before": before, "now": after, "difference": f"{after - before:+,}"}


def _codes(manifest: Manifest, table: str) -> Counter[str]:
    counts: Counter[str] = Counter()
    for file in manifest.files:
        if file.table == table:
            for column, values in file.values.items():
                counts.update({f"{column} = {value}": count for value, count in values.items()})
    return counts


def _section(title: str, rows: Rows, otherwise: str) -> str:
    if not rows:
        return f"## {title}\n\n{otherwise}"
    more = f"\n\nand {len(rows) - LISTED:,} more" if len(rows) > LISTED else ""
    return f"## {title}\n\n{_table(rows[:LISTED])}{more}"


def _table(rows: Rows) -> str:
    columns = list(rows[0])
    head = f"| {' | '.join(columns)} |\n|{' --- |' * len(columns)}"
    return "\n".join([head, *(f"| {' | '.join(_cell(row[column]) for column in columns)} |" for row in rows)])


def _cell(value: Cell) -> str:
    """A value as text of a table: nothing in it is read as Markdown or HTML."""
    if isinstance(value, int):
        return f"{value:,}"
    text = escape(str("" if value is None else value), quote=False).translate(MARKDOWN)
    return " ".join(text.split())
