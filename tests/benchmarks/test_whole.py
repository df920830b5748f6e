from __future__ import annotations

from pathlib import Path

import pytest

from benchmarks import whole
from benchmarks.__main__ import _page
from benchmarks.corpus import write_corpus
from benchmarks.page import Section
from benchmarks.processes import Peaks, Run
from benchmarks.whole import Build, Job

JOB = Job(Path("corpus"), documents=100, characters=2e6, tokenizer=1.0)


def build(seconds: float, processor: float, recipe: float, steps: float) -> Build:
    return Build(Run(seconds, processor, "", Peaks(1000, 2000)), recipe, {"transform": steps})


BUILDS = {
    ("plain", 1): build(10, 8, 9, 8.5),
    ("prefect", 1): build(20, 10, 10, 9),
    ("plain", 2): build(5, 9, 5, 4),
    ("prefect", 2): build(16, 12, 5, 4),
}


def test_figures_of_builds(monkeypatch: pytest.MonkeyPatch, tmp_path: Path) -> None:
    monkeypatch.setattr(whole, "build", lambda kind, _, __, workers, ___: BUILDS[kind, workers])
    section = whole.measure(JOB, [1, 2], tmp_path)
    assert section.figures == pytest.approx(
        {
            "speed": 0.2,
            "speed without Prefect": 0.25,
            "two workers": 1.25,
            "two workers without Prefect": 2.0,
            "orchestration": 5.0,
            "largest process": 1.048576,
            "all processes": 2.097152,
        }
    )
    assert len({len(row) for row in [section.head, *section.rows]}) == 1


def test_growth_is_the_cost_of_a_document(monkeypatch: pytest.MonkeyPatch, tmp_path: Path) -> None:
    runs = {
        ("corpus5", 2): build(1, 1, 1, 1),
        ("corpus10", 1): build(3, 2, 1, 1),
        ("corpus10", 2): build(2, 2, 1, 1),
        ("corpus50", 2): build(5, 11, 5, 5),
    }
    monkeypatch.setattr(whole, "build", lambda _, sources, __, workers, ___: runs[sources.name, workers])
    monkeypatch.setattr(whole, "write_corpus", lambda *_: None)
    section = whole.growth([5, 10, 50], 2, tmp_path)
    assert section.figures["growth"] == pytest.approx(1.1)
    assert section.figures["two workers"] == pytest.approx(1.5)
    assert {len(row) for row in [section.head, *section.rows]} == {6}


def test_a_plain_build_tells_its_stages(tmp_path: Path) -> None:
    write_corpus(tmp_path / "corpus", 3)
    made = whole.build("plain", tmp_path / "corpus", tmp_path / "output", 1, tmp_path / "home")
    assert {"discover", "plan", "transform", "assemble", "check", "publish", "report"} == made.stages.keys()
    assert 0 <= made.beside < made.recipe < made.run.seconds


def test_the_page_begins_with_figures_beside_bars() -> None:
    section = Section("Start-up", ("command", "s"), [("`seimei --help`", "0.25")], figures={"help": 0.25})
    lines = list(_page([section], 1000))
    assert "| `seimei --help` | 0.25 s | ≤ 0.3 s | yes |" in lines
    assert lines[-3:] == ["| command | s |", "|---|---|", "| `seimei --help` | 0.25 |"]
