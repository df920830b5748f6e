"""What several tests need: Prefect away from the user's own settings and runs, and a server that is started once."""

from __future__ import annotations

import gc
import os
import tempfile
from collections.abc import Iterator
from pathlib import Path
from typing import Any

import pytest
from hypothesis import HealthCheck, settings
from xdist.scheduler import LoadFileScheduling

from flows.prefect_settings import put_defaults
from tests.serving import served

__all__ = ["served"]

HOME = tempfile.TemporaryDirectory()
os.environ["PREFECT_HOME"] = HOME.name
os.environ.pop("PREFECT_API_URL", None)
put_defaults()

SERVER = "prefect_server"
"""The fixture that takes long."""

settings.register_profile("seimei", deadline=None, suppress_health_check=[HealthCheck.too_slow])
settings.load_profile("seimei")
"""No example fails because the machine is busy."""


class OneServer(LoadFileScheduling):  # type: ignore[misc] - xdist has no types
    """A file of tests stays with one of xdist's workers, and all files that need Prefect's server with the same one."""

    def _split_scope(self, nodeid: str) -> str:
        file: str = super()._split_scope(nodeid)
        return SERVER if SERVER in (self.config.rootpath / file).read_text(encoding="utf-8") else file


@pytest.hookimpl(optionalhook=True)
def pytest_xdist_make_scheduler(config: pytest.Config, log: Any) -> OneServer:
    return OneServer(config, log)


def pytest_collection_finish() -> None:
    """What is loaded by now stays: the search for garbage need not go through it again and again."""
    gc.freeze()


def pytest_unconfigure() -> None:
    """So that extension modules find everything released when the interpreter ends, and tell of no leaks."""
    gc.unfreeze()


@pytest.fixture(scope="session")
def prefect_server() -> Iterator[None]:
    """The server that a build starts for itself, with an empty database; takes a quarter of a minute."""
    from prefect.settings import PREFECT_API_URL, temporary_settings  # noqa: PLC0415 - slow to load

    from flows.own_server import OwnServer  # noqa: PLC0415

    server = OwnServer()
    server.wait()
    with temporary_settings({PREFECT_API_URL: server.address}):
        yield


@pytest.fixture(scope="session")
def published_seeds(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """What readers open of a dataset that was built from `seeds/`, without Prefect."""
    from tests.manuals import build  # noqa: PLC0415 - slow to load

    return build(tmp_path_factory.mktemp("seeds"))
