from __future__ import annotations

import pytest

from tests.transforms.layouts import coverage, read

FULL = {
    "title, party sentences": (
        "日・ガーナ共同声明\n両首脳は、農業に関する協力を歓迎した。\n双方は、漁業に関する協力を検討する。"
    ),
    "articles alone": "第1条 双方は、協力する。\n第2条 双方は、協議する。\n第3条 この文書は、署名の日に効力を生ずる。",
    "adoption line": "双方は、協力を深める。\n双方は、貿易を拡大する。\n2013年9月7日、タシケント",
    "notice and polite style": (
        "以下は共同声明の全文です。\n双方は、関係を強化しました。\n双方は、貿易を増やすことで合意しました。"
    ),
    "numbers and party sentences": "1. 双方は、関係を強化する。\n2. 双方は、貿易を増やす。\n3. 双方は、航空路を開く。",
    "one voice": "共同ビジョン声明\n我々は、海洋を守る。\n我々は、法の支配を重視する。",
    "speech verbs of the parties": (
        "共同コミュニケ\n1. 双方は、和平の重要性を強調した。\n2. 双方は、支持すると述べた。\n3. 双方は、懸念を表明した。"
    ),
    "person as subject at the start": (
        "日本・ラオス共同声明\n1. 首相は、2015年3月4日から7日まで日本を訪問した。\n2. 両首脳は、鉄道に関する協力を歓迎した。\n"
        "3. 首相は、日本の支援に謝意を表明した。\n4. 双方は、地雷除去を続ける。"
    ),
}
REPORTS = {
    "news lead": "日豪首脳が会談\n両首脳は24日、シドニーで会談し、協力で一致した。\n両首脳は資源についても協議した。",
    "narrator": "首相は、大統領と会談した。\n首相は「協力したい」と述べた。\n大統領は関心を示した。",
    "polite summary": "1 両大臣は、会談を行いました。\n2 大臣から、謝意を述べました。\n3 両大臣は、一致しました。",
    "plain summary of a ministry": (
        "1 冒頭、総理より、就任を祝う旨述べた。\n2 先方より、謝意を表明した。\n3 総理から、協力したい旨述べた。"
    ),
    "about a statement": "両国、共同声明を発表\n声明は、貿易の拡大を盛り込んだと政府が明らかにした。\n外相は成果を強調した。",
    "notice that points elsewhere": (
        "日・ネパール外相会談\n外相は「協力したい」と述べた。\n両外相は、治水についても協議した。\n共同声明の全文は外務省のサイトに掲載している。"
    ),
    "retold without a speaker": (
        "ベトナムとラオスの関係が深まる\n両国は、長い国境を接しています。\n貿易額は、昨年10億ドルを超えました。"
    ),
}


@pytest.mark.parametrize("text", FULL.values(), ids=FULL)
def test_full_text(text: str) -> None:
    reading = read(text)
    assert coverage(reading) == "full_text"
    assert not [line for line in reading.lines if line.role == "report_body"]


@pytest.mark.parametrize("text", REPORTS.values(), ids=REPORTS)
def test_report(text: str) -> None:
    reading = read(text)
    assert coverage(reading) == "report"
    assert [line for line in reading.lines if line.role == "report_body"]


@pytest.mark.parametrize("text", ["", "\n\n", "関連記事\n©2024", "2024年5月1日"])
def test_no_text(text: str) -> None:
    assert coverage(read(text)) is None
