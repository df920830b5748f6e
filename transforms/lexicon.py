"""Reads the lexicons: CSV and TOML files under `transforms/lexicons/`, one concept a file.

A CSV file opens with comment lines (`#`) that say what it holds and where its facts come from, then a header.
Cells that hold lists are joined with `|`.
"""

from __future__ import annotations

import csv
import hashlib
import tomllib
from collections.abc import Iterator
from functools import lru_cache
from importlib.resources import files
from importlib.resources.abc import Traversable
from typing import Any

ROOT = files("transforms") / "lexicons"


@lru_cache
def rows(name: str) -> tuple[dict[str, str], ...]:
    """The entries of a CSV lexicon, in the order of the file; every cell a string, empty where nothing is known.

    ValueError where an entry has more or fewer cells than the header.
    """
    lines = (ROOT / name).read_text(encoding="utf-8").splitlines()
    header, *entries = csv.reader(line for line in lines if line and not line.startswith("#"))
    return tuple(dict(zip(header, entry, strict=True)) for entry in entries)


@lru_cache
def table(name: str) -> dict[str, Any]:
    """A TOML lexicon."""
    return tomllib.loads((ROOT / name).read_text(encoding="utf-8"))


def split(cell: str) -> list[str]:
    """The items of a list cell."""
    return [item.strip() for item in cell.split("|") if item.strip()]


@lru_cache
def names() -> tuple[str, ...]:
    """Paths of all lexicon files, relative to the lexicons' folder, sorted."""
    return tuple(sorted(_walk(ROOT, "")))


@lru_cache
def fingerprint() -> str:
    """SHA-256 over names and contents of all lexicons: changes when any of them does."""
    digest = hashlib.sha256()
    for name in names():
        digest.update(f"{name}\n".encode() + (ROOT / name).read_bytes())
    return digest.hexdigest()


def _walk(folder: Traversable, prefix: str) -> Iterator[str]:
    for entry in folder.iterdir():
        path = f"{prefix}{entry.name}"
        if entry.is_dir():
            yield from _walk(entry, f"{path}/")
        elif entry.name.endswith((".csv", ".toml")):
            yield path
