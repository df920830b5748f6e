"""Settings of Prefect that suit this project, put in place only where the user has set none.

They have to stand in the environment before Prefect is imported: the server that a run starts reads them there.
"""

from __future__ import annotations

import os
import tomllib
from collections.abc import Mapping
from pathlib import Path

DEFAULTS = {
    "DO_NOT_TRACK": "1",
    "PREFECT_SERVER_ANALYTICS_ENABLED": "false",
    "PREFECT_SERVER_UI_SHOW_PROMOTIONAL_CONTENT": "false",
    # A first start makes the database, on a busy machine in more than Prefect's 20 seconds.
    "PREFECT_SERVER_EPHEMERAL_STARTUP_TIMEOUT_SECONDS": "120",
    # What the project's own modules log belongs to the run's log.
    "PREFECT_LOGGING_EXTRA_LOGGERS": "flows",
    "PREFECT_LOGGING_TO_API_WHEN_MISSING_FLOW": "ignore",
    # Seconds between signs of life of a run, by which `alerts` tells a dead one; Prefect's own are three minutes apart.
    "PREFECT_FLOWS_HEARTBEAT_FREQUENCY": "30",
    # The command line shows its own progress; the run's log is in the UI.
    "PREFECT_LOGGING_HANDLERS_CONSOLE_LEVEL": "CRITICAL",
}


class ServerError(OSError):
    """The server did not start; the message is for the person who started it."""


def put_defaults(environment: dict[str, str] | os._Environ[str] = os.environ, *, verbose: bool = False) -> None:
    """Sets what neither the environment nor the user's active profile says. `verbose`: Prefect's log on the screen."""
    known = {*environment, *profile(environment)}
    for name, value in DEFAULTS.items():
        if name not in known:
            environment[name] = "INFO" if verbose and name.endswith("CONSOLE_LEVEL") else value


def prefect_home(environment: Mapping[str, str] = os.environ) -> Path:
    return Path(environment.get("PREFECT_HOME", "~/.prefect")).expanduser()


def profile(environment: Mapping[str, str]) -> dict[str, str]:
    """Settings of the profile that Prefect will use; a file that cannot be read is left for Prefect to complain about."""
    path = Path(environment.get("PREFECT_PROFILES_PATH") or prefect_home(environment) / "profiles.toml")
    try:
        profiles = tomllib.loads(path.read_text(encoding="utf-8"))
    except (OSError, ValueError):
        return {}
    active = environment.get("PREFECT_PROFILE") or profiles.get("active", "")
    return dict(profiles.get("profiles", {}).get(active, {}))
