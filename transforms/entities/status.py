"""What state an instrument or a joint body is in, and since when: from the words that govern it and the date beside them."""

from __future__ import annotations

import re
from collections import defaultdict
from collections.abc import Sequence

from transforms.clauses.model import Clause
from transforms.dates.model import DateTag
from transforms.entities.model import Mention

REACH = 70
"""Characters behind a name in which its governing words stand, up to the end of the clause group."""

FOUNDING = "設立|設置|創設|立ち上げ|発足"
SIGNING = "署名|調印|締結|作成"

BEHIND = (
    (
        "under_consideration",
        rf"(?:の|への)?(?:新たな|早期)?の?(?:{SIGNING}|{FOUNDING}|改正|更新)(?:の可能性|の実現可能性)?(?:の検討|を?[^。]{{0,18}}検討)",
    ),
    ("under_consideration", rf"の(?:{SIGNING}|{FOUNDING})(?:、|及び|並びに|や)[^。]{{0,60}}検討"),
    ("under_consideration", r"(?:について|を|の)(?:引き続き)?(?:検討|研究)"),
    ("proposed", rf"(?:や[^。、]{{1,12}}機関)?の(?:{FOUNDING}|{SIGNING})(?:の可能性|を提案|提案|を呼びか)"),
    (
        "negotiating",
        rf"(?:の(?:早期)?(?:{SIGNING}|妥結|発効)?(?:に向け(?:た|て)|のための))?(?:に関する|に係る|の)?(?:政府間)?交渉",
    ),
    ("to_be_established", rf"(?:を|の)(?:{FOUNDING})(?!され|した|以来|記念)"),
    ("existing", rf"(?:が|を)(?:{FOUNDING})(?:され|した|し)"),
    (
        "to_be_signed",
        rf"(?:の|への|に)(?:早期|速やかな)?の?(?:{SIGNING})(?:に向け|を(?:目指|期待|加速|促進|推進)|する(?:用意|意向|予定|こと)|され(?:る|ます)|のための準備)",
    ),
    ("to_be_signed", rf"(?:の|への)(?:早期|速やかな)(?:の)?(?:{SIGNING})|が(?:近く|近々|早期に)?(?:{SIGNING})され(?:る|ます)"),
    ("in_force", r"(?:が|の|は)(?:[^。、]{0,12})発効(?:し|した|を歓迎)"),
    (
        "signed",
        rf"(?:が|に|を|の|へ|への)(?:[^。、]{{0,12}})(?:{SIGNING})(?:され|した|し|を歓迎|を祝|式|に立ち会|を高く評価)|の(?:{SIGNING})を",
    ),
    ("exchanged", r"(?:の|が|を)(?:公文の)?交換(?:され|した|し|式|に立ち会|を)"),
    ("adopted", r"(?:が|を|の)(?:[^。、]{0,10})(?:採択|承認|策定)(?:され|した|し|を歓迎)"),
    ("issued", r"(?:が|を)(?:発表|発出|公表)(?:され|した|し)"),
)
"""Status by the words right behind the name; the first that matches wins."""

BEFORE = (
    ("to_be_signed", rf"(?:近々|近く|今後|将来|早期に)(?:{SIGNING})(?:される|する|予定の)[「『]?\Z"),
    ("in_force", r"発効(?:した|している|済みの)[「『]?\Z"),
    ("signed", rf"(?:{SIGNING})(?:された|した|済みの)[^。、]{{0,45}}\Z"),
    ("adopted", r"(?:採択|承認|策定)(?:された|した)[^。、]{0,20}\Z"),
    ("issued", r"(?:発表|発出)(?:された|した)[^。、]{0,20}\Z"),
)
"""Status by the adnominal words before the name."""

RELIED_ON = re.compile(
    r"[」』]?(?:\([^()]*\))?(?:及び[^。]{1,30}?)?(?:に基づ|の枠組|の(?:効果的|着実|完全|円滑)?な?(?:実施|履行|履行状況)|に従|に関連し|に沿|を踏まえ|を(?:履行|遵守|実施)|の規定|の下で|の原則|の締約)"
)
DEFAULTS = {
    "treaty": "in_force",
    "resolution": "adopted",
    "prior_statement": "issued",
    "joint_body": "existing",
    "programme": "existing",
}
RELIED_STATUS = {"agreement": "in_force", "protocol": "in_force", "mou": "signed", "plan": "existing", "contract": "signed"}
TOLD_BY = {"signed": ("agreement_signed", "past_event"), "in_force": ("agreement_in_force", "past_event")}
"""Roles of a date that can be the day of a status."""

CLOSING = re.compile(r"[」』]?(?:\((?!\d{4}年)[^()]*\))?")

BETWEEN_DATE = re.compile(
    r"(?:に|の|付の|付けの|付で|、)?(?:[^。、「」]{0,60}?)[「『]?\Z|(?:に|の)(?:[^。]{0,50}(?:された|した))[^。、]{0,50}[「『]?\Z"
)

_BEHIND = tuple((status, re.compile(pattern)) for status, pattern in BEHIND)
_BEFORE = tuple((status, re.compile(pattern)) for status, pattern in BEFORE)


def annotate(mentions: Sequence[Mention], clauses: Sequence[Clause], dates: Sequence[Sequence[DateTag]]) -> None:
    """Sets status, dated_first_on and dated_last_on of instruments and joint bodies, in place.

    `dates` holds the tags of each clause. A mention without words of its own takes the status of the same thing elsewhere
    in the document, then what its kind implies (a treaty is in force); what nothing proves stays None.
    """
    located = _by_passage(clauses, dates)
    concerned = [one for one in mentions if one.type == "instrument" or one.subtype == "joint_body" or _is_proposed_body(one)]
    for mention in concerned:
        _read(mention, located.get(mention.passage.ordinal, []))
    _spread(concerned)
    for mention in concerned:
        mention.status = mention.status or _implied(mention)


def _is_proposed_body(mention: Mention) -> bool:
    """An organization of which the text says that it may be set up."""
    return mention.type == "organization" and _behind(mention, len(mention.passage.text)) == "proposed"


def _by_passage(
    clauses: Sequence[Clause], dates: Sequence[Sequence[DateTag]]
) -> dict[int, list[tuple[Clause, Sequence[DateTag]]]]:
    located: dict[int, list[tuple[Clause, Sequence[DateTag]]]] = defaultdict(list)
    for clause, tags in zip(clauses, dates, strict=True):
        located[clause.passage.ordinal].append((clause, tags))
    return located


def _read(mention: Mention, located: Sequence[tuple[Clause, Sequence[DateTag]]]) -> None:
    own = next(((clause, tags) for clause, tags in located if clause.start <= mention.start < clause.end), None)
    limit = own[0].group_span[1] if own else len(mention.passage.text)
    mention.status = _before(mention) or _behind(mention, limit)
    date = (_date(mention, own[1]) or _told_with(mention, own[1])) if own else None
    if date is not None:
        mention.dated_first_on, mention.dated_last_on = date.value.first_on, date.value.last_on
        mention.status = mention.status or _dated_status(mention, date)


def _behind(mention: Mention, limit: int) -> str | None:
    text = mention.passage.text
    closing = CLOSING.match(text, mention.end)
    start = closing.end() if closing else mention.end
    window = text[start : min(limit, start + REACH)]
    return next((status for status, pattern in _BEHIND if pattern.match(window)), None)


def _before(mention: Mention) -> str | None:
    window = mention.passage.text[max(0, mention.start - 60) : mention.start]
    return next((status for status, pattern in _BEFORE if pattern.search(window)), None)


def _date(mention: Mention, tags: Sequence[DateTag]) -> DateTag | None:
    """The date in brackets behind the name, else the last one before it that no comma parts from it."""
    text = mention.passage.text
    for tag in tags:
        if mention.end < tag.expression.start <= mention.end + 2 and text[tag.expression.start - 1] == "(":
            return tag
    before = [
        tag
        for tag in tags
        if tag.expression.end <= mention.start and tag.role not in ("deadline", "period", "anniversary", "duration")
    ]
    for tag in reversed(before):
        gap = text[tag.expression.end : mention.start]
        return tag if BETWEEN_DATE.fullmatch(gap) and "を" not in gap and "は" not in gap else None
    return None


def _told_with(mention: Mention, tags: Sequence[DateTag]) -> DateTag | None:
    """The only date of the clause, where it is the day of what the words behind the name tell: …日に、…で協定が締結された."""
    roles = TOLD_BY.get(mention.status or "", ())
    return tags[0] if len(tags) == 1 and tags[0].role in roles and tags[0].expression.end <= mention.start else None


def _dated_status(mention: Mention, date: DateTag) -> str | None:
    if mention.subtype in DEFAULTS:
        return DEFAULTS[mention.subtype]
    return "signed" if mention.subtype in ("agreement", "protocol", "mou", "contract") and date.value.first_on else None


def _spread(mentions: Sequence[Mention]) -> None:
    """Mentions of a thing whose state the text does not tell take it from the mention that does."""
    told: dict[str, Mention] = {}
    for mention in mentions:
        if mention.status and mention.entity_id not in told:
            told[mention.entity_id] = mention
    for mention in mentions:
        source = told.get(mention.entity_id)
        if source is not None and mention.status is None:
            mention.status = source.status
            if mention.dated_first_on is None and mention.dated_last_on is None:
                mention.dated_first_on, mention.dated_last_on = source.dated_first_on, source.dated_last_on


def _implied(mention: Mention) -> str | None:
    kind = mention.subtype or ""
    if kind in DEFAULTS:
        return DEFAULTS[kind]
    return RELIED_STATUS.get(kind) if RELIED_ON.match(mention.passage.text, mention.end) else None
