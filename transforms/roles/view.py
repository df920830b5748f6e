"""A line as the rules of roles see it: stripped, with its mark, its width and what surrounds it."""

from __future__ import annotations

import re
from collections.abc import Iterable, Sequence
from dataclasses import dataclass, field

from transforms import numbering
from transforms.lines import Line
from transforms.numbering import Mark

TAIL = 24
"""Characters at the end of a line that tell how it ends."""
NOTE_MARK = r"(?: ?(?:[(\[](?:注|註|※|\*)?\d{0,2}[)\]]|\*\d?))?"
CREDIT = r"\([cC]\) ?[A-Za-z/ ]{2,20}|©[A-Za-z/ ]{2,20}"
SENTENCE_END = re.compile(
    rf"[。｡!?][」』)\]】〉》\"”']*{NOTE_MARK}(?:[(\[][^()。]{{1,16}}[)\]]|【[^【】。]{{1,16}}】)?"
    rf"(?:[ |]*|[-–—―─]{{2,4}}|{CREDIT})$"
)
CREDITED = re.compile(
    r"[。!?][」』]?(?:\s?[(\[](?:[^()。]{1,16}|(?:写真|画像|映像|動画|図|資料|出典|出所|記事|取材|翻訳)[^()。]{1,40})[)\]]){1,4}$"
)
"""The end of a sentence with who wrote it or whose its picture is in brackets: …と答えた。(写真は同社のサイトより)(編集TK)."""

EXPLAINED = re.compile(r"[^。]*[一-鿿々ァ-ヴー]\([^()。]{1,80}。\)")
"""A noun phrase that a sentence in brackets explains: 月の探査(着陸機を含む。)."""

SPOKEN = re.compile(
    r"[^「」。、]{0,20}(?:首脳|首相|大統領|氏|外相|大臣|主席|議長|総理|長官|報道官|書記長|相)「(?:[^「」]{17,}[うくすつぶむるたい]|[^「」]*。[^「」]*)」|「[^「」]{20,}[うくすつぶむるたい]」"
)
"""Who spoke, and what in quotes, as newspapers set it: 両首脳「両国の結束は固い。今後も続ける」; headlines quote a few words."""

OLD_SENTENCE = re.compile(r"(?=[^ぁ-ん]*[一-龥々][ヲハニ][一-龥])[^ぁ-ん]{7,}[スシリルムヌ得候]")
"""A sentence of the written language before 1946, in kanji and katakana without 。: 両国ハ左ノ諸条ヲ協定セリ."""

OLD_HIRAGANA = re.compile(
    r"(?=.*(?:に於て|に付|之[をに]|[せ]む|[るすくつむ]へ[くきし]|左の|如[しく]|得へ|同意[すせ]))[^。]{16,}(?:[へべ]し|如し|[せた]り|[るす]なり|約す|得|[言定認]す)"
)
"""The same as copies give it in hiragana: 両国は之に付協議すへし."""

VERBAL_END = re.compile(r"(?:[るすくうむつぶぐたい]|ます|ません)$(?<!こと)")
"""Ends of a clause that leaves its 。 out; headings and items of lists end in nouns."""

OPEN_END = re.compile(
    r"(?:[、・=]|(?<!こ)と|(?<!も)の|[をがは]|(?<=[一-龥])[ヲハ]|及び|並びに|または|又は|若しくは|かつ|ならびに|および|に関する|における|に対する|に基づく|による)$"
)
"""Ends at which no heading stops: the line goes on in the next one."""

QUOTED = re.compile(r"\s*(?:[>＞]\s?)+")
"""What mail and Markdown put before each line that they quote."""


@dataclass(slots=True, eq=False)
class View:
    """A non-blank line. `text` is stripped; `gap` is whether a blank line stands before it; `indent` counts leading spaces, and
    the marks of a quotation."""

    line: Line
    text: str
    mark: Mark | None
    gap: bool
    indent: int
    is_sentence: bool
    """Does it end as a sentence does?"""
    is_open: bool
    """Does it break off within a phrase?"""
    opens_page: bool = False
    """Does a form feed stand before it, as between the pages of a PDF's text?"""
    width: int = field(init=False)
    """Columns on a fixed-width screen: two for a wide character, which has three bytes in UTF-8."""

    def __post_init__(self) -> None:
        self.width = (len(self.text) + len(self.text.encode("utf-8", "surrogatepass"))) // 2

    @property
    def body(self) -> str:
        """Its wording, after the mark."""
        return self.text[self.mark.end :] if self.mark else self.text


def views(lines: Iterable[Line]) -> list[View]:
    """The non-blank lines, with those marks that hold in their series."""
    found: list[View] = []
    gap = opens_page = False
    lines = list(lines)
    is_quoted = _is_quoted(lines)
    for line in lines:
        stripped = line.text.strip()
        quote = QUOTED.match(line.text) if is_quoted else None
        text = line.text[quote.end() :].strip() if quote else stripped
        is_empty = not text
        opens_page = opens_page or "\f" in line.text
        if not stripped:
            gap = True
            continue
        text = text or stripped
        indent = line.text.index(text)
        is_open = bool(OPEN_END.search(text[-TAIL:]))
        found.append(View(line, text, numbering.read(text), gap, indent, _is_sentence(text), is_open, opens_page))
        gap, opens_page = is_empty, line.text.endswith("\f")
    kept = numbering.in_series([view.mark for view in found])
    for view, mark in zip(found, kept, strict=True):
        view.mark = mark
    return found


def _is_quoted(lines: Sequence[Line]) -> bool:
    """Is the text a quotation as a whole?"""
    starts = [text[0] for line in lines if (text := line.text.lstrip())]
    return starts.count(">") * 2 > len(starts)


def _is_sentence(text: str) -> bool:
    is_closed = SENTENCE_END.search(text[-TAIL:]) is not None and not _is_explained(text)
    return is_closed or _is_credited(text) or _is_said(text) or _is_old_sentence(text)


def _is_explained(text: str) -> bool:
    return text.endswith("。)") and EXPLAINED.fullmatch(text) is not None


def _is_credited(text: str) -> bool:
    return text[-1] in ")]" and CREDITED.search(text) is not None


def _is_said(text: str) -> bool:
    return text[-1] == "」" and not numbering.read(text) and SPOKEN.fullmatch(text) is not None


def _is_old_sentence(text: str) -> bool:
    if text[-1] in "しりす得" and OLD_HIRAGANA.fullmatch(text):
        return True
    return text[-1] in "スシリルムヌ得候" and OLD_SENTENCE.fullmatch(text) is not None


def is_nominal(text: str) -> bool:
    """Does a text end in こと or もの, which make a noun of a clause, even before 。?"""
    return text.rstrip("。、;").endswith(("こと", "もの"))


def is_verbal(text: str) -> bool:
    """Does a text end in a verb, with or without 。?"""
    return bool(VERBAL_END.search(text.rstrip("。;:」』")[-4:]))
