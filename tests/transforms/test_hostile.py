"""Two thousand broken documents, and a huge one: rows that keep every rule, or a reject with what to do, and nothing else."""

from __future__ import annotations

import random
import resource
import subprocess
import sys
from collections.abc import Callable
from typing import Any

import pyarrow as pa
import pytest

from tests.transforms.formats.docx_files import docx, paragraph, table
from tests.transforms.formats.pdf_files import pdf
from tests.transforms.test_decode import mutated
from transforms.checks import violations
from transforms.document import process
from transforms.source import Rejected, Source
from transforms.tables import TABLES

HEAD = "日本国とカザフスタン共和国との間の共同声明\n2024年3月5日、東京\n\n"
BODY = (
    "一　双方は、2026年までに「エネルギー（水素を含む。）」に関する協定の締結を検討することで一致した。\n\n"
    "１．日本側は、次のことを表明した。\n（１）10億円の供与\n（２）専門家の派遣（東京大学、JICA）\n\n"
    "　トカエフ大統領は「歓迎する」と述べた。\n\n（了）\n"
)
TEXT = HEAD + BODY
LINES = BODY.replace("\n", "<br>")
PAGE = (
    "<!DOCTYPE html><html lang=ja><head><meta charset=utf-8><title>共同声明</title></head><body><nav><a href=/>ホーム</a></nav>"
    f"<h1>共同声明</h1><p>{LINES}</p><table><tr><th>国<td>額<tr><td>日本<td>10億円</table><ul><li>双方は協力する。</ul>"
)
PIECES = [
    *"、。「」（）・\n\r\0\u3000 　\u200b\ufeff①㈱ｶﾞ𠮷",
    "\r\n",
    "1.",
    "第1条",
    "令和99年13月32日",
    "2025年",
    "双方は",
    "と述べた",
    "- ",
]


def _edited(text: str, chance: random.Random) -> str:
    """Characters put in, cut out, doubled or moved."""
    for _ in range(chance.choice((1, 4, 30))):
        at, other = sorted(chance.randrange(len(text) + 1) for _ in range(2))
        text = chance.choice(
            [
                text[:at] + chance.choice(PIECES) * chance.choice((1, 1, 9)) + text[at:],
                text[:at] + text[min(other, at + 9) :],
                text[:other] + text[at:other][:40] + text[other:],
                text[other:] + text[:other],
            ]
        )
    return text


def _in_bytes(original: bytes) -> Callable[[random.Random], bytes]:
    return lambda chance: mutated(original, chance)


BROKEN: dict[str, Callable[[random.Random], bytes]] = {
    "text": lambda chance: _edited(TEXT, chance).encode(),
    "text in another encoding": lambda chance: _edited(TEXT, chance).encode(
        chance.choice(("cp932", "euc-jp", "utf-16")), "replace"
    ),
    "bytes of a text": _in_bytes(TEXT.encode()),
    "bytes of a page": _in_bytes(PAGE.encode()),
    "page": lambda chance: _edited(PAGE, chance).encode(),
    "words of a DOCX": lambda chance: docx(
        "".join(paragraph(line) for line in _edited(TEXT, chance).translate(XML).split("\n")) + table(("国", "額"), ("日本", "1"))
    ),
    "bytes of a PDF": _in_bytes(pdf([[(60, 800 - 20 * n, 11, line) for n, line in enumerate(TEXT.split("\n"))]])),
}
XML = str.maketrans({**{chr(code): None for code in range(32) if code not in (9, 10, 13)}, "<": "＜", "&": "＆", "\ufeff": None})
NAMES = ("a.txt", "a.md", "a.html", "a", "a.docx", "a.pdf")
EACH = 290


@pytest.mark.parametrize("kind", BROKEN)
def test_two_thousand_broken_documents_give_sound_rows_or_a_reject(kind: str) -> None:
    """Any other error than a reject ends the test."""
    chance = random.Random(kind)
    rows: dict[str, list[Any]] = {name: [] for name in ("statements", "clauses", "entities")}
    rejects: list[str] = []
    for number in range(EACH):
        try:
            found = process(Source(f"{number}/{chance.choice(NAMES)}", BROKEN[kind](chance)))
        except Rejected as rejected:
            rejects.append(rejected.message)
        else:
            for name, own in found.items():
                rows[name] += own
    assert len(rows["statements"]) + len(rejects) == EACH
    assert all(len(message) > 20 for message in rejects)
    assert len(rows["statements"]) > EACH // 4
    assert violations({name: pa.Table.from_pylist(own, TABLES[name].schema) for name, own in rows.items()}) == []


SCRIPT = """
import resource, sys
from tests.transforms.test_hostile import large
from transforms.document import process
from transforms.source import Rejected, Source

data = large(sys.argv[1])
assert len(data) >= 50_000_000
try:
    rows = process(Source(sys.argv[1], data))
    print(len(rows["clauses"]), "clauses")
except Rejected as rejected:
    print(rejected.reason)
print(resource.getrusage(resource.RUSAGE_SELF).ru_maxrss // 1024)
"""

LARGE = {"markup.html": "6 clauses", "blank.txt": "too_big", "one line.txt": "3 clauses", "noise.bin": "binary"}
"""What comes of each."""


def large(name: str) -> bytes:
    match name:
        case "markup.html":
            return PAGE.replace("<nav>", "<nav>" + "<li class=menu><a href=/x></a>" * 1_700_000).encode()
        case "blank.txt":
            return (HEAD + "\n" * 50_000_000 + BODY).encode()
        case "one line.txt":
            return (TEXT + "あ" * 17_000_000).encode()
    return random.Random(1).randbytes(50_000_000)


MOST_MEGABYTES = 2_000
LONGEST = 300
"""Seconds of processor time, some ten times what the slowest takes."""


@pytest.mark.slow
@pytest.mark.parametrize(("name", "outcome"), LARGE.items())
def test_fifty_megabytes_take_bounded_time_and_memory(name: str, outcome: str) -> None:
    def limit() -> None:
        resource.setrlimit(resource.RLIMIT_CPU, (LONGEST, LONGEST))

    done = subprocess.run([sys.executable, "-c", SCRIPT, name], check=True, capture_output=True, text=True, preexec_fn=limit)
    shown, megabytes = done.stdout.splitlines()
    assert shown == outcome
    assert int(megabytes) < MOST_MEGABYTES
