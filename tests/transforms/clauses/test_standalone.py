"""A unit with topic and predicate reads as a sentence of its own."""

import pytest

from tests.transforms.clauses.reading import split

CASES = {
    "動詞 in 連用形 takes the complement's predicate": (
        "双方は、協力を強化し、対話を行うことで合意した。",
        ["双方は、協力を強化することで合意した。", "双方は、対話を行うことで合意した。"],
    ),
    "aspect of the complement": (
        "双方は、課題に取り組み、協力を深め、貿易を拡大していくことで一致した。",
        [
            "双方は、課題に取り組んでいくことで一致した。",
            "双方は、協力を深めていくことで一致した。",
            "双方は、貿易を拡大していくことで一致した。",
        ],
    ),
    "wish": (
        "双方は、連携し、支援していきたいとの希望を表明した。",
        ["双方は、連携していきたいとの希望を表明した。", "双方は、支援していきたいとの希望を表明した。"],
    ),
    "koto": (
        "双方は、経験を共有すること、また、人材を育成することへの希望を表明した。",
        ["双方は、経験を共有することへの希望を表明した。", "双方は、人材を育成することへの希望を表明した。"],
    ),
    "past of a stance": (
        "双方は、発展を評価し、情勢について意見交換を行い、重要性を強調した。",
        ["双方は、発展を評価した。", "双方は、情勢について意見交換を行った。", "双方は、重要性を強調した。"],
    ),
    "polite": (
        "両首脳は、発展を評価し、協力を強化することで合意しました。",
        ["両首脳は、発展を評価しました。", "両首脳は、協力を強化することで合意しました。"],
    ),
    "とともに": (
        "双方は、協定の署名を歓迎するとともに、協力を強化する意向を有する。",
        ["双方は、協定の署名を歓迎する。", "双方は、協力を強化する意向を有する。"],
    ),
    "a promise is not past": (
        "双方は、貿易を促進し、委員会の設立を支持した。",
        ["双方は、貿易を促進する。", "双方は、委員会の設立を支持した。"],
    ),
    "negative": (
        "双方は、武力を行使せず、紛争を平和的に解決する。",
        ["双方は、武力を行使しない。", "双方は、紛争を平和的に解決する。"],
    ),
    "ており": (
        "日本側は、協力の深化を望んでおり、支援に謝意を表した。",
        ["日本側は、協力の深化を望んでいた。", "日本側は、支援に謝意を表した。"],
    ),
    "noun ending": ("双方は、協力の重要性を再確認。", ["双方は、協力の重要性を再確認する。"]),
    "noun ending of what is over": ("双方は、協定に署名。", ["双方は、協定に署名した。"]),
    "own topic": (
        "日本側は訪日を要請し、カザフスタン側はこれを受け入れた。",
        ["日本側は訪日を要請した。", "カザフスタン側はこれを受け入れた。"],
    ),
    "bullets in one line": (
        "双方は、次の分野で協力する。\n- 農業\n- 観光",
        ["双方は、次の分野で協力する。 - 農業 - 観光。"],
    ),
}


@pytest.mark.parametrize(("text", "expected"), CASES.values(), ids=CASES)
def test_standalone_text(text: str, expected: list[str]) -> None:
    assert [clause.standalone_text for clause in split(text)] == expected


def test_topic_is_carried_without_the_opener() -> None:
    clauses = split("双方は、協力を強化する。", "また、対話を続ける。")
    assert clauses[1].standalone_text == "双方は、対話を続ける。"


def test_topic_of_another_is_not_carried() -> None:
    clauses = split("日本の首相は、支援を説明した。", "会談では、交渉を始めることで一致した。")
    assert (clauses[1].actors, clauses[1].standalone_text) == (("JPN", "KAZ"), "会談では、交渉を始めることで一致した。")


def test_a_topic_inside_a_speech_stands_for_itself() -> None:
    units = split("日本の首相は次のように述べた。双方は、往来を密にすべきだ。共に努力する必要がある。", report=True)
    expected = ["双方は、往来を密にすべきだ。", "日本の首相は、共に努力する必要がある。"]
    assert [unit.standalone_text for unit in units[1:]] == expected
