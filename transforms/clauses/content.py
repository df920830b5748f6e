"""What a predicate governs: the complement test (unit rule U5), the predicate inside the complement."""

from __future__ import annotations

from typing import NamedTuple

from transforms.clauses.predicates import Predicate, read_predicate
from transforms.clauses.words import words
from transforms.morphology import Token

COMPLEMENTS = words("complements")
WEIGHED = words("weighed")
PARTICLES = words("particles")
CONNECTING = PARTICLES | words("again")
MANNER = frozenset(["持つ", "以つ", "以て", "込める"])
NOMINAL = frozenset(["名詞", "代名詞", "接頭辞", "接尾辞", "形状詞", "接続詞"])
VERBAL = frozenset(["動詞", "助動詞", "形容詞"])


class Content(NamedTuple):
    """The clause that a predicate governs: it ends before token `end`; `predicate` closes it.

    `is_quoted`: it ends with と or 旨; `is_weighed`: it is not said but weighed (することの重要性, する機会, するとの相手の案);
    `opens`: the token 「 of what is quoted word for word.
    """

    end: int
    predicate: Predicate
    is_quoted: bool
    is_weighed: bool = False
    opens: int | None = None


def read_content(tokens: list[Token], start: int, at: int) -> Content | None:
    """The clause governed by the predicate whose first token is `at`; None where it governs a noun phrase or nothing."""
    is_said = tokens[at].surface == "と" and at > start and tokens[at - 1].pos1 in VERBAL | {"補助記号", "助詞"}
    last = at - 1 - (is_said and tokens[at - 1].surface in {"など", "等"} and at - 2 > start)
    if is_said and _is_finite(tokens, last) and not _names(tokens, start, at - 1):
        predicate = read_predicate(tokens, start, _before_bracket(tokens, start, last + 1))
        return Content(at, predicate, True, opens=opening(tokens, at))
    found = _clause_end(tokens, start, at)
    if found is None:
        return None
    end, is_quoted = found
    if end <= start:
        return None
    is_quoted = is_quoted or tokens[end].lemma == "旨"
    is_owned = tokens[end].surface == "と"
    is_weighed = not is_quoted and (is_owned or any(token.lemma in WEIGHED for token in tokens[end : min(end + 3, at)]))
    predicate = read_predicate(tokens, start, _before_bracket(tokens, start, end))
    return Content(end, predicate, is_quoted, is_weighed, opening(tokens, end))


def opening(tokens: list[Token], end: int) -> int | None:
    """The token that opens the quotation that ends before token `end`; None where what ends there is none."""
    if tokens[end - 1].surface != "」":
        return None
    depth = 0
    for at in range(end - 1, -1, -1):
        depth += (tokens[at].surface == "」") - (tokens[at].surface == "「")
        if not depth:
            return at
    return None


def _clause_end(tokens: list[Token], start: int, at: int) -> tuple[int, bool] | None:
    is_noun = tokens[at].lemma in COMPLEMENTS
    if is_noun and (said := _said(tokens, start, at - 1)) is not None:
        return said, True
    index = _before_modifiers(tokens, start, at - 1) if is_noun else at - 1
    if is_noun and index >= start and tokens[index].lemma not in PARTICLES and _is_attributive(tokens, index):
        return _told(tokens, start, index) or (index + 1, False)
    index = _before_aside(tokens, start, index)
    if (
        index > start + 2
        and tokens[index].surface == "な"
        and tokens[index - 1].pos1 == "形状詞"
        and tokens[index - 2].surface == "で"
    ):
        # ことで完全な意見の一致をみた: what qualifies the object.
        index -= 2
    while index >= start and (step := _manner(tokens, index) or _is_connecting(tokens, index)):
        if tokens[index].surface == "と" and tokens[index].pos1 == "助詞" and index > start and _is_finite(tokens, index - 1):
            return index, True
        index -= step
    if index < start or _is_attributive(tokens, index):
        return None
    return _noun_clause(tokens, start, index)


def _before_aside(tokens: list[Token], start: int, index: int) -> int:
    """Steps over what stands between a clause and what governs it: whose it is (…したことに日本側の注意を促す, ことに対する両国の
    懸念), how it is done (ことを満足の念をもって確認する) and who is addressed (するよう日本側に求める).
    """
    if index <= start + 1:
        return index
    if tokens[index].surface == "の":
        at = _before_nouns(tokens, start, index - 1)
        is_of_clause = tokens[at].surface == "に" and tokens[at - 1].lemma == "事"
        return at if at < index - 1 and (is_of_clause or tokens[at].lemma == "対する") else index
    if (
        tokens[index].surface == "て"
        and index - 2 > start
        and tokens[index - 2].surface == "を"
        and tokens[index - 1].lemma in MANNER
    ):
        at = _before_nouns(tokens, start, index - 3)
        return at if tokens[at].surface in {"を", "に"} and tokens[at - 1].lemma == "事" else index
    particle = index - next((n for n in (2, 1) if tokens[index - n + 1].lemma == "対する"), 0)
    if particle > start + 1 and tokens[particle].surface == "に" and tokens[particle].pos1 == "助詞":
        at = _before_nouns(tokens, start, particle - 1)
        is_said = tokens[at].lemma == "様" or (tokens[at].surface == "、" and tokens[at - 1].lemma == "様")
        return at if at < particle - 1 and is_said else index
    return index


def _before_nouns(tokens: list[Token], start: int, at: int) -> int:
    """The word before the noun phrase that ends at `at`, or before its last part where what precedes is no phrase."""
    while (
        at > start
        and tokens[at].lemma != "様"
        and (tokens[at].pos1 in {"名詞", "接頭辞", "接尾辞", "形容詞"} or tokens[at].surface == "の")
    ):
        at -= 1
    return at


def _before_modifiers(tokens: list[Token], start: int, index: int) -> int:
    """Steps over what stands between a clause and its noun: する強い決意, する共通の希望, との共通の希望."""
    at = index
    while at > start + 1 and (tokens[at].pos1 == "形容詞" or tokens[at].surface in {"な", "の"}):
        if tokens[at].surface == "の" and tokens[at - 1].pos1 == "助詞":
            return at
        at -= 1 if tokens[at].pos1 == "形容詞" else 2
    return at if tokens[at].pos1 in {"動詞", "助動詞"} else index


def _noun_clause(tokens: list[Token], start: int, noun: int) -> tuple[int, bool] | None:
    """The clause inside a complement noun at `noun`: 実施すること, 検討する可能性, 実施することの重要性."""
    if tokens[noun].surface in {"性", "自体", "自身"} and noun > start:
        noun -= 1
    before = noun - 1
    if before < start or not (tokens[noun].lemma in COMPLEMENTS or tokens[noun].pos2 == "準体助詞"):
        return None
    if _is_attributive(tokens, before):
        return _told(tokens, start, before) or (before + 1, False)
    if (
        tokens[before].surface == "の"
        and before - 1 > start
        and tokens[before - 1].lemma == "事"
        and tokens[before - 2].pos1 in VERBAL
    ):
        return before - 1, False
    said = _said(tokens, start, before)
    return (said, said == before - 1) if said is not None else None


def _said(tokens: list[Token], start: int, at: int) -> int | None:
    """The と of a clause that is the content of a noun, of which only modifiers and its owner stand up to `at`: するとの提案,
    するとの両国の共通の提案, するとの甲国及び乙国の提案."""
    while at > start + 1 and (tokens[at].pos1 in NOMINAL or tokens[at].surface in {"の", "な", "と"}):
        if tokens[at].surface == "の" and tokens[at - 1].surface == "と" and _is_finite(tokens, at - 2):
            return at - 1
        at -= 1
    return None


def _told(tokens: list[Token], start: int, verb: int) -> tuple[int, bool] | None:
    """The clause before という: 進めたいという考え, 協力するということ."""
    is_saying = tokens[verb].lemma == "言う" and verb - 1 > start and tokens[verb - 1].surface == "と"
    return (verb - 1, True) if is_saying and _is_finite(tokens, verb - 2) else None


def _is_connecting(tokens: list[Token], index: int) -> bool:
    token = tokens[index]
    if token.pos1 in {"副詞", "接頭辞", "接続詞"} or token.surface == "、":
        return True
    if token.pos1 == "助詞":
        return (token.pos2 != "準体助詞" and token.surface not in {"て", "つつ", "ながら", "ば"}) or (
            token.surface == "て" and tokens[index - 1].lemma in CONNECTING
        )
    if token.pos1 == "形容詞":
        return token.c_form.startswith("連用形")
    return token.pos1 == "動詞" and token.lemma in CONNECTING


def _manner(tokens: list[Token], index: int) -> int:
    """How many words up to `index` say with に how something is done: ことを[積極的に]評価する, ことを[高らかに]宣言する."""
    if tokens[index].surface != "に" or index < 3:
        return 0
    if tokens[index - 1].surface == "的" and tokens[index - 2].pos1 in {"名詞", "形状詞"}:
        return 3
    return 2 * (tokens[index - 1].pos1 == "形状詞")


def _is_finite(tokens: list[Token], index: int) -> bool:
    """True where a quoted clause can end: a verb, adjective or copula in its final form, a bare な-adjective, a closing quote."""
    token = tokens[index]
    if token.surface in {"」", "』"}:
        return True
    if token.pos1 in VERBAL:
        return not token.c_form.startswith(("連用形", "未然形"))
    return token.pos1 == "形状詞" or token.surface == "もの" or (token.surface == "か" and token.pos1 == "助詞")


def _names(tokens: list[Token], start: int, closing: int) -> bool:
    """True for a noun in quotation marks that something is made or called: 来年を「交流年」とする."""
    if tokens[closing].surface not in {"」", "』"} or tokens[closing - 1].pos1 not in {"名詞", "接尾辞"}:
        return False
    opening = next((at for at in range(closing - 1, start, -1) if tokens[at].surface in {"「", "『"}), start)
    return opening > start and tokens[opening - 1].surface == "を"


def _is_attributive(tokens: list[Token], index: int) -> bool:
    token = tokens[index]
    return token.pos1 in VERBAL and not token.c_form.startswith(("連用形", "未然形", "仮定形")) and token.surface not in {"な"}


def _before_bracket(tokens: list[Token], start: int, end: int) -> int:
    while end - 1 > start and tokens[end - 1].surface in {"」", "』", "。"}:
        end -= 1
    return end
