"""What an auditor sees: the pages of a real run, on a real server, in a real browser."""

from __future__ import annotations

from collections.abc import Iterator

import pytest

from tests.browser.chromium import Browser, browser, is_installed
from tests.serving import SEEDS, Server, until

pytestmark = [
    pytest.mark.slow,
    pytest.mark.skipif(not is_installed(), reason="chromium and chromium-driver are not installed"),
]


@pytest.fixture(scope="module")
def pages() -> Iterator[Browser]:
    with browser() as opened:
        yield opened


@pytest.fixture(scope="module")
def run(served: Server) -> dict[str, str]:
    """The first run, of one document and one empty file with a name that looks like markup."""
    first = served.runs()[-1]
    assert first["state_type"] == "COMPLETED"
    return first


def test_the_page_of_a_run_says_how_it_ended(served: Server, pages: Browser, run: dict[str, str]) -> None:
    pages.open(f"{served.pages}/v2/runs/flow-run/{run['id']}?tab=TaskRuns")
    snapshot = (served.output / "current").readlink().name
    pages.shows(
        "build +1 ~0 -0 (1 rejected)", "Completed", "rejects", "discover", "plan 2 documents", f"publish snapshot {snapshot}"
    )


def test_the_report_shows_its_figures_and_draws_its_charts(served: Server, pages: Browser, run: dict[str, str]) -> None:
    report = served.artifacts(run["id"])["seimei-report"]
    pages.open(f"{served.pages}/v2/artifacts/artifact/{report['id']}")
    text = pages.shows("What each stage did", "Checks", "Lines of each document", "Snapshots on the disk")
    assert "empty <b>名.txt" in text
    assert "The file holds no text" in text
    drawn = "return [...document.querySelectorAll('svg[aria-roledescription]')].map(one => one.textContent)"
    charts = until(lambda: found if len(found := pages.run(drawn)) >= 2 else None, 60)
    assert any("statements: 1 rows" in chart for chart in charts)
    assert pages.run("return document.querySelectorAll('b, script[src*=evil]').length") == 0


def test_a_table_can_be_opened(served: Server, pages: Browser, run: dict[str, str]) -> None:
    documents = served.artifacts(run["id"])["seimei-documents"]
    pages.open(f"{served.pages}/v2/artifacts/artifact/{documents['id']}")
    pages.shows("lines by role", "left out by rule", sorted(SEEDS.iterdir())[0].name)


def test_a_snapshot_leads_to_its_run(served: Server, pages: Browser, run: dict[str, str]) -> None:
    report = served.artifacts(run["id"])["seimei-report"]
    pages.open(f"{served.pages}/v2/artifacts/artifact/{report['id']}")
    pages.shows("Snapshots on the disk")
    pages.run(f"document.querySelector('a[href*=\"{run['id']}\"]').click()")
    pages.shows("build +1 ~0 -0 (1 rejected)")
