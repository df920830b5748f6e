"""Provisions that stand one behind the other on a line, as in text that lost its line breaks: 「1.…した。2.…した。」."""

from __future__ import annotations

import re
from collections import Counter
from dataclasses import replace

from transforms import numbering
from transforms.lines import CLAUSE_ROLES
from transforms.numbering import Mark
from transforms.roles.view import View

KINDS = frozenset({"arabic_dot", "kanji_comma", "arabic_paren", "kanji_paren"})
SENTENCE_START = re.compile(r"[。:] *(?=[(\d一二三四五六七八九十])")
BULLET = re.compile(r"[○●◎◆◇■□▽▼](?=[^ ○●])")
LEAST_BULLETS = 3
"""Bullets of a kind on one line, behind blanks, from which on they part its points."""


def pieces(view: View) -> list[View]:
    """The line cut before every number that continues a series behind a full stop, and before every bullet where it has several;
    the line alone where none does.

    A piece has its own text, mark and `indent`, counted from the start of the line.
    """
    if view.line.role not in CLAUSE_ROLES:
        return [view]
    cuts = sorted([*_cuts(view), *_bullets(view)], key=lambda cut: cut[0])
    if not cuts:
        return [view]
    ends = [at for at, _ in cuts[1:]] + [len(view.text)]
    first = replace(view, text=view.text[: cuts[0][0]].rstrip(), is_sentence=True, is_open=False)
    return [first, *(_piece(view, at, end, mark) for (at, mark), end in zip(cuts, ends, strict=True))]


def _piece(view: View, start: int, end: int, mark: Mark) -> View:
    text = view.text[start:end].rstrip()
    own = replace(mark, end=mark.end - start)
    return replace(view, text=text, mark=own, gap=False, indent=view.indent + start)


def _cuts(view: View) -> list[tuple[int, Mark]]:
    """Offsets of the numbers that a series proves, each with its mark."""
    starts = (match.end() for match in SENTENCE_START.finditer(view.text))
    marks = ((at, numbering.read_at(view.text, at)) for at in starts)
    found = [(at, numbering.with_inner(mark, view.text)) for at, mark in marks if mark and mark.kind in KINDS]
    series: list[Mark] = []
    if view.mark and view.mark.is_number:
        _go_on(series, view.mark)
    cuts = []
    for number, (at, mark) in enumerate(found):
        before = next((one for one in series if one.kind == mark.kind), None)
        if mark.follows(before) if before else mark.is_first and any(later.follows(mark) for _, later in found[number + 1 :]):
            cuts.append((at, mark))
            _go_on(series, mark)
    return cuts


def _bullets(view: View) -> list[tuple[int, Mark]]:
    """Offsets of the bullets behind the line's own beginning, each with its mark."""
    text = view.text
    found = [match.start() for match in BULLET.finditer(text) if text[match.start() - 1] in " 。" or not match.start()]
    counts = Counter(text[at] for at in found)
    starts = [at for at in found if at and counts[text[at]] >= LEAST_BULLETS]
    return [(at, mark) for at in starts if (mark := numbering.read_at(view.text, at))]


def _go_on(series: list[Mark], mark: Mark) -> None:
    """Puts a mark in the place of the last one of its kind, in place; the series of deeper levels end."""
    kinds = [one.kind for one in series]
    if mark.kind in kinds:
        del series[kinds.index(mark.kind) :]
    series += [mark, mark.inner] if mark.inner else [mark]
