"""Topics and subjects of a chunk: which phrase before which particle."""

from __future__ import annotations

import re
from collections.abc import Sequence

from transforms.clauses import naming
from transforms.clauses.model import Topic
from transforms.clauses.phrases import JOINED, opening_bracket, phrase_start
from transforms.clauses.sentences import Sentence, between
from transforms.clauses.subjects import is_of_clause, is_of_content
from transforms.entities.model import Mention
from transforms.morphology import Token

TIMES = frozenset(
    {
        "後", "今後", "近年", "現在", "最近", "従来", "将来", "当面", "昨年", "本年", "今年", "来年", "当時", "以来", "今日",
        "本日", "昨日", "明日", "今夜", "今晩", "今朝", "今回", "今般", "先日", "同日", "当日", "翌日", "前日",
        "以前", "当初", "日頃",
    }
)  # fmt: skip
"""Nouns of time that は sets off and makes no topic."""

SPAN = re.compile(
    r"[0-9〇一二三四五六七八九十百数半](?:か|カ|ヶ|箇)?(?:年|月|週|日|時)(?:間|中|以内|以降|以後|後|前)\Z|期間中?\Z"
)
"""Ends a phrase that says how long or from when on."""

PARTIAL = re.compile(
    r"(?:ごく)?(?:一部|いくつか|幾つか|若干|複数|多数|大多数|多く|ほとんど|大半|過半数|数[かカヶ箇]国)の(?!分野|面|課題)"
)
"""Opens a phrase that stands for some of all: 一部の加盟国."""

ANSWER = 8
"""How many words at most name who answers behind のに対し."""

MET = "の?[一-鿿々ァ-ヴー・]{0,14}(?:会談|会見|会合|会議|協議|対話)"

AT_TALKS = re.compile(MET)
"""Between the states that met and では: 日韓[防衛相会談]では."""

TALKS_OF_ALL = re.compile(rf"[2-9二三四五六七八九][かカヵヶケ]国{MET}\Z")
"""Likewise of all that are counted: 3か国会談では."""

BY_WHOM = re.compile(r"[^、。はがをに]{0,10}による(?:[^、。はがを]{1,20}への)?\Z")
"""Between the name of who does something and the noun of it: 日本企業による銅山への投資."""

SO_CALLED = (["と", "いう", "者"], ["と", "いう", "人物"], ["と", "いう", "男"])
"""Between who is spoken of with contempt and the particle."""

REPRESENTING = ("を代表して", "を代表し", "を代表して、", "を代表し、")

REPRESENTED = re.compile(r"[^、。はがをに]{0,12}を代表して?、?")
"""Between the name of a state and who speaks for it."""


def find_topics(sentence: Sentence, first: int, end: int, parties: tuple[str, ...]) -> list[Topic]:
    """The topics (は) and agents (より、 から、) among tokens [first, end) or, where there is none, the subjects (が, も, から).

    Agents and subjects count only where they name someone who can act.
    """
    inside = between(sentence.particles, first + 1, end)
    if not inside:
        return []
    for is_one in (_is_topic, _is_subject):
        marks = [index for index in inside if is_one(sentence, index, end)]
        others = [index for index in inside if index not in marks] if marks else []
        leading = [index for index in others if _is_leading(sentence, index, marks[0])]
        marks += [index for index in others if _is_answering(sentence, index)]
        said = (find_doer(sentence, first, index, parties) for index in leading)
        topics = [topic._replace(mark="から") for topic in said if topic is not None and topic.actors]
        marked = (_topic(sentence, first, index, parties) for index in sorted(marks))
        topics += [topic for topic in marked if topic is not None]
        if topics:
            found = [topic for topic in topics if topic.mark == "は" or _acts(topic)]
            return found if any(map(_acts, found)) else _talks(sentence, first, inside, parties) or found
    return _talks(sentence, first, inside, parties)


def _talks(sentence: Sentence, first: int, inside: Sequence[int], parties: tuple[str, ...]) -> list[Topic]:
    """The last talks of others than the parties, or of all again, among what stands before the particles `inside`."""
    found = (_of_talks(sentence, first, index, parties) for index in reversed(inside))
    return [topic for topic in found if topic is not None][:1]


def _of_talks(sentence: Sentence, first: int, particle: int, parties: tuple[str, ...]) -> Topic | None:
    """Who met, where the は before token `particle` stands behind talks of others than the parties: 日韓外相会談では."""
    tokens, text = sentence.tokens, sentence.passage.text
    if [token.surface for token in tokens[particle - 1 : particle + 1]] != ["で", "は"]:
        return None
    left, right = tokens[first].start, tokens[particle - 1].start
    if TALKS_OF_ALL.search(text, left, right):
        return Topic(particle, "は", text[left:right], parties)
    states = [name for name in sentence.mentions if left <= name.start and name.end <= right and name.type == "country"]
    if len(states) < 2 or not AT_TALKS.fullmatch(text, states[-1].end, right):
        return None
    met = [states[-1]]
    for state in reversed(states[:-1]):
        if text[state.end : met[0].start] in {"", "・", "と", "、"}:
            met.insert(0, state)
    actors = tuple(sorted({code for state in met for code in naming.codes_of(state, parties)}))
    if len(actors) < 2 or actors == parties:
        return None
    return Topic(particle, "は", text[met[0].start : tokens[particle - 1].end], actors, is_party=naming.is_party(actors, parties))


def find_doer(sentence: Sentence, first: int, particle: int, parties: tuple[str, ...]) -> Topic | None:
    """Whom the subject before token `particle` names; None for a thing."""
    topic = _topic(sentence, first, particle, parties)
    return topic if topic is not None and _acts(topic) else None


def is_thing(sentence: Sentence, first: int, particle: int, parties: tuple[str, ...]) -> bool:
    """True where the topic before token `particle` is a thing, no one who can act."""
    topic = _topic(sentence, first, particle, parties)
    return topic is not None and topic.is_thing and not topic.refers


def _acts(topic: Topic) -> bool:
    """True for someone who can act: one who is named, the holder of an office, or 先方."""
    return (
        bool(topic.actors or topic.office or topic.refers in {"writer", "own", "other", "rest", "state"}) and not topic.is_thing
    )


def _is_topic(sentence: Sentence, index: int, _: int) -> bool:
    surface = sentence.tokens[index].surface
    if surface in {"より", "から"}:
        return index + 1 < len(sentence.tokens) and sentence.tokens[index + 1].surface in {"、", "は"}
    return surface in {"は", "とも"} or (surface == "も" and _is_capacity(sentence.tokens, 0, index))


def _is_answering(sentence: Sentence, index: int) -> bool:
    """True for the から of who answers: …求めたのに対し、大臣から支持が表明された."""
    tokens = sentence.tokens
    if tokens[index].surface not in {"より", "から"} or index + 1 == len(tokens) or tokens[index + 1].pos1 == "助詞":
        return False
    return any(token.surface == "対し" for token in tokens[max(0, index - ANSWER) : index])


def _is_leading(sentence: Sentence, index: int, first: int) -> bool:
    """True for the が of who has the word of a topic behind it: 外相が、協議は有益だったと述べた."""
    tokens = sentence.tokens
    is_set_off = index < first and tokens[index].surface == "が" and tokens[index + 1].surface == "、"
    return is_set_off and tokens[index - 1].pos1 not in {"動詞", "助動詞"}


def _is_subject(sentence: Sentence, index: int, end: int) -> bool:
    """True also for から. Not for what belongs to a relative clause: 日本から贈られた機材, 米国がとる措置."""
    tokens = sentence.tokens
    if tokens[index].surface == "が" and index + 1 < end and tokens[index + 1].surface == "、":
        return True
    if tokens[index].surface == "が" and is_of_content(tokens, index, end):
        return False
    return tokens[index].surface == "も" or (tokens[index].surface in {"が", "から"} and is_of_clause(tokens, index, end))


def _topic(sentence: Sentence, first: int, particle: int, parties: tuple[str, ...]) -> Topic | None:
    """The topic before the particle, in whatever words stand between."""
    tokens = sentence.tokens
    if _is_between(tokens, first, particle):
        found = _topic(sentence, first, particle - 1, parties)
        return found._replace(particle=particle, mark="は", is_thing=True) if found is not None and found.actors else None
    if _is_capacity(tokens, first, particle):
        found = find_doer(sentence, first, particle - 3, parties)
        # 政府としても, without a state, is that of who has the word.
        is_named = found is not None and (found.refers or found.actors != parties)
        return found._replace(particle=particle, mark="は") if found is not None and is_named else None
    if [token.surface for token in tokens[max(first, particle - 3) : particle]] in SO_CALLED:
        # 国務省の高官という者が: KCNA's way of naming.
        found = _topic(sentence, first, particle - 3, parties)
        return found._replace(particle=particle, mark=tokens[particle].surface) if found is not None else None
    return _of_phrase(sentence, first, particle, parties)


def _of_phrase(sentence: Sentence, first: int, particle: int, parties: tuple[str, ...]) -> Topic | None:
    """The topic of the noun phrase right before the particle."""
    tokens = sentence.tokens
    start = phrase_start(tokens, first, particle, sentence.mentions)
    if start == particle or _is_company(tokens, start, particle):
        return None
    start = _holders_start(sentence, first, _list_start(sentence, first, start))
    if _is_time(tokens, start, particle, sentence.mentions):
        return None
    # 首相と大統領とは: the last と belongs to no noun.
    last = particle - 2 if tokens[particle - 1].surface == "と" and particle - 1 > start else particle - 1
    if tokens[last].surface == ")" and (opening := opening_bracket(tokens, start + 1, last)) is not None:
        # 日本国食糧庁(以下「貸付者」という。)は: what it is called below is no part of the name.
        last = opening - 1
    left, right = tokens[start].start, tokens[last].end
    inside = [mention for mention in sentence.mentions if mention.start < right and mention.end > left]
    named = [mention for mention in inside if not _is_visited(mention, sentence.passage.text)] or _by_whom(sentence, left)
    named = _represented(sentence, left) or named
    phrase, mark = sentence.passage.text[left:right], tokens[particle].surface.replace("とも", "は")
    is_everyone = (
        len(parties) == 2 and (naming.joins_offices(naming.TALKS.sub("", phrase)) or naming.is_talk(phrase, named, parties))
    ) or _lists_us(tokens, first, start)
    refers = "all" if is_everyone else naming.reference(phrase, bool(named))
    refers = "some" if refers == "all" and PARTIAL.match(phrase) else refers
    if refers == "all":
        return Topic(particle, mark, phrase, parties, is_thing=not naming.can_act(phrase), office=naming.office_of(phrase))
    if refers is not None:
        state = _state_before(sentence, left) if refers == "state" else None
        actors: tuple[str, ...] = (state,) if state else ()
        found = Topic(particle, mark, phrase, actors, is_before=not state, office=naming.office_of(phrase), refers=refers)
        return found._replace(is_party=naming.is_party(actors, parties))
    return naming.with_actors(
        Topic(particle, mark, phrase, (), office=naming.office_of(phrase)), sentence.passage.text, named, right, parties
    )


def _by_whom(sentence: Sentence, left: int) -> list[Mention]:
    """The name that says whose doing the thing is whose phrase begins at offset `left`: 日本企業による銅山への投資."""
    text = sentence.passage.text
    if "による" not in text[sentence.start : left]:
        return []
    return [mention for mention in sentence.mentions if mention.end <= left and BY_WHOM.match(text, mention.end, left)][-1:]


def _represented(sentence: Sentence, left: int) -> list[Mention]:
    """The state that the office holder speaks for whose phrase begins at offset `left`: 日本政府を代表して大使が."""
    text = sentence.passage.text
    if not text.endswith(REPRESENTING, sentence.start, left):
        return []
    return [mention for mention in sentence.mentions if mention.end <= left and REPRESENTED.fullmatch(text, mention.end, left)][
        -1:
    ]


def _is_visited(mention: Mention, text: str) -> bool:
    """True for the state that only says where who acts is a guest: 訪タイ中の防衛相."""
    return text.endswith("訪", 0, mention.start) and text.startswith(("中", "した"), mention.end)


def _is_company(tokens: Sequence[Token], start: int, particle: int) -> bool:
    """True for those with whom something is done: 米国とは意見を交わす; not for 首相と大統領とは."""
    is_with = tokens[particle - 1].surface == "と"
    return is_with and all(token.surface not in {"と", "及び"} for token in tokens[start : particle - 1])


def _is_between(tokens: Sequence[Token], first: int, particle: int) -> bool:
    """True for the は behind what lies between two: 両国の間には長い交流がある."""
    return particle - 2 > first and [token.surface for token in tokens[particle - 2 : particle + 1]] == ["間", "に", "は"]


def _is_capacity(tokens: Sequence[Token], first: int, particle: int) -> bool:
    """True for the は or も behind who speaks for himself: 日本としては, 我が国としても."""
    before = [token.surface for token in tokens[max(first, particle - 3) : particle]]
    return before == ["と", "し", "て"] and particle - 4 >= first and tokens[particle - 4].pos1 not in {"動詞", "助動詞"}


def _is_time(tokens: Sequence[Token], start: int, particle: int, mentions: Sequence[Mention]) -> bool:
    """True for a phrase that only says when: その後は, 近年は, 完成後五年間は."""
    last = tokens[particle - 1]
    if SPAN.search("".join(token.surface for token in tokens[start:particle])):
        return True
    return (
        last.pos3 == "副詞可能"
        and last.surface in TIMES
        and particle - start <= 2
        and not any(mention.start <= last.start < mention.end for mention in mentions)
    )


def _lists_us(tokens: Sequence[Token], first: int, start: int) -> bool:
    """True for the last one of a list that 我々 or 私たち opens: 我々、日本国総理大臣、… 及びC国首相は."""
    at = first + 2 if tokens[first].surface + tokens[first + 1].surface in {"私たち", "私達"} else first + 1
    return start > at and (at > first + 1 or tokens[first].surface in {"我々", "われわれ"}) and tokens[at].surface == "、"


def _holders_start(sentence: Sentence, first: int, start: int) -> int:
    """The first token of a list of named office holders that the phrase from token `start` on ends: AのX首相、BのY首相及び…."""
    tokens, text = sentence.tokens, sentence.passage.text
    while start - 1 > first and tokens[start - 1].surface == "、":
        before = phrase_start(tokens, first, start - 1, sentence.mentions)
        left, right = tokens[before].start, tokens[start - 1].start
        is_named = any(left <= mention.start < right for mention in sentence.mentions)
        if before == start - 1 or not is_named or not naming.office_of(text[left:right]):
            break
        start = before
    return start


def _list_start(sentence: Sentence, first: int, start: int) -> int:
    """The first token of a list of states or bodies that the phrase from token `start` on ends: A、B及びCの大臣."""
    tokens = sentence.tokens
    ends = {mention.end: mention for mention in sentence.mentions if mention.type in {"country", "organization"}}
    begins = {mention.start for mention in ends.values()}
    while (
        start - 1 > first
        and tokens[start].start in begins
        and tokens[start - 1].surface == "、"
        and tokens[start - 2].end in ends
    ):
        before = ends[tokens[start - 2].end].start
        start = next(at for at in range(start - 2, -1, -1) if tokens[at].start <= before)
    is_joined = start - 2 > first and (tokens[start - 2].surface, tokens[start - 1].surface) in JOINED
    return max(phrase_start(tokens, first, start, sentence.mentions) if is_joined else start, first)


def _state_before(sentence: Sentence, at: int) -> str | None:
    """The state that the sentence names last before offset `at`."""
    named = (mention for mention in reversed(sentence.mentions) if mention.end <= at and mention.type == "country")
    return next((mention.country for mention in named if mention.country), None)
