"""Meetings with one state after another on one page: whose talks the passages below each heading tell of."""

from __future__ import annotations

from collections.abc import Mapping, Sequence

from transforms.entities.model import Mention
from transforms.facts.model import Facts
from transforms.lines import CLAUSE_ROLES
from transforms.passages import Passage


def pairs(passages: Sequence[Passage], names: Mapping[int, Sequence[Mention]], facts: Facts) -> dict[int, tuple[str, ...]]:
    """Japan and the state that the heading above names, by the identity of the passage; `names` are each passage's mentions.

    Only in a report on Japan's meetings with several states, below headings that name one of them: 1.チリ(農業大臣).
    """
    if not facts.is_report or len(facts.parties) < 3 or "JPN" not in facts.parties:
        return {}
    found: dict[int, tuple[str, ...]] = {}
    met: set[str] = set()
    for passage in passages:
        if passage.role == "heading":
            named = {name.country for name in names.get(id(passage), ()) if name.type == "country"}
            met = {state for state in named if state in facts.parties and state != "JPN"}
        elif passage.role in CLAUSE_ROLES and len(met) == 1:
            found[id(passage)] = tuple(sorted(("JPN", *met)))
    return found
