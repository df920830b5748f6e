"""A real S3 server on this machine, in memory, for tests and crash trials."""

from __future__ import annotations

import os
import socket
import subprocess
import sys
import time
import urllib.error
import urllib.request
from collections.abc import Iterator
from contextlib import contextmanager

CREDENTIALS = {"AWS_ACCESS_KEY_ID": "test", "AWS_SECRET_ACCESS_KEY": "test", "AWS_REGION": "us-east-1"}
BUCKET = "documents"
PATIENCE = 20
"""Seconds until the server has to answer."""


@contextmanager
def s3_server() -> Iterator[dict[str, str]]:
    """The variables under which the server is reached; it has one empty bucket."""
    with socket.socket() as free:
        free.bind(("127.0.0.1", 0))
        port = free.getsockname()[1]
    endpoint = f"http://127.0.0.1:{port}"
    command = [sys.executable, "-m", "moto.server", "-H", "127.0.0.1", "-p", str(port)]
    environment = os.environ | {"MOTO_S3_DEFAULT_KEY_BUFFER_SIZE": str(2**26)}
    with subprocess.Popen(command, stdout=subprocess.DEVNULL, stderr=subprocess.DEVNULL, env=environment) as server:
        try:
            _wait_for(endpoint)
            make_bucket(endpoint, BUCKET)
            yield CREDENTIALS | {"AWS_ENDPOINT_URL": endpoint}
        finally:
            server.kill()


def make_bucket(endpoint: str, name: str) -> None:
    urllib.request.urlopen(urllib.request.Request(f"{endpoint}/{name}", method="PUT")).close()


def _wait_for(endpoint: str) -> None:
    deadline = time.monotonic() + PATIENCE
    while True:
        try:
            urllib.request.urlopen(f"{endpoint}/moto-api/").close()
        except urllib.error.URLError:
            if time.monotonic() > deadline:
                raise
            time.sleep(0.05)
        else:
            return
