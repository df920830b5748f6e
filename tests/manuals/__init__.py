"""Pages under `docs/` that are made from the code and the seeds: refreshed by `make docs`, compared by the tests."""

from __future__ import annotations

from collections.abc import Callable
from pathlib import Path

import pyarrow as pa
import pyarrow.dataset as ds

from flows.dictionary import page
from flows.figures import figures
from flows.recipe import Request, recipe
from flows.runner import PlainRunner
from tests.manuals import cookbook
from transforms.tables import PARTITION_KEY, TABLES

ROOT = Path(__file__).parents[2]
SEEDS, DOCS = ROOT / "seeds", ROOT / "docs"

INTRO = """
Generated from the declaration of the tables ([tables.py](../transforms/tables.py)) by `make docs`; do not edit.
How often a column is empty (null, or an empty list), and the examples, are those of the documents in `seeds/`.
A field of a nested column is named behind a dot; its figure counts the items of all lists.
"""


def build(folder: Path) -> Path:
    """Publishes the seeds to `output` in the folder, without Prefect, and answers what readers open."""
    recipe(Request((str(SEEDS),), str(folder / "output")), PlainRunner())
    return folder / "output" / "current"


def rows(current: Path) -> dict[str, pa.Table]:
    """All tables, with their partition key, in the order of their keys."""
    partitioning = ds.partitioning(pa.schema([(PARTITION_KEY, pa.int32())]), flavor="hive")
    found = {}
    for name, table in TABLES.items():
        opened = ds.dataset(current / name, partitioning=partitioning if table.partitioned else None)
        found[name] = opened.to_table().sort_by([(key, "ascending") for key in table.sort_by])
    return found


def dictionary(current: Path) -> str:
    return page(TABLES.values(), figures(rows(current)), INTRO)


PAGES: dict[str, Callable[[Path], str]] = {"data-dictionary.md": dictionary, "cookbook.md": cookbook.refreshed}
"""How each page is made from the published seeds."""
