"""A document as one self-contained page on which a person can check every tag against the text."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterable, Iterator, Sequence
from itertools import pairwise
from typing import Any

from flows.analyst.reading import Mark, Reading, Row, Segment, marks, segments
from flows.analyst.rendering import data_block, part, render
from transforms.lines import BODY_ROLES, CLAUSE_ROLES

Json = dict[str, Any]

KINDS = {
    "country": "countries",
    "place": "places",
    "person": "persons",
    "organization": "organisations",
    "instrument": "instruments",
    "date": "dates",
    "evidence": "sector terms",
    "clauses": "clauses",
    "dropped": "lines left out",
}
"""What can be switched off on the page, and what it is called there."""

LETTERS = {"clause": "c", "date": "d", "evidence": "s", "entity": "e"}
"""First letters of the tags' ids in the page."""


def page(reading: Reading) -> str:
    """HTML."""
    statement, found = reading.statement, marks(reading)
    lines = [_line(reading, line, found) for line in statement["lines"]]
    return render(
        "document.html",
        statement=statement,
        facts=list(_facts(statement)),
        kinds=_kinds(reading, found),
        n_firm=sum(clause["is_commitment"] for clause in reading.clauses),
        lines=lines,
        data=data_block({"tags": _tags(reading, found), "lines": [_line_card(statement, line) for line in statement["lines"]]}),
        page_css=part("page.css"),
        document_css=part("document.css"),
        document_js=part("document.js"),
    )


def _facts(statement: Row) -> Iterator[tuple[str, str]]:
    signatories = [f"{row['name']} ({row['office'] or '—'}, {row['country'] or '—'})" for row in statement["signatories"] or ()]
    visit = [str(statement[name]) for name in ("visit_first_on", "visit_last_on") if statement[name]]
    facts = {
        "parties": statement["parties"],
        "form": [statement["form"], statement["coverage"], statement["text_origin"]],
        "adopted": [statement["adopted_on"], statement["adopted_place"]],
        "visit or meeting": [" – ".join(dict.fromkeys(visit))],
        "published": [statement["published_on"], statement["publisher"]],
        "reference day": [statement["reference_on"] or "none", f"from: {statement['reference_basis']}"],
        "partnership": [statement["partnership_level"], statement["partnership_event"]],
        "signatories": signatories,
        "languages": statement["languages"],
        "sources": statement["source_urls"],
        "file": [statement["media_type"], statement["charset"]],
        "flags": statement["flags"],
        "copy of": [statement["duplicate_of"]],
    }
    for name, values in facts.items():
        text = " · ".join(str(value) for value in values or () if value)
        if text:
            yield name, text


def _kinds(reading: Reading, found: Iterable[Mark]) -> list[tuple[str, str, int]]:
    counts = Counter(mark.kind for mark in found)
    types = Counter(row["type"] for row in reading.entities)
    dropped = sum(line["role"] not in BODY_ROLES and line["role"] != "blank" for line in reading.statement["lines"])
    known = {**types, "date": counts["date"], "evidence": counts["evidence"], "clauses": counts["clause"], "dropped": dropped}
    return [(kind, label, known.get(kind, 0)) for kind, label in KINDS.items()]


def _line(reading: Reading, line: Row, found: Sequence[Mark]) -> Json:
    role = line["role"]
    kind = "body" if role in CLAUSE_ROLES else "titles" if role in BODY_ROLES else "blank" if role == "blank" else "dropped"
    cut = segments(reading.statement["raw_text"], line["char_start"], line["char_end"], found)
    pieces = [_piece(reading, segment) for segment in cut]
    for space, piece in pairwise(pieces):
        # An indent belongs to the text, so the badge goes before it.
        if piece["badge"] and not space["badge"] and not space["text"].strip():
            space["badge"], piece["badge"] = piece["badge"], None
    return {"role": role, "rule": line["rule"], "kind": kind, "pieces": pieces}


def _piece(reading: Reading, segment: Segment) -> Json:
    clause = next((mark for mark in segment.marks if mark.kind == "clause"), None)
    inner = [mark for mark in segment.marks if mark.kind != "clause"]
    classes = [reading.entities[mark.index]["type"] if mark.kind == "entity" else mark.kind for mark in inner]
    if clause and reading.clauses[clause.clause]["is_commitment"]:
        classes.append("firm")
    ordered = sorted(inner, key=lambda mark: mark.end - mark.start)
    return {
        "text": segment.text,
        "classes": " ".join(classes),
        "refs": " ".join(_id(mark) for mark in [*ordered, *([clause] if clause else [])]),
        "first": any(mark.start == segment.start for mark in inner),
        "badge": _badge(reading, clause) if clause and clause.start == segment.start else None,
    }


def _badge(reading: Reading, mark: Mark) -> Json:
    clause = reading.clauses[mark.clause]
    return {
        "number": mark.clause,
        "who": " ".join(clause["actors"]) or "—",
        "codes": " ".join(sector["code"] for sector in clause["sectors"] or ()),
        **{name: clause[name] for name in ("act", "level", "is_hedged", "is_commitment")},
    }


def _id(mark: Mark) -> str:
    numbers = [number for number in (mark.clause, mark.index) if number >= 0]
    return LETTERS[mark.kind] + "-".join(map(str, numbers))


def _tags(reading: Reading, found: Iterable[Mark]) -> dict[str, Json]:
    """What the panel says of each tag."""
    cards = {}
    for mark in found:
        clause = reading.clauses[mark.clause] if mark.clause >= 0 else {}
        if mark.kind == "clause":
            cards[_id(mark)] = _clause_card(clause)
        elif mark.kind == "date":
            cards[_id(mark)] = _card("date", clause["dates"][mark.index], "text")
        elif mark.kind == "evidence":
            cards[_id(mark)] = _card("sector", clause["sectors"][mark.index], "evidence")
        else:
            cards[_id(mark)] = _card("name", reading.entities[mark.index], "surface")
    return cards


def _card(what: str, row: Row, title: str) -> Json:
    left_out = {title, "statement_id", "clause_id", "year", "char_start", "char_end"}
    shown = [[name, _shown(value)] for name, value in row.items() if name not in left_out]
    return {"what": what, "title": row[title] or "", "facts": shown}


def _clause_card(clause: Row) -> Json:
    sectors = [
        f"{sector['code']} ({sector['basis'] or 'no basis'}: {sector['evidence'] or '—'})" for sector in clause["sectors"] or ()
    ]
    dates = [f"{date['text']} = {date['edtf'] or 'unresolved'} ({date['role']})" for date in clause["dates"] or ()]
    names = "act level is_commitment is_hedged secondary_acts actors actor_basis recipients delegated_to detail".split()
    places = "part attribution section_path provision paragraph sentence_id template_id".split()
    facts = [
        *([name, clause[name]] for name in names),
        ["sectors", sectors],
        ["dates", dates],
        *([name, clause[name]] for name in places),
    ]
    return {"what": f"clause {clause['ordinal']}", "title": clause["standalone_text"], "facts": facts}


def _line_card(statement: Row, line: Row) -> Json:
    text = statement["raw_text"][line["char_start"] : line["char_end"]]
    place = f"{line['char_start']}–{line['char_end']}"
    return {
        "what": f"line {line['line']}",
        "title": line["role"],
        "facts": [
            ["rule", line["rule"]],
            ["in the body", line["role"] in BODY_ROLES],
            ["characters", place],
            ["text", text[:300]],
        ],
    }


def _shown(value: object) -> object:
    """Numbers as a person writes them."""
    return round(value, 2) if isinstance(value, float) else value
