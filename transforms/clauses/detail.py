"""How precise a clause is (Abbott et al. 2000), and the body that it entrusts with the work."""

from __future__ import annotations

from collections.abc import Sequence
from functools import lru_cache

from transforms import lexicon
from transforms.clauses.patterns import Patterns
from transforms.clauses.phrases import phrase_start
from transforms.clauses.predicates import Predicate, dictionary_lemma
from transforms.clauses.sentences import Sentence
from transforms.clauses.words import words
from transforms.entities.model import Mention
from transforms.morphology import Token
from transforms.parties_register import party_codes

PARTIES_COUNTED = frozenset(["国", "か国", "カ国", "者", "首脳", "大臣", "外相", "政府"])
"""After a numeral that counts those who act: 3首脳, 二国間."""

MECHANISMS = frozenset(["joint_body", "igo", "programme", "plan"])


def detail(tokens: Sequence[Token], mentions: Sequence[Mention], actors: Sequence[str]) -> int:
    """0 nothing named, 1 a topic, 2 a named mechanism or instrument, 3 a number or date.

    An organisation that acts is no mechanism.
    """
    numerals = [index for index, token in enumerate(tokens) if token.pos2 == "数詞"]
    if any(_is_number(tokens, index, mentions) for index in numerals):
        return 3
    if any(_is_mechanism(mention, actors) for mention in mentions):
        return 2
    return int(any(token.pos1 == "名詞" and token.surface not in _generic() and token.pos2 != "数詞" for token in tokens))


def _is_mechanism(mention: Mention, actors: Sequence[str]) -> bool:
    if mention.type == "instrument":
        return True
    code = party_codes().get(mention.entity_id, mention.entity_id)
    return mention.subtype in MECHANISMS and code not in actors


def _is_number(tokens: Sequence[Token], index: int, mentions: Sequence[Mention]) -> bool:
    """True for a number that counts or dates: no ordinal, no part of a name, no 二国間."""
    token = tokens[index]
    if index and tokens[index - 1].surface == "第":
        return False
    if any(mention.start <= token.start < mention.end for mention in mentions):
        return False
    following = tokens[index + 1].surface if index + 1 < len(tokens) else ""
    return (token.surface.isdecimal() and following not in PARTIES_COUNTED) or following in words("counted")


def delegated_to(sentence: Sentence, span: tuple[int, int], predicate: Predicate) -> str | None:
    """Whom tokens [first, end) entrust: the entity id of the name before に, else the words; None where nobody is."""
    first, end = span
    if predicate.lemma not in _heads() or not _verbs().find(sentence.tokens, first, predicate.head, "noun" in predicate.marks):
        return None
    tokens, mentions = sentence.tokens, sentence.mentions
    for index in range(first, min(end, predicate.head)):
        if tokens[index].surface == "に" and tokens[index].pos2 == "格助詞":
            start = phrase_start(tokens, first, index, mentions)
            if start < index and tokens[index - 1].pos1 in {"名詞", "接尾辞"} and not _is_adverbial(tokens, index):
                return _named(sentence, tokens[start].start, tokens[index].start, mentions)
    return None


def _is_adverbial(tokens: Sequence[Token], index: int) -> bool:
    following = tokens[index + 1]
    return following.lemma in {"就く", "関する", "向ける", "基づく", "於く", "因る"} or tokens[index - 1].pos3 == "副詞可能"


def _named(sentence: Sentence, start: int, end: int, mentions: Sequence[Mention]) -> str:
    named = [mention for mention in mentions if start <= mention.start and mention.end == end and mention.type != "country"]
    return named[-1].entity_id if named else sentence.passage.text[start:end]


@lru_cache(maxsize=1)
def _generic() -> frozenset[str]:
    return frozenset(row["noun"] for row in lexicon.rows("generic_nouns.csv"))


@lru_cache(maxsize=1)
def _heads() -> frozenset[str]:
    return frozenset(dictionary_lemma(row["pattern"]) for row in lexicon.rows("delegations.csv"))


@lru_cache(maxsize=1)
def _verbs() -> Patterns[str]:
    return Patterns((row["pattern"], row["pattern"]) for row in lexicon.rows("delegations.csv"))
