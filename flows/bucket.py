"""A place in an object store, `s3://bucket/prefix`, and the few requests that datasets and sources make of it.

Endpoint, region and credentials come from the usual variables: AWS_ENDPOINT_URL, AWS_REGION, AWS_ACCESS_KEY_ID,
AWS_SECRET_ACCESS_KEY, AWS_SESSION_TOKEN; without a key, from the machine's role.
"""

from __future__ import annotations

import os
from collections.abc import Iterator, Sequence
from contextlib import contextmanager
from dataclasses import dataclass
from datetime import datetime, timedelta
from pathlib import Path
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from obstore.store import RetryConfig

SCHEME = "s3://"
LONGEST_MESSAGE = 300
PATIENCE: RetryConfig = {"max_retries": 4, "retry_timeout": timedelta(seconds=60)}
"""Requests are tried again where the store is busy or the network fails, but not for so long that it looks like a hang."""
LONGEST_REQUEST = timedelta(minutes=5)


class BucketError(OSError):
    """The store cannot be used as asked; the message is one line for the person who named it."""


class Changed(BucketError):
    """An object is no longer what it was expected to be."""


@dataclass(frozen=True, slots=True)
class Entry:
    """An object: key below the place, bytes, `tag` that changes with its content, and when it was written."""

    key: str
    size: int
    tag: str
    written_at: datetime


def is_remote(address: str) -> bool:
    return address.startswith(SCHEME)


def split(address: str) -> tuple[str, str]:
    """(address of the bucket, key) of an object's address."""
    name, _, key = address.removeprefix(SCHEME).partition("/")
    return SCHEME + name, key


class Bucket:
    """Raises FileNotFoundError for what is not there, Changed where a condition fails, and else BucketError."""

    def __init__(self, address: str) -> None:
        """`address` has a bucket and may have a prefix. Raises BucketError where it hasn't, or the library is missing."""
        name, _, prefix = address.removeprefix(SCHEME).strip("/").partition("/")
        if not name:
            raise BucketError(f"{address}: it names no bucket, as in s3://bucket/folder")
        try:
            import obstore  # noqa: PLC0415 - only object stores need it, and it takes a moment to load
            from obstore.store import S3Store  # noqa: PLC0415
        except ImportError:
            raise BucketError("object stores need the package obstore: pip install obstore") from None
        self.address = SCHEME + "/".join(part for part in (name, prefix) if part)
        self._obstore = obstore
        is_plain = os.environ.get("AWS_ENDPOINT_URL", "").startswith("http://")
        with self._told():
            self._store = S3Store(
                name,
                prefix=prefix or None,
                client_options={"allow_http": is_plain, "timeout": LONGEST_REQUEST},
                retry_config=PATIENCE,
            )

    def get(self, key: str) -> tuple[bytes, str]:
        """All bytes of an object, and its tag."""
        with self._told():
            answer = self._obstore.get(self._store, key)
            return bytes(answer.bytes()), answer.meta["e_tag"] or ""

    def start(self, key: str, most: int) -> bytes:
        """The first bytes of an object."""
        with self._told():
            return bytes(self._obstore.get_range(self._store, key, start=0, end=most))

    def find(self, key: str) -> Entry | None:
        """What is known of an object, or None where there is none."""
        try:
            with self._told():
                about = self._obstore.head(self._store, key)
        except FileNotFoundError:
            return None
        return Entry(key, about["size"], about["e_tag"] or "", about["last_modified"])

    def fetch(self, key: str, path: Path) -> None:
        """Writes an object into a new file."""
        with self._told(), path.open("wb") as file:
            for chunk in self._obstore.get(self._store, key):
                file.write(chunk)

    def put(self, key: str, content: bytes | Path) -> None:
        """Writes an object, given as bytes or as the file that holds them."""
        with self._told():
            self._obstore.put(self._store, key, content)

    def replace(self, key: str, content: bytes, tag: str | None) -> str:
        """Writes an object in one step, if it still has the tag, or with None if there is none; its new tag."""
        with self._told():
            answer = self._obstore.put(self._store, key, content, mode={"e_tag": tag} if tag else "create", use_multipart=False)
        return answer["e_tag"] or ""

    def entries(self, below: str | None = None) -> list[Entry]:
        """All objects, in the order of their keys."""
        with self._told():
            found = [about for page in self._obstore.list(self._store, below) for about in page]
        return sorted(
            (Entry(about["path"], about["size"], about["e_tag"] or "", about["last_modified"]) for about in found),
            key=lambda entry: entry.key,
        )

    def delete(self, keys: Sequence[str]) -> None:
        """Objects that are gone already are no error."""
        if keys:
            with self._told():
                self._obstore.delete(self._store, list(keys))

    @contextmanager
    def _told(self) -> Iterator[None]:
        from obstore.exceptions import AlreadyExistsError, BaseError, PreconditionError  # noqa: PLC0415

        try:
            yield
        except (AlreadyExistsError, PreconditionError) as error:
            raise Changed(self._line(error)) from None
        except BaseError as error:
            raise BucketError(self._line(error)) from None

    def _line(self, error: Exception) -> str:
        """The first line of a message: the store's whole answer follows in the others."""
        return f"{self.address}: {str(error).splitlines()[0].strip()[:LONGEST_MESSAGE]}"
