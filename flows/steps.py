"""What the steps of a run were and how long each took, measured where it ran."""

from __future__ import annotations

import time
from collections.abc import Callable
from dataclasses import dataclass, field
from typing import TypeVar

T = TypeVar("T")


@dataclass(frozen=True, slots=True)
class Step:
    """A step that ended well: its stage, what it did, when it began (seconds after the run) and how long it took (seconds)."""

    stage: str
    label: str
    began: float
    seconds: float


@dataclass(slots=True)
class Clock:
    """Measures steps; several may run at the same time."""

    start: float = field(default_factory=time.perf_counter)
    steps: list[Step] = field(default_factory=list)

    def measured(self, stage: str, label: str, work: Callable[[], T]) -> Callable[[], T]:
        """`work`, which leaves a Step behind when it ends without an error."""

        def run() -> T:
            began = time.perf_counter()
            answer = work()
            self.steps.append(Step(stage, label, began - self.start, time.perf_counter() - began))
            return answer

        return run
