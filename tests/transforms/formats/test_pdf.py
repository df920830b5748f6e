"""Printed lines of PDF pages and what they are told to be."""

from __future__ import annotations

import pytest

from tests.transforms.formats.pdf_files import Printed, pdf
from transforms.formats.pdf import read_pdf
from transforms.source import Rejected

HEAD = "甲国と乙国との共同声明（仮訳）"


def page(number: int, lines: list[Printed]) -> list[Printed]:
    return [(60, 800, 8, HEAD), *lines, (280, 30, 9, f"- {number} -")]


def kinds(data: bytes) -> list[tuple[str | None, str]]:
    found = read_pdf(data)
    return list(zip(found.blocks, found.text.split("\n"), strict=True))


def test_running_heads_and_page_numbers_are_told_apart() -> None:
    pages = [
        page(n, [(60, 700, 11, f"両国は第{n}の分野で協力する。"), (60, 680, 11, f"{n}.双方は一致した。")]) for n in (1, 2, 3)
    ]
    assert [kind for kind, _ in kinds(pdf(pages))] == ["page_head", "line", "line", "page_number"] * 3


def test_a_number_at_the_foot_that_no_page_continues_stays_text() -> None:
    assert kinds(pdf([[(60, 700, 11, "両国は協力する。"), (60, 680, 11, "7")]]))[-1] == ("line", "7")


def test_small_lines_under_a_note_mark_are_footnotes() -> None:
    body = [(60.0, 700.0 - 20 * n, 11.0, f"{n}.両国は、第{n}の分野の協力を強化することで一致した。") for n in range(5)]
    notes = [(60.0, 90.0, 8.0, "（注1）この声明において「両国」とは"), (60.0, 78.0, 8.0, "甲国及び乙国をいう。")]
    assert [kind for kind, _ in kinds(pdf([[*body, *notes]]))][-2:] == ["footnote", "footnote"]


def test_the_large_first_line_is_the_title_and_an_indented_line_begins_a_paragraph() -> None:
    lines: list[Printed] = [
        (120, 760, 16, "共同声明"),
        (71, 700, 11, "両国は、長年の友好関係を踏まえ、幅広い分野"),
        (60, 680, 11, "で協力を進めることで一致した。"),
        (71, 660, 11, "双方は、要人の往来を歓迎した。両国は引き続"),
        (60, 640, 11, "き対話を行う。"),
    ]
    assert [kind for kind, _ in kinds(pdf([lines]))] == ["title", "p", "line", "p", "line"]


def test_a_line_after_a_short_one_begins_a_paragraph_and_one_after_a_full_one_goes_on() -> None:
    texts = ["1.両国は、原子力の平和的", "利用の分野で協力する。", "2.双方は、投資協定の締結", "に向けて交渉する。", "3.双方は"]
    lines: list[Printed] = [(60, 700 - 20 * at, 11, text) for at, text in enumerate(texts)]
    assert [kind for kind, _ in kinds(pdf([lines]))] == ["line", "line", "p", "line", "p"]


def test_a_caption_that_was_drawn_first_is_read_where_it_stands() -> None:
    text = ["１　漁業", "双方は、海を守ることで一致した。", "２　会合", "双方は、会合を開くことで一致した。"]
    drawn: list[Printed] = [(60, 700 - 20 * at, 11, line) for at, line in enumerate(text)]
    caption: Printed = (200, 560, 8, "写真１　会場の様子")
    found = [line for _, line in kinds(pdf([[drawn[0], caption, *drawn[1:], (280, 30, 9, "次の面に続く")]]))]
    assert found == [*text, caption[3], "次の面に続く"]


def test_vertical_columns_are_read_from_the_right() -> None:
    columns: list[Printed] = [
        (500, 780, 12, "甲国と乙国は、次の"),
        (480, 780, 12, "とおり声明する。"),
        (460, 780, 12, "両国は協力する。"),
    ]
    assert [text for _, text in kinds(pdf([columns], is_vertical=True))] == [text for *_, text in columns]


def test_a_page_hung_on_its_side_is_read_in_its_own_order() -> None:
    lines: list[Printed] = [(60, 700 - 20 * at, 11, f"{at}.両国は、協力する。") for at in range(4)]
    hung = pdf([lines]).replace(b"/MediaBox", b"/Rotate 90 /MediaBox")
    assert read_pdf(hung) == read_pdf(pdf([lines]))


def test_text_drawn_upwards_is_read_from_the_left() -> None:
    lines: list[Printed] = [(60, 500 - 20 * at, 11, f"{at}.両国は、協力する。") for at in range(4)]
    assert read_pdf(pdf([lines], matrix="0 1 -1 0 595 0")).text == read_pdf(pdf([lines])).text


COLUMNS = [
    ("両国は、長年の友好関係を踏ま", "双方は、港湾の整備のため、技"),
    ("え、幅広い分野で協力を進める", "術者を招き、海図の作成と観測"),
    ("ことで一致し、対話の枠組みを", "の方法を伝えることとし、年内"),
    ("設けて、毎年の会合を交互に開", "に計画をまとめることを確認し"),
    ("くことを確かめた。", "た。"),
]


def test_columns_drawn_line_by_line_across_the_page_are_read_one_by_one() -> None:
    across: list[Printed] = [(60 + 260 * side, 700 - 20 * at, 11, row[side]) for at, row in enumerate(COLUMNS) for side in (0, 1)]
    lines: list[Printed] = [(60, 760, 11, "甲国と乙国は、次のとおり声明した。"), *across]
    assert read_pdf(pdf([lines])).text.split("\n") == [lines[0][3], *(row[0] for row in COLUMNS), *(row[1] for row in COLUMNS)]


def test_lines_of_a_column_are_full_by_the_edge_of_their_own_column() -> None:
    across: list[Printed] = [(60 + 260 * side, 700 - 20 * at, 11, row[side]) for at, row in enumerate(COLUMNS) for side in (0, 1)]
    found = kinds(pdf([[(60, 760, 11, "甲国と乙国は、両国の間の協力を更に進めるため、次のとおり声明した。"), *across]]))
    assert [kind for kind, _ in found[2:6] + found[7:]] == ["line"] * 8


def test_rows_of_a_table_are_read_across() -> None:
    rows = [
        ("防災", "研修員の受入れ"),
        ("港湾", "施設の整備"),
        ("教育", "留学生の交流"),
        ("保健", "医師の派遣"),
        ("文化", "展覧会"),
    ]
    lines: list[Printed] = [(60 + 260 * side, 700 - 20 * at, 11, row[side]) for at, row in enumerate(rows) for side in (0, 1)]
    assert [line.split() for line in read_pdf(pdf([lines])).text.split("\n")] == [list(row) for row in rows]


@pytest.mark.parametrize("foot", ["甲乙共同声明 {}/3", "甲乙共同声明 {}", "甲乙共同声明（{}頁）"])
def test_a_running_foot_with_the_number_of_the_page(foot: str) -> None:
    pages: list[list[Printed]] = [
        [(60, 700, 11, f"両国は第{n}の分野で協力する。"), (60, 30, 8, foot.format(n))] for n in (1, 2, 3)
    ]
    assert [kind for kind, _ in kinds(pdf(pages))] == ["line", "page_head"] * 3


def test_a_japanese_title_is_metadata_and_a_file_name_is_not() -> None:
    lines: list[Printed] = [(60, 700, 11, "両国は協力する。")]
    assert read_pdf(pdf([lines], title="共同声明")).metadata.title == "共同声明"
    assert read_pdf(pdf([lines], title="Microsoft Word - a.doc")).metadata.title is None


@pytest.mark.parametrize(
    ("data", "reason"), [(b"%PDF-1.4\n%%EOF", "damaged_pdf"), (pdf([[]]), "no_text_layer"), (pdf([]), "damaged_pdf")]
)
def test_what_cannot_be_read_is_rejected(data: bytes, reason: str) -> None:
    with pytest.raises(Rejected) as error:
        read_pdf(data)
    assert error.value.reason == reason
