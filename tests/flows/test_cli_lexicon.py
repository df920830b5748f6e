"""What the commands for editors of the lexicons show of a published dataset."""

from __future__ import annotations

import subprocess
import sys
from pathlib import Path

import pytest
import typer
from typer.testing import CliRunner, Result

from flows import cli_lexicon
from flows.cli import app
from tests.flows.conftest import House


def run(*arguments: str) -> Result:
    return CliRunner().invoke(app, ["lexicon", *arguments])


def test_coverage_counts_and_names_what_is_missing(house: House) -> None:
    house.write(a="2024年\n金魚品評会を開く\n金魚品評会を続ける", b="2023年\n漁業を支える")
    house.build()
    shown = run("coverage", str(house.output))
    assert shown.exit_code == 0
    lines = shown.output.splitlines()
    assert lines[0].split() == ["5", "clauses"]
    assert "2        金魚品評会" in lines
    assert lines[lines.index("Terms in clauses that have none of their codes") + 2].split() == ["1", "1", "漁業"]
    assert "Terms that stand in no clause" not in lines


def test_the_dataset_is_named_by_place_or_as_other_commands_name_it(house: House) -> None:
    house.write(a="2024年\n漁業を支える")
    house.build()
    for command in ("coverage", "unresolved"):
        ways = [run(command, *way, str(house.output)) for way in ((), ("-o",), ("--output",))]
        assert [way.exit_code for way in ways] == [0, 0, 0]
        assert len({way.output for way in ways}) == 1


def test_coverage_lists_terms_never_met_on_request(house: House) -> None:
    house.write(a="2024年\n漁業を支える")
    house.build()
    lines = run("coverage", str(house.output), "--texts").output.splitlines()
    assert "Terms that stand in no clause" in lines
    assert "林業" in lines
    assert "漁業" not in lines


def test_coverage_prints_so_many_rows_as_asked_for(house: House) -> None:
    house.write(a="2024年\n金魚品評会と盆栽と風鈴を楽しむ")
    house.build()
    lines = run("coverage", str(house.output), "--top", "1").output.splitlines()
    start = lines.index("Nouns that no term covers")
    assert lines[start + 3] == ""


def test_unresolved_names_come_with_counts_and_spellings(house: House, monkeypatch: pytest.MonkeyPatch) -> None:
    rows = [
        {"entity_id": "person/a", "type": "person", "surface": surface, "method": "pattern", "statement_id": statement}
        for surface, statement in (("甲野", "1"), ("甲野太郎", "1"), ("甲野", "2"))
    ]
    rows.append({**rows[0], "entity_id": "person/b"})
    monkeypatch.setattr(cli_lexicon, "_rows", lambda *_: iter(rows))
    lines = run("unresolved", str(house.output)).output.splitlines()
    assert lines[1] == "Names without an entry: 1"
    assert lines[3].split(maxsplit=4) == ["3", "2", "person", "person/a", "甲野 / 甲野太郎"]
    assert "Names without an entry: 2" in run("unresolved", str(house.output), "--at-least", "1").output


def test_a_dataset_in_which_every_name_is_known(house: House) -> None:
    house.write(a="2024年 A")
    house.build()
    shown = run("unresolved", str(house.output))
    assert (shown.exit_code, shown.output.splitlines()[1:]) == (0, ["Names without an entry: 0", "none"])


@pytest.mark.parametrize("command", ["coverage", "unresolved"])
def test_no_versions_yet(tmp_path: Path, command: str) -> None:
    result = run(command, str(tmp_path / "none"))
    assert result.exit_code == 1
    assert "no published version" in result.output
    assert not (tmp_path / "none").exists()


@pytest.mark.parametrize("command", ["coverage", "unresolved"])
def test_a_folder_that_is_no_dataset(tmp_path: Path, command: str) -> None:
    (tmp_path / "current").mkdir()
    result = run(command, str(tmp_path))
    assert result.exit_code == 1
    assert "it is not a dataset" in result.output


def test_the_commands_load_nothing_slow_before_they_run() -> None:
    script = (
        "import sys; import typer; from flows import cli_lexicon; cli_lexicon.register(typer.Typer())\n"
        "assert not {'fugashi', 'prefect', 'transforms.sectors'} & set(sys.modules)"
    )
    assert subprocess.run([sys.executable, "-c", script], check=False).returncode == 0


def test_they_are_grouped_below_one_name() -> None:
    other = typer.Typer()
    cli_lexicon.register(other)
    assert [group.name for group in other.registered_groups] == ["lexicon"]
