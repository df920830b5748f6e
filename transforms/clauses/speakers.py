"""Who speaks in the first person: the writer of each letter of an exchange of notes, and whoever has the word in the record of a
press conference or in a newspaper's digest of talks."""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator, Mapping, Sequence
from itertools import pairwise

from transforms.clauses.words import words
from transforms.entities.model import Mention
from transforms.lines import CLAUSE_ROLES
from transforms.passages import Passage

HEADING = re.compile(r"(?:書簡|返簡|書翰|来簡|往簡|口上書)\W*\Z")
"""Over a letter: (日本側書簡), ブラジル側返簡."""

OPENING = re.compile(r"啓上")
"""Opens a letter. A heading without one under it only marks where the other side's letter is quoted."""

TURN = re.compile(r"\s*(?:[○◯●◎]\s*)?(?:【([^【】]{1,30})】|\(([^()]{1,20})\)|([^\s。、:「」()【】]{1,20}):)")
"""Opens what somebody says in a record: 【共同通信 山田記者】, (外務大臣), 大臣:."""

ASKING = re.compile(r"(?:記者|質問|問|司会|質問者|Q)\Z")
"""Ends the label of who asks or presides: nobody's word."""

HOLDING = re.compile(
    r"(?:大臣|総理|首相|相|長官|報道官|政務官|次官|大統領|議長|局長|大使|代表|答)(?:の?(?:冒頭)?(?:発言|挨拶|あいさつ|スピーチ))?\Z"
)
"""Ends the label of who answers or has the first word."""

HEADED = re.compile(r"[^。、「」はがを]{2,24}")
"""A line over what is quoted whole, as television sets it: 甲野総理 over 「…」."""

SPEECH = re.compile(r"(?:発言|挨拶|あいさつ|スピーチ)\Z")
"""Ends the label of a speech, which needs no second one: 【甲野総理冒頭発言】, 会見における甲野総理の発言."""

NAME = re.compile(r"[一-鿿ァ-ヴー・=]{2,12}\Z")
"""A label that is only a name, such as answers in a record's translation have."""

FEWEST_SPEECHES = 2
"""Headings that only name an office, (国防長官), from which on they are those of a record of what was said."""

SAID = re.compile(r"\s*([^\s。、:「」()【】]{1,14}) (?=\S)")
"""Opens what somebody said in a newspaper's digest of talks: 甲野太郎首相　関係を発展させたい。"""

BOTH = re.compile(r"両[一-龥]{1,4}\Z|双方\Z")
"""Whom a digest quotes where it quotes no one alone: 両首脳."""

FEWEST_SPEAKERS = 2
"""Offices that open passages so, from which on the report is a digest."""

OF_MINISTRY = re.compile(r"大臣|総理|長官|報道官|政務官|次官|局長|答")
"""Offices that a record of Japan's names without a state."""


def writers(passages: Sequence[Passage], names: Mapping[int, Sequence[Mention]]) -> dict[int, tuple[str, ...]]:
    """The state that writes, by the identity of the passage that opens its letter; `names` are the mentions of each passage."""
    found: dict[int, tuple[str, ...]] = {}
    writer: tuple[str, ...] = ()
    for passage in passages:
        if passage.role not in CLAUSE_ROLES:
            if HEADING.search(passage.text):
                states = (name.country for name in names.get(id(passage), ()) if name.type == "country")
                writer = tuple(state for state in states if state)[:1]
        elif writer and OPENING.search(passage.text):
            found[id(passage)] = writer
    return found


def home(mentions: Iterable[Mention], parties: Sequence[str]) -> tuple[str, ...]:
    """The party whose agency tells, by the first one that the document names: わが方 in a report of 朝鮮中央通信 is 朝鮮."""
    media = (name.country for name in mentions if name.subtype == "media")
    return tuple(state for state in (next(media, None),) if state is not None and state in parties)


def turns(
    passages: Sequence[Passage], names: Mapping[int, Sequence[Mention]], parties: Sequence[str]
) -> dict[int, tuple[str, ...]]:
    """The party that has the word from a labelled passage on, nobody where a journalist has, by the identity of the passage.

    Only in a record where somebody asks and somebody answers, that labels two speeches in headings of their own, or where two
    speak in turn: (防衛大臣)…。(国防大臣)…。
    """
    labels = list(_labels(passages))
    asked = [bool(ASKING.search(label)) for _, _, label in labels]
    held = [_answers(label, is_asked) for (_, _, label), is_asked in zip(labels, [False, *asked], strict=False)]
    n_headed = sum(is_held and headed is not one for (one, headed, _), is_held in zip(labels, held, strict=True))
    is_speech = any(is_held and SPEECH.search(label) for (_, _, label), is_held in zip(labels, held, strict=True))
    in_turn = {label for (one, headed, label), is_held in zip(labels, held, strict=True) if is_held and _says(one, headed)}
    is_record = (any(asked) and any(held)) or is_speech or len(in_turn) >= FEWEST_SPEECHES
    if not is_record and n_headed < FEWEST_SPEECHES:
        return {}
    found: dict[int, tuple[str, ...]] = {}
    for (one, headed, label), is_asked, is_held in zip(labels, asked, held, strict=True):
        if is_asked:
            found[id(one)] = ()
        elif is_held:
            found[id(headed)] = found[id(one)] = _answering(headed, label, names.get(id(headed), ()), parties)
    return found


def _says(one: Passage, headed: Passage) -> bool:
    """Do sentences stand behind the label itself, not only a name as in a list of who was there?"""
    return headed is one and one.text.rstrip().endswith(("。", "」"))


def _answers(label: str, is_asked: bool) -> bool:
    """Is it the label of an office, or behind a question a name alone: 甲乙氏?"""
    return HOLDING.search(label) is not None or (is_asked and NAME.match(label) is not None)


def digest(
    passages: Sequence[Passage], names: Mapping[int, Sequence[Mention]], parties: Sequence[str]
) -> dict[int, tuple[str, ...]]:
    """The party that each passage of a digest of talks quotes, by the passage's identity; an office alone (首相) is that of
    whoever was named with it before."""
    said = [(one, opened[1]) for one in passages if one.role in CLAUSE_ROLES and (opened := SAID.match(one.text))]
    if len({label for _, label in said if HOLDING.search(label)}) < FEWEST_SPEAKERS:
        return {}
    found: dict[int, tuple[str, ...]] = {}
    holders: dict[str, tuple[str, ...]] = {}
    for one, label in said:
        if BOTH.search(label):
            found[id(one)] = tuple(parties)
        elif office := HOLDING.search(label):
            named = _answering(one, label, names.get(id(one), ()), parties)
            holders[office[0]] = found[id(one)] = named or holders.get(office[0], ())
    return found


def _labels(passages: Sequence[Passage]) -> Iterator[tuple[Passage, Passage, str]]:
    """Passages of text, where the label of each stands (in itself, or in the heading right above it), and the label."""
    for above, one in pairwise([None, *passages]):
        if one is None or one.role not in CLAUSE_ROLES:
            continue
        headed = above if above is not None and _is_label(above, one) else one
        yield one, headed, _label(headed, one)


def _is_label(above: Passage, one: Passage) -> bool:
    """Does the passage above only say who says what stands below it?"""
    is_heading = above.role in {"heading", "subheading"}
    is_over_quote = (is_heading or HOLDING.search(above.text)) and is_quoted(one) and HEADED.fullmatch(above.text)
    is_over_speech = is_heading and HOLDING.search(above.text) and SPEECH.search(above.text)
    return bool(is_over_quote or is_over_speech or (is_heading and TURN.fullmatch(above.text)))


def is_quoted(passage: Passage) -> bool:
    """Is it one quotation, behind which the report goes on for itself?"""
    return passage.text.startswith("「") and passage.text.rstrip("。").endswith("」")


def _label(headed: Passage, one: Passage) -> str:
    match = TURN.match(headed.text)
    whole = headed.text if headed is not one else ""
    return next((group for group in match.groups() if group), "") if match else whole


def _answering(passage: Passage, label: str, names: Sequence[Mention], parties: Sequence[str]) -> tuple[str, ...]:
    """The party of who answers: that of the name or state in the label, else Japan or the only one."""
    end = passage.text.index(label) + len(label)
    states = [name.country for name in names if name.end <= end and name.country and name.country in parties]
    return (states[-1],) if states else _by_office(label, parties)


def _by_office(label: str, parties: Sequence[str]) -> tuple[str, ...]:
    """The party whose offices are called so: 外務大臣 and 首相 are Japan's, 大統領 that of the other one of two."""
    if len(parties) == 1:
        return (parties[0],)
    if "JPN" not in parties:
        return ()
    if label in words("foreign") and len(parties) == 2:
        return tuple(party for party in parties if party != "JPN")
    return ("JPN",) if OF_MINISTRY.search(label) or label in words("cabinet") else ()
