"""Hostile input, really tried: what SECURITY.md says happens, happens."""

from __future__ import annotations

import inspect
import io
import os
import socket
import tracemalloc
import zipfile
from collections.abc import Callable
from pathlib import Path
from typing import NoReturn

import polars as pl
import pytest

from flows import containers
from flows.analyst.spreadsheets import without_formulas
from flows.charts import label, lineage
from flows.cli import serve, ui
from flows.logs import line
from flows.markdown import table
from flows.recipe import Request, recipe
from flows.runner import PlainRunner
from flows.sources import discover, read
from flows.ui import start_command
from tests.cost import no_explosion
from tests.flows.conftest import House, house
from tests.transforms.formats.docx_files import docx, paragraph
from tests.transforms.formats.pdf_files import pdf
from transforms.document import process
from transforms.formats.pdf import MOST_PAGES
from transforms.source import Rejected, Source

__all__ = ["house"]

TEXT = "日本国政府及びカザフスタン共和国政府は、両国の協力を強化することで一致した。"

ENTITIES = "".join(f'<!ENTITY l{n} "{f"&l{n - 1};" * 10}">' for n in range(1, 12))
LAUGHS = f'<?xml version="1.0"?><!DOCTYPE x [<!ENTITY l0 "笑">{ENTITIES}]>'


def outcome(source: Source) -> str:
    """The text that was read, or the reason why there is none."""
    try:
        return str(process(source)["statements"][0]["raw_text"])
    except Rejected as rejected:
        return rejected.reason


def zipped(members: dict[str, bytes]) -> bytes:
    data = io.BytesIO()
    with zipfile.ZipFile(data, "w", zipfile.ZIP_DEFLATED) as archive:
        for name, content in members.items():
            archive.writestr(name, content)
    return data.getvalue()


@pytest.mark.parametrize("name", ["../above.txt", "/etc/passwd", "a/../../b.txt", "..\\windows.txt", "C:\\x\\..\\..\\y.txt"])
def test_a_path_in_an_archive_leads_nowhere(tmp_path: Path, name: str) -> None:
    """Members are never unpacked to the disk; one with such a name is not even read."""
    (tmp_path / "a.zip").write_bytes(zipped({name: TEXT.encode(), "good.txt": TEXT.encode()}))
    found = discover([str(tmp_path)])
    assert [ref.key for ref in found.refs] == ["a.zip!good.txt"]
    assert [reject.reason for reject in found.rejects] == ["unsafe_member"]
    assert sorted(path.name for path in tmp_path.rglob("*")) == ["a.zip"]


def test_an_archive_in_an_archive_is_not_opened(tmp_path: Path) -> None:
    (tmp_path / "a.zip").write_bytes(zipped({"b.zip": zipped({"c.txt": TEXT.encode()})}))
    assert [reject.reason for reject in discover([str(tmp_path)]).rejects] == ["nested_archive"]


def test_a_zip_bomb_is_refused_unread(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    """Also where the archive's own list lies about the size."""
    monkeypatch.setattr(containers, "LARGEST", 2**20)
    data = zipped({"bomb.txt": bytes(2**26)})
    (tmp_path / "honest.zip").write_bytes(data)
    (tmp_path / "lying.zip").write_bytes(data.replace((2**26).to_bytes(4, "little"), (2**10).to_bytes(4, "little")))
    reasons = set()
    tracemalloc.start()
    for ref in discover([str(tmp_path)]).refs:
        with pytest.raises(Rejected) as refusal:
            read(ref)
        reasons.add(refusal.value.reason)
    assert reasons <= {"too_big", "damaged_file"}
    assert tracemalloc.get_traced_memory()[1] < 2**28
    tracemalloc.stop()


def test_links_out_of_the_folder_are_not_followed(tmp_path: Path) -> None:
    sources = tmp_path / "sources"
    sources.mkdir()
    (tmp_path / "secret.txt").write_text(TEXT)
    (sources / "file.txt").symlink_to(tmp_path / "secret.txt")
    (sources / "folder").symlink_to(tmp_path)
    (sources / "loop").symlink_to(sources)
    found = discover([str(sources)])
    assert not found.refs
    assert {reject.reason for reject in found.rejects} == {"outside_link"}


BOMBS: dict[str, Callable[[], Source]] = {
    "entities that multiply, as XHTML": lambda: Source(
        "a.html", f"{LAUGHS}<html><body><p>&l11;{TEXT}</p></body></html>".encode()
    ),
    "entities that multiply, in DOCX": lambda: Source("a.docx", docx_with(f"{LAUGHS}<w:document>&l11;</w:document>")),
    "an outside entity in DOCX": lambda: Source(
        "a.docx", docx_with('<!DOCTYPE x [<!ENTITY f SYSTEM "file:///etc/passwd">]><w:document>&f;</w:document>')
    ),
    "nested elements": lambda: Source("a.html", (b"<div>" * 300_000) + TEXT.encode()),
    "nested lists and quotes": lambda: Source("a.md", (b">" * 20_000) + (b"- " * 20_000) + TEXT.encode()),
    "one huge table": lambda: Source("a.html", b"<table>" + b"<tr><td>1</td><td>2</td></tr>" * 10_000 + b"</table>"),
    "a colspan without end": lambda: Source("a.html", f"<table><tr><td colspan=999999999>{TEXT}</td></tr></table>".encode()),
    "pages without end": lambda: Source(
        "a.pdf", b"%PDF-1.4\n" + b"1 0 obj <</Kids [1 0 R]/Count 9999999/Type/Pages>> endobj\n" * 500
    ),
    "one line of 2,000 sentences": lambda: Source("a.txt", (TEXT * 2_000).encode()),
    "brackets that never close": lambda: Source("a.txt", (TEXT + "「（" * 10_000).encode()),
}


def docx_with(document: str) -> bytes:
    return zipped({"[Content_Types].xml": b"<Types/>", "word/document.xml": document.encode()})


@pytest.mark.parametrize("case", BOMBS)
def test_bombs_take_bounded_time(case: str) -> None:
    source = BOMBS[case]()
    with no_explosion():
        found = outcome(source)
    assert "笑笑" not in found
    assert "root:" not in found


@pytest.mark.parametrize(
    ("data", "reason"),
    [
        pytest.param(lambda: BOMBS["pages without end"]().data, "damaged_pdf", id="pages that hold themselves"),
        pytest.param(lambda: pdf([[]] * (MOST_PAGES + 1)), "too_many_pages", id="more pages than are read"),
        pytest.param(lambda: pdf([[]]).replace(b"/Count 1 ", b"/Count 9999999 "), "no_text_layer", id="a count that lies"),
    ],
)
def test_a_pdf_without_end_is_refused(data: Callable[[], bytes], reason: str) -> None:
    with no_explosion():
        assert outcome(Source("a.pdf", data())) == reason


EVIL = "<img src=http://127.0.0.1:9/x onerror=alert(1)>[押す](javascript:alert(1))![x](http://127.0.0.1:9/y)`a`"
"""HTML and Markdown that would do something."""


def test_markup_in_a_document_stays_text_in_its_report(tmp_path: Path) -> None:
    """In a title, in the text and in lines that are left out, the first of which is shown; with the transforms themselves."""
    (tmp_path / "sources").mkdir()
    text = f"{EVIL}共同声明\n2024年3月5日\n\n写真：{EVIL}\n\n{TEXT}{EVIL}\n\n{TEXT}\n\nCopyright (C) 2024 {EVIL}\n"
    (tmp_path / "sources" / "a.txt").write_text(text, encoding="utf-8")
    report = recipe(Request((str(tmp_path / "sources"),), str(tmp_path / "output")), PlainRunner()).report
    [document] = report.tables["documents"]
    shown = [str(row["samples"]) for row in report.tables["lines"]]
    assert any("<img src=" in one for one in (*shown, str(document["first left out"]))), "it is shown"
    for sign in ("<img", "<script", "](javascript", "![x]"):
        assert sign not in report.page


NAMES = [
    "<script>alert(1)<.txt",
    "=HYPERLINK(1).txt",
    "行\n改.txt",
    "\x1b[31m赤.txt",
    "a'; DROP TABLE--.txt",
    "名" * 80 + ".txt",
    "-rf.txt",
]


def test_hostile_names_stay_names(house: House) -> None:
    """They are published as they are, and shown without being read as markup, in the report and in logs."""
    house.sources.mkdir()
    for name in NAMES:
        (house.sources / name).write_text("壊")
    report = house.build().report
    assert {str(row["document"]) for row in report.tables["rejects"]} == set(NAMES)
    assert "<script" not in report.page
    for name in NAMES:
        assert "\n" not in line("reject", key=name)
        assert "\x1b" not in line("reject", key=name)


def test_nothing_in_a_table_or_chart_is_markup() -> None:
    evil = '<img src=x onerror=alert(1)> | [x](javascript:alert(1)) `a` ![x](http://x) "]; click s0 call f()'
    shown = table([{"name": evil}])
    assert "<" not in shown
    assert "](" not in shown
    assert shown.count("|") == 6, "two bars a row: none of the text's own"
    chart = lineage([evil], {"statements": 1, "rejects": 0}, "000001-a")
    assert not set('<>()[]`;"') & set(label(evil))
    assert "click" not in [word for row in chart.splitlines() for word in row.split()[:1]]


@pytest.mark.parametrize("start", ["=", "+", "-", "@", "\t", "\r", "＝", "＠"])
def test_an_export_holds_no_formulas(start: str) -> None:
    cells = pl.DataFrame({"text": [f"{start}HYPERLINK(A1)"]}).select(without_formulas(pl.col("text")))
    assert cells.item().startswith("'")


def _no_network(*_: object, **__: object) -> NoReturn:
    raise AssertionError("the network was used")


FETCHING = {
    "html": f'<!DOCTYPE html SYSTEM "http://127.0.0.1:9/x.dtd"><link rel=stylesheet href=http://127.0.0.1:9/a.css><img src=http://127.0.0.1:9/b.png>'
    f'<iframe src=http://127.0.0.1:9/c></iframe><meta http-equiv=refresh content="0;url=http://127.0.0.1:9/"><p>{TEXT}</p>',
    "xhtml": f'<?xml version="1.0"?><!DOCTYPE html [<!ENTITY % x SYSTEM "http://127.0.0.1:9/x">%x;]><html><body><p>{TEXT}</p></body></html>',
    "md": f"![x](http://127.0.0.1:9/a.png)\n\n{TEXT}\n",
}


@pytest.mark.parametrize("kind", [*FETCHING, "docx"])
def test_parsing_fetches_nothing(kind: str, monkeypatch: pytest.MonkeyPatch) -> None:
    for name in ("connect", "connect_ex", "sendto"):
        monkeypatch.setattr(socket.socket, name, _no_network)
    monkeypatch.setattr(socket, "getaddrinfo", _no_network)
    data = docx(paragraph(TEXT)) if kind == "docx" else FETCHING[kind].encode()
    assert TEXT in outcome(Source(f"a.{kind}", data))


def test_pages_are_served_on_loopback_alone(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setenv("PREFECT_HOME", str(tmp_path))
    for command in (ui, serve):
        assert inspect.signature(command).parameters["host"].default == "127.0.0.1"
    command, environment = start_command("127.0.0.1", 4200)
    assert command[command.index("--host") + 1] == "127.0.0.1"
    assert environment["PREFECT_SERVER_ANALYTICS_ENABLED"] == "false"
    assert os.environ["DO_NOT_TRACK"] == "1"
