from __future__ import annotations

import re
from collections.abc import Iterator
from typing import Any

import pytest

from tests.cost import no_explosion
from tests.transforms.layouts import read
from transforms import folding, lexicon, numbering
from transforms.lines import BODY_ROLES, split_lines
from transforms.roles import boilerplate
from transforms.roles.view import views
from transforms.source import Metadata

ROLES = {
    "title", "news_lead", "fulltext_notice", "byline", "publication_date", "source_url", "reference", "photo_caption",
    "image_credit", "ai_summary", "editorial", "site_chrome", "markup", "copyright", "adoption",
}  # fmt: skip
FILES = ["boilerplate.toml", *(name for name in lexicon.names() if name.startswith("sites/"))]
ENTRIES = [(name, entry) for name in FILES for entry in lexicon.table(name).get("rule", [])]
SAMPLES = [(name, sample) for name in FILES for sample in lexicon.table(name).get("sample", [])]
HOSTILE = [
    piece * count
    for piece, count in {
        **{"-": 20_000, "(": 20_000, "ホーム > ": 4_000, "写真:": 5_000, "1": 20_000, "第": 20_000, " |": 10_000},
        **{"シェア ": 90, "、": 590, "2024年": 100, "[": 590, "関連記事 ": 80, "©": 500, "声明の全文 ": 70, "!": 590},
        **{"![](": 100, "あ": 590, "メニュー": 140, "2024年5月1日、東京 ": 20, "大統領 ": 15, "共同声明の全文は以下": 40},
    }.items()
]
"""Lines that patterns with several open ends could read in very many ways."""

KINDS = lexicon.table("numbering.toml")["kind"]


def rules() -> Iterator[tuple[boilerplate.Rule, dict[str, Any]]]:
    compiled = {rule.id: rule for rule in boilerplate.general()}
    compiled |= {rule.id: rule for site in boilerplate.sites() for rule in site.rules}
    for name, entry in ENTRIES:
        source = f"site:{name.removeprefix('sites/').removesuffix('.toml')}" if name.startswith("sites/") else "boilerplate"
        yield compiled[f"{source}/{entry['id']}"], entry


RULES = list(rules())


@pytest.mark.parametrize(("rule", "entry"), RULES, ids=[rule.id for rule, _ in RULES])
def test_rule_matches_its_example_and_not_its_counterexample(rule: boilerplate.Rule, entry: dict[str, Any]) -> None:
    assert rule.pattern.fullmatch(folding.fold_text(entry["example"]))
    assert not rule.pattern.fullmatch(folding.fold_text(entry["counterexample"]))
    assert rule.cue is None or rule.cue.search(folding.fold_text(entry["example"]))
    assert rule.role in ROLES
    assert rule.below in ROLES
    assert rule.where in boilerplate.PLACES
    assert rule.opens in ("", "rest", "block", "entries", "short", "next")
    assert rule.ends in ("", "paper")
    assert set(entry) <= {"id", "role", "pattern", "where", "opens", "below", "ends", "cue", "example", "counterexample"}


def test_ids_are_unique_within_a_file() -> None:
    ids = [(name, entry["id"]) for name, entry in ENTRIES]
    assert len(ids) == len(set(ids))


@pytest.mark.parametrize("name", [name for name in FILES if name != "boilerplate.toml"])
def test_site_can_be_known_and_has_samples(name: str) -> None:
    table = lexicon.table(name)
    assert table.get("hosts") or table.get("marks")
    assert table.get("sample")
    for mark in table.get("marks", []):
        assert re.compile(mark)


@pytest.mark.parametrize(("name", "sample"), SAMPLES, ids=[name for name, _ in SAMPLES])
def test_site_sample(name: str, sample: dict[str, Any]) -> None:
    reading = read("\n".join(text for _, text in sample["lines"]), None, sample.get("url"), sample.get("publisher"))
    assert [[line.role, line.text] for line in reading.lines if line.role != "blank"] == [
        [role, folding.fold_text(text)] for role, text in sample["lines"] if role != "blank"
    ]


@pytest.mark.parametrize(
    "sentence",
    [
        "双方は、写真展及び映画祭の開催を通じて文化交流を促進する。",
        "両首脳は、著作権の保護及び模倣品対策に関する協力を強化することで一致した。",
        "双方は、2025年5月10日に署名された行動計画の着実な実施を確認した。",
        "両国は、報道機関及び通信社の間の交流を支援する。",
        "双方は、ランキングの作成に関する情報を交換する。",
        "両首脳は、会談の全文を公表することで一致した。",
        "日本側は、ウェブサイトの多言語化への協力に謝意を表明した。",
        "双方は、次回会合を2026年に東京で開催することを決定した。",
        "関連する国連安保理決議の完全な履行を求める。",
        "(1)双方は、コメントの提出期限を延長する。",
        "1.印刷技術に関する協力",
        "2 検索技術",
        "ア 広告産業",
    ],
)
def test_text_is_not_taken_for_boilerplate(sentence: str) -> None:
    assert boilerplate.match(boilerplate.general(), folding.fold_text(sentence), "body") is None


@pytest.mark.parametrize("kind", KINDS, ids=lambda kind: kind["id"])
def test_mark_is_read(kind: dict[str, str]) -> None:
    mark = numbering.read(folding.fold_text(kind["example"]))
    assert mark
    assert (mark.kind, mark.number) == (kind["id"], kind["number"])
    other = numbering.read(folding.fold_text(kind["counterexample"]))
    assert other is None or other.kind != kind["id"]


@pytest.mark.parametrize(
    ("text", "number", "value"),
    [
        ("二十一、 投資", "二十一", 21),
        ("十、 投資", "十", 10),
        ("XIV. 雑則", "XIV", 14),
        ("(ロ) 港湾", "ロ", 2),
        ("(ノ) 港湾", "ノ", 25),
        ("2.3 貿易", "2.3", 3),
        ("c. 貿易", "c", 3),
    ],
)
def test_mark_counts(text: str, number: str, value: int) -> None:
    mark = numbering.read(text)
    assert mark
    assert mark.number == number
    assert value in mark.values


@pytest.mark.parametrize(
    ("lines", "kept"),
    [
        (["1 冒頭", "2 経済"], [True, True]),
        (["2 国間の協力", "双方は、協力する。"], [False, False]),
        (["A 政治", "B 経済"], [True, True]),
        (["I 政治", "II 経済"], [True, True]),
        (["X 線の利用"], [False]),
        (["5. 双方は、協力する。"], [True]),
        (["1貿易", "2投資", "3観光"], [True, True, True]),
        (["3者協議を開く。", "4者協議を開く。"], [False, False]),
    ],
)
def test_weak_marks_need_their_series(lines: list[str], kept: list[bool]) -> None:
    marks = numbering.in_series([numbering.read(line) for line in lines])
    assert [mark is not None for mark in marks] == kept


@pytest.mark.parametrize("text", HOSTILE, ids=range(len(HOSTILE)))
def test_hostile_line_is_read_in_time(text: str) -> None:
    lines = split_lines(text)
    seen = views(lines)
    with no_explosion():
        boilerplate.match(boilerplate.rules_for(seen, Metadata()), text, "head")
        reading = read(text)
    assert all(line.role for line in reading.lines)


def test_sites_are_chosen_by_host_and_path() -> None:
    assert boilerplate._is_at("https://www.example.jp/mofaj/a.html", "example.jp")
    assert boilerplate._is_at("https://www.example.jp/mofaj/a.html", "example.jp/mofaj")
    assert not boilerplate._is_at("https://www.example.jp/other/a.html", "example.jp/mofaj")
    assert not boilerplate._is_at("https://myexample.jp/", "example.jp")


def test_body_roles_are_never_given_by_rules() -> None:
    assert not {entry["role"] for _, entry in ENTRIES} & (BODY_ROLES - {"title"})
