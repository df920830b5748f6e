"""Writes the golden files anew: `make golden`, then review the diff."""

from tests.golden import SEEDS, golden_file, render

for seed in SEEDS:
    golden_file(seed).write_text(render(seed), encoding="utf-8")
    print(golden_file(seed).name)
