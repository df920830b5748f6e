"""The command line, but for whole builds: those are in test_end_to_end."""

from __future__ import annotations

import socket
import subprocess
import sys
from dataclasses import dataclass
from pathlib import Path
from types import SimpleNamespace
from typing import NoReturn

import pytest
from rich.console import Console
from typer.testing import CliRunner, Result

from flows import cli
from flows import serve as service
from flows.cli import app
from flows.prefect_settings import ServerError
from flows.recipe import Outcome
from tests.flows.conftest import House
from tests.serving import until


def run(*arguments: str) -> Result:
    return CliRunner().invoke(app, arguments)


def test_help_loads_nothing_that_is_slow_to_load() -> None:
    slow = "prefect polars pyarrow duckdb fugashi lxml obstore rich.progress urllib.request flows.manifest flows.snapshots"
    script = (
        "import sys; sys.argv = ['seimei', '--help']; from flows.cli import main\n"
        f"try: main()\nfinally: assert not {set(slow.split())} & {{*sys.modules}}"
    )
    shown = subprocess.run([sys.executable, "-c", script], capture_output=True, text=True, check=True).stdout
    assert "build" in shown


def test_version() -> None:
    assert run("--version").output == "seimei 0.1.0\n"


@pytest.mark.parametrize(
    ("arguments", "message"),
    [
        (["build", "no/such/folder"], "no/such/folder: no such file or folder"),
        (["build", "no/such/*.txt"], "no/such/*.txt: nothing matches"),
        (["serve", "no/such/*.txt"], "no/such/*.txt: nothing matches"),
        (["build", "output/snapshots"], "output/snapshots: no such file or folder"),
        (["build", ".", "--keep", "some"], "'some' is neither"),
        (["build", ".", "--workers", "0"], "--workers"),
        (["build", ".", "--runner", "dask"], "--runner dask and --scheduler ADDRESS belong together"),
        (["build", ".", "--scheduler", "tcp://127.0.0.1:8786"], "--runner dask and --scheduler ADDRESS belong together"),
        (["build", ".", "--runner", "dask", "--scheduler", "http://127.0.0.1:8787"], "is like tcp://host:8786"),
        (["build", ".", "--runner", "dask", "--scheduler", "127.0.0.1"], "is like tcp://host:8786"),
        (["build", ".", "--runner", "dask", "--scheduler", "tcp://host:86000"], "is like tcp://host:8786"),
        (["build", ".", "--runner", "dask", "--scheduler", "tcp://host:1", "--workers", "2"], "the cluster has its own"),
        (["build", ".", "--runner", "cloud"], "--runner"),
        (["build", ".", "--colour"], "No such option"),
        (["rollback"], "Missing argument"),
    ],
)
def test_wrong_usage_is_told(tmp_path: Path, monkeypatch: pytest.MonkeyPatch, arguments: list[str], message: str) -> None:
    monkeypatch.chdir(tmp_path)
    result = run(*arguments)
    assert result.exit_code == 2
    assert message in result.output
    assert list(tmp_path.iterdir()) == []


def test_a_dataset_in_use_is_told_before_anything_starts(house: House) -> None:
    house.write(a="2024")
    house.build()
    with house.dataset.lock():
        result = run("build", str(house.sources), "--output", str(house.output))
    assert result.exit_code == 1
    assert "another run" in result.output
    assert "Prefect" not in result.output


def test_a_dataset_is_told_to_be_no_source_of_itself(house: House) -> None:
    house.write(a="2024")
    house.build()
    result = run("build", str(house.output / "current"), "--output", str(house.output))
    assert result.exit_code == 2
    assert "name the folder of the documents" in result.output


@dataclass
class Ended:
    """The state of a run that has published."""

    outcome: Outcome

    def is_completed(self) -> bool:
        return True

    def result(self) -> Outcome:
        return self.outcome


def test_sources_without_documents_are_told(house: House, monkeypatch: pytest.MonkeyPatch) -> None:
    house.write()
    for _ in range(2):
        monkeypatch.setattr("flows.cli._run", lambda **_: Ended(house.build()))
        result = run("build", str(house.sources), "--output", str(house.output))
        assert result.exit_code == 0
        assert f"{house.sources}: no documents were found there" in result.output


@pytest.mark.parametrize(("workers", "steps"), [(1, ["load", "wait", "run"]), (2, ["wait", "run"])])
def test_what_reads_documents_is_loaded_while_the_server_starts(
    monkeypatch: pytest.MonkeyPatch, workers: int, steps: list[str]
) -> None:
    done: list[str] = []
    monkeypatch.setattr("flows.ui.report_to_open_ui", lambda: False)
    monkeypatch.setattr("flows.own_server.OwnServer", lambda: SimpleNamespace(wait=lambda: done.append("wait")))
    monkeypatch.setattr("flows.batches.load", lambda: done.append("load"))
    monkeypatch.setattr("flows.build.build", lambda **_: done.append("run"))
    cli._run(workers=workers, scheduler=None)
    assert done == steps


def test_a_log_is_told_how_far_a_run_is(monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str]) -> None:
    from flows import screen  # noqa: PLC0415

    monkeypatch.setattr(screen, "QUIET_SECONDS", 0.01)
    monkeypatch.setattr(screen, "_console", lambda *, stderr: Console(stderr=stderr, force_terminal=False))
    with screen.progress("Starting") as watch:
        watch("transform", 3, 1200)
        shown = until(lambda: text if "1,200" in (text := capsys.readouterr().err) else None)
    assert shown.splitlines()[-1].endswith("s  Reading documents: 3 of 1,200")


@pytest.mark.parametrize(("is_installed", "message"), [(True, "no scheduler answers at"), (False, "pip install distributed")])
def test_a_cluster_that_cannot_be_used_is_told_before_anything_starts(
    house: House, monkeypatch: pytest.MonkeyPatch, is_installed: bool, message: str
) -> None:
    house.write(a="2024")
    monkeypatch.setattr("flows.scheduler.find_spec", lambda name: is_installed or None)
    with socket.socket() as taken:
        taken.bind(("127.0.0.1", 0))
        scheduler = f"tcp://127.0.0.1:{taken.getsockname()[1]}"
        result = run("build", str(house.sources), "--output", str(house.output), "--runner", "dask", "--scheduler", scheduler)
    assert result.exit_code == 1
    assert message in result.output
    assert "Prefect" not in result.output
    assert not house.output.exists()


def test_versions_are_listed_and_gone_back_to(house: House) -> None:
    house.write(a="2024")
    first = house.build().snapshot.id
    house.write(b="2025")
    second = house.build().snapshot.id
    output = str(house.output)
    listed = run("snapshots", "--output", output).output.splitlines()
    assert [line.split()[0] for line in listed[1:]] == [first, "*"]
    assert second in listed[2]
    assert run("rollback", first, "--output", output).exit_code == 0
    assert house.current.id == first
    assert run("rollback", "000009-none", "--output", output).exit_code == 1
    assert house.current.id == first


def test_what_differs_between_versions(house: House) -> None:
    house.write(a="2024年\n二", b="2025年", c="2025年 C")
    first = house.build().snapshot.id
    house.write(a="2024年\n三", d="2023年")
    house.remove("b")
    house.build()
    result = run("diff", first, "current", "--output", str(house.output))
    rows = [tuple(line.split()) for line in result.output.splitlines()[1:]]
    assert rows == [
        ("statements", "a.txt", "0", "1", "0"),
        ("statements", "b.txt", "0", "0", "1"),
        ("statements", "d.txt", "1", "0", "0"),
        ("clauses", "a.txt", "0", "1", "0"),
        ("clauses", "b.txt", "0", "0", "1"),
        ("clauses", "d.txt", "1", "0", "0"),
    ]
    assert run("diff", first, "none", "--output", str(house.output)).exit_code == 1
    assert "same rows" in run("diff", first, first, "--output", str(house.output)).output


@pytest.mark.parametrize(
    "command",
    [
        ["snapshots", "--output"],
        ["query", "SELECT 1", "--output"],
        ["export", "x", "--no-text", "--output"],
        ["lexicon", "unresolved"],
    ],
    ids=lambda command: command[0],
)
def test_no_versions_yet(tmp_path: Path, monkeypatch: pytest.MonkeyPatch, command: list[str]) -> None:
    """Every command says so in the same words."""
    monkeypatch.chdir(tmp_path)
    result = run(*command, "none")
    assert (result.exit_code, result.output) == (1, "seimei: none holds no published version; `seimei build` makes one\n")
    assert not (tmp_path / "none").exists()


def test_a_service_without_a_server_is_told(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    def fails(_: object) -> NoReturn:
        raise ServerError("no server")

    monkeypatch.setattr(service, "serve", fails)
    result = run("serve", str(tmp_path), "--output", str(tmp_path / "none"))
    assert (result.exit_code, result.output) == (1, "seimei: no server\n")


def test_names_cannot_command_the_terminal(capsys: pytest.CaptureFixture[str]) -> None:
    from flows import screen  # noqa: PLC0415

    screen.say("a\x1b[2Jb [red]c[/red]")
    assert capsys.readouterr().out == "a\ufffd[2Jb [red]c[/red]\n"


@pytest.mark.parametrize(
    ("arguments", "message"),
    [
        (["build", "seeds", "--output", " "], "--output names no folder"),
        (["ui", "--port", "99999"], "65535"),
    ],
)
def test_values_that_cannot_be_meant_are_wrong_usage(arguments: list[str], message: str) -> None:
    result = CliRunner().invoke(app, arguments)
    assert result.exit_code == 2
    assert message in result.output


def test_an_unknown_snapshot_is_told_with_where_to_look(tmp_path: Path) -> None:
    result = CliRunner().invoke(app, ["rollback", "nope", "--output", str(tmp_path)])
    assert result.exit_code == 1
    assert "seimei snapshots" in result.output
