"""What comes in: the bytes of one document, and what is known of it beside its text."""

from __future__ import annotations

import hashlib
from dataclasses import dataclass, field
from datetime import date
from functools import lru_cache


@dataclass(frozen=True, slots=True)
class Metadata:
    """Facts given beside the text: a sidecar file, fields of a bulk record, the head of an HTML page. All encodable."""

    url: str | None = None
    publisher: str | None = None
    published_on: date | None = None
    title: str | None = None

    def __post_init__(self) -> None:
        for name in ("url", "publisher", "title"):
            if text := getattr(self, name):
                object.__setattr__(self, name, encodable(text))


@dataclass(frozen=True, slots=True)
class Source:
    """One document before it is read. `path` is its key: relative to the sources' root, `file#record` for bulk input."""

    path: str
    data: bytes
    metadata: Metadata = field(default_factory=Metadata)

    @property
    def statement_id(self) -> str:
        """Stable id: 16 hex digits of SHA-256 over the key, whatever the content."""
        return _statement_id(self.path)

    @property
    def sha256(self) -> str:
        return hashlib.sha256(self.data).hexdigest()


@lru_cache(maxsize=1)
def _statement_id(path: str) -> str:
    """Remembered for the document at hand, all of whose rows ask for it."""
    return hashlib.sha256(path.encode()).hexdigest()[:16]


def encodable(text: str) -> str:
    """The text with what JSON can hold and UTF-8 cannot (`\\ud800`, half a surrogate pair) written out."""
    return text.encode("utf-8", "backslashreplace").decode()


class Rejected(Exception):
    """A document that cannot be processed: a row of `rejects`.

    `stage` is the step that gave up, `reason` a code, `message` tells a person the place and what to do.
    """

    def __init__(self, stage: str, reason: str, message: str) -> None:
        super().__init__(message)
        self.stage, self.reason, self.message = stage, reason, message
