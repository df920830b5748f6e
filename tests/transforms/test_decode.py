"""Bytes of any kind become text with its kinds of lines, or a reject that says what to do."""

from __future__ import annotations

import json
import random
from collections.abc import Callable
from datetime import date

import pytest

from tests.cost import no_explosion
from tests.transforms.formats.docx_files import docx, paragraph, table
from tests.transforms.formats.pdf_files import pdf
from transforms.decode import Decoded, decode
from transforms.formats.blocks import KINDS
from transforms.lines import split_lines
from transforms.source import Metadata, Rejected, Source

TEXT = "　両国は、経済協力を強化する意向を表明した。\r\n１．双方は一致した。\n"
PAGE = f"<!DOCTYPE html><html><head><meta charset=shift_jis><title>声明</title></head><body><h1>声明</h1><p>{TEXT}</body></html>"
WORD = docx(paragraph("両国は、経済協力を強化する。") + table(("年", "額"), ("今年", "未定である")))
PRINT = pdf([[(60, 700, 11, "両国は、経済協力を強化する。"), (280, 30, 9, f"- {page} -")] for page in (1, 2)])


@pytest.mark.parametrize(
    ("data", "path", "media_type", "charset"),
    [
        (TEXT.encode(), "a.txt", "text/plain", "utf-8"),
        (TEXT.encode("cp932"), "a", "text/plain", "cp932"),
        (TEXT.encode(), "a.md", "text/markdown", "utf-8"),
        (PAGE.encode("cp932"), "a.html", "text/html", "cp932"),
        (PAGE.encode(), "a.txt", "text/html", "utf-8"),
        (b"<p>" + TEXT.encode() + b"</p>", "a.htm", "text/html", "utf-8"),
        (WORD, "a.txt", "application/vnd.openxmlformats-officedocument.wordprocessingml.document", None),
        (PRINT, "a.bin", "application/pdf", None),
    ],
)
def test_content_tells_the_kind_before_the_name(data: bytes, path: str, media_type: str, charset: str | None) -> None:
    decoded = decode(Source(path, data))
    assert (decoded.media_type, decoded.charset) == (media_type, charset)


def test_plain_text_is_untouched_but_for_its_mark() -> None:
    text = TEXT + "\0\x07\x0b\u2028終\r"
    decoded = decode(Source("a.txt", text.encode("utf-8-sig")))
    assert (decoded.text, decoded.blocks) == (text, None)


def test_what_was_given_wins_over_the_head() -> None:
    given = Metadata(url="https://example.org/", published_on=date(2020, 1, 1))
    decoded = decode(Source("a.html", PAGE.encode(), given))
    assert decoded.metadata == Metadata("https://example.org/", None, date(2020, 1, 1), "声明")
    assert decoded.flags == ("charset_lied",)


@pytest.mark.parametrize(
    ("data", "reason"),
    [
        (b"", "empty"),
        (b"\xef\xbb\xbf \n", "empty"),
        ("　\u200b\n　".encode(), "empty"),
        (b"2025\n", "not_japanese"),
        (b" \n\0", "empty"),
        (b"<html><body></body></html>", "empty"),
        (bytes(range(256)) * 4, "binary"),
        (b"\x89PNG\r\n\x1a\n" + bytes(50), "unsupported_format"),
        (b"PK\x03\x04" + bytes(30) + b"xl/workbook.xml", "unsupported_format"),
        (b"\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1" + bytes(500), "unsupported_format"),
        (b"{\\rtf1 abc}", "unsupported_format"),
        (b"\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1" + "EncryptedPackage".encode("utf-16-le"), "unsupported_format"),
        (b"PK\x03\x04" + bytes(26) + b"mimetypeapplication/vnd.oasis.opendocument.text", "unsupported_format"),
        (b"a.txt".ljust(257, b"\0") + b"ustar\0" + bytes(250) + TEXT.encode(), "unsupported_format"),
        (json.dumps({"text": TEXT}).encode(), "unsupported_format"),
        (json.dumps([{"text": TEXT}], ensure_ascii=False, indent=1).encode(), "unsupported_format"),
        (f"<?xml version='1.0'?><!-- 会議 --><minutes><p>{TEXT}</p></minutes>".encode(), "unsupported_format"),
        (f"<rss><channel><item><description>{TEXT}</description></item></channel></rss>".encode(), "unsupported_format"),
        (b"Subject: a\r\nContent-Transfer-Encoding: base64\r\n\r\n44GC\r\n", "unsupported_format"),
        (b"From: a\r\nContent-Type: multipart/related;\r\n\tboundary=b\r\n\r\n--b\r\n", "unsupported_format"),
        ((TEXT * 9).encode().decode("cp932", "replace").encode(), "garbled"),
        ((TEXT * 9).encode("euc_jp").decode("cp932", "replace").encode(), "garbled"),
        ("\n".join(TEXT * 9).encode(), "garbled"),
        ((TEXT * 9).encode().decode("latin-1").encode(), "garbled"),
        ((TEXT * 9).encode("cp932").decode("utf-8", "replace").encode(), "garbled"),
        (b"The Prime Minister of Japan visited Astana.", "not_japanese"),
        ("两国发表联合声明，加强合作。".encode(), "not_japanese"),
        ("두 나라는 공동성명을 발표했다.".encode(), "not_japanese"),
        (("The joint statement quotes the word センター once. " * 20 + "x" * 5000).encode(), "not_japanese"),
        (b"%PDF-1.7\n%%EOF", "damaged_pdf"),
        (pdf([[]]), "no_text_layer"),
        (WORD[:-40], "damaged_docx"),
        ("Заявление".encode("koi8-r"), "unknown_charset"),
    ],
)
def test_rejects_say_why_and_what_to_do(data: bytes, reason: str) -> None:
    with pytest.raises(Rejected) as error:
        decode(Source("a", data))
    assert (error.value.stage, error.value.reason) == ("decode", reason)
    assert len(error.value.message) > 30
    assert "\n" not in error.value.message


@pytest.mark.parametrize(
    ("path", "text", "media_type"),
    [
        pytest.param("a.txt", "[東京 10日] " + TEXT, "text/plain", id="a bracket opens the text"),
        pytest.param("a.txt", "{" + TEXT, "text/plain", id="a brace opens the text"),
        pytest.param(
            "a.eml", f"From: a\r\nSubject: b\r\nContent-Type: text/plain\r\n\r\n{TEXT}", "text/plain", id="a plain mail"
        ),
        pytest.param("a.csv", TEXT, "text/plain", id="a sheet without columns"),
        pytest.param("a.xhtml", f"<?xml version='1.0'?><div>{TEXT}</div>", "text/html", id="a piece of XHTML"),
        pytest.param("a.html", f"<?xml version='1.0'?><!-- a --><html><p>{TEXT}</html>", "text/html", id="XHTML"),
    ],
)
def test_texts_that_look_like_data_are_read(path: str, text: str, media_type: str) -> None:
    assert decode(Source(path, text.encode())).media_type == media_type


def test_a_sheet_is_rejected_by_its_name_and_columns() -> None:
    with pytest.raises(Rejected, match="a sheet"):
        decode(Source("talks.CSV", f"番号,本文\n1,{TEXT}".encode()))


@pytest.mark.parametrize("other", ["Заявление сторон. ", "Tuyên bố chung về hợp tác. ", "两国发表联合声明。"])
def test_a_text_in_two_languages_is_not_garbled(other: str) -> None:
    assert decode(Source("a.txt", (TEXT + other * 9).encode())).charset == "utf-8"


def attempt(data: bytes, path: str) -> Decoded | Rejected:
    try:
        return decode(Source(path, data))
    except Rejected as rejected:
        return rejected


def mutated(data: bytes, chance: random.Random) -> bytes:
    """A few bytes changed, cut, doubled or put in."""
    changed = bytearray(data)
    for _ in range(chance.choice((1, 3, 20))):
        at = chance.randrange(len(changed) + 1)
        step: Callable[[], bytes] = chance.choice(
            [
                lambda: bytes([chance.randrange(256)]),
                lambda: chance.choice([b"<div>", b"<!--", b"<tr>", b"\0", b"\x1b$B", b"&#xD800;", b"\r", b"\xff\xfe", b"<pre>"]),
                lambda: bytes(changed[chance.randrange(len(changed) + 1) :][:200]),
            ]
        )
        changed[at : at + chance.choice((0, 1, 30))] = step()
    return bytes(changed)


ORIGINALS = {
    "text": TEXT.encode() * 20,
    "page": PAGE.encode(),
    "page in CP932": PAGE.encode("cp932"),
    "print": PRINT,
    "word": WORD,
    "noise": b"",
}


@pytest.mark.parametrize("name", ORIGINALS)
def test_two_thousand_broken_documents_give_text_or_a_reject(name: str) -> None:
    chance = random.Random(name)
    for _ in range(350):
        data = mutated(ORIGINALS[name], chance) if name != "noise" else chance.randbytes(chance.randrange(300))
        found = attempt(data, chance.choice(("a.txt", "a.md", "a.html", "a")))
        if isinstance(found, Decoded):
            assert found.text.encode("utf-8").decode("utf-8") == found.text
            n_lines = len(split_lines(found.text))
            assert found.blocks is None or (len(found.blocks) == n_lines and set(found.blocks) <= {*KINDS, None})
        else:
            assert found.stage == "decode"


@pytest.mark.parametrize(
    "text",
    ["両国は、経済協力を強化する。" * 120_000, "両国は、経済協力を強化する。\n" * 100_000, "<p>両国は協力する。</p>\n" * 30_000],
    ids=["one line of 5 MB", "100,000 lines", "30,000 paragraphs of HTML"],
)
def test_large_documents_take_bounded_time(text: str) -> None:
    with no_explosion():
        found = decode(Source("a", text.encode())).text
    assert "経済協力を強化する。" in found or "<p>" in text
