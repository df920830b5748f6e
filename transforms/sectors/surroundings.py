"""What stands around a term: an office, an anniversary, a list of shared values, a frame, or fields that are counted among it."""

from __future__ import annotations

import re

from transforms.sectors.context import Place
from transforms.sectors.terms import Hit

# 相 as the end of a minister's title, not in 相互, 相手 and the like.
_OFFICE = re.compile(
    r"[一-鿿々ァ-ヺー・]{0,14}?(?:大臣|政務官|長官|知事|市長|次官|総裁|議長|報道官|司令官|参謀長|担当相|相(?![互手談当続次応違撲対場]))"
    r"(?![会級間杯]|対話|協議|レベル|フォーラム)"
)
_SOURCE = re.compile(r"[^、。]{0,12}に(?:よると|よれば)(?:、|$)")
_ANNIVERSARY = re.compile(r"[^、。\nをはがで]{0,14}?(?:\d+|[一二三四五六七八九十百]+)周年")
# A list of values that ends in 価値を共有する, という共通の価値 and the like; what is done for them (擁護する) is another thing.
# Bounded: each value of a list looks to its end.
_VALUES = re.compile(
    r"(?:[、,・やとのをにな]|及び|および|並びに|ならびに|かつ|自由|民主主義|民主制|民主的|人権|人道|基本的|法の支配|市場経済|開かれた|平等|平和"
    r"|主権|尊重|尊厳|国際法|普遍的|寛容|多様性|等|など|といっ?た|という|する|して|はじめ|始め|両国|諸国?|重要|共通){0,40}"
    r"(?:共通の(?:基本的|普遍的)?な?諸?(?:価値|原則|理念|原理)"
    r"|諸?(?:価値観?|原則|理念|原理)[をでの][^、。をは]{0,8}(?:共有|共に|結ば|同じく)|[をの]共有"
    r"|を(?:重んじ|尊ぶ|尊重す|信奉す|奉ず)る?(?:両国|国|諸国|パートナー|友|民))"
)
_OF_VALUES = frozenset(("JUS", "ECO"))
_FRAME = re.compile(r"(?:・[一-鿿]{2,4})?(?:の?(?:分野|面|方面|領域|部門|側面))?(?:で|に(?:おいて|関して|ついて))は、")
_OBJECT = re.compile(
    "が|の(?:改革|加盟|機能(?!停止)|権限|役割|意義|中心性|一体性|主導|強化|拡大|総会|予算|議長国|選挙|活動(?!家))|への(?:加盟|加入|参加|復帰|拠出|支持|信頼)|(?:加盟|改革)"
)
_OF_BODY = re.compile(
    "(?:への|の)?(?:加盟|加入|脱退|復帰|改革)|への信頼|の(?:総会|議長国|選挙|理事)|における(?:発言権|議席|代表性|投票権|選挙)"
)
_AIDED = re.compile("への[^、。はをが]{0,20}(?:食[料糧]|医薬|医療|人道|物資|支援|援助|搬入|搬送|供与|配給)")
_UNREST = re.compile(
    "(?:地域|地方|地帯|周辺|国内|各地)?(?:の|における|での)(?:[^、。はをが]{0,6}(?:な|した|の))?(?:治安|政情|人道状況|国内情勢|混乱|暴力|戦闘|衝突|人権状況)"
)
_HOLDS = re.compile(r"(?:を含む|を含めた|をはじめとする|を始めとする)(?:両国(?:間)?の|幅広い|広範な|多様な|各種の|様々な)?\Z")


def is_office(hit: Hit, place: Place) -> bool:
    """Whether the term is of a person's office, in a clause that only tells who was there, or who is quoted."""
    if _SOURCE.match(place.text, hit.end, place.end):
        return True
    if "narrative" not in place.flags:
        return False
    match = _OFFICE.match(place.text, hit.start, place.end)
    return match is not None and match.end() >= hit.end


def in_anniversary(hit: Hit, place: Place) -> bool:
    """Whether the term names what has its anniversary (外交関係樹立50周年)."""
    return place.has_anniversary and _ANNIVERSARY.match(place.text, hit.end, place.end) is not None


def is_shared_value(hit: Hit, place: Place) -> bool:
    """Whether the term is one of a list of values that the parties share: it says who they are, not what they do."""
    if not place.has_values or not any(_OF_VALUES.intersection(entry.codes) for entry in hit.term.entries):
        return False
    return _VALUES.match(place.text, hit.end, place.end) is not None


def is_frame(hit: Hit, place: Place) -> bool:
    """Whether the term only says of what field the rest speaks (経済分野では、)."""
    return _FRAME.match(place.text, hit.end, place.end) is not None


def is_object(hit: Hit, place: Place) -> bool:
    """Whether the body that the term names is what is spoken of: it is the subject, or its reform, its role, joining it is."""
    return _OBJECT.match(place.text, hit.end, place.end) is not None


def is_of_body(hit: Hit, place: Place) -> bool:
    """Whether the body itself is spoken of, whatever its field: joining it, its reform, its elections."""
    return _OF_BODY.match(place.text, hit.end, place.end) is not None


def is_aided(hit: Hit, place: Place) -> bool:
    """Whether relief goes to the region that the term names, or there is unrest: its plight is what the clause is about."""
    return _AIDED.match(place.text, hit.end, place.end) is not None or _UNREST.match(place.text, hit.end, place.end) is not None


def holds_list(hit: Hit, place: Place) -> bool:
    """Whether fields are counted among what the term names (観光、文化を含む人的交流)."""
    return _HOLDS.search(place.text, max(place.start, hit.start - 24), hit.start) is not None
