"""Persons whom something else than an office beside them proves: a reading in brackets, another person, the document itself."""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence

from transforms.entities import identity, japanese, names
from transforms.entities.anchors import Anchor
from transforms.entities.listed import Hit
from transforms.entities.model import Mention
from transforms.passages import Passage

KANJI = re.compile("[一-龥々]")
READ_IN_PARTS = re.compile(
    r"(?P<name>[一-龥々ヶ]{1,3} ?[一-龥々ヶ]{1,3}) ?"
    r"\((?:[ァ-ヴー]+(?:[・=· ]{1,2}[ァ-ヴー]+)+|[ぁ-んー]+(?:[・ ]{1,2}[ぁ-んー]+)+)[)、,]"
)
"""金平海(キム・ピョンヘ), 小川敏夫(おがわ としお): surname and given name are read apart, which no place or thing is."""

WITH_ANOTHER = re.compile(
    r"(?:と|、|及び|および|並びに|や)(?P<name>[一-龥々]{3,6}|[ァ-ヴー]{2,}(?:・[ァ-ヴー]{2,})+)(?=(?:両[一-龥])?[はがをにもとの、。])"
)
"""Behind an office or a listed name: 首相と(小村正弘)は."""

BOTH_BEFORE = re.compile(
    r"(?:(?<![ァ-ヴー・])(?P<katakana>[ァ-ヴー]{2,}(?:・[ァ-ヴー]+)*)|(?<![一-龥々])(?P<kanji>[一-龥々]{1,5}))"
    r"(?:と|、|・|及び|および|並びに)\Z"
)
"""In front of the name that 両 and an office follow: (森山裕)、西田実仁両幹事長."""

SHORT_BEFORE_OFFICE = re.compile(
    r"(?<![一-龥々])(?P<name>[一-龥々]{1,3})"
    r"(?=副?(?:部長|局長|室長|次長|主任|大使|公使|報道官|代表|特使|書記|議長|長官|大臣|次官|補佐官|総裁"
    r"|院長|所長|会長|社長|理事|教授|司令官|参謀長|大将|上将|中将|少将|委員))"
)
"""A short name beside an office of any rank: 秦部長, of whom the document has said 秦剛国務委員兼外交部長."""

REACH = 40
"""No name that shares an office is longer."""

Span = tuple[int, int]


def find(text: str, found: Sequence[Anchor], hits: Sequence[Hit]) -> Iterator[Span]:
    """Where the persons of a text stand that their reading or a person beside them proves."""
    if "(" in text:
        for match in READ_IN_PARTS.finditer(text):
            if _is_read(text, match, found):
                yield match.span("name")
    ends = [anchor.end for anchor in found if anchor.form.kind == "office"]
    ends += [hit.end for hit in hits if hit.name.type == "person" and not hit.name.needs_cue]
    yield from (span for end in ends if (span := _with_another(text, end, hits)))


def before_both(text: str, start: int, office_start: int, anchor: Anchor) -> Span | None:
    """The first of two names that share an office, where the second begins at `start`; None where there is none."""
    low = max(0, start - REACH)
    found = BOTH_BEFORE.search(text[low:start]) if text.startswith("両", office_start) else None
    if found is None:
        return None
    kind = "katakana" if found["katakana"] else "kanji"
    is_name = not names.is_common(found[kind]) if kind == "katakana" else names.is_kanji_name(found[kind], anchor)
    return (low + found.start(kind), low + found.end(kind)) if is_name else None


def short_names(passages: Sequence[Passage], mentions: Sequence[Mention]) -> Iterator[tuple[Passage, Span]]:
    """Surnames beside an office of any rank, of persons whom the document names in full."""
    shortened = (identity.parts(one.surface) for one in mentions if one.type == "person")
    known = {part for parts in shortened for part in parts if names.is_surname(part)}
    taken = {(one.passage.ordinal, one.start) for one in mentions}
    for passage in passages if known else ():
        for match in SHORT_BEFORE_OFFICE.finditer(passage.text):
            if match["name"] in known and (passage.ordinal, match.start()) not in taken:
                yield passage, match.span("name")


def _is_read(text: str, match: re.Match[str], found: Sequence[Anchor]) -> bool:
    """Whether what a reading follows begins with a surname, behind an office or behind what is no letter of it."""
    start = match.start("name")
    is_behind_office = any(one.end == start and one.form.kind == "office" for one in found)
    return (is_behind_office or not KANJI.match(text[start - 1 : start])) and names.opens_with_surname(match["name"])


def _with_another(text: str, end: int, hits: Sequence[Hit]) -> Span | None:
    """The full name that a conjunction joins to an office and whoever holds it, or to a listed name."""
    match = WITH_ANOTHER.match(text, end)
    if match is None or any(hit.start < match.end() and match.start() < hit.end for hit in hits):
        return None
    name = match["name"]
    is_name = (
        japanese.full_name_start(name) == 0
        if KANJI.match(name)
        else not (names.is_common(name) or all(map(names.is_word, name.split("・"))))
    )
    return match.span("name") if is_name else None
