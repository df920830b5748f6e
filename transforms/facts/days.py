"""Days and places of a document: adoption, publication, and the day that relative dates resolve against."""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence
from datetime import date
from itertools import chain

from transforms import dates
from transforms.dates.model import Calendar
from transforms.facts import own_day, running, visits
from transforms.facts.evidence import Evidence, Expressions
from transforms.facts.model import Facts
from transforms.facts.provenance import URL
from transforms.passages import Passage
from transforms.source import Metadata

ARCHIVE_DAY = re.compile(r"^[〔\[【](?:年月日|日付|発表年月日|署名年月日)[〕\]】]")
ARCHIVE_PLACE = re.compile(r"^[〔\[【]場所[〕\]】]\s*([^\s(、]+)")
"""Fields of a document archive's head."""

PLACE = re.compile(r"^\s*於")
"""A place alone below the title: the day printed beside it is the day of adoption."""

STAMP = re.compile(r"。\s*\([12]\d{3}[/.年-]\d{1,2}[/.月-]\d{1,2}[^()。]{0,16}\)\s*$")
"""Day and time in brackets behind the last sentence of a wire report."""

COMPACT = re.compile(r"\s*(?P<year>(?:19|20)\d\d)(?P<month>\d\d)(?P<day>\d\d)\s*")
"""A line that is a day without marks: 20240924."""
DAY_FIRST = re.compile(
    r"(?<!\d)(?P<day>\d{1,2})"
    r"(?:/(?P<month>\d{1,2})/(?P<year>\d{4})(?=.{0,16}GMT ?\+)|\. ?(?P<other_month>\d{1,2})\. ?(?P<other_year>\d{4}))"
)
"""Day, month and year where either could be the month: who parts them by dots, and the time zones east of Greenwich, name the
day first."""
EITHER = re.compile(r"(?<!\d)(?P<one>\d{1,2})/(?P<other>\d{1,2})/(?P<year>\d{4})(?!\d)")
PARTED = re.compile(
    r"(?<!\d)(?:(?P<year>\d{4})(?P<mark>[.・/-]) ?(?P<month>\d{1,2})(?P=mark) ?(?P<day>\d{1,2})(?!\d)"
    r"|(?P<other_day>\d{1,2}) (?P<other_month>\d{1,2})月 (?P<other_year>\d{4}))"
)
"""A day as lines of publication part it, and text does not: 2024・5・6, 2024. 5. 6., 06 5月 2024."""

IN_ADDRESS = re.compile(
    r"(?<!\d)(?P<year>(?:19|20)\d\d)(?P<mark>[/-]?)(?P<month>0[1-9]|1[0-2])[/-]?(?P<day>0[1-9]|[12]\d|3[01])(?=$|[/._?-]|t\d)"
)
"""The day in the address of a page: /2024/09/24/a.html, /n3/2024/0924/c1.html, /20240924-1.html."""

UNLISTED_PLACE = re.compile(
    r"\d日(?:に|、|\s)\s*(?:於[::]?\s*)?(?:[^\s、。の・]{2,14}[の・])?(?P<name>[ァ-ヴー]{2,16}|[一-龥]{2,6})(?=において|にて|で|\s*$|[)。])"
)
"""A place that no list knows, behind the day in an adoption line: 2024年6月13日にイタリアのプーリアで."""

LONGEST_DAY_AND_PLACE = 30
"""Characters of an adoption line that holds a day and a place only."""


def read(evidence: Evidence, facts: Facts) -> None:
    """Adoption, publication, visit and reference day; flags `published_conflict` and `no_reference_date`."""
    facts.known_days = _known_days(evidence.expressions)
    _read_publication(evidence, facts)
    _read_adoption(evidence, facts)
    visits.read(evidence, facts)
    facts.reference_on, facts.reference_basis = _reference(evidence, facts)
    if facts.reference_on is None:
        facts.flags.add("no_reference_date")


def first_day(passages: Sequence[Passage], expressions: Expressions, metadata: Metadata) -> date | None:
    """The day of a document before its names are known: of its lines of adoption and publication, else of its metadata."""
    evidence = Evidence(passages, (), expressions, metadata)
    return next(_days(evidence, [*evidence.having("adoption", "publication_date")], Calendar()), metadata.published_on)


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
    facts.published_on = printed or given or _day_of_title(evidence) or _day_of_address(evidence)
    if printed and given and printed != given:
        facts.flags.add("published_conflict")


def _printed_day(evidence: Evidence) -> date | None:
    """The day of a publication line, else the stamp behind the last sentence of a report: 。(2024/05/06-07:42), else that of the
    dateline before its first."""
    passages = list(evidence.having("publication_date"))
    if not evidence.is_report:
        passages = [passage for passage in passages if not own_day.is_own(evidence, passage)]
    if not passages and evidence.is_report:
        stamped = [passage for passage in evidence.body[-1:] if STAMP.search(passage.text)]
        stamp = next(reversed([*_days(evidence, stamped, Calendar())]), None)
        of_writer = _days(evidence, [*evidence.having("byline")], Calendar())
        return stamp or next(chain(_days_of_datelines(evidence), of_writer), None)
    spelled = (
        COMPACT.fullmatch(passage.text) or DAY_FIRST.search(passage.text) or PARTED.search(passage.text) for passage in passages
    )
    compact = (day for found in spelled if found and (day := _day(found)))
    either = (day for passage in passages if (day := _after_all(evidence, passage.text)))
    return next(chain(_days(evidence, passages, Calendar(evidence.metadata.published_on)), compact, either), None)


def _after_all(evidence: Evidence, text: str) -> date | None:
    """The one reading of 06/12/2018 on which the days that the document tells of are over; None where both or none are."""
    told = _known_days(evidence.expressions)
    found = EITHER.search(text)
    if found is None or not told:
        return None
    one, other, year = found["one"], found["other"], found["year"]
    readings = {day for day in (_day_of(year, one, other), _day_of(year, other, one)) if day}
    after = [day for day in readings if max(told) <= day]
    return after[0] if len(after) == 1 else None


def _day_of_title(evidence: Evidence) -> date | None:
    """The day in brackets behind a report's title."""
    own = own_day.in_title(evidence) if evidence.is_report else None
    return own.day if own else None


def _day_of_address(evidence: Evidence) -> date | None:
    """The day in the page's own address: that of its metadata, else the one address that it prints as its own."""
    printed = {url for passage in evidence.having("source_url") for url in URL.findall(passage.text)}
    addresses = [evidence.metadata.url] if evidence.metadata.url else [*printed] if len(printed) == 1 else []
    return next((day for url in addresses if (found := IN_ADDRESS.search(url)) and (day := _day(found))), None)


def _day(found: re.Match[str]) -> date | None:
    """The day that the groups of a match spell; None where there is no such day."""
    parts = {name.removeprefix("other_"): value for name, value in found.groupdict().items() if value and value.isdigit()}
    return _day_of(parts["year"], parts["month"], parts["day"])


def _day_of(year: str, month: str, day: str) -> date | None:
    try:
        return date(int(year), int(month), int(day))
    except ValueError:
        return None


def _read_adoption(evidence: Evidence, facts: Facts) -> None:
    places = [*evidence.having("adoption", "signature")]
    archive = [passage for passage in evidence.having("reference") if ARCHIVE_DAY.match(passage.text)]
    facts.adopted_on = next(_days(evidence, places, Calendar(facts.published_on)), None)
    if facts.adopted_on is None and facts.known_days:
        short = [passage for passage in places if passage.lines[0].rule.startswith("closing:short")]
        facts.adopted_on = next(_days(evidence, short, Calendar(facts.known_days[0])), None)
    if facts.adopted_on is None and not evidence.is_report:
        facts.adopted_on = next(_days(evidence, archive, Calendar(facts.published_on)), None)
    if facts.adopted_on is None and any(PLACE.match(passage.text) for passage in places):
        facts.adopted_on = _printed_day(evidence)
    own = None if evidence.is_report else own_day.in_title(evidence) or own_day.below_title(evidence)
    if facts.adopted_on is None and own:
        facts.adopted_on = own.day
    if facts.adopted_on is None and not evidence.is_report:
        facts.adopted_on = _day_of_running_head(evidence)
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


def _day_of_running_head(evidence: Evidence) -> date | None:
    """The day behind the title of a paper that lost its line breaks."""
    head = running.head(evidence)
    if head is None:
        return None
    found = [day for day in evidence.dates(evidence.body[0]) if head.day_start <= day.start and day.end <= head.day_end]
    return next((value.first_on for value in dates.resolve(found, Calendar()) if value.precision == "day"), None)


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
    """The day of the metadata where the document prints none; that of the address in them counts as theirs."""
    if _printed_day(evidence):
        return None
    return evidence.metadata.published_on or (_day_of_address(evidence) if evidence.metadata.url else None)


def _days_of_datelines(evidence: Evidence) -> Iterator[date]:
    """The whole days, year and all, of the datelines that open leads and reports."""
    for passage in [*evidence.having("news_lead"), *evidence.body[:1]]:
        for value in dates.resolve(evidence.datelines(passage), Calendar()):
            if value.resolution == "explicit" and value.precision == "day" and value.first_on:
                yield value.first_on


def _days(evidence: Evidence, passages: Sequence[Passage], around: Calendar) -> Iterator[date]:
    """First days of the whole-day expressions in passages."""
    for passage in passages:
        for value in dates.resolve(evidence.dates(passage), around):
            if value.precision == "day" and value.first_on:
                yield value.first_on
