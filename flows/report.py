"""What a run tells people: a page of Markdown and tables, made from what the run found and published."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass, field
from pathlib import Path

from flows import charts
from flows.accounts import MOST_DOCUMENTS, Accounts, accounts
from flows.batches import Dropped, Result
from flows.drift import drift_rows
from flows.manifest import Failure, File, Head, Manifest
from flows.markdown import Cell, Rows, plain, section, table
from flows.plan import Plan
from flows.quality import OVERRULED, quality_rows
from flows.steps import Step
from flows.store import Store

FEW_DOCUMENTS = 1000
"""So many documents are all accounted for in every report; of more, those that the run has transformed."""


@dataclass(frozen=True, slots=True)
class Report:
    """`name` is the run's, `verdict` says how it ended, `page` is Markdown; `tables` are rows by name, `tags` the run's."""

    name: str
    verdict: str
    page: str
    tables: dict[str, Rows] = field(default_factory=dict)
    tags: tuple[str, ...] = ()


@dataclass(frozen=True, slots=True)
class Trail:
    """What led to a snapshot: the sources as named, the steps so far, where the dataset lies, and where the new files of a
    snapshot lie that was held back."""

    sources: Sequence[str]
    steps: Sequence[Step]
    dataset: Store
    held: Path | None = None


def make_report(
    plan: Plan, results: Sequence[Result], snapshot: Manifest, previous: Manifest | None, trail: Trail, *, refusal: str = ""
) -> Report:
    """`snapshot` is what readers see now, `previous` what they saw before: the same where nothing changed. With a `refusal`,
    `snapshot` is what was held back, and readers still see `previous`."""
    failures = snapshot.failures
    is_new = snapshot is not previous
    verdict = f"Published {snapshot.id}" if is_new else f"Nothing changed: {snapshot.id} stays"
    ending = "published" if is_new else "unchanged"
    name = run_name(plan, failures)
    if refusal:
        verdict, ending, name = f"Refused {snapshot.id}", "failed", "build refused"
    documents = _accounts(plan, snapshot, previous, trail)
    tables = {
        "rejects": [_reject_row(failure) for failure in failures],
        "changes": _change_rows(plan),
        "documents": documents.rows,
        "lines": _line_rows(results),
        "quality": _judged(quality_rows(snapshot, previous), refusal),
        "drift": drift_rows(snapshot, previous),
        "steps": _step_rows(trail.steps),
        "snapshots": _snapshot_rows(trail.dataset, previous if refusal else snapshot),
    }
    sections = [
        f"# {verdict}",
        _refusal(refusal),
        _overview(plan, snapshot, trail),
        section("Rejected documents", tables["rejects"], "No document was rejected."),
        section("Files passed over by name", [{"file": key} for key in plan.skipped], "None."),
        section("What each stage did", _stage_rows(trail.steps), "No stage ran."),
        section("Checks", tables["quality"], "None."),
        section("What changed", tables["changes"], "No source was added, changed or removed."),
        section("Against the snapshot before", tables["drift"], "The first snapshot, or the same as before."),
        charts.bars("Clauses by year", _rows_by_year(snapshot, "clauses"), "clauses"),
        section("Flags of the documents transformed in this run", _flag_rows(results), "None."),
        _documents(documents),
        section("Lines by role", _role_rows(results), "No document was transformed."),
        charts.shares("Lines by role", {str(row["role"]): int(row["lines"] or 0) for row in _role_rows(results)}),
        section("Lines taken out of the body, by rule", tables["lines"], "None."),
        _snapshots(tables["snapshots"]),
    ]
    tags = (*(() if refusal else (f"snapshot:{snapshot.id}",)), ending, *(("rejects",) if failures else ()))
    page = "\n\n".join(one for one in sections if one) + "\n"
    return Report(name, refusal or verdict, page, tables, tags)


def _judged(rows: Rows, refusal: str) -> Rows:
    """The checks of what was refused: nobody has overruled them, and whether rows kept their rules, the refusal says."""
    if not refusal:
        return rows
    results: dict[Cell, Cell] = {OVERRULED: "not held", "0 broken": "see the refusal"}
    return [{**row, "result": results.get(row["asked"], results.get(row["result"], row["result"]))} for row in rows]


def _refusal(message: str) -> str:
    if not message:
        return ""
    stays = "Readers see what they saw before. What follows is what they would have seen, and how it differs."
    return f"{plain(message)}.\n\n{stays}"


def run_name(plan: Plan, failures: Sequence[Failure]) -> str:
    """E.g. `build +12 ~3 -1 (2 rejected)`."""
    rejected = f" ({len(failures)} rejected)" if failures else ""
    return f"build +{len(plan.added)} ~{len(plan.changed)} -{len(plan.removed)}{rejected}"


def _overview(plan: Plan, snapshot: Manifest, trail: Trail) -> str:
    rows: Rows = [{"what": name, "documents": count} for name, count in plan.counts.items()]
    rows.append({"what": "transformed in this run", "documents": len(plan.todo)})
    rows.append({"what": "rejected", "documents": len(snapshot.failures)})
    rows.append({"what": "passed over by name", "documents": len(plan.skipped)})
    counts: Rows = [{"counted": name, "rows": count} for name, count in snapshot.counts.items()]
    made = f"Snapshot `{snapshot.id}` of {plain(trail.dataset.address)}, made by `{snapshot.built_by}` at {snapshot.created_at}"
    by_table = {name: count for name, count in snapshot.counts.items() if name != "commitments"}
    return "\n\n".join([table(rows), made, table(counts), charts.lineage(trail.sources, by_table, snapshot.id)])


def _accounts(plan: Plan, snapshot: Manifest, previous: Manifest | None, trail: Trail) -> Accounts:
    todo = {ref.key for ref in plan.todo} & snapshot.documents.keys()
    keys = snapshot.documents.keys() if len(snapshot.documents) <= FEW_DOCUMENTS else todo
    if not keys:
        return Accounts([], 0)
    files = [file for file in snapshot.files if file.table == "statements" and file.rows]
    years = {snapshot.documents[key].year for key in sorted(keys)[:MOST_DOCUMENTS]}
    return accounts([_place(file, snapshot, previous, trail) for file in files if file.year in years], keys)


def _place(file: File, snapshot: Manifest, previous: Manifest | None, trail: Trail) -> Path:
    """Where a file can be read: of a snapshot that was held back, the new ones beside the dataset or where workers have put
    them in its object store, the others as published."""
    if trail.held is None:
        return trail.dataset.local(snapshot, file)
    new = trail.held / file.path
    if new.exists() or not (previous or file.key):
        return new
    return trail.dataset.local(previous or snapshot, file)


def _documents(documents: Accounts) -> str:
    text = section("Lines of each document", documents.rows, "No document was transformed.")
    if documents.total > len(documents.rows):
        text += (
            f"\n\nOf {documents.total:,} documents; the column `lines` of the table `statements` has every line of all of them."
        )
    return text


def _reject_row(failure: Failure) -> dict[str, Cell]:
    return {"document": failure.source_path, "stage": failure.stage, "reason": failure.reason, "message": failure.message}


def _change_rows(plan: Plan) -> Rows:
    changes = {"added": plan.added, "changed": plan.changed, "removed": plan.removed, "out of reach": plan.out_of_reach}
    return [{"change": change, "document": key} for change, keys in changes.items() for key in keys]


def _step_rows(steps: Sequence[Step]) -> Rows:
    return [
        {"stage": one.stage, "step": one.label, "began": round(one.began, 2), "seconds": round(one.seconds, 2)} for one in steps
    ]


def _stage_rows(steps: Sequence[Step]) -> Rows:
    """One row a stage: from the start of its first step to the end of its last, and what it did."""
    stages: dict[str, list[Step]] = {}
    for step in steps:
        stages.setdefault(step.stage, []).append(step)
    rows: Rows = []
    for stage, own in stages.items():
        seconds = max(step.began + step.seconds for step in own) - min(step.began for step in own)
        did = own[0].label if len(own) == 1 else f"{len(own):,} steps, the longest {max(step.seconds for step in own):.2f} s"
        rows.append({"stage": stage, "what": did, "seconds": round(seconds, 2)})
    return rows


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


def _rows_by_year(snapshot: Manifest, name: str) -> Mapping[str, float]:
    years: Counter[str] = Counter()
    for file in snapshot.files:
        if file.table == name and file.rows:
            years[str(file.year or "no year")] += file.rows
    return dict(sorted(years.items()))


def _snapshot_rows(dataset: Store, current: Manifest | None) -> Rows:
    """All versions on the disk, newest first, and the run that made each."""
    return [_snapshot_row(dataset.head(name), current) for name in reversed(dataset.ids())]


def _snapshot_row(head: Head, current: Manifest | None) -> dict[str, Cell]:
    return {
        "snapshot": f"{head.id} (current)" if current and head.id == current.id else head.id,
        "made at": head.created_at,
        "documents": head.counts.get("statements", 0),
        "clauses": head.counts.get("clauses", 0),
        "flow run": head.run.get("flow_run_id", ""),
    }


def _snapshots(rows: Rows) -> str:
    """The rows with links to the pages of their runs."""
    text = section("Snapshots on the disk", rows, "None.")
    for run in {str(row["flow run"]) for row in rows if row["flow run"]}:
        text = text.replace(f"| {run} |", f"| [{run[:8]}](/v2/runs/flow-run/{run}) |")
    return text
