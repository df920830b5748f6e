"""What expressions mean: explicit parts first, then the rest of the document, then its reference day; never today."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import replace
from datetime import date

from transforms.dates import arithmetic, extent
from transforms.dates.covering import Placed
from transforms.dates.extent import Extent
from transforms.dates.model import Calendar, Expression, Value
from transforms.dates.placing import Placer
from transforms.dates.points import Point

UNRESOLVED = {"anniversary": "year", "rest": "relative", "vague": "vague"}
"""Precision of what nothing anchors; lengths of time have `duration`."""


def resolve(expressions: Sequence[Expression], calendar: Calendar) -> list[Value]:
    """Values in the order of the text; 同日, 同年 and bare days lean on the expression before."""
    resolver = Resolver(calendar)
    return [resolver.value(expression) for expression in expressions]


class Resolver:
    """Resolves one expression after the other, remembering the date named last."""

    def __init__(self, calendar: Calendar) -> None:
        self.calendar = calendar
        self.placer = Placer(calendar)

    def value(self, expression: Expression) -> Value:
        """The value of the next expression of the text."""
        if expression.form in {"point", "range"}:
            return self._dated(expression)
        found = arithmetic.extent(expression, self.calendar, self._beside(expression))
        if found is None:
            return Value(None, None, None, UNRESOLVED.get(expression.form, "duration"), "unresolved")
        return found

    def new_passage(self) -> None:
        """Tells that the next expression stands in another passage: its sentence is another one."""
        self.placer.leave_sentence()

    def _dated(self, expression: Expression) -> Value:
        first: Point = expression.parts["first"]
        last: Point | None = expression.parts.get("last")
        placed = self.placer.place(first, expression, ahead_of=last)
        if placed is None:
            return Value(None, None, None, _precision(first), "unresolved")
        if last is not None:
            closing = self.placer.place_after(last, first, placed)
            if closing is None or closing.extent.last_on < placed.extent.first_on:
                return Value(None, None, None, _precision(last), "unresolved")
            self.placer.remember(closing, expression)
            return _value(replace(placed, extent=extent.joined(placed.extent, closing.extent)), expression)
        if length := expression.parts.get("length"):
            placed = replace(placed, extent=arithmetic.lasting(placed.extent, *length))
        self.placer.remember(placed, expression)
        return _value(placed, expression, self.calendar.reference_on)

    def _beside(self, expression: Expression) -> tuple[Extent | None, bool]:
        """The extent of the year or range beside an anniversary, and whether that is a range."""
        other: Expression | None = expression.parts.get("beside")
        if other is None:
            return None, False
        value = Resolver(self.calendar).value(other)
        if value.first_on is None or value.last_on is None:
            return None, False
        return extent.of_years(value.first_on.year, value.last_on.year), "last" in other.parts


def _precision(point: Point) -> str:
    if point.weekday is not None and point.unit is None:
        return "weekday"
    if point.unit is not None:
        return "relative"
    return "decade" if point.span == "decade" else point.level


def _value(placed: Placed, expression: Expression, reference: date | None = None) -> Value:
    found, bound = placed.extent, expression.parts.get("bound")
    if bound in {"by", "until", "before"}:
        return Value(f"../{found.closing}", None, found.last_on, found.precision, placed.resolution)
    if bound == "since":
        return Value(f"{found.opening}/..", found.first_on, None, found.precision, placed.resolution)
    about = "~" if expression.parts.get("about") and found.precision in {"year", "month", "day"} and "/" not in found.edtf else ""
    return Value(found.edtf + about, found.first_on, found.last_on, found.precision, placed.resolution)
