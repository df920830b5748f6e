"""Subjects with が: whether one belongs to a clause or to a relative clause inside it (unit rule U7)."""

from __future__ import annotations

from functools import lru_cache

from transforms import lexicon
from transforms.clauses.content import COMPLEMENTS, PARTICLES, VERBAL
from transforms.clauses.predicates import dictionary_lemma
from transforms.clauses.sentences import between
from transforms.clauses.words import words
from transforms.morphology import Token

ADVERBS = words("adverbs")
REACH = 200
"""How many words a subject may stand before its predicate."""

FINITE = ("終止形", "連体形")
PREDICATIVE = words("predicative")


def find_subject(tokens: list[Token], particles: list[int], start: int, end: int) -> int | None:
    """The が that marks a subject of the clause that ends before `end`, not of a relative clause inside it (U7)."""
    for index in between(particles, start + 1, end):
        if tokens[index].surface == "が" and is_of_clause(tokens, index, end) and not _is_answered(tokens, index, end):
            return index
    return None


def _is_answered(tokens: list[Token], index: int, end: int) -> bool:
    """True for what was said before the answer: 企業が加われるよう働きかけたところ、先方は…."""
    return any(
        tokens[at].lemma == "所" and tokens[at - 1].lemma == "た" and tokens[at + 1].surface == "、"
        for at in range(index + 2, min(end - 1, index + REACH))
    )


def is_of_clause(tokens: list[Token], index: int, end: int) -> bool:
    """Whether が at `index` belongs to the predicate of the clause: one before a noun is that of a relative clause, one before a
    predicate in its final form that of a sentence said before: 成果が得られている、更に協力したい旨述べた."""
    if tokens[index - 1].pos1 in VERBAL:
        return False
    at = index + 1
    if at < end and tokens[at].lemma in {"有る", "無い", "出来る"} and tokens[index - 1].lemma in COMPLEMENTS | {"事", "性"}:
        return False
    end = min(end, index + REACH)
    while at < end:
        at = _after_quotation(tokens, at, end)
        if at < end and _may_be_predicate(tokens, index, at):
            after = _after_predicate(tokens, at, end)
            if after >= end or tokens[after].surface not in {"て", "つつ", "ながら", "、"}:
                return after >= end or (_closes_clause(tokens, after) and not _is_said_before(tokens, after, end))
            if _ends_sentence(tokens, after, end):
                return False
            at = after
        at += 1
    return True


def is_of_content(tokens: list[Token], index: int, end: int) -> bool:
    """Whether が at `index` belongs to a こと that is spoken of: 米国が会合を主催したことを評価した, not 訪問することとなった."""
    for at in range(index + 2, min(end - 1, index + REACH)):
        if tokens[at].lemma == "事" and tokens[at - 1].pos1 in {"動詞", "助動詞"}:
            return tokens[at + 1].surface in {"を", "は", "で"} or (
                tokens[at + 1].surface == "に" and at + 2 < end and tokens[at + 2].lemma not in {"為る", "成る"}
            )
    return False


def _is_said_before(tokens: list[Token], noun: int, end: int) -> bool:
    """True where what is said of a こと is a sentence before the last one: 輸入が増えたことを評価する、更に協力したい旨述べた."""
    if tokens[noun].lemma != "事":
        return False
    comma = next((at for at in range(noun + 1, end) if tokens[at].surface == "、"), end)
    return comma < end and _ends_sentence(tokens, comma, end)


def _ends_sentence(tokens: list[Token], comma: int, end: int) -> bool:
    """True for the 、 behind a predicate in its final form, with which a sentence ends that others are said after."""
    before = tokens[comma - 1]
    return tokens[comma].surface == "、" and comma + 1 < end and before.pos1 in VERBAL and before.c_form.startswith(FINITE)


def _closes_clause(tokens: list[Token], at: int) -> bool:
    """True where a predicate before this word is that of no relative clause and of no aside (必要であるとの認識の下)."""
    following = tokens[at]
    if following.surface == "と" and at + 1 < len(tokens) and tokens[at + 1].surface == "の":
        return False
    if following.lemma == "事" and (_serves(tokens, at + 1) or _is_aside(tokens, at + 1)):
        return False
    if following.pos1 in {"助詞", "補助記号"}:
        return following.surface not in {"の", "が", "「", "『"}
    return following.lemma in {"事", "様", "旨", "物"}


def _is_aside(tokens: list[Token], at: int) -> bool:
    """True for こと before `at` that a noun has (関係することのある紛争) or that is to be avoided (生じることがないよう)."""
    if at + 2 >= len(tokens) or tokens[at].surface not in {"の", "が"} or tokens[at + 1].lemma not in {"有る", "無い"}:
        return False
    return tokens[at + 2].pos1 == "名詞" or tokens[at + 2].lemma == "様"


def _serves(tokens: list[Token], at: int) -> bool:
    """True where a particle with a verb that serves another one stands at `at`: 手続が進んだことを受け, ことを認識しつつ."""
    if at + 1 >= len(tokens):
        return False
    verb = tokens[at + 1]
    lemma = verb.surface + "する" if verb.pos3 == "サ変可能" else verb.lemma
    behind = at + 2 + (verb.pos3 == "サ変可能")
    if behind < len(tokens) and tokens[behind].surface in {"つつ", "ながら"}:
        return True
    return (lemma, tokens[at].surface) in adjuncts()


def _after_quotation(tokens: list[Token], at: int, end: int) -> int:
    if tokens[at].surface not in {"「", "『"}:
        return at
    return next((index for index in range(at, end) if tokens[index].surface in {"」", "』"}), at)


def _may_be_predicate(tokens: list[Token], subject: int, at: int) -> bool:
    """True for a verb that is no compound particle, and for an adjective of the list right after が: 利用が可能な枠組み.

    Not for a passive whose subject is the noun behind it: 長官が来年開催される会議への参加を表明した.
    """
    if tokens[at].pos1 == "動詞":
        if _is_held(tokens, at):
            return False
        is_adverbial = tokens[at].lemma in ADVERBS or (tokens[at].lemma, tokens[at - 1].surface) in adjuncts()
        return not is_adverbial and tokens[at].lemma not in PARTICLES
    return tokens[at].surface == "な" and at == subject + 2 and tokens[at - 1].lemma in PREDICATIVE


def _is_held(tokens: list[Token], at: int) -> bool:
    held = tokens[at - 1] if tokens[at].lemma == "為る" else tokens[at]
    return held.lemma in words("held") and tokens[at + 1 : at + 2] != [] and tokens[at + 1].lemma in {"れる", "られる"}


def _after_predicate(tokens: list[Token], at: int, end: int) -> int:
    at += 1
    while at < end and (
        tokens[at].pos1 == "助動詞"
        or (tokens[at].surface in {"て", "で"} and at + 1 < end and tokens[at + 1].pos2 == "非自立可能")
        or (tokens[at].pos1 == "動詞" and tokens[at - 1].surface in {"て", "で"})
    ):
        at += 1
    return at


@lru_cache(maxsize=1)
def adjuncts() -> frozenset[tuple[str, str]]:
    """Verbs, with the particle before them, that serve another predicate."""
    return frozenset((dictionary_lemma(row["verb"]), row["particle"]) for row in lexicon.rows("clause_adjuncts.csv"))
