"""The title: printed, given in the metadata, or derived from the sentence that names the paper."""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator

from transforms import wires
from transforms.facts import own_day, running
from transforms.facts.evidence import ARCHIVE_TITLE, Evidence
from transforms.facts.forms import issued
from transforms.facts.model import Facts
from transforms.folding import fold_text
from transforms.passages import Passage

RESIDUE = re.compile(
    r"(?:\s+(?:video|poster|photo|image|gallery|share|print|pdf|play|audio|live|new|印刷|シェア|共有|保存))+\s*$", re.IGNORECASE
)
"""Labels of a page's player and buttons that extraction leaves behind a headline."""

MARKS = re.compile(
    r"^#+\s*|^(?:Subject|件名) ?: ?(?:(?:Re|RE|Fwd?|FW) ?: ?)*(?:\[[^\]。]{1,30}[: ]\d+\] ?)?"
    rf"|\s*{own_day.STAMP.pattern}"
    r"|\s*\((?:写真|動画|画像)=[^()]{1,20}\)\s*$"
    r"|\s*[(\[【<](?:外務省|日本語)?(?:仮|抄|和|邦|試)?訳[)\]】>]?\s*$|\s+\[[a-z]{2}\]\s*$|(?<=\)) ?\d{1,2}$"
)
"""Markdown's heading mark, the field of a letter, the stamp of a day with its time, whose the picture is, the notes that the
text is a translation or stands in another language too, and the number of a page behind a bracket."""

SITE_NAME = re.compile(r"(?:\s+-|\s*[|｜])\s*[^|｜]{1,30}$|\s*[=＝](?:時事|共同|ロイター|AP|AFP|新華社|タス|聯合)(?:通信|時事)?$")
"""` | 外務省` behind a page's title, `＝時事` behind an agency's."""

SUBJECT_END = re.compile(
    r"[、。\n]|(?:双方|両者|両国|両首脳|首脳|側|政府|大臣|大統領|主席|書記長|総理)(?:は|が)|際(?:に|し)|(?:し|され)た(?=[一-龥])"
)
"""What stands before the paper's name in the sentence that names it."""

DERIVED = re.compile(r"(?:に関する|についての|のための|における|に係る|との間の|をめぐる|に向けた)[^、。\n]*$")
"""A name of its own, unlike a bare 共同声明."""

TALKS = re.compile(
    r"(?:(?=[^ぁ-ん])(?:「[^「」。]{2,20}」)?[^\s、。「」『』()とはがをにで]{1,38}(?:首脳|外相|大臣|閣僚|次官|局長|長官|議長|[防財農環]相|国会)級?(?:電話|定期|年次|テレビ|オンライン)?(?:会談|会見|会議|会合|協議|対話)"
    r"|第[\d一二三四五六七八九十]{1,3}回[^\s、。「」『』()はがをに]{2,40}(?:会談|会議|会合|協議|対話|サミット|委員会|フォーラム))"
    r"(?!(?:など|等)?(?:[へに]の?)?(?:出席|参加|列席|の機会|の際|に際))"
)
"""The name of talks: 日・ペルー首脳会談, 第3回日・ペルー政策対話; not 約一時間会談, nor 首脳会談 alone, nor the occasion
(ASEAN関連首脳会議出席のため訪問中の)."""
OF_DAY = re.compile(r"\d日の[^\s、。]{0,14}\Z")
"""Before the end of talks that are told of, not named: 大統領の12日の首脳会談."""

DATELINE = re.compile(
    r"^\s*【[^】。]{1,40}】\s*(?=[^。]{0,40}[はが])|"
    r"^\s*[【\[〔(][^】\]〕)。]{1,30}(?:日|発|電|通信|ニュース|共同|時事|社|[A-Z]{3})[^】\]〕)。]{0,8}[】\]〕)]\s*[-–—]?\s*"
)
"""What a wire report opens with, and its title leaves out."""

PASSIVE = re.compile(r"[^ぁ-ん]{1,6}[さかわまばらた]れた(?=.)")
"""What was done, in front of the name of talks: 開催された第3回会合."""

OCCASIONAL = re.compile(
    r"(?:[今昨来本先]年|同日|先月|来月|[^。、]*会[談議]や|非?公式|初|初めて|対面|定例|個別|今回|次回|前回|最後|\d{1,2}[回度]目)の"
)
"""What tells of talks rather than names them."""

FIRST_SENTENCE = re.compile(r"(?:[^。()]|\([^()]*\)|[()])*")
"""Up to the first 。 that stands in no bracket."""

SHORTEST_SENTENCE, LONGEST_SENTENCE = 20, 80
"""Characters of a first sentence that stands for a title; a longer one ends at its last comma within them."""
READING = re.compile(r"\([ァ-ヴーぁ-ん・ ]{2,24}\)")
"""How a name is read, which a title leaves out."""

LONGEST_DERIVED = 120


def read(evidence: Evidence, facts: Facts) -> None:
    """`title` and `title_is_derived`; the flag `title_conflict` where the metadata give another one."""
    printed = "".join(_once(_text(passage.text[passage.body_start :]) for passage in _own(evidence)))
    if printed:
        facts.title, facts.title_is_derived = printed, False
        if given := evidence.metadata.title:
            facts.flags |= set() if agree(printed, given) else {"title_conflict"}
    elif evidence.metadata.title:
        facts.title, facts.title_is_derived = SITE_NAME.sub("", evidence.metadata.title).strip(), False
    elif derived := next(_derived(evidence), None):
        facts.title, facts.title_is_derived = derived, True


def _once(lines: Iterable[str]) -> list[str]:
    """The lines of a title but for those that a page prints twice, or again with a note behind it."""
    found = list(dict.fromkeys(lines))
    return [line for line in found if not any(other.startswith(f"{line}(") for other in found)]


def _own(evidence: Evidence) -> list[Passage]:
    """The title passages; where the paper's own title stands below a headline with its lead, from that on."""
    for at, passage in enumerate(evidence.titles):
        if passage.lines[0].rule == "head:title_below_lead":
            return evidence.titles[at:]
    return evidence.titles


def derive_from_text(evidence: Evidence, facts: Facts) -> None:
    """A document that names no paper is titled by the talks that it opens with, else by its first sentence."""
    if facts.title is None and (head := running.head(evidence)):
        facts.title, facts.title_is_derived = MARKS.sub("", head.title), True
    opening = next((passage.text[passage.body_start :] for passage in evidence.opening), None)
    if facts.title is not None or opening is None:
        return
    opening = DATELINE.sub("", wires.DAY_IN_FRONT.sub("", opening))
    first = _first_sentence(opening)
    talks = TALKS.search(first)
    is_named = talks is not None and not (OF_DAY.search(opening[: talks.end()]) or OCCASIONAL.match(talks[0]))
    sentence = READING.sub("", first.partition("\n")[0]).strip()
    if len(sentence) > LONGEST_SENTENCE:
        comma = sentence.rfind("、", SHORTEST_SENTENCE, LONGEST_SENTENCE)
        sentence = sentence[: comma if comma > 0 else LONGEST_SENTENCE]
    named = PASSIVE.sub("", talks[0], count=1) if talks and is_named else None
    facts.title, facts.title_is_derived = named or sentence.removesuffix("は"), True


def _first_sentence(text: str) -> str:
    found = FIRST_SENTENCE.match(text)
    assert found, "matches nothing at least"
    return found[0]


def agree(printed: str, given: str) -> bool:
    """True where one of two names holds the other; white space and width do not count."""
    one, other = ("".join(fold_text(name).split()).casefold() for name in (printed, given))
    return one in other or other in one


def _text(line: str) -> str:
    return MARKS.sub("", RESIDUE.sub("", SITE_NAME.sub("", ARCHIVE_TITLE.sub("", line.replace("\n", ""))).strip()))


def _derived(evidence: Evidence) -> Iterator[str]:
    """Names of the paper that leads and preambles say was issued: 「X国とY国との間の…に関する共同声明」を発表した."""
    for passage in evidence.opening:
        for word in issued(passage.text):
            name = passage.text[max(0, word.end() - 2 * LONGEST_DERIVED) : word.end()]
            start = max((match.end() for match in SUBJECT_END.finditer(name)), default=0)
            name = name[start:].strip("「『 ")
            if DERIVED.search(name) and len(name) <= LONGEST_DERIVED:
                yield name
