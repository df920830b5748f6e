"""Ministries, parliaments, forces, companies and joint bodies that stand in no register, by the word that their names end in."""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence

from transforms.entities import gazetteer, japanese, listed, names, phrases, slugs
from transforms.entities.anchors import Anchor, Form
from transforms.entities.listed import Hit
from transforms.entities.model import Mention
from transforms.passages import Passage

QUOTE_BEFORE = re.compile(r"(?:[一-龥々]{2,10})?(?P<quote>「[^「」]{1,30}」)\Z")
KATAKANA_NAME = re.compile(r"[ァ-ヴーA-Za-z・&]{3,}[一-龥]{0,4}")
QUOTED_NAME = re.compile(r"「(?P<name>[^「」]{2,30})」")
JOINTS = ("・", "及び", "および", "、")
LIST_JOINT = re.compile(r"(?:、|及び|および|並びに|と|・|や)")
MINISTRY_OF = re.compile(r"の\Z")
NOT_WHOLE = re.compile(r"[一-龥]")
GENERIC_BODY = re.compile(
    r"(?:国際|地域|両国|二国間|関係|専門|各種?|その他の?|共同|関連|新|同|本|当該|定期|既存|省庁間|政府間?|地方|金融|司法|行政|教育|研究|医療|治安|情報)*"
)
MINISTERIAL_LEFT = frozenset(("省", "庁", "委員会", "総局", "局"))
"""Forms before which a ministry's subject may be words that no list knows."""

SHORTEST_OF_BUREAU = 4
NO_BUREAU = ("事務", "放送", "郵便", "支")
"""食品医薬品(局) is a body of the state, 事務局 is anybody's."""

PLAIN = frozenset(("外交部", "国防部", "商務部", "公安部", "財政部", "統一部"))
"""Ministries called 部 that stand without their state; other names of this form may be parts of a company."""

BEFORE_BARE = re.compile(r"(?:^|[、。・:「(はがのとをにもやで]|及び|および|並びに|から|より|\s)\Z")
AFTER_BARE = re.compile(
    r"(?:報道|告示|改革|仮訳|幹部|職員|関係者|声明|発表|談話|主催|共催|所管|別館|本省|・|ホーム|プレス|ウェブ|サイト)|[はがのとをにもや、。)」]|及び|および|並びに|で(?:は|も)?|から|より|によ|$"
)
NOBODYS = re.compile(r"(?:両国|双方|両|各国?|関係国?|二国|諸国|同国?|相手国|加盟国|他国|それぞれ|当該)の?\Z")
MISSIONS = frozenset(("embassy", "consulate-general", "consulate"))
UNLISTED_HOST = re.compile("[在駐][ァ-ヴー・]{2,}\\Z")
LONGEST_HOST = 20
"""在ナッシュビル(日本国総領事館): a city that no list knows."""

COURTS = frozenset(
    ("constitutional-court", "supreme-court", "supreme-peoples-court", "supreme-peoples-procuracy", "peoples-procuracy")
)
"""Bodies of which every state has one: a name without the state's."""

AUTHORITIES = frozenset(("canal-authority", "port-authority"))
PLANTS = frozenset(("hydropower-plant", "thermal-power-plant", "nuclear-power-plant", "power-plant"))
NUMBER_OF_PLANT = re.compile(r"第?[\d一二三四五六七八九十]+(?:号)?\Z")
SCHOOLS = frozenset(
    (
        "university", "graduate-university", "high-school", "college-of-technology", "junior-high-school", "primary-school",
        "vocational-school",
    )
)  # fmt: skip
SHARED = {"prefectural-assembly": 1, "city-council": 1, "state-assembly": 1, "canal-authority": 2}
"""和歌山県議会, スエズ運河庁: how many characters that the form begins with the name of the place ends in."""

NATIONS = re.compile("(?:国家|連邦|中央)[一-龥・]{2,10}")

NATIONAL = re.compile(r"(?:国立|国際|世界)[一-龥ァ-ヴー・]{1,10}")
"""国立極地(研究所), 国際稲(研究所)."""

SCHOOL_PREFIX = re.compile(r"\A(?:新|国立|公立|王立)")
SCHOOL_NAME = re.compile("[一-龥々ヶ]{2,8}")

NATIONAL_BODIES = frozenset(("センター", "機構", "協会", "振興院", "開発院"))
NATIONAL_SUBJECT = re.compile("[一-龥ァ-ヴー・]{0,14}[一-龥]{2}")
"""What such a body is for."""

BARE_COMPANY = frozenset(("社", "会社"))
"""Forms that a state's name alone makes no company's of."""

STATES_WITH_PROVINCES = frozenset(("CHN", "VNM", "LAO", "MNG", "TUR", "CAN", "THA", "KHM"))


def find(passage: Passage, anchors: Sequence[Anchor], hits: Sequence[Hit]) -> Iterator[Mention]:
    """Organizations of a passage; `hits` are its listed names, from which they take their country."""
    last: Mention | None = None
    for anchor in anchors:
        if anchor.form.kind != "organization":
            continue
        found = _at(passage, anchor, hits, last)
        if found is not None:
            last = found
            yield found
    if "「" in passage.text:
        yield from _quoted(passage, anchors, hits)


def _at(passage: Passage, anchor: Anchor, hits: Sequence[Hit], last: Mention | None) -> Mention | None:
    form = anchor.form
    if form.subtype == "joint_body":
        return _joint_body(passage, anchor, hits)
    if form.needs == "quote":
        return _quote_and_form(passage, anchor, hits)
    if form.needs == "region":
        return _regional(passage, anchor, hits)
    if form.needs == "topic":
        return _ministry(passage, anchor, hits, last)
    if form.needs == "country":
        of_country = _of_country(passage, anchor, hits)
        return of_country or (_proper(passage, anchor, hits) if form.subtype == "company" else None)
    return _quote_and_form(passage, anchor, hits) or _proper(passage, anchor, hits)


def _ministry(passage: Passage, anchor: Anchor, hits: Sequence[Hit], last: Mention | None) -> Mention | None:
    """〈country〉〈subject〉省; the country may stand before の, or before the ministry just before this one in a list."""
    text = passage.text
    start = slugs.topics_start(text, anchor.start, JOINTS)
    if start < anchor.start:
        owner = _ending_at(hits, start)
        if owner is None and text[start - 1] == "・":
            owner = _ending_at(hits, start - 1)
        if owner is not None:
            return _national(passage, owner.start, anchor, owner.name.country, text[start : anchor.start])
        if MINISTRY_OF.search(text[:start]) and (owner := _ending_at(hits, start - 1)) is not None:
            return _national(passage, start, anchor, owner.name.country, text[start : anchor.start])
        if country := _listed_before(text, start, hits, last):
            return _national(passage, start, anchor, country, text[start : anchor.start])
        is_plain = anchor.form.surface == "省" or text[start : anchor.end] in PLAIN
        if is_plain and _stands_alone(text, start, anchor.end):
            return _national(passage, start, anchor, None, text[start : anchor.start])
    return _unlisted_subject(passage, anchor, hits) or _nation_s_own(passage, anchor)


def _nation_s_own(passage: Passage, anchor: Anchor) -> Mention | None:
    """国家選挙管理委員会: a body that calls itself the nation's, whichever that is."""
    start = phrases.compound_start(passage.text, anchor.start)
    subject = passage.text[start : anchor.start]
    if (
        anchor.form.surface not in ("委員会", "庁")
        or not NATIONS.fullmatch(subject)
        or not _stands_alone(passage.text, start, anchor.end)
    ):
        return None
    return _national(passage, start, anchor, None, subject)


def _stands_alone(text: str, start: int, end: int) -> bool:
    """外務省は, 文化・スポーツ・観光省と: a name without its state, which is nobody's in 両国外務省."""
    before = text[max(0, start - 4) : start]
    is_whole = bool(BEFORE_BARE.search(before)) and bool(AFTER_BARE.match(text, end))
    return is_whole and not NOBODYS.search(before)


def _listed_before(text: str, start: int, hits: Sequence[Hit], last: Mention | None) -> str | None:
    """The state of the ministry that a comma or conjunction joins to what starts here."""
    listed = ((hit.end, hit.name.country) for hit in hits if hit.name.subtype == "ministry")
    found = ((last.end, last.country) for last in (last,) if last is not None and last.subtype == "ministry")
    return next((country for end, country in (*listed, *found) if LIST_JOINT.fullmatch(text, end, start)), None)


def _unlisted_subject(passage: Passage, anchor: Anchor, hits: Sequence[Hit]) -> Mention | None:
    """A ministry whose subject no list knows, right behind its country or behind its の (カンボジアの公共事業運輸省)."""
    if anchor.form.surface not in MINISTERIAL_LEFT:
        return None
    start = phrases.compound_start(passage.text, anchor.start)
    owner = next(
        (hit for hit in reversed(hits) if hit.name.type == "country" and start <= hit.start and hit.end < anchor.start), None
    )
    behind_no = _ending_at(hits, start - 1) if anchor.form.surface == "省" and MINISTRY_OF.search(passage.text[:start]) else None
    owner = owner if owner is not None and owner.start == start else behind_no
    if owner is None:
        return None
    first = max(start, owner.end)
    subject = passage.text[first : anchor.start]
    is_province = owner.name.country in STATES_WITH_PROVINCES and len(subject) <= 3
    is_words = 2 <= len(subject) <= 16 and NOT_WHOLE.search(subject) and not GENERIC_BODY.fullmatch(subject)
    is_office = anchor.form.surface == "局" and (len(subject) < SHORTEST_OF_BUREAU or subject.endswith(NO_BUREAU))
    if is_province or is_office or not is_words:
        return None
    return _national(passage, min(start, first), anchor, owner.name.country, subject)


def _of_country(passage: Passage, anchor: Anchor, hits: Sequence[Hit]) -> Mention | None:
    """〈country〉国会, 〈country〉人民軍; a topic or a kind may stand between (ベトナム国家銀行)."""
    text = passage.text
    if (
        NOT_WHOLE.match(text, anchor.end)
        and anchor.form.subtype in ("company", "military")
        and text[anchor.end] not in "と及等間"
    ):
        return None
    if anchor.form.slug in MISSIONS and (host := _host_of(text, anchor, hits)) is not None:
        return _national(passage, host.start - 1, anchor, None, "")
    for start in (anchor.start, slugs.topics_start(text, anchor.start, JOINTS)):
        owner = _ending_at(hits, start)
        if owner is not None:
            return _national(passage, _embassy_start(text, owner, hits), anchor, owner.name.country, text[start : anchor.start])
    if anchor.form.slug in COURTS and _stands_alone(text, anchor.start, anchor.end):
        return _national(passage, anchor.start, anchor, _owner_country(text, anchor.start, hits), "")
    return None


def _host_of(text: str, anchor: Anchor, hits: Sequence[Hit]) -> Hit | None:
    """在ミュンヘン(総領事館): the place or state that a mission is in, where the name leaves out whose it is."""
    host = next((hit for hit in hits if hit.end == anchor.start and hit.name.type in ("country", "place")), None)
    return host if host is not None and text[host.start - 1 : host.start] in ("在", "駐") else None


def _embassy_start(text: str, owner: Hit, hits: Sequence[Hit]) -> int:
    """在ベトナム日本国大使館: the host country belongs to the name."""
    host = next((hit for hit in hits if hit.end == owner.start and hit.name.type in ("country", "place")), None)
    if host is not None and text[host.start - 1 : host.start] in ("在", "駐"):
        return host.start - 1
    unlisted = UNLISTED_HOST.search(text[max(0, owner.start - LONGEST_HOST) : owner.start])
    return owner.start - len(unlisted[0]) if unlisted else owner.start


def _national(passage: Passage, start: int, anchor: Anchor, country: str | None, subject: str) -> Mention:
    text, form = passage.text, anchor.form
    words = slugs.of(subject) if subject else ""
    own = (
        f"{form.slug}-of-{words}"
        if form.slug in ("ministry", "committee") and words
        else "-".join(filter(None, (words, form.slug)))
    )
    code = (country or "").lower()
    if form.slug in MISSIONS and text[start] in "在駐":
        own = f"{own}-{slugs.of(text[start + 1 : anchor.start])}"
    entity_id = _listed_id(text[start : anchor.end], country) or (f"org/{code}-{own}" if code else f"org/{own}")
    return Mention(
        passage, start, anchor.end, "organization", entity_id, form.subtype, text[start : anchor.end], country=country,
        method="pattern", confidence=0.85,
    )  # fmt: skip


def _listed_id(surface: str, country: str | None) -> str | None:
    """朝鮮民主主義人民共和国(最高人民会議常任委員会): the id of a body listed without its state or with its short name."""
    owner = next(iter(listed.scan(surface)), None) if country else None
    if country is None or owner is None or owner.start or owner.name.country != country or owner.name.type != "country":
        return None
    rest = surface[owner.end :]
    known = gazetteer.surfaces().get(rest) or gazetteer.surfaces().get(f"{owner.name.name_ja}{rest}") or ()
    return next((one.entity_id for one in known if one.type == "organization" and one.country == country), None)


def _joint_body(passage: Passage, anchor: Anchor, hits: Sequence[Hit]) -> Mention | None:
    text, form = passage.text, anchor.form
    start = phrases.subject_start(text, anchor.start, hits)
    inside = [hit for hit in hits if start <= hit.start and hit.end <= anchor.start]
    if QUOTE_BEFORE.search(text[max(0, anchor.start - 45) : anchor.start]):
        start = text.rfind("「", 0, anchor.start)
    elif not _names_a_body(text, start, anchor, inside):
        return None
    subject, codes = slugs.without_parties(text, start, anchor.start, hits)
    if form.slug == "intergovernmental-commission":
        subject = ""
    words = slugs.of(subject) if subject.strip("「」・") else ""
    stem = "-".join(filter(None, (words, form.slug)))
    own = "-".join((*codes, stem)) if len(codes) > 1 else stem
    return Mention(
        passage, start, anchor.end, "organization", f"org/{own}", "joint_body", text[start : anchor.end], method="pattern",
        confidence=0.8, stem=None if len(codes) > 1 else stem, members=tuple(code.upper() for code in codes),
    )  # fmt: skip


def _names_a_body(text: str, start: int, anchor: Anchor, inside: Sequence[Hit]) -> bool:
    if anchor.form.needs == "country":
        own = start + (text[start] == "対")
        return any(slugs.party_code(hit.name) and hit.start == own for hit in inside)
    return anchor.form.needs != "topic" or not GENERIC_BODY.fullmatch(text[start : anchor.start])


def _quote_and_form(passage: Passage, anchor: Anchor, hits: Sequence[Hit]) -> Mention | None:
    """国営企業「X」株式会社, 「X」党: the quotation belongs to the name, and so does the kind in front of it."""
    text = passage.text
    if text[anchor.start - 1 : anchor.start] != "」":
        return None
    opening = text.rfind("「", 0, anchor.start)
    if opening < 0 or anchor.start - opening > 45:
        return None
    start = opening if anchor.form.needs == "quote" else _kind_start(text, opening, hits)
    quoted = text[opening + 1 : anchor.start - 1]
    country = next(
        (hit.name.country for hit in hits if opening < hit.start and hit.end < anchor.start and hit.name.country), None
    )
    return _named(passage, (start, anchor.end), quoted, anchor, country or _owner_country(text, start, hits))


KIND = re.compile(
    r"(?:国家|国営|国有|民間|公開|合弁|投資|基金|石油|ガス|電力|鉄道|航空|原子力|企業|会社|公社|銀行|総公社|持株|大手|グループ)+\Z"
)


def _kind_start(text: str, opening: int, hits: Sequence[Hit]) -> int:
    found = KIND.search(text[max(0, opening - 16) : opening])
    return opening - (len(found[0]) if found else 0)


def _proper(passage: Passage, anchor: Anchor, hits: Sequence[Hit]) -> Mention | None:
    """ソビコグループ, モスクワ大学, カザフスタン国立大学: katakana, Latin letters or a listed name right before the form."""
    text, form = passage.text, anchor.form
    if NOT_WHOLE.match(text, anchor.end) and text[anchor.end] not in "と及等間並":
        return None
    start = phrases.compound_start(text, anchor.start)
    start = next((hit.start for hit in hits if hit.start <= start < hit.end), start)
    prefix = text[start : anchor.start]
    named = start + (len(prefix) - len(SCHOOL_PREFIX.sub("", prefix)) if form.slug in SCHOOLS else 0)
    shared = SHARED.get(form.slug, 0)
    opening = next((hit for hit in hits if hit.start == named and hit.end <= anchor.start + shared), None)
    if opening is None and not _is_own_name(prefix, form):
        return None
    words = re.findall("[ァ-ヴー]+", prefix)
    is_national = opening is not None and opening.name.type == "country" and bool(NOT_WHOLE.search(prefix))
    if form.surface in BARE_COMPANY and opening is not None and opening.name.type == "country" and opening.end == anchor.start:
        return None
    judge = all if form.surface == "社" and words else any
    is_named = len(words) > 0 and "・" in prefix and not names.is_common(words[0]) and not names.is_word(words[0])
    is_common = not is_national and not is_named and judge(names.is_common(word) for word in words)
    is_of_organization = opening is not None and opening.name.type == "organization" and form.slug in ("fund", "group")
    if is_common or is_of_organization:
        return None
    country = opening.name.country if opening else _owner_country(text, start, hits)
    return _named(passage, (start, anchor.end), prefix, anchor, country)


def _is_own_name(prefix: str, form: Form) -> bool:
    """Whether words that no list holds are a company's, a school's or a plant's name: バルゴン第二(水力発電所), 早稲田(大学)."""
    if form.slug in SCHOOLS and SCHOOL_NAME.fullmatch(prefix):
        return japanese.opens_with_name(prefix)
    if form.subtype == "institution" and NATIONAL.fullmatch(prefix):
        return not GENERIC_BODY.fullmatch(prefix[2:])
    name = NUMBER_OF_PLANT.sub("", prefix) if form.slug in PLANTS else prefix
    is_kind = form.subtype in ("company", "institution") or form.slug in AUTHORITIES
    return is_kind and KATAKANA_NAME.fullmatch(name) is not None


def _regional(passage: Passage, anchor: Anchor, hits: Sequence[Hit]) -> Mention | None:
    """アジア防災センター, 国際バイオセーフティ機関: a region or 国際, then words, in one compound."""
    text = passage.text
    start = phrases.compound_start(text, anchor.start)
    if (owner := _owner_of_centre(text, start, anchor, hits)) is not None:
        return _named(passage, (start, anchor.end), text[start : anchor.start], anchor, owner.name.country, subtype="institution")
    region = next((hit for hit in hits if hit.start == start and hit.name.subtype == "region" and not hit.name.country), None)
    subject = text[region.end if region else start + 2 : anchor.start]
    if region is None and not (text.startswith(("国際", "世界"), start) and re.search("[ァ-ヴ]{3}", subject)):
        return None
    if len(subject.strip("・")) < 2 or GENERIC_BODY.fullmatch(subject) or NOT_WHOLE.match(text, anchor.end):
        return None
    return _named(passage, (start, anchor.end), text[start : anchor.start], anchor, None)


def _owner_of_centre(text: str, start: int, anchor: Anchor, hits: Sequence[Hit]) -> Hit | None:
    """The one state that an institution's name begins with: オマーン海事治安(センター)."""
    owner = next((hit for hit in hits if hit.start == start and hit.name.type == "country"), None)
    if owner is None or anchor.form.surface not in NATIONAL_BODIES or NOT_WHOLE.match(text, anchor.end):
        return None
    subject = text[owner.end : anchor.start]
    is_shared = any(start < hit.start < anchor.start and hit.name.type == "country" for hit in hits)
    return owner if not is_shared and NATIONAL_SUBJECT.fullmatch(subject) and not GENERIC_BODY.fullmatch(subject) else None


def _named(
    passage: Passage, span: tuple[int, int], name: str, anchor: Anchor, country: str | None, *, subtype: str | None = None
) -> Mention:
    entity_id = "org/" + "-".join(filter(None, (slugs.of(name), anchor.form.slug)))
    return Mention(
        passage, *span, "organization", entity_id, subtype or anchor.form.subtype, passage.text[slice(*span)], country=country,
        method="pattern", confidence=0.75,
    )  # fmt: skip


def _quoted(passage: Passage, anchors: Sequence[Anchor], hits: Sequence[Hit]) -> Iterator[Mention]:
    """「ソビコグループ」: a quotation that ends in a company's form is a company, without the marks."""
    ends = {anchor.end: anchor for anchor in anchors if anchor.form.needs == "proper"}
    for match in QUOTED_NAME.finditer(passage.text):
        anchor = ends.get(match.end("name"))
        if anchor is not None and anchor.start > match.start("name"):
            prefix = passage.text[match.start("name") : anchor.start]
            country = _owner_country(passage.text, match.start(), hits)
            yield _named(passage, match.span("name"), prefix, anchor, country)


def _owner_country(text: str, start: int, hits: Sequence[Hit]) -> str | None:
    """The state whose name with の stands right before."""
    for hit in hits:
        if hit.name.type == "country" and (hit.end == start or text[hit.end : start] in ("の", "の「", "側の")):
            return hit.name.country
    return None


def _ending_at(hits: Sequence[Hit], end: int) -> Hit | None:
    return next((hit for hit in hits if hit.end == end and hit.name.type == "country"), None)
