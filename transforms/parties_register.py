"""The organisations that can be a party to a statement, as states can."""

from __future__ import annotations

from functools import lru_cache

from transforms import lexicon


@lru_cache(maxsize=1)
def party_codes() -> dict[str, str]:
    """The code that stands in `parties` (`EUU`, `ASEAN`), by entity id."""
    return {row["entity_id"]: row["code"] for row in lexicon.rows("party_organizations.csv")}
