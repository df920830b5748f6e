from __future__ import annotations

import re
from pathlib import Path

from benchmarks.corpus import document, write_corpus
from transforms.document import process
from transforms.source import Rejected, Source

COUNT = 60


def test_same_arguments_write_the_same_bytes(tmp_path: Path) -> None:
    for name in ("one", "other"):
        write_corpus(tmp_path / name, 5)
    one, other = (sorted((tmp_path / name).rglob("*.*")) for name in ("one", "other"))
    assert [path.name for path in one] == [path.name for path in other]
    assert [path.read_bytes() for path in one] == [path.read_bytes() for path in other]


def test_few_sentences_are_alike() -> None:
    texts = (re.sub("<[^>]+>", "", document(number)[1]) for number in range(COUNT))
    sentences = [part.strip() for text in texts for part in text.split("。") if len(part.strip()) > 15]
    assert len(set(sentences)) > 0.8 * len(sentences)


def test_most_documents_are_read() -> None:
    read = 0
    for number in range(COUNT):
        suffix, text = document(number)
        try:
            read += bool(process(Source(f"{number}{suffix}", text.encode()))["clauses"])
        except Rejected:
            continue
    assert read > 0.9 * COUNT
