"""Speed, memory and scale in one run, each figure beside its bar: `make bench`, or for the bars of large corpora

    make bench ARGS="--sizes 1000,20000,100000"

Ratios are of processor time within the run, so that a busy machine changes them little. A page of the results is printed, and
written to `results.md` with the date and the versions.
"""

from __future__ import annotations

import argparse
import platform
import tempfile
from collections.abc import Iterator, Sequence
from datetime import UTC, datetime
from importlib.metadata import version
from pathlib import Path

from benchmarks import bars, comparison, hostile, increments, stages, startup, whole
from benchmarks.corpus import ROOT, write_corpus
from benchmarks.page import Section, table
from flows.fingerprint import PACKAGES
from transforms.source import Source

RESULTS = Path(__file__).parent / "results.md"
PEERS = ROOT / ".venv-peers" / "bin" / "python"
SAMPLE = 500
"""Documents that the stages are measured on."""


def main() -> None:
    arguments = _arguments()
    with tempfile.TemporaryDirectory() as folder:
        sections = list(_sections(arguments, Path(folder)))
    page = "\n".join(_page(sections, arguments.sizes[0])) + "\n"
    arguments.results.write_text(page, encoding="utf-8")
    print(page)


def _arguments() -> argparse.Namespace:
    parser = argparse.ArgumentParser(prog="benchmarks", description="Measures speed, memory and scale on synthetic corpora.")
    parser.add_argument(
        "--sizes", type=_sizes, default=[1000], help="documents: of the first corpus, and of those that show growth"
    )
    parser.add_argument("--workers", type=int, default=2, help="worker processes of the second build; 1 leaves it out")
    parser.add_argument("--peers", type=Path, default=PEERS, help="interpreter of the environment that has the other tools")
    parser.add_argument("--results", type=Path, default=RESULTS, help="file that the page is written to")
    return parser.parse_args()


def _sizes(text: str) -> list[int]:
    return sorted(map(int, text.split(",")))


def _sections(asked: argparse.Namespace, folder: Path) -> Iterator[Section]:
    size, *larger = asked.sizes
    corpus = folder / "corpus"
    write_corpus(corpus, size)
    sources = [Source(path.name, path.read_bytes()) for path in sorted(corpus.rglob("*.*"))[:SAMPLE]]
    speed = stages.tokenizer(sources)["features"]
    found = stages.section(sources)
    yield found
    # Before the builds: its last warm-up makes the database that theirs use.
    yield startup.measure(folder)
    job = whole.Job(corpus, size, found.figures["characters a document"] * size, speed)
    yield whole.measure(job, sorted({1, asked.workers}), folder)
    if larger:
        yield whole.growth(asked.sizes, asked.workers, folder)
    yield increments.section(min(asked.sizes[-1], increments.DOCUMENTS))
    yield hostile.measure()
    yield comparison.measure(sources, asked.peers, folder)


def _page(sections: Sequence[Section], documents: int) -> Iterator[str]:
    """The figures beside their bars, then the sections that they come from; of one that two sections have, the last counts."""
    yield f"# Speed and memory on {documents:,} synthetic documents\n"
    yield f"{datetime.now(UTC):%Y-%m-%d}, {_versions()}. On a shared machine ratios hold, seconds do not.\n"
    yield from table(bars.HEAD, bars.rows({name: one for section in sections for name, one in section.figures.items()}))
    for section in sections:
        yield ""
        yield from section.lines()


def _versions() -> str:
    packages = ", ".join(f"{name} {version(name)}" for name in (*PACKAGES, "prefect"))
    return f"Python {platform.python_version()}, {packages}"


if __name__ == "__main__":
    main()
