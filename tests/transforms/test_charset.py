"""Encodings are told by their bytes; what a page declares is a hint."""

from __future__ import annotations

import pytest
from hypothesis import given
from hypothesis import strategies as st

from transforms.charset import read_text
from transforms.source import Rejected

FORMAL = "　安倍晋三日本国総理大臣は、①経済協力、②エネルギー分野における協力の強化について意見交換を行った。\r\n"
TEXTS = {
    "a formal paragraph": FORMAL,
    "a short clause": "両国は協力する。",
    "one word": "について",
    "kanji with little kana": "日本国外務大臣及び大韓民国外交通商部長官",
    "katakana names": "カシムジョマルト・トカエフ",
    "half-width kana among other text": "ﾃﾞｰﾀﾍﾞｰｽの整備を進めることで一致した。",
    "ASCII around a few words": "<html><body class='x'>" + "<p>a</p>" * 300 + "共同声明について</body></html>",
}
CODECS = {
    "utf-8": "utf-8",
    "utf-8-sig": "utf-8",
    "utf-16": "utf-16",
    "utf-16-le": "utf-16",
    "utf-16-be": "utf-16",
    "utf-32": "utf-32",
    "cp932": "cp932",
    "euc_jp": "euc_jp",
    "euc_jis_2004": "euc_jp",
    "iso2022_jp": "iso2022_jp",
    "iso2022_jp_ext": "iso2022_jp",
}


@pytest.mark.parametrize("codec", CODECS)
@pytest.mark.parametrize("case", TEXTS)
def test_every_encoding_is_told(case: str, codec: str) -> None:
    try:
        data = TEXTS[case].encode(codec)
    except UnicodeEncodeError:
        pytest.skip("the encoding lacks a character of this text")
    reading = read_text(data)
    assert (reading.text, reading.charset, reading.flags) == (TEXTS[case], CODECS[codec], ())


def test_vendor_characters_in_iso_2022_jp() -> None:
    data = b"\x1b$B" + bytes(byte & 0x7F for byte in "①両国は".encode("euc_jis_2004")) + b"\x1b(B"
    assert read_text(data).text == "①両国は"


def test_japanese_in_a_chinese_encoding_is_not_taken_for_euc() -> None:
    text = "中国とカザフスタンは、全面的な協力を発展させることで一致した。"
    assert read_text(text.encode("gb18030"), "gb2312") == read_text(text.encode("gb18030"))
    assert read_text(text.encode("gb18030")).text == text


@pytest.mark.parametrize(
    ("codec", "declared", "flags"),
    [
        ("utf-8", "shift_jis", ("charset_lied",)),
        ("cp932", "utf-8", ("charset_lied",)),
        ("euc_jp", "shift_jis", ("charset_lied",)),
        ("cp932", "Shift_JIS", ()),
        ("utf-8", "utf8", ()),
        ("cp932", "x-unknown", ()),
        ("cp932", "hex", ("charset_lied",)),
    ],
)
def test_a_declared_charset_that_lies_is_flagged(codec: str, declared: str, flags: tuple[str, ...]) -> None:
    reading = read_text(FORMAL.encode(codec if codec != "euc_jp" else "euc_jis_2004"), declared)
    assert (reading.text, reading.flags) == (FORMAL, flags)


def test_lines_in_different_encodings() -> None:
    reading = read_text(FORMAL.encode() * 2 + FORMAL.encode("cp932"))
    assert (reading.text, reading.charset, reading.flags) == (FORMAL * 3, "utf-8", ("charset_mixed",))


@pytest.mark.parametrize("codec", ["utf-8", "cp932", "euc_jis_2004"])
def test_a_few_broken_bytes_are_replaced_and_flagged(codec: str) -> None:
    data = (FORMAL * 5).encode(codec)
    reading = read_text(data[:100] + b"\xff" + data[100:])
    assert reading.flags == ("bytes_replaced",)
    assert FORMAL * 3 in reading.text


@pytest.mark.parametrize("data", ["Русский текст".encode("cp1251"), "déjà vu à côté".encode("latin1"), bytes(range(128, 256))])
def test_bytes_that_are_no_japanese_are_rejected_with_their_place(data: bytes) -> None:
    with pytest.raises(Rejected, match=r"line 1 \(byte \d+\)") as error:
        read_text(data)
    assert (error.value.stage, error.value.reason) == ("decode", "unknown_charset")


@given(st.binary(max_size=200), st.none() | st.sampled_from(["utf-7", "unicode_escape", "punycode", "euc-jp", "\0"]))
def test_any_bytes_give_clean_text_or_a_reject(data: bytes, declared: str | None) -> None:
    try:
        text = read_text(data, declared).text
    except Rejected:
        return
    assert text.encode("utf-8").decode("utf-8") == text
