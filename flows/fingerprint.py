"""What made the rows: one hash over the code, the lexicons and the versions that decide what stands in a file.

While it stays the same, a document that has not changed need not be read again.
"""

from __future__ import annotations

import hashlib
import platform
from functools import lru_cache
from importlib.metadata import version
from importlib.resources import files

from transforms import lexicon
from transforms.tables import DATASET_VERSION

WRITERS = (
    "batches.py",
    "bulk.py",
    "containers.py",
    "dataset_folders.py",
    "partitions.py",
    "sidecars.py",
    "sources.py",
    "staging.py",
)
"""Modules of `flows` that decide which bytes stand in a published file."""

PACKAGES = ("fugashi", "unidic-lite", "ahocorasick-rs", "polars", "pyarrow", "lxml", "pypdfium2")
"""Packages whose version may change a row or a file's bytes."""


@lru_cache
def versions() -> dict[str, str]:
    """Versions that the fingerprint takes in: the dataset's shape, Python, packages."""
    python = ".".join(platform.python_version_tuple()[:2])
    return {"dataset": DATASET_VERSION, "python": python} | {name: version(name) for name in PACKAGES}


@lru_cache
def fingerprint() -> str:
    """16 hex digits of SHA-256 over all code of `transforms`, the writers, all lexicons and the versions."""
    digest = hashlib.sha256(lexicon.fingerprint().encode())
    for name, text in _code():
        digest.update(f"{name}\n".encode() + text)
    for name, number in versions().items():
        digest.update(f"{name} {number}\n".encode())
    return digest.hexdigest()[:16]


def _code() -> list[tuple[str, bytes]]:
    modules = [(f"flows/{name}", files("flows") / name) for name in WRITERS]
    folders = [("transforms", files("transforms"))]
    while folders:
        prefix, folder = folders.pop()
        for entry in folder.iterdir():
            if entry.is_dir():
                folders.append((f"{prefix}/{entry.name}", entry))
            elif entry.name.endswith(".py"):
                modules.append((f"{prefix}/{entry.name}", entry))
    return sorted((name, entry.read_bytes()) for name, entry in modules)
