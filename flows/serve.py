"""Builds by a schedule, by hand from Prefect's pages, and whenever the files of the sources change; on this machine.

The sources are looked at again and again: events of the file system do not reach network shares, miss what happens while
nobody listens, and come before a file is whole. A look that finds what the look before found is a file that is whole.
"""

from __future__ import annotations

import glob
import logging
import os
import subprocess
import threading
import time
from collections.abc import Iterable, Iterator, Sequence
from contextlib import contextmanager
from dataclasses import dataclass, field
from itertools import chain
from pathlib import Path
from typing import cast

from flows import tethered, ui
from flows.bucket import is_remote
from flows.dataset_folders import is_dataset, of_dataset, outside_datasets, pattern_root
from flows.logs import line
from flows.prefect_settings import ServerError, put_defaults
from flows.remote_sources import objects

NAME = "seimei"
DEPLOYMENT = f"build/{NAME}"
TAGS = ["seimei"]
DESCRIPTION = """Reads the documents and publishes their tables.

One run at a time: a run that finds another one at work is cancelled, for the next one does all that is left to do."""

SERVER_SECONDS = 180
"""How long a server may take to answer for the first time."""

Listing = frozenset[tuple[str, int, int | str]]
"""(path, bytes, time of change in ns) of files, (address, bytes, tag) of objects."""

log = logging.getLogger(__name__)


@dataclass(frozen=True, slots=True)
class Service:
    """What to build, and when: by a cron line, and where `watch_seconds` is set whenever a look finds other files."""

    sources: tuple[str, ...]
    output: str
    cron: str | None = None
    timezone: str = "UTC"
    watch_seconds: float | None = None
    keep: str = "10"
    workers: int = 1
    webhook: str | None = None
    accept_change: bool = False
    host: str = "127.0.0.1"
    port: int = 4200

    @property
    def parameters(self) -> dict[str, object]:
        """With whole paths: a run may be started from another folder."""
        sources = [_whole(source) for source in self.sources]
        named = {"sources": sources, "output": _whole(self.output), "keep": self.keep, "workers": self.workers}
        return {**named, "accept_change": self.accept_change}


def serve(service: Service) -> None:
    """Starts runs until it is stopped; with a server of its own where none answers."""
    put_defaults(verbose=True)
    with server(service.host, service.port):
        # Prefect reads the server's address when it is imported.
        from prefect.client.schemas.objects import ConcurrencyLimitConfig, ConcurrencyLimitStrategy  # noqa: PLC0415
        from prefect.schedules import Cron  # noqa: PLC0415
        from prefect.types.entrypoint import EntrypointType  # noqa: PLC0415

        from flows.alerts import put_alerts  # noqa: PLC0415
        from flows.build import build  # noqa: PLC0415

        put_alerts(service.webhook)
        if service.watch_seconds:
            threading.Thread(target=watch, args=(service.sources, service.watch_seconds, service.output), daemon=True).start()
        build.serve(
            name=NAME,
            description=DESCRIPTION,
            tags=TAGS,
            parameters=service.parameters,
            schedule=Cron(service.cron, timezone=service.timezone) if service.cron else None,
            global_limit=ConcurrencyLimitConfig(limit=1, collision_strategy=ConcurrencyLimitStrategy.CANCEL_NEW),
            entrypoint_type=EntrypointType.MODULE_PATH,
        )


@contextmanager
def server(host: str, port: int) -> Iterator[None]:
    """A server to report to: the user's own, one that is open, or one of this process."""
    if ui.report_to_open_ui():
        yield
        return
    command, environment = ui.start_command(host, port)
    process = tethered.start(command, environment)
    try:
        _await_server(process)
        yield
    finally:
        process.terminate()
        process.wait()


def _await_server(process: subprocess.Popen[bytes]) -> None:
    latest = time.monotonic() + SERVER_SECONDS
    while not ui.report_to_open_ui():
        if process.poll() is not None or time.monotonic() > latest:
            raise ServerError("Prefect's server did not start; its own lines above say why")
        time.sleep(1)


def watch(sources: Sequence[str], seconds: float, output: str) -> None:
    """Looks at the sources for ever, and starts a run when they have changed and rest."""
    seen = Watch()
    while True:
        found = listing(sources, output)
        if seen.is_due(found) and _run():
            seen.handled = found
        time.sleep(seconds)


@dataclass(slots=True)
class Watch:
    """What the last look found, and what the last run has worked on: nothing yet, so that a first run catches up."""

    last: Listing | None = None
    handled: Listing | None = field(default=None)

    def is_due(self, found: Listing) -> bool:
        """Whether files have changed since the last run, and have not since the last look."""
        rests, self.last = found == self.last, found
        return rests and found != self.handled


def listing(sources: Sequence[str], output: str) -> Listing:
    """All files and objects below the sources, but those that are published there. What vanishes meanwhile is left out; what
    cannot be read is the run's to report."""
    found = (_objects(source) if is_remote(source) else _entries(source, output) for source in sources)
    return frozenset(chain.from_iterable(found))


def _objects(source: str) -> Iterator[tuple[str, int, str]]:
    """A store that does not answer at two looks is a change: the run that it starts fails, and says so."""
    try:
        yield from [(f"{source}/{entry.key}", entry.size, entry.tag) for entry in objects(source)]
    except OSError:
        yield source, 0, "not to be reached"


def _entries(source: str, output: str) -> Iterator[tuple[str, int, int]]:
    return (entry for path in _files(source, output) if (entry := _entry(path)))


def _files(source: str, output: str) -> Iterator[str]:
    for name in _named(source, output):
        if os.path.isdir(name):  # noqa: PTH112
            yield from _below(name, output)
        else:
            yield name


def _named(source: str, output: str) -> Iterable[str]:
    if os.path.exists(source) or not glob.has_magic(source):  # noqa: PTH110
        return [source]
    return outside_datasets(glob.glob(source, recursive=True), pattern_root(source), output)  # noqa: PTH207


def _below(source: str, output: str) -> Iterator[str]:
    for folder, folders, files in os.walk(source):
        published = of_dataset([*folders, *files], is_source=folder == source) if is_dataset(folder, output) else ()
        folders[:] = [name for name in folders if name not in published]
        yield from (os.path.join(folder, name) for name in files if name not in published)  # noqa: PTH118


def _entry(path: str) -> tuple[str, int, int] | None:
    try:
        status = os.lstat(path)
    except OSError:
        return None
    return path, status.st_size, status.st_mtime_ns


def _run() -> bool:
    """Whether a run has worked on the sources: one that met another run was cancelled, and is tried again."""
    from prefect.client.schemas.objects import FlowRun  # noqa: PLC0415 - slow to load
    from prefect.deployments import run_deployment  # noqa: PLC0415

    try:
        run = cast(
            FlowRun, run_deployment(DEPLOYMENT, flow_run_name="build (files changed)", as_subflow=False, tags=[*TAGS, "watch"])
        )
    except Exception as error:
        # The server may be away for a while, or the deployment not made yet; the next look tries again.
        log.warning(line("watch", kind=type(error).__name__))
        return False
    return run.state is not None and not run.state.is_cancelled()


def _whole(place: str) -> str:
    return place if "://" in place else str(Path(place).absolute())
