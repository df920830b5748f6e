"""Rows of the three tables from what the stages found: the only place where folded offsets become raw ones."""

from __future__ import annotations

from bisect import bisect_right
from collections.abc import Sequence
from dataclasses import dataclass
from typing import Any

from transforms.clauses.model import Clause
from transforms.dates.model import DateTag
from transforms.decode import Decoded
from transforms.entities.model import Mention
from transforms.facts import Facts
from transforms.folding import Folded
from transforms.lines import BODY_ROLES, Line
from transforms.passages import Passage
from transforms.roles.view import QUOTED
from transforms.sectors.model import SectorTag
from transforms.source import Source

Row = dict[str, Any]

ENTITY_ROLES = BODY_ROLES | {"photo_caption", "adoption", "signature"}
"""Roles of the lines whose names are published; other lines only serve the facts."""


@dataclass(slots=True)
class Reading:
    """All that the stages found in one document. `sectors` and `dates` have one list a clause."""

    source: Source
    decoded: Decoded
    folded: Folded
    lines: Sequence[Line]
    facts: Facts
    mentions: Sequence[Mention]
    clauses: Sequence[Clause]
    sectors: Sequence[Sequence[SectorTag]]
    dates: Sequence[Sequence[DateTag]]


def rows(reading: Reading) -> dict[str, list[Row]]:
    """One row of `statements` with its rows of `clauses` and `entities`, in the order of the text."""
    clauses = [_clause(reading, number) for number in range(len(reading.clauses))]
    entities = _entities(reading, clauses)
    statement = _statement(reading) | {
        "n_clauses": len(clauses),
        "n_commitments": sum(row["is_commitment"] and row["attribution"] == "statement" for row in clauses),
        "n_entities": len(entities),
    }
    return {"statements": [statement], "clauses": clauses, "entities": entities}


def _statement(reading: Reading) -> Row:
    source, decoded, facts = reading.source, reading.decoded, reading.facts
    return {
        "statement_id": source.statement_id,
        "year": _year(facts),
        "source_path": source.path,
        "source_sha256": source.sha256,
        "media_type": decoded.media_type,
        "charset": decoded.charset,
        "source_urls": list(facts.source_urls),
        "publisher": facts.publisher,
        "rights_note": facts.rights_note,
        "title": facts.title,
        "title_is_derived": facts.title_is_derived,
        "form": facts.form,
        "coverage": facts.coverage,
        "text_origin": facts.text_origin,
        "parties": sorted(facts.parties),
        "signatories": [
            {"entity_id": person.entity_id, "name": person.name, "office": person.office, "country": person.country}
            for person in facts.signatories
        ],
        "adopted_on": facts.adopted_on,
        "adopted_place": facts.adopted_place,
        "adopted_place_id": facts.adopted_place_id,
        "languages": sorted(facts.languages),
        "visit_first_on": facts.visit_first_on,
        "visit_last_on": facts.visit_last_on,
        "published_on": facts.published_on,
        "reference_on": facts.reference_on,
        "reference_basis": facts.reference_basis,
        "partnership_level": facts.partnership_level,
        "partnership_event": facts.partnership_event,
        "raw_text": reading.folded.raw,
        "lines": [_line(reading.folded, line) for line in reading.lines],
        "duplicate_of": None,
        "flags": sorted(facts.flags),
    }


def _line(folded: Folded, line: Line) -> Row:
    start, end = folded.raw_span(line.start, line.end)
    return {"line": line.number, "role": line.role, "rule": line.rule, "char_start": start, "char_end": end}


def _clause(reading: Reading, index: int) -> Row:
    clause, source = reading.clauses[index], reading.source
    tags = reading.sectors[index]
    return {
        "clause_id": f"{source.statement_id}-{index + 1:04}",
        "statement_id": source.statement_id,
        "year": _year(reading.facts),
        "ordinal": index + 1,
        **_unit(reading.folded, clause.passage, clause.start, clause.end),
        "standalone_text": clause.standalone_text,
        "section_path": list(clause.passage.section_path),
        "provision": clause.passage.provision,
        "paragraph": clause.passage.paragraph,
        "sentence_id": f"{source.statement_id}-s{clause.sentence:04}",
        "part": clause.passage.part,
        "attribution": clause.attribution,
        "actors": sorted(clause.actors),
        "actor_basis": clause.actor_basis,
        "recipients": sorted(clause.recipients),
        "act": clause.act,
        "secondary_acts": list(clause.secondary_acts),
        "is_hedged": clause.is_hedged,
        "level": clause.level,
        "is_commitment": clause.is_commitment,
        "detail": clause.detail,
        "delegated_to": clause.delegated_to,
        "primary_sector": tags[0].code if tags else None,
        "sectors": [{"code": tag.code, "basis": tag.basis, "evidence": tag.evidence, "cap_major": tag.cap_major} for tag in tags],
        "dates": [_date(reading.folded, clause.passage, tag) for tag in reading.dates[index]],
        "template_id": clause.template_id,
    }


def _date(folded: Folded, passage: Passage, tag: DateTag) -> Row:
    value = tag.value
    return {
        **_slice(folded, passage, tag.expression.start, tag.expression.end),
        "edtf": value.edtf,
        "first_on": value.first_on,
        "last_on": value.last_on,
        "precision": value.precision,
        "role": tag.role,
        "resolution": value.resolution,
    }


def _entities(reading: Reading, clauses: Sequence[Row]) -> list[Row]:
    homes = _Homes(reading, clauses)
    published = [mention for mention in reading.mentions if mention.passage.role in ENTITY_ROLES]
    found = [(reading.folded.raw_span(*_document_span(mention)), mention) for mention in published]
    found.sort(key=lambda item: item[0])
    return [_entity(reading, number, span, mention, homes) for number, (span, mention) in enumerate(found, 1)]


def _entity(reading: Reading, number: int, span: tuple[int, int], mention: Mention, homes: _Homes) -> Row:
    source = reading.source
    return {
        "mention_id": f"{source.statement_id}-m{number:04}",
        "statement_id": source.statement_id,
        "clause_id": homes.clause_id(mention),
        "year": _year(reading.facts),
        "entity_id": mention.entity_id,
        "type": mention.type,
        "subtype": mention.subtype,
        "surface": reading.folded.raw[slice(*span)],
        "char_start": span[0],
        "char_end": span[1],
        "line_role": homes.line_role(mention),
        "name_ja": mention.name_ja,
        "name_en": mention.name_en,
        "country": mention.country,
        "wikidata_id": mention.wikidata_id,
        "geonames_id": mention.geonames_id,
        "office": mention.office,
        "status": mention.status,
        "dated_first_on": mention.dated_first_on,
        "dated_last_on": mention.dated_last_on,
        "method": mention.method,
        "confidence": mention.confidence,
    }


class _Homes:
    """Which clause and which line a mention stands in."""

    def __init__(self, reading: Reading, clauses: Sequence[Row]) -> None:
        self._by_passage: dict[int, list[tuple[int, int, str]]] = {}
        for clause, row in zip(reading.clauses, clauses, strict=True):
            spans = self._by_passage.setdefault(id(clause.passage), [])
            spans.append((clause.start, clause.end, row["clause_id"]))

    def clause_id(self, mention: Mention) -> str | None:
        spans = self._by_passage.get(id(mention.passage), [])
        at = bisect_right(spans, mention.start, key=_start) - 1
        return spans[at][2] if at >= 0 and mention.end <= spans[at][1] else None

    def line_role(self, mention: Mention) -> str:
        passage = mention.passage
        return passage.lines[bisect_right(passage.starts, mention.start) - 1].role


def _start(span: tuple[int, int, str]) -> int:
    return span[0]


def _slice(folded: Folded, passage: Passage, start: int, end: int) -> Row:
    """`text`, `char_start` and `char_end` of a passage span."""
    raw_start, raw_end = folded.raw_span(*passage.document_span(start, end))
    return {"text": folded.raw[raw_start:raw_end], "char_start": raw_start, "char_end": raw_end}


def _unit(folded: Folded, passage: Passage, start: int, end: int) -> Row:
    """The same of a unit, to which the marks of a quotation before it belong: no character of its line is left out."""
    found = _slice(folded, passage, start, end)
    before = passage.before(start)
    if not QUOTED.fullmatch(before):
        return found
    first = found["char_start"] - len(before.lstrip())
    return {"text": folded.raw[first : found["char_end"]], "char_start": first, "char_end": found["char_end"]}


def _document_span(mention: Mention) -> tuple[int, int]:
    return mention.passage.document_span(mention.start, mention.end)


def _year(facts: Facts) -> int | None:
    return facts.reference_on.year if facts.reference_on else None
