"""Paragraphs of Word files: kinds by style, numbers as Word shows them, tables, notes, what is not seen."""

from __future__ import annotations

import pytest

from tests.transforms.formats.docx_files import SPACE, docx, packed, paragraph, table
from transforms.formats.docx import read_docx
from transforms.source import Rejected

STYLES = (
    '<w:style w:styleId="a"><w:name w:val="Title"/></w:style>'
    '<w:style w:styleId="1"><w:name w:val="heading 1"/></w:style>'
    '<w:style w:styleId="own"><w:name w:val="my own"/><w:basedOn w:val="1"/></w:style>'
    '<w:style w:styleId="loop"><w:name w:val="x"/><w:basedOn w:val="loop"/></w:style>'
)


def numbering(*levels: tuple[str, str]) -> str:
    inner = "".join(
        f'<w:lvl w:ilvl="{at}"><w:start w:val="1"/><w:numFmt w:val="{style}"/><w:lvlText w:val="{text}"/></w:lvl>'
        for at, (style, text) in enumerate(levels)
    )
    lists = '<w:num w:numId="1"><w:abstractNumId w:val="0"/></w:num>'
    restart = '<w:lvlOverride w:ilvl="0"><w:startOverride w:val="1"/></w:lvlOverride>'
    again = f'<w:num w:numId="2"><w:abstractNumId w:val="0"/>{restart}</w:num>'
    return f'<w:abstractNum w:abstractNumId="0">{inner}</w:abstractNum>{lists}{again}'


def lines(data: bytes) -> list[tuple[str | None, str]]:
    found = read_docx(data)
    return list(zip(found.blocks, found.text.split("\n"), strict=True))


def test_kinds_follow_styles_and_what_they_are_based_on() -> None:
    body = paragraph("声明", "a") + paragraph("政治", "own") + paragraph("本文。", "loop") + paragraph("本文。")
    assert lines(docx(body, styles=STYLES)) == [("title", "声明"), ("h1", "政治"), ("p", "本文。"), ("p", "本文。")]


@pytest.mark.parametrize(
    ("style", "text", "expected"),
    [
        ("decimal", "%1.", ["1. ", "2. "]),
        ("decimalFullWidth", "%1．", ["１． ", "２． "]),
        ("japaneseCounting", "%1、", ["一、 ", "二、 "]),
        ("decimal", "第%1条", ["第1条 ", "第2条 "]),
        ("aiueoFullWidth", "(%1)", ["(ア) ", "(イ) "]),
        ("iroha", "(%1)", ["(イ) ", "(ロ) "]),
        ("decimalEnclosedCircle", "%1", ["① ", "② "]),
        ("upperRoman", "%1.", ["I. ", "II. "]),
        ("bullet", "\uf0b7", ["・ ", "・ "]),
        ("none", "", ["", ""]),
    ],
)
def test_automatic_numbers_are_written_out(style: str, text: str, expected: list[str]) -> None:
    body = paragraph("協力する。", number=1) * 2
    assert [line for _, line in lines(docx(body, numbering=numbering((style, text))))] == [f"{one}協力する。" for one in expected]


def test_numbers_nest_and_start_anew() -> None:
    body = "".join(paragraph("項", number=n, level=level) for n, level in ((1, 0), (1, 1), (1, 1), (1, 0), (1, 1), (2, 0)))
    found = lines(docx(body, numbering=numbering(("decimal", "%1."), ("decimal", "%1.%2"))))
    assert [line.split()[0] for _, line in found] == ["1.", "1.1", "1.2", "2.", "2.1", "1."]


@pytest.mark.parametrize("start", ["--5", "", "9" * 5000, "x"])
def test_a_list_that_starts_with_no_number_starts_with_one(start: str) -> None:
    lists = numbering(("decimal", "%1.")).replace('<w:start w:val="1"/>', f'<w:start w:val="{start}"/>')
    assert lines(docx(paragraph("項", number=1), numbering=lists)) == [("li", "1. 項")]


def test_a_level_that_is_no_number_is_the_first() -> None:
    body = paragraph("項", number=1).replace('<w:ilvl w:val="0"/>', f'<w:ilvl w:val="{"9" * 5000}"/>')
    assert lines(docx(body, numbering=numbering(("decimal", "%1.")))) == [("li", "1. 項")]


def test_rows_of_a_table_are_lines_and_notes_follow_the_text() -> None:
    body = paragraph("本文。") + table(("年", "額"), ("2006", "百"))
    notes = f'<w:footnote w:type="separator">{paragraph("-")}</w:footnote><w:footnote>{paragraph("注の文。")}</w:footnote>'
    assert lines(docx(body, footnotes=notes)) == [("p", "本文。"), ("tr", "年\t額"), ("tr", "2006\t百"), ("footnote", "注の文。")]


def test_two_languages_side_by_side_are_paragraphs() -> None:
    body = table(("政治", "Politics"), ("共に進む。", "We shall go on together."), ("終わる。", "It ends here and now."))
    assert [kind for kind, _ in lines(docx(body))] == ["p", "translation"] * 3


def test_a_cell_with_a_text_of_its_own_holds_paragraphs() -> None:
    long, short = paragraph("本文。") * 8, paragraph("左") * 2
    body = f"<w:tbl><w:tr><w:tc>{short}</w:tc><w:tc>{long}</w:tc></w:tr></w:tbl>"
    assert [kind for kind, _ in lines(docx(body))] == ["td"] * 2 + ["p"] * 8


def test_deleted_text_and_readings_are_not_seen_but_inserted_text_and_controls_are() -> None:
    body = (
        "<w:p><w:del><w:r><w:delText>旧</w:delText></w:r></w:del><w:ins><w:r><w:t>新</w:t></w:r></w:ins>"
        "<w:r><w:ruby><w:rt><w:r><w:t>くに</w:t></w:r></w:rt><w:rubyBase><w:r><w:t>国</w:t></w:r></w:rubyBase></w:ruby><w:br/><w:t>次</w:t></w:r></w:p>"
        f"<w:sdt><w:sdtContent>{paragraph('枠の中')}</w:sdtContent></w:sdt>"
    )
    assert lines(docx(body)) == [("p", "新国"), ("p", "次"), ("p", "枠の中")]


def test_hidden_and_struck_out_text_is_not_seen() -> None:
    runs = [f"<w:r><w:rPr><w:{name}/></w:rPr><w:t>{name}</w:t></w:r>" for name in ("vanish", "strike", "dstrike", "b")]
    off = '<w:r><w:rPr><w:strike w:val="0"/></w:rPr><w:t>両国</w:t></w:r>'
    assert lines(docx(f"<w:p>{''.join(runs)}{off}</w:p>")) == [("p", "b両国")]


def test_the_main_part_may_be_numbered() -> None:
    body = f"<w:document {SPACE}><w:body>{paragraph('本文。')}</w:body></w:document>"
    assert lines(packed("word/document2.xml", body)) == [("p", "本文。")]


@pytest.mark.parametrize(
    "data",
    [
        pytest.param(b"PK\x03\x04", id="a signature alone"),
        pytest.param(docx("<w:p>"), id="an element that never ends"),
        pytest.param(docx("")[:80], id="a package cut short"),
        pytest.param(packed("word/document.xml", f"<!DOCTYPE x [<!ENTITY a '国'>]><w:document {SPACE}/>"), id="entities"),
        pytest.param(docx("<w:x>" * 300 + "</w:x>" * 300), id="elements 300 deep"),
    ],
)
def test_damaged_packages_are_rejected(data: bytes) -> None:
    with pytest.raises(Rejected) as error:
        read_docx(data)
    assert error.value.reason == "damaged_docx"
    assert "\n" not in error.value.message


def test_a_cell_alone_below_a_row_goes_on_with_its_table() -> None:
    body = table(("表題", ""), ("出席者", "日本側：甲大臣"), ("", "先方：乙大臣"))
    assert lines(docx(body)) == [("p", "表題"), ("tr", "出席者\t日本側：甲大臣"), ("tr", "先方：乙大臣")]
