from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterator
from functools import partial

import pytest
from hypothesis import given
from hypothesis import strategies as st

from tests.cost import lines_run
from tests.transforms.layouts import LAYOUT_TEXTS, read
from transforms import folding, outline, roles
from transforms.classical import HIRAGANA
from transforms.lines import Line
from transforms.passages import Passage
from transforms.roles.view import QUOTED
from transforms.source import Metadata

PIECES = [
    "共同声明", "1.双方は、協力する。", "(1) 双方は、貿易を拡大する。", "・経済協力", "- 観光", "双方は、",
    "次の文書に署名した。",
    "経済関係", "I. 政治",
    "第一条", "一、双方は協力する。", "", " ", "関連記事", "【経済】", "2024年5月1日", "(了)", "©2024",
    "日本国外務大臣", "山田太郎", "首相は「協力したい」と述べた。", "ア 貿易", "3", "※注", "1", "○人の往来",
    "双方は、協力を拡大し、人の往来を増やすとともに、文化の交流を広げることを確認し、それを",
]  # fmt: skip


def document(pieces: list[str]) -> str:
    return "\n".join(pieces)


DOCUMENTS = st.lists(st.sampled_from(PIECES), max_size=25).map(document)


@given(DOCUMENTS)
def test_every_line_has_a_role_and_is_in_one_passage(text: str) -> None:
    _check(text)


@given(st.text(alphabet="一二1.2(3)、。・ -あカ国は:【】\nABCIV#*※©条第", max_size=200))
def test_any_text_is_read(text: str) -> None:
    _check(text)


@pytest.mark.parametrize("text", LAYOUT_TEXTS)
def test_layouts_are_read_whole(text: str) -> None:
    _check(text)


@given(DOCUMENTS, st.sampled_from(["\r\n", "\r"]))
def test_style_of_line_ends_changes_nothing(text: str, end: str) -> None:
    one, other = read(text), read(text.replace("\n", end))
    assert [(line.role, line.rule) for line in one.lines] == [(line.role, line.rule) for line in other.lines]
    assert [_told(passage) for passage in one.passages] == [_told(passage) for passage in other.passages]


@given(DOCUMENTS)
def test_reading_twice_changes_nothing(text: str) -> None:
    reading = read(text)
    before = [(line.role, line.rule) for line in reading.lines]
    told = [_told(passage) for passage in reading.passages]
    assert roles.assign_roles(reading.lines, Metadata()) == reading.flags
    assert [(line.role, line.rule) for line in reading.lines] == before
    assert [_told(passage) for passage in outline.passages(reading.lines)] == told


def _check(text: str) -> None:
    folded = folding.fold_text(text)
    reading = read(text)
    assert all(line.role and line.rule for line in reading.lines)
    held = [line.number for passage in reading.passages for line in passage.lines]
    assert sorted({*held}) == [line.number for line in reading.lines if line.role != "blank"]
    assert [passage.ordinal for passage in reading.passages] == list(range(len(reading.passages)))
    firsts = [passage.lines[0].number for passage in reading.passages]
    assert firsts == sorted(firsts)
    pieces: dict[int, str] = defaultdict(str)
    for passage in reading.passages:
        assert 0 <= passage.body_start <= len(passage.text)
        for line, piece in _pieces(passage, folded):
            pieces[line.number] += piece
    for line in reading.lines:
        assert _bare(pieces[line.number]) in {_bare(line.text), _bare(QUOTED.sub("", line.text, count=1))}


def _pieces(passage: Passage, folded: str) -> Iterator[tuple[Line, str]]:
    """What a passage holds of each of its lines; several passages may share a line."""
    for line, start, end in zip(passage.lines, passage.starts, [*passage.starts[1:], len(passage.text)], strict=True):
        held = passage.text[start:end].strip()
        first, last = passage.document_span(start, start + len(held))
        found = folded[first:last]
        assert line.start <= first <= last <= line.end
        # Texts in kanji and katakana are read in hiragana, sign by sign.
        assert held == found or (len(held) == len(found) and not HIRAGANA.search(found))
        yield line, found


def _bare(text: str) -> str:
    return "".join(text.split())


def _told(passage: Passage) -> tuple[object, ...]:
    lead = passage.lead_in.ordinal if passage.lead_in else None
    return (passage.text, passage.section_path, passage.provision, passage.paragraph, passage.part, passage.body_start, lead)


@pytest.mark.parametrize(
    "piece",
    [
        "・経済\n",
        "双方は、\n",
        "1. 大統領は温かい歓迎に感謝した。\n",
        "1. 政治 経済\n双方は協力する。\n",
        "経済\n",
        "大統領\n",
        "関連記事\n",
    ],
)
def test_cost_grows_with_the_number_of_lines(piece: str) -> None:
    head = "共同声明\n双方は、次の分野で協力する。\n"
    read(head + piece * 800)
    short, long = (lines_run(partial(read, head + piece * n)) for n in (200, 800))
    assert long < 4.2 * short
