"""Addresses that people and pages write, taken apart."""

from __future__ import annotations

import pytest

from transforms.addresses import host_and_path
from transforms.document import process
from transforms.source import Metadata, Source

TEXT = "日本国政府及びカザフスタン共和国政府は、両国の協力を強化することで一致した。\n"


@pytest.mark.parametrize(
    ("url", "expected"),
    [
        ("https://www.Example.org/a/b?c=d#e", ("www.example.org", "/a/b")),
        ("https://user@example.org:8080", ("example.org", "")),
        ("https://[::1]/a", ("::1", "/a")),
        ("https://[bad", None),
        ("https://example.org]", None),
        ("https://[example.org]/", None),
        ("https://example.org\u2100/", None),
        ("https:///a", None),
        ("a/b.html", None),
        ("", None),
    ],
)
def test_host_and_path(url: str, expected: tuple[str, str] | None) -> None:
    assert host_and_path(url) == expected


@pytest.mark.parametrize(
    ("source", "urls"),
    [
        (Source("a.txt", f"{TEXT}(出典:https://example.org/a])\n".encode()), ["https://example.org/a"]),
        (Source("a.txt", TEXT.encode(), Metadata(url="https://[bad")), ["https://[bad"]),
        (Source("a.html", f'<link rel=canonical href="https://[bad"><p>{TEXT}'.encode()), ["https://[bad"]),
    ],
    ids=["a bracket behind an address", "metadata", "the head of a page"],
)
def test_a_broken_address_costs_no_document(source: Source, urls: list[str]) -> None:
    assert process(source)["statements"][0]["source_urls"] == urls
