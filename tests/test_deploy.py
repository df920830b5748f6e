"""The files of deploy/ and prefect.yaml: what checks their syntax checks them, and what they name exists."""

from __future__ import annotations

import re
import shutil
import subprocess
from pathlib import Path

import pytest
import yaml

from flows.build import build
from flows.prefect_settings import DEFAULTS

ROOT = Path(__file__).parents[1]
UNITS = sorted((ROOT / "deploy").glob("*.service")) + sorted((ROOT / "deploy").glob("*.timer"))
INSTRUCTIONS = {"FROM", "WORKDIR", "COPY", "RUN", "USER", "ENV", "EXPOSE", "VOLUME", "HEALTHCHECK", "ENTRYPOINT", "CMD"}


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


def test_the_container_file_copies_what_is_there() -> None:
    text = re.sub(r"\\\n", " ", (ROOT / "deploy" / "Containerfile").read_text())
    lines = [line.split() for line in text.splitlines() if line.strip() and not line.startswith("#")]
    assert {line[0] for line in lines} <= INSTRUCTIONS
    assert lines[0][0] == "FROM"
    for line in lines:
        if line[0] == "COPY":
            assert all((ROOT / source).exists() for source in line[1:-1])


def test_the_deployment_has_the_flows_parameters() -> None:
    deployment = yaml.safe_load((ROOT / "prefect.yaml").read_text())["deployments"][0]
    assert deployment["parameters"].keys() == build.parameters.properties.keys()
    assert build.validate_parameters(deployment["parameters"]) == deployment["parameters"]
    assert deployment["concurrency_limit"] == {"limit": 1, "collision_strategy": "CANCEL_NEW"}
    signs = deployment["work_pool"]["job_variables"]["env"]
    assert signs.items() <= DEFAULTS.items()
