"""Writes the pages anew: `make docs`, then review the diff."""

from pathlib import Path
from tempfile import TemporaryDirectory

from tests.manuals import DOCS, PAGES, build

with TemporaryDirectory() as folder:
    current = build(Path(folder))
    for name, write in PAGES.items():
        (DOCS / name).write_text(write(current), encoding="utf-8")
        print(name)
