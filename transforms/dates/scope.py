"""The words that govern a date: from it to the end of the first predicate behind it, and the noun which that describes.

Works on the surface alone: dates need no tokens. What is looked at are endings that only verbs have.
"""

from __future__ import annotations

import re
from typing import NamedTuple

LONGEST = 200
"""Characters behind a date in which its predicate is looked for."""
STOP = re.compile(r"[。\n]")
PARTICLES = re.compile(
    r"にて|に(?:関|対)(?:する|して|し)|に(?:よる|より|おいて|おける|ついて|つき|とって|おり)|として|を通じ(?:た|て)|に(?:向|む)け(?:た|て)|(?:を|に)?(?:めぐ|巡)(?:る|って)"
    r"|(?:初|改|極)めて|にかけて|に(?:わた|亘)(?:る|って|り)|をもって|をはじめ(?:とする)?|に基づ(?:く|き|いて)|に伴(?:う|い)|に当たり|に際し(?:て)?|(?:と共|ととも)に"
    r"|を含(?:む|め)|(?:すべ|全)て|(?:いわ|あら)ゆる|(?:さら|更|新た)なる?|(?:かつ|初)て|併せて|あわせて|続いて|次いで|引き続き|に沿って|に応じて|[うくすつぬむるぐぶ]ため(?:に)?(?=、)|(?<=まで)に?[一-鿿]{1,2}(?:す?る|[うくすむ]|した|される|された)(?=[一-鿿ァ-ヴ「])"
)
"""Verbs worn down to particles, those of a purpose and those that the end of another range governs: they govern no date."""
VERB = re.compile(
    r"(?P<prior>(?:[しっついきぎちびみりえけせてねべめれ]た|んだ)(?:後|のち|あと|上で|うえで)に?、)"
    r"|(?P<past>(?:[しっついきぎちびみりえけせてねべめれ]た(?![めいくりちっえ])|んだ)(?!だ|と(?:え|お)))"
    r"|(?P<present>(?:する|なる|[えけせてねべめれげじび]る|(?<=[一-鿿])[うくすつぬむるぐぶ](?=[、」)]|こと|の|よう|ため|と|予定|[一-鿿ァ-ヴ「]|$)|ます)(?!と共に))"
    r"|(?P<chain>(?:し|され|[りきちみびぎいえけせてねめれ]|て|んで)(?=、|以来|以降|から|つつ))"
)
RELATIVE = re.compile(r"[一-鿿ァ-ヴー「『A-Z]|こと(?!が?でき)|両|ベ")
"""What makes the verb before it describe a noun."""


PAST_END = re.compile(r"(?:た|んだ)(?:。|」|\)|$)")
NOUN_END = re.compile(r"[一-鿿ァ-ヴー]{2}$")
"""The verb of a sentence left as its noun (27日は市を訪問。): a report's short way of telling what was done."""
PLANNED_END = re.compile("(?:予定|方針|意向|計画|公算|可能性|期待|希望|必要|目標|目途)$")
"""Nouns at the end of a sentence that tell of what is yet to come."""
AHEAD_END = re.compile(r"(?:予定|方針|方向|意向|計画|考え|構え|見通し|見込み)(?:だ|です|である|であ(?:っ|り)|。|$)")
"""Ends of a sentence that tells of what is yet to come."""
PLAN = re.compile(
    r"(?:こと(?:で|に|を)|よう(?:に)?|旨|意向|用意|決意|方針|期待|希望|予定|必要性|重要性)[^、。]{0,20}(?:た|んだ)$"
)


OF_SENTENCE = re.compile(r"は(?:同|\d{1,2}月)?\d{1,2}日(?:午[前後])?\Z")
"""A day right behind the topic."""
OF_SENTENCE_REACH = 12


class Scope(NamedTuple):
    """`text` is the governing text, `verb_end` where its first predicate ends in it, `tense` `past`, `present`, `chain`,
    `noun` (a sentence that ends in the noun of its verb) or ``."""

    text: str
    verb_end: int
    tense: str

    @property
    def is_closed(self) -> bool:
        """Whether its first predicate describes no noun."""
        return self.verb_end == len(self.text)


def behind(text: str, end: int) -> Scope:
    """The scope of a date that ends at `end`; the end of a sentence or line closes it."""
    stop = STOP.search(text, end, end + LONGEST)
    rest = text[end : stop.start() if stop else end + LONGEST]
    is_sentence = stop is not None and stop[0] == "。"
    plain = PARTICLES.sub(lambda found: "・" * len(found[0]), rest)
    verb = VERB.search(plain)
    if verb is None:
        return Scope(rest, len(rest), "noun" if is_sentence and _ends_in_deed(rest) else "")
    tense = verb.lastgroup or ""
    if tense == "present" and _is_of_sentence(text, end) and _closing_tense(rest) == "past":
        return Scope(rest, len(rest), "past")
    if tense == "prior":
        return Scope(rest, verb.end(), "past" if _closing_tense(rest) == "past" else "present")
    if tense == "chain":
        closing = "noun" if is_sentence and _ends_in_deed(rest) else _closing_tense(rest)
        return Scope(rest[: verb.end()], verb.end(), closing)
    if not RELATIVE.match(plain, verb.end()):
        return Scope(rest[: verb.end()], verb.end(), tense)
    following = VERB.search(plain, verb.end())
    return Scope(rest[: following.end() if following else len(rest)], verb.end(), tense)


def _is_of_sentence(text: str, end: int) -> bool:
    """Whether the date is set off by 、, so that the closing predicate governs it: 10月25日に、, 首相は2日、."""
    if text.startswith("に、", end):
        return True
    return text.startswith("、", end) and OF_SENTENCE.search(text, max(0, end - OF_SENTENCE_REACH), end) is not None


def _ends_in_deed(rest: str) -> bool:
    return NOUN_END.search(rest) is not None and PLANNED_END.search(rest) is None


def _closing_tense(rest: str) -> str:
    """The tense of a predicate that leaves it to the end of its sentence, unless what is told of there is a will or a plan."""
    if not PAST_END.search(rest):
        return "present" if AHEAD_END.search(rest) else "chain"
    return "present" if PLAN.search(rest) else "past"
