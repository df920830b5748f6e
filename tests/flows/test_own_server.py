from __future__ import annotations

import atexit
import os
from collections.abc import Callable

import pytest

from flows import own_server
from flows.own_server import OwnServer, ServerError
from flows.ui import API_URL


@pytest.fixture
def endings(monkeypatch: pytest.MonkeyPatch) -> list[Callable[[], None]]:
    """What a server asked to be done at the end of this process."""
    found: list[Callable[[], None]] = []
    monkeypatch.setattr(atexit, "register", found.append)
    monkeypatch.setenv(API_URL, "")
    return found


def test_a_server_that_cannot_start_is_told_of(monkeypatch: pytest.MonkeyPatch, endings: list[Callable[[], None]]) -> None:
    monkeypatch.setattr(own_server, "APPLICATION", "no_such_module:create_app")
    server = OwnServer()
    with pytest.raises(ServerError, match="did not start"):
        server.wait()
    for end in endings:
        end()


def test_this_process_reports_to_its_server(monkeypatch: pytest.MonkeyPatch, endings: list[Callable[[], None]]) -> None:
    monkeypatch.setattr(own_server, "APPLICATION", "no_such_module:create_app")
    server = OwnServer()
    assert os.environ[API_URL] == server.address
    assert len(endings) == 1
    endings[0]()
