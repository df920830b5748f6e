"""What a process of seimei's own does to itself to be quicker: the command line's, and those of workers."""

from __future__ import annotations

import atexit
import gc
import sys
from collections.abc import Iterator, Sequence
from contextlib import contextmanager
from importlib.abc import MetaPathFinder
from importlib.machinery import ModuleSpec
from types import ModuleType


class _NoPandas(MetaPathFinder):
    """Asked first by every import, it says of pandas that there is none."""

    def find_spec(self, fullname: str, path: Sequence[str] | None, target: ModuleType | None = None) -> ModuleSpec | None:
        if fullname == "pandas":
            raise ModuleNotFoundError(name=fullname)
        return None


def leave_pandas() -> None:
    """Saves half a second: pyarrow looks for pandas when it makes its first array, and loads it where it is installed.

    Told once that there is none, it does not ask again, so that in this process `Table.to_pandas` is of no use.
    """
    import pyarrow as pa  # noqa: PLC0415 - slow to load

    if "pandas" in sys.modules:
        return
    finder = _NoPandas()
    sys.meta_path.insert(0, finder)
    try:
        pa.array([])
    finally:
        sys.meta_path.remove(finder)


@contextmanager
def garbage_left() -> Iterator[None]:
    """Meanwhile nobody looks for cycles of garbage: where all that is made lives on, as modules and the rows of a batch do, a
    search finds next to none."""
    was_on = gc.isenabled()
    gc.disable()
    try:
        yield
    finally:
        if was_on:
            gc.enable()


def keep_loaded() -> None:
    """What is loaded by now stays, so that no later search for garbage goes through it."""
    gc.freeze()


def end_quickly() -> None:
    """Saves a second at the end of this process: Python's last search for garbage does not look at what lives until then,
    lexicons and modules above all. Files and connections are closed as ever."""
    atexit.register(_leave_garbage)


def _leave_garbage() -> None:
    """Not where DuckDB is loaded, which prints a page of warnings on all that it does not find released."""
    if "duckdb" not in sys.modules:
        gc.freeze()
