"""Web addresses as texts and metadata give them, broken ones among them."""

from __future__ import annotations

from urllib.parse import urlsplit


def host_and_path(url: str) -> tuple[str, str] | None:
    """Host in lower case and path of an address; None where it names no host, or is none (RFC 3986, section 3.2.2)."""
    try:
        parts = urlsplit(url)
    except ValueError:
        return None
    return (parts.hostname, parts.path) if parts.hostname else None
