"""Is a document the full text of a statement, or a report about one?"""

from __future__ import annotations

import re
from itertools import accumulate

from transforms import patterns
from transforms.lines import BODY_ROLES, CLAUSE_ROLES
from transforms.roles.paragraphs import paragraphs, wrapping
from transforms.roles.view import View

EVIDENCE = {"adoption": 2.0, "signature": 2.0, "byline": -0.5, "photo_caption": -0.5, "ai_summary": -1.0}
"""What lines of these roles are worth."""

DATELINE = 1.0
"""What a day with its place is worth less where it stands above the text alone, as datelines do."""

NOTICE = 4.0
"""What a notice is worth that the full text follows."""

NUMBERED, ARTICLES, LEAST = 1.0, 2.0, 3
"""What numbered sentences and articles are worth, and how many of them there must be."""

SEEN = BODY_ROLES | EVIDENCE.keys() | {"fulltext_notice"}

THRESHOLD = 1.5
"""A text that nothing speaks for is a report."""

SHORTEST, LONGEST_TITLE = 3, 12
"""Characters of a sentence at least, and of a numbered title at most."""

BETWEEN_NOTICES = 8
"""Sentences at most between the notice of a full text and the heading above it."""

GIST = re.compile("要旨|骨子|要点|ポイント|概要|主な内容")

MOST = 200
"""Sentences whose wording is looked at."""

HEAD, WRAPPED_HEAD, LEAD = 8, 16, 3
"""Lines in which a statement's title is looked for, narrow ones too, and sentences in which a day of the news is."""


def of_views(document: list[View]) -> str | None:
    """`full_text` or `report`, by the wording of lines that have a role where they are no text; None without a sentence or
    mark."""
    seen = [view for view in document if not view.line.role or view.line.role in SEEN]
    body = [view for view in seen if not view.line.role or view.line.role in CLAUSE_ROLES]
    sentences = _sentences(body)[:MOST]
    if not sentences:
        return _of_points(seen) if any(view.mark for view in body) else None
    return "full_text" if _frame(seen, sentences) + _wording(sentences) > THRESHOLD else "report"


def gist_notice(document: list[View]) -> View | None:
    """The notice of a paper's gist that phrases alone follow, as agencies list its points: 骨子は次の通り."""
    notices = (at for at, view in enumerate(document) if view.line.role == "fulltext_notice" and GIST.search(view.text))
    at = next(notices, len(document))
    below = [view for view in document[at + 1 :] if not view.line.role]
    return document[at] if below and not any(view.text.endswith("。") for view in below) else None


def _of_points(seen: list[View]) -> str:
    """Of phrases alone: the paper itself, unless the head calls them its gist."""
    return "report" if any(is_gist_title(view.text) for view in seen[:HEAD]) else "full_text"


def notice(document: list[View]) -> int | None:
    """Index of the notice that a full text follows: with more of the text below it than above; of two that stand close together,
    between which who repeats it tells of its background, the second."""
    is_text = [view.is_sentence and (not view.line.role or view.line.role in CLAUSE_ROLES) for view in document]
    above = [*accumulate(is_text)]
    notices = [at for at, view in enumerate(document) if view.line.role == "fulltext_notice"]
    first = next((at for at in notices if above[-1] - above[at] > above[at]), None)
    if first is None:
        return None
    return next(at for at in reversed(notices) if above[at] <= above[first] + BETWEEN_NOTICES)


def is_statement_title(text: str) -> bool:
    """Does a line name a statement, as its title does?"""
    return patterns.entry("coverage.toml", "head", "statement_title").search(text) is not None


def is_gist_title(text: str) -> bool:
    """Does a line name the gist of a paper or of talks, as the title of a report does?"""
    return patterns.entry("coverage.toml", "head", "gist_title").search(text) is not None


def opens_text(text: str) -> bool:
    """Does a passage hold the formula that opens the operative text?"""
    return patterns.entry("coverage.toml", "frame", "opening").search(text) is not None


def _sentences(body: list[View]) -> list[str]:
    """The sentences of the text, each with its 。, wrapped lines joined and marks left out."""
    joined = (paragraph.body for paragraph in paragraphs(body, wrapping(body)) if paragraph.is_sentence)
    return [f"{sentence.strip()}。" for text in joined for sentence in text.split("。") if len(sentence) > SHORTEST]


def _frame(seen: list[View], sentences: list[str]) -> float:
    """What single lines say: for a full text above 0."""
    score = sum(EVIDENCE[role] for role in {view.line.role for view in seen} & EVIDENCE.keys())
    score -= DATELINE * _is_dated_above_text(seen)
    score += NOTICE * (notice(seen) is not None)
    last = max((at for at, view in enumerate(seen) if view.is_sentence or view.mark), default=HEAD)
    texts = {
        "head": _heads(seen, last),
        "frame": [view.text for view in seen],
        "lead": sentences[:LEAD],
    }
    for section, found in texts.items():
        for entry in patterns.entries("coverage.toml", section):
            score += entry.weight * any(entry.pattern.search(text) for text in found)
    articles = sum(view.mark is not None and view.mark.kind == "article" for view in seen)
    numbered = sum(view.mark is not None and view.mark.is_number and len(view.body) > LONGEST_TITLE for view in seen)
    return score + ARTICLES * (articles >= LEAST) + NUMBERED * (numbered >= LEAST)


def _heads(seen: list[View], last: int) -> list[str]:
    """The lines of the head that are no sentences, and such as run over lines of a fixed width in one."""
    how = wrapping(seen)
    lines = [view.text for view in seen[: min(HEAD, last)] if not view.is_sentence]
    if how.width is None:
        return lines
    whole = paragraphs(seen[: min(WRAPPED_HEAD, last)], how)
    return lines + [paragraph.text for paragraph in whole if not paragraph.is_sentence and len(paragraph.views) > 1]


def _is_dated_above_text(seen: list[View]) -> bool:
    """Does the only day of adoption stand before the first sentence?"""
    adopted = [at for at, view in enumerate(seen) if view.line.role == "adoption"]
    text = next((at for at, view in enumerate(seen) if view.is_sentence and view.line.role != "adoption"), 0)
    return bool(adopted) and adopted[-1] < text


def _wording(sentences: list[str]) -> float:
    """How its sentences speak: the parties in one voice and plainly, or persons in a narrator's."""
    return sum(
        entry.weight * sum(entry.pattern.search(sentence) is not None for sentence in sentences) / len(sentences)
        for entry in patterns.entries("coverage.toml", "wording")
    )
