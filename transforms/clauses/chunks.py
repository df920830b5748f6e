"""Chunks: the pieces of a sentence between candidate cuts (unit rules U2, U3, U8), each with its predicate."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from itertools import zip_longest

from transforms.clauses.patterns import QUOTES
from transforms.clauses.phrases import opening_bracket
from transforms.clauses.predicates import Predicate, read_predicate
from transforms.clauses.sentences import Sentence
from transforms.clauses.subjects import ADVERBS, adjuncts
from transforms.clauses.words import words
from transforms.entities.model import Mention
from transforms.morphology import Token

TOGETHER = frozenset(["共", "同時"])
"""Lemmas of とともに and と同時に."""

JOINING = ("及び", "並びに", "且つ", "かつ", "および", "ならびに")
"""Words that join two verbs of one clause."""

BESIDE = frozenset(["ほか", "他", "一方"])
"""Words after a clause that set the next beside it."""

RECITING = frozenset(["考慮", "勘案"])
"""Verbal nouns that open a treaty's recitals beside those of the lexicon of predicates."""

JUDGING = frozenset({"APPRECIATE", "WELCOME", "CONDEMN"})
"""Acts of 多とする, 欣快とする, 遺憾とする."""

INFLECTED = frozenset({"動詞", "助動詞"})
PUNCTUATION = frozenset(["、", "。", "!", "?", ".", ":", "|"])


@dataclass(slots=True)
class Chunk:
    """Tokens [first, end) of its sentence; the predicate ends before `close`, punctuation and とともに follow.

    `link` tells what ends it: `continuative` (連用形), `copula` (であり), `together` (とともに), `koto` (こと、) or `end`.
    """

    first: int
    end: int
    close: int
    link: str
    predicate: Predicate


def cut(sentence: Sentence) -> list[Chunk]:
    """The chunks of a sentence. Nothing is cut inside a name."""
    tokens, chunks, first = sentence.tokens, [], 0
    items = _items_start(sentence)
    is_report = sentence.passage.part == "report"
    for comma, following in zip_longest(sentence.commas, sentence.commas[1:]):
        if comma - 2 < first or comma + 1 == len(tokens) or (following and _joins_purpose(tokens, comma, following)):
            continue
        if comma > items:
            break
        found = _cut_at(tokens, first, comma) or (_cut_in_news(tokens, first, comma) if is_report else None)
        if found is None and _ends_recital(sentence, comma):
            found = "continuative", comma, None
        if found and not _inside(tokens[comma], sentence.mentions):
            link, close, predicate = found
            chunks.append(Chunk(first, comma + 1, close, link, predicate or read_predicate(tokens, first, close)))
            first = comma + 1
    if tokens:
        close = _last_word(sentence, first)
        chunks.append(Chunk(first, len(tokens), close, "end", read_predicate(tokens, first, close)))
    return chunks


def _joins_purpose(tokens: list[Token], comma: int, following: int) -> bool:
    """True for the 、 between two verbs of one purpose, joined by a word (安全に寄与し、並びに平和の維持に寄与するため、) or by
    their object (関係を強固にし、発展させるため、)."""
    last = following - 2 if tokens[following - 1].surface == "に" else following - 1
    if tokens[last].lemma != "為" or tokens[last - 1].pos1 not in INFLECTED:
        return False
    inside = tokens[comma + 1 : last]
    is_shared = not any(token.pos2 == "格助詞" for token in inside)
    return is_shared or "".join(token.surface for token in inside[:2]).startswith(JOINING)


def _items_start(sentence: Sentence) -> int:
    """The token that ends the sentence itself, before its items on lines of their own; past the last where it has none."""
    tokens, text = sentence.tokens, sentence.passage.text
    ends = (index for index, token in enumerate(tokens) if token.surface == "。" and text.startswith("\n", token.end))
    return next(ends, len(tokens)) if "\n" in sentence.text else len(tokens)


def _ends_recital(sentence: Sentence, comma: int) -> bool:
    """True for a recital on a line of its own whose verb elsewhere serves what follows: 利益をもたらすことを考慮し、."""
    tokens, passage = sentence.tokens, sentence.passage
    if passage.part != "preamble" or tokens[comma - 1].surface != "し" or tokens[comma - 2].surface not in RECITING:
        return False
    return tokens[comma + 1].start in passage.starts


def _last_word(sentence: Sentence, first: int) -> int:
    """Index after the last word before the full stop, or before the end of a quotation that is all of the sentence.

    Bulleted lines after it do not count, nor does a remark in brackets: …を支持する(注1)。
    """
    tokens, text = sentence.tokens, sentence.passage.text
    stops = [index for index in range(first + 1, len(tokens)) if tokens[index].surface == "。"]
    listed = (
        index
        for index in range(first + 1, len(tokens))
        if tokens[index].surface in "。:" and text.startswith("\n", tokens[index].end)
    )
    end = next(listed, stops[-1] if stops else len(tokens))
    closing = PUNCTUATION | QUOTES if tokens[0].surface in QUOTES else PUNCTUATION
    while end > first + 1:
        if tokens[end - 1].surface == ")" and (opening := opening_bracket(tokens, first + 1, end - 1)) is not None:
            end = opening
        elif tokens[end - 1].surface in closing:
            end -= 1
        else:
            break
    return end


def _cut_at(tokens: list[Token], first: int, comma: int) -> tuple[str, int, Predicate | None] | None:
    """The link, the end of the predicate, and that predicate if it was read, where 、 at `comma` is a candidate cut."""
    last, before = tokens[comma - 1], tokens[comma - 2]
    if last.surface == "に" and before.lemma in TOGETHER and comma - 4 >= first and tokens[comma - 3].surface == "と":
        return ("together", comma - 3, None) if tokens[comma - 4].pos1 in INFLECTED else None
    if last.lemma == "事" and before.pos1 in INFLECTED:
        return "koto", comma - 1, None
    if last.pos1 not in INFLECTED or not last.c_form.startswith("連用形-一般"):
        return None
    return _continuative(tokens, first, comma)


def _cut_in_news(tokens: list[Token], first: int, comma: int) -> tuple[str, int, Predicate | None] | None:
    """Reports string speech acts together with ほか and 一方, and drop する: 重要だと強調、大統領も同意した.

    する is dropped after a speech act only, and not in a list of verbal nouns (歓迎、支持した).
    """
    last, before = tokens[comma - 1], tokens[comma - 2]
    if last.surface in BESIDE and before.pos1 in INFLECTED:
        return "together", comma - 1, None
    if last.pos3 != "サ変可能" or before.surface not in {"と", "で", "を"} or _is_listed(tokens, comma + 1):
        return None
    predicate = read_predicate(tokens, first, comma)
    return ("continuative", comma, predicate) if predicate.matches else None


def _is_listed(tokens: list[Token], at: int) -> bool:
    """True for a verbal noun that shares the particle or する after it with the one before."""
    return tokens[at].pos3 == "サ変可能" and at + 1 < len(tokens) and tokens[at + 1].surface in {"を", "、", "し", "する"}


def _continuative(tokens: list[Token], first: int, comma: int) -> tuple[str, int, Predicate | None] | None:
    last, before = tokens[comma - 1], tokens[comma - 2]
    if last.lemma in {"だ", "です", "ない", "た", "たい", "べし"} or before.surface in {"の", "な"} or last.lemma in ADVERBS:
        return None
    if last.lemma == "有る" and before.lemma == "だ":
        return "copula", comma, None
    predicate = read_predicate(tokens, first, comma)
    if _describes(tokens, predicate) or ("negative" in predicate.marks and _tells_how(tokens, first, predicate)):
        return None
    return None if _is_adjunct(tokens, first, predicate) else ("continuative", comma, predicate)


def _describes(tokens: list[Token], predicate: Predicate) -> bool:
    """True for one of several qualities of a thing: 自由で開かれ、ルールに基づく秩序."""
    quality, particle = tokens[predicate.head - 2], tokens[predicate.head - 1]
    if (
        "passive" in predicate.marks
        and particle.surface == "、"
        and tokens[predicate.head - 2].c_form.startswith(("連体形", "終止形"))
    ):
        # 必要に応える、開かれ、強靱な社会: it has nothing of its own.
        return True
    is_quality = quality.pos1 == "形状詞" or "形状詞可能" in quality.pos3
    return "passive" in predicate.marks and particle.surface == "で" and is_quality


def _tells_how(tokens: list[Token], first: int, predicate: Predicate) -> bool:
    """True for 〜ず that only says how the rest is done: 威圧に屈せず, 努力を惜しまず; not for an action that is forsworn."""
    if predicate.lemma in words("spared"):
        # 努力を惜しまず says how, 攻撃することを許さず what is condemned.
        return not any(tokens[at].surface == "を" and tokens[at - 1].lemma == "事" for at in range(first + 1, predicate.head))
    for index in range(predicate.head - 1, first, -1):
        if tokens[index].surface == "を":
            return False
        if tokens[index].pos1 in INFLECTED and tokens[index].c_form.startswith("連体形"):
            # 主権を侵す攻撃に屈せず: what stands before is a relative clause's own object.
            return True
    return True


def _is_adjunct(tokens: list[Token], first: int, predicate: Predicate) -> bool:
    """True where the verb only serves what follows: に基づき, を踏まえ, を活用し, として; what two do (協力し合い) does not."""
    if "mutual" in predicate.marks:
        return False
    lemma = predicate.lemma
    is_noun = lemma.endswith("する") and tokens[predicate.head].lemma != lemma
    at = _before_adverbs(tokens, first, predicate.head - 1 - is_noun)
    particle = tokens[at].surface if at >= first else ""
    if (
        particle == "と"
        and at > first
        and (tokens[at - 1].lemma in {"物", "事"} or _ends_speech(tokens[at - 1]) or _judges(predicate))
    ):
        # 強固なものとし does something: it makes it so; 協力を続けるとし says something, 協力を多とし values it.
        return False
    if particle == "に" and tokens[predicate.head].surface == "つき":
        # 情勢につき、: written in kana it is the particle, 任務に就き an action.
        return True
    return (lemma, "を" if particle in {"も", "は"} else particle) in adjuncts()


def _judges(predicate: Predicate) -> bool:
    return any(entry.act in JUDGING for entries, _ in predicate.matches for entry in entries)


def _ends_speech(token: Token) -> bool:
    return token.surface in {"」", "』"} or (token.pos1 in INFLECTED and token.c_form.startswith("終止形"))


def _before_adverbs(tokens: list[Token], first: int, at: int) -> int:
    """Steps left over adverbs, also those made with に: を最大限に活用し."""
    while at > first:
        if tokens[at].pos1 in {"副詞", "接頭辞"} or (tokens[at].pos1 == "形容詞" and tokens[at].c_form.startswith("連用形")):
            at -= 1
        elif tokens[at].surface == "に" and (tokens[at - 1].pos1 == "形状詞" or tokens[at - 1].surface in {"限", "的"}):
            at -= 2
            while at > first and tokens[at].pos1 in {"名詞", "接頭辞", "形状詞"}:
                at -= 1
        else:
            break
    return at


def _inside(token: Token, names: Sequence[Mention]) -> bool:
    return any(name.start <= token.start < name.end for name in names)
