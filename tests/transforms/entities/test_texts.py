"""Texts of our own in many styles, names marked by hand: how many are found exactly, and whether states are the right ones."""

from __future__ import annotations

from functools import lru_cache

from tests.transforms.entities.marked import FOLDER, Marked, parse, read, spans
from transforms.entities.model import Mention
from transforms.folding import fold

AT_LEAST = 400
EXACT_F1 = 0.95

Found = tuple[list[Marked], dict[tuple[int, int, str], Mention]]


@lru_cache
def documents() -> tuple[Found, ...]:
    texts = (parse(path.read_text(encoding="utf-8")) for path in sorted(FOLDER.glob("*.txt")))
    return tuple((wanted, spans(read(text))) for text, wanted in texts)


def test_marks_lie_in_folded_text() -> None:
    for path in FOLDER.glob("*.txt"):
        text, wanted = parse(path.read_text(encoding="utf-8"))
        assert len(fold(text).text) == len(text), path.name
        assert all(text[one.start : one.end] == one.surface for one in wanted), path.name


def test_exact_f1() -> None:
    wanted = sum(len(marked) for marked, _ in documents())
    found = sum(len(mentions) for _, mentions in documents())
    right = sum((one.start, one.end, one.type) in mentions for marked, mentions in documents() for one in marked)
    assert wanted >= AT_LEAST
    assert 2 * right / (wanted + found) >= EXACT_F1


def test_states_are_the_right_ones() -> None:
    wrong = [
        (one.surface, mentions[key].entity_id)
        for marked, mentions in documents()
        for one in marked
        if one.code and (key := (one.start, one.end, one.type)) in mentions and mentions[key].entity_id != f"country/{one.code}"
    ]
    assert wrong == []
