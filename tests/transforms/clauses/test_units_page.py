"""The page on units shows what the code does."""

from __future__ import annotations

import re
from pathlib import Path

import pytest

from transforms.document import process
from transforms.source import Source

ROOT = Path(__file__).parents[3]
PAGE = (ROOT / "docs/units.md").read_text(encoding="utf-8")
RULES = [[cell.strip() for cell in line.strip("|").split("|")] for line in PAGE.splitlines() if line.startswith("| U")]
TITLE = "日本国とモンゴル国との間の共同声明\n\n"


@pytest.mark.parametrize(("example", "acts"), [rule[2:] for rule in RULES], ids=[rule[0] for rule in RULES])
def test_every_example_is_cut_as_shown(example: str, acts: str) -> None:
    written = example.replace("⏎", "\n")
    text = TITLE + re.sub("[/‖]", "", written) + "\n"
    clauses = process(Source("a.txt", text.encode()))["clauses"]
    shown = written.partition("\n‖")[0].split("/")
    assert [clause["text"] for clause in clauses] == shown
    assert ", ".join(clause["act"] for clause in clauses) == acts


def test_every_rule_that_the_code_names_is_explained() -> None:
    code = "\n".join(path.read_text(encoding="utf-8") for path in (ROOT / "transforms/clauses").glob("*.py"))
    assert set(re.findall(r"\bU\d+\b", code)) <= {rule[0] for rule in RULES}
