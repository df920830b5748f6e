"""Rules of boilerplate, from the lexicons: the general ones, and those of the site that a document comes from."""

from __future__ import annotations

import re
from dataclasses import dataclass
from functools import lru_cache
from typing import Any

from transforms import lexicon, patterns
from transforms.addresses import host_and_path
from transforms.roles.view import View
from transforms.source import Metadata

GENERAL = "boilerplate.toml"

PLACES = {"any": ("head", "body", "foot"), "edge": ("head", "foot"), "head": ("head",), "foot": ("foot",)}
"""Where the rules of each `where` hold."""

LONG_SENTENCE = 40
"""Characters from which a line that ends in 。 is tried only against rules with a cue."""

LONGEST = 600
"""Lines longer than this are never matched as boilerplate: they are text, and some patterns look far ahead."""


@dataclass(frozen=True, slots=True, eq=False)
class Rule:
    """`where` is a key of `PLACES`; `opens` says how far its role reaches below it: `rest`, `block`, `entries`, `short`, `next`
    or not at all, and `ends` what else ends it there: the title of a `paper`; `below` is the role given there; `cue` has to be
    found in a long sentence before the pattern is tried on it."""

    id: str
    role: str
    pattern: re.Pattern[str]
    where: str = "any"
    opens: str = ""
    below: str = ""
    ends: str = ""
    cue: re.Pattern[str] | None = None


@dataclass(frozen=True, slots=True)
class Site:
    """How to know a site's pages: host and path, publisher's name, or marks in the text; its rules are in the lexicon `file`."""

    file: str
    hosts: tuple[str, ...]
    publishers: tuple[str, ...]
    marks: re.Pattern[str] | None

    @property
    def rules(self) -> tuple[Rule, ...]:
        return _site_rules(self.file)


def rules_for(views: list[View], metadata: Metadata) -> tuple[Rule, ...]:
    """The rules for a document: its sites' first, then the general ones."""
    text = "\n".join(view.text for view in views if len(view.text) <= LONGEST)
    return tuple(rule for site in sites() if _is_of(site, text, metadata) for rule in site.rules) + general()


def match(rules: tuple[Rule, ...], text: str, place: str) -> Rule | None:
    """The first rule that the whole line matches, but for a stroke left at its end; `place` is `head` (above the text), `body`
    or `foot`."""
    if len(text) > LONGEST:
        return None
    text = text.rstrip(" |") or text
    if len(text) < LONG_SENTENCE or not text.endswith("。"):
        return _first(rules, text, place)
    cued = (rule for rule in rules if rule.cue is not None and rule.cue.search(text))
    return next((rule for rule in cued if place in PLACES[rule.where] and rule.pattern.fullmatch(text)), None)


@lru_cache(maxsize=20_000)
def _first(rules: tuple[Rule, ...], text: str, place: str) -> Rule | None:
    """Remembered: what is no sentence stands on many pages of a site, menus above all."""
    return next((rule for rule in rules if place in PLACES[rule.where] and rule.pattern.fullmatch(text)), None)


@lru_cache(maxsize=1)
def general() -> tuple[Rule, ...]:
    return _rules("boilerplate", lexicon.table(GENERAL))


@lru_cache(maxsize=1)
def sites() -> tuple[Site, ...]:
    names = (name for name in lexicon.names() if name.startswith("sites/"))
    return tuple(_site(name, lexicon.table(name)) for name in names)


def _site(name: str, table: dict[str, Any]) -> Site:
    marks = table.get("marks", [])
    return Site(
        name,
        tuple(table.get("hosts", [])),
        tuple(table.get("publishers", [])),
        re.compile("|".join(marks), re.MULTILINE) if marks else None,
    )


@lru_cache
def _site_rules(name: str) -> tuple[Rule, ...]:
    """Compiled for the first page of the site: most runs see few of the sites."""
    ident = name.removeprefix("sites/").removesuffix(".toml")
    return _rules(f"site:{ident}", lexicon.table(name))


def _rules(source: str, table: dict[str, Any]) -> tuple[Rule, ...]:
    return tuple(
        Rule(
            f"{source}/{entry['id']}",
            entry["role"],
            re.compile(patterns.filled(entry["pattern"], GENERAL)),
            entry.get("where", "any"),
            entry.get("opens", ""),
            entry.get("below", entry["role"]),
            entry.get("ends", ""),
            re.compile(patterns.filled(entry["cue"], GENERAL)) if "cue" in entry else None,
        )
        for entry in table.get("rule", [])
    )


def _is_of(site: Site, text: str, metadata: Metadata) -> bool:
    if metadata.url and any(_is_at(metadata.url, host) for host in site.hosts):
        return True
    if metadata.publisher and any(name in metadata.publisher for name in site.publishers):
        return True
    return site.marks is not None and site.marks.search(text) is not None


def _is_at(url: str, host: str) -> bool:
    """Is the address on that host, or on one below it? `host` may go on with the beginning of a path."""
    found, found_path = host_and_path(url) or ("", "")
    name, _, path = host.partition("/")
    return (found == name or found.endswith(f".{name}")) and found_path.startswith(f"/{path}" if path else "")
