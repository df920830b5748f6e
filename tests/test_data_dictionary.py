"""The data dictionary is what the code and the seeds say today, and explains every column and code in both languages."""

import re
from pathlib import Path

import pytest

from flows import dictionary, no_text
from flows.dictionary import LISTED, meanings_ja, meanings_of_codes, paths
from tests.manuals import DOCS
from tests.manuals import dictionary as refreshed
from transforms import lexicon
from transforms.tables import REASONS, TABLES

DECLARED = {path: column for table in TABLES.values() for path, column in paths(table)}
JAPANESE = re.compile("[ぁ-んァ-ヶ一-龠]")


def test_the_page_is_fresh(published_seeds: Path) -> None:
    page = (DOCS / "data-dictionary.md").read_text(encoding="utf-8")
    assert page == refreshed(published_seeds), "if the change is meant: make docs, and review the diff"


def test_links_lead_to_headings(published_seeds: Path) -> None:
    page = refreshed(published_seeds)
    anchors = {
        re.sub(r"[^\w-]", "", line.lstrip("# ").lower().replace(" ", "-")) for line in page.splitlines() if line[:1] == "#"
    }
    links = re.findall(r"\]\(#(.*?)\)", page)
    assert len(links) > 15
    assert set(links) <= anchors


def test_every_table_column_and_field_has_its_meaning_in_japanese() -> None:
    exported = {path for table in no_text.tables().values() for path, _ in paths(table)}
    assert meanings_ja().keys() == {*DECLARED, *TABLES, *exported}
    assert all(JAPANESE.search(meaning) for path, meaning in meanings_ja().items() if not path.endswith("_id"))


def test_every_code_has_its_meaning() -> None:
    wanted = {column.allowed: path for path, column in reversed(DECLARED.items()) if column.allowed not in ((), *LISTED)}
    found = {path: sorted(code for code, *_ in codes) for path, codes in meanings_of_codes().items()}
    assert found == {path: sorted(allowed) for allowed, path in wanted.items()}
    assert all(english and JAPANESE.search(japanese) for codes in meanings_of_codes().values() for _, english, japanese in codes)


@pytest.mark.parametrize(("name", "columns"), [(name, columns) for _, name, columns in LISTED.values()])
def test_every_column_of_a_vocabulary_is_published(name: str, columns: tuple[str, ...]) -> None:
    """The analogues in other schemes (CAP, DAC, SDG, PLOVER, UN resolutions), too."""
    assert set(lexicon.rows(name)[0]) == set(columns)


@pytest.mark.parametrize("name", ["column_labels_ja.csv", "code_meanings.csv"])
def test_lexicons_are_sorted_and_name_nothing_twice(name: str) -> None:
    keys = [(row["path"], row.get("code", "")) for row in lexicon.rows(name)]
    assert keys == sorted(set(keys))


def test_a_page_without_figures() -> None:
    page = dictionary.page([TABLES["rejects"]], {}, "Of one table.")
    assert page.startswith("# Data dictionary\n\nOf one table.\n\n## rejects\n")
    assert "| `stage` | string | The step that gave up | 処理を断念した段階 | never |\n" in page
    assert all(f"\n| {reason} |" in page for reason in REASONS)
    assert "statements" not in page.partition("## Codes")[2]
