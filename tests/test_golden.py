"""The seed documents are read as they were when a person last looked at them."""

from pathlib import Path

import pytest

from tests.golden import SEEDS, golden_file, render


@pytest.mark.parametrize("seed", SEEDS, ids=lambda seed: seed.stem)
def test_golden(seed: Path) -> None:
    assert render(seed) == golden_file(seed).read_text(encoding="utf-8"), (
        "if the change is meant: make golden, and review the diff"
    )
