"""What has to be done: which documents are new, changed, gone, or as they were, compared with what is published."""

from __future__ import annotations

from collections import Counter
from collections.abc import Callable, Iterator, Mapping, Sequence, Set
from dataclasses import dataclass, replace
from typing import NamedTuple

from flows.batches import digest
from flows.manifest import KEPT, Document, Failure, Manifest
from flows.sources import Discovery, SourceRef, read
from transforms.source import Rejected

Digests = Callable[[Sequence[SourceRef]], Mapping[str, str | Failure]]

CONTAINER_MARKS = ("#", "!", "/")
"""What stands between a container's key and the key of a document in it."""


@dataclass(frozen=True, slots=True)
class Plan:
    """`todo` are the documents to transform: `added`, `changed`, and with another fingerprint or on demand all others.

    `unreadable` are failures that are known before any work, and `out_of_reach` the keys of published documents
    that could not be looked at this time: they are not removed, they fail. `kept_failures` failed before and are unchanged.
    `skipped` are files that were passed over by name.
    """

    todo: tuple[SourceRef, ...]
    added: tuple[str, ...] = ()
    changed: tuple[str, ...] = ()
    unchanged: tuple[str, ...] = ()
    removed: tuple[str, ...] = ()
    unreadable: tuple[Failure, ...] = ()
    out_of_reach: tuple[str, ...] = ()
    kept_failures: tuple[Failure, ...] = ()
    skipped: tuple[str, ...] = ()

    def settled(self, before: Mapping[str, Document], after: Mapping[str, Document], failures: Sequence[Failure]) -> Plan:
        """The plan as it turned out: added, changed, unchanged and removed are documents with rows, not files that failed."""
        kept = {failure.source_path for failure in failures}
        changed = tuple(key for key in self.changed if key in before and key in after and key not in kept)
        return replace(
            self,
            added=tuple(key for key in after if key not in before),
            changed=changed,
            unchanged=tuple(sorted((before.keys() & after.keys()) - kept - {*changed})),
            removed=tuple(sorted(before.keys() - after.keys())),
        )

    @property
    def counts(self) -> dict[str, int]:
        return {name: len(getattr(self, name)) for name in ("added", "changed", "removed", "unchanged")}


def make_plan(
    found: Discovery,
    current: Manifest | None,
    built_by: str,
    *,
    full: bool = False,
    drop_failed: bool = False,
    digests_of: Digests | None = None,
) -> Plan:
    """Reads and hashes every source and compares it with `current`; where there is none, all are new and none is read.

    `digests_of`: who reads and hashes, if not this process.
    `full`: transform all, whatever is published. `drop_failed`: look again at what failed and still has older rows.
    """
    unlisted = tuple(_failures(found))
    if current is None:
        return Plan(found.refs, added=tuple(ref.key for ref in found.refs), unreadable=unlisted, skipped=found.skipped)
    digests = (digests_of or read_digests)(found.refs)
    seen = {key: outcome for key, outcome in digests.items() if isinstance(outcome, str)}
    unreadable = (*unlisted, *(outcome for outcome in digests.values() if isinstance(outcome, Failure)))
    failed = {failure.source_path: failure for failure in current.failures if failure.digest}
    compared = _compared(seen, current.documents, failed, {failure.source_path for failure in unreadable})
    retried = [key for key in compared.unchanged if drop_failed and key in failed and failed[key].reason == KEPT]
    is_stale = full or current.built_by != built_by
    again = {*compared.added, *compared.changed, *retried, *(compared.unchanged if is_stale else ())}
    return Plan(
        todo=tuple(ref for ref in found.refs if ref.key in again),
        **compared._asdict(),
        unreadable=unreadable,
        kept_failures=tuple(failed[key] for key in compared.unchanged if key in failed and key not in again),
        skipped=found.skipped,
    )


class _Compared(NamedTuple):
    """Keys, as in `Plan`."""

    added: tuple[str, ...]
    changed: tuple[str, ...]
    unchanged: tuple[str, ...]
    removed: tuple[str, ...]
    out_of_reach: tuple[str, ...]


def _compared(
    seen: Mapping[str, str], published: Mapping[str, Document], failed: Mapping[str, Failure], lost: Set[str]
) -> _Compared:
    """The digests of all sources against those of the documents and failures of before; `lost` could not be read now."""
    known: dict[str, str | None] = {key: document.digest for key, document in published.items()}
    known |= {key: failure.digest for key, failure in failed.items()}
    missing = known.keys() - seen.keys()
    hidden = {key for key in missing if _covered(key, lost)}
    return _Compared(
        added=tuple(key for key in seen if key not in known),
        changed=tuple(key for key, now in seen.items() if key in known and known[key] != now),
        unchanged=tuple(sorted(key for key, now in seen.items() if known.get(key) == now)),
        removed=tuple(sorted(missing - hidden)),
        out_of_reach=tuple(sorted(hidden & published.keys())),
    )


def read_digests(refs: Sequence[SourceRef]) -> dict[str, str | Failure]:
    """Digest of each document by its key, or why it cannot be read.

    One after the other: threads would take three times as long for small files, and records of one file are read in order.
    """
    return {ref.key: _digest(ref) for ref in refs}


def _digest(ref: SourceRef) -> str | Failure:
    try:
        return digest(read(ref))
    except Rejected as error:
        return Failure(ref.key, None, error.stage, error.reason, error.message)


def _failures(found: Discovery) -> Iterator[Failure]:
    """What could not be listed. Names that a document or another failure has already are numbered: rows of `rejects` are
    known by them."""
    times = Counter(ref.key for ref in found.refs)
    for reject in found.rejects:
        times[reject.source_path] += 1
        number = times[reject.source_path]
        name = f"{reject.source_path} ({number})" if number > 1 else reject.source_path
        yield Failure(name, reject.source_sha256, reject.stage, reject.reason, reject.message)


def _covered(key: str, failed: Set[str]) -> bool:
    """Whether a document itself, or a file or folder that held it, is among what could not be read."""
    ends = [at for at, mark in enumerate(key) if mark in CONTAINER_MARKS]
    return key in failed or any(key[:at] in failed or key[: at + 1] in failed for at in ends)
