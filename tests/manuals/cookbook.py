"""Runs the recipes of the cookbook: every heading has a query in SQL, the same in Polars, and the answer as a table."""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator
from contextlib import chdir
from dataclasses import dataclass
from pathlib import Path
from typing import Any

import duckdb
import polars as pl

PAGE = Path(__file__).parents[2] / "docs" / "cookbook.md"
BLOCK = re.compile(r"```(?P<language>sql|python)\n(?P<code>.*?)```\n(?:\n(?P<answer>(?:\|[^\n]*\n)+))?", re.DOTALL)
SETUP = 2
"""The first block of each language opens the tables for all others."""

Answer = tuple[list[str], list[tuple[Any, ...]]]


@dataclass(frozen=True, slots=True)
class Recipe:
    """A question with its two queries; `answer` is the table below them, `place` its span in the page."""

    question: str
    sql: str
    python: str
    answer: str
    place: tuple[int, int]


def recipes() -> Iterator[Recipe]:
    text = PAGE.read_text(encoding="utf-8")
    blocks = list(BLOCK.finditer(text))[SETUP:]
    for sql, python in zip(blocks[::2], blocks[1::2], strict=True):
        assert (sql["language"], python["language"]) == ("sql", "python"), "a recipe is a query in SQL, then one in Polars"
        question = text[: sql.start()].rpartition("\n## ")[2].partition("\n")[0]
        end = python.end()
        start = python.start("answer") if python["answer"] else end
        yield Recipe(question, sql["code"], python["code"], python["answer"] or "", (start, end))


def run_sql(recipe: Recipe, current: Path) -> str:
    """The answer of the SQL query as a table. `current` is what readers open; the page calls it output/current."""
    with chdir(current.parents[1]), duckdb.connect() as connection:
        connection.execute(_setup("sql"))
        cursor = connection.execute(recipe.sql)
        return _table([column[0] for column in cursor.description or ()], cursor.fetchall())


def run_polars(recipe: Recipe, current: Path) -> str:
    """The answer of the Polars query, which is its last expression's name: `answer`."""
    scope: dict[str, Any] = {}
    with chdir(current.parents[1]):
        exec(_setup("python"), scope)
        exec(recipe.python, scope)
    answer: pl.DataFrame = scope["answer"]
    return _table(answer.columns, answer.rows())


def refreshed(current: Path) -> str:
    """The page with the answers of today."""
    text = PAGE.read_text(encoding="utf-8")
    for recipe in reversed(list(recipes())):
        start, end = recipe.place
        gap = "" if recipe.answer else "\n"
        text = text[:start] + gap + run_sql(recipe, current) + text[end:]
    return text


def _setup(language: str) -> str:
    blocks = BLOCK.finditer(PAGE.read_text(encoding="utf-8"))
    return next(block["code"] for block in blocks if block["language"] == language)


def _table(columns: Iterable[str], rows: Iterable[Iterable[Any]]) -> str:
    columns = list(columns)
    lines = [columns, ["---"] * len(columns), *([_cell(value) for value in row] for row in rows)]
    return "".join(f"| {' | '.join(line)} |\n" for line in lines)


def _cell(value: Any) -> str:
    if isinstance(value, list | tuple):
        return ", ".join(map(_cell, value))
    if isinstance(value, float):
        return f"{value:.2f}"
    return " ".join(str("" if value is None else value).replace("|", "¦").split())
