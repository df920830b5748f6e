"""Which folders below the sources are published datasets: what a build has written is no document of the next one."""

from __future__ import annotations

import glob
import os
from collections.abc import Iterable, Iterator, Set
from functools import lru_cache
from pathlib import Path

OWN = frozenset(["current", "current.new", "current.json", "lock", "runs", "snapshots", "staging"])
"""What a dataset consists of, on a disk (`snapshots`) and in an object store (`bucket_dataset`)."""


VERSIONS, VERSION = ("snapshots", "runs"), "version"
FILES = frozenset(["croissant.json", "lock"])
SIGNS = (frozenset(["croissant.json", "statements"]), frozenset(["lock", "staging"]), frozenset([VERSION]))
MARKS = SIGNS[0] | SIGNS[1]
"""Files and folders that only a dataset has together, and a version's manifest, which is enough."""


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


def datasets_of(keys: Iterable[str]) -> frozenset[str]:
    """Which folders `is_dataset` would find below a place, by the keys of all files there; the place itself is ``."""
    places: dict[str, set[str]] = {}
    for key in keys:
        parts = key.split("/")
        for at, name in enumerate(parts):
            is_last = at == len(parts) - 1
            mark = name if is_last == (name in FILES) and name in MARKS else None
            if name in VERSIONS and parts[at + 2 :] == ["manifest.json"]:
                mark = VERSION
            if mark:
                places.setdefault("/".join(parts[:at]), set()).add(mark)
    return frozenset(place for place, marks in places.items() if any(sign <= marks for sign in SIGNS))


def is_in(key: str, datasets: Set[str]) -> bool:
    """Whether a file is part of one of the datasets that `datasets_of` has found."""
    parts = key.split("/")
    return ("" in datasets and parts[0] in OWN) or any("/".join(parts[:end]) in datasets for end in range(1, len(parts)))


def of_dataset(names: Iterable[str], *, is_source: bool) -> frozenset[str]:
    """Those entries of a dataset's folder that belong to it: all, or of a folder that is itself named as a source, and so
    holds documents too, what a dataset consists of."""
    return OWN.intersection(names) if is_source else frozenset(names)


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
