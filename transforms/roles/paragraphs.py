"""Joins lines that read as one: sentences and headings broken over lines, by hand or at a fixed width."""

from __future__ import annotations

import re
from collections import Counter
from collections.abc import Sequence
from dataclasses import dataclass
from itertools import pairwise

from transforms.numbering import WEAK, Mark
from transforms.roles.view import View, is_nominal, is_verbal

SLACK = 3
"""Characters by which a wrapped line may fall short: a bracket or 、 is not put at the start of a line."""

NARROWEST, WIDEST = 16, 64
"""Characters between which fixed widths are looked for."""

COLUMN, COLUMN_SLACK, COLUMN_LINES = 8, 1, 10
"""Narrower ones, from so many characters on, are the columns of a newspaper: all lines are of them, at least so many."""

FEWEST = 3
"""Lines of a length from which it is a width."""

HEADING_BLOCK = re.compile(r"h[1-6]")
TOPIC_OPEN = re.compile(r"[^、。「」]{1,30}は、")
"""A topic before 、: no heading has one."""

UNDER_WAY = re.compile(
    r"[^。「『]*?(?:は|から|より|に対し(?:て)?|とともに|とおり|において|した上で|しつつ|するため|[いえきしちにびみりけせてねべめれ]て)、."
    r"|[^、。「『]{2,30}は[^。]+[でにをがとへ]$"
    r"|(?=.{25})[^、。「『]{2,40}は[^。「『]+、."
)
"""How a line begins that is no heading: with what a sentence puts before its verb."""

BROKEN_OFF = re.compile("(?:[はがを]|[ぁ-ん]、)$")
"""How a line ends within a sentence, and hardly within a title or a name."""

MIDDLE = re.compile("[。、]")
"""What a sentence has and a heading has not."""

NO_START = re.compile(
    r"[ぁぃぅぇぉっゃゅょゎァィゥェォッャュョヮーんンを、。,.)\]」』】〉》]|は[、(「]|が、|[にで]は?、|の(?!ち)"
)
"""What no line begins with unless its paragraph has begun above."""

NOTE = re.compile(
    r"[(\[](?:\d{4}|[一二三四五六七八九〇]{4}|(?:昭和|平成|令和)[\d一二三四五六七八九十元])|[(\[【][^()\[\]【】。]{2,40}[)\]】]$|\d{1,3}$"
)
"""A day in brackets that opens a line below a sentence, a line that is one bracket, or a number: no part of the text."""

UNCLOSED = re.compile(r"[(\[][^()\[\]]{0,60}$")
CLOSING = re.compile(r"[^()\[\]]{0,60}[)\]]")
"""The two halves of a bracket that was broken over lines: (TICAD / 9)."""

LATIN_END = re.compile(r"[A-Za-z]$")
"""A word that a number may belong to: TICAD / 9."""

SHORTEST_ITEM_BREAK = 32
"""Characters from which a bulleted line may be broken by hand."""

SHORTEST_BREAK = 45
"""Characters from which a line without an end is a sentence broken by hand rather than a heading."""


@dataclass(slots=True, eq=False)
class Paragraph:
    """Lines that read as one."""

    views: list[View]

    @property
    def first(self) -> View:
        return self.views[0]

    @property
    def mark(self) -> Mark | None:
        """The innermost mark that it opens with: that of the second line where the first is only a number."""
        second = self.views[1].mark if len(self.views) > 1 and not self.first.body else None
        return second or self.first.mark

    @property
    def text(self) -> str:
        return "".join(view.text for view in self.views)

    @property
    def body(self) -> str:
        """Its wording without marks."""
        return "".join(view.body if at == 0 or not self.first.body else view.text for at, view in enumerate(self.views))

    @property
    def is_sentence(self) -> bool:
        return self.views[-1].is_sentence

    @property
    def is_open(self) -> bool:
        return self.views[-1].is_open

    @property
    def is_phrase(self) -> bool:
        """A noun phrase: no sentence, no verb at its end."""
        return not (self.is_sentence or is_verbal(self.views[-1].text))

    @property
    def is_nominal(self) -> bool:
        """A noun phrase, or a clause that こと makes one, with or without 。."""
        return self.is_phrase or is_nominal(self.views[-1].text)


@dataclass(frozen=True, slots=True)
class Wrapping:
    """How a document's lines were broken."""

    width: int | None
    """Where they were wrapped; None where lines are paragraphs."""
    in_columns: bool
    """Is `width` counted in half-width columns, or in characters (as where full-width digits were folded)?"""
    indented: bool
    """Do paragraphs begin with a space?"""
    is_paged: bool
    """Does the format tell printed lines from paragraphs?"""
    margin: int = 0
    """Spaces before all lines."""

    def is_full(self, view: View) -> bool:
        if self.width is None:
            return False
        unit = 2 if self.in_columns else 1
        slack = unit * (SLACK if self.width >= NARROWEST * unit else COLUMN_SLACK)
        length = view.width if self.in_columns else len(view.text)
        # An indent stands within the width where it is printed, and outside where it was added.
        indent = unit * (view.indent - self.margin)
        return any(self.width - slack <= one <= self.width + slack for one in (length, length + indent))

    def continues(self, before: View, view: View) -> bool:
        """Does `view` go on with what `before` leaves open?"""
        if (
            before.mark
            and not before.body
            and not HEADING_BLOCK.fullmatch(before.line.block or "")
            and before.mark.kind != "hash"
        ):
            return not (view.mark and view.mark.kind == before.mark.kind)
        if before.text.endswith((":", ";")) or (view.mark and not self._is_wording(before, view)):
            return False
        if before.is_sentence:
            return self._same_paragraph(before, view)
        opens = self.indented and view.gap and view.indent > self.margin
        if before.is_open or (self.is_full(before) and not opens) or _closes_bracket(before, view) or _is_rest(view):
            return True
        if view.line.block:
            return view.line.block == "line" and len(before.text) >= SHORTEST_BREAK
        return _is_broken_by_hand(before, view)

    def _is_wording(self, before: View, view: View) -> bool:
        """Is what looks like the line's mark a part of its text?"""
        return _closes_bracket(before, view) or self._is_middle_dot(before, view) or self._is_part_of_word(before, view)

    def _is_middle_dot(self, before: View, view: View) -> bool:
        """Is the line's ・ not a bullet, but the one between two nouns where the text was wrapped?"""
        assert view.mark
        is_dot = view.text[0] == "・" and view.mark.end == 1
        is_item = before.mark is not None and not before.mark.is_number
        return is_dot and not is_item and self.is_full(before) and not before.is_sentence

    def _is_part_of_word(self, before: View, view: View) -> bool:
        """Is the line's number the end of a name that was broken over lines? Only such as words may open with too."""
        assert view.mark
        is_figure = view.mark.kind in WEAK and view.text[0].isdigit()
        return is_figure and bool(LATIN_END.search(before.text)) and self.is_full(before)

    def _same_paragraph(self, before: View, view: View) -> bool:
        """After a sentence that ends where its line does: only wrapped text can go on."""
        if not self.is_full(before) or view.gap or not (view.is_sentence or self.is_full(view)) or NOTE.match(view.text):
            return False
        return view.line.block == "line" if self.is_paged else self.indented and view.indent == 0


def _is_rest(view: View) -> bool:
    """Can the line only be the rest of one above?"""
    return not view.gap and NO_START.match(view.text) is not None


def _closes_bracket(before: View, view: View) -> bool:
    """Does the line close a bracket that the line before has left open?"""
    return bool(UNCLOSED.search(before.text) and CLOSING.match(view.text))


def _is_broken_by_hand(before: View, view: View) -> bool:
    """Is a line without an end followed by the end of its sentence? A long line, or one that has named its topic."""
    if not view.gap and is_under_way(before) and not _is_item(before) and MIDDLE.search(view.text):
        return True
    if not view.is_sentence:
        return False
    if TOPIC_OPEN.match(before.body) and not view.gap:
        return True
    if before.mark is None:
        return len(before.text) >= SHORTEST_BREAK
    is_short = len(view.text) * 2 <= len(before.text)
    return not before.mark.is_number and len(before.text) >= SHORTEST_ITEM_BREAK and is_short and not view.gap


def is_under_way(view: View) -> bool:
    """Has a sentence begun in the line, by the 、 behind its topic or behind what it says first, and not ended?"""
    return not view.is_sentence and UNDER_WAY.match(view.body) is not None


def _is_item(view: View) -> bool:
    return view.mark is not None and not view.mark.is_number


def wrapping(views: list[View], document: Sequence[View] = ()) -> Wrapping:
    """How these lines were broken; where they are too few to tell, as all lines of the document were."""
    width, in_columns = _measured(views)
    if width is None:
        width, in_columns = _measured(document)
    below = [view for before, view in pairwise(views) if before.is_sentence]
    starts = [view for view in below if not view.mark] or below
    indented = sum(view.indent > 0 for view in starts) * 2 > len(starts)
    is_paged = any(view.line.block == "line" for view in views)
    margin = min((view.indent for view in views), default=0)
    return Wrapping(width, in_columns, indented, is_paged, margin)


def paragraphs(views: list[View], how: Wrapping) -> list[Paragraph]:
    """The lines, joined where they go on; every line is in one.

    In texts that are set phrase by phrase a sentence goes on until it ends, once it has begun in a line that broke off.
    """
    found: list[Paragraph] = []
    is_begun = False
    for view in views:
        before = found[-1].views[-1] if found else None
        if before and (how.continues(before, view) or (is_begun and _may_go_on(before, view))):
            is_begun = is_begun or BROKEN_OFF.search(before.text) is not None
            found[-1].views.append(view)
        else:
            is_begun = False
            found.append(Paragraph([view]))
    return found


def _may_go_on(before: View, view: View) -> bool:
    return not (before.is_sentence or view.mark or view.line.block)


def _measured(views: Sequence[View]) -> tuple[int | None, bool]:
    """Where lines were wrapped, and whether that is counted in columns."""
    if sum(not view.is_sentence for view in views) < FEWEST:
        return None, False
    widths, lengths = [view.width for view in views], [len(view.text) for view in views]
    ends = [view.is_sentence for view in views]
    columns, by_columns = _width(widths, ends, 2)
    characters, by_characters = _width(lengths, ends, 1)
    if not by_columns and not by_characters and _runs_on(views):
        columns, by_columns = _column(widths, 2)
        characters, by_characters = _column(lengths, 1)
    return (columns, True) if by_columns > by_characters else (characters, False)


def _runs_on(views: Sequence[View]) -> bool:
    """Have many of these lines a comma or a stop in them, as text has and lists of links have not?"""
    return len(views) >= COLUMN_LINES and sum(MIDDLE.search(view.text) is not None for view in views) * 4 >= len(views)


def _column(lengths: list[int], unit: int) -> tuple[int | None, int]:
    """The width of a narrow column that nearly all lines fill, and how many do."""
    slack = COLUMN_SLACK * unit
    counts = Counter(lengths)
    limit = max(counts, key=lambda length: (counts[length], length))
    full = sum(limit - slack <= length <= limit + slack for length in lengths)
    longer = sum(length > limit + slack for length in lengths)
    is_column = COLUMN * unit <= limit < NARROWEST * unit and full * 5 >= len(lengths) * 3 and longer * 8 <= len(lengths)
    return (limit, full) if is_column else (None, 0)


def _width(lengths: list[int], ends: list[bool], unit: int) -> tuple[int | None, int]:
    """The length that most lines without a sentence's end have, and how many have it; few lines may be longer.

    `ends` says which lines end a sentence; `unit` is the length of a wide character.
    """
    least, most = NARROWEST * unit, WIDEST * unit
    broken = sorted(length for length, is_end in zip(lengths, ends, strict=True) if not is_end and least <= length <= most)
    if len(broken) < FEWEST:
        return None, 0
    limit, slack = broken[-1 - len(broken) // 20], SLACK * unit
    full = sum(limit - slack <= length <= limit + slack for length in broken)
    longer = sum(length > limit + slack for length in lengths)
    good = full >= FEWEST and full * 2 >= len(broken) and longer * 10 <= len(lengths)
    return (limit, full) if good else (None, 0)
