"""The real flow on real documents, as a user starts it: command line, Prefect, worker, files."""

from __future__ import annotations

import shutil
from collections.abc import Iterator
from dataclasses import dataclass
from pathlib import Path

import polars as pl
import pyarrow as pa
import pyarrow.parquet as pq
import pytest
from prefect.client.orchestration import SyncPrefectClient, get_client
from prefect.client.schemas.filters import FlowRunFilter, FlowRunFilterId
from prefect.client.schemas.objects import FlowRun, TaskRun
from prefect.client.schemas.sorting import FlowRunSort, TaskRunSort
from typer.testing import CliRunner, Result

from flows.cli import REPORTING, STARTING, app
from transforms.checks import violations
from transforms.tables import TABLES

SEEDS = Path(__file__).parents[1] / "seeds"
BAD = {"empty.txt": b"", "binary.txt": bytes(range(256)) * 40, "english.txt": b"The two sides met and talked. " * 20}


@dataclass
class Run:
    """A build and what Prefect kept of it."""

    result: Result
    flow_run: FlowRun
    task_runs: list[TaskRun]


@dataclass
class Story:
    """Three builds into one folder: documents and bad files; the same again; one bad file and one document gone."""

    sources: Path
    output: Path
    first: Run
    again: Run
    third: Run

    @property
    def current(self) -> Path:
        return self.output / "current"


@pytest.fixture(scope="module")
def story(prefect_server: None, tmp_path_factory: pytest.TempPathFactory) -> Iterator[Story]:
    folder = tmp_path_factory.mktemp("story")
    sources, output = folder / "sources", folder / "output"
    shutil.copytree(SEEDS, sources)
    for name, data in BAD.items():
        (sources / name).write_bytes(data)
    with get_client(sync_client=True) as client:
        first = _build(client, sources, output)
        again = _build(client, sources, output)
        (sources / "empty.txt").unlink()
        min(sources.glob("0*")).unlink()
        yield Story(sources, output, first, again, _build(client, sources, output))


def _build(client: SyncPrefectClient, sources: Path, output: Path) -> Run:
    result = CliRunner().invoke(app, ["build", str(sources), "--output", str(output)])
    [flow_run] = client.read_flow_runs(sort=FlowRunSort.START_TIME_DESC, limit=1)
    mine = FlowRunFilter(id=FlowRunFilterId(any_=[flow_run.id]))
    return Run(result, flow_run, client.read_task_runs(flow_run_filter=mine, sort=TaskRunSort.END_TIME_DESC, limit=50))


def test_exit_codes(story: Story) -> None:
    assert story.first.result.exit_code == 3, story.first.result.output
    assert story.again.result.exit_code == 0, story.again.result.output
    assert story.third.result.exit_code == 3, story.third.result.output


def test_the_summary(story: Story) -> None:
    n_documents = len(list(SEEDS.iterdir()))
    lines = story.first.result.output.splitlines()
    assert f"{n_documents:>10}  documents" in lines
    assert f"{len(BAD):>10}  rejects" in lines
    assert any(line.startswith(f"Tables: {story.current}") for line in lines)
    assert any(line.startswith("  empty.txt: empty: ") for line in lines)
    assert "Traceback" not in story.first.result.output


def test_nothing_changed_is_one_line(story: Story) -> None:
    [line] = [line for line in story.again.result.output.splitlines() if line not in (STARTING, REPORTING)]
    assert line.startswith("Nothing changed")


def test_runs_say_what_came_of_them(story: Story) -> None:
    n_documents = len(list(SEEDS.iterdir()))
    assert story.first.flow_run.name == f"build +{n_documents} ~0 -0 (3 rejected)", "files without rows are rejected, not added"
    assert story.again.flow_run.name == "build +0 ~0 -0 (3 rejected)"
    assert story.third.flow_run.name == "build +0 ~0 -1 (2 rejected)", "a document and a file that was rejected are gone"


def test_a_task_run_a_stage(story: Story) -> None:
    stages = [name.split()[0] for name in sorted(run.name for run in story.first.task_runs)]
    assert sorted(stages) == ["assemble", "check", "discover", "plan", "publish", "report", "transform"]


def test_artifacts_have_stable_keys(story: Story, prefect_server: None) -> None:
    with get_client(sync_client=True) as client:
        found = client.request("POST", "/artifacts/latest/filter", json={}).json()
    artifacts = {artifact["key"]: artifact for artifact in found}
    assert artifacts.keys() >= {"seimei-report", "seimei-rejects", "seimei-changes", "seimei-lines", "seimei-drift"}
    assert artifacts["seimei-report"]["flow_run_id"] == str(story.third.flow_run.id)
    assert "english.txt" in artifacts["seimei-report"]["data"]


def test_published_tables_keep_the_rules(story: Story) -> None:
    tables = {}
    for name in ("statements", "clauses", "entities"):
        files = sorted((story.current / name).rglob("*.parquet"))
        tables[name] = pa.concat_tables([pq.ParquetFile(file).read() for file in files])
    assert violations(tables) == []


def test_removed_documents_are_gone_from_every_table(story: Story) -> None:
    kept = {path.name for path in story.sources.glob("0*")}
    statements = pl.read_parquet(story.current / "statements" / "**" / "*.parquet")
    assert set(statements["source_path"]) == kept
    for table in ("clauses", "entities"):
        ids = pl.read_parquet(story.current / table / "**" / "*.parquet")["statement_id"]
        assert set(ids) == set(statements["statement_id"])


def test_raw_text_is_the_source(story: Story) -> None:
    statements = pl.read_parquet(story.current / "statements" / "**" / "*.parquet")
    for path, text in statements.select("source_path", "raw_text").iter_rows():
        assert text == (story.sources / path).read_bytes().decode("utf-8").removeprefix("\ufeff")


def test_rejects_say_why(story: Story) -> None:
    rejects = pl.read_parquet(story.current / TABLES["rejects"].name / "*.parquet")
    assert dict(rejects.select("source_path", "reason").iter_rows()) == {"binary.txt": "binary", "english.txt": "not_japanese"}
    assert rejects["message"].str.len_chars().min() > 10
