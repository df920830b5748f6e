"""Days and places of a document: adoption, visit or meeting, publication, and the day that relative dates resolve against."""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence
from dataclasses import replace
from datetime import date, timedelta

from transforms import dates
from transforms.dates.model import Calendar, Value
from transforms.facts import own_day
from transforms.facts.evidence import OPENING, Evidence, Expressions
from transforms.facts.model import Facts
from transforms.passages import Passage

ARCHIVE_DAY = re.compile(r"^[〔\[【](?:年月日|日付|発表年月日|署名年月日)[〕\]】]")
ARCHIVE_PLACE = re.compile(r"^[〔\[【]場所[〕\]】]\s*([^\s(、]+)")
"""Fields of a document archive's head."""

PLACE = re.compile(r"^\s*於")
"""A place alone below the title: the day printed beside it is the day of adoption."""

STAMP = re.compile(r"。\s*\([12]\d{3}[/.年-]\d{1,2}[/.月-]\d{1,2}[^()。]{0,16}\)\s*$")
"""Day and time in brackets behind the last sentence of a wire report."""

VISIT = re.compile(r"訪問|滞在|訪れ|訪日|訪中|訪米|訪韓|訪越|訪露|訪ロ|来日|会談|会議|会合|会見|サミット|協議|対話|開催|交渉")
MADE_KNOWN = re.compile(
    r"[^。]*?(?:会談|会議|会合|サミット|訪問)の[^。、]{0,12}(?:声明|宣言|文書|コミュニケ|内容|概要)を(?:公表|公開|明らかに)"
)
"""Behind the day on which somebody told of a meeting: it need not be the meeting's."""

VISIT_SPAN = 200
"""How far behind its date the word stands that tells of the visit or meeting."""

UNLISTED_PLACE = re.compile(
    r"\d日(?:に|、|\s)\s*(?:於[::]?\s*)?(?:[^\s、。の・]{2,14}[の・])?(?P<name>[ァ-ヴー]{2,16}|[一-龥]{2,6})(?=において|にて|で|\s*$|[)。])"
)
"""A place that no list knows, behind the day in an adoption line: 2024年6月13日にイタリアのプーリアで."""

LONGEST_DAY_AND_PLACE = 30
"""Characters of an adoption line that holds a day and a place only."""

NEARBY = timedelta(days=45)
"""A visit or meeting lies this close to the adoption or publication of its paper."""


def read(evidence: Evidence, facts: Facts) -> None:
    """Adoption, publication, visit and reference day; flags `published_conflict` and `no_reference_date`."""
    facts.known_days = _known_days(evidence.expressions)
    _read_publication(evidence, facts)
    _read_adoption(evidence, facts)
    _read_visit(evidence, facts)
    facts.reference_on, facts.reference_basis = _reference(evidence, facts)
    if facts.reference_on is None:
        facts.flags.add("no_reference_date")


def calendar(facts: Facts, expressions: Expressions) -> Calendar:
    """What the document's relative and incomplete dates resolve against."""
    known = _known_days(expressions) if facts.known_days is None else facts.known_days
    return Calendar(
        facts.reference_on, facts.reference_basis, facts.published_on, facts.visit_first_on, facts.visit_last_on, known
    )


def _known_days(expressions: Expressions) -> tuple[date, ...]:
    values = dates.resolve([expression for found in expressions.values() for expression in found], Calendar())
    days = (value.first_on for value in values if value.resolution == "explicit" and value.precision == "day")
    return tuple(day for day in days if day)


def _read_publication(evidence: Evidence, facts: Facts) -> None:
    given, printed = evidence.metadata.published_on, _printed_day(evidence)
    facts.published_on = printed or given or _day_of_title(evidence)
    if printed and given and printed != given:
        facts.flags.add("published_conflict")


def _printed_day(evidence: Evidence) -> date | None:
    """The day of a publication line, else the stamp behind the last sentence of a report: 。(2024/05/06-07:42)."""
    passages = list(evidence.having("publication_date"))
    if not evidence.is_report:
        passages = [passage for passage in passages if not own_day.is_own(evidence, passage)]
    if not passages and evidence.is_report:
        passages = [passage for passage in evidence.body[-1:] if STAMP.search(passage.text)]
        return next(reversed([*_days(evidence, passages, Calendar())]), None)
    return next(_days(evidence, passages, Calendar(evidence.metadata.published_on)), None)


def _day_of_title(evidence: Evidence) -> date | None:
    """The day in brackets behind a report's title."""
    own = own_day.in_title(evidence) if evidence.is_report else None
    return own.day if own else None


def _read_adoption(evidence: Evidence, facts: Facts) -> None:
    places = [*evidence.having("adoption", "signature")]
    archive = [passage for passage in evidence.having("reference") if ARCHIVE_DAY.match(passage.text)]
    facts.adopted_on = next(_days(evidence, places, Calendar(facts.published_on)), None)
    if facts.adopted_on is None and not evidence.is_report:
        facts.adopted_on = next(_days(evidence, archive, Calendar(facts.published_on)), None)
    if facts.adopted_on is None and any(PLACE.match(passage.text) for passage in places):
        facts.adopted_on = _printed_day(evidence)
    own = None if evidence.is_report else own_day.in_title(evidence) or own_day.below_title(evidence)
    if facts.adopted_on is None and own:
        facts.adopted_on = own.day
    for name, ident in _adoption_places(evidence, places):
        facts.adopted_place, facts.adopted_place_id = name, ident
        return
    for passage in evidence.having("reference"):
        if match := ARCHIVE_PLACE.match(passage.text):
            facts.adopted_place = match[1]
            facts.adopted_place_id = next((place.entity_id for place in evidence.names(passage, "place")), None)
            return
    if own and own.place and own.day == facts.adopted_on:
        facts.adopted_place, facts.adopted_place_id = own.place.surface, own.place.entity_id


def _adoption_places(evidence: Evidence, places: Sequence[Passage]) -> Iterator[tuple[str, str | None]]:
    """Names and ids of the places in adoption lines: listed ones; others behind the day; states that stand there alone, as cities
    that are states do."""
    for passage in places:
        yield from ((place.surface, place.entity_id) for place in evidence.names(passage, "place"))
    adopted = [passage for passage in places if passage.role == "adoption"]
    states = {name.surface: name.entity_id for passage in adopted for name in evidence.names(passage, "country")}
    for passage in adopted:
        if (found := UNLISTED_PLACE.search(passage.text)) and found["name"] not in states:
            yield found["name"], None
        if len(passage.text) <= LONGEST_DAY_AND_PLACE:
            yield from ((name.surface, name.entity_id) for name in evidence.names(passage, "country"))


def _read_visit(evidence: Evidence, facts: Facts) -> None:
    """The first range near the document's day in a sentence that tells of a visit or meeting; else the opening's first day."""
    anchor = facts.adopted_on or facts.published_on
    around = Calendar(facts.published_on or facts.adopted_on, "published", facts.published_on, known_days=facts.known_days or ())
    opening = [*evidence.opening, *evidence.body[:OPENING], *evidence.having("photo_caption")]
    near = [value for passage in opening for value in _visit_values(evidence, passage, around) if _is_near(value, anchor)]
    body = evidence.body if evidence.is_report else []
    told = [value for passage in body for value in _visit_values(evidence, passage, around) if _is_near(value, anchor)]
    ranges = [value for value in [*near, *told] if value.first_on != value.last_on]
    for value in ranges or near:
        facts.visit_first_on, facts.visit_last_on = value.first_on, value.last_on
        return


def _visit_values(evidence: Evidence, passage: Passage, around: Calendar) -> Iterator[Value]:
    """Whole days of a passage with a word of visiting in the same sentence, behind or just before; two days in a row as one."""
    expressions = evidence.dates(passage)
    values = dates.resolve(expressions, around)
    for at, expression in enumerate(expressions):
        is_listed = at + 1 < len(values) and expressions[at + 1].parts.get("listed")
        value = _both(values[at], values[at + 1]) if is_listed else values[at]
        sentence_end = passage.text.find("。", expression.end)
        behind = passage.text[
            expression.end : min(expression.end + VISIT_SPAN, sentence_end if sentence_end >= 0 else len(passage.text))
        ]
        before = passage.text[max(0, expression.start - 12) : expression.start]
        tells = VISIT.search(before + behind) and not MADE_KNOWN.match(behind)
        if value.precision == "day" and value.first_on and value.last_on and tells:
            yield value


def _both(value: Value, after: Value) -> Value:
    """Two single days that follow each other (12日及び13日) as a range; else the first."""
    first, last = value.first_on, after.last_on
    if first is None or last is None or {value.precision, after.precision} != {"day"} or last - first != timedelta(days=1):
        return value
    return replace(value, edtf=f"{first}/{last}", last_on=last)


def _is_near(value: Value, anchor: date | None) -> bool:
    if anchor is None:
        return value.resolution == "explicit"
    return value.first_on is not None and abs(value.first_on - anchor) <= NEARBY


def _reference(evidence: Evidence, facts: Facts) -> tuple[date | None, str]:
    """The first that is known of: adoption, printed publication, metadata, visit, a dated event of the lexicon."""
    if facts.adopted_on:
        return facts.adopted_on, "adopted"
    if facts.published_on:
        return facts.published_on, "metadata" if facts.published_on == _given_alone(evidence) else "published"
    if facts.visit_first_on:
        return facts.visit_first_on, "visit"
    if event := dates.events.lookup([passage.text for passage in evidence.passages]):
        return event, "event"
    return None, "none"


def _given_alone(evidence: Evidence) -> date | None:
    """The day of the metadata where the document prints none."""
    return None if _printed_day(evidence) else evidence.metadata.published_on


def _days(evidence: Evidence, passages: Sequence[Passage], around: Calendar) -> Iterator[date]:
    """First days of the whole-day expressions in passages."""
    for passage in passages:
        for value in dates.resolve(evidence.dates(passage), around):
            if value.precision == "day" and value.first_on:
                yield value.first_on
