"""The words of `date_roles.csv` that give a date its role, looked for around it."""

from __future__ import annotations

import re
from dataclasses import dataclass
from functools import lru_cache

from transforms import lexicon


@dataclass(frozen=True, slots=True)
class Cue:
    """A row of `date_roles.csv`, compiled."""

    role: str
    pattern: re.Pattern[str]
    needs: re.Pattern[str] | None
    lacks: re.Pattern[str] | None
    is_noun: bool


def nearest(
    side: str, text: str, *, from_end: bool = False, until: int = 0, subject: str = "", without: frozenset[str] = frozenset()
) -> str | None:
    """The role of the cue nearest to the date whose conditions hold; of several at one place the first row's.

    `until` is where the first predicate ends, beyond which nouns alone are looked at; `subject` is what stands before
    the date in its sentence, where it ends in a subject's particle; cues of the roles `without` do not count.
    """
    best: tuple[int, str] | None = None
    for cue in _cues(side):
        found = _last(cue.pattern, text) if from_end else cue.pattern.search(text)
        if found is None or cue.role in without or (until and found.start() >= until and not cue.is_noun):
            continue
        if not _holds(cue, text if from_end else text[: found.end() + 30], subject):
            continue
        distance = len(text) - found.end() if from_end else found.start()
        if best is None or distance < best[0]:
            best = distance, cue.role
    return best[1] if best else None


def _last(pattern: re.Pattern[str], text: str) -> re.Match[str] | None:
    return next(reversed(list(pattern.finditer(text))), None)


def _holds(cue: Cue, text: str, subject: str) -> bool:
    if cue.lacks and cue.lacks.search(text):
        return False
    return cue.needs is None or bool(cue.needs.search(text) or cue.needs.search(subject))


@lru_cache
def _cues(side: str) -> tuple[Cue, ...]:
    def compiled(cell: str) -> re.Pattern[str] | None:
        return re.compile(cell) if cell else None

    sides = {side, "noun"} if side == "behind" else {side}
    rows = [row for row in lexicon.rows("date_roles.csv") if row["side"] in sides]
    return tuple(
        Cue(row["role"], re.compile(row["cue"]), compiled(row["needs"]), compiled(row["lacks"]), row["side"] == "noun")
        for row in rows
    )
