"""What has to be reached, and a table that puts each figure of a run beside it."""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from dataclasses import dataclass

from benchmarks.page import Row


@dataclass(frozen=True, slots=True)
class Bar:
    """A figure, by the name that its section gives it, and its limit: the least that it has to be, or else the most."""

    figure: str
    says: str
    limit: float
    unit: str = ""
    is_least: bool = False

    def row(self, measured: float | None) -> Row:
        if measured is None:
            return self.says, "not measured", self._limit, ""
        is_met = measured >= self.limit if self.is_least else measured <= self.limit
        return self.says, f"{measured:.3g}{self.unit}", self._limit, "yes" if is_met else "no"

    @property
    def _limit(self) -> str:
        return f"{'≥' if self.is_least else '≤'} {self.limit:g}{self.unit}"


BARS = (
    Bar("speed", "speed of `seimei build`, one worker, over fugashi's with features", 0.5, is_least=True),
    Bar("speed without Prefect", "the same without Prefect", 0.5, is_least=True),
    Bar(
        "two workers",
        "`seimei build` with two workers: how many times as fast as with one, in the first of larger corpora, if there are any",
        1.7,
        is_least=True,
    ),
    Bar("two workers without Prefect", "the same without Prefect, in the smallest corpus", 1.7, is_least=True),
    Bar("orchestration", "Prefect's share of a build's time, without its start (from 1,000 documents up)", 5, " %"),
    Bar("help", "`seimei --help`", 0.3, " s"),
    Bar("no server", "warm `seimei build` of the seeds, no server running", 12, " s"),
    Bar("open server", "the same against a running server", 6, " s"),
    Bar("ten more", "ten documents more: share of a full build's time (bar for 20,000 documents)", 5, " %"),
    Bar("nothing changed", "a build with nothing to do, beyond start-up (bar for 20,000 documents)", 3, " s"),
    Bar("largest process", "memory of the largest process (bar for 100,000 documents)", 1.5, " GB"),
    Bar("all processes", "memory of all processes in sum (bar for 100,000 documents)", 3, " GB"),
    Bar("growth", "cost of a document in the largest corpus over that in the one before (bar for 100,000 over 20,000)", 1.15),
    Bar("hostile", "the worst of the hostile texts: time for four times the lines (4 is linear, 16 quadratic)", 6, " ×"),
    Bar("ja-timex", "dates: speed over ja-timex's", 1, " ×", is_least=True),
    Bar("ja-ginza", "entities: speed over ja-ginza's", 1, " ×", is_least=True),
    Bar("trafilatura", "HTML and roles: speed over trafilatura's", 1, " ×", is_least=True),
)

HEAD: Row = ("figure", "measured", "bar", "met")


def rows(figures: Mapping[str, float]) -> Iterator[Row]:
    """One row a bar; those that this run did not measure say so."""
    for bar in BARS:
        yield bar.row(figures.get(bar.figure))
