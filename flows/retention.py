"""Which snapshots are kept: so many of the newest, or those of so many days."""

from __future__ import annotations

import re
from collections.abc import Sequence
from dataclasses import dataclass
from datetime import datetime, timedelta
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from flows.manifest import Head


@dataclass(frozen=True, slots=True)
class Keep:
    """Either a count of snapshots or an age in days; with neither, all are kept."""

    count: int | None = None
    days: int | None = None

    @classmethod
    def parse(cls, text: str) -> Keep:
        """`10`: the newest ten; `30d`: those of the last 30 days; `all`. Raises ValueError for anything else."""
        if text == "all":
            return cls()
        if not (match := re.fullmatch(r"([1-9]\d*)(d?)", text)):
            raise ValueError(f"{text!r} is neither a number of snapshots (10) nor of days (30d) nor `all`")
        number = int(match[1])
        return cls(days=number) if match[2] else cls(count=number)


def outdated(heads: Sequence[Head], current: str | None, keep: Keep, now: datetime) -> list[str]:
    """Ids of the snapshots that are not kept; never the current one. `heads` are in order, oldest first."""
    old: Sequence[Head] = []
    if keep.count is not None:
        old = heads[: -keep.count]
    elif keep.days is not None:
        first = now - timedelta(days=keep.days)
        old = [head for head in heads if datetime.fromisoformat(head.created_at) < first]
    return [head.id for head in old if head.id != current]
