"""The page on inputs says what the code does: names of fields and endings of files."""

import re
from pathlib import Path

import pytest

from flows import bulk, sidecars
from flows.bulk import Fields
from flows.sources import discover, read
from transforms.formats.media import HTML_NAME, MARKDOWN_NAME

PAGE = (Path(__file__).parents[1] / "docs" / "inputs.md").read_text(encoding="utf-8")
FILES, RECORDS = PAGE.partition("## Names and ids")[0], PAGE.partition("## Records")[2]
ROW = re.compile(r"^\| `(\w+)` \| (.*) \|$", re.MULTILINE)


@pytest.mark.parametrize(("field", "names"), ROW.findall(RECORDS))
def test_names_of_fields(field: str, names: str) -> None:
    assert tuple(re.findall("`(.*?)`", names)) == getattr(Fields(), field)


def test_endings() -> None:
    endings = set(re.findall(r"`(\.\w+)`", FILES)) | set(re.findall(r"(?<=[` ])(\.\w+)(?=[` ])", FILES))
    assert set(bulk.ENDINGS) <= endings
    assert {ending for ending in endings if MARKDOWN_NAME.search(ending)} == {".md", ".markdown", ".mdown", ".mkd"}
    assert {ending for ending in endings if HTML_NAME.search(ending)} == {".html", ".htm", ".xhtml"}


def test_the_sidecar_that_is_shown_is_read(tmp_path: Path) -> None:
    shown = PAGE.partition("```toml\n")[2].partition("```")[0]
    (tmp_path / "talks.html").write_text("本文。", encoding="utf-8")
    (tmp_path / "talks.html.meta.toml").write_text(shown, encoding="utf-8")
    facts = read(discover([str(tmp_path)]).refs[0]).metadata
    fields = [field for field, _ in ROW.findall(PAGE.partition("## Facts")[2].partition("## Records")[0])]
    assert all(getattr(facts, field) for field in fields)
    assert sorted(fields) == sorted([*sidecars.TEXTS, "published_on"])


def test_the_record_that_is_shown_is_read(tmp_path: Path) -> None:
    shown = RECORDS.partition("```json\n")[2].partition("```")[0]
    (tmp_path / "r.jsonl").write_text(shown, encoding="utf-8")
    [ref] = discover([str(tmp_path)]).refs
    assert ref.key == "r.jsonl#kaz-2006"
    assert read(ref).metadata.publisher == "外務省"
