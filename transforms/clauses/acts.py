"""The speech act of a predicate in its place: entries of the lexicon whose conditions hold, else the bare predicate's own."""

from __future__ import annotations

from dataclasses import dataclass
from functools import lru_cache

from transforms import lexicon
from transforms.clauses.chunks import Chunk
from transforms.clauses.content import Content, has_subject, read_content
from transforms.clauses.predicates import Predicate
from transforms.clauses.sentences import Sentence

COMMISSIVE = frozenset(["AGREE_DO", "PLEDGE", "WILL", "UPGRADE", "INTEND", "HOPE", "PROPOSE", "ENCOURAGE"])
"""Acts whose group is cut into one unit per action (U6)."""

STANCES = frozenset(
    [
        "AGREE_DO",
        "PLEDGE",
        "INTEND",
        "ENCOURAGE",
        "HOPE",
        "PROPOSE",
        "ACCEPT",
        "SUPPORT",
        "WELCOME",
        "APPRECIATE",
        "THANK",
        "CONGRATULATE",
        "RECOGNISE",
        "AFFIRM",
        "CONDEMN",
        "NOTE",
    ]
)
"""Acts that a verb of saying passes on."""


@dataclass(frozen=True, slots=True)
class Setting:
    """What conditions look at beside the words: a report or a statement, a sentence told in the past."""

    is_report: bool
    is_past: bool


@dataclass(slots=True)
class Reading:
    """A chunk's speech act, None where its predicate states none. `at` is the first token of what states it."""

    act: str | None
    at: int
    content: Content | None
    has_subject: bool
    inner_act: str | None = None


def read_act(sentence: Sentence, chunk: Chunk, setting: Setting) -> Reading:
    """The speech act that closes the chunk."""
    return _read(sentence, chunk.first, chunk.predicate, setting, chunk.link == "end")


def read_predicate_act(sentence: Sentence, first: int, predicate: Predicate, setting: Setting) -> str | None:
    """The act of a predicate inside a chunk."""
    return _read(sentence, first, predicate, setting, True).act


def _read(sentence: Sentence, first: int, predicate: Predicate, setting: Setting, is_last: bool) -> Reading:
    tokens = sentence.tokens
    for entries, at in predicate.matches:
        content = read_content(tokens, first, at)
        subject = content is not None and has_subject(tokens, sentence.particles, first, content.end)
        inner = _inner_act(sentence, first, content, setting)
        facts = _conditions(sentence, first, at, predicate, content, subject, inner, setting, is_last)
        for entry in entries:
            if entry.when <= facts:
                act = inner if entry.act == "*" else entry.act
                return Reading(_relabel(act, sentence, first, content, setting), at, content, subject, inner)
    return Reading(None, predicate.head, None, has_subject(tokens, sentence.particles, first, predicate.head + 1))


def _inner_act(sentence: Sentence, first: int, content: Content | None, setting: Setting) -> str | None:
    if content is None:
        return None
    inner = _read(sentence, first, content.predicate, Setting(setting.is_report, "past" in content.predicate.marks), True)
    return inner.act


def _conditions(
    sentence: Sentence,
    first: int,
    at: int,
    predicate: Predicate,
    content: Content | None,
    subject: bool,
    inner: str | None,
    setting: Setting,
    is_last: bool,
) -> set[str]:
    marks = predicate.marks
    facts = {"report" if setting.is_report else "statement"}
    is_past = "past" in marks or ("noun" in marks and setting.is_report) or (not is_last and setting.is_past)
    facts.add("past" if is_past else "nonpast")
    facts.update(marks & {"directional"})
    if content is not None:
        facts.add("clause")
        facts.add("action" if not subject and is_action(content.predicate) else "state")
        if content.predicate.marks & {"should", "duty"} or _names_need(sentence, content):
            facts.add("should")
        if "wish" in content.predicate.marks:
            facts.add("wish")
        if inner in STANCES and not subject:
            facts.add("stance")
        if content.is_quoted:
            facts.add("said")
    words = {token.lemma for token in sentence.tokens[first:at]}
    for condition, lemmas in _words().items():
        if words & lemmas:
            facts.add(condition)
    return facts


def _words() -> dict[str, frozenset[str]]:
    return {
        "relation": frozenset(["パートナーシップ", "関係"]),
        "document": frozenset(["声明", "宣言", "コミュニケ", "コミュニケー"]),
        "invitation": frozenset(["招待", "招請", "招聘", "提案", "要請"]),
        "point": frozenset(["重点", "点", "理由", "背景", "例"]),
    }


def _names_need(sentence: Sentence, content: Content) -> bool:
    return content.end < len(sentence.tokens) and sentence.tokens[content.end].lemma == "必要"


def _relabel(act: str | None, sentence: Sentence, first: int, content: Content | None, setting: Setting) -> str | None:
    """An agreement to raise relations is UPGRADE, one to adopt this very paper WITNESS."""
    if act == "AGREE_DO" and content is not None and not content.predicate.marks & {"past"}:
        inner = _read(sentence, first, content.predicate, Setting(setting.is_report, False), True).act
        if inner in {"UPGRADE", "WITNESS"}:
            return inner
    return act


def is_action(predicate: Predicate) -> bool:
    """True for an action still to come: neither past nor passive, no copula, no verb of being."""
    if predicate.marks & {"past", "copula", "passive", "progressive", "can", "perfect", "result", "outcome", "should", "duty"}:
        return False
    return predicate.lemma not in states()


@lru_cache(maxsize=1)
def states() -> frozenset[str]:
    return frozenset(row["verb"] for row in lexicon.rows("predicate_states.csv"))


@lru_cache(maxsize=1)
def levels() -> dict[str, int]:
    """Strength of each act, 0 to 4."""
    return {row["act"]: int(row["level"]) for row in lexicon.rows("acts.csv")}
