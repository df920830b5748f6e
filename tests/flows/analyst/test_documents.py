"""One document, on the terminal and as a page."""

from __future__ import annotations

import json
import re
from html import unescape
from pathlib import Path

import lxml.html
import pytest
from typer.testing import CliRunner, Result

from flows.analyst.document_page import page
from flows.analyst.reading import Mark, Reading, find, marks, segments
from flows.cli import app
from flows.store import DatasetError


def run(*arguments: str) -> Result:
    return CliRunner().invoke(app, arguments)


@pytest.fixture
def reading(snapshot: Path) -> Reading:
    return find(snapshot, "mongolia.txt")


def test_a_document_is_found_by_id_path_and_part(snapshot: Path, reading: Reading) -> None:
    statement_id = reading.statement["statement_id"]
    for wanted in (statement_id, statement_id[:8], "mongol", "some/folder/mongolia.txt", "./mongolia.txt"):
        assert find(snapshot, wanted).statement["statement_id"] == statement_id


@pytest.mark.parametrize(
    ("wanted", "message"),
    [
        ("txt", "fits 2 documents"),
        ("nirgends", "no document is called nirgends"),
        ("empty.txt", r"empty\.txt was rejected: empty: The file holds no text: put the document's text into it"),
        ("folder/empty.txt", r"empty\.txt was rejected: empty: "),
        ("folder/other_mongolia.txt", "no document is called folder/other_mongolia.txt"),
        ("empt", r"empty\.txt was rejected: empty: "),
    ],
)
def test_a_name_that_fits_none_or_several_is_told(output: Path, snapshot: Path, wanted: str, message: str) -> None:
    with pytest.raises(DatasetError, match=message):
        find(snapshot, wanted)
    assert run("show", wanted, "-o", str(output)).exit_code == 1


@pytest.mark.parametrize(
    ("found", "cut"),
    [
        ([], ["abcdef"]),
        ([Mark("date", 1, 3)], ["a", "bc", "def"]),
        ([Mark("clause", 0, 6), Mark("date", 1, 4), Mark("entity", 2, 9)], ["a", "b", "cd", "ef"]),
        ([Mark("date", 8, 9)], ["abcdef"]),
    ],
)
def test_a_line_is_cut_where_marks_begin_and_end(found: list[Mark], cut: list[str]) -> None:
    assert [segment.text for segment in segments("abcdefghi", 0, 6, found)] == cut


def test_marks_lie_on_what_they_name(reading: Reading) -> None:
    raw_text = reading.statement["raw_text"]
    for mark in marks(reading):
        text = raw_text[mark.start : mark.end]
        if mark.kind == "entity":
            assert text == reading.entities[mark.index]["surface"]
        elif mark.kind == "date":
            assert text == reading.clauses[mark.clause]["dates"][mark.index]["text"]
    assert {mark.kind for mark in marks(reading)} == {"clause", "evidence", "date", "entity"}


def test_the_terminal_shows_text_roles_and_tags(output: Path) -> None:
    shown = run("show", "mongolia", "-o", str(output)).output
    for part in ("日本国とモンゴル国との間の共同声明", "provision", "▍AGREE_DO 4◆ · JPN MNG · ENE", "2030年までに"):
        assert part in shown


def test_the_page_holds_the_whole_text_escaped(reading: Reading) -> None:
    html = page(reading)
    assert "<b>太字</b>" not in html
    texts = re.findall(r"<p>(.*?)</p>\n</div>", html, re.DOTALL)
    plain = [unescape(re.sub(r"<[^>]+>", "", re.sub(r"<button.*?</button>", "", text, flags=re.DOTALL))) for text in texts]
    lines = reading.statement["lines"]
    assert plain == [reading.statement["raw_text"][line["char_start"] : line["char_end"]] for line in lines]


def test_every_tag_of_the_page_has_its_evidence(reading: Reading) -> None:
    document = lxml.html.document_fromstring(page(reading))
    data = json.loads(document.get_element_by_id("data").text_content())
    named = {name for span in document.xpath("//span[@data-tags]") for name in span.get("data-tags").split()}
    assert named == set(data["tags"])
    assert {"c", "d", "e", "s"} == {name[0] for name in named}
    assert len(data["lines"]) == len(reading.statement["lines"])
    dates = [dict(card["facts"]) for name, card in data["tags"].items() if name[0] == "d"]
    assert ("../2030", "deadline") in {(date["edtf"], date["role"]) for date in dates}


def test_the_page_needs_no_network(output: Path, tmp_path: Path) -> None:
    file = tmp_path / "page.html"
    assert run("show", "mongolia", "-o", str(output), "--html", str(file)).exit_code == 0
    html = file.read_text(encoding="utf-8")
    assert "default-src 'none'" in html
    assert not re.search(r"""(src|href)=["']?(https?:)?//|@import|url\(""", html)
