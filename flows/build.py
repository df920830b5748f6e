"""The flow: the recipe as an audited Prefect run, with the form that its parameters make in the UI."""

# No deferred annotations here: a run that Prefect's runner starts could not resolve those of the flow's parameters.
import os
from typing import Annotated

from prefect import flow
from prefect.client.schemas import State
from prefect.states import Completed, Failed
from pydantic import Field

from flows import logs
from flows.audit import PrefectRunner
from flows.failures import EXPECTED, STOPPED, HeldBack, ending, failure_report
from flows.recipe import Outcome, Request, noted, recipe
from flows.retention import Keep

LONGEST_SECONDS = float(os.environ.get("SEIMEI_TIMEOUT_SECONDS", "86400"))
"""After so long a run is stopped and fails: a schedule's next run must not wait for ever on one that hangs."""


@flow(name="build", flow_run_name="build", persist_result=False, timeout_seconds=LONGEST_SECONDS)
def build(
    *,
    sources: Annotated[
        list[Annotated[str, Field(min_length=1)]],
        Field(min_length=1, description="Files, folders or patterns with the documents"),
    ] = ["seeds"],  # noqa: B006 - Prefect shows it as the form's first value and never changes it
    output: Annotated[str, Field(min_length=1, description="Folder of the published dataset")] = "output",
    full: Annotated[bool, Field(description="Read all documents again, changed or not")] = False,
    workers: Annotated[int, Field(ge=1, le=256, description="Processes that work at the same time")] = 1,
    keep: Annotated[str, Field(pattern=r"^(all|[1-9]\d*d?)$", description="Snapshots to keep: 10, 30d or all")] = "10",
    drop_failed: Annotated[bool, Field(description="A document that fails now loses the rows of its last good version")] = False,
    accept_change: Annotated[bool, Field(description="Publish even if the tables shrink more than expected")] = False,
    scheduler: Annotated[str | None, Field(description="Dask scheduler whose workers do the work: tcp://host:8786")] = None,
) -> State[Outcome]:
    """Reads the documents of `sources` and publishes their tables below `output`."""
    runner = PrefectRunner()
    try:
        request = Request(tuple(sources), output, full, workers, Keep.parse(keep), drop_failed, accept_change, scheduler)
        outcome = recipe(request, runner)
    except STOPPED as error:
        end = ending(error, LONGEST_SECONDS)
        logs.failed(end.state, error, is_expected=isinstance(error, EXPECTED))
        with noted("The run was not reported", []):
            known = error.report if isinstance(error, HeldBack) else None
            runner.publish(known or failure_report(end, sources, output))
        return Failed(name=end.state, message=end.message, data=error)
    return Completed(message=". ".join([outcome.report.verdict, *outcome.problems]), data=outcome)
