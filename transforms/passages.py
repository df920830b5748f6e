"""A passage: a run of text that is read as one, over one or several lines, with the way back to the document.

A hard-wrapped paragraph, a sentence broken over blank lines, a lead-in with its bullets are one passage each;
so is every heading, caption or signature line. Stages after `outline` work on `Passage.text`.
"""

from __future__ import annotations

from bisect import bisect_right
from dataclasses import dataclass, field

from transforms.lines import Line


@dataclass(slots=True, eq=False)
class Passage:
    """`text` is made of the pieces' texts and the joints between them: "" where a line was wrapped, "\\n" where it ends."""

    text: str
    lines: tuple[Line, ...]
    """The document's lines that it holds, in order."""
    starts: tuple[int, ...]
    """Offset in `text` of each line's first character (after its white space)."""
    origins: tuple[int, ...]
    """Offset in the folded document of those same characters."""
    ordinal: int = 0
    """Order among the passages of its document, from 0."""
    section_path: tuple[str, ...] = ()
    """Headings above it, outermost first, without numbers."""
    heading: str | None = None
    """The outermost heading above it, as printed without number; None before the first."""
    subheading: str | None = None
    """The innermost heading of a deeper level above it."""
    provision: str | None = None
    paragraph: int | None = None
    """Paragraph within the provision, or within the section where it has no provision; from 1."""
    part: str | None = None
    body_start: int = 0
    """Offset in `text` after a provision number or bullet mark, where the wording begins."""
    lead_in: Passage | None = field(default=None, repr=False)
    """The passage whose sentence this bullet completes."""

    @property
    def role(self) -> str:
        """The role of its first line."""
        return self.lines[0].role

    def document_span(self, start: int, end: int) -> tuple[int, int]:
        """The folded document span of the non-empty passage span [start, end): from its first to after its last character."""
        return self._origin(start), self._origin(end - 1) + 1

    def before(self, start: int) -> str:
        """What stands before a passage offset on its line, if it is a line's first."""
        piece = bisect_right(self.starts, start) - 1
        line = self.lines[piece]
        return line.text[: self.origins[piece] - line.start] if self.starts[piece] == start else ""

    def _origin(self, at: int) -> int:
        piece = bisect_right(self.starts, at) - 1
        return self.origins[piece] + at - self.starts[piece]
