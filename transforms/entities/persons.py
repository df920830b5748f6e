"""Persons by the office or form of address beside their name, by H.E., and by their place in a signature block."""

from __future__ import annotations

import re
from bisect import bisect_left
from collections import defaultdict
from collections.abc import Iterator, Sequence
from dataclasses import replace

from transforms.entities import anchors, companions, gazetteer, japanese, listed, names, offices
from transforms.entities.anchors import Anchor
from transforms.entities.listed import Hit
from transforms.entities.model import Mention
from transforms.entities.offices import Office
from transforms.passages import Passage

REACH = 40
"""No name before an office is longer."""

COPULA = "である"

KATAKANA_BEFORE = re.compile(rf"{names.KATAKANA}\Z")
SINGLE_AFTER = re.compile(r"(?P<name>[ァ-ヴー]{3,})(?=[、はがのとをにも]|及び|並びに|および)")
SURNAME_AFTER = re.compile(r"(?P<name>[一-龥々ヶ]{1,3})(?=[、はがのとをにも]|及び|並びに|および)")
KATAKANA_AFTER = re.compile(rf" ?(?P<name>{names.KATAKANA})(?![省州社])")
KANJI_BEFORE = re.compile(r"[一-龥々ヶ]{1,9}\Z")
SPACED_BEFORE = re.compile(r"(?P<surname>[一-龥々]{1,3})(?P<joint>[ ・])(?P<given>[一-龥々]{1,3})\Z")
BEHIND_NAME = r"(?=[、。)(はがのとをにも]|及び?|並びに|並(?!び)|および|氏|閣下|$|\n)"
KANJI_AFTER = re.compile(rf"[ :]{{0,2}}(?P<name>[一-龥々]{{1,3}} ?[一-龥々ヶ]{{1,4}})(?<!氏){BEHIND_NAME}")
KANA_AFTER = re.compile(rf"[ :]{{0,2}}(?P<name>[一-龥々]{{1,3}} ?[一-龥々ヶぁ-んァ-ヴ]{{1,4}})(?<!氏){BEHIND_NAME}")
INITIALS = re.compile(rf"{names.INITIALS}\Z")
NUMBERED = re.compile(r"[ァ-ヴー]+(?:[・=][ァ-ヴー]+)*(?:\d{1,2}|[二三四五六七八九十]+)世(?![紀代帯界])")
"""ダライ・ラマ14世: a ruler or a pope."""
POPE = ("教皇", "法王")
"""Before the name of the head of the Holy See, whose state needs no naming."""
READING = re.compile(r" ?\((?P<name>[ァ-ヴー]+(?:[・=· ][ァ-ヴー]+)*)\)")
"""How a name in kanji is read, in brackets behind it."""
LETTERS = re.compile(r" ?\((?P<name>[一-龥々]{2,4})\)")
"""How a name in katakana is written: ユン・ソンニョル(尹錫悦)."""
ADDRESSED = re.compile(
    rf"(?:H\. ?E\.|His Excellency|Her Excellency|Mr\.|Mrs\.|Ms\.|Dr\.)(?: ?(?:Mr\.|Mrs\.|Ms\.|Dr\.))? ?(?P<name>{names.LATIN})"
)
SIGNED_KATAKANA = re.compile(r"[ァ-ヴー]{2,}(?:[・= ][ァ-ヴー]+)+")
SIGNED_KANJI = re.compile(r"[一-龥々ヶ]{1,3} ?[一-龥々]{1,4}")
SIGN = r" ?\((?:署名|調印|記名|印|花押|手署|signed)\)"
SIGNED_OFF = re.compile(rf"{SIGN}\Z")
"""Behind a name that is signed."""
SIGNED_OFFICE = re.compile(
    rf"[ :*_]{{1,5}}(?P<name>[一-龥々]{{2,6}}|(?<=[*_])[ァ-ヴー]+(?:[・=][ァ-ヴー]+)+)[*_]{{0,3}}(?:{SIGN})?\Z"
)
"""A name in kanji, or in bold, between an office and the end of the cell: the place proves it, no list need know it."""
FULL_BEFORE = re.compile(
    rf"(?:[ァ-ヴー]+(?:[・=]{names.MIDDLE}[ァ-ヴー]+)+|(?<![ァ-ヴー・=])(?P<word>[ァ-ヴー]{{3,}})"
    r"|(?P<kanji>[一-龥々]{1,3} ?[一-龥々]{1,4}))[ |]\Z"
)
"""A name parted from its office by a space: ジョン・スミス 国防大臣; one word of it before a state: ソイニ フィンランド外相."""
EARLIER = re.compile("[ァ-ヴー ](前|元|現|次期|新)\\Z")
EARLIER_LENGTH = 3
CELL = re.compile(r"(?:[^\n\t ]| (?! ))+")
PREFIX = re.compile(r"(?:故|前|元|現|新|同|与党|訪問中|来日中|訪日中|滞在中)(?=[一-龥]{2})")
RANKS = re.compile(r"[一-龥]*(?:[正従].位|勲.等|功.級|[公侯伯子男]爵)(?=[一-龥]{2})")
"""従三位勲一等男爵(小村寿太郎): what old papers put in front of a name."""
NO_SURNAME = frozenset(("側", "国側", "方"))
"""日 本 側 軽部洋: what a space parts from a name without being its surname."""
HALF_KANJI = re.compile(r"(?:^|[^一-龥々])(?P<surname>[一-龥])\Z")
WHOLE = "全"
"""全ロシア国皇帝: a surname that in front of a state is another word."""
REMARK_BEFORE = re.compile(r" ?\((?:[^()]{1,10}|[ァ-ヴー・= ]{1,24}|[A-Za-zÀ-ỹ'’. -]{2,36})\)\Z")
"""A remark between name and office: X(右)大統領."""

READ_NAME = re.compile(r"(?:^|[^一-龥々])(?P<name>[一-龥々]{1,4})\Z")
"""A name that a reading in brackets follows: no list need know it, unless it is one character."""


def find(passage: Passage, found: Sequence[Anchor], hits: Sequence[Hit]) -> Iterator[Mention]:
    """Persons of a passage; those of the register are told from others later, by `identity`."""
    text = passage.text
    for anchor in found:
        if anchor.form.kind == "office":
            near = _near(hits, anchor)
            yield from _beside(passage, offices.read(text, anchor, near), near)
    yield from (_mention(passage, *span, None) for span in companions.find(text, found, hits))
    if "世" in text:
        yield from (_numbered(passage, match) for match in NUMBERED.finditer(text))
    if "." in text or "Excellency" in text:
        yield from (_mention(passage, *match.span("name"), None) for match in ADDRESSED.finditer(text))
    if passage.role == "signature":
        yield from _signed(passage, found)


def _numbered(passage: Passage, match: re.Match[str]) -> Mention:
    """A ruler of that number; the pope's state is that of his office."""
    if not passage.text.endswith(POPE, 0, match.start()):
        return _mention(passage, *match.span(), None)
    return replace(_mention(passage, *match.span(), None, country="VAT"), office=POPE[0], beside=POPE[0])


def readings(mentions: Sequence[Mention]) -> Iterator[Mention]:
    """文在寅(ムン・ジェイン): the reading behind a name in kanji, or the letters behind its reading, are a second mention."""
    for mention in mentions:
        if mention.type == "person" and (found := _second_name(mention)):
            known = next((one for one in mentions if one.start == found.start("name") and one.method != "pattern"), None)
            if known is not None:
                mention.reading_of = known if known.type == "person" and mention.method == "pattern" else None
                continue
            start, end = found.span("name")
            yield replace(mention, start=start, end=end, method="pattern", reading_of=mention)


def _second_name(mention: Mention) -> re.Match[str] | None:
    text = mention.passage.text
    if names.KANJI_NAME.fullmatch(mention.surface):
        found = READING.match(text, mention.end)
        return found if found and not names.is_common(found["name"]) else None
    found = LETTERS.match(text, mention.end)
    return found if found and names.opens_with_surname(found["name"]) and not names.is_surname(found["name"]) else None


def by_short_name(passages: Sequence[Passage], mentions: Sequence[Mention]) -> list[Mention]:
    """Persons whom a surname beside an office of any rank names, and the document in full elsewhere."""
    return [_mention(passage, *span, None) for passage, span in companions.short_names(passages, mentions)]


def _near(hits: Sequence[Hit], anchor: Anchor) -> Sequence[Hit]:
    """The listed names that can stand in or beside the office and its person."""
    return hits[bisect_left(hits, anchor.start - 2 * REACH, key=_end) : bisect_left(hits, anchor.end + REACH, key=_end)]


def _end(hit: Hit) -> int:
    return hit.end


def give_signed_offices(passages: Sequence[Passage], mentions: Sequence[Mention]) -> None:
    """In a signature block a name without office takes that of the line before it, in place; of a row of names each its own."""
    pending: list[Office] = []
    signed: dict[int, list[Mention]] = defaultdict(list)
    for mention in mentions:
        if mention.type == "person" and mention.passage.role == "signature":
            signed[mention.passage.ordinal].append(mention)
    for passage in passages:
        if passage.role != "signature":
            continue
        persons = signed[passage.ordinal]
        own = pending if len(pending) == len(persons) else pending[-1:] * len(persons)
        for person, office in zip(persons, own, strict=False):
            if person.beside is None:
                person.office = person.beside = office.title
                person.country = office.country or person.country
        pending = [] if persons else _offices_of(passage.text)


def _offices_of(text: str) -> list[Office]:
    """The offices of a line that names nobody."""
    hits = listed.scan(text)
    return [offices.read(text, anchor, hits) for anchor in anchors.find(text) if anchor.form.kind == "office"]


def _beside(passage: Passage, office: Office, hits: Sequence[Hit]) -> Iterator[Mention]:
    """The name before the office; without one, the name behind it."""
    text, end = passage.text, office.start
    has_state = any(hit.start <= end < hit.end and hit.name.type == "country" for hit in hits)
    end -= _length_of_earlier(text, end) if has_state else 0
    if end and (text[end - 1] == "・" or _is_full_name(text[max(0, end - REACH) : end], has_state)):
        end -= 1
    remark = REMARK_BEFORE.search(text[max(0, end - REACH) : end]) if text[end - 1 : end] == ")" else None
    end -= len(remark[0]) if remark else 0
    read = _read_name(text[max(0, end - REACH) : end]) if remark and READING.fullmatch(remark[0]) else None
    span = (end - len(read["name"]), end) if read else _before(text, end, office, hits)
    if span is not None:
        country = offices.owner(text, span[0], hits) or office.country
        yield _mention(passage, *span, office, country=country)
        if first := companions.before_both(text, span[0], office.start, office.anchor):
            yield _mention(passage, *first, office, country=country)
    elif (span := _after(text, office, hits)) is not None:
        yield _mention(passage, *span, office, country=office.country)


def _read_name(window: str) -> re.Match[str] | None:
    """The name that a text ends in and its reading follows; none where the letters are states: 日米豪印(クアッド)外相会合."""
    found = READ_NAME.search(window)
    if found is None or (len(found["name"]) == 1 and not names.is_surname(found["name"])):
        return None
    is_states = len(found["name"]) > 1 and gazetteer.by_short_form().keys() >= set(found["name"])
    return None if is_states else found


def _length_of_earlier(text: str, end: int) -> int:
    """Length of the 前 of グリムソン前(アイスランド大統領), which stands before the state of an office no longer held."""
    found = EARLIER.search(text[max(0, end - EARLIER_LENGTH) : end])
    return len(found[1]) if found else 0


def _is_full_name(window: str, has_state: bool) -> bool:
    """Does a text end in a full name, or before a state in a word that is none of the dictionary's nouns, and a space?"""
    found = FULL_BEFORE.search(window)
    if found is None:
        return False
    if found["word"]:
        return has_state and not names.is_word(found["word"])
    return found["kanji"] is None or names.is_full_kanji_name(found["kanji"])


def _before(text: str, end: int, office: Office, hits: Sequence[Hit]) -> tuple[int, int] | None:
    known = next((hit for hit in hits if hit.end == end and hit.name.type == "person"), None)
    if known is not None and (start := _initials_start(text, known.start)) < known.start:
        return start, known.end
    if known is not None and not (known.name.needs_cue and text[known.start - 1 : known.start] in ("・", "=")):
        return known.start, known.end
    low = max(0, end - REACH)
    window = text[low:end]
    if found := KATAKANA_BEFORE.search(window):
        span = _katakana(text, low + found.start(), end, hits)
        return (_half_kanji_start(text, _initials_start(text, span[0])), end) if span else None
    if (found := SPACED_BEFORE.search(window)) and (found["joint"] == " " or _is_spaced_name(found)):
        return (low + found.start(), end) if _is_spaced_name(found) else None
    if found := KANJI_BEFORE.search(window):
        return _kanji(text, low + found.start(), end, office, hits)
    return None


def _half_kanji_start(text: str, start: int) -> int:
    """鄭ビョンウォン: start of the surname in kanji in front of a given name whose letters the page does not know."""
    surname = HALF_KANJI.search(text[max(0, start - 2) : start])
    return start - 1 if surname and names.is_surname(surname["surname"]) else start


def _is_spaced_name(found: re.Match[str]) -> bool:
    """岸 信子, 岸・信子: a mark also parts the two in translations, where the dictionary must know both."""
    surname, given = found["surname"], found["given"]
    if found["joint"] == " ":
        return surname not in NO_SURNAME and names.is_full_kanji_name(found[0])
    return names.is_surname(surname) and japanese.full_name_start(surname + given) == 0


def _initials_start(text: str, start: int) -> int:
    """Start of the initials in front of a name: S.ラブロフ, エム・エス・ゴルバチョフ."""
    found = INITIALS.search(text[max(0, start - REACH) : start])
    return start - len(found[0]) if found else start


def _katakana(text: str, start: int, end: int, hits: Sequence[Hit]) -> tuple[int, int] | None:
    """The katakana run less the state at its head (ロシア・プーチン); None where it is no personal name."""
    for hit in hits:
        if hit.name.type == "person" or hit.start > start or hit.end <= start:
            continue
        if hit.end >= end:
            return None
        start = hit.end + (text[hit.end] in "・=")
    return (start, end) if end - start >= 2 and not names.is_common(text[start:end]) else None


def _kanji(text: str, start: int, end: int, office: Office, hits: Sequence[Hit]) -> tuple[int, int] | None:
    """The run of kanji less listed names and qualifiers at its head, where it has the shape of a name.

    For names that no list holds a place in the run counts as its letters: 高崎達之助 begins with a city.
    """
    run = start
    for hit in hits:
        may_be_surname = hit.name.type == "place" and hit.start == start and office.anchor.form.surface not in offices.LOCAL
        is_surname = may_be_surname and names.is_surname(text[start : hit.end])
        if hit.start < end and hit.end > start and not is_surname:
            if hit.end >= end and (hit.name.type != "place" or office.anchor.form.surface in offices.LOCAL):
                return None
            start = hit.end
            run = start if hit.name.type != "place" else run
    if text[start - 1 : start].isdigit():
        return None
    if ranks := RANKS.match(text, start, end):
        start = run = ranks.end()
    if text[start:end] == WHOLE and hits and any(hit.start == end for hit in hits):
        return None
    for listed_from, any_from in ((start, run), (_behind_prefix(text, start, end), _behind_prefix(text, run, end))):
        if listed_from < end and names.is_kanji_name(text[listed_from:end], office.anchor):
            return listed_from, end
        unlisted = names.unlisted_start(text[any_from:end], office.anchor) if any_from < end else None
        if unlisted is not None:
            return any_from + unlisted, end
    return None


def _behind_prefix(text: str, start: int, end: int) -> int:
    prefix = PREFIX.match(text, start, end)
    return prefix.end() if prefix else start


def _after(text: str, office: Office, hits: Sequence[Hit]) -> tuple[int, int] | None:
    """ト・ラム in 書記長ト・ラム(氏), 安倍晋三 in 内閣総理大臣 安倍晋三."""
    if office.title is None:
        return None
    known = next((hit for hit in hits if hit.name.type == "person" and hit.start >= office.end), None)
    if known is not None and text[office.end : known.start] in ("", " ", ":", "、", COPULA):
        return known.start, known.end
    if known is not None and (initials := INITIALS.fullmatch(text, office.end, known.start)):
        return initials.start(), known.end
    return _full_name_after(text, office, hits) or _surname_after(text, office, hits) or _kanji_after(KANA_AFTER, text, office)


def _full_name_after(text: str, office: Office, hits: Sequence[Hit]) -> tuple[int, int] | None:
    if (found := KATAKANA_AFTER.match(text, _behind_copula(text, office))) and _is_name_after(found, hits):
        return found.span("name")
    return _kanji_after(KANJI_AFTER, text, office)


def _behind_copula(text: str, office: Office) -> int:
    """Where a name behind the office begins: 国家主席であるト・ラム, 外務大臣の甲野太郎."""
    return office.end + next((len(joint) for joint in (COPULA, "の") if text.startswith(joint, office.end)), 0)


def _kanji_after(pattern: re.Pattern[str], text: str, office: Office) -> tuple[int, int] | None:
    found = pattern.match(text, _behind_copula(text, office))
    return found.span("name") if found and names.is_full_kanji_name(found["name"]) else None


def _surname_after(text: str, office: Office, hits: Sequence[Hit]) -> tuple[int, int] | None:
    """槙原 in 総理大臣槙原は, シュミット in 外相シュミットは: one word behind a high office."""
    form = office.anchor.form
    is_high = form.subtype in names.HIGH
    if not (is_high or form.surface in names.MINISTERIAL) or any(hit.start == office.end for hit in hits):
        return None
    if (found := SINGLE_AFTER.match(text, office.end)) and not names.is_word(found["name"]):
        return found.span("name")
    found = SURNAME_AFTER.match(text, office.end) if is_high else None
    return found.span("name") if found and names.is_surname_alone(found["name"], form.subtype) else None


def _is_name_after(found: re.Match[str], hits: Sequence[Hit]) -> bool:
    """Two words or more, none of them common or listed; a listed person may share the surname."""
    start, end = found.span("name")
    is_listed = any(hit.start < end and hit.end > start and not (hit.name.type == "person" and hit.start > start) for hit in hits)
    return "・" in found["name"] and not is_listed and not names.is_common(found["name"])


def _signed(passage: Passage, found: Sequence[Anchor]) -> Iterator[Mention]:
    """Lines and cells of a signature block that are a name alone, or end in one behind an office."""
    ends = {anchor.end for anchor in found if anchor.form.kind == "office"}
    for line in CELL.finditer(passage.text):
        cell = line[0].rstrip()
        name = SIGNED_OFF.sub("", cell).strip()
        is_proven = len(name) < len(cell.strip()) and SIGNED_KANJI.fullmatch(name) is not None
        if is_proven or SIGNED_KATAKANA.fullmatch(name) or (SIGNED_KANJI.fullmatch(name) and names.is_full_kanji_name(name)):
            start = line.start() + line[0].index(name)
            yield _mention(passage, start, start + len(name), None)
        elif (behind := SIGNED_OFFICE.search(cell)) and line.start() + behind.start() in ends:
            start = line.start() + behind.start("name")
            yield _mention(passage, start, start + len(behind["name"]), None)


def _mention(passage: Passage, start: int, end: int, office: Office | None, *, country: str | None = None) -> Mention:
    name = passage.text[start:end]
    title = office.title if office else None
    if country is None and names.is_japanese(name):
        country = "JPN"
    return Mention(
        passage, start, end, "person", names.person_id(name), None, name, country=country, office=title, method="pattern",
        confidence=0.7, beside=title,
    )  # fmt: skip
