"""Speed, memory and scale in one run: `make bench`, or `make bench ARGS="--documents 20000 --workers 2"`.

Ratios are of processor time within the run, so that a busy machine changes them little. A page of the results is printed, and
written to `results.md` with the date and the versions.
"""

from __future__ import annotations

import argparse
import json
import platform
import subprocess
import tempfile
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from datetime import UTC, datetime
from importlib.metadata import version
from pathlib import Path

from benchmarks import stages, whole
from benchmarks.corpus import ROOT, write_corpus
from flows.fingerprint import PACKAGES
from transforms import document
from transforms.source import Source

RESULTS = Path(__file__).parent / "results.md"
PEERS = ROOT / ".venv-peers" / "bin" / "python"
SAMPLE = 500
"""Documents that the stages are measured on."""
PEER_SAMPLE = 60

Row = tuple[object, ...]

BUILD_HEAD = (
    "",
    "s",
    "s of processor",
    "documents/s",
    "M characters/s of processor",
    "× fugashi's speed",
    "MiB of the largest process",
)


@dataclass(frozen=True, slots=True)
class Job:
    """What the builds read, and fugashi's speed with features on it in million characters a second."""

    corpus: Path
    documents: int
    characters: float
    tokenizer: float


def main() -> None:
    parser = argparse.ArgumentParser(prog="benchmarks", description="Measures speed, memory and scale on a synthetic corpus.")
    parser.add_argument("--documents", type=int, default=1000, help="size of the corpus: 1000, 20000, 100000")
    parser.add_argument("--workers", type=int, default=2, help="worker processes of the second build; 1 leaves it out")
    parser.add_argument("--peers", type=Path, default=PEERS, help="interpreter of the environment that has the other tools")
    parser.add_argument("--results", type=Path, default=RESULTS, help="file that the page is written to")
    arguments = parser.parse_args()
    page = "\n".join(_page(arguments.documents, arguments.workers, arguments.peers)) + "\n"
    arguments.results.write_text(page, encoding="utf-8")
    print(page)


def _page(count: int, workers: int, peers: Path) -> Iterator[str]:
    with tempfile.TemporaryDirectory() as folder:
        corpus = Path(folder, "corpus")
        write_corpus(corpus, count)
        sources = [Source(path.name, path.read_bytes()) for path in sorted(corpus.rglob("*.*"))[:SAMPLE]]
        speeds = stages.tokenizer(sources)
        stages.measure(sources[: SAMPLE // 10])
        times = stages.measure(sources)
        per_document = times.characters / (times.documents - times.rejected)
        yield f"# Speed and memory on {count:,} synthetic documents\n"
        yield f"{datetime.now(UTC):%Y-%m-%d}, {_versions()}. About {per_document:,.0f} characters a document."
        yield "On a shared machine ratios hold, seconds do not.\n"
        yield f"## Stages, on {times.documents:,} of the documents, one core\n"
        yield from _table(("", "M characters/s", "µs a character", "× the tokenizer's time"), _stage_rows(speeds, times))
        yield "\n## The whole build: files in, published tables out\n"
        job = Job(corpus, count, per_document * count, speeds["features"])
        yield from _table(BUILD_HEAD, _build_rows(job, Path(folder), workers))
        yield "\n## Other tools beside the stages that they would replace\n"
        yield from _table(("tool", "M characters/s", "stage", "M characters/s"), _peer_rows(sources, peers, Path(folder)))


def _stage_rows(speeds: dict[str, float], times: stages.Times) -> Iterator[Row]:
    for name, speed in speeds.items():
        yield f"fugashi alone, {name}", f"{speed:.3f}", f"{1 / speed:.2f}", f"{speeds['features'] / speed:.2f}"
    for name, seconds in {**times.seconds, "all stages": sum(times.seconds.values())}.items():
        cost = seconds / times.characters * 1e6
        yield name, f"{1 / cost:.3f}", f"{cost:.2f}", f"{cost * speeds['features']:.2f}"


def _build_rows(job: Job, folder: Path, workers: int) -> Iterator[Row]:
    for number in sorted({1, workers}):
        name = f"{number} worker{'s' * (number > 1)}"
        run, seconds = whole.plain(job.corpus, folder / f"plain{number}", number)
        yield _build_row(f"recipe, {name}", run, job)
        for step, spent in seconds.items():
            yield f"… {step}", f"{spent:.1f}", "", "", "", "", ""
        yield _build_row(f"`seimei build`, {name}", whole.audited(job.corpus, folder / f"audited{number}", number), job)


def _build_row(name: str, run: whole.Run, job: Job) -> Row:
    speed = job.characters / 1e6 / run.processor
    rate, peak = f"{job.documents / run.seconds:.1f}", f"{run.peak:.0f}"
    return name, f"{run.seconds:.1f}", f"{run.processor:.1f}", rate, f"{speed:.3f}", f"{speed / job.tokenizer:.2f}", peak


def _peer_rows(sources: Sequence[Source], peers: Path, folder: Path) -> Iterator[Row]:
    """Ours on the same texts: of the stages' names in `stages.STAGES`, their part of reading these documents."""
    readings = [document.read(source) for source in sources[:PEER_SAMPLE]]
    pages = [source for source in sources if source.path.endswith(".html")][:PEER_SAMPLE]
    texts = [reading.folded.text for reading in readings]
    sample = folder / "sample.json"
    sample.write_text(json.dumps({"texts": texts, "pages": [page.data.decode() for page in pages]}), encoding="utf-8")
    found = _run_peers(peers, sample)
    ours = stages.measure(sources[:PEER_SAMPLE])
    html = stages.measure(pages)
    page_size = sum(len(page.data.decode()) for page in pages)
    speeds = {
        "ja-timex": ("dates: find and tag", ours.characters / _spent(ours, "dates: find", "dates: tag")),
        "ja-ginza": ("entities: find and resolve", ours.characters / _spent(ours, "entities: find", "entities: resolve")),
        "trafilatura": ("decode of HTML and roles", page_size / _spent(html, "decode", "roles")),
    }
    for name, (stage, speed) in speeds.items():
        answer = found.get(name, {"skipped": f"{peers} is not there; see requirements-peers.txt"})
        theirs = f"{answer['speed']:.4f}" if "speed" in answer else f"skipped: {answer['skipped']}"
        yield f"{name} {answer.get('version', '')}".strip(), theirs, stage, f"{speed / 1e6:.3f}"


def _spent(times: stages.Times, *names: str) -> float:
    return sum(times.seconds[name] for name in names)


def _run_peers(peers: Path, sample: Path) -> dict[str, dict[str, float]]:
    if not peers.exists():
        return {}
    command = [str(peers), str(Path(__file__).with_name("peers.py")), str(sample)]
    answer = subprocess.run(command, capture_output=True, text=True, check=True)
    return dict(json.loads(answer.stdout.splitlines()[-1]))


def _versions() -> str:
    packages = ", ".join(f"{name} {version(name)}" for name in (*PACKAGES, "prefect"))
    return f"Python {platform.python_version()}, {packages}"


def _table(head: Row, rows: Iterator[Row]) -> Iterator[str]:
    yield f"| {' | '.join(map(str, head))} |"
    yield "|---" * len(head) + "|"
    for row in rows:
        yield f"| {' | '.join(map(str, row))} |"


if __name__ == "__main__":
    main()
