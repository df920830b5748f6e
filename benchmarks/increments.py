"""What a run costs that has little to do: nothing changed, or ten documents more, against a full build.

    python -m benchmarks.increments --documents 20000 --templates 300

The templates are transformed for real, which gives the cost of a full build; the dataset is made of copies of their rows
under other names, as transforming so many would take half an hour. The ten documents more are transformed for real.
"""

from __future__ import annotations

import argparse
import json
import os
import shutil
import sys
import tempfile
import time
from collections.abc import Callable
from pathlib import Path
from typing import Any, TypeVar

from benchmarks.corpus import ROOT, write_corpus
from benchmarks.page import Row, Section
from benchmarks.processes import run
from flows import batches
from flows.recipe import Outcome, Request, recipe
from flows.runner import PlainRunner
from flows.sources import discover, read
from transforms.document import process
from transforms.source import Rejected, Source

Rows = dict[str, list[dict[str, Any]]]
T = TypeVar("T")

MORE = 10
DOCUMENTS, TEMPLATES = 20_000, 300


def main() -> None:
    parser = argparse.ArgumentParser(prog="benchmarks.increments")
    parser.add_argument("--documents", type=int, default=DOCUMENTS)
    parser.add_argument("--templates", type=int, default=TEMPLATES)
    asked = parser.parse_args()
    with tempfile.TemporaryDirectory() as folder:
        print(json.dumps(measure(Path(folder), asked.documents, asked.templates), indent=1))


def section(documents: int) -> Section:
    """Measured in a process of its own, as it puts another function in the place of the transform."""
    command = [sys.executable, "-m", "benchmarks.increments", "--documents", str(documents)]
    found = json.loads(run(command, {**os.environ, "PYTHONPATH": str(ROOT)}).output)
    rows: list[Row] = [(name, f"{value:,}") for name, value in found.items()]
    figures = {"ten more": 100 * found["share"], "nothing changed": found["nothing changed"]}
    return Section(f"Builds with little to do, on {documents:,} documents, without Prefect", ("", ""), rows, figures=figures)


def measure(folder: Path, n_documents: int, n_templates: int) -> dict[str, float]:
    """Seconds of each kind of run, without Prefect and its start, by one process; `share` is that of ten more."""
    write_corpus(folder / "corpus", n_templates + MORE)
    paths = sorted(path for path in (folder / "corpus").rglob("*.*") if path.is_file())
    templates, more = paths[:n_templates], paths[n_templates:]
    real, made = _timed(lambda: [rows for path in templates if (rows := _transformed(path))])
    sources = folder / "sources"
    for number in range(n_documents):
        place = sources / f"{number // 1000:03}" / f"{number:06}.txt"
        place.parent.mkdir(parents=True, exist_ok=True)
        shutil.copyfile(templates[number % len(templates)], place)
        with place.open("a", encoding="utf-8") as file:
            file.write(f"\n{number}\n")
    batches.process = lambda source: _copy(made, source)
    rest, first = _timed(lambda: _build(folder))
    nothing, same = _timed(lambda: _build(folder))
    batches.process = process
    for path in more:
        shutil.copyfile(path, sources / path.name)
    ten, later = _timed(lambda: _build(folder))
    assert (first.is_new, same.is_new, later.is_new) == (True, False, True)
    before = {(file.table, file.year): file.sha256 for file in first.snapshot.files}
    after = {(file.table, file.year): file.sha256 for file in later.snapshot.files}
    full = rest + n_documents * real / n_templates
    return {
        "documents": n_documents,
        "transform a document": round(real / n_templates, 4),
        "full build": round(full, 1),
        "full build without transforming": round(rest, 1),
        "nothing changed": round(nothing, 2),
        "ten more": round(ten, 2),
        "share": round(ten / full, 4),
        "files": len(after),
        "files rewritten": sum(before.get(place) != sha256 for place, sha256 in after.items()),
        "years touched": len({doc.year for key, doc in later.snapshot.documents.items() if key not in first.snapshot.documents}),
    }


def _transformed(path: Path) -> Rows | None:
    [ref] = discover([str(path)]).refs
    try:
        return process(read(ref))
    except Rejected:
        return None


def _copy(made: list[Rows], source: Source) -> Rows:
    """Rows of a template as those of another document."""
    template = made[int(source.path[-10:-4]) % len(made)]
    old, new = template["statements"][0]["statement_id"], source.statement_id
    copied = {table: [_renamed(row, old, new) for row in rows] for table, rows in template.items()}
    copied["statements"][0] |= {"source_path": source.path, "source_sha256": source.sha256}
    return copied


def _renamed(row: dict[str, Any], old: str, new: str) -> dict[str, Any]:
    return {name: value.replace(old, new) if name.endswith("_id") and value else value for name, value in row.items()}


def _build(folder: Path) -> Outcome:
    return recipe(Request((str(folder / "sources"),), str(folder / "output"), accept_change=True), PlainRunner())


def _timed(work: Callable[[], T]) -> tuple[float, T]:
    started = time.perf_counter()
    answer = work()
    return time.perf_counter() - started, answer


if __name__ == "__main__":
    main()
