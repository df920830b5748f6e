"""What several tests need: Prefect's server, started once."""

from __future__ import annotations

from collections.abc import Iterator

import pytest

from flows.prefect_settings import put_defaults

put_defaults()


@pytest.fixture(scope="session")
def prefect_server() -> Iterator[None]:
    """A server of its own with an empty database; takes up to half a minute to start."""
    from prefect.testing.utilities import prefect_test_harness  # noqa: PLC0415 - slow to load

    with prefect_test_harness(server_startup_timeout=120):
        yield
