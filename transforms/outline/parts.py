"""Parts of a statement: preamble, operative text, closing; a report is one part."""

from __future__ import annotations

import re

from transforms.lines import CLAUSE_ROLES
from transforms.passages import Passage
from transforms.roles.body import opens_operative

VISIT = re.compile(
    r"(?:訪問|訪日|訪中|会談|会合|サミット|首脳会議|滞在)[^。]{0,200}(?:重要な役割|成功|大きな意義|意義(?:深|ある|を有)|貢献|寄与|満足|実り|成果|節目|里程標|画期的|契機)"
)
THANKS = re.compile(
    r"(?:歓迎|もてなし|接遇|歓待|厚遇|接待|厚情)[^。]{0,80}(?:感謝|謝意|お礼|御礼)|(?:感謝|謝意|お礼)[^。]{0,80}(?:歓迎|もてなし|接遇|歓待|厚遇|接待)"
)
PROMISE = re.compile(
    r"(?:以上の|上記の|本|この|今回の|これらの)(?:諸?事項|共同?声明|共同?宣言|声明|宣言|コミュニケ|文書|合意|行動計画|諸合意)[^。]{0,80}(?:実現|実施|履行|着実|遂行|フォローアップ|具体化)"
)
INVITATION = re.compile(r"(?:招待|招請|招聘|訪問するよう)[^。]{0,120}(?:招待|受諾|受け入れ|感謝|謝意|調整|決定|要請)|都合の(?:良|よ)い時期")


def assign(passages: list[Passage]) -> None:
    """Sets `part` of the body's passages."""
    body = [passage for passage in passages if passage.role in CLAUSE_ROLES]
    if any(line.role == "report_body" for passage in body for line in passage.lines):
        for passage in body:
            passage.part = "report"
        return
    start = _operative_start(passages, body)
    for at, passage in enumerate(body):
        passage.part = "preamble" if at < start else "operative"
    _close(body[start:])


def _operative_start(passages: list[Passage], body: list[Passage]) -> int:
    """Index in `body` of the first passage after the preamble."""
    heading = next((p.ordinal for p in passages if p.role == "heading" and opens_operative(p.text[p.body_start :])), None)
    if heading is not None:
        return sum(passage.ordinal < heading for passage in body)
    number = next((at for at, passage in enumerate(body) if passage.role == "provision"), None)
    if number is not None:
        return number
    return next((at for at, passage in enumerate(body) if passage.role != "preamble"), len(body))


def _close(operative: list[Passage]) -> None:
    """The run at the end that judges the visit, thanks the host or promises to carry out the text, with invitations in it."""
    pending: list[Passage] = []
    for passage in reversed(operative):
        if _closes(passage.text):
            for member in (*pending, passage):
                member.part = "closing"
            pending = []
        elif INVITATION.search(passage.text):
            pending.append(passage)
        else:
            return


def _closes(text: str) -> bool:
    return any(pattern.search(text) for pattern in (VISIT, THANKS, PROMISE))
