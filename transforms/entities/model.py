"""What the stages of the entity transform hand on."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date

from transforms.passages import Passage


@dataclass(slots=True, eq=False)
class Mention:
    """A name in a passage: offsets in `passage.text`, what it names, and how it was found."""

    passage: Passage
    start: int
    end: int
    type: str
    entity_id: str
    subtype: str | None = None
    name_ja: str | None = None
    name_en: str | None = None
    country: str | None = None
    wikidata_id: str | None = None
    geonames_id: str | None = None
    office: str | None = None
    status: str | None = None
    dated_first_on: date | None = None
    dated_last_on: date | None = None
    method: str = "lexicon"
    confidence: float = 1.0
    beside: str | None = None
    """For persons the normal form of the office that stands beside the name here; `office` may come from the register."""
    reading_of: Mention | None = None
    """For the reading in brackets behind a name in kanji the mention of that name, whose person it is."""
    stem: str | None = None
    """The slug of a thing that stands in no register and is told apart by its parties, which `resolve` puts in front."""

    members: tuple[str, ...] = ()
    """For a body or paper that states have together the states that its name names, sorted."""

    @property
    def surface(self) -> str:
        return self.passage.text[self.start : self.end]
