"""Processor time of the tokenizer alone and of every stage of `transforms.document`, on the same documents."""

from __future__ import annotations

import time
from collections.abc import Callable, Iterator, Sequence
from contextlib import contextmanager
from dataclasses import dataclass, field
from typing import Any

import fugashi

from benchmarks.page import Row, Section
from transforms import clauses, dates, document, entities, facts, outline, roles, rows, sectors
from transforms.decode import decode
from transforms.folding import fold
from transforms.source import Rejected, Source

STAGES: tuple[tuple[str, Any, str], ...] = (
    ("decode", document, "decode"),
    ("fold", document, "fold"),
    ("lines", document, "split_lines"),
    ("views", roles, "views"),
    ("roles", roles, "assign_roles"),
    ("outline", outline, "passages"),
    ("entities: find", entities, "find"),
    ("dates: find", dates, "find"),
    ("facts", facts, "read_facts"),
    ("entities: resolve", entities, "resolve"),
    ("clauses", clauses, "split"),
    ("dates: tag", dates, "tag"),
    ("entities: annotate", entities, "annotate"),
    ("sectors", sectors, "tag"),
    ("rows", rows, "rows"),
)
"""Name, module and function of each stage, in their order."""

HEAD: Row = ("", "M characters/s", "µs a character", "× the tokenizer's time")


@dataclass
class Times:
    """Seconds of processor time by stage; the stages of a document that is rejected count as well."""

    seconds: dict[str, float] = field(default_factory=dict)
    characters: int = 0
    documents: int = 0
    rejected: int = 0

    def timed(self, name: str, function: Callable[..., Any]) -> Callable[..., Any]:
        def run(*arguments: Any, **named: Any) -> Any:
            started = time.process_time()
            try:
                return function(*arguments, **named)
            finally:
                self.seconds[name] = self.seconds.get(name, 0.0) + time.process_time() - started

        return run


def section(sources: Sequence[Source]) -> Section:
    """Bare fugashi and every stage, once the lexicons are loaded; its figure is the `characters a document`."""
    speeds = tokenizer(sources)
    measure(sources[: len(sources) // 10])
    times = measure(sources)
    section = Section(f"Stages, on {times.documents:,} of the documents, one core", HEAD)
    for name, speed in speeds.items():
        section.rows.append(_row(f"fugashi alone, {name}", 1 / speed, speeds["features"]))
    for name, seconds in {**times.seconds, "all stages": sum(times.seconds.values())}.items():
        section.rows.append(_row(name, seconds / times.characters * 1e6, speeds["features"]))
    section.figures["characters a document"] = times.characters / (times.documents - times.rejected)
    section.notes.append(f"About {section.figures['characters a document']:,.0f} characters a document.")
    return section


def _row(name: str, cost: float, tokenizer: float) -> Row:
    """`cost` in seconds for a million characters, which are as many microseconds for one."""
    return name, f"{1 / cost:.3f}", f"{cost:.2f}", f"{cost * tokenizer:.2f}"


def measure(sources: Sequence[Source]) -> Times:
    """Reads the documents with a clock round every stage."""
    times = Times(documents=len(sources))
    with _clocks(times):
        for source in sources:
            try:
                found = document.process(source)
                times.characters += len(found["statements"][0]["raw_text"])
            except Rejected:
                times.rejected += 1
    return times


def tokenizer(sources: Sequence[Source]) -> dict[str, float]:
    """Million characters a second of bare fugashi, line by line: words only, and with all features through a cache."""
    texts = [fold(decode(source).text).text for source in sources]
    lines = [line for text in texts for line in text.split("\n") if line.strip()]
    tagger = fugashi.Tagger()
    cache: dict[str, list[str]] = {}
    _features(tagger, lines[:200], cache)
    size = sum(map(len, texts)) / 1e6
    return {"surface": size / _seconds(_surfaces, tagger, lines), "features": size / _seconds(_features, tagger, lines, cache)}


def _surfaces(tagger: Any, lines: list[str]) -> None:
    for line in lines:
        for node in tagger(line):
            node.surface  # noqa: B018 - reading it is what is measured


def _features(tagger: Any, lines: list[str], cache: dict[str, list[str]]) -> None:
    for line in lines:
        for node in tagger(line):
            raw = node.feature_raw
            if raw not in cache:
                cache[raw] = raw.split(",")
            node.surface, cache[raw]


def _seconds(work: Callable[..., None], *arguments: Any) -> float:
    started = time.process_time()
    work(*arguments)
    return time.process_time() - started


@contextmanager
def _clocks(times: Times) -> Iterator[None]:
    kept = [(module, name, getattr(module, name)) for _, module, name in STAGES]
    for stage, module, name in STAGES:
        setattr(module, name, times.timed(stage, getattr(module, name)))
    try:
        yield
    finally:
        for module, name, function in kept:
            setattr(module, name, function)
