"""Every entry of the clause lexicons does what it says on its own example."""

import pytest

from tests.transforms.clauses.reading import PARTIES, split
from transforms import lexicon
from transforms.clauses.acts import OF_CONTENT, OF_PLACE
from transforms.clauses.words import topics

ACTS = {row["act"] for row in lexicon.rows("acts.csv")} | {"*"}
CONDITIONS = {*OF_PLACE, *OF_CONTENT, *topics()}
SORTED = {
    "predicates.csv": ("pattern", "when", "act"),
    "predicate_states.csv": ("verb",),
    "clause_adjuncts.csv": ("verb", "particle"),
    "hedges.csv": ("pattern",),
    "delegations.csv": ("pattern",),
    "actors.csv": ("word",),
    "generic_nouns.csv": ("noun",),
}


def rows(name: str) -> list[pytest.param]:
    return [pytest.param(row, id="-".join(row[key] for key in SORTED[name])) for row in lexicon.rows(name)]


@pytest.mark.parametrize("row", rows("predicates.csv"))
def test_predicate_states_its_act(row: dict[str, str]) -> None:
    (clause,) = split(row["example"], report="report" in row["when"].split())
    assert clause.act == row["act"] or row["act"] == "*"
    assert row["act"] in ACTS
    assert set(row["when"].split()) <= CONDITIONS


@pytest.mark.parametrize("row", [row for row in lexicon.rows("predicates.csv") if row["counterexample"]])
def test_predicate_leaves_its_counterexample(row: dict[str, str]) -> None:
    assert split(row["counterexample"], report="report" in row["when"].split())[-1].act != row["act"]


@pytest.mark.parametrize("row", rows("predicate_states.csv"))
def test_state_is_narration(row: dict[str, str]) -> None:
    assert split(row["example"])[-1].act == "NARR"


@pytest.mark.parametrize("row", rows("clause_adjuncts.csv"))
def test_adjunct_is_never_cut(row: dict[str, str]) -> None:
    assert len(split(row["example"])) == 1


@pytest.mark.parametrize("row", rows("hedges.csv"))
def test_hedge_lowers_the_level(row: dict[str, str]) -> None:
    (clause,) = split(row["example"])
    assert (clause.is_hedged, clause.level) == (True, 3)


@pytest.mark.parametrize("row", rows("delegations.csv"))
def test_delegation_names_the_body(row: dict[str, str]) -> None:
    (clause,) = split(row["example"])
    assert clause.delegated_to in {"合同委員会", "外務省"}


@pytest.mark.parametrize("row", rows("actors.csv"))
def test_actor_stands_for_whom_it_says(row: dict[str, str]) -> None:
    expected = {"all": PARTIES, "unnamed": PARTIES, "before": ("KAZ",), "organ": ("JPN",), "office": ("JPN",)}
    expected |= {"own": ("JPN",), "other": ("KAZ",), "state": ("KAZ",), "writer": ("KAZ",)}
    before = "カザフスタンは、改革を進める。"
    assert split(before, row["example"])[-1].actors == expected[row["refers"]]


@pytest.mark.parametrize("name", SORTED)
def test_lexicon_is_sorted_without_doubles(name: str) -> None:
    keys = [tuple(row[key] for key in SORTED[name]) for row in lexicon.rows(name)]
    assert keys == sorted(set(keys))
