"""Folders on this machine for work on what lies elsewhere: one for each address, for one run at a time."""

from __future__ import annotations

import fcntl
import hashlib
import os
import tempfile
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path

from flows.store import DatasetError


def own_folder(address: str) -> Path:
    """The same folder each time, which nobody else can read, below the system's folder for temporary files (TMPDIR).

    Raises DatasetError where another user has taken its place.
    """
    root = Path(tempfile.gettempdir()) / f"seimei-{os.getuid()}"
    root.mkdir(mode=0o700, exist_ok=True)
    if root.is_symlink() or root.stat().st_uid != os.getuid():
        raise DatasetError(f"{root} belongs to another user: set TMPDIR to a folder of your own")
    folder = root / hashlib.sha256(address.encode()).hexdigest()[:16]
    folder.mkdir(exist_ok=True)
    return folder


@contextmanager
def single_user(folder: Path, otherwise: str) -> Iterator[None]:
    """Holds a folder's lock, which the system frees when the process ends. Raises DatasetError where another holds it."""
    with (folder / "lock").open("a") as file:
        try:
            fcntl.flock(file, fcntl.LOCK_EX | fcntl.LOCK_NB)
        except BlockingIOError:
            raise DatasetError(otherwise) from None
        yield
