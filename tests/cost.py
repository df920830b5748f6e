"""What work costs, for tests of hostile and long input: a guard against explosions, and a count that no busy machine changes.

Speed is measured in `benchmarks/`.
"""

from __future__ import annotations

import sys
import time
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from types import FrameType
from typing import Any

EXPLOSION = 60.0
"""Seconds of processor time, some twenty times what the slowest case takes: only a cost that explodes gets there."""


@contextmanager
def no_explosion() -> Iterator[None]:
    """Fails where what is done inside takes processor time out of all proportion."""
    began = time.process_time()
    yield
    assert time.process_time() - began < EXPLOSION


def lines_run(work: Callable[[], object]) -> int:
    """How many lines of Python run while `work` does: the same on every machine, once caches are warm."""
    count = 0

    def trace(frame: FrameType, event: str, argument: Any) -> Any:
        nonlocal count
        count += event == "line"
        return trace

    before = sys.gettrace()
    sys.settrace(trace)
    try:
        work()
    finally:
        sys.settrace(before)
    return count
