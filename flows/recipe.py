"""The recipe: discover, plan, transform in batches, assemble, check, publish, report; each step is a plain function of another
module. It knows nothing of Prefect, which takes long to load: `build` is the same as an audited Prefect run.
"""

from __future__ import annotations

import logging
from collections.abc import Iterator
from contextlib import AbstractContextManager, ExitStack, contextmanager, nullcontext
from dataclasses import dataclass, replace
from functools import partial
from pathlib import Path
from typing import TYPE_CHECKING

from flows import logs
from flows.assemble import Candidate, assemble, is_published, merge
from flows.batches import Result, batches
from flows.bucket import is_remote
from flows.datasets import dataset_at
from flows.failures import STOPPED, HeldBack
from flows.fingerprint import fingerprint
from flows.gate import Refused, check
from flows.manifest import Manifest
from flows.plan import Plan, make_plan
from flows.publish import describe, prune, publish
from flows.remote_sources import listed, local_copies
from flows.report import Report, Trail, make_report
from flows.retention import Keep
from flows.runner import Runner
from flows.sources import Discovery, discover
from flows.store import Store, reason
from flows.workers import Workers

if TYPE_CHECKING:
    from flows.cluster import Cluster

log = logging.getLogger(__name__)

FRESH = "snapshot"
"""Folder of the workspace that becomes the next snapshot."""

KEEP = Keep(count=10)
"""Snapshots that stay unless a run is told otherwise."""


@dataclass(frozen=True, slots=True)
class Request:
    """What a run is asked to do."""

    sources: tuple[str, ...]
    output: str
    full: bool = False
    workers: int = 1
    keep: Keep = KEEP
    drop_failed: bool = False
    accept_change: bool = False
    scheduler: str | None = None
    """A Dask scheduler whose workers do the work, instead of processes of this machine."""


@dataclass(frozen=True, slots=True)
class Outcome:
    """How a run ended: the snapshot that readers see now, where, and whether this run switched them to it."""

    snapshot: Manifest
    address: str
    is_new: bool
    report: Report
    problems: tuple[str, ...] = ()
    """What went wrong after readers were switched, a line each."""


def recipe(request: Request, runner: Runner) -> Outcome:
    """Raises what ends a run early; if that is one of EXPECTED, readers still see what they saw before."""
    dataset = dataset_at(request.output)
    with ExitStack() as ending:
        found = runner.step("discover", f"discover {', '.join(request.sources)}", lambda: find(request, ending))
        ending.enter_context(dataset.lock())
        workspace = ending.enter_context(dataset.workspace())
        built_by = fingerprint()
        cluster = ending.enter_context(join(request, dataset, workspace, built_by))
        current = dataset.current()
        plan = runner.step(
            "plan",
            f"plan {len(found.refs):,} documents",
            lambda: make_plan(
                found,
                current,
                built_by,
                full=request.full,
                drop_failed=request.drop_failed,
                digests_of=cluster.digests if cluster else None,
            ),
        )
        logs.planned(plan)
        workers = cluster or ending.enter_context(Workers(request.workers, len(plan.todo), workspace, built_by))
        results = transform(plan, runner, workers)
        logs.transformed(results)
        contents = merge(plan, results, current, drop_failed=request.drop_failed)
        plan = plan.settled(current.documents if current else {}, contents.documents, contents.failures)
        if current and not request.full and is_published(contents, current):
            snapshot = current
        else:
            candidate = runner.step(
                "assemble",
                f"assemble {len(contents.documents):,} documents",
                lambda: assemble(
                    contents,
                    results,
                    current,
                    place_of=dataset.place_of if cluster else dataset.local,
                    folder=workspace / FRESH,
                    write_all=workers.write_all,
                    count_all=workers.count_all,
                    look_all=workers.look_all,
                ),
            )
            try:
                snapshot = release(candidate, plan, current, dataset=dataset, runner=runner, accept_change=request.accept_change)
            except Refused as refusal:
                held = describe(candidate, plan, dataset, runner.origin)
                trail = Trail(request.sources, runner.done, dataset, candidate.folder)
                raise HeldBack(refusal, make_report(plan, results, held, current, trail, refusal=str(refusal))) from refusal
        logs.published(snapshot, is_new=snapshot is not current)
        problems: list[str] = []
        if snapshot is not current:
            with noted("Old snapshots were not removed", problems):
                prune(dataset, request.keep)
        report = Report("build", f"Published {snapshot.id}", "")
        with noted("The run was not reported", problems):
            report = make_report(plan, results, snapshot, current, Trail(request.sources, runner.done, dataset))
            runner.step("report", f"report on snapshot {snapshot.id}", partial(runner.publish, report))
        return Outcome(snapshot, dataset.address, snapshot is not current, report, tuple(problems))


def find(request: Request, ending: ExitStack) -> Discovery:
    """The documents of all sources; copies of those in object stores stay until `ending`, or until this fails, for it may
    be tried again."""
    output = None if is_remote(request.output) else request.output
    with ExitStack() as own:
        if request.scheduler:
            found = listed(request.sources, own, output=output)
        else:
            places, rejects = local_copies(request.sources, own)
            found = discover(places, output=output)
            found = replace(found, rejects=(*found.rejects, *rejects))
        ending.push(own.pop_all())
    return replace(found, rejects=tuple(sorted(found.rejects, key=lambda one: one.source_path)))


def join(request: Request, dataset: Store, workspace: Path, built_by: str) -> AbstractContextManager[Cluster | None]:
    """The workers of the scheduler that was named, if one was. Raises ClusterError where they cannot be used."""
    if request.scheduler is None:
        return nullcontext()
    from flows.cluster import Cluster  # noqa: PLC0415 - needs a package that no other run needs

    return Cluster(request.scheduler, dataset.shelf(workspace, workspace / FRESH), built_by)


def release(
    candidate: Candidate, plan: Plan, current: Manifest | None, *, dataset: Store, runner: Runner, accept_change: bool
) -> Manifest:
    """Checks the candidate and switches readers to it. Raises Refused where it does not hold what was promised."""
    runner.step(
        "check",
        f"check {len(candidate.fresh):,} new files",
        lambda: check(candidate, current, accept_change=accept_change),
    )
    described = describe(candidate, plan, dataset, runner.origin)
    return runner.step("publish", f"publish snapshot {described.id}", lambda: publish(described, candidate, current, dataset))


@contextmanager
def noted(trouble: str, problems: list[str]) -> Iterator[None]:
    """Around what comes after the switch: whatever goes wrong with it, the run has published, and says both."""
    try:
        yield
    except STOPPED as error:
        log.warning(trouble, exc_info=True)
        cause = reason(error) if isinstance(error, Exception) else "the run's time was up"
        problems.append(f"{trouble}: {cause}")


def transform(plan: Plan, runner: Runner, workers: Workers | Cluster) -> list[Result]:
    """Rows of all documents of the plan, staged by the workers, a step a batch."""
    cut = list(batches(plan.todo, workers.count))
    works = [
        (
            f"transform batch {number} of {len(cut)} ({len(batch):,} documents)",
            partial(workers.transform, batch, f"{number:06}"),
        )
        for number, batch in enumerate(cut, 1)
    ]
    return [result for results in runner.steps("transform", works, at_once=workers.count) for result in results]
