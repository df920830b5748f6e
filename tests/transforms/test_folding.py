"""Folding: what matches on the folded copy is reported by its raw span."""

import pytest
from hypothesis import given
from hypothesis import strategies as st

from tests.cost import no_explosion
from transforms.folding import MARK, fold, fold_text
from transforms.glyphs import close
from transforms.lines import split_lines

CASES = {
    "full-width digits and letters": ("２０２５年ＥＡＥＵ", "2025年EAEU"),
    "ideographic space": ("　双方は", " 双方は"),
    "wave dash and full-width tilde": ("５〜７日、５～７日", "5~7日、5~7日"),
    "full-width comma is a Japanese one": ("双方は，", "双方は、"),
    "ASCII comma beside Japanese is a Japanese one": ("双方は,協力し,1,000人(5月,東京)", "双方は、協力し、1,000人(5月、東京)"),
    "ASCII comma between figures and letters stays": ("TICAD,APEC 1,2", "TICAD,APEC 1,2"),
    "full stop of texts set with ， and ．": (
        "一致した．また，「北」に触れた（協力）．\n進展．",
        "一致した。また、「北」に触れた(協力)。\n進展。",
    ),
    "full stop behind a number": ("第一．政治\n一．経済 ２．文化 (二)．ア．", "第一.政治\n一.経済 2.文化 (二).ア."),
    "full stop within a name": ("Ｊ．スミス、外務省.jp\nあ．", "J.スミス、外務省.jp\nあ."),
    "quotes of English and Chinese texts": ("“積極的平和主義”の", "「積極的平和主義」の"),
    "full-size tsu of old texts": ("会談を行つた。従つて、なつて", "会談を行った。従って、なって"),
    "full-size tsu that is one": ("かつて、一つ、打つたび、待つため", "かつて、一つ、打つたび、待つため"),
    "half-width kana": ("ｶｻﾞﾌｽﾀﾝ", "カザフスタン"),
    "circled number": ("①防衛", "1防衛"),
    "Roman numeral": ("Ⅳ．貿易", "IV.貿易"),
    "squared company sign": ("㈱商事", "(株)商事"),
    "old character shapes": ("共同聲明", "共同声明"),
    "ellipsis stays one character": ("協力…", "協力…"),
    "the zero among kanji digits stays": ("二〇二五年", "二〇二五年"),
    "kana decomposed, as macOS writes it": ("フィシ\u3099ー、ハ\u309aラオ", "フィジー、パラオ"),
    "radicals of fonts in PDF files": ("⺠主、⻑官、⻄側、⽇本", "民主、長官、西側、日本"),
    "soft hyphens, joiners, glyph choices, controls": ("協\u00ad力\u200bは\0葛\U000e0100城", "協力は葛城"),
    "unseen characters within white space": ("甲 \u200c\u200b　乙", "甲  乙"),
    "unseen characters at the ends of lines": ("\ufeff甲\u200c\n \u200b 乙 \u200c \n丙", "甲\n 乙\n丙"),
    "a line of unseen characters is blank": ("甲\n\u200b\u200b\r\n乙", "甲\n  \r\n乙"),
    "glyphs set apart": ("２ ０ ２ ４ 年 ５ 月 １ ２ 日に共 同 声 明を", "2024年5月12日に共同声明を"),
    "glyphs set apart before a word": ("2024 年 7 月 8 日　マニラ", "2024年7月8日 マニラ"),
    "words of a line set apart": ("覚　　書\n一　序\n山田　太郎", "覚書\n一 序\n山田 太郎"),
    "numbers that are set apart by right": ("1 2 月 14 日\n1 2 3 4 5\n1 2 3 次へ", "1 2 月 14 日\n1 2 3 4 5\n1 2 3 次へ"),
    "a middle dot that another character set lost": (
        "国家主権?安全？領土保全、本当か?両国は。なぜ? 両国は",
        "国家主権・安全・領土保全、本当か?両国は。なぜ? 両国は",
    ),
    "line breaks stay": ("一\r\n二\r三\n", "一\r\n二\r三\n"),
}


@pytest.mark.parametrize(("raw", "folded"), CASES.values(), ids=CASES.keys())
def test_fold(raw: str, folded: str) -> None:
    assert fold(raw).text == folded


@pytest.mark.parametrize(
    ("raw", "wanted", "surface"),
    [
        ("㈱商事と", "商事", "商事"),
        ("ｶｻﾞﾌと", "カザフ", "ｶｻﾞﾌ"),
        ("Ⅳ．貿易", "貿易", "貿易"),
        ("第Ⅳ章", "IV", "Ⅳ"),
        ("国と㈱", "(株)", "㈱"),
        ("協\u00ad力は", "協力", "協\u00ad力"),
        ("\u200b協力。 \u200c\n", "協力。", "\u200b協力。 \u200c"),
        ("\u200b㈱ｶﾞ国", "国", "国"),
        ("㈱共 同 声\u200b 明を", "共同声明", "共 同 声\u200b 明"),
    ],
)
def test_raw_span_is_the_surface(raw: str, wanted: str, surface: str) -> None:
    folded = fold(raw)
    start = folded.text.index(wanted)
    raw_start, raw_end = folded.raw_span(start, start + len(wanted))
    assert raw[raw_start:raw_end] == surface


@given(st.text(st.characters(codec="utf-8"), max_size=60))
def test_spans_cover_the_raw_text_in_order(raw: str) -> None:
    folded = fold(raw)
    spans = [folded.raw_span(at, at + 1) for at in range(len(folded.text))]
    assert all(0 <= start <= end <= len(raw) for start, end in spans)
    assert spans == sorted(spans)


@given(st.text(st.characters(codec="utf-8"), max_size=60))
def test_folding_twice_is_folding_once(raw: str) -> None:
    once = fold_text(raw)
    assert fold_text(fold_text(once)) == fold_text(once)


@given(st.text("一ｶﾞ㈱ \u200b\xad\r\n", max_size=40))
def test_lines_keep_all_but_their_breaks(raw: str) -> None:
    folded = fold(raw)
    spans = [folded.raw_span(line.start, line.end) for line in split_lines(folded.text)]
    assert [raw[start:end] for start, end in spans] == [line.text for line in split_lines(raw)]


def test_marks_that_are_not_seen_belong_to_what_they_stand_at() -> None:
    raw = "**両国**は[協力](a)する"
    folded = fold(raw, raw.replace("**", MARK * 2).replace("[", MARK).replace("](a)", MARK * 4))
    assert folded.text == "両国は協力する"
    assert [raw[slice(*folded.raw_span(at, at + 2))] for at in (0, 3)] == ["**両国**", "協力](a)"]


@given(st.text("一二\r\n ａｶﾞ㈱", max_size=40))
def test_folding_keeps_line_breaks(raw: str) -> None:
    assert [char for char in fold_text(raw) if char in "\r\n"] == [char for char in raw if char in "\r\n"]


def test_quotations_between_closing_marks_are_opened() -> None:
    assert fold_text("首脳は”共同の未来”と”平和”を語った") == "首脳は「共同の未来」と「平和」を語った"
    assert fold_text("“開く”と閉じ、”は残る") == "「開く」と閉じ、」は残る"


@pytest.mark.parametrize("unit", ["1 2 3 4 ", "共 同 声 明 "])
def test_closing_glyphs_up_costs_what_the_text_is_long(unit: str) -> None:
    with no_explosion():
        close(unit * 300_000)
