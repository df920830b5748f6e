"""Prefect's web pages on this machine, and the way for a build to report to them while they are open."""

from __future__ import annotations

import os
import sys
from contextlib import suppress
from pathlib import Path

from flows.prefect_settings import prefect_home, profile, put_defaults

API_URL = "PREFECT_API_URL"
HEALTH_SECONDS = 2
EVERYWHERE = ("0.0.0.0", "::")
"""Hosts to listen on that are no address to ask."""


def serve(host: str, port: int) -> None:
    """Turns this process into the server, so that what stops the one stops the other; comes back where none is needed."""
    put_defaults(verbose=True)
    if elsewhere := own_server():
        print(f"Your Prefect settings keep runs at {elsewhere}: open the pages of that server")
        return
    command, environment = start_command(host, port)
    os.execve(command[0], command, environment)


def start_command(host: str, port: int) -> tuple[list[str], dict[str, str]]:
    """How to start the server, and its environment; what it serves is announced to the builds of this machine."""
    pages = f"http://{'127.0.0.1' if host in EVERYWHERE else host}:{port}"
    address = f"{pages}/api"
    announcement = _announcement()
    announcement.parent.mkdir(parents=True, exist_ok=True)
    announcement.write_text(address, encoding="utf-8")
    command = [sys.executable, "-m", "prefect", "server", "start", "--host", host, "--port", str(port)]
    return command, {"PREFECT_SERVER_UI_API_URL": address, "PREFECT_UI_URL": pages, **os.environ}


def own_server() -> str | None:
    """The server that the user's own settings name."""
    return os.environ.get(API_URL) or profile(os.environ).get(API_URL)


def report_to_open_ui() -> bool:
    """Lets this process report to the server that `serve` runs, if one answers: quicker than to start another one."""
    with suppress(OSError):
        address = _announcement().read_text(encoding="utf-8").strip()
        if own_server() is None and _answers(address):
            os.environ[API_URL] = address
    return own_server() is not None


def _announcement() -> Path:
    """Beside the database that the server serves: another home has other runs. It may name a server that has ended."""
    return prefect_home() / "seimei-ui"


def _answers(address: str) -> bool:
    from urllib.request import urlopen  # noqa: PLC0415 - slow to load

    try:
        with urlopen(f"{address}/health", timeout=HEALTH_SECONDS) as answer:
            return bool(answer.read() == b"true")
    except (OSError, ValueError):
        return False
