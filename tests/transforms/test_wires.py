from __future__ import annotations

import pytest

from transforms import folding, lexicon, wires
from transforms.document import read
from transforms.source import Source

ROWS = lexicon.rows("wires.csv")
TOLD = "日本の三浦外相は６日、チリのロハス外相と会談した。両外相は、対話を続けることを確認した。"


@pytest.mark.parametrize("row", ROWS, ids=[row["sign"] for row in ROWS])
def test_each_sign_is_read_in_its_example(row: dict[str, str]) -> None:
    names = {entry["id"]: entry["name_ja"] for entry in lexicon.rows("organizations.csv")}
    sender = wires.sender(folding.fold_text(row["example"]))
    assert sender == names[row["organization"]]
    assert wires.sender(folding.fold_text(row["counterexample"])) is None


@pytest.mark.parametrize(
    ("dateline", "sender"),
    [
        ("【平壌（共同取材団）、ソウル聯合ニュース】", "聯合ニュース"),
        ("［モスクワ　８日　ロイター］　-　", "ロイター"),
        ("【北京１月１日新華社】", "新華社"),
        ("〔ソウル聯合〕", "聯合ニュース"),
        ("経済（ウランバートル市、2024年7月23日、国営モンツァメ通信社）", "モンツァメ"),
        ("【ワシントン＝山田太郎】", None),
        ("【モスクワ秋山信一】", None),
        ("【共同声明】", None),
        ("（全文）", None),
    ],
)
def test_the_agency_that_signed_a_dateline_published_the_report(dateline: str, sender: str | None) -> None:
    assert read(Source("case.txt", f"{dateline}{TOLD}".encode())).facts.publisher == sender


@pytest.mark.parametrize(
    ("line", "publisher"),
    [("共同通信", "共同通信"), ("［時事通信社］", "時事通信"), ("「人民網日本語版」2024年5月7日", "人民網日本語版")],
)
def test_a_line_of_its_own_names_the_publisher_too(line: str, publisher: str) -> None:
    assert read(Source("case.txt", f"日・チリ外相が会談\n\n{TOLD}\n\n{line}".encode())).facts.publisher == publisher


def test_the_office_beside_the_day_announced_what_stands_below() -> None:
    text = f"日・チリ外相会談\n\n令和６年５月７日\n外務省\n\n{TOLD}\nhttps://example.jp/a.html"
    assert read(Source("case.txt", text.encode())).facts.publisher == "外務省"
