"""What the sector transform hands on."""

from __future__ import annotations

from dataclasses import dataclass


@dataclass(frozen=True, slots=True)
class SectorTag:
    """A code of sectors.csv and the term or heading that gave it.

    `basis`: where that stands: `term` in the clause, `group` in a clause next to it, `subheading`, `heading`. Basis and evidence
    are None where nothing in the document names a sector: X00, or POL for what the parties do together without saying in what.
    """

    code: str
    basis: str | None
    evidence: str | None
    cap_major: int
