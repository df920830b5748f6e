from __future__ import annotations

import pytest
from hypothesis import given
from hypothesis import strategies as st

from transforms.lines import split_lines


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        ("", []),
        ("\n", [""]),
        ("あ", ["あ"]),
        ("あ\n", ["あ"]),
        ("あ\nい", ["あ", "い"]),
        ("あ\r\nい\rう\n", ["あ", "い", "う"]),
        ("あ\n\r\nい", ["あ", "", "い"]),
        ("あ\u2028い\x0bう\x85え", ["あ\u2028い\x0bう\x85え"]),
        (" あ \n", [" あ "]),
    ],
)
def test_lines(text: str, expected: list[str]) -> None:
    assert [line.text for line in split_lines(text)] == expected


@given(st.text(alphabet="あ。1. \n\r\u2028"))
def test_spans_slice_and_cover_all_but_breaks(text: str) -> None:
    lines = split_lines(text)
    assert [text[line.start : line.end] for line in lines] == [line.text for line in lines]
    assert [line.number for line in lines] == list(range(1, len(lines) + 1))
    assert "".join(line.text for line in lines) == text.replace("\n", "").replace("\r", "")


def test_blocks_are_given_line_by_line() -> None:
    assert [line.block for line in split_lines("題\n\n文", ("h1", None, "p"))] == ["h1", None, "p"]
