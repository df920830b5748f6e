"""Official texts of before 1946: their katakana in hiragana, voiced, and what is read of them."""

import pytest
from hypothesis import given
from hypothesis import strategies as st

from transforms.classical import modern
from transforms.document import process
from transforms.source import Source

WORDS = {
    "particles and okurigana": ("両締約国ハ互ニ其ノ使節ヲ迎フ", "両締約国は互に其の使節を迎ふ"),
    "voiced marks left out": ("税金ヲ課スヘシ其ノ一方カ之ヲ拒ムコトヲ得ス", "税金を課すべし其の一方が之を拒むことを得ず"),
    "perfect of する": ("左ノ諸条ヲ議定セリ", "左の諸条を議定した"),
    "perfect of する before a noun": ("廃棄ヲ通告セル日ヨリ効力ヲ失フ", "廃棄を通告した日より効力を失ふ"),
    "state in katakana": ("日本国及ペルー国ハ互ニ公使ヲ置ク", "日本国及ペルー国は互に公使を置く"),
    "state at the end of a run": ("日本国トブラジル国トノ間ノ条約ヲ廃ス", "日本国とブラジル国との間の条約を廃す"),
    "months counted": ("其ノ効力ヲ三カ月間存続ス", "其の効力を三か月間存続す"),
    "text of today": ("両国は、カナダノ国境を越えて協力ヲ続ける。", "両国は、カナダノ国境を越えて協力ヲ続ける。"),
    "name with one such particle": ("三ノ宮商工会議所", "三ノ宮商工会議所"),
}


@pytest.mark.parametrize(("text", "read"), WORDS.values(), ids=WORDS)
def test_modern(text: str, read: str) -> None:
    assert modern(text) == read


@given(st.text("一両国ノハヲニヨリスヘシカセ三、ー月ペルー"))
def test_as_long_as_before(text: str) -> None:
    assert len(modern(text)) == len(text)


TREATY = """日本國暹羅國間通商條約

日本國皇帝陛下及暹羅國皇帝陛下ハ兩國ノ交誼ヲ固クセムコトヲ欲シ左ノ諸條ヲ協定セリ

第一條

兩締約國ハ互ニ其ノ臣民ノ財産ヲ保護スヘシ

第二條

日本國ハ暹羅國ノ内政ニ干渉セサルコトヲ約ス

第三條

暹羅國ハ日本國臣民ニ居住ノ自由ヲ許與スヘシ但シ土地ノ所有ハ此ノ限ニ在ラス

第四條

本條約ハ批准ヲ要ス其ノ批准書ハ本日ヨリ三月以内ニ東京ニ於テ之ヲ交換スヘシ

明治四十年十二月二十日東京ニ於テ本書二通ヲ作ル
"""


def test_treaty() -> None:
    clauses = process(Source("treaty.txt", TREATY.encode()))["clauses"]
    assert [(clause["act"], clause["actors"]) for clause in clauses] == [
        ("AGREE_DO", ["JPN", "THA"]),
        ("WILL", ["JPN", "THA"]),
        ("PLEDGE", ["JPN"]),
        ("WILL", ["THA"]),
        ("NARR", ["THA"]),
        ("NARR", ["JPN", "THA"]),
        ("WILL", ["JPN", "THA"]),
    ]
    (date,) = clauses[-1]["dates"][1:]
    assert (date["text"], date["edtf"], date["role"]) == ("三月以内", "1907-12-20/1908-03-20", "deadline")
