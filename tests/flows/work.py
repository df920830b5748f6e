"""What processes do in tests, in a module that they load at once."""

from __future__ import annotations

import os
import signal
from pathlib import Path

from flows.batches import Result
from flows.sources import SourceRef


def double(number: int) -> int:
    return 2 * number


def die_unless_here(item: tuple[int, int]) -> int:
    """Kills the process that does it, but for the one that asked."""
    number, here = item
    if os.getpid() != here:
        os.kill(os.getpid(), signal.SIGKILL)
    return number


def transform(refs: tuple[SourceRef, ...], folder: Path, name: str, built_by: str) -> Result:
    """Kills its process at the document `deadly`."""
    result = Result()
    for ref in refs:
        if ref.key == "deadly":
            os.kill(os.getpid(), signal.SIGKILL)
        result.flags[ref.key] += 1
    return result
