"""The last steps: the candidate becomes a snapshot, readers are switched to it, and old snapshots go."""

from __future__ import annotations

from datetime import UTC, datetime

from flows.analyst.views import write_script
from flows.assemble import Candidate
from flows.descriptions import descriptions
from flows.fingerprint import fingerprint, versions
from flows.manifest import Manifest, content_id
from flows.plan import Plan
from flows.retention import Keep, outdated
from flows.store import Store
from transforms.tables import DATASET_VERSION, TABLES


def describe(candidate: Candidate, plan: Plan, dataset: Store, origin: dict[str, str]) -> Manifest:
    """The manifest of the candidate; `origin` names the run that made it."""
    contents = candidate.contents
    content = content_id(fingerprint(), contents.documents, contents.failures, candidate.files)
    number = 1 + max((int(name.partition("-")[0]) for name in dataset.ids()), default=0)
    rows = {table: sum(file.rows for file in candidate.files if file.table == table) for table in TABLES}
    return Manifest(
        id=f"{number:06}-{content}",
        created_at=datetime.now(UTC).isoformat(timespec="seconds"),
        dataset_version=DATASET_VERSION,
        built_by=fingerprint(),
        versions=versions(),
        counts={**rows, "commitments": sum(document.n_commitments for document in contents.documents.values())},
        change=plan.counts,
        run=origin,
        documents=contents.documents,
        failures=contents.failures,
        files=candidate.files,
    )


def publish(snapshot: Manifest, candidate: Candidate, current: Manifest | None, dataset: Store) -> Manifest:
    """Switches readers to the snapshot, or to an older one of the same content, and answers which it is."""
    known = next((name for name in reversed(dataset.ids()) if name.partition("-")[2] == snapshot.content), None)
    if known is None:
        for name, data in descriptions(snapshot).items():
            (candidate.folder / name).write_bytes(data)
        write_script(candidate.folder)
        return dataset.commit(snapshot, candidate.folder, current)
    if current is not None and known == current.id:
        return current
    dataset.switch(known)
    return dataset.manifest(known)


def prune(dataset: Store, keep: Keep) -> None:
    """Removes the snapshots that are not kept."""
    dataset.remove(outdated([dataset.head(name) for name in dataset.ids()], dataset.current_id(), keep, datetime.now(UTC)))
