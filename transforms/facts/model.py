"""Facts of a document: what it is, whose it is, who signed it, when and where."""

from __future__ import annotations

from dataclasses import dataclass, field
from datetime import date


@dataclass(frozen=True, slots=True)
class Signatory:
    """Who adopted, signed or met. `country` is the ISO alpha-3 that the person stands for."""

    entity_id: str
    name: str | None
    office: str | None
    country: str | None


@dataclass(slots=True)
class Facts:
    """The document's columns of `statements`; null is what it does not say."""

    title: str | None = None
    title_is_derived: bool | None = None
    form: str | None = None
    coverage: str | None = None
    text_origin: str | None = None
    parties: tuple[str, ...] = ()
    signatories: tuple[Signatory, ...] = ()
    adopted_on: date | None = None
    adopted_place: str | None = None
    adopted_place_id: str | None = None
    languages: tuple[str, ...] = ()
    visit_first_on: date | None = None
    visit_last_on: date | None = None
    published_on: date | None = None
    reference_on: date | None = None
    reference_basis: str = "none"
    partnership_level: str | None = None
    partnership_event: str | None = None
    publisher: str | None = None
    rights_note: str | None = None
    source_urls: tuple[str, ...] = ()
    known_days: tuple[date, ...] | None = None
    """Days that the document names in full, in the order of its text; None before they were looked for."""
    speaker: str | None = None
    """ISO alpha-3 of the state whose word a speech or comment is; None for papers of several."""
    announcer: str | None = None
    """ISO alpha-3 of the state whose spokesman a report quotes, in the third person; None for other reports."""
    flags: set[str] = field(default_factory=set)

    @property
    def is_report(self) -> bool:
        return self.coverage == "report"
