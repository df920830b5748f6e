from __future__ import annotations

from typing import Any

import pytest

from transforms import folding, lexicon, patterns

FILES = {
    "closing.toml": ("adoption", "signature", "name"),
    "parts.toml": ("closing", "invitation"),
    "coverage.toml": ("head", "frame", "lead", "wording"),
}
ENTRIES = [
    (name, section, entry) for name, sections in FILES.items() for section in sections for entry in lexicon.table(name)[section]
]
WHOLE_LINES = frozenset({"closing.toml"})


@pytest.mark.parametrize(("name", "section", "entry"), ENTRIES, ids=[f"{section}/{entry['id']}" for _, section, entry in ENTRIES])
def test_pattern_matches_its_examples_and_not_its_counterexamples(name: str, section: str, entry: dict[str, Any]) -> None:
    pattern = patterns.entry(name, section, entry["id"])
    find = pattern.fullmatch if name in WHOLE_LINES else pattern.search
    assert entry["examples"]
    assert entry["counterexamples"]
    assert [text for text in entry["examples"] if not find(folding.fold_text(text))] == []
    assert [text for text in entry["counterexamples"] if find(folding.fold_text(text))] == []


def test_pieces_are_all_put_in() -> None:
    for name, section, entry in ENTRIES:
        pieces = lexicon.table(name).get("pieces", {})
        pattern = patterns.entry(name, section, entry["id"]).pattern
        assert not [piece for piece in pieces if f"{{{piece}}}" in pattern]


def test_an_entry_that_is_not_there_is_named() -> None:
    """No StopIteration, which would end a generator quietly."""
    with pytest.raises(KeyError, match=r"closing.toml has no entry seal in \[\[signature\]\]"):
        patterns.entry("closing.toml", "signature", "seal")
