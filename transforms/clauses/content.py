"""What a predicate governs: the complement test (unit rule U5), the predicate inside the complement, its own subject (U7)."""

from __future__ import annotations

from dataclasses import dataclass
from functools import lru_cache

from transforms import lexicon
from transforms.clauses.predicates import Predicate, dictionary_lemma, read_predicate
from transforms.morphology import Token

COMPLEMENTS = frozenset(
    "事 旨 様 点 の 機会 必要 可能 方針 考え 意向 意図 意思 意志 意欲 決意 希望 期待 計画 用意 準備 認識 見方 見解 立場 姿勢 意見 構え "
    "予定 方向 方途 関心 願望 約束 重要 望み 確信 信念 事実 権利 義務 責任 決定 合意 見通し 懸念 理解 コミットメント 意義 発言 主張 提案 要請".split()
)
"""Lemmas of nouns whose modifying clause is their content."""

WEIGHED = frozenset("重要 必要 可能 機会 意義 有用 有益 緊急 不可欠 利益 利点".split())
"""Lemmas of nouns that weigh the clause before them."""

POSITIONAL = frozenset("つく 付く 就く 対する 関する 向ける 置く 巡る".split())
"""Verbs inside compound particles: について, に対する, に関し."""

AGAIN = frozenset(["重ねる"])
"""Verbs whose て-form is an adverb: 重ねて."""

ADVERBS = frozenset(["引き続く", "続く", "及ぶ"])
"""Verbs whose 連用形 is an adverb or a conjunction."""

NOMINAL = frozenset(["名詞", "形状詞", "接尾辞", "接頭辞", "副詞"])
VERBAL = frozenset(["動詞", "助動詞", "形容詞"])


@dataclass(frozen=True, slots=True)
class Content:
    """The clause that a predicate governs: it ends before token `end`; `predicate` closes it.

    `is_quoted`: it ends with と or 旨; `is_weighed`: it is not said but weighed (することの重要性, する機会).
    """

    end: int
    predicate: Predicate
    is_quoted: bool
    is_weighed: bool = False


def read_content(tokens: list[Token], start: int, at: int) -> Content | None:
    """The clause governed by the predicate whose first token is `at`; None where it governs a noun phrase or nothing."""
    if tokens[at].surface == "と" and at > start and _is_finite(tokens, at - 1):
        return Content(at, read_predicate(tokens, start, _before_bracket(tokens, start, at)), True)
    found = _clause_end(tokens, start, at)
    if found is None:
        return None
    end, is_quoted = found
    if end <= start:
        return None
    is_quoted = is_quoted or tokens[end].lemma == "旨"
    is_weighed = not is_quoted and any(token.lemma in WEIGHED for token in tokens[end : min(end + 3, at)])
    return Content(end, read_predicate(tokens, start, _before_bracket(tokens, start, end)), is_quoted, is_weighed)


def _clause_end(tokens: list[Token], start: int, at: int) -> tuple[int, bool] | None:
    index = at - 1
    while index >= start and _is_connecting(tokens, index):
        if tokens[index].surface == "と" and tokens[index].pos1 == "助詞" and index > start and _is_finite(tokens, index - 1):
            return index, True
        index -= 1
    if index < start:
        return None
    is_direct = index == at - 1 and tokens[at].lemma in COMPLEMENTS
    if is_direct:
        index = _before_modifiers(tokens, start, index)
    if tokens[index].pos1 in VERBAL and _is_attributive(tokens, index):
        return (index + 1, False) if is_direct else None
    return _noun_clause(tokens, start, index)


def _before_modifiers(tokens: list[Token], start: int, index: int) -> int:
    """Steps over adjectives between a clause and the noun that it belongs to: する強い決意, する共通の希望."""
    at = index
    while at > start and (tokens[at].pos1 == "形容詞" or tokens[at].surface in {"な", "の"}):
        at -= 1 if tokens[at].pos1 == "形容詞" else 2
    return at if at > start and tokens[at].pos1 in {"動詞", "助動詞"} else index


def _noun_clause(tokens: list[Token], start: int, noun: int) -> tuple[int, bool] | None:
    """The clause inside a complement noun at `noun`: 実施すること, 検討する可能性, 実施することの重要性."""
    if tokens[noun].surface == "性" and noun > start:
        noun -= 1
    before = noun - 1
    if before < start or not (tokens[noun].lemma in COMPLEMENTS or tokens[noun].pos2 == "準体助詞"):
        return None
    if tokens[before].pos1 in VERBAL and _is_attributive(tokens, before):
        return before + 1, False
    if tokens[before].surface == "の" and before - 1 > start:
        if tokens[before - 1].surface == "と" and _is_finite(tokens, before - 2):
            return before - 1, True
        if tokens[before - 1].lemma == "事" and tokens[before - 2].pos1 in VERBAL:
            return before - 1, False
    return None


def _is_connecting(tokens: list[Token], index: int) -> bool:
    token = tokens[index]
    if token.pos1 in {"副詞", "接頭辞", "接続詞"} or token.surface == "、":
        return True
    if token.pos1 == "助詞":
        return (token.pos2 != "準体助詞" and token.surface not in {"て", "つつ", "ながら", "ば"}) or (
            token.surface == "て" and tokens[index - 1].lemma in POSITIONAL | AGAIN
        )
    if token.pos1 == "形容詞":
        return token.c_form.startswith("連用形")
    return token.pos1 == "動詞" and token.lemma in POSITIONAL | AGAIN


def _is_finite(tokens: list[Token], index: int) -> bool:
    """True where a quoted clause can end: a verb, adjective or copula in its final form, a bare な-adjective, a closing quote."""
    token = tokens[index]
    if token.surface in {"」", "』"}:
        return True
    if token.pos1 in VERBAL:
        return not token.c_form.startswith(("連用形", "未然形"))
    return token.pos1 == "形状詞" or token.surface == "もの" or (token.surface == "か" and token.pos1 == "助詞")


def _is_attributive(tokens: list[Token], index: int) -> bool:
    token = tokens[index]
    return not token.c_form.startswith(("連用形", "未然形", "仮定形")) and token.surface not in {"な"}


def _before_bracket(tokens: list[Token], start: int, end: int) -> int:
    while end - 1 > start and tokens[end - 1].surface in {"」", "』", "。"}:
        end -= 1
    return end


def find_subject(tokens: list[Token], particles: list[int], start: int, end: int) -> int | None:
    """The が that marks a subject of the clause that ends before `end`, not of a relative clause inside it (U7)."""
    inside = (index for index in particles if start < index < end and tokens[index].surface == "が")
    return next((index for index in inside if _is_of_clause(tokens, index, end)), None)


def _is_of_clause(tokens: list[Token], index: int, end: int) -> bool:
    """Looks for the predicate that が at `index` belongs to: one before a noun is that of a relative clause."""
    if tokens[index - 1].pos1 in VERBAL:
        return False
    at = index + 1
    if at < end and tokens[at].lemma in {"有る", "無い", "出来る"} and tokens[index - 1].lemma in COMPLEMENTS | {"事", "性"}:
        return False
    while at < end:
        at = _after_quotation(tokens, at, end)
        if at < end and _may_be_predicate(tokens, index, at):
            after = _after_predicate(tokens, at, end)
            if after >= end or tokens[after].surface not in {"て", "つつ", "ながら", "、"}:
                return after >= end or _closes_clause(tokens[after])
            at = after
        at += 1
    return True


def _closes_clause(following: Token) -> bool:
    """True where a predicate before this word is not that of a relative clause."""
    if following.pos1 in {"助詞", "補助記号"}:
        return following.surface not in {"の", "が"}
    return following.lemma in {"事", "様", "旨", "物"}


def _after_quotation(tokens: list[Token], at: int, end: int) -> int:
    if tokens[at].surface not in {"「", "『"}:
        return at
    return next((index for index in range(at, end) if tokens[index].surface in {"」", "』"}), at)


def _may_be_predicate(tokens: list[Token], subject: int, at: int) -> bool:
    """True for a verb that is no compound particle; an adjective only right after が, as in 利用が可能な枠組み."""
    if tokens[at].pos1 == "動詞":
        is_adverbial = tokens[at].lemma in ADVERBS or (tokens[at].lemma, tokens[at - 1].surface) in adjuncts()
        return not is_adverbial and tokens[at].lemma not in POSITIONAL
    if tokens[at].pos1 != "形容詞" and tokens[at].surface != "な":
        return False
    return all(tokens[between].pos1 in NOMINAL for between in range(subject + 1, at))


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
