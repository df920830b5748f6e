"""Sections, provisions and paragraphs: where in the document's order a passage stands."""

from __future__ import annotations

import re
from dataclasses import dataclass, field

from transforms.numbering import Mark
from transforms.passages import Passage
from transforms.roles import headings
from transforms.roles.body import has_plain_subheadings, split_heading
from transforms.roles.coverage import opens_text
from transforms.roles.headings import leads_in
from transforms.roles.view import View

ORNAMENTS = re.compile(r"^[【〔<《〈\[■□◆◇▼▽●○・―—–─-]+\s*|\s*(?:[】〕>》〉\]]|[―—–─-]{1,3})$|[::]$|\s*\[編集\]$")
"""What stands round a heading's wording, the link to edit a wiki's section too."""
LONE_NUMBER = re.compile(r"^\d{1,2}(?:\. ?| +)(?=\D)")
"""A number that no series proves to be a mark."""

IN_BRACKETS = re.compile(r"\(([^()]+)\)")


@dataclass
class Sections:
    """Reads passages in order and tells each its place."""

    views: dict[int, View]
    """The document's non-blank lines by number."""
    levels: dict[int, int]
    """Level of each heading line, by number."""
    restarts: frozenset[str]
    """Kinds of provision numbers that begin again in every section."""
    splits: bool
    """May a heading's line hold its first subheading too?"""
    path: list[tuple[int, str, str]] = field(default_factory=list)
    """Level, wording and number of each open heading."""
    numbers: list[tuple[str, str]] = field(default_factory=list)
    """Kind and number of each open provision, outermost first."""
    paragraph: int = 0
    lead: Passage | None = None
    """The last passage that may announce a list."""
    announces: bool | None = None
    """Does it? None until an item asks."""

    def place(self, passage: Passage, view: View) -> None:
        """Fills its section, provision, paragraph and lead-in; `view` is its first line, or the piece of it that it holds."""
        if passage.role in ("heading", "subheading"):
            self._open(passage, view)
        elif passage.role != "title":
            self._number(view, passage)
            self.paragraph += 1
            passage.paragraph = self.paragraph
            self._lead(view, passage)
        passage.section_path = tuple(text for _, text, _ in self.path if text)
        passage.provision = self._provision()
        top = self.path[0][0] if self.path else 0
        passage.heading = self.path[0][1] if self.path else None
        passage.subheading = self.path[-1][1] if len(self.path) > 1 and self.path[-1][0] > top else None

    def _open(self, passage: Passage, view: View) -> None:
        level = self.levels[view.line.number]
        self.path = [entry for entry in self.path if entry[0] < level]
        cut = split_heading(view, self.splits)
        number = view.mark.number if view.mark else ""
        texts = [passage.text[passage.body_start : cut[0] if cut else None], *([passage.text[cut[1] :]] if cut else [])]
        for depth, text in enumerate(texts):
            self.path.append((level + depth, _wording(text.strip()), number if depth == 0 else ""))
        is_article = view.mark and "article" in (view.mark.kind, view.mark.inner and view.mark.inner.kind)
        self.numbers = [("article", number)] if is_article else []
        self.paragraph, self.lead, self.announces = 0, None, None

    def _number(self, view: View, passage: Passage) -> None:
        if not view.mark or not view.mark.is_number:
            return
        if passage.role not in ("provision", "report_body", "bullet") and view.mark is self.views[view.line.number].mark:
            return
        self._count(view.mark)
        if view.mark.inner:
            self._count(view.mark.inner)
        if not view.body and len(passage.lines) > 1 and (second := self.views[passage.lines[1].number].mark):
            self._count(second)

    def _count(self, mark: Mark) -> None:
        kinds = [kind for kind, _ in self.numbers]
        if mark.kind in kinds:
            del self.numbers[kinds.index(mark.kind) :]
        elif not mark.is_first:
            self.numbers = []
        self.numbers.append((mark.kind, mark.number))
        self.paragraph = 0

    def _provision(self) -> str | None:
        if not self.numbers:
            return None
        numbers = [number for _, number in self.numbers]
        if self.numbers[0][0] in self.restarts and self.numbers[0][0] != "decimal":
            numbers = [number for _, _, number in self.path if number] + numbers
        return numbers[0] + "".join(f"({number})" for number in numbers[1:])

    def _lead(self, view: View, passage: Passage) -> None:
        if view.mark is None or self.lead is None or not self._is_below_lead(view.mark):
            self.lead, self.announces = passage, None
            return
        if self.announces is None:
            self.announces = leads_in(self.lead.text) and not opens_text(self.lead.text)
        if self.announces:
            passage.lead_in = self.lead
        else:
            self.lead, self.announces = passage, None

    def _is_below_lead(self, mark: Mark) -> bool:
        """Is it not of the lead-in's own series?"""
        assert self.lead
        own = self.views[self.lead.lines[0].number].mark
        return own is None or own.kind != mark.kind


def _wording(heading: str) -> str:
    """A heading without its ornaments, 第1条(目的) without the brackets."""
    inside = IN_BRACKETS.fullmatch(heading)
    return inside[1] if inside else LONE_NUMBER.sub("", ORNAMENTS.sub("", heading))


def restarting(views: list[View]) -> frozenset[str]:
    """Kinds of numbers that every numbered section begins anew, so that the section's number belongs to them."""
    open_numbered = False
    continued: set[str] = set()
    seen: set[str] = set()
    in_section: set[str] = set()
    for view in views:
        if view.line.role in ("heading", "subheading"):
            open_numbered = open_numbered or bool(view.mark and view.mark.is_number)
            in_section = set()
        elif view.mark and view.mark.is_number and view.line.role in ("provision", "report_body", "bullet"):
            kind = view.mark.kind
            if kind not in in_section and (not view.mark.is_first or not open_numbered):
                continued.add(kind)
            in_section.add(kind)
            seen.add(kind)
    return frozenset(seen - continued)


def sections(views: list[View]) -> Sections:
    """The reader of a document's sections."""
    found = [view for view in views if view.line.role in ("heading", "subheading")]
    levels = dict(zip((view.line.number for view in found), headings.levels(found), strict=True))
    return Sections({view.line.number: view for view in views}, levels, restarting(views), has_plain_subheadings(found))
