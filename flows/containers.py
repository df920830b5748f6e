"""Bytes out of plain files, gzip files and members of zip archives, without unpacking to disk and never without a bound."""

from __future__ import annotations

import gzip
import zipfile
import zlib
from collections.abc import Iterator
from contextlib import contextmanager
from functools import lru_cache
from pathlib import Path
from typing import BinaryIO, cast

import pyarrow as pa

from transforms.source import Rejected

LARGEST = 256 * 2**20
"""Bytes of one document once unpacked; beyond it a file is no document."""
MOST_MEMBERS = 1_000_000
BROKEN = (
    zipfile.BadZipFile,
    gzip.BadGzipFile,
    zlib.error,
    EOFError,
    NotImplementedError,
    RuntimeError,
    UnicodeDecodeError,
    pa.ArrowInvalid,
)
"""What damaged or encrypted archives and Parquet files make their readers raise."""


def is_archive(name: str) -> bool:
    return name.lower().endswith(".zip")


def fetch(path: str, member: str | None, limit: int = LARGEST) -> bytes:
    """All bytes of a file or a zip member, unpacked where its name ends in `.gz`. Raises Rejected at stage `read`."""
    with opened(path, member) as stream:
        data = stream.read(limit + 1)
    if len(data) > limit:
        raise Rejected("read", "too_big", f"More than {limit:,} bytes once unpacked: split the file into documents")
    return data


@contextmanager
def opened(path: str, member: str | None) -> Iterator[BinaryIO]:
    """A stream over the unpacked bytes."""
    with failures(), open_stream(path, member) as stream:
        yield stream


@contextmanager
def failures() -> Iterator[None]:
    """What goes wrong while files and archives are read becomes Rejected at stage `read`."""
    try:
        yield
    except FileNotFoundError:
        raise Rejected("read", "vanished", "The file was there when listed and is gone: run again, or restore it") from None
    except KeyError:
        raise Rejected("read", "vanished", "The archive no longer holds it: run again, or restore the archive") from None
    except BROKEN as error:
        raise Rejected("read", "damaged_file", f"It cannot be unpacked ({error}): fetch it again") from None
    except OSError as error:
        if error.errno is None:  # no word from the system: so Arrow tells of a page that it cannot unpack
            raise Rejected("read", "damaged_file", f"It cannot be unpacked ({error}): fetch it again") from None
        raise Rejected("read", "unreadable", f"{error.strerror or error}: check the file's permissions and its disk") from None


def open_stream(path: str, member: str | None) -> BinaryIO:
    """Seekable; seeking back in a compressed stream reads it anew from its start."""
    if member is None:
        return cast(BinaryIO, gzip.open(path) if path.lower().endswith(".gz") else open(path, "rb"))  # noqa: PTH123
    stream = cast(BinaryIO, _archive(path, Path(path).stat().st_mtime_ns).open(member))
    return cast(BinaryIO, gzip.GzipFile(fileobj=stream)) if member.lower().endswith(".gz") else stream


@lru_cache(maxsize=2)
def _archive(path: str, _changed: int) -> zipfile.ZipFile:
    """Kept open, for reading a member anew must not read the archive's whole list anew."""
    return zipfile.ZipFile(path)


def members(path: str) -> list[tuple[str, str, int, str | None]]:
    """(member, name as text, bytes unpacked, reason against it) of the files in a zip archive, in the order of names.

    Raises Rejected at stage `read`.
    """
    with failures(), zipfile.ZipFile(path) as archive:
        entries = archive.infolist()
    if len(entries) > MOST_MEMBERS:
        raise Rejected("read", "too_big", f"{len(entries):,} members, at most {MOST_MEMBERS:,} are read: split the archive")
    found = [(one.filename, _readable(one), one.file_size, _objection(one)) for one in entries if not one.is_dir()]
    return sorted(found, key=lambda entry: entry[1])


def _readable(info: zipfile.ZipInfo) -> str:
    """A member's name; without the UTF-8 mark archivers on Japanese Windows write CP932, which zipfile reads as CP437."""
    if info.flag_bits & 0x800:
        return info.filename
    try:
        return info.filename.encode("cp437").decode("cp932")
    except UnicodeError:
        return info.filename


def _objection(info: zipfile.ZipInfo) -> str | None:
    if info.filename.startswith(("/", "\\")) or ".." in info.filename.replace("\\", "/").split("/"):
        return "unsafe_member"
    if info.flag_bits & 1:
        return "encrypted_member"
    return "too_big" if info.file_size > LARGEST else None
