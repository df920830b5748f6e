"""Runs kept in a real PostgreSQL, started for this test alone."""

from __future__ import annotations

import os
import shutil
import subprocess
import sys
import tempfile
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path
from urllib.error import URLError
from urllib.request import urlopen

import pytest

from tests.serving import SEEDS, SEIMEI, free_port, own_environment, process, until

PROGRAMS = sorted(Path("/usr/lib/postgresql").glob("*/bin"))[-1:]

pytestmark = [pytest.mark.slow, pytest.mark.skipif(not PROGRAMS, reason="postgresql is not installed")]


def _program(name: str, *options: str) -> list[str]:
    """PostgreSQL refuses to run as root, so root runs it as its own user."""
    command = [str(PROGRAMS[0] / name), *options]
    return ["runuser", "-u", "postgres", "--", *command] if os.geteuid() == 0 else command


@contextmanager
def database() -> Iterator[int]:
    """A server on loopback with an empty cluster; its port."""
    port = free_port()
    folder = Path(tempfile.mkdtemp(prefix="seimei-pg"))
    try:
        if os.geteuid() == 0:
            shutil.chown(folder, "postgres", "postgres")
        data = str(folder / "data")
        subprocess.run(_program("initdb", "-D", data, "-U", "seimei", "--auth=trust"), check=True, capture_output=True, cwd="/")
        options = f"-p {port} -h 127.0.0.1 -k {folder} -c fsync=off"
        start = _program("pg_ctl", "-D", data, "-w", "-o", options, "-l", str(folder / "log"), "start")
        subprocess.run(start, check=True, stdout=subprocess.DEVNULL, cwd="/")
        try:
            yield port
        finally:
            subprocess.run(_program("pg_ctl", "-D", data, "-m", "immediate", "stop"), check=True, capture_output=True, cwd="/")
    finally:
        shutil.rmtree(folder, ignore_errors=True)


def _is_healthy(address: str) -> bool | None:
    try:
        with urlopen(f"{address}/health", timeout=5) as answer:
            return answer.read() == b"true" or None
    except (URLError, OSError):
        return None


def test_a_build_is_kept_in_postgresql(tmp_path: Path) -> None:
    sources, output = tmp_path / "sources", tmp_path / "output"
    sources.mkdir()
    shutil.copy(sorted(SEEDS.iterdir())[0], sources)
    with database() as port:
        url = f"postgresql+asyncpg://seimei@127.0.0.1:{port}/postgres"
        environment = own_environment(tmp_path / "home", PREFECT_SERVER_DATABASE_CONNECTION_URL=url)
        web = free_port()
        address = f"http://127.0.0.1:{web}/api"
        server = [sys.executable, "-m", "prefect", "server", "start", "--host", "127.0.0.1", "--port", str(web)]
        with process(server, environment, tmp_path / "log"):
            until(lambda: _is_healthy(address))
            command = [SEIMEI, "build", str(sources), "--output", str(output)]
            subprocess.run(command, env={**environment, "PREFECT_API_URL": address}, check=True, capture_output=True)
        assert _asked(port, "select name, state_type from flow_run") == ["build +1 ~0 -0|COMPLETED"]
        assert "seimei-report" in _asked(port, "select distinct key from artifact where key is not null")


def _asked(port: int, query: str) -> list[str]:
    command = [str(PROGRAMS[0] / "psql"), "-h", "127.0.0.1", "-p", str(port), "-U", "seimei", "-d", "postgres", "-Atc", query]
    return subprocess.run(command, check=True, capture_output=True, text=True).stdout.splitlines()
