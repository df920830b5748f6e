"""The command line.

Exit codes: 0 published, or nothing to do; 1 failed, nothing published; 2 wrong usage; 3 published, but some documents
were rejected. What is slow to load is loaded by the command that needs it, so that `--help` answers at once.
"""

from __future__ import annotations

import glob
import os
import signal
import threading
from pathlib import Path
from typing import TYPE_CHECKING, Annotated, Any, Literal, NoReturn

import typer

from flows import cli_analyst, cli_lexicon, screen
from flows import ui as pages
from flows.bucket import is_remote
from flows.dataset_folders import is_own
from flows.datasets import dataset_at
from flows.endings import FAILED, SOME_REJECTED, WRONG_USAGE, fail
from flows.own_process import end_quickly, garbage_left, keep_loaded, leave_pandas
from flows.prefect_settings import ServerError, put_defaults
from flows.progress import watching
from flows.retention import Keep
from flows.scheduler import find_scheduler
from flows.store import DatasetError, NothingPublished, reason

if TYPE_CHECKING:
    from collections.abc import Mapping

    from prefect.client.schemas import State

    from flows.recipe import Outcome

STARTING = "Starting Prefect, which keeps the record of the run (10 to 30 seconds)"
STOPPED = "stopped; readers see the version that was published last, if there is one"
PATIENCE = 3
"""Seconds that a run has to clean up after Ctrl-C; what it leaves behind, the next run removes."""
REPORTING = "Reporting the run to the Prefect server"

app = typer.Typer(
    help="Reads Japanese diplomatic documents and publishes tables of who promised what: statements, clauses, entities.",
    no_args_is_help=True,
    pretty_exceptions_enable=False,
    add_completion=False,
    rich_markup_mode=None,  # rich would take a third of the time that `--help` does
)

Work = Literal["processes", "dask"]
Output = Annotated[
    str, typer.Option("--output", "-o", metavar="DIR", help="Folder of the published dataset, or s3://bucket/folder.")
]


def main() -> None:
    end_quickly()
    app()


def _print_version(wanted: bool) -> None:
    if wanted:
        from importlib.metadata import version  # noqa: PLC0415 - slow to load

        typer.echo(f"seimei {version('seimei')}")
        raise typer.Exit


@app.callback()
def seimei(
    _: Annotated[bool, typer.Option("--version", callback=_print_version, is_eager=True, help="Print the version.")] = False,
) -> None:
    """Reads Japanese diplomatic documents and publishes tables of who promised what: statements, clauses, entities."""


@app.command()
def build(
    sources: Annotated[
        list[str] | None,
        typer.Argument(help="Files, folders, patterns or s3://bucket/folder with the documents. [default: ./seeds]"),
    ] = None,
    *,
    output: Output = "output",
    workers: Annotated[int, typer.Option(min=1, help="Processes that work at the same time.")] = 1,
    runner: Annotated[
        Work, typer.Option(help="Where the work is done: processes of this machine, or a Dask cluster.")
    ] = "processes",
    scheduler: Annotated[str | None, typer.Option(metavar="ADDRESS", help="Of the Dask cluster: tcp://host:8786.")] = None,
    full: Annotated[bool, typer.Option("--full", help="Read all documents again, changed or not.")] = False,
    keep: Annotated[str, typer.Option(help="Snapshots to keep: a number (10), an age in days (30d), or `all`.")] = "10",
    drop_failed: Annotated[
        bool, typer.Option("--drop-failed", help="A document that fails now loses the rows of its last good version.")
    ] = False,
    accept_change: Annotated[
        bool, typer.Option("--accept-change", help="Publish even if the tables shrink or empty more than expected.")
    ] = False,
    verbose: Annotated[bool, typer.Option("--verbose", help="Show Prefect's log on the screen.")] = False,
) -> None:
    """Reads the documents and publishes their tables.

    Text, Markdown, HTML, PDF and DOCX are read, also in .zip and .gz, and the records of .jsonl and .parquet (docs/inputs.md).
    Documents that have not changed since the last build are not read again; where nothing changed, nothing is published.
    Readers of DIR/current see the old tables or the new ones, never a mix. Exit codes: 0 published or nothing to do,
    1 failed and nothing published, 2 wrong usage, 3 published but some documents were rejected.
    """
    wanted = sources or ["seeds"]
    _refuse_early(wanted, output, keep)
    _refuse_cluster(runner, scheduler, workers)
    put_defaults(verbose=verbose)
    try:
        state = _run(
            sources=wanted,
            output=output,
            workers=workers,
            full=full,
            keep=keep,
            drop_failed=drop_failed,
            accept_change=accept_change,
            scheduler=scheduler,
        )
    except KeyboardInterrupt:
        raise typer.Exit(FAILED) from None
    except Exception as error:
        if verbose:
            raise
        fail(f"{type(error).__name__}: {error} (--verbose shows where)", FAILED)
    if not state.is_completed():
        fail(state.message or "the run failed; `seimei ui` shows its log", FAILED)
    outcome: Outcome = state.result()
    screen.summary(outcome.snapshot, outcome.address, is_new=outcome.is_new)
    if not outcome.snapshot.documents and not outcome.snapshot.failures:
        screen.failure(f"{', '.join(wanted)}: no documents were found there, and the tables are empty")
    for problem in outcome.problems:
        screen.failure(problem)
    if outcome.is_new and outcome.snapshot.failures:
        raise typer.Exit(SOME_REJECTED)


def _stop(*_: object) -> NoReturn:
    """Ctrl-C: the run cleans up after itself. Prefect's server, which the terminal stopped as well, is not waited for."""
    backstop = threading.Timer(PATIENCE, os._exit, [FAILED])
    backstop.daemon = True
    backstop.start()
    screen.failure(STOPPED)
    raise KeyboardInterrupt


def _run(**parameters: Any) -> State[Any]:
    """The final state of a flow run with these parameters."""
    from flows.own_server import OwnServer  # noqa: PLC0415 - slow to load

    before = signal.signal(signal.SIGINT, _stop)
    server = None if pages.report_to_open_ui() else OwnServer()
    try:
        with screen.progress(STARTING if server else REPORTING) as watch:
            with garbage_left():
                from flows.build import build as flow  # noqa: PLC0415 - slow to load

                leave_pandas()
                _load_rules(parameters)
            keep_loaded()
            if server:
                server.wait()
            with watching(watch):
                return flow(**parameters, return_state=True)
    finally:
        signal.signal(signal.SIGINT, before)


def _load_rules(parameters: Mapping[str, Any]) -> None:
    """Loads what reads documents, where this process will be the one that reads them: while its server starts, if it has one."""
    if parameters["workers"] == 1 and parameters["scheduler"] is None:
        from flows.batches import load  # noqa: PLC0415 - slow to load

        load()


def _refuse_early(sources: list[str], output: str, keep: str) -> None:
    """What can be told in no time is told before Prefect starts."""
    if not output.strip():
        fail("--output names no folder", WRONG_USAGE)
    for place in (*sources, output):
        if "://" in place and not is_remote(place):
            fail(f"{place}: only folders of this machine and s3://bucket/folder can be used", WRONG_USAGE)
    for source in sources:
        if not is_remote(source) and (objection := _objection(source, output)):
            fail(f"{source}{objection}", WRONG_USAGE)
    try:
        Keep.parse(keep)
    except ValueError as error:
        fail(f"--keep {error}", WRONG_USAGE)
    if Path(output).is_file():
        fail(f"{output} is a file, not a folder", WRONG_USAGE)
    if is_remote(output) or Path(output).exists():
        try:
            with dataset_at(output).lock():
                pass
        except (DatasetError, OSError) as error:
            fail(reason(error), FAILED)


def _objection(source: str, output: str) -> str | None:
    """Why a source on this machine cannot be meant."""
    if not Path(source).exists():
        if not glob.has_magic(source):
            return ": no such file or folder"
        found = next(glob.iglob(source, recursive=True), None)  # noqa: PTH207 - Path.glob takes no absolute pattern
        return ": nothing matches" if found is None else None
    if not is_remote(output) and is_own(source, output):
        return f" is part of the dataset that is published to {output}: name the folder of the documents"
    return None


def _refuse_cluster(runner: Work, scheduler: str | None, workers: int) -> None:
    if (runner == "dask") != (scheduler is not None):
        fail("--runner dask and --scheduler ADDRESS belong together", WRONG_USAGE)
    if scheduler is not None and workers > 1:
        fail("--workers is for processes of this machine: the cluster has its own", WRONG_USAGE)
    if scheduler is not None:
        try:
            find_scheduler(scheduler)
        except ValueError as error:
            fail(f"--scheduler {error}", WRONG_USAGE)
        except OSError as error:
            fail(reason(error), FAILED)


@app.command()
def serve(
    sources: Annotated[
        list[str] | None,
        typer.Argument(help="Files, folders, patterns or s3://bucket/folder with the documents. [default: ./seeds]"),
    ] = None,
    *,
    output: Output = "output",
    cron: Annotated[str | None, typer.Option(help='When to build, as a cron line: "0 6 * * *" is every day at six.')] = None,
    timezone: Annotated[str, typer.Option(help="Time zone of the cron line.")] = "UTC",
    watch: Annotated[
        float | None, typer.Option(min=1, metavar="SECONDS", help="Look at the sources so often, and build when they changed.")
    ] = None,
    workers: Annotated[int, typer.Option(min=1, help="Processes that work at the same time.")] = 1,
    keep: Annotated[str, typer.Option(help="Snapshots to keep: a number (10), an age in days (30d), or `all`.")] = "10",
    webhook: Annotated[str | None, typer.Option(metavar="URL", help="Post here when a run published nothing.")] = None,
    accept_change: Annotated[
        bool, typer.Option("--accept-change", help="Publish even if the tables shrink or empty more than expected, always.")
    ] = False,
    host: Annotated[str, typer.Option(help="Where Prefect's server listens, if none is open yet.")] = "127.0.0.1",
    port: Annotated[int, typer.Option(min=1, max=65535, help="Port of Prefect's server, if none is open yet.")] = 4200,
) -> None:
    """Builds by a schedule, when files change, and by hand.

    Runs by hand are started from Prefect's pages. It ends with Ctrl-C. One run at a time: a run that finds another one at
    work is cancelled. See docs/operations.md.
    """
    from flows import serve as service  # noqa: PLC0415 - slow to load

    wanted = sources or ["seeds"]
    _refuse_early(wanted, output, keep)
    try:
        wish = service.Service(tuple(wanted), output, cron, timezone, watch, keep, workers, webhook, accept_change, host, port)
        service.serve(wish)
    except (ServerError, ValueError) as error:
        fail(str(error), FAILED)


@app.command()
def ui(
    port: Annotated[int, typer.Option(min=1, max=65535, help="Port of the web page.")] = 4200,
    host: Annotated[str, typer.Option(help="Address that it listens on; the default admits this machine only.")] = "127.0.0.1",
) -> None:
    """Opens Prefect's web page: runs, steps, reports, rejects. It ends with Ctrl-C."""
    pages.serve(host, port)


@app.command()
def snapshots(output: Output = "output") -> None:
    """Lists the published versions, oldest first. `*` marks the one that readers see."""
    try:
        dataset = dataset_at(output)
        heads, current = [dataset.head(name) for name in dataset.ids()], dataset.current_id()
        if not heads:
            raise NothingPublished(output)
    except (DatasetError, OSError) as error:
        fail(reason(error), FAILED)
    screen.snapshots(heads, current)


@app.command()
def rollback(
    snapshot: Annotated[str, typer.Argument(metavar="ID", help="The version that readers are to see; see `seimei snapshots`.")],
    output: Output = "output",
) -> None:
    """Makes an older version current again, in one step. The next build compares with it."""
    try:
        dataset = dataset_at(output)
        with dataset.lock():
            dataset.manifest(snapshot)
            dataset.switch(snapshot)
    except (DatasetError, OSError) as error:
        fail(reason(error), FAILED)
    screen.say(f"{dataset.address} is now {snapshot}.")


@app.command()
def diff(
    before: Annotated[str, typer.Argument(metavar="A", help="A version, or `current`.")],
    after: Annotated[str, typer.Argument(metavar="B", help="Another version, or `current`.")],
    output: Output = "output",
) -> None:
    """Shows the rows added, changed and removed from A to B. It tells them by table and document."""
    from flows.diff import compare  # noqa: PLC0415 - slow to load

    try:
        rows = compare(dataset_at(output), before, after)
    except (DatasetError, OSError) as error:
        fail(reason(error), FAILED)
    if rows:
        screen.table(rows)
    else:
        screen.say("The two versions hold the same rows.")


@app.command()
def files(
    table: Annotated[str, typer.Argument(help="statements, clauses, entities or rejects.")],
    output: Output = "output",
    snapshot: Annotated[str, typer.Option(metavar="ID", help="A version, or `current`.")] = "current",
) -> None:
    """Prints where the files of a table lie, a line each. All are of one version, for readers of object stores."""
    from flows.diff import named  # noqa: PLC0415 - slow to load

    try:
        dataset = dataset_at(output)
        found = dataset.addresses(named(dataset, snapshot), table)
    except (DatasetError, OSError) as error:
        fail(reason(error), FAILED)
    if not found:
        fail(f"{table} is no table of the dataset", WRONG_USAGE)
    for address in found:
        typer.echo(address)


cli_analyst.register(app)
cli_lexicon.register(app)
