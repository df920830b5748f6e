"""Facts of small documents in other layouts: text in, columns of `statements` out."""

from __future__ import annotations

import tomllib
from datetime import date
from pathlib import Path
from typing import Any

import pytest

from transforms import lexicon
from transforms.document import read
from transforms.facts import forms, partnership
from transforms.source import Metadata, Source

CASES: list[dict[str, Any]] = tomllib.loads((Path(__file__).parent / "cases.toml").read_text(encoding="utf-8"))["case"]


@pytest.mark.parametrize("case", CASES, ids=[case["name"] for case in CASES])
def test_facts(case: dict[str, Any]) -> None:
    source = Source("case.txt", case["text"].strip().encode(), Metadata(**case.get("metadata", {})))
    facts = read(source).facts
    found = {field: _plain(getattr(facts, field)) for field in case["facts"]}
    assert found == case["facts"]


def _plain(value: Any) -> Any:
    if isinstance(value, tuple):
        return [getattr(item, "name", item) for item in value]
    return sorted(value) if isinstance(value, set) else "null" if value is None else value


@pytest.mark.parametrize(
    "line",
    [
        "２０２４・５・６",
        "2024. 5. 6.",
        "2024.05.06 Mon posted at 15:05 JST",
        "二零二四年五月六日",
        "06.05.2024 15:05",
        "２０２４年（令和６年）５月６日（月曜日）",
        "令和6年（2024年）5月6日",
        "中華民国113年5月6日（月）",
        "２０２４年５月６日午後３時発表",
        "Sent: Monday, May 6, 2024 3:05 PM",
        "2024年5月6日 ( 月 )",
        "2024年5月6日 by admin",
        "文：山田太郎　2024年5月6日",
        "2024年5月6日 東京",
        "［2024年5月6日、東京発］",
    ],
)
def test_days_above_a_report_are_those_of_publication(line: str) -> None:
    told = "日本の三浦外相は6日、チリのロハス外相と会談した。\n\n両外相は、対話を開くことを確認した。"
    text = f"日・チリ外相が会談\n\n{line}\n\n{told}"
    facts = read(Source("case.txt", text.encode())).facts
    assert (facts.coverage, facts.published_on, facts.adopted_on) == ("report", date(2024, 5, 6), None)


@pytest.mark.parametrize(
    ("text", "form"),
    [
        ("日本国とモンゴル国との間の共同声明", "joint_statement"),
        ("外交関係樹立に関する共同コミュニケ", "joint_communique"),
        ("第30回首脳会議議長声明", "chair_statement"),
        ("日・ASEAN共同プレス・ステートメント", "joint_press"),
        ("租税に関する所得に対する条約を改正する議定書", "agreement"),
        ("共同声明に基づく行動計画", "joint_statement"),
        ("春の園遊会", None),
    ],
)
def test_form_named_by_a_title(text: str, form: str | None) -> None:
    assert forms.form_named(text) == form


@pytest.mark.parametrize(
    ("text", "form"),
    [
        ("両首脳は会談後、共同声明を発表した。", "joint_statement"),
        ("会議は「首脳宣言」を採択して閉幕した。", "joint_declaration"),
        ("双方は、2007年の共同声明に基づき協力する。", None),
        ("両国は貿易協定に署名した。", None),
        ("両首脳は共同声明で、停戦を歓迎した。", "joint_statement"),
        ("共同宣言には、人的交流の拡大が盛り込まれた。", "joint_declaration"),
    ],
)
def test_form_of_an_issued_paper(text: str, form: str | None) -> None:
    assert forms.issued_form(text) == form


@pytest.mark.parametrize(
    ("text", "form"),
    [
        ("東部回廊サミット北都宣言\n\n一、各国は、鉄道を整備する。\n二、各国は、通関を簡素化する。", "joint_declaration"),
        ("両省の声明「海を守る」\n\n1. 両大臣は、監視を続ける。\n2. 両大臣は、調査を行う。", "joint_statement"),
        ("首相、対話を訴え\n\n首相は3日、声明を発表し、対話を呼びかけたと述べた。政府が伝えた。", None),
        (
            "4カ国、回廊の整備へ\n\n4カ国の外相は3日会談し、「北都宣言」に署名した。外相は「成果だ」と述べた。",
            "joint_declaration",
        ),
    ],
)
def test_weak_words_name_a_form_where_they_end_a_title_or_a_quoted_name(text: str, form: str | None) -> None:
    assert read(Source("a.txt", text.encode())).facts.form == form


@pytest.mark.parametrize(
    ("name", "normal"),
    [
        ("包括的な戦略的パートナーシップ", "包括的戦略的パートナーシップ"),
        ("永続的包括的戦略パートナーシップ", "永続的包括的戦略的パートナーシップ"),
        ("特別戦略的グローバル・パートナーシップ", "特別戦略的グローバル・パートナーシップ"),
        ("戦略的パートナー関係", "戦略的パートナーシップ"),
        ("パートナーシップ", "パートナーシップ"),
    ],
)
def test_normal_form_of_a_partnership(name: str, normal: str) -> None:
    assert partnership.normal_form(name) == normal


def test_metadata_give_the_publication_day_where_none_is_printed() -> None:
    text = "双方は、貿易を拡大することで合意した。\n双方は、来年の協議を歓迎する。"
    facts = read(Source("a.txt", text.encode(), Metadata(published_on=date(2024, 3, 1)))).facts
    assert (facts.reference_on, facts.reference_basis) == (date(2024, 3, 1), "metadata")


STAMPS = [
    "20240924",
    "R6.9.24",
    "令6.9.24",
    "24/09/2024",
    "September 24th, 2024",
    "Date: Tue, 24 Sep 2024 10:00:00 +0900",
    "火曜日, 9月 24, 2024 - 10:30",
    "2024年9月24日に公開",
    "2024年9月24日号",
    "[2024年9月24日 外務省]",
    "公表日 令和6年9月24日",
    "令和6年9月24日 報道発表資料",
    "アンカラ、2024年9月24日",
    "発信地:ソウル/韓国 [ 韓国・北朝鮮 ] 2024年9月24日 10:30",
    "https://news.example.jp/n3/2024/0924/c1.html",
    "出典: https://news.example.jp/articles/20240924-2.html",
]
"""Ways in which pages print the day of publication below a report's title."""


@pytest.mark.parametrize("stamp", STAMPS)
def test_the_day_of_publication_is_read_as_pages_print_it(stamp: str) -> None:
    report = "ペルー大統領は官邸で会談し、漁業について協議したと述べた。大統領府が伝えた。"
    facts = read(Source("a.txt", f"ペルーとタイが漁業で協議\n\n{stamp}\n\n{report}".encode())).facts
    assert (facts.published_on, facts.reference_basis) == (date(2024, 9, 24), "published")


def test_a_meeting_that_a_paper_announces_is_not_the_one_it_comes_from() -> None:
    text = "日本国とペルー共和国との間の共同声明\n\n1 双方は、来月上旬に会合を開く。\n\n2025年7月1日にリマで署名された。\n"
    facts = read(Source("a.txt", text.encode())).facts
    assert (facts.adopted_on, facts.visit_first_on) == (date(2025, 7, 1), None)


def test_a_dateline_gives_the_day_of_publication_and_no_visit() -> None:
    lead = "（ウランバートル市、2024年9月24日、国営モンツァメ通信社）9月23日、首相は訪問中のペルーの外相と会談したと述べた。"
    facts = read(Source("a.txt", f"首相、外相と会談\n\n{lead}".encode())).facts
    assert (facts.published_on, facts.visit_first_on) == (date(2024, 9, 24), date(2024, 9, 23))


def test_the_subject_of_a_letter_is_a_title_without_its_field() -> None:
    text = "Subject: Re: [ml:1182] ペルー・タイ共同コミュニケ\n\n1. 双方は、協力する。\n2. 双方は、支持する。"
    assert read(Source("a.txt", text.encode())).facts.title == "ペルー・タイ共同コミュニケ"


def test_the_state_of_the_city_that_somebody_visited_is_a_party() -> None:
    text = "首相と会談\n\nアイドゥン大統領は、アンカラを訪れたジョージアのゲオルギ・ロミゼ首相と会談したと述べた。"
    assert read(Source("a.txt", text.encode())).facts.parties == ("GEO", "TUR")


def test_a_body_of_two_states_names_the_parties() -> None:
    text = "第2回日・インドネシア環境ハイレベル対話の結果\n\n対話が6月12日に開催されました。片桐環境副大臣が出席しました。"
    assert read(Source("a.txt", text.encode())).facts.parties == ("IDN", "JPN")


def test_all_who_signed_are_signatories() -> None:
    """Of a convention or the declaration of a large conference, too."""
    names = {row["name_ja"]: row["id"] for row in lexicon.rows("persons.csv") if len(row["name_ja"]) > 4}
    signed = sorted(set(list(names)[:60]))
    text = "共同声明\n\n1. 双方は、海洋の保全について協力する。\n2. 双方は、漁業の分野で協力する。\n\n"
    found = read(Source("a.txt", (text + "\n".join(f"{name}（署名）" for name in signed)).encode())).facts
    assert len(found.signatories) == len({names[name] for name in signed}) > 40


@pytest.mark.parametrize(
    ("text", "title"),
    [
        (
            "４月15日、「カリブ＋日本」対話・第8回外相会合が開催され、佐伯大臣が議長を務めました。",
            "「カリブ+日本」対話・第8回外相会合",
        ),
        ("環境省は、ソウルで開催された第19回日韓環境大臣会合の結果を公表した。", "第19回日韓環境大臣会合"),
        ("【ソウル甲野一郎】佐伯外相は22日、北方の島をめぐって協議した。", "佐伯外相は22日、北方の島をめぐって協議した"),
        ("日韓両首脳は16日、電話で会談した。両首脳は南北首脳会談の成功に期待した。", "日韓両首脳は16日、電話で会談した"),
    ],
)
def test_a_report_without_a_headline_is_titled_by_its_first_sentence(text: str, title: str) -> None:
    facts = read(Source("case.txt", f"{text}両者は協力を続けることで一致した。".encode())).facts
    assert (facts.title, facts.title_is_derived) == (title, True)


def test_the_stamp_behind_a_headline_is_the_day_of_publication() -> None:
    told = "甲野総理大臣は、タイとラオスの訪問に出発しました。会談では、経済協力を話し合います。"
    facts = read(Source("case.txt", f"甲野総理が東南アジアへ　訪問は五度目に[2014/09/06 11:51]\n\n{told}".encode())).facts
    assert (facts.title, facts.published_on) == ("甲野総理が東南アジアへ 訪問は五度目に", date(2014, 9, 6))


def test_a_day_in_front_of_a_report_on_one_line_is_that_of_publication() -> None:
    text = "date 2026-02-12 （台北中央社）日本の佐伯外相は10日、台湾の林外交部長と会談した。両者は協力を続けることで一致した。"
    facts = read(Source("case.txt", text.encode())).facts
    assert (facts.published_on, facts.visit_first_on) == (date(2026, 2, 12), date(2026, 2, 10))
    assert (facts.title, facts.publisher) == ("日本の佐伯外相は10日、台湾の林外交部長と会談した", "台湾中央通信社")


def test_what_a_spokesman_tells_the_press_is_his_states_word() -> None:
    told = "【北野外務報道官】冒頭、私から1点ございます。本日、アイスランドの大統領が甲野総理大臣と会談を行いました。"
    assert read(Source("case.txt", told.encode())).facts.parties == ("JPN",)


def test_a_group_that_speaks_of_itself_is_the_party_and_its_guests_are_not() -> None:
    text = (
        "G7山海首脳声明\n\n1 我々、G7首脳は、2022年6月に一堂に会した。\n"
        "2 我々は、インド、セネガル及び南アフリカの首脳の参加を得た。\n3 我々は、協力する。"
    )
    assert read(Source("case.txt", text.encode())).facts.parties == ("G7",)


def test_all_states_of_a_trip_are_parties_whatever_its_headings_name() -> None:
    text = (
        "江川農林水産副大臣の海外出張の概要について\n\n平成26年7月29日\n\n"
        "江川農林水産副大臣は、7月22日から28日までの間、オーストラリア連邦及びミクロネシア連邦に出張し、会談等を行いました。\n\n"
        "(1) 州の大臣との会談\n 大臣と意見交換を行いました。\n(2) ミクロネシア連邦大統領との会談\n 大統領と意見交換を行いました。"
    )
    assert read(Source("case.txt", text.encode())).facts.parties == ("AUS", "FSM", "JPN")


@pytest.mark.parametrize(("issuer", "parties"), [("農林水産省", ("EST", "JPN", "LVA")), ("旅行社だより", ("EST", "LVA"))])
def test_a_ministrys_page_on_a_trip_tells_of_japan_even_without_a_subject(issuer: str, parties: tuple[str, ...]) -> None:
    told = "7月4日から6日まで、ラトビア及びエストニアを訪問し、両国の農業大臣と会談を行いました。木材の貿易が話題でした。"
    text = f"北欧出張の概要について\n\n令和4年7月8日\n{issuer}\n\n{told}"
    assert read(Source("case.txt", text.encode())).facts.parties == parties
