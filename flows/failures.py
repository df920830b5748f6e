"""How a run ends that did not get through: the state that it is given, and one line with what happened and what to do."""

from __future__ import annotations

import traceback
from asyncio import CancelledError
from collections.abc import Sequence
from dataclasses import dataclass
from pathlib import Path

from flows.gate import Refused
from flows.markdown import plain, table
from flows.report import Report
from flows.sources import SourcesError
from flows.store import DatasetError, reason

EXPECTED = (SourcesError, DatasetError, Refused, OSError)
"""What a run can fail with through no fault of the code; the message is for the person who started it."""

STOPPED = (Exception, CancelledError)
"""All that ends a run from inside; Prefect cancels one whose time is up."""

LONGEST_FAULT = 200
"""Characters of an unexpected error's own words: they may quote a document."""

NOTHING_PUBLISHED = (
    "Readers see what they saw before. When the cause is gone, start the run again: it takes up where this one ended"
)
PERHAPS_PUBLISHED = "`seimei snapshots` says what readers see: one whole version, in all likelihood the one before"


class HeldBack(Refused):
    """A refusal, with a report on what was not published."""

    def __init__(self, refusal: Refused, report: Report) -> None:
        super().__init__(str(refusal))
        self.report = report


@dataclass(frozen=True, slots=True)
class Ending:
    """`state` is the name of the run's last state; `name` is the run's; `readers` says what they see now."""

    state: str
    name: str
    message: str
    readers: str


def ending(error: BaseException, longest: float) -> Ending:
    """`longest`: the seconds that a run may take."""
    if isinstance(error, CancelledError):
        message = (
            f"The run was stopped after {longest:,g} seconds, the longest that one may take: look at its last step, "
            f"or set SEIMEI_TIMEOUT_SECONDS to more. {PERHAPS_PUBLISHED}"
        )
        return Ending("TimedOut", "build timed out", message, PERHAPS_PUBLISHED)
    if isinstance(error, EXPECTED):
        state = "Refused" if isinstance(error, Refused) else "Failed"
        return Ending(state, f"build {state.lower()}", f"{reason(error)}. Nothing was published", NOTHING_PUBLISHED)
    message = f"{_fault(error)}: a fault of this program, please report it. {PERHAPS_PUBLISHED}"
    return Ending("Failed", "build failed", message, PERHAPS_PUBLISHED)


def failure_report(end: Ending, sources: Sequence[str], output: str) -> Report:
    """Of a run of which no more is known than why it ended."""
    asked = table([{"sources": ", ".join(sources), "output": output}])
    page = f"# {end.name.capitalize()}\n\n{plain(end.message)}.\n\n{asked}\n\n{end.readers}.\n"
    return Report(end.name, end.message, page, tags=("failed",))


def _fault(error: BaseException) -> str:
    """E.g. `KeyError: 'x' (plan.py:40)`."""
    place = traceback.extract_tb(error.__traceback__)[-1:]
    where = "".join(f" ({Path(one.filename).name}:{one.lineno})" for one in place)
    return f"{type(error).__name__}: {error}"[:LONGEST_FAULT] + where
