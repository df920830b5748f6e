"""Facts of a document: what it is, whose it is, who signed it, when and where.

`read_facts` shows the order in which they are found: days need the parties' papers, the origin needs the parties.
"""

from __future__ import annotations

from collections.abc import Sequence

from transforms.entities.model import Mention
from transforms.facts import days, forms, origin, parties, partnership, provenance, signatories, speeches, titles
from transforms.facts.days import calendar, first_day
from transforms.facts.evidence import Evidence, Expressions
from transforms.facts.model import Facts, Signatory
from transforms.passages import Passage
from transforms.source import Metadata

__all__ = ["Facts", "Signatory", "calendar", "complete", "first_day", "read_facts"]


def read_facts(passages: Sequence[Passage], mentions: Sequence[Mention], expressions: Expressions, metadata: Metadata) -> Facts:
    """What the document says of itself. `expressions` holds the date expressions of each passage, by its ordinal."""
    evidence = Evidence(passages, mentions, expressions, metadata)
    facts = Facts()
    for part in (speeches, forms, titles, parties, signatories, days, provenance, origin, partnership):
        part.read(evidence, facts)
    titles.derive_from_text(evidence, facts)
    return facts


def complete(facts: Facts, mentions: Sequence[Mention]) -> None:
    """What only resolved mentions tell, in place: a repaired name proves a translation."""
    if any(mention.method == "repair" for mention in mentions):
        facts.flags.add("name_repaired")
        facts.text_origin = "translation"
