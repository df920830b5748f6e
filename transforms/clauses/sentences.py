"""Sentences of a passage (unit rule U1), tokenised once, with the marks at bracket depth 0 that later steps look at."""

from __future__ import annotations

import re
from bisect import bisect_left
from collections.abc import Iterator, Sequence
from dataclasses import dataclass, field

from transforms.dates.datelines import SENDER
from transforms.entities.model import Mention
from transforms.morphology import Token, tokenize
from transforms.passages import Passage

OPENING = {"「": "」", "『": "』", "(": ")", "[": "]", "【": "】", "〔": "〕", "〈": "〉", "《": "》", "“": "”"}
CLOSING = frozenset(OPENING.values())
PARTICLES = frozenset(["は", "が", "も", "より", "から", "とも"])
"""とも stands for は behind all who are counted: 両国とも."""

_LOOKED_AT = PARTICLES | CLOSING | OPENING.keys() | {"、"}
_ANNOUNCED = re.compile(r"次の|以下の|左の|下記の|次に掲げる")
_COUNTED = re.compile(r"(?:両[一-鿿]{1,4}|双方|[二三四五六七八九2-9](?:[かカヵヶケ]国|者|[一-鿿]{1,4}))\Z")
_WORD = re.compile(r"\w")
_REMARK = re.compile(r"[(\[〔【][^()。]{1,40}[)\]〕】]")
_DATELINE = re.compile(rf"[^。はがをに]{{2,20}}[0-9]日[、,][^。はがをに]{{0,10}}(?:{SENDER})。")
"""Place, day and sender that open a report: モスクワ、3月14日、タス通信。"""
_MARKS = re.compile(
    r"[。!?.「」『』()\[\]【】〔〕〈〉《》“”]|(?<=[うくしすずたつふむりる])(?=但し|而して|尤も)|(?<=要す)(?=其の)"
)
"""Treaties of old have no 。: what ends in a predicate ends before a proviso, and so does 批准を要す."""


@dataclass(slots=True)
class Sentence:
    """`start` and `end` are offsets in `passage.text` without white space at the ends, as are those of its tokens."""

    passage: Passage
    start: int
    end: int
    number: int = 0
    tokens: list[Token] = field(default_factory=list)
    commas: list[int] = field(default_factory=list)
    """Indices of the tokens 、 outside brackets."""
    mentions: list[Mention] = field(default_factory=list)
    """Names in it, in the order of the text."""
    particles: list[int] = field(default_factory=list)
    """Indices of は, が, も, より and から outside brackets."""

    @property
    def text(self) -> str:
        return self.passage.text[self.start : self.end]


def between(indices: list[int], first: int, end: int) -> list[int]:
    """Those of sorted token indices that lie in [first, end)."""
    return indices[bisect_left(indices, first) : bisect_left(indices, end)]


def read_sentences(passage: Passage, mentions: Sequence[Mention]) -> Iterator[Sentence]:
    """The passage's sentences in order; together they cover all its text but white space. `mentions` are in order too."""
    starts = [mention.start for mention in mentions]
    for start, end in _spans(passage.text):
        sentence = Sentence(passage, start, end)
        body = max(start, passage.body_start) if passage.body_start < end else start
        sentence.mentions = list(mentions[bisect_left(starts, start) : bisect_left(starts, end)])
        # Markdown's marks of emphasis stand inside words, white space does not.
        sentence.tokens = tokenize(passage.text[body:end].replace("**", "  "), body)
        _find_marks(sentence)
        yield sentence


def _spans(text: str) -> list[tuple[int, int]]:
    """Spans of sentences: ended by 。 outside brackets; bulleted noun phrases stay with the sentence before them (U12).

    So does a remark in brackets behind it, such as an editor's sign, and what has no word: 見守っている。---
    """
    spans: list[tuple[int, int]] = []
    start = 0
    for end in _ends(text):
        if not text[start:end].strip() or (not spans and _DATELINE.fullmatch(text[start:end].strip())):
            continue
        is_aside = _REMARK.fullmatch(text[start:end].strip()) or not _WORD.search(text, start, end)
        if spans and (is_aside or _is_listed(text, spans[-1], (start, end))):
            spans[-1] = (spans[-1][0], _strip(text, start, end)[1])
        else:
            spans.append(_strip(text, start, end))
        start = end
    return spans


def _ends(text: str) -> Iterator[int]:
    stack: list[str] = []
    last: dict[str, int] = {}
    for match in _MARKS.finditer(text):
        mark, at = match[0], match.start()
        if mark in OPENING:
            closing = OPENING[mark]
            if closing not in last:
                last[closing] = text.rfind(closing)
            if last[closing] > at:
                stack.append(closing)
        elif mark in CLOSING:
            if mark in stack:
                del stack[stack.index(mark) :]
        elif not mark and not stack:
            yield at
        elif not stack and _ends_sentence(text, at, mark):
            yield at + 1
    yield len(text)


def _ends_sentence(text: str, at: int, mark: str) -> bool:
    """。 ends a sentence, and so do ! and ? and a full stop after kana; a line break never does by itself."""
    if mark == "。":
        return True
    if mark in "!?":
        return at > 0 and text[at - 1] > "ぁ"
    return mark == "." and at > 0 and "ぁ" <= text[at - 1] <= "ん"


def _is_listed(text: str, before: tuple[int, int], span: tuple[int, int]) -> bool:
    """True for lines without 。 after a sentence's end: a passage holds such only where they are the sentence's bullets.

    So are lines that end in こと。 after a sentence that announces them (次の…): the items of an article.
    """
    line = text[slice(*span)]
    if not line.startswith("\n"):
        return False
    return not line.rstrip().endswith("。") or (line.rstrip().endswith("こと。") and bool(_ANNOUNCED.search(text, *before)))


def _strip(text: str, start: int, end: int) -> tuple[int, int]:
    piece = text[start:end]
    return start + len(piece) - len(piece.lstrip()), start + len(piece.rstrip())


def _is_mark(token: Token) -> bool:
    """より counts as the particle only: that of 招待により is a verb."""
    return token.surface in _LOOKED_AT and (token.surface != "より" or token.pos1 == "助詞")


def _is_or(tokens: Sequence[Token], index: int) -> bool:
    """True for the は of 又は between nouns."""
    return index > 1 and tokens[index - 1].surface in {"又", "また"} and tokens[index - 2].pos1 in {"名詞", "接尾辞", "助詞"}


def _is_of_all(tokens: Sequence[Token], index: int) -> bool:
    """True for the とも behind those who are counted: 両国とも, 三か国とも, 双方とも; not for 共に nor 国とともに."""
    before = "".join(token.surface for token in tokens[max(0, index - 3) : index])
    return _COUNTED.search(before) is not None


def _find_marks(sentence: Sentence) -> None:
    stack: list[str] = []
    marks = [(index, token.surface) for index, token in enumerate(sentence.tokens) if _is_mark(token)]
    marks = [(index, mark) for index, mark in marks if mark != "は" or not _is_or(sentence.tokens, index)]
    marks = [(index, mark) for index, mark in marks if mark != "とも" or _is_of_all(sentence.tokens, index)]
    last = {surface: index for index, surface in marks if surface in CLOSING}
    for index, surface in marks:
        if surface in OPENING:
            if last.get(OPENING[surface], -1) > index:
                stack.append(OPENING[surface])
        elif surface in CLOSING:
            if surface in stack:
                del stack[stack.index(surface) :]
        elif not stack:
            (sentence.commas if surface == "、" else sentence.particles).append(index)
