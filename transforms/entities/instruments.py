"""Papers that stand in no register, by quotation marks and by the word that they end in: agreements, plans, statements."""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence
from dataclasses import replace

from transforms.entities import citations, phrases, slugs
from transforms.entities.anchors import Anchor
from transforms.entities.listed import Hit, between
from transforms.entities.model import Mention
from transforms.passages import Passage

STRONG = frozenset(("agreement", "treaty", "protocol", "mou", "contract"))
"""Kinds whose word proves a paper; plans, programmes and statements need a quotation, a subject or a proper name."""

GENERIC = re.compile(
    r"(?:協力|二国間|2国間|多国間|多数国間|国際|関連|関係|既存|新規?|本|同|当該|諸|各種?|政府間|省庁間|地域|相互|共同|両国間?|双方|枠組み?"
    r"|基本|法的|主要|重要|他|類似|各国|個別"
    r"|署名済み?|締結済み?|有効|一連|数|多く|複数|全て|以下|上記|同様|最終|正式|予備|その他|条件|合意|現行|戦略的|包括的|(?:明治|大正|昭和|平成|令和)[一二三四五六七八九十〇元\d]+年|改正|修正|追加|補足|及び|・)*"
)
"""Modifiers that name nothing."""

POINTED_AT = re.compile(r"(?:(?<=員)[本同]|[諸該])\Z|^[為両]\Z")
"""各全権委員本(条約), 同(条約), 之か為(条約): pointed at and not named."""

NAMED_ALONE = frozenset(("共同行動計画", "協力ロードマップ"))
"""Plans of the parties that need no further name."""

BETWEEN_PARTIES = re.compile(r"国?(?:政府)?(?:との間の|と|及び|並びに|、)")
GOVERNING = re.compile(r"(?:に関する|に係る|についての|のための)\Z")
"""Between the states of a paper, and between its subject and them."""

LONGEST_QUOTE = 40
LONGEST_DATE = 20
SHORTEST_PURPOSE = 4
SENTENCE = re.compile(r"[はをが]、|。")
MEETING = re.compile(r"(?:・|と|首脳|外相|会談|協議|両国|会議|会合|[23]国|対話|サミット)*")
QUOTED = re.compile(r"[」』]")
MARKS = {"」": "「", "』": "『"}
PARTIES_BEFORE = re.compile(r"(?:との間の|間の|との|間での?)\Z")
YEAR_AFTER = re.compile(r"\(\d{4}年")

AMENDED = re.compile(r"(?:協定|条約|取極|議定書)の(?:改正|改定|修正|追加|補足|付属|附属)?\Z")
TITLE_END = re.compile(r"[」』]?(?:に関する(?:共同)?(?:宣言|声明|コミュニケ|発表))?(?:\(.{1,6}\))?\s*\Z")
PURPOSE_BEFORE = re.compile(rf"{phrases.NOUN}+(?:の{phrases.NOUN}+)*を[一-龥]{{2}}するための\Z")
PURPOSE = re.compile(r"実施のための")
CARRYING_OUT = re.compile(r"(?:実施|履行|推進)(?:する|の)ための\Z")
DATE_BEFORE = re.compile(
    r"(?P<date>(?:\d{4}|(?:明治|大正|昭和|平成|令和)\d+)年(?:\d{1,2}月)?(?:\d{1,2}日)?)(?:付(?:け)?|に(?:署名|締結|調印|採択)(?:さ|し)れ?た)?の?\Z"
)
"""1967年の(議定書): the day names a paper of a strong kind that nothing else names."""

DATED_BEFORE = re.compile(r"\d年(?:まで|間)?の\Z")

YEAR_BEHIND = re.compile(r"[- ]?20\d\d(?![\d年])")
BRACKET_BEHIND = re.compile(r"\([^()「」『』]{1,24}\)(?=[」』])")
"""「協力作業計画(2018-2022)」: the years belong to the quoted name."""

OF_PURPOSE = re.compile(
    rf"{phrases.NOUN}*(?:促進|保護|強化|免除|移転|推進|育成|創設|開設|設立|引渡し|移送|提携|交換|利用|管理|回避)の\Z"
)
"""交流促進の(覚書), 査証免除の(取決め): what the paper is for."""

ORDINAL_PLAN = re.compile(r"第[\d一二三四五六七八九十]+次[一-龥ァ-ヴー・]{0,12}計画(?![的案])")
"""第9次経済社会開発計画."""

OF_MEETING = re.compile(r"(?:首脳|閣僚|外相|大臣|会議|会合|サミット|協議)\Z")
"""第9回太平洋・島サミット首脳(宣言): a meeting's own paper."""

EXCHANGED = frozenset(("exchange-of-notes", "exchange-of-letters", "letter"))
AMOUNT = re.compile(
    r"(?:総額|最大|上限|計|約)*[\d,.]+(?:[千万億兆]+[\d,.]*)*(?:(?:米|豪|カナダ|香港)?ドル|円|ユーロ|ポンド|フラン|(?:人民)?元|ウォン)(?:規模|相当)?の"
)
"""How much a paper is about, which is no part of its name: 5,000万ドルの融資契約に関する交換公文."""

BY_SIDE = re.compile(r"(?:側|国側|政府)(?:往|返|来)?\Z")
"""日本側(書簡): one half of an exchange."""


def find(passage: Passage, anchors: Sequence[Anchor], hits: Sequence[Hit]) -> Iterator[Mention]:
    """Instruments of a passage; ids lack the parties, which `resolve` puts in front."""
    text = passage.text
    for anchor in anchors:
        if anchor.form.kind == "instrument":
            yield from _at(passage, _with_year(text, anchor), hits)
    yield from citations.find(passage)


def ordinal_plans(passage: Passage) -> Iterator[Mention]:
    """Plans that their number names."""
    if "次" in passage.text:
        yield from (_ordinal(passage, match) for match in ORDINAL_PLAN.finditer(passage.text))


def _ordinal(passage: Passage, match: re.Match[str]) -> Mention:
    entity_id = f"instrument/{slugs.of(match[0])}"
    return Mention(
        passage, *match.span(), "instrument", entity_id, "plan", match[0], method="pattern", confidence=0.75,
        stem=entity_id.removeprefix("instrument/"),
    )  # fmt: skip


def _with_year(text: str, anchor: Anchor) -> Anchor:
    """ビジョン2030, 戦略2050, 「計画(2018-2022)」: the years belong to the name."""
    if bracket := BRACKET_BEHIND.match(text, anchor.end):
        return replace(anchor, end=bracket.end())
    year = YEAR_BEHIND.match(text, anchor.end) if anchor.form.subtype in ("plan", "programme") else None
    return replace(anchor, end=year.end()) if year else anchor


def _at(passage: Passage, anchor: Anchor, hits: Sequence[Hit]) -> Iterator[Mention]:
    text, form = passage.text, anchor.form
    if (opening := _quotation(text, anchor)) is not None:
        if opening + 1 < anchor.start or not form.needs or anchor.end - anchor.start > len(form.surface):
            yield _mention(passage, opening + 1, anchor, hits, 0.95)
    elif form.needs != "quote" and anchor.start and text[anchor.start - 1] in MARKS:
        opening = text.rfind(MARKS[text[anchor.start - 1]], 0, anchor.start)
        if opening >= 0 and anchor.start - opening <= LONGEST_QUOTE:
            yield _mention(passage, opening, anchor, hits, 0.85)
    elif not (passage.role == "title" and form.subtype == "prior_statement" and form.slug != "declaration"):
        start = max(_start(text, anchor, hits), passage.body_start if anchor.start >= passage.body_start else 0)
        if _is_own_name(passage, anchor, start):
            return
        if _is_named(text, start, anchor, hits):
            yield _mention(passage, start, anchor, hits, 0.8)


def _start(text: str, anchor: Anchor, hits: Sequence[Hit]) -> int:
    """Where the name begins: with the paper that it changes, with what it is for, or with its subject."""
    for start in (_amended(text, anchor, hits), _purpose_start(text, anchor, hits)):
        if start is not None:
            return start
    start = phrases.subject_start(text, anchor.start, hits)
    amount = AMOUNT.match(text, start)
    return amount.end() if amount and amount.end() <= anchor.start else start


def _amended(text: str, anchor: Anchor, hits: Sequence[Hit]) -> int | None:
    """Start of the paper that the form changes: 自由貿易協定の改定議定書 is one name."""
    found = AMENDED.search(text[max(0, anchor.start - 12) : anchor.start]) if anchor.form.subtype == "protocol" else None
    if found is None:
        return None
    return phrases.subject_start(text, anchor.start - len(found[0]), hits)


def _purpose_start(text: str, anchor: Anchor, hits: Sequence[Hit]) -> int | None:
    """Start of the purpose that names a paper: 文化交流を促進するための覚書, 交流促進の覚書."""
    if anchor.form.subtype not in STRONG:
        return None
    low = max(0, anchor.start - phrases.WINDOW)
    if found := OF_PURPOSE.search(text[low : anchor.start]):
        start = phrases.behind_parties(text, low + found.start(), anchor.start, hits)
        return start if anchor.start - start > SHORTEST_PURPOSE else None
    if not text.startswith("ための", anchor.start - 3):
        return None
    found = PURPOSE_BEFORE.search(text[low : anchor.start])
    return phrases.trim(text, low + found.start(), anchor.start) if found else None


def _is_own_name(passage: Passage, anchor: Anchor, start: int) -> bool:
    """Whether a title ends in the word for what the document is: …を実施するための行動計画."""
    is_title = passage.role == "title" or (passage.role == "heading" and anchor.form.slug in EXCHANGED)
    if not is_title or not TITLE_END.match(passage.text, anchor.end):
        return False
    is_exchange = anchor.form.slug in EXCHANGED and start < anchor.start
    is_of_meeting = anchor.form.subtype == "prior_statement" and OF_MEETING.search(passage.text[start : anchor.start])
    return start == anchor.start or is_exchange or bool(is_of_meeting) or bool(PURPOSE.match(passage.text, start))


def _quotation(text: str, anchor: Anchor) -> int | None:
    """The opening mark of a quotation that ends with the form; None where there is none."""
    if not QUOTED.match(text, anchor.end):
        return None
    mark = MARKS[text[anchor.end]]
    opening = text.rfind(mark, 0, anchor.start + 1)
    closed = text.rfind(text[anchor.end], 0, anchor.start)
    inside = text[opening + 1 : anchor.end]
    is_broken = closed > opening and text.count(mark, closed, anchor.start) != 1
    return None if opening < 0 or is_broken or SENTENCE.search(inside) else opening


def _is_named(text: str, start: int, anchor: Anchor, hits: Sequence[Hit]) -> bool:
    """Whether the words before the form say which paper it is."""
    modifier, form = text[start : anchor.start], anchor.form
    if POINTED_AT.search(modifier):
        return False
    if form.needs:
        return _has_what_it_needs(text, modifier, start, anchor, hits)
    has_parties = bool(PARTIES_BEFORE.search(text[max(0, start - 6) : start]))
    if form.subtype == "plan" and not modifier:
        return form.surface in NAMED_ALONE or has_parties or bool(CARRYING_OUT.search(text[max(0, start - 8) : start]))
    if not GENERIC.fullmatch(modifier):
        return True
    is_dated = not modifier and _date_before(text, start) is not None
    return form.subtype in STRONG and (has_parties or is_dated or bool(YEAR_AFTER.match(text, anchor.end)))


def _date_before(text: str, start: int) -> str | None:
    found = DATE_BEFORE.search(text[max(0, start - LONGEST_DATE) : start])
    return "-".join(re.findall(r"\d+", found["date"])) if found else None


def _has_what_it_needs(text: str, modifier: str, start: int, anchor: Anchor, hits: Sequence[Hit]) -> bool:
    if anchor.form.needs == "subject":
        return "に関する" in modifier
    if anchor.form.slug in EXCHANGED and BY_SIDE.search(modifier):
        return False
    if anchor.form.subtype in ("programme", "plan") and DATED_BEFORE.search(text[max(0, start - 6) : start]):
        return not GENERIC.fullmatch(modifier)
    is_own = anchor.form.subtype == "prior_statement" and "宣言" not in anchor.form.surface
    if anchor.form.needs == "quote" or (is_own and _names_parties_only(modifier, start, anchor, hits)):
        return False
    return _has_proper_name(start, anchor, hits, modifier)


def _names_parties_only(modifier: str, start: int, anchor: Anchor, hits: Sequence[Hit]) -> bool:
    """日豪首脳共同声明 without a date is what the document calls itself; 東京宣言 and 日ソ共同宣言 are names."""
    rest, at = "", start
    for hit in between(hits, start, anchor.start):
        if start <= hit.start and hit.end <= anchor.start and slugs.party_code(hit.name):
            rest, at = rest + modifier[at - start : hit.start - start], hit.end
    return bool(MEETING.fullmatch(rest + modifier[at - start :]))


def _has_proper_name(start: int, anchor: Anchor, hits: Sequence[Hit], modifier: str) -> bool:
    """東京宣言, 日ソ共同宣言: a listed name stands right before the form or opens the compound."""
    if not modifier or re.search("に関する|における|についての|のための|との|[のと]", modifier):
        return False
    return any(start <= hit.start and hit.end <= anchor.start and hit.start == start for hit in hits)


def _mention(passage: Passage, start: int, anchor: Anchor, hits: Sequence[Hit], confidence: float) -> Mention:
    """The id is made of the parties in the name and of its subject; without two parties `resolve` adds them."""
    name = passage.text[start : anchor.end]
    subject, codes = slugs.without_parties(passage.text, start, anchor.start, hits)
    subject = subject.strip("「」『』") or (_subject_in_front(passage.text, anchor.start, hits) if start == anchor.start else "")
    words = slugs.of(subject) if subject else _date_before(passage.text, start) or ""
    stem = "-".join(filter(None, (words, anchor.form.slug)))
    own = "-".join((*codes, stem)) if len(codes) > 1 else stem
    return Mention(
        passage, start, anchor.end, "instrument", f"instrument/{own}", anchor.form.subtype, name, method="pattern",
        confidence=confidence, stem=None if len(codes) > 1 else stem, members=tuple(code.upper() for code in codes),
    )  # fmt: skip


def _subject_in_front(text: str, at: int, hits: Sequence[Hit]) -> str:
    """社会保障に関する of 社会保障に関するA国とB国との間の(協定), which tells it from other papers of these states."""
    first, end = at, at
    for hit in reversed(between(hits, max(0, at - phrases.WINDOW), at)):
        if hit.name.type != "country" or not BETWEEN_PARTIES.fullmatch(text, hit.end, end):
            break
        first = end = hit.start
    start = phrases.subject_start(text, first, hits) if first < at and GOVERNING.search(text[:first]) else first
    return text[start:first]
