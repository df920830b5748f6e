"""What a run that does not get through leaves behind: its state, its name, its tags, and a page that says what to do."""

from __future__ import annotations

import json
import os
import time
from collections.abc import Callable
from dataclasses import dataclass, field
from typing import NoReturn

import pytest
from prefect.client.orchestration import get_client
from prefect.client.schemas.objects import FlowRun
from typer.testing import CliRunner, Result

from flows.build import build
from flows.cli import app
from flows.failures import HeldBack
from flows.store import DatasetError
from tests.flows.conftest import House


@dataclass
class Ended:
    """A run as Prefect keeps it, and its artifacts by key."""

    run: FlowRun
    artifacts: dict[str, str] = field(default_factory=dict)

    @property
    def message(self) -> str:
        assert self.run.state
        return self.run.state.message or ""


def ended(house: House, *, seconds: float | None = None) -> Ended:
    """A run of the flow on the house, and what is left of it; `seconds` is the longest that it may take."""
    flow = build.with_options(timeout_seconds=seconds) if seconds else build
    state = flow(sources=[str(house.sources)], output=str(house.output), return_state=True)
    with get_client(sync_client=True) as client:
        run = client.read_flow_run(state.state_details.flow_run_id)
        wanted = {"artifacts": {"flow_run_id": {"any_": [str(run.id)]}}}
        found = client.request("POST", "/artifacts/filter", json=wanted).json()
    return Ended(run, {one["key"]: one["data"] for one in found if one["key"]})


def failing(error: BaseException) -> Callable[..., NoReturn]:
    def fail(*_: object, **__: object) -> NoReturn:
        raise error

    return fail


def resting(*_: object, **__: object) -> None:
    time.sleep(60)


@pytest.mark.parametrize(
    ("trouble", "seconds", "state_and_name", "message"),
    [
        pytest.param(
            failing(DatasetError("out is in use")), None, ("Failed", "build failed"), "out is in use. Nothing", id="expected"
        ),
        pytest.param(
            failing(KeyError("鍵")),
            None,
            ("Failed", "build failed"),
            "KeyError: '鍵' (test_failures.py:",
            id="a fault of the code",
        ),
        pytest.param(resting, 1, ("TimedOut", "build timed out"), "The run was stopped after", id="too long"),
    ],
)
@pytest.mark.usefixtures("prefect_server")
def test_a_run_says_why_it_ended_and_what_to_do(
    house: House, trouble: Callable[..., None], seconds: float | None, state_and_name: tuple[str, str], message: str
) -> None:
    with pytest.MonkeyPatch.context() as patch:
        patch.setattr("flows.build.recipe", trouble)
        end = ended(house, seconds=seconds)
    assert (end.run.state_name, end.run.name) == state_and_name
    assert set(end.run.tags) == {"seimei", "failed"}
    assert end.message.startswith(message)
    page = end.artifacts["seimei-report"]
    assert page.startswith(f"# {state_and_name[1].capitalize()}")
    assert "start the run again" in page or "seimei snapshots" in page


def test_a_step_that_is_stopped_takes_its_run_with_it(
    house: House, prefect_server: None, monkeypatch: pytest.MonkeyPatch
) -> None:
    """The alarm reaches the step's own code first, and Prefect's on the way out."""
    house.write(a="2024")
    monkeypatch.setattr("flows.recipe.make_plan", resting)
    end = ended(house, seconds=3)
    assert (end.run.state_name, end.run.name) == ("TimedOut", "build timed out")
    assert not (house.output / "staging").exists()


def test_a_refused_run_reports_what_it_held_back(house: House, prefect_server: None) -> None:
    house.write(**{f"d{n}": f"202{n} X" for n in range(5)})
    first = house.build().snapshot
    house.remove("d0", "d1", "d2")
    house.write(bad="壊", new="2031\n二")
    end = ended(house)
    assert (end.run.state_name, end.run.name) == ("Refused", "build refused")
    assert set(end.run.tags) == {"seimei", "failed", "rejects"}
    page = end.artifacts["seimei-report"]
    assert page.startswith("# Refused 000002-")
    assert "entities: 2 rows after 5" in page
    assert "Readers see what they saw before" in page
    assert "| removed | 3 |" in page
    checks = {row["check"]: row["result"] for row in json.loads(end.artifacts["seimei-quality"])}
    assert checks["entities: rows"] == "not held"
    assert "overruled" not in checks.values()
    changes = {(row["what"], row["difference"]) for row in json.loads(end.artifacts["seimei-drift"])}
    assert ("statements: rows", "-2") in changes
    assert [row["reason"] for row in json.loads(end.artifacts["seimei-rejects"])] == ["binary"]
    assert {row["document"] for row in json.loads(end.artifacts["seimei-documents"])} == {"d3.txt", "d4.txt", "new.txt"}
    [snapshot] = json.loads(end.artifacts["seimei-snapshots"])
    assert snapshot["snapshot"] == f"{first.id} (current)"


def test_a_first_build_that_is_refused_is_reported(house: House) -> None:
    house.write(a="2024 誤", b="2025 誤", c="2026")
    with pytest.raises(HeldBack) as refusal:
        house.build()
    assert [row["document"] for row in refusal.value.report.tables["documents"]] == ["c.txt"]
    assert refusal.value.report.tables["snapshots"] == []


@pytest.fixture
def seimei(prefect_server: None, monkeypatch: pytest.MonkeyPatch) -> Callable[..., Result]:
    """`seimei build` with the tests' server, as if it was open."""
    monkeypatch.setattr("flows.cli.pages.report_to_open_ui", lambda: True)
    return lambda house, *options: CliRunner().invoke(app, ["build", str(house.sources), "--output", str(house.output), *options])


def test_the_command_refuses_until_the_change_is_meant(house: House, seimei: Callable[..., Result]) -> None:
    house.write(**{f"d{n}": f"2024 {n}" for n in range(5)})
    house.build()
    house.remove("d0", "d1", "d2")
    refused = seimei(house)
    assert refused.exit_code == 1
    assert "statements: 2 rows after 5" in refused.output
    assert "build once with --accept-change" in refused.output
    assert len(house.texts()) == 5
    assert seimei(house, "--accept-change").exit_code == 0
    assert len(house.texts()) == 2


def test_the_command_tells_what_is_in_the_way(house: House, seimei: Callable[..., Result]) -> None:
    house.write(a="2024")
    (house.folder / "file").write_text("")
    result = seimei(house, "--output", str(house.folder / "file" / "output"))
    assert result.exit_code == 1
    assert "Not a directory. Nothing was published" in result.output
    assert "Traceback" not in result.output


@pytest.mark.skipif(os.geteuid() == 0, reason="the superuser may write anywhere")
def test_the_command_tells_that_it_may_not_write(house: House, seimei: Callable[..., Result]) -> None:
    house.write(a="2024")
    house.output.mkdir(mode=0o555)
    result = seimei(house)
    assert result.exit_code == 1
    assert "Permission denied" in result.output
