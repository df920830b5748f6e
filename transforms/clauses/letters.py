"""The letters of an exchange of notes: whose each is, by the heading over it."""

from __future__ import annotations

import re
from collections.abc import Mapping, Sequence

from transforms.entities.model import Mention
from transforms.lines import CLAUSE_ROLES
from transforms.passages import Passage

HEADING = re.compile(r"(?:書簡|返簡|書翰|来簡|往簡|口上書)\W*\Z")
"""Over a letter: (日本側書簡), ブラジル側返簡."""

OPENING = re.compile(r"啓上")
"""Opens a letter. A heading without one under it only marks where the other side's letter is quoted."""


def writers(passages: Sequence[Passage], names: Mapping[int, Sequence[Mention]]) -> dict[int, tuple[str, ...]]:
    """The state that writes, by the identity of the passage that opens its letter; `names` are the mentions of each passage."""
    found: dict[int, tuple[str, ...]] = {}
    writer: tuple[str, ...] = ()
    for passage in passages:
        if passage.role not in CLAUSE_ROLES:
            if HEADING.search(passage.text):
                states = (name.country for name in names.get(id(passage), ()) if name.type == "country")
                writer = tuple(state for state in states if state)[:1]
        elif writer and OPENING.search(passage.text):
            found[id(passage)] = writer
    return found
