"""What several tests need: Prefect away from the user's own settings and runs, and a server that is started once."""

from __future__ import annotations

import os
import tempfile
from collections.abc import Iterator
from pathlib import Path

import pytest
from hypothesis import HealthCheck, settings

from flows.prefect_settings import put_defaults
from tests.serving import served

__all__ = ["served"]

HOME = tempfile.TemporaryDirectory()
os.environ["PREFECT_HOME"] = HOME.name
os.environ.pop("PREFECT_API_URL", None)
put_defaults()

settings.register_profile("seimei", deadline=None, suppress_health_check=[HealthCheck.too_slow])
settings.load_profile("seimei")
"""No example fails because the machine is busy."""


@pytest.fixture(scope="session")
def prefect_server() -> Iterator[None]:
    """A server of its own with an empty database; takes up to half a minute to start."""
    from prefect.testing.utilities import prefect_test_harness  # noqa: PLC0415 - slow to load

    with prefect_test_harness(server_startup_timeout=120):
        yield


@pytest.fixture(scope="session")
def published_seeds(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """What readers open of a dataset that was built from `seeds/`, without Prefect."""
    from tests.manuals import build  # noqa: PLC0415 - slow to load

    return build(tmp_path_factory.mktemp("seeds"))
