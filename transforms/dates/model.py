"""What the stages of the date transform hand on."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date
from typing import Any


@dataclass(frozen=True, slots=True)
class Expression:
    """A date expression as found: offsets in the passage's text, and its parsed parts (`form` names the grammar rule)."""

    start: int
    end: int
    text: str
    form: str
    parts: dict[str, Any]


@dataclass(frozen=True, slots=True)
class Value:
    """What an expression means. edtf and both days are null exactly where resolution is `unresolved`; open ends are null."""

    edtf: str | None
    first_on: date | None
    last_on: date | None
    precision: str
    resolution: str


@dataclass(frozen=True, slots=True)
class DateTag:
    """A resolved expression with its role, offsets in the passage's text."""

    expression: Expression
    value: Value
    role: str


@dataclass(frozen=True, slots=True)
class Calendar:
    """What relative dates resolve against, from the facts of the document and the days that it names in full elsewhere."""

    reference_on: date | None = None
    reference_basis: str = "none"
    published_on: date | None = None
    visit_first_on: date | None = None
    visit_last_on: date | None = None
    known_days: tuple[date, ...] = ()
    """Every day that the document names in full, in the order of the text."""
    own_year: int | None = None
    """Without a reference day: the one year in which all visits and talks lie that the document tells of with whole days."""
