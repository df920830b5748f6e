"""The two readmes say the same: headings, tables, commands and links go in pairs."""

import re
from pathlib import Path

import polars as pl
import pytest

ROOT = Path(__file__).parents[1]
README, README_JA = ((ROOT / name).read_text(encoding="utf-8") for name in ("README.md", "README.ja.md"))
FENCED = re.compile(r"```\w*\n(.*?)```", re.DOTALL)


def _shape(text: str) -> list[str]:
    """What every line is: a heading of some level, a row of a table, an item, or nothing of the kind."""
    prose = FENCED.sub("", text)
    kinds = (re.match(r"#+(?= )|\||- |> ", line) for line in prose.splitlines())
    return [kind[0] for kind in kinds if kind]


def _commands(text: str) -> list[str]:
    """Lines of code without their comments; of the map of folders, the folders."""
    lines = "".join(FENCED.findall(text)).splitlines()
    return [re.split(r"  +#|/  +| {2,}", line)[0].strip() for line in lines if line.strip()]


def _links(text: str) -> set[str]:
    return {link for link in re.findall(r"\]\((.*?)\)", text) if not link.startswith("README")}


def test_headings_rows_and_items_go_in_pairs() -> None:
    assert _shape(README) == _shape(README_JA)


def test_commands_are_the_same() -> None:
    assert _commands(README) == _commands(README_JA)
    assert len(_commands(README)) > 10


def test_links_are_the_same_and_lead_somewhere() -> None:
    assert _links(README) == _links(README_JA)
    for link in _links(README):
        assert link.startswith("http") or (ROOT / link).exists(), link


@pytest.mark.parametrize(("text", "other"), [(README, "README.ja.md"), (README_JA, "README.md")])
def test_each_leads_to_the_other(text: str, other: str) -> None:
    assert f"]({other})" in text


WORDS = {
    README: (", ", "{edtf}, role {role}, text {text}"),
    README_JA: ("、", "{edtf}、role は {role}、text は「{text}」"),
}
"""How each readme lists values, and words a date."""


@pytest.mark.parametrize("readme", [README, README_JA], ids=["en", "ja"])
def test_the_clause_is_a_row_of_the_seeds(readme: str, published_seeds: Path) -> None:
    comma, of_date = WORDS[readme]
    [text] = re.findall(r"^> (.+)$", readme, re.MULTILINE)
    clauses = pl.scan_parquet(published_seeds / "clauses" / "**" / "*.parquet").filter(
        pl.col("text").str.contains(text, literal=True)
    )
    [row] = clauses.collect().iter_rows(named=True)
    [sector], [date] = row["sectors"], row["dates"]
    assert row["text"] == text
    expected = {
        "act, level, is_hedged": comma.join([f"`{row['act']}`", str(row["level"]), _flag(row["is_hedged"])]),
        "actors, actor_basis": comma.join([f"`[{', '.join(row['actors'])}]`", f"`{row['actor_basis']}`"]),
        "is_commitment": _flag(row["is_commitment"]),
        "primary_sector, evidence": comma.join([f"`{row['primary_sector']}`", sector["evidence"]]),
        "dates": of_date.format(edtf=f"`{date['edtf']}`", role=f"`{date['role']}`", text=date["text"]),
    }
    shown = dict(re.findall(r"^\| ([\w, ]+) \| (.+) \|$", readme, re.MULTILINE))
    assert {column: shown.get(column) for column in expected} == expected


def _flag(value: bool) -> str:
    return str(value).lower()
