"""Treaties, agreements, plans, statements and other papers that stand in no register: by quotation marks and by the word they end in."""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence
from dataclasses import replace

from transforms.entities import phrases, slugs
from transforms.entities.anchors import Anchor
from transforms.entities.listed import Hit
from transforms.entities.model import Mention
from transforms.passages import Passage

STRONG = frozenset(("agreement", "treaty", "protocol", "mou", "contract"))
"""Kinds whose word proves a paper; plans, programmes and statements need a quotation, a subject or a proper name."""

BROAD = frozenset(
    "合意 書簡 契約 契約書 憲章 規程 規約 合意書 戦略 ビジョン プログラム 構想 イニシアティブ イニシアチブ プロジェクト 宣言 コミュニケ 共同声明 共同宣言 首脳共同声明"
    " 共同コミュニケ 共同発表 共同新聞発表 共同プレス発表 成果文書 決議 協力文書 政治文書 発展戦略 開発戦略 コンセンサス 協力計画 協力プログラム 中期計画 作業計画".split()
)
"""Forms that are also common nouns."""

GENERIC = re.compile(
    r"(?:協力|二国間|2国間|多国間|多数国間|国際|関連|関係|既存|新規?|本|同|当該|諸|各種?|政府間|省庁間|地域|相互|共同|両国間?|双方|枠組み?|基本|法的|主要|重要|他|類似|各国|個別"
    r"|署名済み?|締結済み?|有効|一連|数|多く|複数|全て|以下|上記|同様|最終|正式|予備|その他|条件|合意|改正|修正|追加|補足|及び|・)*"
)
"""Modifiers that name nothing."""

QUOTED = re.compile(r"[」』]")
MARKS = {"」": "「", "』": "『"}
PARTIES_BEFORE = re.compile(r"(?:との間の|間の|との|間での?)\Z")
YEAR_AFTER = re.compile(r"\(\d{4}年")

YEAR_BEHIND = re.compile(r"[- ]?20\d\d(?![\d年])")

RESOLUTION = re.compile(
    r"(?:国際連合|国連)?(?P<body>安全保障理事会|安保理|総会|人権理事会)(?:の?関連)?決議(?:案)?(?:第)?(?P<number>\d{1,4}(?:/\d+)?)号?"
    r"|(?<![一-龥])決議(?:第)?(?P<bare>\d{1,4}(?:/\d+)?)号?(?=\(\d{4}|に|の|を|及|、)"
)
BODIES = {"安全保障理事会": "unscr", "安保理": "unscr", "総会": "unga-resolution", "人権理事会": "hrc-resolution"}
FURTHER = re.compile(
    r"(?:、|及び|並びに|・|および|\(\d{4}年?\))+(?:決議)?(?:第(?P<number>\d{3,4})号|(?P<bare>\d{3,4})(?:号)?(?=[、及並・おのにを(]))"
)

DATED = re.compile(
    r"(?P<date>(?:\d{4}年|(?:昭和|平成|令和)\d+年)(?:\d{1,2}月)?(?:\d{1,2}日)?)(?:付(?:け)?|に(?:署名|発表|採択|発出|調印)(?:さ|し|を)れ?[たの]*)?の"
    r"(?P<name>[一-龥ァ-ヴー・A-Za-z]{0,14}?共同(?:声明|宣言|コミュニケ|新聞発表|プレス発表))(?![一-龥])"
)
"""A prior statement that only its date names."""


def find(passage: Passage, anchors: Sequence[Anchor], hits: Sequence[Hit]) -> Iterator[Mention]:
    """Instruments of a passage; ids lack the parties, which `resolve` puts in front."""
    text = passage.text
    for anchor in anchors:
        if anchor.form.kind == "instrument":
            yield from _at(passage, _with_year(text, anchor), hits)
    if "決議" in text:
        yield from _resolutions(passage)
    if "共同" in text:
        yield from _dated(passage)


def _with_year(text: str, anchor: Anchor) -> Anchor:
    """ビジョン2030, 戦略2050: the year belongs to the name of a plan."""
    year = YEAR_BEHIND.match(text, anchor.end) if anchor.form.subtype in ("plan", "programme") else None
    return replace(anchor, end=year.end()) if year else anchor


def _at(passage: Passage, anchor: Anchor, hits: Sequence[Hit]) -> Iterator[Mention]:
    text, form = passage.text, anchor.form
    if (opening := _quotation(text, anchor)) is not None:
        if opening + 1 < anchor.start or form.surface not in BROAD:
            yield _mention(passage, opening + 1, anchor, hits, 0.95)
        return
    if text[anchor.start - 1 : anchor.start] in MARKS and anchor.start:
        opening = text.rfind(MARKS[text[anchor.start - 1]], 0, anchor.start)
        if opening >= 0 and anchor.start - opening <= 40:
            yield _mention(passage, opening, anchor, hits, 0.85)
        return
    start = phrases.subject_start(text, anchor.start, hits)
    if passage.role == "title" and form.subtype == "prior_statement" and form.slug != "declaration":
        return
    if _is_named(text, start, anchor, hits):
        yield _mention(passage, start, anchor, hits, 0.8)


def _quotation(text: str, anchor: Anchor) -> int | None:
    """The opening mark of a quotation that ends with the form; None where there is none."""
    if not QUOTED.match(text, anchor.end):
        return None
    mark = MARKS[text[anchor.end]]
    opening = text.rfind(mark, 0, anchor.start + 1)
    closed = text.rfind(text[anchor.end], 0, anchor.start)
    inside = text[opening + 1 : anchor.end]
    if opening < 0 or closed > opening and text.count(mark, closed, anchor.start) != 1 or re.search(r"[はをが]、|。", inside):
        return None
    return opening


def _is_named(text: str, start: int, anchor: Anchor, hits: Sequence[Hit]) -> bool:
    """Whether the words before the form say which paper it is."""
    modifier = text[start : anchor.start]
    form = anchor.form
    if form.subtype == "resolution":
        return False
    if form.subtype == "prior_statement" and _is_own_title(modifier, start, anchor, hits):
        return False
    if form.surface in BROAD:
        return _has_proper_name(start, anchor, hits, modifier) or (form.surface == "協力文書" and "に関する" in modifier)
    if form.surface == "行動計画" and not modifier:
        return bool(PARTIES_BEFORE.search(text[:start]))
    if form.subtype == "plan" and not modifier:
        return form.surface in ("共同行動計画", "協力ロードマップ")
    if not GENERIC.fullmatch(modifier):
        return True
    return form.subtype in STRONG and bool(
        PARTIES_BEFORE.search(text[max(0, start - 6) : start]) or YEAR_AFTER.match(text, anchor.end)
    )


def _is_own_title(modifier: str, start: int, anchor: Anchor, hits: Sequence[Hit]) -> bool:
    """日豪首脳共同声明 without a date is what the document calls itself; 東京宣言 and 日ソ共同宣言 are names."""
    if anchor.form.slug == "declaration":
        return False
    rest, at = "", start
    for hit in hits:
        if start <= hit.start and hit.end <= anchor.start and (hit.name.type == "country" or hit.name.subtype == "igo"):
            rest, at = rest + modifier[at - start : hit.start - start], hit.end
    rest += modifier[at - start :]
    return (
        bool(re.fullmatch(r"(?:・|と|首脳|外相|会談|協議|両国|会議|会合|[23]国|対話|サミット)*", rest))
        and "宣言" not in anchor.form.surface
    )


def _has_proper_name(start: int, anchor: Anchor, hits: Sequence[Hit], modifier: str) -> bool:
    """東京宣言, 日ソ共同宣言: a listed name stands right before the form or opens the compound."""
    if not modifier or re.search("に関する|における|についての|のための|との|[のと]", modifier):
        return False
    return any(start <= hit.start and hit.end <= anchor.start and hit.start == start for hit in hits)


def _resolutions(passage: Passage) -> Iterator[Mention]:
    for match in RESOLUTION.finditer(passage.text):
        kind = BODIES[match["body"]] if match["body"] else "unscr"
        yield _resolution(passage, match.start(), match.end(), kind, match["number"] or match["bare"])
        at = match.end()
        while further := FURTHER.match(passage.text, at):
            group = "number" if further["number"] else "bare"
            yield _resolution(passage, further.start(group), further.end(group), kind, further[group])
            at = further.end()


def _resolution(passage: Passage, start: int, end: int, kind: str, number: str) -> Mention:
    labels = {"unscr": "国連安全保障理事会決議", "unga-resolution": "国連総会決議", "hrc-resolution": "国連人権理事会決議"}
    entity_id = f"instrument/{kind}-{number.replace('/', '-')}"
    return Mention(
        passage, start, end, "instrument", entity_id, "resolution", f"{labels[kind]}{number}", method="pattern", confidence=0.95
    )


def _dated(passage: Passage) -> Iterator[Mention]:
    for match in DATED.finditer(passage.text):
        start, end = match.span("name")
        stem = "-".join(re.findall(r"\d+", match["date"]))
        kind = "joint-declaration" if match["name"].endswith("宣言") else "joint-statement"
        yield Mention(
            passage, start, end, "instrument", f"instrument/{kind}-{stem}", "prior_statement", match["name"], method="pattern",
            confidence=0.7, stem=f"{kind}-{stem}",
        )  # fmt: skip


def _mention(passage: Passage, start: int, anchor: Anchor, hits: Sequence[Hit], confidence: float) -> Mention:
    """The id is made of the parties in the name and of its subject; without two parties `resolve` adds them."""
    name = passage.text[start : anchor.end]
    subject, codes = slugs.without_parties(passage.text, start, anchor.start, hits)
    words = slugs.of(subject) if subject.strip("「」『』") else ""
    stem = "-".join(filter(None, (words, anchor.form.slug)))
    own = "-".join((*codes, stem)) if len(codes) > 1 else stem
    return Mention(
        passage, start, anchor.end, "instrument", f"instrument/{own}", anchor.form.subtype, name, method="pattern",
        confidence=confidence, stem=None if len(codes) > 1 else stem,
    )  # fmt: skip
