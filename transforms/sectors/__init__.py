"""Sectors: what a clause is about, each code with the evidence that gave it."""

from transforms.sectors.model import SectorTag
from transforms.sectors.tagging import tag

__all__ = ["SectorTag", "tag"]
