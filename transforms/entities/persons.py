"""Persons by the office or form of address beside their name: katakana before or after it, kanji with a surname, Latin letters after H.E."""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from functools import lru_cache

from transforms import lexicon
from transforms.entities import slugs
from transforms.entities.anchors import Anchor
from transforms.entities.listed import Hit
from transforms.entities.model import Mention
from transforms.passages import Passage

KATAKANA_BEFORE = re.compile(r"[ァ-ヴー]+(?:[・=][ァ-ヴー]+)*\Z")
KATAKANA_AFTER = re.compile(r"[ 、]?(?P<name>[ァ-ヴー]+(?:[・=][ァ-ヴー]+)*)")
KANJI_BEFORE = re.compile(r"[一-龥々ヶ]{1,9}\Z")
KANJI_AFTER = re.compile(r"(?: |:|: )?(?P<name>[一-龥々]{1,3} ?[一-龥々ヶぁ-んァ-ヴ]{1,4})(?=[、。)(はがのとをに]|及び|並びに|および|氏|閣下|$|\n)")
SPACED = re.compile(r"(?P<name>[一-龥々]{1,3} [一-龥々]{1,3})\Z")
QUALIFIER = re.compile(
    r"(?:前|元|現|故|次期|新|副|名誉|終身|暫定|初代|第\d+代|連邦|国家|党|国務|同国|両|兼|特命全権|筆頭|上級|首席|首席|代行|臨時|共和国院|元老院|国民院|連邦院|両院|下院|上院|国会|議会|評議会|理事会|委員会|閣僚会議|人民評議会|府|担当)\Z"
)
HONORIFIC_GAP = re.compile(r"(?:夫妻|夫人|令夫人)?\Z")
LATIN = re.compile(
    r"(?:H\. ?E\.|His Excellency|Her Excellency|Mr\.|Mrs\.|Ms\.|Dr\.)(?: ?(?:Mr\.|Mrs\.|Ms\.|Dr\.))? ?(?P<name>[A-ZÀ-ỹĐ][A-Za-zÀ-ỹĐđ'’.-]+(?: [A-ZÀ-ỹĐ][A-Za-zÀ-ỹĐđ'’.-]+){1,4})"
)
SIGNED_KATAKANA = re.compile(r"[ァ-ヴー]{2,}(?:[・=][ァ-ヴー]+)+")
NAME_COUNTRY_OFFICE = re.compile(r"・\Z")

STRONG = frozenset(
    (
        "head_of_state",
        "head_of_government",
        "party_leader",
        "foreign_minister",
        "minister",
        "deputy",
        "royal",
        "parliament",
        "io_head",
    )
)
ALONE = STRONG | {"honorific", "official", "military", "party"}


@dataclass(frozen=True, slots=True)
class Office:
    """An office with what stands before it: [start, end) covers qualifiers, the state and the word itself."""

    start: int
    end: int
    anchor: Anchor
    country: str | None


@lru_cache(maxsize=1)
def common_words() -> frozenset[str]:
    return frozenset(row["word"] for row in lexicon.rows("katakana_words.csv"))


@lru_cache(maxsize=1)
def surnames() -> dict[str, frozenset[str]]:
    return {row["surname"]: frozenset(lexicon.split(row["languages"])) for row in lexicon.rows("surnames.csv")}


def find(passage: Passage, anchors: Sequence[Anchor], hits: Sequence[Hit]) -> Iterator[Mention]:
    """Persons of a passage by pattern, and listed persons with the office beside them."""
    text = passage.text
    offices = [_office(text, anchor, hits) for anchor in anchors if anchor.form.kind == "office"]
    for office in offices:
        yield from _beside(passage, office, hits)
    if "." in text or "Exc" in text:
        yield from (_pattern(passage, *match.span("name"), None) for match in LATIN.finditer(text))
    if passage.role == "signature":
        yield from _signed(passage)


def _office(text: str, anchor: Anchor, hits: Sequence[Hit]) -> Office:
    """Takes in qualifiers, subjects (投資・貿易大臣) and the state in front of the office word."""
    start = anchor.start
    country: str | None = None
    across = next((hit for hit in hits if hit.start < start < hit.end <= anchor.end and _is_state(hit)), None)
    while True:
        if across is not None:
            start, country = across.start, across.name.country
            break
        if before := next((hit for hit in hits if hit.end == start and _is_state(hit)), None):
            start, country = before.start, before.name.country
            break
        shorter = _shorter(text, start, anchor)
        if shorter == start:
            break
        start = shorter
    if country is None:
        country = _owner(text, start, hits)
    return Office(start, anchor.end, anchor, country)


def _is_state(hit: Hit) -> bool:
    return hit.name.type == "country" or hit.name.subtype in ("party", "igo", "ministry", "parliament")


def _shorter(text: str, start: int, anchor: Anchor) -> int:
    window = text[max(0, start - 24) : start]
    if found := QUALIFIER.search(window):
        return start - len(found[0])
    if anchor.form.surface.endswith(("大臣", "相", "長官", "次官", "委員長", "部長", "局長")) and (found := _subject().search(window)):
        return start - len(found[0])
    return start


@lru_cache(maxsize=1)
def _subject() -> re.Pattern[str]:
    return re.compile(f"(?:(?:{slugs.topic_pattern()})(?:・|及び|兼)?)+\\Z")


def _owner(text: str, start: int, hits: Sequence[Hit]) -> str | None:
    """The state whose name with の stands before the office or the name: カザフスタンの(トカエフ)大統領."""
    for hit in reversed(hits):
        if hit.end <= start and _is_state(hit):
            gap = text[hit.end : start]
            return hit.name.country if re.fullmatch(r"の?(?:新任|現職|最高指導者)?の?", gap) else None
    return None


def _beside(passage: Passage, office: Office, hits: Sequence[Hit]) -> Iterator[Mention]:
    """The name before the office; without one, the name behind it."""
    text = passage.text
    end = office.start
    if text[end - 1 : end] == "・" and end:
        end -= 1
    if text[end - 1 : end] in (")", "(") and (opened := text.rfind("(", 0, end)) >= 0 and end - opened < 12:
        end = opened
    span = _before(text, end, office, hits)
    if span is not None:
        yield _pattern(passage, *span, office, _owner(text, span[0], hits) or office.country)
        return
    span = _after(text, office, hits)
    if span is not None:
        yield _pattern(passage, *span, office, office.country)


def _before(text: str, end: int, office: Office, hits: Sequence[Hit]) -> tuple[int, int] | None:
    listed = next((hit for hit in hits if hit.end == end and hit.name.type == "person"), None)
    if listed is not None and not (listed.name.needs_cue and text[listed.start - 1 : listed.start] in ("・", "=")):
        return listed.start, listed.end
    window_start = max(0, end - 40)
    window = text[window_start:end]
    if found := KATAKANA_BEFORE.search(window):
        return _katakana(text, window_start + found.start(), end, office, hits)
    if found := SPACED.search(window):
        return _spaced(text, window_start + found.start(), end)
    if found := KANJI_BEFORE.search(window):
        return _kanji(text, window_start + found.start(), end, office, hits)
    return None


def _katakana(text: str, start: int, end: int, office: Office, hits: Sequence[Hit]) -> tuple[int, int] | None:
    """The katakana run less the states at its head (ロシア・プーチン); None where it is no personal name."""
    for hit in hits:
        if hit.start <= start < hit.end or start <= hit.start and hit.end < end and text[hit.end] == "・" and hit.start == start:
            if hit.name.type in ("country", "organization", "place") and hit.end < end:
                start = hit.end + (1 if text[hit.end] in "・=" else 0)
            elif hit.name.type == "country" and hit.end >= end:
                return None
    name = text[start:end].strip("・")
    words = re.split("[・=]", name)
    if len(name) < 2 or any(word in common_words() for word in words):
        return None
    if len(words) == 1 and _is_listed_otherwise(start, end, hits):
        return None
    return start, end


def _is_listed_otherwise(start: int, end: int, hits: Sequence[Hit]) -> bool:
    return any(hit.start <= start and end <= hit.end and hit.name.type != "person" for hit in hits)


def _spaced(text: str, start: int, end: int) -> tuple[int, int] | None:
    surname = text[start:end].split(" ")[0]
    return (start, end) if surname in surnames() else None


def _kanji(text: str, start: int, end: int, office: Office, hits: Sequence[Hit]) -> tuple[int, int] | None:
    """A run of kanji that is a surname, alone or with one to three more characters, from a boundary on."""
    for hit in hits:
        if hit.start < end and hit.end > start:
            if hit.end >= end:
                return None
            start = hit.end
    while start < end and (prefix := PREFIX.match(text, start, end)):
        start = prefix.end()
    return (start, end) if is_kanji_name(text[start:end], office.anchor) else None


PREFIX = re.compile(r"(?:故|前|元|現|新|同|与党|訪問中|来日中|訪日中|滞在中)(?=[一-龥]{2})")


def is_kanji_name(name: str, anchor: Anchor) -> bool:
    kind = anchor.form.subtype
    known = surnames()
    if name in known:
        return kind in STRONG | {"honorific"} and not (len(name) == 1 and anchor.form.surface in ("王", "女王"))
    for length in (3, 2, 1):
        languages = known.get(name[:length])
        given = len(name) - length
        if languages is None or given < 1:
            continue
        if length == 1:
            if "zh" in languages or "ko" in languages:
                named = kind in STRONG | {"honorific"} or anchor.form.surface in SPOKEN_FOR
                if given == 2 or given == 1 and named and name not in NOT_PERSONS:
                    return True
            elif given >= 2 and given <= 3 and kind in ALONE:
                return True
        elif given <= 3 and kind in ALONE:
            return True
    return False


SPOKEN_FOR = frozenset(("報道官", "局長", "大使", "特使", "議長", "部長", "次官"))
"""Lesser offices beside which a Chinese or Korean name of two characters may stand."""

NOT_PERSONS = frozenset(
    "金融 高官 文化 任務 方面 白書 安全 成果 明確 水利 石油 田園 温暖 和平 陸軍 余地 林業 万国 高等 千葉 安保 成長 文部 何人 江西 河北 湖南 雷鳴 夏季 林野 黄海 石炭 常任 権限 元首 高級 全権 文民 国家 全国 車両".split()
)


def _after(text: str, office: Office, hits: Sequence[Hit]) -> tuple[int, int] | None:
    """ト・ラム in 書記長ト・ラム(氏), 安倍晋三 in 内閣総理大臣 安倍晋三."""
    if office.anchor.form.subtype == "honorific":
        return None
    listed = next((hit for hit in hits if hit.start in (office.end, office.end + 1) and hit.name.type == "person"), None)
    if listed is not None and text[office.end : listed.start] in ("", " ", ":", "、"):
        return listed.start, listed.end
    if (found := KATAKANA_AFTER.match(text, office.end)) and _is_name_after(text, found, hits):
        return found.span("name")
    if (found := KANJI_AFTER.match(text, office.end)) and _is_full_kanji(found["name"]):
        return found.span("name")
    return None


def _is_name_after(text: str, found: re.Match[str], hits: Sequence[Hit]) -> bool:
    name = found["name"]
    words = re.split("[・=]", name)
    if any(word in common_words() for word in words) or any(
        hit.start < found.end("name") and hit.end > found.start("name") for hit in hits
    ):
        return False
    return len(words) >= 2 and not found[0].startswith("、") and text[found.end() : found.end() + 1] not in ("省", "州", "社")


def _is_full_kanji(name: str) -> bool:
    if " " in name:
        return name.split(" ")[0] in surnames()
    return any(name[:length] in surnames() and 1 <= len(name) - length <= 3 for length in (3, 2)) and len(name) >= 3


def _signed(passage: Passage) -> Iterator[Mention]:
    """A line of a signature block that is a name alone."""
    line = passage.text
    for part in re.finditer(r"[^\n]+", line):
        stripped = part[0].strip()
        start = part.start() + part[0].index(stripped) if stripped else 0
        if SIGNED_KATAKANA.fullmatch(stripped) or (
            _is_full_kanji(stripped) and re.fullmatch(r"[一-龥々ヶ]{1,3} ?[一-龥々]{1,4}", stripped)
        ):
            yield _pattern(passage, start, start + len(stripped), None)


def _pattern(passage: Passage, start: int, end: int, office: Office | None, country: str | None = None) -> Mention:
    name = passage.text[start:end]
    title = None
    if office is not None and office.anchor.form.subtype != "honorific":
        title = _title(passage.text, office)
    return Mention(
        passage,
        start,
        end,
        "person",
        person_id(name),
        None,
        name,
        country=country,
        office=title,
        method="pattern",
        confidence=0.7,
    )


def person_id(name: str) -> str:
    """The id of a person who stands in no register, from the name as written."""
    if re.match("[ァ-ヴ]", name):
        return f"person/{slugs.romanise(name)}"
    if re.match("[A-Za-zÀ-ỹĐ]", name):
        return f"person/{slugs.latin(name)}"
    return f"person/{slugs.of(name.replace(' ', ''))}"


def _title(text: str, office: Office) -> str:
    """The normal form of the office with its subject: 投資産業貿易大臣, 首相."""
    form = office.anchor.form
    if form.surface in ("大臣", "相", "副大臣", "次官", "長官"):
        head = text[office.start : office.anchor.start]
        subject = _subject().search(head)
        return (subject[0] if subject else "") + form.slug
    return form.slug
