"""What a text opens with that lost its line breaks: title, day and place on the line of its first sentence."""

from __future__ import annotations

import re
from dataclasses import dataclass
from functools import lru_cache

from transforms import patterns
from transforms.facts.evidence import Evidence

LEXICON = "coverage.toml"
LEAST = 120
"""Characters of a line that holds a paper: a shorter one is a sentence."""
LATIN = re.compile(r"^[A-Za-z ,.&'-]+ (?=[^A-Za-z])")
"""The name of the ministry or the file in front of a title."""


@dataclass(frozen=True, slots=True)
class Head:
    """The title, and where the day behind it, if there is one, stands in the passage."""

    title: str
    day_start: int
    day_end: int


def head(evidence: Evidence) -> Head | None:
    """Of a document without a title line; None where its first line opens with its first sentence."""
    first = next(iter(evidence.body), None)
    if first is None or evidence.titles or len(first.text) < LEAST:
        return None
    found = _pattern().match(first.text)
    return Head(LATIN.sub("", found["title"]).strip(), *found.span("behind")) if found else None


@lru_cache(maxsize=1)
def _pattern() -> re.Pattern[str]:
    """A phrase that ends in a form, or a form with its subject behind it, and a day, bare or in brackets, before the number or
    word that the text begins with."""
    form = r"{form}[」』]?(?:[(\[<][^()]{1,6}訳[)\]>])?"
    opens_text = r"(?= (?:[\d一]|[^\s。]{2,40}(?:は|が)))"
    day = rf"[(\[]?(?:\d{{4}}|(?:令和|平成|昭和)(?:元|\d{{1,2}}))年\d{{1,2}}月\d{{1,2}}日[^。はがを]{{0,24}}?{opens_text}"
    subject_behind = r"{form} [^。、はがを]{4,80}?(?: ?[(\[<][^()]{1,6}訳[)\]>])?(?= (?:\d{1,2}\.|一、))"
    title = rf"[^。、はがを]{{4,120}}?{form}|{subject_behind}"
    return re.compile(patterns.filled(rf"\s*(?P<title>{title}) +(?P<behind>(?:{day})?)", LEXICON))
