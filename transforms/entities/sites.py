"""Places that stand in no register, by the word that their names end in: ホーチミン広場, カラチャガナク油田, コストロマ州."""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence

from transforms.entities import japanese, names, slugs
from transforms.entities.anchors import Anchor
from transforms.entities.listed import Hit
from transforms.entities.model import Mention
from transforms.passages import Passage

NAMED_AFTER_STATES = frozenset(
    ("州", "海", "湖", "湾", "川", "海峡", "半島", "高原", "渓谷", "諸島", "宮殿", "港", "空港", "国際空港")
)
"""ジョージア州, チャド湖: behind other forms a state is the owner."""

MUNICIPAL = frozenset(("市", "県", "町", "村"))
KANJI_BACKWARDS = re.compile("[一-龥々ヶ]{2,8}")
"""旭川市: a name in kanji that the tagger's dictionary has as a place's."""

KATAKANA_FORM = re.compile("[ァ-ヴ]")
DOTTED = re.compile("・[ァ-ヴー]{2,}(?:・[ァ-ヴー]+)*")
"""カルシ・ガス田: a form in katakana may stand behind a mark."""

KATAKANA_BACKWARDS = re.compile(r"\d{0,2}[ァ-ヴー]+(?:・[ァ-ヴー]+)*")
LONGEST = 40
LONGEST_WORD = 3

MEMORABLE = re.compile(r"(?:革命|独立|自由|勝利|解放|統一|共和国|英雄|戦勝|国家)\Z")
MEMORIALS = frozenset(("palace", "square", "monument", "park"))
"""Sites named after what a nation remembers: 革命広場."""

DOUBTFUL = frozenset(("district", "town", "village"))
"""Forms that common nouns stand before: モデル地区."""

LINKS = frozenset(("corridor", "pipeline", "railway", "expressway"))
BETWEEN_STATES = re.compile(r"[2-5二三四五](?:か国|カ国|ヵ国|国)間\Z")
"""What states in a row lend their names to: インド・ミャンマー・タイ三か国間高速道路."""

OWNER = ("の", "の「", "国内の", "・")


def find(passage: Passage, anchors: Sequence[Anchor], hits: Sequence[Hit]) -> Iterator[Mention]:
    """Places of a passage: katakana, or a listed name, right before a form."""
    for anchor in anchors:
        if anchor.form.kind == "place":
            start = _start(passage.text, anchor, hits)
            if start < anchor.start:
                yield _mention(passage, start, anchor, hits)


def _start(text: str, anchor: Anchor, hits: Sequence[Hit]) -> int:
    """Where the name begins; the start of the form where no name stands before it."""
    if anchor.form.slug in LINKS and (start := _behind_states(text, anchor, hits)) is not None:
        return start
    window = text[max(0, anchor.start - LONGEST) : anchor.start]
    if KATAKANA_FORM.match(anchor.form.surface) and (dotted := DOTTED.match(window[::-1])):
        return _in_katakana(text, anchor.start - dotted.end(), anchor, hits, mark=1)
    if run := KATAKANA_BACKWARDS.match(window[::-1]):
        return _in_katakana(text, anchor.start - run.end(), anchor, hits)
    if anchor.form.surface in MUNICIPAL and (kanji := KANJI_BACKWARDS.match(window[::-1])):
        named = japanese.place_start(kanji[0][::-1], anchor.form.surface)
        return anchor.start if named is None else anchor.start - kanji.end() + named
    if anchor.form.slug in MEMORIALS and (found := MEMORABLE.search(window[-LONGEST_WORD:])):
        return anchor.start - len(found[0])
    return anchor.start


def _in_katakana(text: str, start: int, anchor: Anchor, hits: Sequence[Hit], mark: int = 0) -> int:
    """Start of the katakana run or of the listed name in it; a state at its head is an owner and stays outside.

    `mark`: length of the mark between the name and the form.
    """
    stop = anchor.start - mark
    for hit in hits:
        if hit.start <= start < hit.end < stop and hit.name.type == "country":
            start = hit.end + (1 if text[hit.end] == "・" else 0)
        elif hit.start == start and hit.end == stop and hit.name.type == "country":
            return start if anchor.form.surface in NAMED_AFTER_STATES else anchor.start
    name = text[start:stop].rstrip("0123456789")
    first, _, rest = name.partition("・")
    is_common = names.is_common(first) if rest else names.is_common(name)
    is_common = is_common or (anchor.form.slug in DOUBTFUL and names.is_word(name))
    return anchor.start if is_common else start


def _behind_states(text: str, anchor: Anchor, hits: Sequence[Hit]) -> int | None:
    """Start of the row of two states or more, joined by ・, that a corridor is named after."""
    between = BETWEEN_STATES.search(text[max(0, anchor.start - 5) : anchor.start])
    end, states = anchor.start - (len(between[0]) if between else 0), 0
    start = end
    for hit in reversed(hits):
        if hit.end == end and hit.name.type == "country":
            start, states = hit.start, states + 1
            end = start - (text[start - 1 : start] == "・")
    return start if states > 1 and end == start else None


def _mention(passage: Passage, start: int, anchor: Anchor, hits: Sequence[Hit]) -> Mention:
    text, form = passage.text, anchor.form
    country = next((hit.name.country for hit in hits if hit.name.type == "country" and text[hit.end : start] in OWNER), None)
    entity_id = f"place/{slugs.of(text[start : anchor.start].rstrip('・'))}-{form.slug}"
    return Mention(
        passage, start, anchor.end, "place", entity_id, form.subtype, text[start : anchor.end], country=country,
        method="pattern", confidence=0.75,
    )  # fmt: skip
