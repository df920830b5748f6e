"""Lines that stand round the texts of many sites: days, buttons, contacts, credits, and where and when a paper was made."""

from __future__ import annotations

import pytest

from tests.transforms.layouts import read
from transforms.folding import fold_text
from transforms.lines import split_lines
from transforms.roles import boilerplate, closing
from transforms.roles.view import views

DAYS = [
    "2023.06.03 (土) 18:20",
    "[2018/05/09 22:07]",
    "令和5(2023)年6月3日",
    "発表時刻2023/6/3",
    "2023-06-03T10:00:00+09:00",
    "2018-06-12(火) 10:30",
    "Jun. 3, 2023 at 10:20",
    "2022年11月01日付 VietnamPlus 紙",
    "平成29年3月28日(火)",
    "2017/02/11 05:50 配信",
    "最終更新 2017年2月11日 05時50分",
    "2023年6月3日 土曜 午後7:30",
    "2023年6月3日(土) 19時30分",
    "毎日新聞 2017年2月11日 東京朝刊",
    "2019-06-28 07:46  CRI",
    "2018/05/27 11:04入力",
    "入力 2014-11-11 19:53:28",
    "2012-10-06 | お知らせ・一般資料",
    "公開日：2023年6月3日\u3000更新日：2023年6月4日",
    "2013年03月28日 18:12 JST",
    "3 Jun 2023",
    "作成日時 2023年6月3日",
    "日期:2009/11/18 資料來源:公眾外交協調會",
    "平成21年10月1日（木曜日）",
    "記事公開 2023年6月3日",
    "投稿日: 2023/06/03",
    "2023年6月3日掲載",
    "2023年6月3日更新",
    "令和6年9月24日（火）",
    "2025-10-21 08:55",
    "4月16日(月) 12:40",
    "Post by 編集部 2019/03/01 0:42 update 7:08",
    "2021年6月29日 人民網日本語版",
    "2023年6月3日 19:30 ハノイ発",
    "2023 年 6 月 3 日（土）",
]

CHROME = [
    "スキップしてメインコンテンツへ",
    "アクセスランキング",
    "5:00 更新",
    "毎時01分更新",
    "1位 円安が進む",
    "法人番号9000012040001",
    "メインメニューをとばして、このページの本文エリアへ",
    "すべての記事を見る",
    "この記事をシェア",
    "記事を保存する",
    "前の記事へ",
    "←前の記事",
    "次の記事→",
    "コメントを書く",
    "印刷用画面へ",
    "ページトップへ",
    "PAGE TOP",
    "pageup",
    "トップに戻る",
    "会員登録はこちら",
    "Cookieの設定",
    "すべてのCookieを受け入れる",
    "同意する",
    "通知を受け取る",
    "アプリで読む",
    "フォローする",
    "LINEで友だち追加",
    "00:00:00",
    "音声を聞く",
    "動画を見る",
    "視聴回数 1,234回",
    "いいね！ 12",
    "タグ：",
    "#外交 #共同声明",
    "トピックをフォロー",
    "続きを読む",
    "もっと見る",
    "メルマガ登録",
    "ニュースレターに登録",
    "おすすめ記事",
    "[PR]",
    "広告",
    "あなたへのおすすめ",
    "本サイトについて",
    "お知らせ一覧",
    "サイトポリシー",
    "ウェブアクセシビリティ",
    "人民網日本語版>>政治",
    "評論はまだありません",
    "文字サイズ変更 小 中 大",
    "Select Language",
    "言語を選択",
    "電子版トップ",
    "紙面イメージ",
    "ピックアップ",
    "話題の記事",
    "編集部のオススメ記事",
    "今週のおすすめ",
    "ニュース受信を購読する",
    "別ウィンドウで開く",
    "PDF形式(123KB)",
    "[PDF 210 KB]",
    "（PDF：210KB）",
    "別添1 共同声明(仮訳)(PDF形式:120KB)",
    "Adobe Readerのダウンロード",
    "関連情報・リンク",
    "お問い合わせ先",
    "担当者：山田、佐藤",
    "代表：03-3502-8111（内線3474）",
    "ダイヤルイン：03-3502-8089",
    "FAX番号：03-5511-8773",
    "ご意見・ご要望",
    "このページに関するお問い合わせ",
    "このページは役に立ちましたか？",
    "はい\u3000いいえ",
    "前のニュース",
    "次のニュース",
]

BYLINES = [
    "（編集NA）",
    "(馬げつ、謙)",
    "(取材:RYU)",
    "〔共同〕",
    "[時事通信社]",
    "【時事】",
    "（ソウル＝共同）",
    "(VOVWORLD)",
    "翻訳：田中",
    "政治部\u3000山田太郎",
]

MADE = [
    "2022年3月20日\u3000於：プノンペン",
    "2022年3月20日、プノンペンにて署名",
    "プノンペンにて 2022年3月20日",
    "昭和五十三年十月二十三日\u3000東京において",
    "(東京、2019年6月28日)",
    "2019年6月28日 大阪市にて",
    "2007年4月11日 東京で発表",
    "２０１８年６月１５日\u3000於\u3000青島",
    "1998年11月13日\u3000モスクワ",
    "二〇一八年六月八日、北京にて",
    "アブダビ、令和５年７月１７日",
    "2024年5月27日、ソウル（韓国）",
    "2023年5月20日\u3000広島",
    "2015年11月30日、パリ、フランス",
    "2023年12月16日、東京、日本",
    "東京 2019年6月28日発出",
    "2016年5月6日\u3000ソチにて採択",
    "2010年11月13日横浜にて",
    "ニューデリー，2005年4月29日",
    "平成17年4月29日、ニューデリーにて採択された。",
]

NOT_MADE = [
    "2022年3月20日 プノンペン発 共同",
    "2022年3月20日、東京で日本とカンボジアの首脳が会談した。",
    "2023年5月20日 外務省",
    "2023年5月20日 更新",
    "プレスリリース 2024年9月24日",
    "2024年9月24日 外務省報道発表",
]

TEXT = [
    "双方は、著作権の保護を強化する。",
    "その他の国際場裡における協力",
    "3位を占める輸出先",
    "担当大臣は、次回の会合を東京で開催する。",
    "2024年9月24日、双方は協定に署名した。",
    "日時及び場所は、外交上の経路を通じて定める。",
    "動画の制作を支援する。",
]
"""Lines of texts that look like the others."""


def role(line: str, place: str) -> str | None:
    rule = boilerplate.match(boilerplate.general(), fold_text(line).strip(), place)
    return rule.role if rule else None


@pytest.mark.parametrize("line", DAYS)
def test_day_of_publication(line: str) -> None:
    assert role(line, "head") == "publication_date"


@pytest.mark.parametrize("line", CHROME)
def test_frame_of_a_page(line: str) -> None:
    assert role(line, "foot") in ("site_chrome", "markup")


@pytest.mark.parametrize("line", BYLINES)
def test_credit(line: str) -> None:
    assert role(line, "foot") == "byline"


@pytest.mark.parametrize("line", TEXT)
def test_text_is_none_of_these(line: str) -> None:
    assert role(line, "head") is None


@pytest.mark.parametrize("line", MADE)
def test_where_and_when_a_paper_was_made(line: str) -> None:
    assert is_adoption(line)


@pytest.mark.parametrize("line", NOT_MADE)
def test_a_day_beside_other_words_is_no_adoption(line: str) -> None:
    assert not is_adoption(line)


def is_adoption(line: str) -> bool:
    lines = split_lines(fold_text(line))
    for one in lines:
        one.role, one.rule = "", ""
    closing.assign(views(lines))
    return any(one.role == "adoption" for one in lines)


@pytest.mark.parametrize(
    ("line", "is_day"),
    [
        ("アスタナ 12:40、2023年11月10日 | GMT +6", True),
        ("掲載紙面 2023年11月10日 3面", True),
        ("記事番号0412/2023年11月10日", True),
        ("日・チリ首脳会談 2023年11月10日", False),
        ("外務大臣の招待により、2023年11月10日から12日まで", False),
    ],
)
def test_short_line_with_a_day_above_the_text(line: str, is_day: bool) -> None:
    reading = read(f"首相、大統領と対話\n{line}\n\n首相は10日、大統領と会談し、協力したいと述べた。")
    found = {one.text: one.role for one in reading.lines}
    assert (found[fold_text(line)] == "publication_date") == is_day


def test_numbers_and_heads_beside_form_feeds_are_the_pages() -> None:
    text = (
        "日本国とラトビア共和国との間の共同声明\n\n1. 双方は、首脳間の対話を毎年行うことで一致した。\n1\n"
        "\f共同声明集\n2. 双方は、文化交流を強化し、\n2\n\f共同声明集\n若者の往来を支援する。\n3. 双方は、観光を促進する。\n\f3\n"
    )
    page = [line.text.strip() for line in read(text).lines if line.role == "site_chrome"]
    assert page == ["1", "共同声明集", "2", "共同声明集", "3"]


@pytest.mark.parametrize(
    ("line", "is_sentence"),
    [
        ("報道官は質問に答えた。(写真は大使館のサイトより)(編集TK)", True),
        ("両首脳は会談した。 (資料写真、甲野太郎撮影) (終わり)", True),
        ("両首脳は会談した。(共同)", True),
        ("会談の様子(写真は大使館のサイトより)", False),
        ("第2部 (一) 両国の協力。経済(貿易、投資、金融及びその他の分野における協力の拡大)", False),
    ],
)
def test_a_sentence_may_end_in_credits(line: str, is_sentence: bool) -> None:
    (view,) = views(split_lines(fold_text(line)))
    assert view.is_sentence == is_sentence
