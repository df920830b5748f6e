from __future__ import annotations

import pytest

from tests.transforms.layouts import Layout, coverage, layouts, places, read
from transforms import folding

LAYOUTS = layouts()


@pytest.mark.parametrize("layout", LAYOUTS, ids=lambda layout: layout.name)
def test_roles(layout: Layout) -> None:
    reading = _read(layout)
    found = [(line.role, line.text) for line in reading.lines]
    assert found == [(role, folding.fold_text(text)) for role, _, text in layout.rows]


@pytest.mark.parametrize("layout", LAYOUTS, ids=lambda layout: layout.name)
def test_places(layout: Layout) -> None:
    assert places(_read(layout)) == [place for _, place, _ in layout.rows]


@pytest.mark.parametrize("layout", LAYOUTS, ids=lambda layout: layout.name)
def test_coverage_and_flags(layout: Layout) -> None:
    reading = _read(layout)
    assert coverage(reading) == layout.fields["coverage"]
    assert reading.flags == set(layout.fields.get("flags", "").split())


@pytest.mark.parametrize("layout", [layout for layout in LAYOUTS if layout.blocks is None], ids=lambda layout: layout.name)
@pytest.mark.parametrize("mark", ["    ", "> "], ids=["indented", "quoted"])
def test_what_stands_before_each_line_changes_nothing(layout: Layout, mark: str) -> None:
    plain = _read(layout)
    moved = read(
        "\n".join(mark + text if text else "" for _, _, text in layout.rows),
        None,
        layout.fields.get("url"),
        layout.fields.get("publisher"),
    )
    assert [line.role for line in moved.lines] == [line.role for line in plain.lines]
    assert places(moved) == places(plain)


def _read(layout: Layout):  # type: ignore[no-untyped-def]
    return read(layout.text, layout.blocks, layout.fields.get("url"), layout.fields.get("publisher"))
