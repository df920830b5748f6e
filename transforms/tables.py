"""The tables, declared once: columns, types, meanings, keys, allowed values.

The Arrow schemas with their metadata, the checks and the data dictionary all come from here.
`year` is the partition key of three tables: it stands in the path, never inside a file.
"""

from __future__ import annotations

from dataclasses import dataclass, field
from functools import cached_property

import pyarrow as pa

from transforms import lexicon

DATASET_VERSION = "1.0"
"""Version of the tables' shape: the first number changes when a reader's query could break."""


def _words(text: str) -> tuple[str, ...]:
    return tuple(text.split())


LINE_ROLES = _words("""
    title heading subheading provision provision_cont paragraph bullet preamble report_body news_lead
    fulltext_notice byline publication_date source_url reference photo_caption image_credit ai_summary editorial
    site_chrome markup copyright adoption signature blank
""")
FORMS = _words("""
    joint_statement joint_declaration joint_communique joint_press chair_statement agreement meeting_summary
""")
ACTS = tuple(row["act"] for row in lexicon.rows("acts.csv"))
SECTORS = tuple(row["code"] for row in lexicon.rows("sectors.csv"))
REASONS = tuple(row["reason"] for row in lexicon.rows("reject_reasons.csv"))
PRECISIONS = _words("""
    day month year decade duration weekday relative vague
""")
DATE_ROLES = _words("""
    adoption visit meeting agreement_signed agreement_in_force agreement_amended prior_statement
    relation_established treaty_name past_event planned_event deadline period anniversary publication duration
    other
""")
RESOLUTIONS = _words("""
    explicit year_from_document year_from_publication weekday derived anchored event unresolved
""")
ENTITY_TYPES = _words("""
    country place person organization instrument
""")
ENTITY_STATUSES = _words("""
    signed in_force existing to_be_signed negotiating under_consideration proposed adopted issued exchanged
    to_be_established
""")


@dataclass(frozen=True)
class Column:
    """One column, or one field of a nested column. `allowed` lists all its values; `fields` describes a list of structs.

    `quotes` is true where values are, or may hold, running words of the source: what a reader without rights may not get.
    """

    name: str
    type: pa.DataType | None
    description: str
    allowed: tuple[str, ...] = ()
    required: bool = False
    fields: tuple[Column, ...] = ()
    quotes: bool = False

    @property
    def arrow_type(self) -> pa.DataType:
        if self.fields:
            return pa.list_(pa.struct([column.arrow_field for column in self.fields]))
        assert self.type is not None, f"{self.name} has neither type nor fields"
        return self.type

    @property
    def arrow_field(self) -> pa.Field:
        return pa.field(self.name, self.arrow_type, nullable=True, metadata={"description": self.description})


@dataclass(frozen=True)
class Table:
    """`key` is unique and never null; rows are sorted by `sort_by`; `references` maps a column to the table that it points to."""

    name: str
    description: str
    key: str
    columns: tuple[Column, ...]
    sort_by: tuple[str, ...]
    partitioned: bool = True
    references: dict[str, str] = field(default_factory=dict)

    @cached_property
    def by_name(self) -> dict[str, Column]:
        return {column.name: column for column in self.columns}

    @cached_property
    def schema(self) -> pa.Schema:
        """The schema of a file: all columns but the partition key, each with its description."""
        fields = [column.arrow_field for column in self.columns if column.name != PARTITION_KEY]
        return pa.schema(fields, metadata={"description": self.description, "dataset_version": DATASET_VERSION})


PARTITION_KEY = "year"
_YEAR = Column(PARTITION_KEY, pa.int32(), "Partition key: year of the statement's reference_on; null where that is null")
_STATEMENT = Column("statement_id", pa.string(), "The document that the row belongs to", required=True)
_START = Column("char_start", pa.int32(), "First code point in statements.raw_text, from 0", required=True)
_END = Column("char_end", pa.int32(), "Code point after the last, in statements.raw_text", required=True)

STATEMENTS = Table(
    "statements",
    "One row per document",
    "statement_id",
    (
        Column("statement_id", pa.string(), "Stable id of the source: 16 hex digits of SHA-256 over its key", required=True),
        _YEAR,
        Column(
            "source_path",
            pa.string(),
            "Where it came from: path below the sources' root, `file#record` for bulk input",
            required=True,
        ),
        Column("source_sha256", pa.string(), "SHA-256 of the source bytes", required=True),
        Column("media_type", pa.string(), "What the source was, e.g. text/plain, text/html, application/pdf", required=True),
        Column("charset", pa.string(), "How the bytes were decoded; null where the format says so itself"),
        Column("source_urls", pa.list_(pa.string()), "Every source address that the document names"),
        Column("publisher", pa.string(), "Who published this copy"),
        Column(
            "rights_note",
            pa.string(),
            "What the document says of copyright, reproduction and licence, as printed, a line each; full-width letters halved",
        ),
        Column("title", pa.string(), "The document's title"),
        Column("title_is_derived", pa.bool_(), "True where the title was taken from the text because there is no title line"),
        Column("form", pa.string(), "Form of the document that this is, or reports on", FORMS),
        Column("coverage", pa.string(), "The full text, or a report about a meeting or statement", ("full_text", "report")),
        Column(
            "text_origin",
            pa.string(),
            "Original wording or a translation; null where nothing proves either",
            ("original", "translation"),
        ),
        Column("parties", pa.list_(pa.string()), "States (ISO 3166-1 alpha-3) and organisations whose statement it is, sorted"),
        Column(
            "signatories",
            None,
            "Who adopted, signed or met",
            fields=(
                Column("entity_id", pa.string(), "The person's id in entities"),
                Column("name", pa.string(), "Canonical Japanese name"),
                Column("office", pa.string(), "Normalised office"),
                Column("country", pa.string(), "ISO alpha-3 that the person stands for"),
            ),
        ),
        Column("adopted_on", pa.date32(), "Day of adoption or signature"),
        Column("adopted_place", pa.string(), "Place of adoption, by its own name"),
        Column("adopted_place_id", pa.string(), "Entity id of that place"),
        Column("languages", pa.list_(pa.string()), "ISO 639-1 codes of the languages that it says it was adopted in, sorted"),
        Column("visit_first_on", pa.date32(), "First day of the visit or meeting"),
        Column("visit_last_on", pa.date32(), "Last day of the visit or meeting"),
        Column("published_on", pa.date32(), "Publication date printed in the document or given in its metadata"),
        Column("reference_on", pa.date32(), "The day that relative dates resolve against"),
        Column(
            "reference_basis",
            pa.string(),
            "Where reference_on comes from",
            ("adopted", "published", "metadata", "visit", "event", "none"),
            required=True,
        ),
        Column(
            "partnership_level", pa.string(), "Normal form of the highest partnership that the document names for its parties"
        ),
        Column(
            "partnership_event", pa.string(), "What the document does to that partnership", ("upgraded", "confirmed", "mentioned")
        ),
        Column("raw_text", pa.large_string(), "The decoded text, untouched; all offsets count in it", required=True, quotes=True),
        Column(
            "lines",
            None,
            "Every line of raw_text and the role it was given: the evidence of what was cleaned away and why",
            fields=(
                Column("line", pa.int32(), "Line number, from 1", required=True),
                Column("role", pa.string(), "What the line is", LINE_ROLES, required=True),
                Column("rule", pa.string(), "The rule that gave the role", required=True),
                _START,
                _END,
            ),
        ),
        Column("duplicate_of", pa.string(), "statement_id of the copy that this one repeats; null otherwise"),
        Column("flags", pa.list_(pa.string()), "Things that a reader should know, sorted, e.g. heading_split, no_reference_date"),
        Column("n_clauses", pa.int32(), "Rows in clauses", required=True),
        Column("n_commitments", pa.int32(), "Commitments among the clauses with attribution `statement`", required=True),
        Column("n_entities", pa.int32(), "Rows in entities", required=True),
    ),
    sort_by=("statement_id",),
)

_DATES = (
    Column("text", pa.string(), "The expression as written, with what changes its meaning", required=True, quotes=True),
    _START,
    _END,
    Column("edtf", pa.string(), "Extended Date/Time Format (ISO 8601-2); null where unresolved"),
    Column("first_on", pa.date32(), "First day that it covers; null at an open start"),
    Column("last_on", pa.date32(), "Last day that it covers; null at an open end"),
    Column("precision", pa.string(), "The unit in which the edtf is written, or why there is none", PRECISIONS, required=True),
    Column("role", pa.string(), "What the date is the date of", DATE_ROLES, required=True),
    Column("resolution", pa.string(), "How the value was found", RESOLUTIONS, required=True),
)
_SECTORS = (
    Column("code", pa.string(), "Sector code", SECTORS, required=True),
    Column("basis", pa.string(), "Where the evidence stands", ("term", "group", "subheading", "heading")),
    Column("evidence", pa.string(), "The term or heading that gave the code", quotes=True),
    Column("cap_major", pa.int16(), "Major topic of the Comparative Agendas Project", required=True),
)

CLAUSES = Table(
    "clauses",
    "One row per unit: one actor set, one speech act, one content",
    "clause_id",
    (
        Column("clause_id", pa.string(), "`<statement_id>-<ordinal, 4 digits>`", required=True),
        _STATEMENT,
        _YEAR,
        Column("ordinal", pa.int32(), "Order in the document, from 1", required=True),
        Column("text", pa.string(), "The raw slice", required=True, quotes=True),
        _START,
        _END,
        Column(
            "standalone_text",
            pa.string(),
            "Topic, content and closing predicate, so that the clause reads alone (constructed)",
            required=True,
            quotes=True,
        ),
        Column(
            "section_path",
            pa.list_(pa.string()),
            "Headings above it, outermost first, without their numbers",
            required=True,
            quotes=True,
        ),
        Column("provision", pa.string(), "Provision number as printed, e.g. `7`, `四`, `2(1)`"),
        Column("paragraph", pa.int32(), "Paragraph within the provision or section, from 1"),
        Column(
            "sentence_id", pa.string(), "`<statement_id>-s<sentence, 4 digits>`: the sentence that it belongs to", required=True
        ),
        Column("part", pa.string(), "Part of the document", ("preamble", "operative", "closing", "report"), required=True),
        Column("attribution", pa.string(), "The statement's own text, or a report's", ("statement", "reported"), required=True),
        Column("actors", pa.list_(pa.string()), "Who speaks or acts: country codes or entity ids, sorted", required=True),
        Column("actor_basis", pa.string(), "Named in the clause, or carried from what stands before", ("explicit", "carried")),
        Column(
            "recipients",
            pa.list_(pa.string()),
            "To whom: the other party where one alone acts, the state condemned",
            required=True,
        ),
        Column("act", pa.string(), "Speech act", ACTS, required=True),
        Column(
            "secondary_acts",
            pa.list_(pa.string()),
            "Further acts that the clause holds, e.g. an evaluation before つつ",
            required=True,
        ),
        Column("is_hedged", pa.bool_(), "True where the head action is only considered, sought or made possible", required=True),
        Column(
            "level", pa.int8(), "Strength: 4 agreed, 3 intended, 2 hoped or proposed, 1 position, 0 talked or told", required=True
        ),
        Column("is_commitment", pa.bool_(), "True for level 3 or 4 about the future by a party", required=True),
        Column(
            "detail",
            pa.int8(),
            "Precision of content: 0 none, 1 topic, 2 named mechanism or instrument, 3 number or date",
            required=True,
        ),
        Column("delegated_to", pa.string(), "Entity id or name of the body that is to carry it out; null where none"),
        Column("primary_sector", pa.string(), "Code of the first of `sectors`", SECTORS),
        Column("sectors", None, "All sectors, primary first, each with its evidence", fields=_SECTORS),
        Column("dates", None, "All date expressions in the clause, in the order of the text", fields=_DATES),
        Column(
            "template_id",
            pa.string(),
            "Same for clauses that say the same of other parties: text with names, dates and numbers masked",
            required=True,
        ),
    ),
    sort_by=("statement_id", "ordinal"),
    references={"statement_id": "statements"},
)

ENTITIES = Table(
    "entities",
    "One row per mention",
    "mention_id",
    (
        Column("mention_id", pa.string(), "`<statement_id>-m<ordinal, 4 digits>`", required=True),
        _STATEMENT,
        Column("clause_id", pa.string(), "The clause that holds it; null where it stands outside a clause"),
        _YEAR,
        Column(
            "entity_id",
            pa.string(),
            "Canonical id: `country/KAZ`, `place/1526273`, `person/to-lam`, `org/cica`, `instrument/<slug>`",
            required=True,
        ),
        Column("type", pa.string(), "Kind of thing", ENTITY_TYPES, required=True),
        Column("subtype", pa.string(), "Finer kind, e.g. historic_state, city, sea, igo, ministry, treaty, plan"),
        Column("surface", pa.string(), "As written", required=True, quotes=True),
        _START,
        _END,
        Column("line_role", pa.string(), "Role of the line that it stands in", LINE_ROLES, required=True),
        Column("name_ja", pa.string(), "Canonical Japanese name"),
        Column("name_en", pa.string(), "Canonical English name"),
        Column("country", pa.string(), "ISO alpha-3 that it belongs to"),
        Column("wikidata_id", pa.string(), "Wikidata item, where known"),
        Column("geonames_id", pa.string(), "GeoNames id, for places"),
        Column("office", pa.string(), "Normalised office, for persons"),
        Column("status", pa.string(), "State of an instrument or joint body", ENTITY_STATUSES),
        Column("dated_first_on", pa.date32(), "First day of the date that belongs to that status"),
        Column("dated_last_on", pa.date32(), "Last day of that date"),
        Column("method", pa.string(), "How it was found", ("lexicon", "pattern", "alias", "context", "repair"), required=True),
        Column("confidence", pa.float32(), "0 to 1", required=True),
    ),
    sort_by=("statement_id", "char_start"),
    references={"statement_id": "statements", "clause_id": "clauses"},
)

REJECTS = Table(
    "rejects",
    "One row per document that could not be processed",
    "source_path",
    (
        Column("source_path", pa.string(), "The document, or the file that could not be opened", required=True),
        Column("source_sha256", pa.string(), "SHA-256 of its bytes; null where they could not be read"),
        Column("stage", pa.string(), "The step that gave up", required=True),
        Column("reason", pa.string(), "Reason code, see transforms/lexicons/reject_reasons.csv", REASONS, required=True),
        Column("message", pa.string(), "What is wrong, where, and what to do", required=True, quotes=True),
    ),
    sort_by=("source_path",),
    partitioned=False,
)

TABLES = {table.name: table for table in (STATEMENTS, CLAUSES, ENTITIES, REJECTS)}
