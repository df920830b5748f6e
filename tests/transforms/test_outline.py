from __future__ import annotations

import pytest

from tests.transforms.layouts import place, read
from transforms.lines import CLAUSE_ROLES
from transforms.passages import Passage


def body(text: str) -> list[Passage]:
    return [passage for passage in read(text).passages if passage.role in CLAUSE_ROLES]


def test_paragraphs_count_within_provision_and_section() -> None:
    text = (
        "A国とB国の共同声明\n1. 双方は、会談した。\n双方は、協議した。\n2. 双方は、署名した。\n"
        "3. 双方は、確認した。\n双方は、一致した。"
    )
    assert [(p.provision, p.paragraph) for p in body(text)] == [("1", 1), ("1", 2), ("2", 1), ("3", 1), ("3", 2)]


def test_heading_and_subheading_above() -> None:
    text = (
        "共同声明\nI. 経済\n貿易\n1. 双方は、関税を下げる。\n投資\n2. 双方は、投資を守る。\nII. 文化\n3. 双方は、映画祭を開く。"
    )
    found = [(p.heading, p.subheading, p.section_path) for p in body(text)]
    assert found == [("経済", "貿易", ("経済", "貿易")), ("経済", "投資", ("経済", "投資")), ("文化", None, ("文化",))]


def test_two_headings_on_one_line() -> None:
    text = (
        "共同声明\nI. 経済\n貿易\n1. 双方は、関税を下げる。\nII. 防衛・治安・司法の分野における協力 国防\n"
        "2. 双方は、演習を行う。\n治安\n3. 双方は、犯罪と闘う。"
    )
    reading = read(text)
    assert reading.flags == {"heading_split"}
    assert [p.section_path for p in body(text)][1:] == [
        ("防衛・治安・司法の分野における協力", "国防"),
        ("防衛・治安・司法の分野における協力", "治安"),
    ]


def test_phrases_join_their_lead_in() -> None:
    passages = body("共同声明\n双方は、次の分野で協力する。\n- 観光\n- 林業\n双方は、協議を続ける。")
    assert [p.text for p in passages] == ["双方は、次の分野で協力する。\n- 観光\n- 林業", "双方は、協議を続ける。"]
    assert passages[0].starts == (0, 15, 20)


def test_a_phrase_that_brackets_explain_joins_its_lead_in() -> None:
    (found,) = body("覚書\n双方は、次の分野で協力を促進する。\n- 衛星による通信\n- 月の探査(着陸機を含む。)")
    assert found.text.count("\n") == 2


def test_sentences_point_to_their_lead_in() -> None:
    passages = body(
        "共同声明\n1. 双方は、次のとおり協力する。\n(1) 双方は、観光を促す。\n(2) 双方は、林業を支える。\n"
        "2. 双方は、協議する。\n3. 終わりに、双方は感謝した。"
    )
    assert [p.lead_in and p.lead_in.provision for p in passages] == [None, "1", "1", None, None]


def test_bullets_under_a_heading_stand_alone() -> None:
    passages = body("行動計画\n1 政治\n・首脳の往来\n・議会間の交流\n2 経済\n・関税協力\n・投資の促進")
    assert [(p.text, p.section_path, p.lead_in) for p in passages] == [
        ("・首脳の往来", ("政治",), None),
        ("・議会間の交流", ("政治",), None),
        ("・関税協力", ("経済",), None),
        ("・投資の促進", ("経済",), None),
    ]


def test_wrapped_line_joins_with_nothing_and_leads_back() -> None:
    text = "共同声明\n\n 両首脳は、友好の歴史を想起し、\n\n 協力を深めることを希望しつつ、次のとおり宣言する。"
    (passage,) = body(text)
    assert passage.text == "両首脳は、友好の歴史を想起し、協力を深めることを希望しつつ、次のとおり宣言する。"
    first, last = passage.document_span(0, len(passage.text))
    assert text[first:last].replace("\n\n ", "") == passage.text


def test_passage_goes_over_a_line_of_another_role() -> None:
    text = (
        "共同声明\n1. 双方は、貿易を拡大し、投資を促進することの重要性を確認し、\n- 2 -\n"
        "両国の企業を支援する。\n2. 双方は、協議する。"
    )
    passages = read(text).passages
    assert [p.text for p in passages][1:3] == [
        "1. 双方は、貿易を拡大し、投資を促進することの重要性を確認し、両国の企業を支援する。",
        "- 2 -",
    ]


@pytest.mark.parametrize(
    ("text", "start"),
    [
        ("1. 双方は、協力する。", 3),
        ("(1)双方は、協力する。", 3),
        ("第1条 双方は、協力する。", 4),
        ("・双方は、協力する。", 1),
        ("双方は、協力する。", 0),
        ("- (1) 双方は、協力する。", 6),
    ],
)
def test_wording_begins_after_the_mark(text: str, start: int) -> None:
    assert body(f"共同声明\n{text}\n双方は、協議する。")[0].body_start == start


@pytest.mark.parametrize(
    ("last", "part"),
    [
        ("9. 大統領は、温かい歓迎に対し深甚な謝意を表明した。", "closing"),
        ("9. 双方は、今回の訪問が両国関係の新たな段階を開いたと評価した。", "closing"),
        ("9. 双方は、この共同声明の着実な実施を約束した。", "closing"),
        ("9. 双方は、港湾の整備について協議した。", "operative"),
        ("9. 大統領は、首相を自国に招待した。", "operative"),
    ],
)
def test_last_provision(last: str, part: str) -> None:
    passages = body(f"日・モンゴル共同声明\n7. 双方は、鉄道を近代化する。\n8. 双方は、牧畜を支援する。\n{last}")
    assert [passage.part for passage in passages] == ["operative", "operative", part]


def test_invitation_between_closing_provisions_is_closing_and_annex_is_not() -> None:
    text = (
        "日・モンゴル共同声明\n1. 双方は、鉄道を近代化する。\n2. 大統領は、もてなしに感謝した。\n"
        "3. 大統領は、首相を自国に招待した。\n附属書\n・署名文書の一覧\n・日程"
    )
    assert [place(passage) for passage in body(text)] == [
        "operative/1/", "closing/2/", "closing/3/", "operative//附属書", "operative//附属書",
    ]  # fmt: skip


def test_provisions_one_behind_the_other_on_a_line() -> None:
    text = (
        "日本国とA国の共同声明\n両首脳は、次のとおり声明する。1.両首脳は、会談した。会談は1.5時間に及んだ。"
        "2.(1)両首脳は、協力する。(2)双方は、投資を促す。3.両首脳は、歓待に感謝した。"
    )
    passages = body(text)
    assert [(p.text, p.provision, p.part) for p in passages] == [
        ("両首脳は、次のとおり声明する。", None, "preamble"),
        ("1.両首脳は、会談した。会談は1.5時間に及んだ。", "1", "operative"),
        ("2.(1)両首脳は、協力する。", "2(1)", "operative"),
        ("(2)双方は、投資を促す。", "2(2)", "operative"),
        ("3.両首脳は、歓待に感謝した。", "3", "closing"),
    ]
    assert [text[slice(*p.document_span(0, 2))] for p in passages] == ["両首", "1.", "2.", "(2", "3."]


def test_numbers_that_continue_no_series_cut_nothing() -> None:
    text = "日本国とA国の共同声明\n1.双方は、協力する。3.双方は、会談した。(5)とする。\n2.双方は、協議する。"
    assert [p.provision for p in body(text)] == ["1", "2"]


def test_bullets_on_one_line_part_its_points() -> None:
    text = (
        "共同コミュニケ(骨子)\n1 前文 ○両首脳は、友好を確認。 ○民主主義の価値の共有。 ○両国の対話の継続 ○港湾の整備に向けた協力"
    )
    assert [passage.text for passage in body(text)] == [
        "1 前文",
        "○両首脳は、友好を確認。",
        "○民主主義の価値の共有。",
        "○両国の対話の継続",
        "○港湾の整備に向けた協力",
    ]


def test_two_circles_on_a_line_are_no_bullets() -> None:
    text = "共同声明\n双方は、評価を ○良好 ○不十分 とする方法を共有した。"
    assert len(body(text)) == 1
