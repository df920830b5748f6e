"""Processes that do the work of a run: spawned, without Prefect, replaced when they are lost."""

from __future__ import annotations

from collections.abc import Callable, Iterable, Sequence
from pathlib import Path
from types import TracebackType
from typing import Self, TypeVar

from flows.batches import Result, transform_batch
from flows.sources import SourceRef

T = TypeVar("T")
U = TypeVar("U")


class Workers:
    def __init__(self, count: int) -> None:
        self.count = count

    def __enter__(self) -> Self:
        return self

    def __exit__(self, kind: type[BaseException] | None, error: BaseException | None, trace: TracebackType | None) -> None:
        return None

    def transform(self, refs: Sequence[SourceRef], folder: Path, name: str, built_by: str) -> Result:
        return transform_batch(refs, folder, name, built_by)

    def map(self, work: Callable[[T], U], items: Iterable[T]) -> list[U]:
        return [work(item) for item in items]
