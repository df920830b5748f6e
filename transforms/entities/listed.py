"""Names of the registers in a text: one automaton pass, then the checks that keep names inside other words out."""

from __future__ import annotations

import re
import string
from bisect import bisect_left, bisect_right
from collections.abc import Iterator, Sequence
from dataclasses import dataclass

from transforms.entities import gazetteer
from transforms.entities.gazetteer import Name

KATAKANA = frozenset(map(chr, range(ord("ァ"), ord("ヴ") + 1))) | {"ー"}
KATAKANA_RUN = re.compile("[ァ-ヴー・=]+\\Z")
KANJI = re.compile("[一-龥々]")
LATIN = frozenset(string.ascii_letters)
LONGEST = 60
"""No listed name is longer: how far a search restarts behind a refused match."""

JOINING = re.compile(
    "ガス|テレビ|ラジオ|ニュース|ホールディングス|コーポレーション|ビジネス|フォーラム|センター|サミット|プロジェクト|プログラム|グループ|チーム|エネルギー|パートナー|デジタル|クリーン|グリーン|イノベーション|メカニズム|レベル"
)
"""Katakana words that may follow a name in katakana without a mark between."""

OTHER_SENSE = re.compile(
    r"語(?!圏)|人(?![民材工口権道間類身造員])|系(?!企業)"
    r"|(?:円|元|ドル|ウォン|ルーブル|フラン|ドン|テンゲ|ポンド|ルピー)(?![ァ-ヴー一-龥])"
)
"""After a country's name: a language, a people, a currency."""

STATE_WORD = re.compile(
    r"国(?:民|軍|務|立|内(?!閣|務|相)|境|際|家|会(?!計)|営|有|王|土|防(?!衛(?:省|庁|大臣|相|副|次))|旗|歌|籍|産(?!の)|益|連|交(?!通)|外(?!務|交|相)"
    r"|賓|債|費|庫|鉄|勢|政(?!府)|力|策|論|難|号|葬|花|宝|是)"
)
"""Words that begin with 国; タイ国産の is what Thailand grows."""

CHINA_INSIDE = re.compile(r"[問期年月日話談議在最途滞]中国[際内民家境王土防会連交]")
"""訪問中国王, 期間中国際会議: the name lies across two words."""

BUREAU = re.compile(r"(?:大洋州|太平洋|中東|アフリカ)?(?:局|部長|課長|室長|司長|・(?:外務|国際)[一-龥]{0,4}(?:大臣|相|省|長官))")
"""外務省アジア局長, 欧州・外務大臣: a bureau or a ministry, not the region."""

CHINA_AND_USA = re.compile(r"中米(?:関係|両国|首脳|間|貿易|双方)")
"""Not Central America: 中国 and 米国."""

STATE_JOINTS = ("・", "と")
"""Between a state and 中米, which is then the region: 日本・中米首脳会談."""

UN_INSIDE = re.compile(r"[各両諸外他同我全本協盟](?=国連[携帯絡盟邦結合係名])")
"""各国連携, 両国連帯: 国連 lies across two words."""

PLACED = re.compile("で(?![あすきもはの、])")
"""ワシントンで(財務長官に会った): where something happens, behind a name in katakana that is no short word."""

PLACE_JOINT = re.compile(r"(?:と|、|及び|および|並びに|・|や)")
SUMMIT = re.compile(r"(?:首脳)?サミット")
"""G7広島サミット: the city belongs to the name of an event."""

SEA_INSIDE = re.compile("海[事水外]")
"""日本海事協会, ペルシャ海水, システム海外展開: what belongs to ships, salt water or lands abroad, not the sea."""

PLACE_BEFORE = re.compile(r"(?:首都|古都|都市|[市州省県]の|に位置する|訪問先の|開催地)の?[「『(]?\Z|\d日(?:\(.\))?[、 ]\Z|【\Z")
PLACE_AFTER = re.compile(
    r"」?(?:[市州省県]|都市|地域|において|にて|で(?:は|の)?(?:開催|行わ|実施|採択|署名|作成|開か|会談|発表|調印|会[っい]|会見|懇談|演説|講演|記者|生まれ)|を訪(?:問|れ)|に到着|、?\d+(?:年|月)"
    r"|における|開催|=|(?:首脳)?(?:会談|会議|会合)|総領事館|国際空港|港|(?:共同|時事|聯合)】|へ(?:移動|到着|向か|戻)"
    r"|(?:を|に)(?:出発|到着|滞在)|に(?:所在|ある|位置|本部|拠点|住む)|郊外|市内)"
)
"""What proves a place whose name is also something else."""

OFFICE_AFTER = re.compile(
    r"国?(?:第\d+)?(?:[一-龥]{1,9}(?:・[一-龥ァ-ヴー]{1,9}){0,3}?)??"
    r"(?:大統領|首相|外相|大臣|[一-龥]相(?![互当手続次談違対場])|国家主席|国王|総理|議長|長官|大使|特使|書記長|次官)"
)
"""What shows that a name which runs on from another is a state: the office of the person before it."""

VIETNAMESE = re.compile(
    r"(?:グエン|チャン|レ|ファム|ホアン|フイン|ファン|[ヴブ][ーォ]ー?|ダン|ブイ|ドー?|ホー?|ゴー?|ズオン|リー|ディン|チュオン|ダオ|マイ|トー?|ルオン|カオ|ター?|ハー?)"
    r"・(?:[ァ-ヴー]+・)*"
)
"""Viet Nam's names end in words like タイ."""

PARTY_ORGAN = re.compile(r"(?<=中央)執行委員会|中央執行委員会|中央委員会|中央軍事委員会|中央委(?!員)|政治局(?!員)")
"""Organs whose name begins with their party's."""

NO_FORCE = re.compile(r"[縮事人備用艦拡需政]")
"""ロシア軍縮提案: not the forces."""

MINISTRY = re.compile(r"[省庁]\Z")
COMMON_TO_BOTH = re.compile(r"(?:両国|双方|両|各国|二国|関係国)の?\Z")

YEAR = re.compile(r"(?:19|20)\d\d(?!\d)")
"""UNCLOS1982: the year belongs to the name."""

DATE_IN_FRONT = re.compile(r"\d{4}年(?:\d{1,2}月)?(?:\d{1,2}日)?(?:付)?の")
"""A date before a name stays outside, also where the register has it."""

PLACE_SUFFIX = re.compile(r"(?:特別|直轄|自治)?市(?![場民内街長議販])|省(?![庁略力エ間])|州(?!都)|県")
OFFICIAL_SUFFIX = {"市": "city", "省": "region", "州": "region", "県": "region"}


@dataclass(slots=True)
class Hit:
    """A listed name at [start, end) of a text; `names` is all that the surface may stand for."""

    start: int
    end: int
    names: tuple[Name, ...]

    @property
    def name(self) -> Name:
        return self.names[0]


def between(hits: Sequence[Hit], start: int, end: int) -> Sequence[Hit]:
    """Those of a passage's names, in the order of its text, that reach behind `start` and begin before `end`."""
    first = bisect_right(hits, start, key=_end)
    return hits[first : bisect_left(hits, end, lo=first, key=_start)]


def _start(hit: Hit) -> int:
    return hit.start


def _end(hit: Hit) -> int:
    return hit.end


def scan(text: str, start: int = 0) -> list[Hit]:
    """The listed names of a text from `start` on, leftmost-longest, without overlap, persons that need an office too."""
    hits: list[Hit] = []
    search, names = gazetteer.automaton()
    for index, at, stop in search.find_matches_as_indexes(text[start:]):
        _take(text, Hit(start + at, start + stop, names[index]), hits)
    return [hit for hit in hits if hit.name.type != "none"]


def _matches(text: str, start: int, end: int) -> Iterator[Hit]:
    search, names = gazetteer.automaton()
    for index, at, stop in search.find_matches_as_indexes(text[start:end]):
        yield Hit(start + at, start + stop, names[index])


def _take(text: str, hit: Hit, hits: list[Hit]) -> None:
    """Appends a hit that holds; of one that does not, tries the shorter name at its start and the names behind."""
    if hits and hit.start < hits[-1].end:
        return
    if hit.name.type == "none":
        hits.append(hit)
        return
    hit = _without_state_word(text, hit)
    names = tuple([name for name in hit.names if _holds(text, hit, name, hits)])
    if names:
        hit.names = names
        hits.append(_with_suffix(text, hit))
        return
    at = hit.start + 1
    shorter = next(_matches(text, hit.start, hit.end - 1), None)
    if shorter is not None and shorter.start == hit.start:
        _take(text, shorter, hits)
        at = shorter.end
    for inner in _matches(text, at, min(len(text), hit.end + LONGEST)):
        if inner.start >= hit.end:
            return
        _take(text, inner, hits)


def _without_state_word(text: str, hit: Hit) -> Hit:
    """モンゴル国民, 日本国内: the 国 at the end of a name may belong to the word behind it."""
    if hit.name.type == "country" and text[hit.end - 1] == "国" and STATE_WORD.match(text, hit.end - 1):
        shorter = gazetteer.surfaces().get(text[hit.start : hit.end - 1])
        return Hit(hit.start, hit.end - 1, shorter) if shorter else hit
    return hit


def _holds(text: str, hit: Hit, name: Name, hits: list[Hit]) -> bool:
    if not _is_whole(text, hit, name, hits):
        return False
    if name.type == "country":
        return not OTHER_SENSE.match(text, hit.end) and _country_holds(text, hit)
    if name.type == "place":
        return _place_holds(text, hit, name, hits)
    return name.type != "organization" or _organization_holds(text, hit, name, hits)


def _place_holds(text: str, hit: Hit, name: Name, hits: list[Hit]) -> bool:
    is_pair = CHINA_AND_USA.match(text, hit.start) and not text[: hit.start].endswith(STATE_JOINTS)
    if name.subtype == "region" and (BUREAU.match(text, hit.end) or is_pair):
        return False
    if name.subtype == "sea" and SEA_INSIDE.match(text, hit.end - 1):
        return False
    if name.subtype == "city" and SUMMIT.match(text, hit.end):
        return False
    return not name.needs_cue or _has_cue(text, hit) or _is_listed_with_place(text, hit, hits)


def _organization_holds(text: str, hit: Hit, name: Name, hits: list[Hit]) -> bool:
    if name.subtype == "military" and NO_FORCE.match(text, hit.end):
        return False
    if text.startswith("中共同", hit.start):
        return False
    if name.subtype == "ministry" and MINISTRY.search(text[hit.start : hit.end]):
        return not _is_another_states(text, hit, name, hits)
    return not (text.startswith("国連", hit.start) and hit.start and UN_INSIDE.match(text, hit.start - 1))


def _is_another_states(text: str, hit: Hit, name: Name, hits: list[Hit]) -> bool:
    """両国外務省間, モンゴルの外務省, 省令, 庁舎: a name without its state that is not the register's, or no ministry."""
    if text.startswith(("令", "舎"), hit.end):
        return True
    if COMMON_TO_BOTH.search(text[max(0, hit.start - 4) : hit.start]) or text.startswith("間", hit.end):
        return True
    owner = hits[-1] if hits else None
    follows = owner is not None and text[owner.end : hit.start] in ("", "の", "側の") and owner.name.type == "country"
    return follows and owner is not None and owner.name.country != name.country


def _is_whole(text: str, hit: Hit, name: Name, hits: list[Hit]) -> bool:
    """Whether the name is no part of a longer katakana or Latin word."""
    first, last = text[hit.start], text[hit.end - 1]
    if first > "一" and last > "一":
        return True
    before = text[hit.start - 1 : hit.start]
    after = text[hit.end : hit.end + 1]
    follows_name = bool(hits) and hits[-1].end == hit.start
    if (first in LATIN and before in LATIN) or (last in LATIN and after in LATIN):
        return False
    if first in KATAKANA and before in KATAKANA and not (follows_name or _precedes_office(text, hit, name)):
        return False
    if last in KATAKANA and after in KATAKANA and not _may_run_on(text, hit):
        return False
    is_short = name.type == "country" and hit.end - hit.start <= 3 and first in KATAKANA and last in KATAKANA
    return not (is_short and _is_inside_dotted(text, hit, hits) and not _is_of_office(text, hit))


def _is_of_office(text: str, hit: Hit) -> bool:
    """アブドラ・イラン外相: a state between a name and an office, but グエン・ヴァン・タイ大臣."""
    before = KATAKANA_RUN.search(text[max(0, hit.start - LONGEST) : hit.start])
    is_of_viet_nam = hit.end - hit.start < 3 and before is not None and VIETNAMESE.fullmatch(before[0])
    return bool(OFFICE_AFTER.match(text, hit.end)) and not is_of_viet_nam


def _precedes_office(text: str, hit: Hit, name: Name) -> bool:
    """ナレンドラ・モディインド首相: a state that runs on from a name, right before an office."""
    if name.type != "country" or hit.end - hit.start < 3 or not OFFICE_AFTER.match(text, hit.end):
        return False
    before = KATAKANA_RUN.search(text[max(0, hit.start - LONGEST) : hit.start])
    return before is not None and ("・" in before[0] or len(before[0]) > 2)


def _may_run_on(text: str, hit: Hit) -> bool:
    """Whether katakana may follow: a known joining word, or another listed name."""
    if JOINING.match(text, hit.end):
        return True
    following = next(_matches(text, hit.end, min(len(text), hit.end + LONGEST)), None)
    kinds = ("country", "organization", "person") if hit.end - hit.start > 2 else ("country", "organization")
    return following is not None and following.start == hit.end and following.name.type in kinds


def _is_inside_dotted(text: str, hit: Hit, hits: list[Hit]) -> bool:
    """グエン・タイ・ホック: a short name between the parts of another."""
    follows_unlisted = text[hit.start - 1 : hit.start] == "・" and text[hit.start - 2 : hit.start - 1] in KATAKANA
    return bool(follows_unlisted) and not (hits and hits[-1].end == hit.start - 1)


def _country_holds(text: str, hit: Hit) -> bool:
    surface, before = text[hit.start : hit.end], text[hit.start - 1 : hit.start] if hit.start else ""
    if surface == "中国":
        return not (hit.start and CHINA_INSIDE.match(text, hit.start - 1))
    if surface == "米国" and text[hit.end : hit.end + 1] in ("務", "防", "立"):
        return False
    if surface == "日本" and before == "本":
        return False
    short_and_rare = len(surface) == 2 and surface.endswith("国") and surface not in ("米国", "英国", "韓国")
    return not (short_and_rare and before and KANJI.match(before))


def _has_cue(text: str, hit: Hit) -> bool:
    is_long = hit.end - hit.start > 3 and text[hit.start] in KATAKANA
    return bool(
        PLACE_AFTER.match(text, hit.end)
        or (is_long and PLACED.match(text, hit.end))
        or PLACE_BEFORE.search(text[max(0, hit.start - 8) : hit.start])
    )


def _is_listed_with_place(text: str, hit: Hit, hits: list[Hit]) -> bool:
    """ハノイとソフィア, 北部州及び東部州における: joined to a place that needs no proof or has one."""
    if hits and hits[-1].name.type == "place" and PLACE_JOINT.fullmatch(text, hits[-1].end, hit.start):
        return True
    joint = PLACE_JOINT.match(text, hit.end)
    following = next(_matches(text, joint.end(), min(len(text), joint.end() + LONGEST)), None) if joint else None
    if joint is None or following is None or following.start != joint.end() or following.name.type != "place":
        return False
    return following.name.subtype == hit.name.subtype and (not following.name.needs_cue or _has_cue(text, following))


def _with_suffix(text: str, hit: Hit) -> Hit:
    """A city takes its 市 in (a division is another thing than the city of its name), a party its organ, a treaty its year."""
    name = hit.name
    if name.subtype == "party" and (organ := PARTY_ORGAN.match(text, hit.end)):
        if organ[0] == "執行委員会":
            return Hit(hit.start, organ.end(), hit.names)
        return Hit(hit.start, organ.end(), (_organ(name, text[hit.start : organ.end()]),))
    if name.type == "instrument":
        return _dated_instrument(text, hit)
    return _division_of(text, hit) if name.type == "place" and name.subtype in ("city", "region") else hit


def _dated_instrument(text: str, hit: Hit) -> Hit:
    dated = DATE_IN_FRONT.match(text, hit.start, hit.end)
    year = YEAR.match(text, hit.end) if text[hit.end - 1] in LATIN else None
    return Hit(dated.end() if dated else hit.start, year.end() if year else hit.end, hit.names)


def _division_of(text: str, hit: Hit) -> Hit:
    suffix = PLACE_SUFFIX.match(text, hit.end)
    if not suffix or text[hit.end - 1] in OFFICIAL_SUFFIX:
        return hit
    kind = OFFICIAL_SUFFIX[suffix[0][-1]]
    if kind == hit.name.subtype:
        return Hit(hit.start, suffix.end(), hit.names)
    return Hit(
        hit.start, suffix.end(), tuple(_division(one, text[hit.start : suffix.end()]) for one in hit.names if one.type == "place")
    )


def _organ(party: Name, surface: str) -> Name:
    slug = "central-military-commission" if "軍事" in surface else "politburo" if "政治局" in surface else "central-committee"
    return Name("organization", f"{party.entity_id}-{slug}", "party", surface, None, party.country)


def _division(city: Name, surface: str) -> Name:
    """The division named after a city, where the register does not list it."""
    slug = city.entity_id.removeprefix("place/")
    return Name("place", f"place/{slug}-{OFFICIAL_SUFFIX[surface[-1]]}", "region", surface, None, city.country)
