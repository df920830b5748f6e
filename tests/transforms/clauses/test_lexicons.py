"""Every entry of the clause lexicons does what it says on its own example. A test names all entries that do not."""

from collections.abc import Callable

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

Row = dict[str, str]


def wrong(name: str, is_right: Callable[[Row], bool]) -> list[str]:
    """The keys of the entries that do not do what they say."""
    return ["-".join(row[key] for key in SORTED[name]) for row in lexicon.rows(name) if not is_right(row)]


def acts(row: Row, column: str = "example") -> list[str]:
    return [clause.act for clause in split(row[column], report="report" in row["when"].split())]


def test_predicates_state_their_acts() -> None:
    assert wrong("predicates.csv", lambda row: acts(row) == [row["act"]] or (row["act"] == "*" and len(acts(row)) == 1)) == []


def test_predicates_leave_their_counterexamples() -> None:
    assert wrong("predicates.csv", lambda row: not row["counterexample"] or acts(row, "counterexample")[-1] != row["act"]) == []


def test_predicates_name_acts_and_conditions_that_there_are() -> None:
    assert wrong("predicates.csv", lambda row: row["act"] in ACTS and set(row["when"].split()) <= CONDITIONS) == []


def test_states_are_narration() -> None:
    assert wrong("predicate_states.csv", lambda row: split(row["example"])[-1].act == "NARR") == []


def test_adjuncts_are_never_cut() -> None:
    assert wrong("clause_adjuncts.csv", lambda row: len(split(row["example"])) == 1) == []


def test_hedges_lower_the_level() -> None:
    assert wrong("hedges.csv", lambda row: [(one.is_hedged, one.level) for one in split(row["example"])] == [(True, 3)]) == []


def test_delegations_name_the_body() -> None:
    bodies = ({"合同委員会"}, {"外務省"})
    assert wrong("delegations.csv", lambda row: {one.delegated_to for one in split(row["example"])} in bodies) == []


def test_actors_stand_for_whom_they_say() -> None:
    expected = {"all": PARTIES, "unnamed": PARTIES, "before": ("KAZ",), "organ": ("JPN",), "office": ("JPN",)}
    expected |= {"own": ("JPN",), "other": ("KAZ",), "state": ("KAZ",), "rest": ("JPN",), "writer": ("KAZ",)}
    before = "カザフスタンは、改革を進める。"
    assert wrong("actors.csv", lambda row: split(before, row["example"])[-1].actors == expected[row["refers"]]) == []


@pytest.mark.parametrize("name", SORTED)
def test_lexicon_is_sorted_without_doubles(name: str) -> None:
    keys = [tuple(row[key] for key in SORTED[name]) for row in lexicon.rows(name)]
    assert keys == sorted(set(keys))
