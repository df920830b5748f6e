"""What the head of an HTML page says about the document: title, address, site, day of publication."""

from __future__ import annotations

import json
import re
from collections.abc import Iterator
from datetime import date
from typing import Any

from transforms.source import Metadata

NAMES = {
    "title": ("og:title", "dc.title", "dcterms.title", "citation_title", "twitter:title"),
    "url": ("canonical", "og:url"),
    "publisher": ("og:site_name", "dc.publisher", "dcterms.publisher", "citation_publisher", "application-name"),
    "published_on": (
        "article:published_time",
        "datepublished",
        "dcterms.issued",
        "dc.date.issued",
        "dcterms.date",
        "dc.date",
        "citation_publication_date",
        "pubdate",
        "publishdate",
        "publish-date",
        "date",
    ),
}
"""Names of `meta` and `link` elements in the order of trust: Open Graph, Dublin Core, Highwire, schema.org, habits."""

DAY = re.compile(r"\s*(\d{4})(?:-|/|\.|年\s?)?(\d{1,2})(?:-|/|\.|月\s?)?(\d{1,2})(?!\d)")
LARGEST_JSON = 200_000


def metadata(title: str, fields: dict[str, str], scripts: list[str]) -> Metadata:
    """`title` of the title element; `fields`: content of `meta` and `link` by lower-case name; JSON-LD scripts."""
    for script in scripts:
        for name, value in _linked_data(script):
            fields.setdefault(name, value)
    found = {name: next((fields[key] for key in keys if fields.get(key)), None) for name, keys in NAMES.items()}
    url = found["url"]
    return Metadata(
        url=url if url and url.startswith(("http://", "https://")) else None,
        publisher=found["publisher"],
        published_on=read_day(found["published_on"]),
        title=found["title"] or title or None,
    )


def read_day(value: str | None) -> date | None:
    """The day that a machine-readable date begins with (`2025-05-06T10:00+07:00`, `20250506`, `2025/5/6`); None if none."""
    match = DAY.match(value or "")
    if not match:
        return None
    try:
        return date(*map(int, match.groups()))
    except ValueError:
        return None


def _linked_data(script: str) -> Iterator[tuple[str, str]]:
    """Fields of the first schema.org article in a JSON-LD script; broken JSON says nothing."""
    if len(script) > LARGEST_JSON:
        return
    try:
        loaded = json.loads(script)
    except (ValueError, RecursionError):
        return
    for item in _items(loaded):
        if "datePublished" in item or "headline" in item:
            publisher = item.get("publisher")
            yield "datepublished", str(item.get("datePublished") or "")
            yield "dc.title", str(item.get("headline") or "")
            yield "dc.publisher", str(publisher.get("name") or "") if isinstance(publisher, dict) else ""
            return


def _items(loaded: Any) -> list[dict[str, Any]]:
    items = loaded.get("@graph", [loaded]) if isinstance(loaded, dict) else loaded
    return [item for item in items if isinstance(item, dict)] if isinstance(items, list) else []
