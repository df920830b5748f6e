"""What a run logs: an event and its values on one line, `event name=value …`, each value as JSON.

A line a document at debug, sums at info. Names of documents and reasons are logged, at debug; what stands in a document
never is: a reject's message may quote it, and stays in the table `rejects`.
"""

from __future__ import annotations

import json
import logging
from collections.abc import Iterable
from typing import Any

from flows.batches import Result
from flows.manifest import Manifest
from flows.plan import Plan

log = logging.getLogger(__name__)


def planned(plan: Plan) -> None:
    log.info(line("planned", todo=len(plan.todo), unreadable=len(plan.unreadable), skipped=len(plan.skipped), **plan.counts))
    for key in plan.skipped:
        log.debug(line("skipped", key=key))


def transformed(results: Iterable[Result]) -> None:
    for result in results:
        for done in result.documents:
            counts = {"clauses": done.n_clauses, "entities": done.n_entities}
            log.debug(line("document", key=done.key, statement_id=done.statement_id, year=done.year, **counts))
        for failure in result.failures:
            log.debug(line("reject", key=failure.source_path, stage=failure.stage, reason=failure.reason))


def published(snapshot: Manifest, *, is_new: bool) -> None:
    log.info(line("published" if is_new else "unchanged", snapshot=snapshot.id, **snapshot.counts))


def failed(state: str, error: BaseException, *, is_expected: bool) -> None:
    """Why a run ended early, by kind: the message is the run's state. What nobody expected says where it arose."""
    log.error(line("failed", state=state, kind=type(error).__name__), exc_info=None if is_expected else error)


def line(event: str, **values: Any) -> str:
    """JSON writes out line breaks and control characters, so no name of a file can begin a line of its own."""
    return " ".join([event, *(f"{name}={json.dumps(value, ensure_ascii=False)}" for name, value in values.items())])
