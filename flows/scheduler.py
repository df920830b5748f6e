"""A Dask scheduler's address, and whether one can be there: what can be told before anything slow is loaded."""

from __future__ import annotations

import socket
from importlib.util import find_spec
from urllib.parse import urlsplit

SCHEMES = ("tcp", "tls")
ANSWER_SECONDS = 20
"""Until a scheduler has to answer."""


class ClusterError(OSError):
    """The scheduler or its workers cannot be used as asked; the message is one line for the person who named it."""


def host_and_port(address: str) -> tuple[str, int]:
    """Of `tcp://host:port`, `tls://host:port` or `host:port`. Raises ValueError where it is none of these."""
    parts = urlsplit(address if "://" in address else f"tcp://{address}")
    try:
        host, port = parts.hostname, parts.port
    except ValueError:
        host, port = None, None
    if parts.scheme not in SCHEMES or not host or not port or parts.path.strip("/"):
        raise ValueError(f"{address}: a scheduler's address is like tcp://host:8786")
    return host, port


def find_scheduler(address: str) -> None:
    """Raises ValueError as `host_and_port` does, and ClusterError where nothing listens or the library is missing."""
    place = host_and_port(address)
    if find_spec("distributed") is None:
        raise ClusterError("work on a Dask cluster needs the package distributed: pip install distributed")
    try:
        socket.create_connection(place, ANSWER_SECONDS).close()
    except OSError as error:
        raise ClusterError(f"no scheduler answers at {address}: {error.strerror or error}") from None
