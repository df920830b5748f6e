"""Tags the clauses of a document with their dates."""

from __future__ import annotations

import re
from bisect import bisect_left, bisect_right
from collections.abc import Mapping, Sequence
from dataclasses import replace
from typing import TYPE_CHECKING

from transforms.dates import scope
from transforms.dates.find import find
from transforms.dates.model import Calendar, DateTag, Expression
from transforms.dates.placing import full_days
from transforms.dates.points import Point
from transforms.dates.resolve import Resolver
from transforms.dates.roles import role
from transforms.passages import Passage

if TYPE_CHECKING:
    from transforms.clauses.model import Clause

OWN_ROLES = {"visit", "meeting"}
JAPANESE = re.compile("[ぁ-んァ-ヴ一-鿿]")
LATIN = re.compile("[A-Za-z]{3}")
SAME_MOMENT = re.compile("[^、。(]{0,4}[(][一-龠ァ-ヴー]{1,10}時間の?")
"""Between a day and the one that it was elsewhere: 現地時間9月23日(日本時間9月24日)."""


def tag(
    clauses: Sequence[Clause], calendar: Calendar, flags: set[str], expressions: Mapping[int, list[Expression]] | None = None
) -> list[list[DateTag]]:
    """The dates of each clause, in order, with value and role; offsets count in the passage's text.

    `expressions` are those of each passage by its ordinal, where they were found before.
    Adds `anniversary_mismatch` and `impossible_date` to the document's flags. Where a clause boundary cuts an expression,
    each clause gets what is a date within its own slice, so that no span leaves its clause.
    """
    found = _of_clauses(clauses, expressions)
    known = _with_known_days(calendar, found)
    tags = _tags(clauses, found, known)
    if known.reference_on is None and (year := _own_year(clauses, tags)):
        tags = _tags(clauses, found, replace(known, own_year=year))
    flags |= {flag for own in found for expression in own for flag in _flags(expression)}
    return tags


def _tags(clauses: Sequence[Clause], found: list[list[Expression]], calendar: Calendar) -> list[list[DateTag]]:
    resolver = Resolver(calendar)
    tags: list[list[DateTag]] = []
    passage: Passage | None = None
    for clause, own in zip(clauses, found, strict=True):
        if clause.passage is not passage:
            passage = clause.passage
            resolver.new_passage()
        tags.append(_of_clause(own, passage.text, resolver))
    return tags


def _of_clause(expressions: Sequence[Expression], text: str, resolver: Resolver) -> list[DateTag]:
    tags: list[DateTag] = []
    for expression in expressions:
        tag = _tagged(expression, text, resolver)
        is_same = bool(tags) and SAME_MOMENT.fullmatch(text, tags[-1].expression.end, expression.start) is not None
        tags.append(replace(tag, role=tags[-1].role) if is_same else tag)
    return tags


def _own_year(clauses: Sequence[Clause], tags: list[list[DateTag]]) -> int | None:
    """The year of the visits and talks that closing predicates tell of with whole days; None where there is not one alone."""
    days = (
        tag.value.first_on
        for clause, own in zip(clauses, tags, strict=True)
        for tag in own
        if tag.role in OWN_ROLES and tag.value.precision == "day" and tag.value.resolution == "explicit"
        if scope.behind(clause.passage.text, tag.expression.end).is_closed
    )
    years = {day.year for day in days if day}
    return years.pop() if len(years) == 1 else None


def _tagged(expression: Expression, text: str, resolver: Resolver) -> DateTag:
    value = resolver.value(expression)
    return DateTag(expression, value, role(expression, value, text, resolver.calendar))


def _of_clauses(clauses: Sequence[Clause], known: Mapping[int, list[Expression]] | None) -> list[list[Expression]]:
    found: list[list[Expression]] = []
    passage, of_passage = None, []
    for clause in clauses:
        if clause.passage is not passage:
            passage = clause.passage
            of_passage = find(passage.text) if known is None else known[passage.ordinal]
        found.append([own for own in _inside(clause, of_passage) if not _is_none(clause.passage, own)])
    return found


def _is_none(passage: Passage, expression: Expression) -> bool:
    """Whether it begins in the provision's number (2 日米豪印は) or stands in a treaty's other language."""
    return expression.start < passage.body_start or _is_foreign(passage, expression)


def _is_foreign(passage: Passage, expression: Expression) -> bool:
    """Whether a date in Latin letters stands in a line without Japanese, such as a treaty's other text beside it."""
    if not LATIN.search(expression.text):
        return False
    line = bisect_right(passage.starts, expression.start)
    end = passage.starts[line] if line < len(passage.starts) else len(passage.text)
    return JAPANESE.search(passage.text, passage.starts[line - 1], end) is None


def _inside(clause: Clause, expressions: list[Expression]) -> list[Expression]:
    first = bisect_right(expressions, clause.start, key=_end)
    touching = expressions[first : bisect_left(expressions, clause.end, lo=first, key=_start)]
    if all(clause.start <= expression.start and expression.end <= clause.end for expression in touching):
        return touching
    shifted = (replace(own, start=own.start + clause.start, end=own.end + clause.start) for own in find(clause.text))
    return list(shifted)


def _start(expression: Expression) -> int:
    return expression.start


def _end(expression: Expression) -> int:
    return expression.end


def _with_known_days(calendar: Calendar, found: list[list[Expression]]) -> Calendar:
    """The calendar with every day that the clauses name in full."""
    days = (day for expressions in found for expression in expressions for day in full_days(expression))
    return replace(calendar, known_days=tuple(dict.fromkeys((*calendar.known_days, *days))))


def _flags(expression: Expression) -> set[str]:
    points = [point for key in ("first", "last") if isinstance(point := expression.parts.get(key), Point)]
    flags = {"impossible_date" for point in points if point.impossible}
    years = [point.year for point in points if point.year is not None]
    count = expression.parts.get("anniversary")
    if count is not None and len(years) == 2 and years[1] - years[0] != count:
        flags.add("anniversary_mismatch")
    return flags
