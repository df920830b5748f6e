"""What the stages of the clause transform hand on."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from typing import NamedTuple

from transforms.morphology import Token
from transforms.passages import Passage


@dataclass(slots=True, eq=False)
class Clause:
    """One unit. `start` and `end` are offsets in `passage.text`; white space before the next unit of the line belongs to it.

    The clauses of a passage, in order, cover all its text but white space.
    """

    passage: Passage
    start: int
    end: int
    sentence: int
    """Number of its sentence in the document, from 1."""
    group: int
    """Number of its sentence group in the document, from 1: clauses closed by the same predicate share it."""
    group_span: tuple[int, int]
    """Offsets of the whole group in `passage.text`."""
    act: str = "NARR"
    secondary_acts: tuple[str, ...] = ()
    is_hedged: bool = False
    level: int = 0
    is_commitment: bool = False
    actors: tuple[str, ...] = ()
    actor_basis: str | None = None
    recipients: tuple[str, ...] = ()
    attribution: str = "statement"
    standalone_text: str = ""
    detail: int = 0
    delegated_to: str | None = None
    template_id: str = ""
    tokens: Sequence[Token] = ()
    """Its words, but for marks before them; offsets in `passage.text`."""

    @property
    def text(self) -> str:
        return self.passage.text[self.start : self.end]


class Topic(NamedTuple):
    """A topic or subject phrase before the particle at token `particle`.

    `actors` are whom it names; `is_before`: it stands for those named before (彼ら, 同氏); `is_thing`: it is no one who can act;
    `is_party`: it stands for a party, known by name or not.
    """

    particle: int
    mark: str
    phrase: str
    actors: tuple[str, ...]
    is_before: bool = False
    is_thing: bool = False
    is_party: bool = True
    office: str = ""
    """The office that the phrase ends in (大統領)."""
    refers: str = ""
    """For one that names no one: `before`, `writer`, `other`, `own` or `state`, as in actors.csv."""
