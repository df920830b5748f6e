"""What an analyst sees: the pages that the command line writes, wide and narrow, in a real browser."""

from __future__ import annotations

from collections.abc import Iterator
from pathlib import Path

import pytest
from typer.testing import CliRunner

from flows.cli import app
from tests.browser.chromium import Browser, browser, is_installed
from tests.serving import SEEDS

pytestmark = [
    pytest.mark.slow,
    pytest.mark.skipif(not is_installed(), reason="chromium and chromium-driver are not installed"),
]

DOCUMENT = sorted(SEEDS.iterdir())[0]
WIDTHS = pytest.mark.parametrize("width", [1280, 400])


@pytest.fixture(scope="module")
def opened() -> Iterator[Browser]:
    with browser() as one:
        yield one


@pytest.fixture(scope="module")
def pages(published_seeds: Path, tmp_path_factory: pytest.TempPathFactory) -> Path:
    """A folder with `report.html` and `show.html`."""
    folder = tmp_path_factory.mktemp("pages")
    output = str(published_seeds.parent)
    for command in (["report"], ["show", DOCUMENT.name]):
        written = CliRunner().invoke(app, [*command, "--html", str(folder / f"{command[0]}.html"), "--output", output])
        assert written.exit_code == 0, written.output
    return folder


def look(opened: Browser, page: Path, width: int) -> None:
    """Opens a page in a window of this width, whose every part has to be within it."""
    opened.resize(width)
    opened.open(page.as_uri())
    outside = "return [...document.body.querySelectorAll('*')].filter(one => one.getBoundingClientRect().right > innerWidth + 1)"
    assert opened.run("return document.documentElement.scrollWidth") <= width
    assert opened.run(f"{outside}.map(one => one.outerHTML.slice(0, 80))") == []


@WIDTHS
def test_the_overview_shows_its_figures_and_draws_its_charts(opened: Browser, pages: Path, width: int) -> None:
    look(opened, pages / "report.html", width)
    shown = opened.shows("Statements over time", "Sectors and parties", "Deadlines", "Coverage and quality")
    head = shown.partition("Statements over time")[0].split()
    assert [head[head.index(what) - 1].isdigit() for what in ("documents", "clauses", "commitments", "names", "rejected")] == [
        True
    ] * 5
    sizes = opened.run(
        "return [...document.querySelectorAll('svg')].map(one => one.getBoundingClientRect()).filter(one => one.width).map("
        "one => [one.width, one.height])"
    )
    assert len(sizes) >= 4
    assert all(100 < wide <= width and high > 50 for wide, high in sizes)


@WIDTHS
def test_a_document_shows_its_text_and_answers_a_click(opened: Browser, pages: Path, width: int) -> None:
    look(opened, pages / "show.html", width)
    text = DOCUMENT.read_text(encoding="utf-8")
    shown = opened.shows("parties", "reference day", "commitments only", DOCUMENT.name)
    assert text.splitlines()[0].strip()[:10] in shown
    n_badges, n_firm = opened.run("return ['.badge', '.badge.firm'].map(one => document.querySelectorAll(one).length)")
    assert n_badges > n_firm > 0
    assert opened.run("return document.querySelector('.tool.only small').textContent") == str(n_firm)
    opened.run("document.querySelector('.badge.firm').click()")
    opened.shows("is_commitment")
