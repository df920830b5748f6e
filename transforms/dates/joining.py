"""Joins points into ranges and lists, and takes in the words after them that change the meaning."""

from __future__ import annotations

import re
from collections.abc import Sequence
from typing import Any

from transforms.dates import scope, short_years
from transforms.dates.grammar import DASH
from transforms.dates.model import Expression
from transforms.dates.points import Point

JOINT = 8
"""The longest that stands between two dates that belong together: 付けから、, 、並びに."""
CONNECTOR = re.compile(rf" ?(?:(?:付け?)?(?:から|より)、? ?|{DASH} ?|[、]? ?至 ?|→ ?)")
BOTH_DAYS = re.compile(r" ?(?:[、・]|と|及び|および) ?")
LIST = re.compile(r"(?:付け?)? ?(?:[、・,]|と|及び|並びに|および|ならびに|または|又は|や|、?及び|[、,] ?並びに) ?")
SEGMENT_END = re.compile(r"(上旬|中旬|下旬|前半|後半|半ば|末|[春夏秋冬](?!季))")
TAIL = re.compile(
    r"(?P<about>頃|ごろ|前後)?(?:(?P<by>までに)|(?P<until>まで(?!も))|(?P<since>以降|以来|以後|から|より(?=施行|適用|発効|開始|実施|効力|有効)|来(?=[のか、]))|(?P<before>以前)|(?P<now>現在)"
    r"|(?P<dated>付け?(?!属|随|加|与|近|帯|言))|(?P<inside>年?[内中](?=[にのもへ、。]|と(?:する|し)|$))|(?P<term>期)(?![間日限末待])|(?P<both>の?両日))?"
)
LED_BY = re.compile("^、(?:[^、。は]{1,12}は、)?")
"""Between a year and the anniversary that was reached in it: 昨年、両国は、国交樹立40周年を迎えた."""

TAIL_STARTS = frozenset("頃ご前まで以かよ来現付年内中期の両")
FROM_LENGTH = re.compile(r" ?(?:から|より|以降)(?:の|、)? ?")
LAST_OF_MONTH = 31
CLOSING = re.compile(r"(?:の間)?(?P<by>までに)|(?P<until>まで)(?:の間)?")
BETWEEN = re.compile(r"(?:記念日?)?[(、]|[」』]?(?:に(?:当|あ)たる|を(?:迎え|祝)(?:る|た)|を祝う|となる|である|の)")
"""Stands between an anniversary and the year that it is held in, or the range that it counts."""
REACHED = re.compile(r"(?:という|の)?(?:大きな)?(?:節目)?(?:を迎え|を祝|に(?:当|あ)た|と(?:な[るっり]|いう節目))|の節目")
"""Behind an anniversary that the year before it has reached: 昨年、国交樹立40周年を迎えた."""


def join(text: str, pieces: Sequence[Expression]) -> list[Expression]:
    """Expressions made of the pieces, in order: `point`, `range` and the other forms, with `parts` of the whole."""
    found: list[Expression] = []
    at = 0
    while at < len(pieces):
        expression, used = _expression(text, pieces, at, found[-1] if found else None)
        at += used
        if expression is not None:
            found.append(expression)
    return _with_sentences(text, _pair_anniversaries(text, found))


def _expression(text: str, pieces: Sequence[Expression], at: int, previous: Expression | None) -> tuple[Expression | None, int]:
    piece = pieces[at]
    if piece.form != "point":
        return piece, 1
    after = pieces[at + 1] if at + 1 < len(pieces) else None
    listed = previous is not None and _is_list(text, previous, piece)
    if after is not None and after.start - piece.end <= JOINT:
        joined = _range(text, piece, after) or _with_length(text, piece, after) or _two_days(text, piece, after)
        if joined is not None:
            return _marked(joined, listed), 2
    if segmented := _to_segment(text, piece):
        return segmented, 1
    return (None if _is_stray(text, piece, listed) else _marked(_with_tail(text, piece), listed)), 1


def _is_list(text: str, previous: Expression, piece: Expression) -> bool:
    if piece.start - previous.end > JOINT or previous.form not in {"point", "range"} or previous.parts.get("bound") == "since":
        return False
    return bool(LIST.fullmatch(text, previous.end, piece.start))


def _range(text: str, piece: Expression, after: Expression) -> Expression | None:
    if after.form != "point" or not CONNECTOR.fullmatch(text, piece.end, after.start):
        return None
    first, last = piece.parts["first"], after.parts["first"]
    if not _can_range(first, last) and not short_years.are_years(text, piece, after):
        return None
    return _closed(text, piece.start, after.end, {"first": _matched(first, last), "last": last})


def _can_range(first: Point, last: Point) -> bool:
    """Whether the second point can end a range: as fine as the first, or with its own year or month."""
    if last.short_year is not None and last.month is None and first.year is None:
        return False
    return last.has_year or last.level == first.level or (last.month is not None and first.level in {"year", "month"})


def _matched(first: Point, last: Point) -> Point:
    """The first end with the 年度 that stands once, behind the last."""
    return first._replace(fiscal=True) if last.fiscal and first.level == "year" and not first.fiscal else first


def _closed(text: str, start: int, end: int, parts: dict[str, Any]) -> Expression:
    if closing := CLOSING.match(text, end):
        end = closing.end()
    elif (term := TAIL.match(text, end)) and (term["term"] or term["inside"] or term["about"] or term["both"] or term["dated"]):
        end = term.end()
    return Expression(start, end, text[start:end], "range", parts)


def _with_length(text: str, piece: Expression, after: Expression) -> Expression | None:
    """5月6日から3日間."""
    if after.form != "duration" or not after.parts["n"]:
        return None
    if not FROM_LENGTH.fullmatch(text, piece.end, after.start):
        return None
    first: Point = piece.parts["first"]
    n, unit = after.parts["n"], after.parts["unit"]
    if unit == "day" and after.text.endswith("日") and first.day is not None and first.day < n <= LAST_OF_MONTH:
        # 10月24日から26日にわたり: the second is a day of the month, not a count of days.
        return _closed(text, piece.start, after.end, {"first": first, "last": Point(day=n)})
    return _closed(text, piece.start, after.end, {"first": first, "length": (n, unit)})


def _two_days(text: str, piece: Expression, after: Expression) -> Expression | None:
    """5月6、7日, 6、7両日: two days under one 日."""
    if after.form != "point" or text[piece.end - 1] in "日)":
        return None
    if not BOTH_DAYS.fullmatch(text, piece.end, after.start):
        return None
    first, last = piece.parts["first"], after.parts["first"]
    if first.day is None or last.month is not None or last.day != first.day + 1:
        return None
    return _closed(text, piece.start, after.end, {"first": first, "last": last})


def _to_segment(text: str, piece: Expression) -> Expression | None:
    """5月上旬から下旬."""
    first: Point = piece.parts["first"]
    connector = CONNECTOR.match(text, piece.end) if first.segment else None
    if connector is None or not (found := SEGMENT_END.match(text, connector.end())):
        return None
    last = first._replace(segment=found[1])
    return _closed(text, piece.start, found.end(), {"first": first, "last": last})


def _is_stray(text: str, piece: Expression, listed: bool) -> bool:
    """A number that is a date only beside another one: `25年` that may count years, `5` without its 日."""
    point: Point = piece.parts["first"]
    if point.short_year is not None and point.span is None:
        bare = point.month is None or not piece.text.lstrip("'’")[:2].isdigit()
        return bare and not listed and not short_years.is_year(text, piece)
    return text[piece.end - 1].isdigit() and point.month is None and point.day is not None


def _with_tail(text: str, piece: Expression) -> Expression:
    if text[piece.end : piece.end + 1] not in TAIL_STARTS:
        return piece
    tail = TAIL.match(text, piece.end)
    if tail is None or tail.end() == piece.end or tail["both"]:
        return piece
    kinds = {name for name, value in tail.groupdict().items() if value}
    if tail["inside"] == "内" and (rest := _rest(piece.parts["first"])):
        return Expression(piece.start, tail.end(), text[piece.start : tail.end()], "rest", rest)
    bound = next((name for name in ("by", "until", "since", "before", "now", "inside") if name in kinds), None)
    parts = {**piece.parts, "bound": bound, "about": "about" in kinds, "dated": "dated" in kinds}
    return Expression(piece.start, tail.end(), text[piece.start : tail.end()], piece.form, parts)


def _rest(point: Point) -> dict[str, Any] | None:
    """今年度内, 今月内: the parts of what is left of the period that the reference day lies in; None for any other period."""
    if point.base != "reference" or point.offset or point.unit not in {"year", "month", "week"}:
        return None
    if point.month is not None or point.segment is not None or point.level == "day":
        return None
    return {"unit": point.unit, "fiscal": point.fiscal}


def _marked(expression: Expression, listed: bool) -> Expression:
    if listed:
        expression.parts["listed"] = True
    return expression


def _with_sentences(text: str, found: list[Expression]) -> list[Expression]:
    """Adds the number of the sentence within the passage; and the tense of what happens then, where the year hangs on it."""
    sentence, at = 0, 0
    for expression in found:
        sentence += text.count("。", at, expression.start)
        at = expression.start
        expression.parts["sentence"] = sentence
        first = expression.parts.get("first")
        if first is not None and first.unit is None and first.year is None and text[expression.end : expression.end + 1] != "の":
            expression.parts["tense"] = scope.behind(text, expression.end).tense
    return found


def _pair_anniversaries(text: str, found: list[Expression]) -> list[Expression]:
    """Ties each N周年 to the year or range that stands beside it."""
    for at, expression in enumerate(found):
        if expression.form != "anniversary":
            continue
        for beside in (at + 1, at - 1):
            if 0 <= beside < len(found) and _stands_beside(text, expression, found[beside]):
                expression.parts["beside"] = found[beside]
                if found[beside].form == "range" or found[beside].parts["first"].level == "year":
                    found[beside].parts["anniversary"] = expression.parts["n"]
                break
    return found


def _stands_beside(text: str, anniversary: Expression, other: Expression) -> bool:
    if other.form not in {"point", "range"}:
        return False
    if other.start >= anniversary.end:
        return bool(BETWEEN.fullmatch(text, anniversary.end, other.start))
    between = text[other.end : anniversary.start]
    if REACHED.match(text, anniversary.end):
        between = LED_BY.sub("", between)
    return len(between) <= 40 and not re.search(r"[。、(]|年[、は]", between)
