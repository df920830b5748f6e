"""An office with what stands before it: 副首相兼投資・貿易大臣, カザフスタン共和国大統領, 与党の前書記長."""

from __future__ import annotations

import re
from collections.abc import Sequence
from dataclasses import dataclass

from transforms.entities import names, slugs
from transforms.entities.anchors import Anchor
from transforms.entities.listed import Hit

LOCAL = frozenset(
    (
        "市長", "副市長", "知事", "都知事", "道知事", "府知事", "県知事", "副知事", "町長", "村長", "区長", "省長",
        "県議会議長", "市議会議長", "州議会議長", "都議会議長", "道議会議長", "府議会議長",
    )
)  # fmt: skip
"""Offices before which a place is one and no surname: 千葉市長."""

QUALIFIER = re.compile(
    r"(?:欽差頭等|欽差|厚労|経産|文科|農水|国交|大使級|公使級|次官級|局長級|閣僚級|前|元|現|故|次期|新|副|名誉|終身|暫定|初代|第\d+代?|連邦|国家|党|国務|同国|両|兼|特命全権|筆頭|上級|首席|議院運営|常任|中央|陸軍|海軍|空軍|国軍|国防軍|代行|臨時|担当"
    r"|共和国院|中央軍事委員会|軍事委員会|政治協商会議|元老院|国民院|連邦院|両院|下院|共産党|労働党|党中央|第[一二三四五六七八九十]+|上院|国会|議会|評議会|理事会|委員会|閣僚会議|人民評議会|府)\Z"
)
BUREAU = re.compile(
    r"(?:外務省|外交部|外務部)?(?:アジア|北米|中南米|欧州|中東|アフリカ|大洋州|太平洋|ロシア|中国|モンゴル|韓国|北東|東南|東北|南部|南|中央|西|東|中|北|欧|洋|米|・|総合|外交|政策|経済|国際|協力|法|条約|領事|情報|文化|交流|儀典|新聞)"
    r"{1,8}[司局]?(?:第[一二三1-3])?\Z"
)
"""外務省アジア大洋州(局長), 外交部アジア(司長): a bureau of the foreign ministry in front of its head."""
BUREAU_HEADS = ("局長", "部長", "課長", "司長", "室長", "審議官", "参事官")

AREA = ("担当", "問題担当", "情勢担当")
"""Behind the region or state that an envoy is for: 中東担当(特使)."""

BEHIND_KATAKANA = re.compile(
    r"(?:[ァ-ヴー]・[ァ-ヴー]+|(?P<word>[ァ-ヴー]{2,}))(?P<subject>[一-龥々]{1,8}(?:・[一-龥々ァ-ヴー]{1,10}){0,3}・?)\Z"
)
"""トマール農業・農民福祉(大臣): kanji between a name in katakana and an office are its subject, listed or not."""

SUBJECT = re.compile("[一-龥]{2,4}(?:・[一-龥ァ-ヴー]{2,6}){0,3}")
SUBJECT_TAKING = (
    "大臣", "相", "長官", "次官", "委員長", "部長", "局長", "審議官", "政務官", "参事官", "課長", "次官補", "院長",
    "室長", "次長", "総裁", "補佐官", "顧問",
)  # fmt: skip
"""Offices in whose title the subject stands first: 商工大臣, 国防次官."""

BODY_TAKING = (*SUBJECT_TAKING, "議長", "書記", "会長", "理事長", "所長", "社長", "総長", "学長", "司令官", "主席")
"""Offices in front of which the body that they are of may stand: 国家安全保障会議書記."""

FIRST_OFFICE = re.compile(r"(?:総書記|書記長|第一書記|主席|議長|首相|大統領|大臣|外相|国防相|長官|委員長|司令官)(?:・|兼)\Z")
"""総書記・国家主席, 首相兼外相: the first of two offices of one person."""

JOINTS = ("・", "及び", "兼")
ORGANS = ("部", "省", "庁")
"""外交部副部長: the organ between the subject and the office; 計画・財務大臣: a mark between two subjects."""

KANJI_RUN = re.compile(r"[一-龥々]+\Z")

TITLED = frozenset(("大臣", "相", "副大臣", "次官", "長官"))
POST = re.compile(r"(?:駐箚|駐在|(?<![滞存所])在|駐[日米中韓露英仏独ソロ印豪加伊越朝蒙]?)\Z")
OWNER_GAP = re.compile(
    r"\s*:\s*|(?:側の|の)?(?:新任|現職|最高指導者)?の?|の?[一-龥々・]{1,14}(?:省|庁|部|府|局|院|会|委|政府|軍|総局|本部)の(?:新任|現職)?"
)
"""Between a state and the office or name that is its: 中国[:], 中国[の], 中国[環境保護部の](陳部長)."""


@dataclass(frozen=True, slots=True)
class Office:
    """[start, end) covers qualifiers, the state and the word itself; `country` is the state that it belongs to."""

    start: int
    end: int
    anchor: Anchor
    country: str | None
    title: str | None
    """Normal form with its subject; None for a form of address."""


def read(text: str, anchor: Anchor, hits: Sequence[Hit]) -> Office:
    """The office of an anchor, with the qualifiers, subjects and the state in front of its word."""
    start = anchor.start
    is_local = anchor.form.surface in LOCAL
    state = next((hit for hit in hits if hit.start < start < hit.end <= anchor.end and _is_owner(hit, is_local)), None)
    while state is None:
        state = next((hit for hit in hits if hit.start < start <= hit.end and _is_owner(hit, is_local)), None)
        state = state or _behind_space(text, start, hits)
        shorter = start if state else _shorter(text, start, anchor)
        if shorter == start:
            break
        start = shorter
    if (area := _area(text, start, state, hits)) is not None:
        return Office(area.start, anchor.end, anchor, owner(text, area.start, hits), _title(text[start : anchor.start], anchor))
    state = state or _behind_subject(text, anchor, hits)
    country = state.name.country if state else None
    if state is not None:
        start, country = _posted(text, state, hits)
    country = country or owner(text, start, hits)
    return Office(start, anchor.end, anchor, country, _title(text[start : anchor.start], anchor))


def _behind_space(text: str, start: int, hits: Sequence[Hit]) -> Hit | None:
    """モンゴル 環境大臣: the state that a space parts from the title, as tables do; none where the title is in front of it."""
    if text[start - 1 : start] != " ":
        return None
    return next((hit for hit in hits if hit.end == start - 1 and hit.name.type == "country"), None)


def _area(text: str, start: int, state: Hit | None, hits: Sequence[Hit]) -> Hit | None:
    """The region, or the state, that an envoy is for: シリア担当(特使) is none of Syria's."""
    area = state or next((hit for hit in hits if hit.end == start and hit.name.type == "place"), None)
    return area if area is not None and text.startswith(AREA, area.end) else None


def _behind_subject(text: str, anchor: Anchor, hits: Sequence[Hit]) -> Hit | None:
    """大韓民国山林(大臣): the state before a subject that no list knows and that is no name."""
    if anchor.form.surface not in SUBJECT_TAKING:
        return None
    state = next((hit for hit in reversed(hits) if hit.end < anchor.start and hit.name.type == "country"), None)
    subject = text[state.end : anchor.start] if state else ""
    is_person = names.is_kanji_name(subject, anchor) or names.unlisted_start(subject, anchor) is not None
    return state if SUBJECT.fullmatch(subject) and not is_person else None


def _posted(text: str, state: Hit, hits: Sequence[Hit]) -> tuple[int, str | None]:
    """駐サウジアラビア日本(大使), ウズベキスタン駐箚トルクメニスタン(大使): start, and the sending state where it is said."""
    before = next((hit for hit in hits if hit.end == state.start and hit.name.type == "country"), None)
    host = before if before is not None and POST.search(text[max(0, before.start - 3) : before.start]) else state
    post = POST.search(text[max(0, host.start - 3) : host.start])
    if post is None:
        return state.start, state.name.country
    start = host.start - len(post[0])
    host = next((hit for hit in hits if hit.end == start and hit.name.type == "country"), host)
    is_sent_by_state = host is not state or len(post[0]) > 1
    return min(start, host.start), state.name.country if is_sent_by_state else None


def owner(text: str, start: int, hits: Sequence[Hit]) -> str | None:
    """The state whose name with の stands before an office or a name: カザフスタンの(トカエフ)大統領."""
    last = next((hit for hit in reversed(hits) if hit.end <= start and _is_owner(hit)), None)
    return last.name.country if last and OWNER_GAP.fullmatch(text, last.end, start) else None


def _is_owner(hit: Hit, is_local: bool = False) -> bool:
    """Whether an office can be the name's: a state's, an organization's, with `is_local` a place's (和歌山県知事)."""
    return hit.name.type in ("country", "organization") or (is_local and hit.name.type == "place")


def _shorter(text: str, start: int, anchor: Anchor) -> int:
    """The start less one qualifier, an office held beside this one, or the subjects of the title."""
    window = text[max(0, start - 24) : start]
    if found := QUALIFIER.search(window) or FIRST_OFFICE.search(window):
        return start - len(found[0])
    if anchor.form.surface in BUREAU_HEADS and (found := BUREAU.search(window)):
        return start - len(found[0])
    if anchor.form.surface.endswith(SUBJECT_TAKING):
        organ = text[start - 1 : start] in (*ORGANS, "・")
        subject = slugs.topics_start(text, start - organ, JOINTS)
        if subject < start - organ and not _ends_surname(text, subject, start):
            return subject
    return start - _length_of_unlisted(window) if anchor.form.surface.endswith(BODY_TAKING) else start


def _length_of_unlisted(window: str) -> int:
    """Length of the kanji between a name in katakana and the office: their subject or the body that it is of."""
    found = BEHIND_KATAKANA.search(window)
    return len(found["subject"]) if found and not (found["word"] and names.is_word(found["word"])) else 0


def _ends_surname(text: str, subject: int, end: int) -> bool:
    """志水(防衛大臣): a word of one character that a surname of two ends in, and that is the subject of no office."""
    run = KANJI_RUN.search(text[max(0, subject - 2) : end])
    return end - subject == 1 and run is not None and len(run[0]) == 2 and names.is_japanese(run[0])


def _title(head: str, anchor: Anchor) -> str | None:
    """投資産業貿易大臣, 首相: the normal form, with its subject where the word alone says too little."""
    if anchor.form.subtype == "honorific":
        return None
    subject = head[slugs.topics_start(head, len(head), JOINTS) :] if anchor.form.surface in TITLED else ""
    return subject + anchor.form.slug
