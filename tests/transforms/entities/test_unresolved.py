"""The list of names that no register knows."""

from __future__ import annotations

from transforms.entities import unresolved


def row(entity_id: str, surface: str, statement: str, method: str = "pattern") -> dict[str, str]:
    return {"entity_id": entity_id, "type": "person", "surface": surface, "statement_id": statement, "method": method}


def test_frequent_unregistered_names_come_first() -> None:
    rows = [
        row("person/a", "アルマ", "s1"), row("person/a", "アルマ", "s2"), row("person/a", "アルマー", "s2"),
        row("person/b", "ベク", "s1"), row("person/b", "ベク", "s1"), row("person/c", "チン", "s1"),
        row("person/d", "トカエフ", "s1", "lexicon"), row("person/d", "トカエフ", "s2", "lexicon"),
    ]  # fmt: skip
    assert unresolved(rows) == [
        {
            "entity_id": "person/a", "type": "person", "n_mentions": 3, "n_statements": 2, "surfaces": ["アルマ", "アルマー"],
            "examples": ["s1", "s2"],
        },
        {"entity_id": "person/b", "type": "person", "n_mentions": 2, "n_statements": 1, "surfaces": ["ベク"], "examples": ["s1"]},
    ]  # fmt: skip
