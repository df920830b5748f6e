"""Every reason that a run gives by itself is explained in the lexicon."""

from __future__ import annotations

import pytest

from transforms import lexicon


@pytest.mark.parametrize("reason", ["internal_error", "kept_previous", "out_of_reach", "rule_broken", "worker_lost"])
def test_it_is_explained(reason: str) -> None:
    [entry] = [row for row in lexicon.rows("reject_reasons.csv") if row["reason"] == reason]
    assert entry["meaning"]
    assert entry["remedy"]
