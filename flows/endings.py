"""How commands end."""

from __future__ import annotations

from typing import NoReturn

import typer

from flows import screen

FAILED, WRONG_USAGE, SOME_REJECTED = 1, 2, 3
"""Exit codes; 0 is done, or nothing to do."""


def fail(message: str, code: int = FAILED) -> NoReturn:
    """Says why on the error stream, and ends the command."""
    screen.failure(message)
    raise typer.Exit(code)
