"""The service: what it notices, and on a real server what it starts, refuses, cancels and tells."""

from __future__ import annotations

import shutil
import subprocess
import sys
import time
from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from pathlib import Path
from urllib.error import HTTPError

import pytest

from flows.alerts import SILENCE
from flows.prefect_settings import DEFAULTS
from flows.serve import Listing, Service, Watch, listing
from tests.flows.conftest import House
from tests.serving import SEEDS, Server, until

EMPTY: Listing = frozenset()
ONE: Listing = frozenset([("a", 1, 1)])
GROWN: Listing = frozenset([("a", 2, 2)])


@pytest.mark.parametrize(
    ("looks", "due"),
    [
        pytest.param([ONE, ONE], [False, True], id="what lay there before is built first"),
        pytest.param([EMPTY, ONE, GROWN, GROWN], [False, False, False, True], id="a file that still grows is waited for"),
        pytest.param([ONE, GROWN, ONE], [False, False, False], id="a look that differs is no rest"),
    ],
)
def test_a_change_at_rest_is_due(looks: list[Listing], due: list[bool]) -> None:
    watch = Watch()
    assert [watch.is_due(found) for found in looks] == due


def test_what_was_handled_is_not_due_again() -> None:
    watch = Watch(last=ONE, handled=ONE)
    assert not watch.is_due(ONE)
    assert not watch.is_due(GROWN)
    assert watch.is_due(GROWN)


def test_a_listing_sees_new_changed_and_removed_files(tmp_path: Path) -> None:
    sources = [str(tmp_path), str(tmp_path / "*.none")]
    output = str(tmp_path / "output")
    looks = [listing(sources, output)]
    (tmp_path / "sub").mkdir()
    file = tmp_path / "sub" / "a.txt"
    for text in ("一", "二二"):
        file.write_text(text)
        looks.append(listing(sources, output))
    file.unlink()
    looks.append(listing(sources, output))
    assert [len(look) for look in looks] == [0, 1, 1, 0]
    assert len(set(looks)) == 3


@pytest.mark.parametrize("source", [".", "**", "**/*"])
def test_what_a_run_publishes_below_the_sources_is_no_change(house: House, monkeypatch: pytest.MonkeyPatch, source: str) -> None:
    monkeypatch.chdir(house.folder)
    house.write(a="2024年")
    before = listing([source], "output")
    house.build()
    assert listing([source], "output") == before
    assert [Path(path).name for path, _, _ in before] == ["a.txt"]


def test_parameters_name_whole_paths() -> None:
    parameters = Service(("seeds", "s3://bucket/folder"), "out").parameters
    assert parameters["sources"] == [str(Path("seeds").absolute()), "s3://bucket/folder"]
    assert parameters["output"] == str(Path("out").absolute())
    assert not parameters["accept_change"]
    assert Service(("seeds",), "out", accept_change=True).parameters["accept_change"]


def test_a_run_gives_several_signs_of_life_before_it_counts_as_dead() -> None:
    assert 3 * int(DEFAULTS["PREFECT_FLOWS_HEARTBEAT_FREQUENCY"]) <= SILENCE.total_seconds()


@dataclass
class Build:
    """A build from the command line that reports to the server."""

    run_id: str
    output: Path
    process: subprocess.Popen[bytes]


def _is_new(run: Mapping[str, str], known: set[str]) -> bool:
    """Has it told that it runs? One that is killed before is pending for ever: nothing ties it to a process."""
    return run["id"] not in known and run["state_type"] == "RUNNING"


@pytest.fixture(scope="module")
def builds(served: Server, tmp_path_factory: pytest.TempPathFactory) -> Iterator[dict[str, Build]]:
    """Three at the same time, by when they are killed; all take longer than a run may be silent."""
    folder = tmp_path_factory.mktemp("builds")
    known = {run["id"] for run in served.runs()}
    under_way: dict[str, Build] = {}
    try:
        for moment in ("never", "after its first sign of life", "at once"):
            output = folder / moment
            command = [sys.executable, "-m", "tests.flows.waiting", str(SILENCE.total_seconds() + 20)]
            options = ["build", str(served.sources), "--output", str(output)]
            process = subprocess.Popen([*command, *options], env=served.environment, stderr=subprocess.DEVNULL)
            run_id = until(lambda: next((run["id"] for run in served.runs() if _is_new(run, known)), None))
            known.add(run_id)
            under_way[moment] = Build(run_id, output, process)
        under_way["at once"].process.kill()
        time.sleep(20)
        under_way["after its first sign of life"].process.kill()
        yield under_way
    finally:
        for build in under_way.values():
            build.process.kill()
            build.process.wait()


@pytest.mark.slow
class TestOnAServer:
    def test_the_deployment_says_how_it_runs(self, served: Server) -> None:
        deployment = served.ask("/deployments/name/build/seimei")
        assert deployment["concurrency_options"]["collision_strategy"] == "CANCEL_NEW"
        assert deployment["global_concurrency_limit"]["limit"] == 1
        assert deployment["enforce_parameter_schema"]
        assert deployment["schedules"][0]["schedule"]["cron"] == "0 6 1 1 *"
        assert deployment["tags"] == ["seimei"]

    @pytest.mark.parametrize("wrong", [{"keep": "some"}, {"workers": 0}, {"sources": []}, {"full": "perhaps"}])
    def test_wrong_parameters_are_refused(self, served: Server, wrong: dict[str, object]) -> None:
        with pytest.raises(HTTPError) as refusal:
            served.start(**wrong)
        assert refusal.value.code in (409, 422)

    def test_a_new_file_starts_a_run(self, served: Server) -> None:
        before = (served.output / "current").readlink()
        shutil.copy(sorted(SEEDS.iterdir())[1], served.sources)
        after = until(lambda: now if (now := (served.output / "current").readlink()) != before else None)
        run = until(lambda: next((run for run in served.runs() if f"snapshot:{after.name}" in run["tags"]), None))
        ended = served.ended(run["id"])
        assert ended["name"].startswith("build +1 ~0 -0")
        assert {"watch", "published", "rejects"} <= set(ended["tags"])

    def test_of_two_runs_at_once_one_is_cancelled(self, served: Server) -> None:
        ends = [served.ended(run["id"]) for run in [served.start(), served.start()]]
        assert sorted(run["state_type"] for run in ends) == ["CANCELLED", "COMPLETED"]

    def test_a_failed_run_is_told_with_what_to_do(self, served: Server, tmp_path: Path) -> None:
        run = served.ended(served.start(sources=[str(tmp_path / "missing")])["id"])
        assert run["state_type"] == "FAILED"
        assert run["name"] == "build failed"
        assert "no such file or folder. Nothing was published" in run["state"]["message"]
        told = until(lambda: next((one for one in served.received if "missing" in one["body"]), None))
        assert told["subject"] == "seimei: build failed ended as Failed"
        assert served.pages in told["body"]
        report = served.artifacts(run["id"])["seimei-report"]
        assert "start the run again" in report["data"]

    def test_a_refused_run_is_told(self, served: Server, tmp_path: Path) -> None:
        """A folder that has lost most of its documents."""
        sources, output = tmp_path / "sources", str(tmp_path / "output")
        shutil.copytree(SEEDS, sources)
        first = served.ended(served.start(sources=[str(sources)], output=output)["id"])
        assert first["state_type"] == "COMPLETED"
        for path in sorted(sources.iterdir())[1:]:
            path.unlink()
        second = served.ended(served.start(sources=[str(sources)], output=output)["id"])
        assert second["state_name"] == "Refused"
        until(lambda: next((one for one in served.received if "ended as Refused" in one["subject"]), None))

    @pytest.mark.parametrize("moment", ["at once", "after its first sign of life"])
    def test_a_killed_run_is_marked_as_crashed(self, served: Server, builds: dict[str, Build], moment: str) -> None:
        crashed = served.ended(builds[moment].run_id)
        assert crashed["state_type"] == "CRASHED"
        assert "No sign of life" in crashed["state"]["message"]
        assert not builds[moment].output.exists()
        until(lambda: next((one for one in served.received if crashed["id"] in one["body"]), None))

    def test_a_run_that_takes_long_is_left_alone(self, served: Server, builds: dict[str, Build]) -> None:
        ended = served.ended(builds["never"].run_id)
        assert ended["state_type"] == "COMPLETED"
        assert ended["total_run_time"] > SILENCE.total_seconds()
        assert not any(ended["id"] in one["body"] for one in served.received)

    def test_the_log_has_sums_and_no_text(self, served: Server) -> None:
        logs = [one["message"] for one in served.ask("/logs/filter", {"logs": {"level": {"ge_": 0}}})]
        assert any(message.startswith("published snapshot=") and "clauses=" in message for message in logs)
        assert not any(message.startswith("document key=") for message in logs)
