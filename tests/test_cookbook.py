"""Every recipe of the cookbook gives the answer that stands below it, in SQL and in Polars."""

from pathlib import Path

import pytest

from flows.analyst import queries
from tests.manuals.cookbook import Recipe, recipes, run_polars, run_sql

RECIPES = list(recipes())


def test_there_are_ten_recipes() -> None:
    assert [recipe.question.partition(".")[0] for recipe in RECIPES] == [str(number) for number in range(1, 11)]


@pytest.mark.parametrize("recipe", RECIPES, ids=[recipe.question for recipe in RECIPES])
def test_answer(recipe: Recipe, published_seeds: Path) -> None:
    assert run_sql(recipe, published_seeds) == recipe.answer, "if the change is meant: make docs, and review the diff"
    assert run_polars(recipe, published_seeds) == recipe.answer


@pytest.mark.parametrize("recipe", RECIPES, ids=[recipe.question for recipe in RECIPES])
def test_the_query_command_runs_it_too(recipe: Recipe, published_seeds: Path) -> None:
    assert queries.run(published_seeds.resolve(), recipe.sql).height == len(recipe.answer.splitlines()) - 2


@pytest.mark.parametrize("recipe", RECIPES, ids=[recipe.question for recipe in RECIPES])
def test_there_is_an_answer(recipe: Recipe) -> None:
    assert len(recipe.answer.splitlines()) > 2
