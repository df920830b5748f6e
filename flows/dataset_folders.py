"""Which folders below the sources are published datasets: what a build has written is no document of the next one."""

from __future__ import annotations

import glob
import os
from collections.abc import Iterable, Iterator
from functools import lru_cache
from pathlib import Path

OWN = frozenset(["current", "current.new", "current.json", "lock", "runs", "snapshots", "staging"])
"""What a dataset consists of, on a disk (`snapshots`) and in an object store (`bucket_dataset`)."""


def is_dataset(folder: str, output: str | None) -> bool:
    """Whether a folder is `output`, where a run publishes, holds versions of a dataset or is one of them, however it came
    there: as a copy, by `seimei export --no-text`, or left behind by a first run that was killed."""
    place = Path(folder)
    if output is not None and os.path.realpath(folder) == os.path.realpath(output):
        return True
    if (place / "croissant.json").is_file() and (place / "statements").is_dir():
        return True
    if (place / "lock").is_file() and (place / "staging").is_dir():
        return True
    return any(next(place.glob(f"{versions}/*/manifest.json"), None) for versions in ("snapshots", "runs"))


def of_dataset(folder: str, names: Iterable[str], output: str | None, *, is_source: bool) -> set[str]:
    """Those entries of a folder that belong to a dataset: all, or of a folder that is itself named as a source, and so holds
    documents too, what a dataset consists of."""
    if not is_dataset(folder, output):
        return set()
    return {*names} & OWN if is_source else {*names}


def outside_datasets(paths: Iterable[str], root: str, output: str | None) -> Iterator[str]:
    """Those paths, all below `root`, that belong to no dataset there."""
    judged = lru_cache(maxsize=None)(lambda folder: is_dataset(folder, output))
    for path in paths:
        place = Path(path).absolute()
        below = place.relative_to(root).parts
        folders = [str(folder) for folder in place.parents[: max(0, len(below) - 1)]]
        if not (below and below[0] in OWN and judged(root)) and not any(map(judged, folders)):
            yield path


def pattern_root(pattern: str) -> str:
    """The folder below which a pattern looks."""
    parts = Path(pattern).absolute().parts
    return str(Path(*parts[: next(at for at, part in enumerate(parts) if glob.has_magic(part))]))


def is_own(source: str, output: str) -> bool:
    """Whether a source is, or lies in, what the dataset at `output` consists of: a run would read its own tables."""
    place, home = Path(source).resolve(), Path(output).resolve()
    return any(place.is_relative_to(home / name) for name in OWN)
