"""Whole documents: whatever comes in, rows that keep every rule come out, or a reject."""

from __future__ import annotations

from pathlib import Path

import pyarrow as pa
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from tests.cost import lines_run
from transforms.checks import violations
from transforms.document import process
from transforms.source import Rejected, Source
from transforms.tables import TABLES

SEEDS = sorted((Path(__file__).parents[2] / "seeds").glob("*.txt"))
LINES = [line for seed in SEEDS for line in seed.read_text(encoding="utf-8").splitlines()]
MARKS = [*"、。「」()・\n\r\x00 　①㈱ｶﾞ", "\r\n", "1.", "第1条", "2025年", "双方は", "することで合意した", "と述べた", "- "]


def _broken_rules(data: bytes, path: str = "a.txt") -> list[object]:
    rows = process(Source(path, data))
    return [*violations({name: pa.Table.from_pylist(rows[name], schema=TABLES[name].schema) for name in rows})]


@pytest.mark.parametrize("seed", SEEDS, ids=lambda seed: seed.stem)
def test_rows_of_a_document_keep_every_rule(seed: Path) -> None:
    assert _broken_rules(seed.read_bytes(), seed.name) == []


@pytest.mark.parametrize("seed", SEEDS, ids=lambda seed: seed.stem)
def test_the_style_of_line_ends_changes_nothing_but_offsets(seed: Path) -> None:
    text = seed.read_text(encoding="utf-8")
    labels = [_labels(process(Source("a", text.replace("\n", style).encode()))) for style in ("\n", "\r\n", "\r")]
    assert labels[0] == labels[1] == labels[2]


def _labels(rows: dict[str, list[dict[str, object]]]) -> list[tuple[object, ...]]:
    lines = [tuple((line["role"], line["rule"]) for line in rows["statements"][0]["lines"])]  # type: ignore[attr-defined]
    clauses = [(row["act"], row["level"], row["actors"], row["primary_sector"], row["template_id"]) for row in rows["clauses"]]
    return [*lines, *clauses, *((row["entity_id"], row["type"]) for row in rows["entities"])]


@settings(max_examples=60)
@given(st.lists(st.one_of(st.sampled_from(LINES), st.lists(st.sampled_from(MARKS), max_size=12).map("".join)), max_size=14))
def test_shuffled_documents_keep_every_rule_or_are_rejected(lines: list[str]) -> None:
    assert _is_sound_or_rejected("\n".join(lines).encode())


@settings(max_examples=40)
@given(st.sampled_from(SEEDS), st.lists(st.tuples(st.floats(0, 1), st.sampled_from(MARKS)), min_size=1, max_size=8))
def test_mutated_documents_keep_every_rule_or_are_rejected(seed: Path, edits: list[tuple[float, str]]) -> None:
    text = seed.read_text(encoding="utf-8")
    for place, mark in edits:
        at = int(place * len(text))
        text = text[:at] + mark + text[at + 3 :]
    assert _is_sound_or_rejected(text.encode())


def _is_sound_or_rejected(data: bytes) -> bool:
    try:
        return _broken_rules(data) == []
    except Rejected as reject:
        return bool(reject.reason and reject.message)


REPEATED = """日本国とモンゴル国との間の共同声明

岸田文雄日本国内閣総理大臣とオフナー・フレルスフ・モンゴル国大統領は、2024年5月6日に会談した。
1 双方は、国際貿易円滑化会議(以下「貿易会議」という。)の設立を歓迎した。フレルスフ大統領は、5月7日の岸田総理の招待を受け入れた。
2 双方は、次の事項を確認した。
・貿易会議の開催
・フレルスフ大統領の訪日
・林鄭月娥氏の講演

岸田文雄　フレルスフ

"""


@pytest.mark.parametrize("text", [REPEATED, REPEATED.replace("\n", "")], ids=["in lines", "on one line"])
def test_twice_the_text_is_twice_the_work(text: str) -> None:
    """Names, definitions, signatures and items of lists are many in a long document: none is compared with all of it."""
    once, twice = (Source("a.txt", (text * times).encode()) for times in (20, 40))
    process(twice)
    assert lines_run(lambda: process(twice)) < 2.04 * lines_run(lambda: process(once))
