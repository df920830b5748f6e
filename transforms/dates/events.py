"""Dated events of the lexicon that a document tells of: they date one that has no date of its own."""

from __future__ import annotations

import re
from collections import Counter
from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date
from functools import lru_cache

import ahocorasick_rs

from transforms import lexicon

OPENING = 12
"""Texts from the beginning of a document in which the event that it is about is named."""
QUOTES = str.maketrans("", "", "「」『』“”\"' ・")
OCCASION = re.compile(r"出席|参加|開か|開催|開幕|行わ|合わせ|閉幕|に際し|機会に|主催|参列|で会談|採択|発表")
"""Words that make an event the occasion of the document, not a memory in it."""
DIGITS = "〇一二三四五六七八九"


@dataclass(frozen=True, slots=True)
class Event:
    """A row of `events.csv`."""

    series: str
    ordinal: int
    first_on: date
    last_on: date


def lookup(texts: Sequence[str]) -> date | None:
    """The last day of the event that the opening of a document tells of: the one named most, and of several the latest."""
    found = find(texts)
    return found.last_on if found else None


def find(texts: Sequence[str]) -> Event | None:
    """The event itself; None where none is named as the occasion."""
    matcher, events = _matcher()
    counts: Counter[Event] = Counter()
    occasions = set()
    for text in texts[:OPENING]:
        plain = text.translate(QUOTES)
        for name, _, end in matcher.find_matches_as_indexes(plain):
            counts[events[name]] += 1
            if OCCASION.search(plain, end, end + 40):
                occasions.add(events[name])
    return max(occasions, key=lambda event: (counts[event], event.last_on), default=None)


@lru_cache(maxsize=1)
def _matcher() -> tuple[ahocorasick_rs.AhoCorasick, list[Event]]:
    names: dict[str, Event] = {}
    for row in lexicon.rows("events.csv"):
        event = _event(row)
        names |= {name.translate(QUOTES): event for name in (*_ordinal_names(row), *lexicon.split(row["names"]))}
    return ahocorasick_rs.AhoCorasick(list(names), matchkind=ahocorasick_rs.MatchKind.LeftmostLongest), list(names.values())


def _event(row: dict[str, str]) -> Event:
    first, last = date.fromisoformat(row["first_on"]), date.fromisoformat(row["last_on"])
    return Event(lexicon.split(row["series"])[0], int(row["ordinal"]), first, last)


def _ordinal_names(row: dict[str, str]) -> list[str]:
    number = int(row["ordinal"])
    return [
        name
        for ordinal in (f"第{number}回", f"第{_kanji(number)}回")
        for series in lexicon.split(row["series"])
        for name in (f"{ordinal}{series}", f"{series}{ordinal}")
    ]


def _kanji(number: int) -> str:
    """A number below 100 with units: 25 is 二十五."""
    tens, ones = divmod(number, 10)
    return (("" if tens == 1 else DIGITS[tens]) + "十" if tens else "") + (DIGITS[ones] if ones else "")
