"""States written with one character, where a compound proves them: 日越関係, 中露, 米中韓, 日EU, 訪日, 米側, 英外相."""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence
from functools import lru_cache

from transforms.entities import gazetteer
from transforms.entities.listed import STATE_JOINTS, Hit

FREE = "日米英仏独伊露中韓朝越印豪蒙"
"""Characters that stand for states so often that two of them side by side need little proof."""

PAIRED = re.compile(
    r"(?:両[一-龥]|双方|[2-5二三四五][かカヵヶケ箇]?国|関係|首脳|外相|国防相|防衛相|外務|外交|経済|貿易|共同|協力|友好|平和|安全保障|安保"
    r"|同盟|防衛|軍事|条約|協定|協約|議定書|覚書|取極|国交|国境|領土|文化|科学|技術|交流|人的|青年|学生|議員|議会|投資|租税|航空|原子力|社会保障|社会|環境|エネルギー|農業|産業|民間|官民"
    r"|与党|与野党|政党|政治|財界|ハイレベル|高官|人文|観光|若手|青少年|省庁|海洋|海事|金融|財務|保健|医療|スポーツ|議連|有識者|シンクタンク|メディア|犯罪人|捜査|国防"
    r"|ビジネス|対話|協議|会談|会議|会合|交渉|首相|大統領|閣僚|高級|次官|局長|実務|定期|政府間|合同|混合|二国間|戦略|特別|包括|パートナー|サミット|フォーラム"
    r"|防災|災害|保健|医療|財務|財政|金融|物流|観光|教育|スポーツ|知的財産|知財|特許|税関|関税|統計|司法|法務|労働|鉱物|資源|海洋|水産|海上|港湾"
    r"|運輸|鉄道|都市|国土|食品|デジタル|情報通信|通信|宇宙|サイバー|気候"
    r"|委員会|協会|センター|基金|大学|地方|姉妹|宣言|声明|コミュニケ|共同体|間|修好|通商|漁業|刑事|受刑者|自由|EPA|FTA|等)"
)
"""What stands behind a compound of states."""

WEEKEND = re.compile("土日(?:観光|スポーツ|医療|保健|等|間)")
LOOSE = re.compile(r"[のはがをにともで、。」』)・]|及び|並びに|$")
MISLEADING = frozenset(
    (
        "日中",
        "中日",
        "中米",
        "中東",
        "土日",
        "日土",
        "西独",
        "中西",
        "日西",
        "日朝",
        "英米",
        "台中",
        "中台",
        "日比",
        "中比",
        "南米",
        "比日",
    )
)
"""Pairs that are also other words: they need a word of PAIRED behind them."""

VERBAL = re.compile(
    r"[訪対駐在来離反親滞渡](?<![一-龥].)(?:([日米英仏独伊露中韓朝越印豪蒙])(?=[ァ-ヴーぁ-ん、。」』)]|$|[一-龥])|([ロソ])(?![ァ-ヴー・]))"
)
"""訪日, 対米, 駐越, 対ロ."""

OF_PERSON = re.compile(
    r"(?<![一-龥ァ-ヴー\d])([米英仏独伊露韓印豪加])(?=の?[ァ-ヴー・=]{2,25}(?:大統領|首相|外相|[一-龥]{1,4}相|[一-龥]{0,6}大臣|[一-龥]{2}長官|議長|大使|氏))"
)
"""独のメルケル首相, 米バイデン大統領."""

RARE_PARTNERS = frozenset("墨伯加泰緬波蘭葡智秘亜洪希芬典")
"""Short forms that beside 日 make no other word: 日墨, 日伯."""

NOT_VERBAL = re.compile(r"在中(?!国)|対中(?=央)|対日(?=常)|来日(?=曜)|在日(?=頃)|訪中(?=[東南])|来中|渡中|反中(?=性)|親中(?!派)")

SIDE = re.compile(r"([日米英仏独伊露韓越印豪蒙比墨伯泰葡蘭])(?=側)(?<![一-龥ァ-ヴー].)")
"""米側, 越側."""

OFFICIAL = re.compile(
    r"([米英仏独伊露韓印豪加越比蘭墨伯])(?<![一-龥].)(?=(?:大統領|副大統領|首相|外相|国務(?:長官|副長官|次官)|国防長官|国防相|財務長官|商務長官|国防総省|国務省|財務省|商務省|外務省|国防省"
    r"|政府|議会|上院|下院|連邦|海軍|空軍|陸軍|軍(?![事縮備隊人])))"
)
"""米大統領, バイデン米大統領, 英外相, 米国務省."""

POSTED = re.compile(
    r"(?<=[一-龥ァ-ヴー]駐)([日米英仏独伊露中韓朝越印豪蒙加ロソ])(?=(?:[一-龥]{2}|[ァ-ヴー]{2,12})?国?(?:特命全権)?(?:大使|公使|武官|臨時代理大使))"
)
"""新関駐ソ大使: an envoy, behind the name."""

DOTTED = re.compile(r"([日米英仏独伊露中韓朝越印豪蒙ソ])(?<![一-龥ァ-ヴー\d].)・([日米英仏独伊露中韓朝越印豪蒙ソ])(?![ァ-ヴー])")
"""日・越関係."""

DAY_NUMBER = re.compile(r"\d\Z|[月の][一二三四五六七八九十]+\Z")
KANJI_BEFORE = re.compile(r"[一-龥々](?<![回次版])\Z")
"""A compound stands behind no kanji but those that count meetings: 第5回日中韓."""

DAY_BEFORE = re.compile(r"(?:[\d一二三四五六七八九十同当本前翌毎昨]|[こそあ]の)\Z")


def find(text: str, hits: Sequence[Hit]) -> list[Hit]:
    """One hit a character, in the gaps between the listed names `hits`, plus single characters joined to such names."""
    if not _candidate().search(text):
        return []
    taken = [(hit.start, hit.end) for hit in hits]
    found = {start: code for start, code in (*_runs(text, hits), *_single(text)) if not _covers(taken, start)}
    return [Hit(start, start + 1, (gazetteer.country(code),)) for start, code in sorted(found.items())]


def _covers(taken: Sequence[tuple[int, int]], at: int) -> bool:
    return any(start <= at < end for start, end in taken)


def _runs(text: str, hits: Sequence[Hit]) -> Iterator[tuple[int, str]]:
    forms = gazetteer.by_short_form()
    starts = {hit.start: hit for hit in hits}
    for match in _run().finditer(text):
        start, end = match.span()
        joined = starts.get(end) or (starts.get(end + 1) if text[end : end + 1] == "・" else None)
        joined = joined if joined and _is_member(joined) else None
        run = match[0]
        if run.startswith("日") and DAY_NUMBER.search(text[max(0, start - 2) : start]):
            start, run = start + 1, run[1:]
        elif start and KANJI_BEFORE.search(text[max(0, start - 1) : start]):
            continue
        if run and _proves(text, run, start, end, joined):
            yield from ((start + at, forms[char]) for at, char in enumerate(run))


def _is_member(hit: Hit) -> bool:
    """Whether a listed name can follow a one-character state: 日EU, 日ASEAN, 日・ベトナム."""
    return hit.name.type == "country" or hit.name.subtype == "igo"


def _proves(text: str, run: str, start: int, end: int, joined: Hit | None) -> bool:
    """Whether what stands around a run of short forms proves states; `joined` is the listed name right behind it."""
    if joined is not None:
        return _proves_joined(text, run, start, end, joined)
    if len(run) == 1:
        return False
    if PAIRED.match(text, end) and not WEEKEND.match(text, start):
        return run != "中米" or not (text.startswith("諸国", end) or text[:start].endswith(STATE_JOINTS))
    is_pair = len(run) == 2 and "日" in run and any(char in RARE_PARTNERS for char in run)
    is_plain = run not in MISLEADING and len(run) <= 4 and (is_pair or all(char in FREE for char in run))
    return is_plain and bool(LOOSE.match(text, end))


def _proves_joined(text: str, run: str, start: int, end: int, joined: Hit) -> bool:
    if len(run) > 1:
        return True
    if run not in FREE or DAY_BEFORE.search(text[max(0, start - 2) : start]):
        return False
    is_marked = text[end] == "・" or joined.name.subtype == "igo"
    return is_marked or bool(PAIRED.match(text, joined.end) or LOOSE.match(text, joined.end))


def _single(text: str) -> Iterator[tuple[int, str]]:
    forms = gazetteer.by_short_form()
    refused = {match.start() for match in NOT_VERBAL.finditer(text)}
    for match in DOTTED.finditer(text):
        if PAIRED.match(text, match.end()):
            yield from ((match.start(group), forms[match[group]]) for group in (1, 2))
    for pattern in (VERBAL, SIDE, OFFICIAL, OF_PERSON, POSTED):
        for match in pattern.finditer(text):
            if match.start() not in refused and match.lastindex:
                yield match.start(match.lastindex), forms[match[match.lastindex]]


@lru_cache(maxsize=1)
def _run() -> re.Pattern[str]:
    """One to four short forms in a row. A katakana form (ロ) must stand behind a kanji one and end its run of katakana.

    One class stands in front, so that the search is quick.
    """
    kanji = "".join(form for form in gazetteer.by_short_form() if re.match("[一-龥]", form))
    katakana = "".join(form for form in gazetteer.by_short_form() if re.match("[ァ-ヴ]", form))
    behind_kanji, before_kanji = f"(?<=[{kanji}])[{katakana}](?![ァ-ヴー])", f"(?<![ァ-ヴー])[{katakana}](?=[{FREE}])"
    first = f"[{kanji}{katakana}](?:(?<=[{kanji}])|(?<=[{kanji}][{katakana}])(?![ァ-ヴー])|(?<![ァ-ヴー].)(?=[{FREE}]))"
    return re.compile(f"{first}(?:[{kanji}]|{behind_kanji}|{before_kanji}){{0,4}}")


@lru_cache(maxsize=1)
def _candidate() -> re.Pattern[str]:
    """Two characters without which a text holds no such state; one class in front, so that the search is quick."""
    kanji = "".join(form for form in gazetteer.by_short_form() if re.match("[一-龥]", form))
    return re.compile(f"[{kanji}訪対駐在来離反親滞渡ソロ][{kanji}ァ-ヴ・A-Z側大副首外国財商政議上下連海空陸軍の]")
