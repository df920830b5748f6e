"""Documents of many layouts with the role and place of each line: `layouts/*.txt`.

A file opens with `#` lines: what it shows, then fields (`url`, `publisher`, `blocks`, `coverage`, `flags`). A line of the
document is `role | place | text`, a blank line is blank. `place` is `part/provision/section > subsection` on the first line
of a passage of clauses, `=` on the lines that go on with it, empty elsewhere.
"""

from __future__ import annotations

import re
from dataclasses import dataclass
from pathlib import Path

from transforms import facts, folding, outline, roles
from transforms.lines import CLAUSE_ROLES, Line, split_lines
from transforms.passages import Passage
from transforms.source import Metadata

FOLDER = Path(__file__).parent / "layouts"
ROW = re.compile(r"(\w+) \| ([^|]*)\| (.*)")


@dataclass(frozen=True)
class Layout:
    name: str
    fields: dict[str, str]
    rows: tuple[tuple[str, str, str], ...]
    """Role, place and text of each line."""

    @property
    def text(self) -> str:
        return "\n".join(text for _, _, text in self.rows)

    @property
    def blocks(self) -> tuple[str | None, ...] | None:
        kinds = iter(self.fields["blocks"].split()) if "blocks" in self.fields else None
        return tuple(next(kinds) if text else None for _, _, text in self.rows) if kinds else None


@dataclass(frozen=True)
class Reading:
    lines: list[Line]
    flags: set[str]
    passages: list[Passage]


def load(path: Path) -> Layout:
    written = path.read_text(encoding="utf-8").splitlines()
    head = [line.removeprefix("# ") for line in written if line.startswith("# ")]
    fields = dict(line.split(": ", 1) for line in head[1:])
    rows = tuple(_row(line) for line in written if not line.startswith("# "))
    return Layout(path.stem, fields, rows)


def layouts() -> list[Layout]:
    return [load(path) for path in sorted(FOLDER.glob("*.txt"))]


def read(
    text: str, blocks: tuple[str | None, ...] | None = None, url: str | None = None, publisher: str | None = None
) -> Reading:
    lines = split_lines(folding.fold_text(text), blocks)
    flags = roles.assign_roles(lines, Metadata(url=url, publisher=publisher))
    return Reading(lines, flags, outline.passages(lines))


def coverage(reading: Reading) -> str | None:
    """The column of `statements`."""
    nothing_dated = {passage.ordinal: () for passage in reading.passages}
    return facts.read_facts(reading.passages, [], nothing_dated, Metadata()).coverage


def place(passage: Passage) -> str:
    return "/".join((passage.part or "", passage.provision or "", " > ".join(passage.section_path)))


def places(reading: Reading) -> list[str]:
    """What the `place` column should say, line by line."""
    found = {line.number: "" for line in reading.lines}
    for passage in reading.passages:
        if passage.role in CLAUSE_ROLES:
            found |= {line.number: "=" for line in passage.lines}
            found[passage.lines[0].number] = place(passage)
    return list(found.values())


def _row(line: str) -> tuple[str, str, str]:
    match = ROW.fullmatch(line)
    return (match[1], match[2].strip(), match[3]) if match else ("blank", "", line.strip())


LAYOUT_TEXTS = [layout.text for layout in layouts()]
