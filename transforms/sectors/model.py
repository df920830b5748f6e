"""What the sector transform hands on."""

from __future__ import annotations

from dataclasses import dataclass


@dataclass(frozen=True, slots=True)
class SectorTag:
    """A code, where its evidence stands (`term`, `group`, `subheading`, `heading`; None for X00 without evidence), and the evidence."""

    code: str
    basis: str | None
    evidence: str | None
    cap_major: int
