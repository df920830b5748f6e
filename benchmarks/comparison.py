"""Other tools beside the stages that they would replace, on the same sample."""

from __future__ import annotations

import json
import subprocess
from collections.abc import Sequence
from pathlib import Path
from typing import Any

from benchmarks import stages
from benchmarks.page import Section
from transforms import document
from transforms.source import Source

SAMPLE = 60
"""Documents, and pages of HTML, that all tools read."""

STAGES = {
    "ja-timex": ("dates: find and tag", ("dates: find", "dates: tag")),
    "ja-ginza": ("entities: find and resolve", ("entities: find", "entities: resolve")),
    "trafilatura": ("decode of HTML and roles", ("decode", "roles")),
}
"""For each tool the stages in its place, by their names in `stages.STAGES`."""


def measure(sources: Sequence[Source], peers: Path, folder: Path) -> Section:
    """`peers` is the interpreter that has the other tools; without it they are skipped, and said to be."""
    section = Section(
        "Other tools beside the stages that they would replace", ("tool", "M characters/s", "stage", "M characters/s", "×")
    )
    texts = [document.read(source).folded.text for source in sources[:SAMPLE]]
    pages = [source for source in sources if source.path.endswith(".html")][:SAMPLE]
    found = _run_peers(peers, texts, [page.data.decode() for page in pages], folder / "sample.json")
    ours, html = stages.measure(sources[:SAMPLE]), stages.measure(pages)
    html.characters = sum(len(page.data.decode()) for page in pages)
    for name, (stage, parts) in STAGES.items():
        times = html if name == "trafilatura" else ours
        speed = times.characters / 1e6 / sum(times.seconds[part] for part in parts)
        answer: dict[str, Any] = found.get(name, {"skipped": "no interpreter that has it; see requirements-peers.txt"})
        label = f"{name} {answer.get('version', '')}".strip()
        if "speed" not in answer:
            section.rows.append((label, f"skipped: {answer['skipped']}", stage, f"{speed:.3f}", ""))
            continue
        section.figures[name] = speed / answer["speed"]
        section.rows.append((label, f"{answer['speed']:.4f}", stage, f"{speed:.3f}", f"{section.figures[name]:.1f}"))
    return section


def _run_peers(peers: Path, texts: list[str], pages: list[str], sample: Path) -> dict[str, dict[str, Any]]:
    if not peers.exists():
        return {}
    sample.write_text(json.dumps({"texts": texts, "pages": pages}), encoding="utf-8")
    command = [str(peers), str(Path(__file__).with_name("peers.py")), str(sample)]
    answer = subprocess.run(command, capture_output=True, text=True, check=True)
    return dict(json.loads(answer.stdout.splitlines()[-1]))
