"""What an HTML element holds, by its tag and by the words in its class, id and role."""

from __future__ import annotations

import re
from collections.abc import Mapping
from functools import lru_cache

from transforms import lexicon

TAGS = {"nav": "nav", "aside": "aside", "footer": "footer", "noscript": "script", "figcaption": "figcaption", "dialog": "cookie"}
CONTROLS = dict.fromkeys(("button", "select", "option", "textarea", "label", "legend"), "form")
"""Elements that tell their kind themselves. `form` does not: some servers wrap the whole page into one."""

ELEMENTS = {name: frozenset(value.split()) for name, value in lexicon.table("html_elements.toml").items()}
"""Names of elements and ids by what they do."""
WORD = re.compile(r"[A-Z]?[a-z]+|[A-Z]+(?![a-z])")
NOT_SHOWN = re.compile(r"(?:display\s*:\s*none|visibility\s*:\s*hidden)\b", re.IGNORECASE)
LONGEST = 200
"""Characters of a class or a style that are looked at; real ones are shorter."""


def kind_of(tag: str, attributes: Mapping[str, str], in_text: bool) -> str | None:
    """The kind of an element's whole content, None where it says nothing. `in_text`: it stands in `main` or `article`."""
    if "hidden" in attributes or NOT_SHOWN.search(attributes.get("style", "")[:LONGEST]):
        return "hidden"
    if tag in TAGS or tag in CONTROLS:
        return TAGS.get(tag) or CONTROLS[tag]
    if tag == "header":
        return None if in_text else "header"
    if tag in ELEMENTS["never"]:
        return None
    names = " ".join(attributes[name] for name in ("role", "id", "class") if name in attributes)
    return _hinted(names[:LONGEST]) if names else None


def is_main(tag: str, attributes: Mapping[str, str]) -> bool:
    """Whether an element is said to hold the text of the page."""
    return tag == "main" or attributes.get("role") == "main" or attributes.get("id", "").lower() in ELEMENTS["main_ids"]


@lru_cache(maxsize=4096)
def _hinted(names: str) -> str | None:
    words = [word.lower() for word in WORD.findall(names)]
    for word in words:
        hint = _hints().get(word)
        if hint and not hint[1].intersection(words):
            return hint[0]
    return None


@lru_cache(maxsize=1)
def _hints() -> dict[str, tuple[str, frozenset[str]]]:
    return {row["word"]: (row["kind"], frozenset(lexicon.split(row["unless"]))) for row in lexicon.rows("html_hints.csv")}
