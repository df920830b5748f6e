"""Where in its clause a term stands: in a purpose, in the basis of an action, inside the name of a body."""

from __future__ import annotations

import re
from collections.abc import Callable, Sequence
from dataclasses import dataclass

from transforms.morphology import Token
from transforms.sectors.terms import Entry, Hit, Test

NARRATIVE_ACTS = frozenset(("NARR", "DISCUSS", "WITNESS", "CONGRATULATE"))
"""Acts that tell of a visit, a meeting or a ceremony, and promise nothing."""
CEREMONIAL_ACTS = NARRATIVE_ACTS | {"THANK"}
"""Acts that have no policy content where a word of ceremony stands with them: thanks for a welcome, not for help."""
COURTEOUS_ACTS = CEREMONIAL_ACTS | {"APPRECIATE"}
"""Acts that have none where a word of courtesy does: hospitality that is appreciated, respects that a note ends with."""

# ため after た or だ gives a cause; このため and そのため join sentences; ための makes the purpose the noun's own subject.
_PURPOSE = re.compile(
    r"(?<![こそ]の)(?<![たっだ])ため(?:に?、|に(?![はも])|(?=[一-鿿ァ-ヺ])|$)|(?:すべく|目的とし(?:て)?|目的で|目指し(?:て)?)(?:、|$)"
    # What is to be reached is a goal; 交渉に向け、 is the next step of the thing itself.
    r"|(?<=[一-鿿ァ-ヺー])(?<=実現|達成|目標|社会|発展|繁栄|回復|ゼロ|素化|炭素|ラル)に向け(?:(?:て)?(?:、|$)|た(?!協力|取組|努力|連携|対話|議論|協議))"
)
_PURPOSE_MARKS = ("ため", "べく", "目的", "目指", "に向け")
_PURPOSE_BREAK = re.compile(r"。|\n|は、|が、|において、|では、|について、|に関し、")
_BASIS = re.compile(
    r"[^、。\nをは]{0,40}(?:に基づ(?!く(?:合同|共同|政府間|定期)?(?:委員会|協議|対話|会合|作業部会))|に基付|に従(?!事)|に則|にのっと|に沿|を踏まえ|に準拠|に(?:鑑|かんが)み|に立脚|[をも]念頭に|とは別に|(?:を|の)(?:機|契機)に|を迎えるに当た|を背景に|に代わ|に替わ|に(?:欠かせない|不可欠な|必要な|資する|役立つ)(?=[一-鿿ァ-ヺ])|(?:て|立|発足|発効|開始|署名|締結|調印)以[来降](?:、|$)|という共通の|(?:価値|原則|理念|精神)の(?:下|もと)で?に?)"
)
_BASIS_MARKS = (
    "に基",
    "に従",
    "に則",
    "にのっと",
    "に沿",
    "を踏まえ",
    "に準拠",
    "に鑑み",
    "かんがみ",
    "に立脚",
    "念頭",
    "とは別に",
    "機に",
    "に当た",
    "を背景",
    "に代わ",
    "に替わ",
    "に欠か",
    "に不可",
    "に必要",
    "に資す",
    "に役立",
    "以来",
    "以降",
    "共通の",
    "の下",
    "のもと",
)
_MINISTRY = re.compile(r"[一-鿿々ァ-ヺー・]{0,16}(?:省(?!エネ|人|力|令)|庁|大臣|長官|委員会)")
_COMMISSION = re.compile(r"[一-鿿々ァ-ヺー・、]{0,16}(?:に関する|に係る)[一-鿿ァ-ヺー・]{0,8}(?:委員会|作業部会|協議会)")

_SUBJECT = re.compile("について|につき|に関し|に関する|めぐ|巡[っり]|分野|議題|テーマ|を念頭|に向け")
_OPENS_OUTLINE = re.compile(
    r"ところ、(?:その)?(?:会談等?の)?(?:概要|結果|主な(?:内容|やり取り))は、?(?:以下|次|下記)の(?:とおり|通り)"
    r"[^。\n]{0,8}。?\s*\Z"
)
"""Ends the sentence that opens a ministry's outline of a meeting."""
_EVENT = re.compile(
    r"(?:(?P<present>(?:[がも]|ら)(?:出席|参加|列席)し|同席し|同行し|随行し|陪席し|招かれ|代表団に加わ"
    r"|(?:夕食会|昼食会|晩餐会|晩さん会|レセプション|祝宴|歓迎(?:式典|行事))に(?:出席|参加|列席)し)"
    r"|(?P<tour>訪問|視察|見学|表敬)(?:を行(?:い|っ|な)|し|す)"
    r"|(?<!を)(?P<done>出席|参加|到着|滞在|会談|会見|帰国|出発|協議|訪問)(?:を行(?:い|っ|な)|し|す|を終え)|(?P<come>訪れ)"
    r"|(?P<held>会談|会議|会合|対話|協議|式典|フォーラム)(?:[がはを]|の)[^、。]{0,25}(?:開催|開か|開い|行))[^、。]{0,8}[、。]?\s*\Z"
)
"""Closes a clause that tells of a visit or meeting and no more."""
_NAME_CHARACTER = re.compile("[ァ-ヺー一-鿿]")
_VENUE = ("で演説", "で会談", "で講演", "を訪", "を視察", "を見学", "施設を視察", "に到着", "に立ち寄", "で行われ", "で開かれ")
_VALUE_MARKS = ("共有", "共通", "価値", "重んじ", "尊ぶ", "尊重する", "奉")
_BODY_MARKS = ("省", "庁", "大臣", "長官", "委員会", "作業部会", "協議会")


@dataclass(slots=True)
class Place:
    """A clause as conditions see it: `start` and `end` in `text`, that of the whole passage."""

    text: str
    start: int
    end: int
    parties: frozenset[str]
    flags: frozenset[str]
    """Of the whole clause: `narrative`, `upgrade`, `ceremony` (its act has a word of ceremony), `threat` (a word of threats)."""
    purposes: tuple[int, ...]
    """Where purposes end."""
    has_basis: bool
    has_body: bool
    has_anniversary: bool
    has_values: bool
    """Whether a basis, a body's name, an anniversary, shared values may stand in it: the patterns cost more than these looks."""
    tokens: Sequence[Token] = ()
    """Its words; none for a heading."""


def place(
    text: str, span: tuple[int, int], act: str, parties: frozenset[str], hits: Sequence[Hit], *, tokens: Sequence[Token] = ()
) -> Place:
    """Reads the clause at `span` of the passage, whose words are `tokens`, for what the conditions of its terms ask."""
    piece = text[slice(*span)] if hits else ""
    purposes = tuple(match.start() for match in _PURPOSE.finditer(text, *span)) if _has(_PURPOSE_MARKS, piece) else ()
    return Place(
        text,
        *span,
        parties,
        _flags(act, hits),
        purposes,
        has_basis=_has(_BASIS_MARKS, piece),
        has_body=_has(_BODY_MARKS, piece),
        has_anniversary="周年" in piece,
        has_values=_has(_VALUE_MARKS, piece),
        tokens=tokens,
    )


def _has(marks: tuple[str, ...], piece: str) -> bool:
    return any(map(piece.__contains__, marks))


def _flags(act: str, hits: Sequence[Hit]) -> frozenset[str]:
    marks = frozenset().union(*(hit.term.marks for hit in hits if hit.term.marks))
    flags = {"threat"} & marks
    if act in NARRATIVE_ACTS:
        flags.add("narrative")
    if act == "UPGRADE":
        flags.add("upgrade")
    if (act in CEREMONIAL_ACTS and "ceremony" in marks) or (act in COURTEOUS_ACTS and "courtesy" in marks):
        flags.add("ceremony")
    return frozenset(flags)


def matching(hit: Hit, place: Place) -> Sequence[Entry]:
    """The entries of the hit's term that hold here. One whose needs are met beats those that need nothing."""
    if hit.term.is_plain:
        return hit.term.entries
    found = [entry for entry in hit.term.entries if _holds(entry, hit, place)]
    return [entry for entry in found if entry.needs] or found


def in_purpose(hit: Hit, place: Place) -> bool:
    """Whether the term stands in 〜のため、 or the like: what is aimed at, not what is done."""
    return any(hit.end <= at <= hit.end + 100 and not _PURPOSE_BREAK.search(place.text, hit.end, at) for at in place.purposes)


def in_basis(hit: Hit, place: Place) -> bool:
    """Whether the term stands in 〜に基づき or the like."""
    return place.has_basis and _BASIS.match(place.text, hit.end, place.end) is not None


def is_venue(hit: Hit, place: Place) -> bool:
    """Whether a narrated ceremony takes place there: a university where a speech is held, a factory that is visited."""
    return "ceremony" in place.flags and place.text.startswith(_VENUE, hit.end)


def event(place: Place) -> str | None:
    """The word for the visit or meeting, where the clause tells that it took place and no more, whoever came."""
    if "narrative" not in place.flags or _SUBJECT.search(place.text, place.start, place.end):
        return None
    outline = _OPENS_OUTLINE.search(place.text, max(place.start, place.end - 60), place.end)
    end = outline.start() if outline else place.end
    match = _EVENT.search(place.text, max(place.start, end - 60), end)
    return match.group(match.lastgroup or 0) if match else None


def body_end(hit: Hit, place: Place) -> int | None:
    """Where the name of a ministry or commission ends that the term stands in; None where it stands in none."""
    if not place.has_body:
        return None
    match = _MINISTRY.match(place.text, hit.end, place.end) or _COMMISSION.match(place.text, hit.end, place.end)
    return match.end() if match else None


def _holds(entry: Entry, hit: Hit, place: Place) -> bool:
    if entry.needs and not any(_TESTS[test.kind](test, hit, place) for test in entry.needs):
        return False
    return not any(_TESTS[test.kind](test, hit, place) for test in entry.unless)


def _in_context(test: Test, hit: Hit, place: Place) -> bool:
    if test.word == "purpose":
        return in_purpose(hit, place)
    if test.word == "basis":
        return in_basis(hit, place)
    if test.word == "suffix":
        return hit.start > place.start and _NAME_CHARACTER.match(place.text, hit.start - 1) is not None
    return test.word in place.flags


_TESTS: dict[str, Callable[[Test, Hit, Place], bool]] = {
    "after": lambda test, hit, place: place.text.endswith(test.word, place.start, hit.start),
    "before": lambda test, hit, place: place.text.startswith(test.word, hit.end),
    "with": lambda test, hit, place: place.text.find(test.word, place.start, place.end) >= 0,
    "party": lambda test, hit, place: test.word in place.parties,
    "in": _in_context,
}
