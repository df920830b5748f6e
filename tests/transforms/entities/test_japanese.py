"""Japanese names that the tagger's dictionary tells from other words."""

from __future__ import annotations

import pytest

from transforms.entities import japanese, names


@pytest.mark.parametrize(
    ("run", "start"),
    [
        ("猪股高弘", 0),
        ("政府代表猪股高弘", 4),
        ("樋渡剛", 0),
        ("柿澤弘治", 0),
        ("環境保護", None),
        ("共和国", None),
        ("猪股", None),
    ],
)
def test_full_names(run: str, start: int | None) -> None:
    assert japanese.full_name_start(run) == start


@pytest.mark.parametrize(("run", "expected"), [("猪股", True), ("樋渡", True), ("経済", False), ("全権", False), ("岸", False)])
def test_surnames(run: str, expected: bool) -> None:
    assert japanese.is_surname(run) is expected


@pytest.mark.parametrize(("name", "expected"), [("栗林", True), ("高階", True), ("王毅", False), ("馬信", False)])
def test_a_surname_that_begins_with_a_chinese_one_is_japanese_where_it_is_listed(name: str, expected: bool) -> None:
    assert names.is_japanese(name) is expected
