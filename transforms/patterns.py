"""Patterns kept as data: TOML lexicons whose entries hold a regular expression beside examples of what it matches."""

from __future__ import annotations

import re
from dataclasses import dataclass
from functools import lru_cache

from transforms import lexicon


@dataclass(frozen=True, slots=True)
class Entry:
    """One pattern; `weight` is what a match is worth where its lexicon weighs evidence."""

    id: str
    pattern: re.Pattern[str]
    weight: float = 1.0


@lru_cache
def entries(name: str, section: str) -> tuple[Entry, ...]:
    """The entries of a section (`[[section]]`) of a lexicon, in its order."""
    table = lexicon.table(name)
    return tuple(
        Entry(entry["id"], re.compile(filled(entry["pattern"], name)), entry.get("weight", 1.0)) for entry in table[section]
    )


def entry(name: str, section: str, ident: str) -> re.Pattern[str]:
    """The pattern of one entry. Raises KeyError where there is none."""
    for entry in entries(name, section):
        if entry.id == ident:
            return entry.pattern
    raise KeyError(f"{name} has no entry {ident} in [[{section}]]")


def filled(pattern: str, name: str) -> str:
    """A pattern with the lexicon's `[pieces]` put in where their names stand in braces; a piece may use those above it."""
    pieces = lexicon.table(name).get("pieces", {})
    for piece in reversed(pieces):
        pattern = pattern.replace(f"{{{piece}}}", pieces[piece])
    return pattern
