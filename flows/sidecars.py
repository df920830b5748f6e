"""Facts beside a document: `NAME.meta.toml` or `NAME.meta.json`, NAME being its file name with or without its last suffix.

Fields are `url`, `publisher`, `title` and `published_on`. Others, such as `retrieved_on`, may stand there and are not read:
when a copy was fetched says nothing of the document, and a document that was fetched once more has not changed.
"""

from __future__ import annotations

import json
import tomllib
from collections.abc import Mapping
from datetime import date, datetime
from typing import Any

from transforms.formats.html_head import read_day
from transforms.source import Metadata, Rejected

ENDINGS = (".meta.toml", ".meta.json")
TEXTS, DAY = ("url", "publisher", "title"), "published_on"
FIELDS = (*TEXTS, DAY)


def is_sidecar(name: str) -> bool:
    return name.lower().endswith(ENDINGS)


def names_for(name: str) -> list[str]:
    """Names that a document's sidecar may have, the surest first."""
    stem = name.rsplit(".", 1)[0]
    return [base + ending for base in dict.fromkeys((name, stem)) for ending in ENDINGS]


def read_sidecar(data: bytes, name: str) -> Metadata:
    """Raises Rejected `bad_sidecar`."""
    try:
        text = data.decode("utf-8-sig")
        values = tomllib.loads(text) if name.lower().endswith(".toml") else json.loads(text)
    except (ValueError, RecursionError) as error:
        raise Rejected("read", "bad_sidecar", f"{name}: {error}: correct it, or remove it") from None
    if not isinstance(values, dict):
        raise Rejected("read", "bad_sidecar", f"{name}: it must hold fields ({', '.join(FIELDS)})")
    return metadata_of(values, name)


def metadata_of(values: Mapping[str, Any], where: str) -> Metadata:
    """Checks the values of named fields; None and "" mean unknown. Raises Rejected `bad_sidecar` with all of a wrong form."""
    given = {name: value for name in FIELDS if (value := values.get(name)) not in (None, "")}
    if faults := [fault for name, value in given.items() if (fault := _fault(name, value))]:
        raise Rejected("read", "bad_sidecar", f"{where}: {'; '.join(faults)}")
    texts = {name: str(value).strip() for name, value in given.items() if name in TEXTS}
    return Metadata(**texts, published_on=_day(given.get(DAY)))


def _fault(name: str, value: Any) -> str | None:
    """What is wrong with the value of a field."""
    if name in TEXTS:
        return None if isinstance(value, str) else f"{name} must be a text, it is {value!r:.80}"
    return None if _day(value) else f"{name} must be a day such as 2025-05-06, it is {value!r:.80}"


def _day(value: Any) -> date | None:
    """The day that a value stands for, if it is one."""
    if isinstance(value, datetime):
        return value.date()
    if isinstance(value, date):
        return value
    return read_day(value) if isinstance(value, str) else None
