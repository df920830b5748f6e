"""Papers of one speaker: whose word a 談話, a speech or a spokesman's comment is, by its title or its opening."""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator

from transforms.facts.evidence import Evidence
from transforms.facts.model import Facts
from transforms.passages import Passage

OFFICE = (
    "(?:総理|首相|大臣|[外財農]相|防衛相|国防相|長官|報道官|代弁人|スポークスマン|大使|代表|局長|次官|政務官|主席|大統領"
    "|国王|天皇陛下|外交部|外務省)"
)
SPOKEN = "(?:発言|挨拶|あいさつ|談話|スピーチ|演説|ステートメント|メッセージ|祝辞|弔辞|コメント)"
GIVEN = re.compile(
    rf"(?<!両)(?<!両国)(?P<office>{OFFICE}(?:臨時代理)?)"
    rf"(?:(?:による|の)?(?:(?!{OFFICE})[^、。「」はがを]){{0,30}}?(?P<speech>{SPOKEN})|の?声明|が(?:談話|論評)を?発表)(?!\w)"
)
"""An office, and what its holder, no other one, said: 岸田総理大臣の国連総会における演説, 外交部声明, 代弁人が談話を発表.
首相声明 may be that of several."""

ANNOUNCED = re.compile(
    rf"(?P<office>{OFFICE})は[^。]{{0,40}}?(?:次の(?:ような)?|以下の(?:ような)?)(?:談話|声明|論評|コメント)を(?:発表|公表|出)"
    rf"|(?P<answering>{OFFICE})は(?=[^。]{{0,90}}(?:記者|質問))[^。]{{0,90}}?(?:次|以下)の(?:ように|とおり|通り)(?:答え|述べ|語)"
)
"""Opens the text of what one says: 外務省の代弁人は23日、次のような談話を発表した。 … 記者の質問に次のように答えた。"""

LABELLED = re.compile(rf"^\s*(?:【[^【】]{{0,12}}?(?P<office>{OFFICE})】|\([^()]{{0,12}}?(?P<inner>{OFFICE})\))")
"""Opens a minister's own record: 【甲野外務大臣】本日、…, (外務大臣)本日、…"""

BRIEFING = re.compile(r"^\s*【[^【】]{0,12}?(?P<office>報道官|代弁人|スポークスマン)】")
"""Opens the record of what a spokesman told the press."""

CONFERENCE = re.compile(
    r"(?P<spokesman>報道官|代弁人|スポークスマン|スポークスパーソン|官房長官|報道局長)(?:の[^、。「」はがを]{2,16})?"
    r"(?:は[^。「」]{0,60}?)?(?<!共同)(?:定例|臨時)?(?:記者)?会見"
    r"|(?P<minister>大臣|総理|長官)(?:臨時|定例|閣議後|ぶら下がり)(?:記者)?会見"
    r"|(?P<organ>外交部|外務省|国防部|国防省|国務省|大統領府)(?:の[^、。「」は]{0,16})?(?<!共同)記者会見"
)
"""What a spokesman says to the press: 外交部の甲乙報道官は9日の定例記者会見で. Ministers meet it after talks of two, too, but
not at the regular hour."""

NOTICE = re.compile(r"[○〇⦿◎ ]*(?:(?:昭和|平成|令和)[\d一-九元十]{1,4}年)?外務省告示第")
"""Over what Japan's ministry makes known in the gazette."""

TALKS = re.compile(r"(?:首脳|外相|大臣|閣僚|[防財農]相|長官|次官|局長)級?(?:電話)?(?:会談|会議|会合|協議)")
"""In a title or heading: the spokesman told of talks, which are whose they are."""

OF_STATE = re.compile(r"の?(?!.*(?:共同|会談|会見|発表|訪問|協議|会合|会議)) ?[一-龥ァ-ヴー・]{0,12}")
"""Between the name of a state, body or person and the end of the office: 中国[外交部報道官], 岸田[内閣総理大臣]."""

JAPANESE = re.compile(r"総理|大臣|官房長官|外務報道官|政務官|日本(?:国|国政府|政府)?代表")
"""Offices that without a name and state are Japan's: other states' are 首相 and 外相 in Japanese."""

OF_SPOKESMAN = re.compile(rf"(?:報道官|代弁人|スポークスマン|事務総長)(?:による|の)?(?:{SPOKEN}|声明)")
"""A spokesman's word, though his body may be no state: 国連事務総長報道官声明."""

ALONE = frozenset({"談話", "コメント", None})
"""What is nobody else's word, whomever its title names; None: a statement of one."""


def read(evidence: Evidence, facts: Facts) -> None:
    """`speaker`: the state whose holder of an office speaks; None for papers of several, and where no state is known.
    `announcer`: the state of whose spokesman at a conference a report tells."""
    facts.speaker = next((state for _, state in _speeches(evidence)), None)
    facts.speaker = facts.speaker or _opening(evidence, ANNOUNCED) or _opening(evidence, BRIEFING)
    if facts.speaker is None and _is_notice(evidence):
        facts.speaker = "JPN"
    heads = [*evidence.titles, *evidence.having("heading", "subheading")]
    if facts.speaker is None and evidence.is_report and not any(TALKS.search(head.text) for head in heads):
        facts.announcer = next(_naming(evidence, CONFERENCE, [*evidence.titles, *evidence.body[:1]]), None)


def _is_notice(evidence: Evidence) -> bool:
    """Does the ministry tell in the gazette what the government did, and not publish a paper of two states?"""
    is_own = any(passage.text.startswith("日本国政府は") for passage in evidence.body[:1])
    return is_own and any(NOTICE.match(passage.text) for passage in [*evidence.titles, *evidence.having("reference")])


def is_of_spokesman(evidence: Evidence) -> bool:
    """Is the document a spokesman's word by its title, if only a body's that is no state?"""
    return any(OF_SPOKESMAN.search(title.text) for title in evidence.titles)


def on_record(evidence: Evidence) -> str | None:
    """The state of the minister whose own words a record opens with."""
    return _opening(evidence, LABELLED)


def is_alone(evidence: Evidence) -> bool:
    """Is the document one state's word, even if its title names others, as a comment on them does?"""
    if any(found["speech"] in ALONE for found, _ in _speeches(evidence)) or _opening(evidence, ANNOUNCED):
        return True
    return _is_notice(evidence)


def _opening(evidence: Evidence, pattern: re.Pattern[str]) -> str | None:
    """The state of an office that the first passages of the text name so."""
    return next(_naming(evidence, pattern, evidence.body[:2]), None)


def _naming(evidence: Evidence, pattern: re.Pattern[str], passages: Iterable[Passage]) -> Iterator[str]:
    """The states of the offices that the pattern's groups name."""
    for passage in passages:
        if found := pattern.search(passage.text):
            end = max(found.end(group) for group in found.groupdict())
            yield from (state for state in (_state(evidence, passage, end) or agency(evidence),) if state)


def agency(evidence: Evidence) -> str | None:
    """The state of the agency that tells, of whose own offices it names no state; but for Japan's, which tell of all alike."""
    media = (name.country for name in evidence.mentions if name.subtype == "media")
    return next((state for state in media if state not in (None, "JPN")), None)


def _speeches(evidence: Evidence) -> Iterator[tuple[re.Match[str], str]]:
    for title in evidence.titles:
        for found in GIVEN.finditer(title.text):
            if state := _state(evidence, title, found.end("office")):
                yield found, state


def _state(evidence: Evidence, title: Passage, end: int) -> str | None:
    """The state of an office that ends there: that of the name before it, else Japan where only Japan has such an office."""
    names = evidence.names(title, "person", "country", "organization", "place")
    own = [name.country for name in names if name.end <= end and OF_STATE.fullmatch(title.text, name.end, end)]
    if own:
        return own[-1]
    alone = re.search(r"[一-龥]*\Z", title.text[:end])
    return "JPN" if alone and JAPANESE.search(alone[0]) else None
