"""What has to be done: which documents are new, changed, gone, or as they were, compared with what is published."""

from __future__ import annotations

from collections import Counter
from collections.abc import Callable, Iterator, Mapping, Sequence, Set
from dataclasses import dataclass

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
    """

    todo: tuple[SourceRef, ...]
    added: tuple[str, ...]
    changed: tuple[str, ...]
    unchanged: tuple[str, ...]
    removed: tuple[str, ...]
    unreadable: tuple[Failure, ...]
    out_of_reach: tuple[str, ...]
    kept_failures: tuple[Failure, ...]

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
    unreadable = list(_failures(found))
    if current is None:
        keys = tuple(ref.key for ref in found.refs)
        return Plan(found.refs, keys, (), (), (), tuple(unreadable), (), ())
    digests = (digests_of or read_digests)(found.refs)
    unreadable += [outcome for outcome in digests.values() if isinstance(outcome, Failure)]
    published: Mapping[str, Document] = current.documents
    failed = {failure.source_path: failure for failure in current.failures if failure.digest}
    seen = {key: outcome for key, outcome in digests.items() if isinstance(outcome, str)}
    known = {key: (failed.get(key) or published.get(key)) for key in seen}
    added = [key for key, before in known.items() if before is None]
    changed = [key for key, before in known.items() if before is not None and before.digest != seen[key]]
    unchanged = sorted(seen.keys() - {*added, *changed})
    stale = full or current.built_by != built_by
    retried = [key for key in unchanged if drop_failed and key in failed and failed[key].reason == KEPT]
    again = {*added, *changed, *retried, *(unchanged if stale else ())}
    missing = (published.keys() | failed.keys()) - seen.keys()
    lost = {failure.source_path for failure in unreadable}
    hidden = {key for key in missing if _covered(key, lost)}
    return Plan(
        todo=tuple(ref for ref in found.refs if ref.key in again),
        added=tuple(added),
        changed=tuple(changed),
        unchanged=tuple(unchanged),
        removed=tuple(sorted(missing - hidden)),
        unreadable=tuple(unreadable),
        out_of_reach=tuple(sorted(hidden & published.keys())),
        kept_failures=tuple(failed[key] for key in unchanged if key in failed and key not in again),
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
