"""Sectors: what a clause is about, each code with the evidence that gave it."""

from transforms.sectors.gaps import Coverage, Tagged, coverage
from transforms.sectors.model import SectorTag
from transforms.sectors.tagging import tag

__all__ = ["Coverage", "SectorTag", "Tagged", "coverage", "tag"]
