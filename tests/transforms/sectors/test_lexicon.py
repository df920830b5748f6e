"""The lexicon of sector terms: every entry against its own examples."""

from __future__ import annotations

from collections import Counter
from functools import partial
from timeit import repeat

import pytest
from ahocorasick_rs import AhoCorasick, MatchKind

from tests.transforms.sectors.made import clauses
from transforms import lexicon
from transforms.sectors import tag
from transforms.sectors.context import matching, place
from transforms.sectors.terms import Entry, entries, occurrences

CODES = {row["code"] for row in lexicon.rows("sectors.csv")}
CEREMONIAL = ("ceremony", "courtesy")
CAP_MAJORS = {1, 2, 3, 4, 5, 6, 7, 8, 9, 10, 12, 13, 14, 15, 16, 17, 18, 19, 20, 21, 23, 999}


def holds(entry: Entry, text: str, act: str, parties: frozenset[str] = frozenset()) -> bool:
    hits = occurrences(text)
    seen = place(text, (0, len(text)), act, parties, hits)
    return any(entry in matching(hit, seen) for hit in hits)


def codes(text: str, act: str) -> set[str]:
    return {found.code for found in tag(clauses(text, [act]), [])[0]}


def test_every_example_gives_the_codes_of_its_entry() -> None:
    wrong = [
        (entry.term, entry.codes, entry.example)
        for entry in entries()
        for act in ["NARR" if entry.role in CEREMONIAL else "AGREE_DO"]
        if not holds(entry, entry.example, act) or not set(entry.codes) <= codes(entry.example, act)
    ]
    assert wrong == []


def test_no_counterexample_meets_its_entry() -> None:
    wrong = [
        (entry.term, entry.counterexample)
        for entry in entries()
        if entry.counterexample and entry.role not in CEREMONIAL
        if holds(
            entry,
            entry.counterexample,
            "NARR" if {"narrative", "ceremony"} & {test.word for test in entry.unless} else "AGREE_DO",
        )
    ]
    assert wrong == []


def test_words_of_ceremony_mean_nothing_in_a_commitment() -> None:
    wrong = [
        (entry.term, entry.counterexample)
        for entry in entries()
        if entry.role in CEREMONIAL and "X00" in codes(entry.counterexample, "AGREE_DO")
    ]
    assert wrong == []


def test_entries_with_conditions_have_a_counterexample_that_shows_the_term() -> None:
    bare = [
        entry.term
        for entry in entries()
        if any(test.kind != "party" for test in (*entry.needs, *entry.unless)) and entry.term not in entry.counterexample
    ]
    assert bare == []


def test_a_situation_in_a_party_s_own_country_is_none() -> None:
    for entry in entries():
        for party in (test.word for test in entry.unless if test.kind == "party"):
            assert not holds(entry, entry.example, "AGREE_DO", frozenset((party,))), entry.term


def test_codes_and_cap_majors_exist_and_only_hidden_terms_have_no_code() -> None:
    for entry in entries():
        assert set(entry.codes) <= CODES, entry.term
        assert bool(entry.codes) != (entry.role == "hidden"), entry.term
        assert entry.cap_major is None or entry.cap_major in CAP_MAJORS, entry.term
    assert {int(row["cap_major"]) for row in lexicon.rows("sectors.csv")} <= CAP_MAJORS


def test_entries_are_sorted_and_unique() -> None:
    keys = [(row["codes"].split("|")[0], row["term"], row["needs"]) for row in lexicon.rows("sector_terms.csv")]
    assert keys == sorted(keys)
    assert [key for key, count in Counter((term, needs) for _, term, needs in keys).items() if count > 1] == []


def test_every_code_has_at_least_sixty_terms() -> None:
    terms = {code: {entry.term for entry in entries() if code in entry.codes} for code in CODES}
    assert {code: len(found) for code, found in terms.items() if len(found) < 60} == {}


@pytest.mark.parametrize(
    ("text", "terms"),
    [
        ("AIを用いる", ["AI"]),
        ("CHAINを用いる", []),
        ("TICAD8の成果", ["TICAD"]),
        ("15G", []),
        ("ガスを供給する", ["ガス"]),
        ("ペガサス計画", []),
        ("テロ対策", ["テロ"]),
        ("ステロイド", []),
        ("債権国会合", ["債権国会合"]),
        ("労働市場の情報", ["労働市場"]),
    ],
)
def test_terms_are_longest_and_stand_free(text: str, terms: list[str]) -> None:
    found = [hit for hit in occurrences(text) if matching(hit, place(text, (0, len(text)), "WILL", frozenset(), [hit]))]
    assert [hit.term.entries[0].term for hit in found] == terms


def test_five_thousand_more_terms_cost_little_more() -> None:
    """One automaton for all terms: time goes with the text, not with the number of terms."""
    text = "双方は、貿易、投資、エネルギー、科学技術、人的交流の各分野における協力を一層強化することで一致した。" * 200
    terms = list({entry.term for entry in entries()})
    more = [f"語{number}項" for number in range(5_000)]
    few, many = (AhoCorasick(found, matchkind=MatchKind.LeftmostLongest) for found in (terms, terms + more))
    seconds = [min(repeat(partial(found.find_matches_as_indexes, text), number=1, repeat=9)) for found in (few, many)]
    assert seconds[1] < 3 * seconds[0]
