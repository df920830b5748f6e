"""Date expressions: found, normalised to EDTF, and given the role that they play (TIMEX-like, for formal Japanese)."""

from transforms.dates import events
from transforms.dates.find import find
from transforms.dates.resolve import resolve
from transforms.dates.tagging import tag

__all__ = ["events", "find", "resolve", "tag"]
