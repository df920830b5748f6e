"""How far a name reaches to the left of the word that it ends in."""

from __future__ import annotations

import re
from collections.abc import Sequence

from transforms.entities.listed import Hit, between

WINDOW = 90
"""Characters to the left of a form that can belong to its name."""

NOUN = r"[一-龥々ヶァ-ヴーA-Za-z0-9・&+＋]"
JOINT = r"(?:における|に関する|に対する|に係る|についての|のための|に向けた|を改正する|を修正する|を補足する|を終了させる)"
WEAK = r"(?:並びに|ならびに|及び|および|又は|または|での|への|からの|との|引渡し|取扱い|締結|の|と)"

CONCLUDED_BY = r"両(?:国政府|国|政府|当局)間の"
"""Who concluded it, between the subject and the form: 技術協力に関する両政府間の(交換公文)."""

COMPOUND_BACKWARDS = re.compile(f"{NOUN}*")
SUBJECT = re.compile(f"(?:{NOUN}+(?:{WEAK}|{JOINT}))*{NOUN}+{JOINT}(?:{CONCLUDED_BY})?{NOUN}*\\Z")
"""安全保障・犯罪予防の分野における協力(協定): words joined by particles, up to a particle that governs the form."""

CLOSED_ROW = re.compile(f"{NOUN}+(?:並びに|ならびに|及び|および|又は|または)")
ROW = re.compile(r"(?:^|[はがをにで「]、?|[、\d日])(?P<items>(?:[一-龥ァ-ヴー・]{2,8}(?<![約定書明日画])、)+)\Z")
"""Items in front of a comma, behind a particle, a mark or a date; none ends like a paper's name."""

GOVERNED = re.compile(f"{JOINT}(?:{CONCLUDED_BY})?\\Z")
LONGEST_GOVERNOR = 14

OPENERS = re.compile(
    r"(?:第\d+(?:回|次|版)の?|[本同当昨翌前]日|\d+(?:年|月|日|世紀|か国|カ国|件|番目)(?:から\d+年)?(?:付|度|間|代|まで)?(?:の|に)?|[~-]|[0-9]+年の"
    r"|(?:両国|双方|両政府|両省|両者|両当事者|二国|2国|両国政府|両国議会|政府|省庁|機関|企業|都市|地方|当局|国家|国際|地域)?間の?"
    r"|(?:両国|双方|両者|両政府|各国|両首脳|既存|署名済み|締結済み|上記|今回|前記|新規|同国|我が国|自国|加盟国|相互|二国間|多国間|国際|地域|関連|関係)の"
    r"|(?:国民|政府|側|議会|企業|国|市民|首脳|外相|大統領|首相|地域|諸国|加盟国)?(?:との間の|との間で|との|における|での|への|からの|に対する|間の|の|と|及び|並びに|、)"
    r"|[一-龥・]{2,14}[省庁](?:との間の|との|と)"
    r"|[新同本各諸両当該](?=[一-龥])(?!際|業務|盟|等|体|力|種|国)|等の|など|国民の|政府(?=[と間]))"
)
"""Words in front of a name that are no part of it: dates, parties, 既存の, 新(たな)."""

BETWEEN = re.compile(
    r".*(?:(?<![期時年空民世週中局])(?<!に関する両政府)(?<!に関する両国政府)(?<!に関する両国)間の|との間の)", re.DOTALL
)
"""Up to the last 間の: who concluded it, not what it is called (…に関する両政府間の交換公文: the subject stands in front)."""


def compound_start(text: str, at: int) -> int:
    """Start of the run of nouns that ends at `at`."""
    found = COMPOUND_BACKWARDS.match(text[max(0, at - WINDOW) : at][::-1])
    return at - found.end() if found else at


def subject_start(text: str, at: int, hits: Sequence[Hit]) -> int:
    """Start of the noun phrase that ends at `at`, with the subject that its particles join to it (…に関する, …における).

    Of a row of subjects the words in front of the commas belong to it as well: 親善、善隣および協調に関する条約.

    `hits` are listed names: a name followed by a particle is a party, and the phrase begins behind it.
    """
    start = compound_start(text, at)
    if GOVERNED.search(text[max(0, start - LONGEST_GOVERNOR) : start]):
        low = max(0, at - WINDOW)
        found = SUBJECT.search(text[low:at])
        start = low + found.start() if found else start
        start = _row_start(text, start, at)
    return behind_parties(text, start, at, hits) if start < at else at


def _row_start(text: str, start: int, at: int) -> int:
    """Start of the row of subjects that one joined by a conjunction closes; `start` where there is none."""
    if not CLOSED_ROW.match(text, start, at):
        return start
    row = ROW.search(text[max(0, start - WINDOW) : start])
    return start - len(row["items"]) if row else start


def behind_parties(text: str, start: int, at: int, hits: Sequence[Hit]) -> int:
    """Start of what is left of [start, at) behind the parties and persons that a name begins with."""
    if "間の" in text[start:at] and (concluded := BETWEEN.search(text, start, at)):
        start = concluded.end()
    for hit in between(hits, start, at):
        if hit.end <= start:
            continue
        if hit.name.type == "person" and start < hit.end < at and not hit.name.needs_cue:
            start = hit.end
        elif start < hit.end < at and _can_conclude(hit) and OPENERS.match(text, hit.end) and not _governs(text, hit.end, at):
            start = max(start, hit.end)
        elif hit.start < start < hit.end:
            start = hit.end
    return trim(text, start, at)


def _can_conclude(hit: Hit) -> bool:
    """Whether a name in front is a party; a sea or a force is what the paper is about (カスピ海の法的地位に関する条約)."""
    return hit.name.type == "country" or (hit.name.type == "organization" and hit.name.subtype != "military")


def _governs(text: str, end: int, at: int) -> bool:
    """Whether the name at `end` is what the paper is about: モンゴルに関する宣言."""
    governor = re.match(r"(?:に関する|に対する|についての)", text[end:at])
    return governor is not None and end + governor.end() == at


def trim(text: str, start: int, at: int) -> int:
    """The start without dates, parties' particles and the like in front."""
    while start < at:
        opener = OPENERS.match(text, start, at)
        if not opener or opener.end() == start or opener.end() > at:
            break
        start = opener.end()
    while start < at and text[start] in "・、 と及":
        start += 1
    return start
