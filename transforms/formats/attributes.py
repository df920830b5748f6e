"""Values of attributes in markup that nobody checks."""

from __future__ import annotations

import re

INTEGER = re.compile(r"\s*-?\d{1,6}\s*")


def integer(value: str | None, default: int) -> int:
    """A whole number of at most six digits; `default` for all else."""
    return int(value) if value and INTEGER.fullmatch(value) else default
