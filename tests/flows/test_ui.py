"""Settings of Prefect and the way to a server that is open."""

from __future__ import annotations

import threading
from collections.abc import Iterator
from http.server import BaseHTTPRequestHandler, HTTPServer
from pathlib import Path

import pytest

from flows import ui
from flows.prefect_settings import DEFAULTS, put_defaults

PROFILES = """
active = "mine"
[profiles.mine]
PREFECT_API_URL = "http://elsewhere/api"
PREFECT_SERVER_ANALYTICS_ENABLED = "true"
[profiles.other]
PREFECT_LOGGING_HANDLERS_CONSOLE_LEVEL = "DEBUG"
"""


@pytest.fixture
def home(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    monkeypatch.setenv("PREFECT_HOME", str(tmp_path))
    for name in ("PREFECT_API_URL", "PREFECT_PROFILE", "PREFECT_PROFILES_PATH"):
        monkeypatch.delenv(name, raising=False)
    return tmp_path


@pytest.fixture
def server() -> Iterator[str]:
    class Healthy(BaseHTTPRequestHandler):
        def do_GET(self) -> None:
            self.send_response(200)
            self.end_headers()
            self.wfile.write(b"true" if self.path == "/api/health" else b"no")

        def log_message(self, *_: object) -> None:
            pass

    with HTTPServer(("127.0.0.1", 0), Healthy) as running:
        thread = threading.Thread(target=running.serve_forever)
        thread.start()
        yield f"http://127.0.0.1:{running.server_port}"
        running.shutdown()
        thread.join()


def test_defaults_stand_where_nothing_is_said(home: Path) -> None:
    environment = {"PREFECT_HOME": str(home)}
    put_defaults(environment)
    assert environment == {"PREFECT_HOME": str(home), **DEFAULTS}


def test_the_environment_and_the_active_profile_come_first(home: Path) -> None:
    (home / "profiles.toml").write_text(PROFILES)
    environment = {"PREFECT_HOME": str(home), "DO_NOT_TRACK": "0"}
    put_defaults(environment)
    assert environment["DO_NOT_TRACK"] == "0"
    assert "PREFECT_SERVER_ANALYTICS_ENABLED" not in environment
    assert environment["PREFECT_LOGGING_HANDLERS_CONSOLE_LEVEL"] == "CRITICAL"


def test_a_profile_can_be_chosen(home: Path) -> None:
    (home / "profiles.toml").write_text(PROFILES)
    environment = {"PREFECT_HOME": str(home), "PREFECT_PROFILE": "other"}
    put_defaults(environment)
    assert "PREFECT_LOGGING_HANDLERS_CONSOLE_LEVEL" not in environment


def test_the_log_can_be_seen(home: Path) -> None:
    environment = {"PREFECT_HOME": str(home)}
    put_defaults(environment, verbose=True)
    assert environment["PREFECT_LOGGING_HANDLERS_CONSOLE_LEVEL"] == "INFO"


def test_an_open_server_is_used(home: Path, server: str, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setenv("PREFECT_API_URL", "")
    (home / "seimei-ui").write_text(f"{server}/api")
    assert ui.report_to_open_ui()
    assert ui.own_server() == f"{server}/api"


@pytest.mark.parametrize("address", ["http://127.0.0.1:9/api", "nonsense", ""])
def test_a_server_that_does_not_answer_is_not(home: Path, address: str) -> None:
    (home / "seimei-ui").write_text(address)
    assert not ui.report_to_open_ui()


def test_another_program_at_the_address_is_not(home: Path, server: str) -> None:
    (home / "seimei-ui").write_text(f"{server}/other")
    assert not ui.report_to_open_ui()


def test_the_users_own_server_comes_first(home: Path, server: str, capsys: pytest.CaptureFixture[str]) -> None:
    (home / "profiles.toml").write_text(PROFILES)
    (home / "seimei-ui").write_text(f"{server}/api")
    assert ui.report_to_open_ui()
    assert ui.own_server() == "http://elsewhere/api"
    ui.serve("127.0.0.1", 4200)
    assert "http://elsewhere/api" in capsys.readouterr().out
