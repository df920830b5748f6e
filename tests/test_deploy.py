"""The files of deploy/ and prefect.yaml: what checks their syntax checks them, and what they name exists."""

from __future__ import annotations

import json
import re
import shlex
import shutil
import subprocess
from collections.abc import Callable
from pathlib import Path

import pytest
import typer
import yaml

from flows.build import build
from flows.cli import app
from flows.prefect_settings import DEFAULTS

ROOT = Path(__file__).parents[1]
UNITS = sorted((ROOT / "deploy").glob("*.service")) + sorted((ROOT / "deploy").glob("*.timer"))


@pytest.mark.skipif(not shutil.which("systemd-analyze"), reason="systemd is not installed")
@pytest.mark.parametrize("unit", UNITS, ids=lambda unit: unit.name)
def test_units_hold_what_systemd_understands(unit: Path, tmp_path: Path) -> None:
    """The program is another one here: systemd asks for it to be installed."""
    for one in UNITS:
        (tmp_path / one.name).write_text(one.read_text().replace("/opt/seimei/.venv/bin/seimei", "/bin/true"))
    checked = subprocess.run(
        ["systemd-analyze", "verify", str(tmp_path / unit.name)], capture_output=True, text=True, check=False
    )
    complaints = [line for line in checked.stderr.splitlines() if "seimei" in line]
    assert not complaints


def instructions(text: str) -> list[tuple[str, str]]:
    """(instruction, the rest) of a container file, with lines that go on put together."""
    joined = re.sub(r"\\\n\s*", " ", "".join(line for line in text.splitlines(keepends=True) if not line.startswith("#")))
    lines = [line.split(maxsplit=1) for line in joined.splitlines() if line.strip()]
    return [(line[0], line[1].strip()) for line in lines]


CONTAINER = instructions((ROOT / "deploy" / "Containerfile").read_text())


def _strings(text: str) -> bool:
    found = json.loads(text)
    return bool(found) and all(isinstance(one, str) and one for one in found)


def _paths(text: str) -> bool:
    return _strings(text) and all(path.startswith("/") for path in json.loads(text))


def _shell(text: str) -> bool:
    return subprocess.run(["bash", "-n", "-c", text], check=False, capture_output=True).returncode == 0


def _health(text: str) -> bool:
    options, _, command = text.partition(" CMD ")
    return bool(re.fullmatch(r"(--(interval|timeout|start-period)=\d+[smh]\s*)*", options + " ")) and _strings(command)


FORMS: dict[str, Callable[[str], bool]] = {
    "FROM": lambda text: bool(re.fullmatch(r"[\w./-]+:[\w.-]+", text)),
    "WORKDIR": lambda text: bool(re.fullmatch(r"/\S+", text)),
    "COPY": lambda text: len(text.split()) >= 2 and "--" not in text,
    "RUN": _shell,
    "USER": lambda text: bool(re.fullmatch(r"[\w-]+", text)),
    "ENV": lambda text: bool(re.fullmatch(r"(\w+=\S+\s*)+", text)),
    "EXPOSE": lambda text: text.isdigit() and 0 < int(text) < 2**16,
    "VOLUME": _paths,
    "HEALTHCHECK": _health,
    "ENTRYPOINT": _strings,
    "CMD": _strings,
}
"""What may follow each instruction, by the reference of Dockerfiles, as far as this file needs it."""


@pytest.mark.parametrize("line", CONTAINER, ids=" ".join)
def test_the_container_file_keeps_to_the_grammar(line: tuple[str, str]) -> None:
    instruction, rest = line
    assert FORMS[instruction](rest)


@pytest.mark.parametrize(
    "wrong", ["FROM python", "RUN pip install (", "CMD [seimei]", "EXPOSE 4200x", "VOLUME [state]", "ADD a b"]
)
def test_what_is_no_container_file_is_told(wrong: str) -> None:
    [(instruction, rest)] = instructions(wrong)
    with pytest.raises((AssertionError, KeyError, ValueError)):
        assert FORMS[instruction](rest)


def test_the_container_is_built_in_an_order_that_works() -> None:
    names = [name for name, _ in CONTAINER]
    assert names[0] == "FROM"
    assert names.count("ENTRYPOINT") == names.count("CMD") == names.count("HEALTHCHECK") == names.count("USER") == 1
    assert names.index("USER") > max(number for number, name in enumerate(names) if name in ("COPY", "RUN")), (
        "only root may build"
    )
    for name, rest in CONTAINER:
        if name == "COPY":
            *sources, target = rest.split()
            assert all((ROOT / source).exists() for source in sources)
            assert len(sources) == 1 or target.endswith("/")


def _arguments(words: list[str]) -> None:
    """Raises UsageError where the command line would not take these words."""
    command = typer.main.get_command(app)
    assert words[0] == "seimei"
    command.commands[words[1]].make_context(words[1], words[2:])  # type: ignore[attr-defined]


def test_the_container_and_the_units_call_the_command_as_it_is() -> None:
    asked = dict(CONTAINER)
    _arguments([*json.loads(asked["ENTRYPOINT"]), *json.loads(asked["CMD"])])
    for unit in UNITS:
        for line in re.findall(r"^ExecStart=\S*/(seimei .+)$", unit.read_text(), re.MULTILINE):
            _arguments(shlex.split(line))


def test_the_deployment_has_the_flows_parameters() -> None:
    deployment = yaml.safe_load((ROOT / "prefect.yaml").read_text())["deployments"][0]
    assert deployment["parameters"].keys() == build.parameters.properties.keys()
    assert build.validate_parameters(deployment["parameters"]) == deployment["parameters"]
    assert deployment["concurrency_limit"] == {"limit": 1, "collision_strategy": "CANCEL_NEW"}
    signs = deployment["work_pool"]["job_variables"]["env"]
    assert signs.items() <= DEFAULTS.items()
