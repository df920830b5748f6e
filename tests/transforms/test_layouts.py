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


def _read(layout: Layout):  # type: ignore[no-untyped-def]
    return read(layout.text, layout.blocks, layout.fields.get("url"), layout.fields.get("publisher"))
