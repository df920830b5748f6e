"""Other tools on a sample, for comparison with the stages that they would replace; run by the interpreter that has them.

    PYTHON benchmarks/peers.py SAMPLE.json

reads `texts` and `pages` (HTML), lists of strings, and prints million characters a second, or why a tool was skipped, as JSON.
`requirements-peers.txt` beside this module says what to install; nothing of this package is imported.
"""

from __future__ import annotations

import json
import sys
import time
from collections.abc import Callable
from importlib.metadata import version
from pathlib import Path

FEW = 10
"""Texts that are read by the slowest of the tools."""


def main(path: str) -> None:
    sample = json.loads(Path(path).read_text(encoding="utf-8"))
    tools = {
        "ja-timex": (_ja_timex, sample["texts"]),
        "ja-ginza": (_ja_ginza, sample["texts"][:FEW]),
        "trafilatura": (_trafilatura, sample["pages"]),
    }
    print(json.dumps({name: _measured(name, *tool) for name, tool in tools.items()}))


def _measured(name: str, make: Callable[[], Callable[[str], object]], texts: list[str]) -> dict[str, object]:
    try:
        read = make()
    except ImportError as error:
        return {"skipped": str(error)}
    read(texts[0])
    started = time.process_time()
    for text in texts:
        read(text)
    return {"speed": sum(map(len, texts)) / 1e6 / (time.process_time() - started), "version": version(name)}


def _ja_timex() -> Callable[[str], object]:
    from ja_timex import TimexParser  # noqa: PLC0415

    parser = TimexParser()
    return lambda text: [parser.parse(line) for line in text.split("\n") if line]


def _ja_ginza() -> Callable[[str], object]:
    import spacy  # noqa: PLC0415

    pipeline = spacy.load("ja_ginza")
    return lambda text: list(pipeline.pipe(line for line in text.split("\n") if line))


def _trafilatura() -> Callable[[str], object]:
    import trafilatura  # noqa: PLC0415

    return lambda page: trafilatura.extract(page, include_tables=True)


if __name__ == "__main__":
    main(sys.argv[1])
