"""The day, and place, that a document sets beside its title: 共同声明(2018年7月31日、モスクワ), or a line of its own below it."""

from __future__ import annotations

import re
from collections.abc import Iterator
from dataclasses import dataclass
from datetime import date

from transforms import dates
from transforms.dates.model import Calendar
from transforms.entities.model import Mention
from transforms.facts.evidence import Evidence
from transforms.passages import Passage

BRACKET = re.compile(r"\((?P<inside>(?:[^()]|\([^()]{1,4}\))+)\)\s*(?:\((?:仮訳|抄訳|和訳|邦訳|試訳|訳)\)\s*)?$")
"""The last bracket of a title, with its weekday in another, but for the note that the text is a translation."""
TAIL = re.compile(
    r"[\s、:-](?P<inside>(?:\d{4}|(?:令和|平成|昭和) ?(?:元|\d{1,2})) ?年 ?\d{1,2} ?月 ?\d{1,2} ?日"
    r"(?:[、\s][^\s、。()]{1,16})?)\s*$"
)
"""A day, with its place, that ends a title without a bracket."""
STAMP = re.compile(r"\[(?P<inside>\d{4}[年/.-]\d{1,2}[月/.-]\d{1,2}日?)[ 　]\d{1,2}:\d{2}\]\s*$")
"""Day and time of publication behind a headline: …へ[2014/09/06 11:51]."""
HEAD = re.compile(r"(?P<inside>(?:\d{4}|(?:令和|平成|昭和) ?(?:元|\d{1,2})) ?年 ?\d{1,2} ?月 ?\d{1,2} ?日)(?![、にのから~-])")
"""A day that opens a title: 平成28年5月16日日独共同記者会見."""
LINE = re.compile(r"\s*\((?P<inside>[^()]+)\)\s*$")
"""A line that is one bracket."""
WITH_PLACE = re.compile(r"(?:に?(?:於|おいて)|[、,\s]|於:|\([^()]*\))*")
"""What may stand between a day and its place, and behind that, in a line that holds nothing else."""


@dataclass(frozen=True, slots=True)
class OwnDay:
    """The day, and the mention of its place where it has one."""

    day: date
    place: Mention | None


def in_title(evidence: Evidence) -> OwnDay | None:
    """From the bracket that ends a title, or what stands behind it or before it without one."""
    ends = (
        (
            passage,
            BRACKET.search(passage.text) or STAMP.search(passage.text) or TAIL.search(passage.text) or HEAD.match(passage.text),
        )
        for passage in evidence.titles
    )
    found = (_inside(evidence, passage, end) for passage, end in ends if end)
    return next((own for own in found if own), None)


def below_title(evidence: Evidence) -> OwnDay | None:
    """From a dated line that is one bracket, or names a place beside its day: no day of publication is set so."""
    return next(_below(evidence), None)


def is_own(evidence: Evidence, passage: Passage) -> bool:
    """Whether a dated line gives the day of the paper, not that of its publication."""
    return _of_line(evidence, passage) is not None


def _below(evidence: Evidence) -> Iterator[OwnDay]:
    for passage in evidence.having("publication_date"):
        if own := _of_line(evidence, passage):
            yield own


def _of_line(evidence: Evidence, passage: Passage) -> OwnDay | None:
    if bracket := LINE.match(passage.text):
        return _inside(evidence, passage, bracket)
    own = _within(evidence, passage, 0, len(passage.text))
    if own is None or own.place is None:
        return None
    rest = passage.text[own.place.end :]
    between = passage.text[max(found.end for found in evidence.dates(passage)) : own.place.start]
    return own if WITH_PLACE.fullmatch(between) and WITH_PLACE.fullmatch(rest) else None


def _inside(evidence: Evidence, passage: Passage, bracket: re.Match[str]) -> OwnDay | None:
    return _within(evidence, passage, *bracket.span("inside"))


def _within(evidence: Evidence, passage: Passage, start: int, end: int) -> OwnDay | None:
    """The one whole day named in full within a span of a passage, with the place there."""
    inside = [found for found in evidence.dates(passage) if start <= found.start and found.end <= end]
    values = dates.resolve(inside, Calendar())
    if len(values) != 1 or values[0].precision != "day" or values[0].first_on != values[0].last_on:
        return None
    if (day := values[0].first_on) is None:
        return None
    places = (place for place in evidence.names(passage, "place") if start <= place.start and place.end <= end)
    return OwnDay(day, next(places, None))
