"""Places that stand in no register, by the word that their names end in: ホーチミン広場, カラチャガナク油田, コストロマ州."""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence
from functools import lru_cache

from transforms import lexicon
from transforms.entities import names, slugs
from transforms.entities.listed import Hit
from transforms.entities.model import Mention
from transforms.folding import fold_text
from transforms.passages import Passage

NAMED_AFTER_STATES = frozenset(("州", "海", "湖", "湾", "川", "海峡", "半島", "高原", "渓谷", "諸島", "宮殿"))
"""ジョージア州, チャド湖: behind other forms a state is the owner."""

MEMORABLE = re.compile(
    r"(?:革命|独立|自由|勝利|解放|統一|共和国|英雄|戦勝)(?P<form>宮殿|広場|記念碑|公園|記念塔)(?![場民内会議])"
)
"""Sites named after what a nation remembers."""

LINKED = re.compile(r"(?:[2-5二三四五](?:か国|カ国|ヵ国|国)間)?(?P<form>高速道路|鉄道|回廊|パイプライン|幹線道路)(?![庁網部相])")
"""What states in a row lend their names to: インド・ミャンマー・タイ三か国間高速道路."""

OWNER = ("の", "の「", "国内の", "・")


def find(passage: Passage, hits: Sequence[Hit]) -> Iterator[Mention]:
    """Places of a passage: katakana, or a listed name, right before a form."""
    yield from _linking(passage, hits)
    for match in MEMORABLE.finditer(passage.text):
        yield _mention(passage, match.start(), match, hits)
    for match in _form().finditer(passage.text):
        start = _start(match, hits)
        name = passage.text[start : match.start("form")]
        if start < match.start("form") and not names.is_common(name):
            yield _mention(passage, start, match, hits)


def _linking(passage: Passage, hits: Sequence[Hit]) -> Iterator[Mention]:
    """Corridors named after the states that they join."""
    for match in LINKED.finditer(passage.text):
        start, end = match.start(), match.start()
        for hit in reversed(hits):
            if hit.end == end and hit.name.type == "country":
                start, end = hit.start, hit.start - (passage.text[hit.start - 1 : hit.start] == "・")
        if start < match.start() and passage.text.find("・", start, match.start()) > 0:
            yield _mention(passage, start, match, hits)


def _start(match: re.Match[str], hits: Sequence[Hit]) -> int:
    """Start of the katakana run or of the listed name in it; a state at its head is an owner and stays outside."""
    start, stop = match.start("name"), match.end("name")
    for hit in hits:
        if hit.start <= start < hit.end < stop and hit.name.type == "country":
            start = hit.end + (1 if match.string[hit.end] == "・" else 0)
        elif hit.start == start and hit.end == stop and hit.name.type == "country":
            return start if match["form"] in NAMED_AFTER_STATES else stop
    return start


def _mention(passage: Passage, start: int, match: re.Match[str], hits: Sequence[Hit]) -> Mention:
    text = passage.text
    row = _forms()[match["form"]]
    country = next((hit.name.country for hit in hits if hit.name.type == "country" and text[hit.end : start] in OWNER), None)
    entity_id = f"place/{slugs.of(text[start : match.start('form')])}-{row['slug']}"
    return Mention(
        passage, start, match.end(), "place", entity_id, row["subtype"], text[start : match.end()], country=country,
        method="pattern", confidence=0.75,
    )  # fmt: skip


@lru_cache(maxsize=1)
def _forms() -> dict[str, dict[str, str]]:
    return {fold_text(row["form"]): row for row in lexicon.rows("place_forms.csv")}


@lru_cache(maxsize=1)
def _form() -> re.Pattern[str]:
    forms = "|".join(re.escape(form) for form in sorted(_forms(), key=lambda form: (-len(form), form)))
    return re.compile(rf"(?P<name>[ァ-ヴー]+(?:・[ァ-ヴー]+)*)(?P<form>{forms})(?![庁場長民内会議員道者気力略エ源])")
