"""Organisations that are parties have one code each, which no state has."""

from __future__ import annotations

from transforms import lexicon
from transforms.parties_register import party_codes


def test_every_organisation_has_a_code_of_its_own() -> None:
    assert party_codes()["org/asean"] == "ASEAN"
    assert len(set(party_codes().values())) == len(lexicon.rows("party_organizations.csv"))
    assert not set(party_codes().values()) & {row["code"] for row in lexicon.rows("countries.csv")}
