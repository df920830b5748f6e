"""The speech act of a predicate in its place: the entry of the lexicon whose conditions hold."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass
from functools import lru_cache
from typing import NamedTuple

from transforms import lexicon
from transforms.clauses.content import Content, read_content
from transforms.clauses.predicates import Entry, Predicate, dictionary_lemma, read_predicate, saying
from transforms.clauses.receiving import comes_from_office, giver
from transforms.clauses.sentences import Sentence
from transforms.clauses.subjects import find_subject
from transforms.clauses.words import topics, words
from transforms.morphology import Token

COMMISSIVE = frozenset({"AGREE_DO", "PLEDGE", "WILL", "UPGRADE", "INTEND", "HOPE", "PROPOSE", "ENCOURAGE"})
"""Acts whose group is cut into one unit per action (U6)."""

STANCES = frozenset(
    {"AGREE_DO", "PLEDGE", "INTEND", "ENCOURAGE", "HOPE", "PROPOSE", "ACCEPT", "SUPPORT", "WELCOME", "APPRECIATE"}
) | {"THANK", "CONGRATULATE", "RECOGNISE", "AFFIRM", "CONDEMN", "NOTE"}
"""Acts that a verb of saying passes on."""

TAKEN = STANCES - {"ENCOURAGE", "AGREE_DO"}
"""Stances that are no actions to come, as what one encourages or decides is."""

SAID_WITHIN = 8
"""How many words at most stand between what is quoted and the verb of saying: …だと、会見で力を込めて胸を張った."""

JUDGEMENTS = frozenset({"CONDEMN", "WELCOME", "APPRECIATE"})
"""Acts that a word before a noun may do: 憂慮すべき事態だ."""

COURTESIES = frozenset({"THANK", "CONGRATULATE", "APPRECIATE", "WELCOME", "SUPPORT", "STRESS"})
"""Acts that are done by saying that one would like to: 感謝したいと思う thanks."""

UNDONE = frozenset(
    {"past", "adjective", "copula", "explained", "passive", "progressive", "can", "able", "perfect", "result", "outcome"}
) | {"should", "duty"}
"""Inflection that makes a clause tell of something else than an action to come."""


class Setting(NamedTuple):
    """What conditions look at beside the words: a report or a statement, a sentence told in the past.

    `subject` is the が of the governed clause where that began in an earlier chunk; `own` are those that name who has the word;
    `things` are the は of things that are spoken of; `is_together`: several have the word, `is_thing`: the topic is no one who
    can act, `is_body`: it is a body set up for a work.
    """

    is_report: bool
    is_past: bool
    subject: int | None = None
    own: frozenset[int] = frozenset()
    is_together: bool = False
    is_thing: bool = False
    is_body: bool = False
    things: frozenset[int] = frozenset()


@dataclass(slots=True)
class Reading:
    """A predicate's speech act, None where it states none. `at` is the first token of what states it.

    `content` is the clause that it governs, `inner` the reading of that clause's own predicate; `subject` is the token が of that
    clause's subject or, without one, of the predicate's.
    """

    act: str | None
    at: int
    content: Content | None = None
    inner: Reading | None = None
    subject: int | None = None
    is_received: bool = False
    """True where the act is that of who gives what a thing receives: 提案は日本側の支持を得た."""

    @property
    def has_subject(self) -> bool:
        return self.subject is not None

    @property
    def inner_act(self) -> str | None:
        return self.inner.act if self.inner is not None else None

    @property
    def head(self) -> Predicate | None:
        """The predicate of the action at the bottom of all complements: 検討する in 検討する用意がある旨表明する."""
        below = self.inner.head if self.inner is not None and self.inner.act is not None else None
        return below or (self.content.predicate if self.content is not None else None)


class Place(NamedTuple):
    """A predicate where it stands, with what is known of it so far: what the conditions of the lexicon look at."""

    sentence: Sentence
    first: int
    predicate: Predicate
    reading: Reading
    setting: Setting


def read_act(sentence: Sentence, first: int, predicate: Predicate, setting: Setting) -> Reading:
    """The speech act that a predicate states, looking back no further than token `first`."""
    tokens, particles = sentence.tokens, sentence.particles
    if predicate.marks & {"can", "outcome"} and not predicate.marks & {"past", "negative"}:
        return Reading(None, predicate.head)
    for entries, at in [*predicate.matches, *_unlisted_saying(tokens, first, predicate, setting)]:
        content = read_content(tokens, first, at)
        start = content.opens if content is not None and content.opens is not None else first
        subject = find_subject(tokens, particles, start, content.end if content else _reach(tokens, predicate, at))
        subject = setting.subject if subject is None else subject
        reading = Reading(None, at, content, _read_inner(sentence, first, content, setting), subject)
        place = Place(sentence, first, predicate, reading, setting)
        for entry in entries:
            if _is_said(entry, predicate) and all(_holds(condition, place) for condition in entry.when):
                reading.act, reading.is_received = _act(entry, place), "received" in entry.when
                return reading
    subject = find_subject(tokens, particles, first, predicate.head + 1)
    return Reading(_judgement(sentence, first, predicate, setting), predicate.head, subject=subject)


def _judgement(sentence: Sentence, first: int, predicate: Predicate, setting: Setting) -> str | None:
    """The act of what calls a thing good or bad: 憂慮すべき事態だ, 誠に喜ばしいことだ; None for other predicates."""
    tokens, noun = sentence.tokens, predicate.head - 1
    if "copula" not in predicate.marks or noun - 1 <= first or tokens[noun].lemma not in words("judged"):
        return None
    if tokens[noun - 1].pos1 not in {"動詞", "助動詞", "形容詞"}:
        return None
    act = read_act(sentence, first, read_predicate(tokens, first, noun), setting).act
    return act if act in JUDGEMENTS else None


def _unlisted_saying(tokens: list[Token], first: int, predicate: Predicate, setting: Setting) -> list[tuple[list[Entry], int]]:
    """What stands for a verb that the lexicon does not have, behind what a report quotes with と: 協力は深まったと胸を張った.

    A clause that ends in the dictionary form of a verb may be a condition (会談が終わると帰国した) and does not count.
    """
    is_told = setting.is_report and not predicate.marks & {"passive", "noun", "able", "can", "copula", "adjective"}
    if not is_told or predicate.lemma in states() or predicate.lemma in words("unspoken"):
        return []
    reach = max(first + 1, predicate.head - SAID_WITHIN)
    marks = (at for at in range(predicate.head - 1, reach, -1) if tokens[at].surface == "と" and tokens[at].pos1 == "助詞")
    at = next(marks, None)
    is_quote = at is not None and tokens[at + 1].surface != "の" and _ends_statement(tokens, at - 1)
    return [(saying(), at)] if at is not None and is_quote else []


def _ends_statement(tokens: list[Token], at: int) -> bool:
    """True for the end of a quoted sentence that can be no condition: past, copula, denied, wished, or in quotation marks."""
    token = tokens[at]
    if token.surface in {"」", "』"} and at > 1:
        return tokens[at - 1].pos1 in {"動詞", "助動詞", "形容詞"} or tokens[at - 1].surface in {"。", "か"}
    return token.lemma in {"た", "だ", "です", "ない", "ず", "たい", "べし"} and token.c_form.startswith(("終止形", "連体形"))


def _reach(tokens: list[Token], predicate: Predicate, at: int) -> int:
    """Before which token the subject stands: inside the pattern where that is a passive with its subject apart."""
    is_apart = "passive" in predicate.marks and any(token.surface == "が" for token in tokens[at : predicate.head - 1])
    return predicate.head if is_apart else at


def _read_inner(sentence: Sentence, first: int, content: Content | None, setting: Setting) -> Reading | None:
    if content is None:
        return None
    is_past = "past" in content.predicate.marks
    return read_act(sentence, first, content.predicate, setting._replace(is_past=is_past, subject=None))


def _act(entry: Entry, place: Place) -> str | None:
    """`*` takes the act of the content; an agreement to raise relations is UPGRADE, one to adopt this very paper WITNESS; what a
    report says that somebody called needed is PROPOSE."""
    reading = place.reading
    inner = reading.inner_act
    if entry.act == "*":
        return inner
    if entry.act == "STRESS" and reading.content is not None and reading.content.is_quoted:
        return _said_act(place, reading.content)
    if "wish" in entry.when and reading.content is not None and (other := wish_of_others(reading.content.predicate)):
        return other
    if entry.act in {"AGREE_DO", "WILL"} and inner in {"UPGRADE", "WITNESS"} and reading.content is not None:
        return entry.act if "past" in reading.content.predicate.marks else inner
    return entry.act


def _said_act(place: Place, content: Content) -> str:
    """The act of what a verb only says: something is needed, or one would like to do something."""
    if place.setting.is_report and _is_advised(place, content):
        return "PROPOSE"
    is_wish = OF_CONTENT["wish"](place, content) and is_action(content.predicate) and wish_of_others(content.predicate) is None
    return "INTEND" if is_wish else "STRESS"


def _is_said(entry: Entry, predicate: Predicate) -> bool:
    """False for what 〜ない denies or what must be done to a thing (承認されなければならない), for a decision that is a duty or
    yet to come (事前に決定するものとする, 追って決定される), for an intent that somebody should have (力を注ぐべきだ), and for
    relations that one wishes to raise."""
    marks = predicate.marks
    is_negated = "negative" in marks and "duty" not in marks
    if is_negated and "negative" not in entry.when:
        return False
    if "passive" in marks and marks & {"shall", "duty"}:
        return False
    is_to_come = marks & {"shall", "duty"} or ("passive" in marks and "past" not in marks)
    is_wished = entry.act == "UPGRADE" and "wish" in marks
    if entry.act in COMMISSIVE and "favour" in marks and not marks & {"causative", "wish"}:
        # 尽力していただいている: what others do for the speaker is none of his promises.
        return False
    return not (entry.act == "AGREE_DO" and is_to_come) and not (entry.act == "INTEND" and "should" in marks) and not is_wished


def _holds(condition: str, place: Place) -> bool:
    """Whether a condition of the lexicon holds."""
    if condition in OF_PLACE:
        return OF_PLACE[condition](place)
    if condition in topics():
        lemmas = topics()[condition]
        return any(token.lemma in lemmas for token in place.sentence.tokens[place.first : place.reading.at])
    content = place.reading.content
    return content is not None and OF_CONTENT[condition](place, content)


def _is_past(place: Place) -> bool:
    marks = place.predicate.marks
    return "past" in marks or place.setting.is_past or ("noun" in marks and place.setting.is_report)


def _is_advised(place: Place, content: Content) -> bool:
    """True for what is said to be needed: 対話する必要, 対話すべきだと力説した, 対話が必要だと訴えた."""
    tokens, predicate = place.sentence.tokens, content.predicate
    is_called_so = "copula" in predicate.marks and not predicate.marks & {"past", "negative"}
    is_needed = tokens[content.end].lemma == "必要" or (is_called_so and tokens[predicate.head - 1].lemma == "必要")
    return is_needed or not predicate.marks.isdisjoint({"should", "duty"})


def _is_own_action(place: Place, content: Content) -> bool:
    """True where the content is what the speaker will do."""
    predicate = content.predicate
    is_plain = _is_deed(predicate) and "wish" not in predicate.marks
    return is_plain and _is_of_speaker(place) and not content.is_weighed and not _is_told_of_thing(place, content)


def _is_told_of_thing(place: Place, content: Content) -> bool:
    """True where the clause has a thing as its own topic (協定は利益をもたらすと述べた), not as what is acted upon (支援は続ける,
    会合は東京で開催する)."""
    if content.predicate.lemma in words("fronting"):
        return False
    first = max(place.first, content.opens or 0)
    return any(first < at < content.predicate.head - 2 for at in place.setting.things)


def _is_deed(predicate: Predicate) -> bool:
    """True for an action, and for a journey to come."""
    return is_action(predicate) or (predicate.lemma in words("travel") and not predicate.marks & UNDONE)


def _is_of_speaker(place: Place) -> bool:
    """True where no が names somebody else than the one who has the word: 首相は、日本が支援を続けると述べた."""
    return place.reading.subject is None or place.reading.subject in place.setting.own


def _is_own_duty(reading: Reading, content: Content) -> bool:
    """True where the content is what the speakers say that they themselves should do: 協議すべきこと."""
    marks = content.predicate.marks
    is_plain = "should" in marks and not marks & (UNDONE - {"should"}) and content.predicate.lemma not in states()
    return is_plain and not reading.has_subject and not content.is_weighed


def _is_to_side(place: Place) -> bool:
    """True where a side is addressed: 日本側に働きかけた."""
    tokens = place.sentence.tokens
    return any(tokens[at].surface == "側" and tokens[at + 1].surface == "に" for at in range(place.first, place.reading.at))


def _is_own_stance(place: Place) -> bool:
    """True where no が makes the stance somebody else's: one inside what the stance is about does not."""
    reading = place.reading
    below = reading.inner.content if reading.inner is not None else None
    return _is_of_speaker(place) or (below is not None and reading.subject is not None and reading.subject < below.end)


def _is_received(place: Place) -> bool:
    """True where it is said who gives what a thing receives (案は支持を得た), or from whom it comes (首相から約束を得た)."""
    is_thing = place.setting.is_thing
    span = (place.sentence, place.first, place.predicate.head)
    is_given = place.predicate.lemma in words("given")
    if is_given and comes_from_office(*span):
        return True
    return (is_thing or is_given) and giver(*span, is_from=not is_thing) is not None


OF_PLACE: dict[str, Callable[[Place], bool]] = {
    "past": _is_past,
    "negative": lambda place: "negative" in place.predicate.marks and "duty" not in place.predicate.marks,
    "passive": lambda place: "passive" in place.predicate.marks,
    "nonpast": lambda place: not _is_past(place),
    "report": lambda place: place.setting.is_report,
    "statement": lambda place: not place.setting.is_report,
    "together": lambda place: place.setting.is_together,
    "to_side": _is_to_side,
    "body": lambda place: place.setting.is_body,
    "directional": lambda place: "directional" in place.predicate.marks and "past" not in place.predicate.marks,
    "noun": lambda place: place.reading.content is None,
    "received": _is_received,
}
"""Conditions of the predicate, by their names in the lexicon."""

OF_CONTENT: dict[str, Callable[[Place, Content], bool]] = {
    "clause": lambda _, __: True,
    "said": lambda _, content: content.is_quoted,
    "state": lambda _, content: content.is_weighed or not _is_deed(content.predicate),
    "action": lambda place, content: _is_own_action(place, content) and place.reading.inner_act not in TAKEN,
    "person": lambda place, content: not place.setting.is_thing or content.predicate.lemma in words("fronting"),
    "courtesy": lambda place, content: "wish" in content.predicate.marks and place.reading.inner_act in COURTESIES,
    "undenied": lambda _, content: "negative" not in content.predicate.marks,
    "wish": lambda place, content: "wish" in content.predicate.marks and _is_of_speaker(place),
    "should": _is_advised,
    "ought": lambda place, content: _is_own_duty(place.reading, content),
    "accepts": lambda place, _: place.reading.inner_act == "ACCEPT",
    "stance": lambda place, _: place.reading.inner_act in STANCES and _is_own_stance(place),
}
"""Conditions of the clause that the predicate governs."""


def is_action(predicate: Predicate) -> bool:
    """True for an action still to come: neither past nor passive, no copula, no verb of being."""
    return not predicate.marks & UNDONE and predicate.lemma not in states()


def wish_of_others(predicate: Predicate) -> str | None:
    """The act of a wish that others do something: HOPE for 検討してほしい, PROPOSE for 検討していただきたい; None for what one
    wishes to do oneself, and for させていただきたい, which asks for leave to."""
    if "hoped" in predicate.marks:
        return "HOPE"
    return "PROPOSE" if {"wish", "favour"} <= predicate.marks and "causative" not in predicate.marks else None


def is_promise(predicate: Predicate) -> bool:
    """True for what a party says that it will or must do."""
    is_duty = bool(predicate.marks & {"duty", "shall"}) and not predicate.marks & (UNDONE - {"duty"})
    return is_duty or is_action(predicate)


@lru_cache(maxsize=1)
def states() -> frozenset[str]:
    """Lemmas of verbs that tell how things are."""
    return frozenset(dictionary_lemma(row["verb"]) for row in lexicon.rows("predicate_states.csv"))


@lru_cache(maxsize=1)
def levels() -> dict[str, int]:
    """Strength of each act, 0 to 4."""
    return {row["act"]: int(row["level"]) for row in lexicon.rows("acts.csv")}
