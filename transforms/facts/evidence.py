"""What the facts are read from: the passages of a document by role, with the names and dates in each."""

from __future__ import annotations

import re
from collections import defaultdict
from collections.abc import Iterator, Mapping, Sequence
from functools import cached_property

from transforms.dates.datelines import is_in_dateline
from transforms.dates.model import Expression
from transforms.entities.model import Mention
from transforms.lines import CLAUSE_ROLES, tells_of_report
from transforms.passages import Passage
from transforms.source import Metadata

Expressions = Mapping[int, Sequence[Expression]]
"""The date expressions of each passage, in the order of its text, by the passage's ordinal."""

ARCHIVE_TITLE = re.compile(r"^[〔\[【](?:文書名|文書題名|題名|件名|標題|表題)[〕\]】]\s*")

OPENING = 4
"""Body passages that open a document: preambles and leads name the parties, the visit and the paper within them."""


class Evidence:
    """Passages by role, and the mentions and date expressions of a passage."""

    def __init__(
        self, passages: Sequence[Passage], mentions: Sequence[Mention], expressions: Expressions, metadata: Metadata
    ) -> None:
        self.passages, self.mentions, self.expressions, self.metadata = passages, mentions, expressions, metadata
        self._by_passage: dict[int, list[Mention]] = defaultdict(list)
        for mention in mentions:
            self._by_passage[mention.passage.ordinal].append(mention)
        self._by_role: dict[str, list[Passage]] = defaultdict(list)
        for passage in passages:
            self._by_role[passage.role].append(passage)

    def having(self, *roles: str) -> Iterator[Passage]:
        """Passages of these roles, in the order of the roles, then of the text."""
        for role in roles:
            yield from self._by_role.get(role, ())

    def names(self, passage: Passage, *types: str) -> list[Mention]:
        """Mentions of these types in a passage, in the order of its text."""
        return [mention for mention in self._by_passage[passage.ordinal] if mention.type in types]

    def dates(self, passage: Passage) -> Sequence[Expression]:
        return self.expressions.get(passage.ordinal, ())

    def datelines(self, passage: Passage) -> list[Expression]:
        """The date expressions of the dateline that opens a passage."""
        return [found for found in self.dates(passage) if is_in_dateline(passage.text, found.start, found.end)]

    @cached_property
    def titles(self) -> list[Passage]:
        """Title lines; without one, the name that a document archive's head gives."""
        named = (passage for passage in self.having("reference") if ARCHIVE_TITLE.match(passage.text))
        return list(self.having("title")) or list(named)

    @cached_property
    def body(self) -> list[Passage]:
        return [passage for passage in self.passages if passage.role in CLAUSE_ROLES]

    @cached_property
    def is_report(self) -> bool:
        return any(tells_of_report(line) for passage in self.body for line in passage.lines)

    @cached_property
    def opening(self) -> list[Passage]:
        """Leads, notices and what stands before the operative text: where a document says what it is."""
        leads = list(self.having("news_lead", "fulltext_notice"))
        preamble = [passage for passage in self.body if passage.part == "preamble"]
        return leads + (preamble or self.body[:OPENING])
