"""Endings of predicates, taken off from right to left: tense, polarity, voice, wish, duty, aspect, and what each means."""

from __future__ import annotations

from transforms.morphology import Token

AUXILIARIES = {
    "た": "past",
    "れる": "passive",
    "られる": "passive",
    "せる": "causative",
    "させる": "causative",
    "しめる": "causative",
    "ない": "negative",
    "ず": "negative",
    "まい": "negative",
    "たい": "wish",
    "ます": "polite",
    "べし": "should",
    "う": "volition",
    "よう": "volition",
    "らしい": "hearsay",
}
ASPECTS = {
    "居る": "progressive",
    "行く": "directional",
    "参る": "directional",
    "来る": "perfect",
    "有る": "result",
    "置く": "prepared",
    "頂く": "favour",
    "貰う": "favour",
    "下さる": "favour",
    "呉れる": "favour",
    "仕舞う": "perfect",
}
SUFFIXED = {"合う": "mutual", "得る": "can"}
"""Verbs right behind another one: 支え合う, 看過し得ない; 禁じ得ない is a word of its own."""

CLASSICAL_DUTY = frozenset({"べし", "べから"})
"""What a treaty of old says that its parties shall do, or with ず not do; べきだ is what somebody should do."""

LIGHT_VERBS = {
    ("出来る", "が", "事"): "can",
    ("為る", "と", "物"): "shall",
    ("為る", "と", "事"): "shall",
    ("為る", "に", "事"): "shall",
    ("為る", "に", "様"): "shall",
    ("成る", "と", "事"): "outcome",
    ("成る", "に", "事"): "outcome",
    ("成る", "ば", "ない"): "duty",
    ("成る", "ば", "ず"): "duty",
    ("成る", "と", "ない"): "duty",
    ("成る", "は", "て"): "duty",
    ("成る", "は", "で"): "duty",
    ("有る", "が", "必要"): "should",
    ("得る", "を", "事"): "can",
}
"""Verb, particle and word before it that together are an ending: することができる, しなければならない, してはならない."""


def read_ending(tokens: list[Token], start: int, at: int, marks: set[str]) -> int:
    """How many tokens up to `at` are one ending, 0 where the predicate itself is reached; adds what it means to `marks`."""
    token, before = tokens[at], tokens[at - 1]
    if step := _hearsay(tokens, start, at, marks):
        return step
    if token.pos1 == "助動詞":
        return _auxiliary(token, before, marks)
    if (mark := _behind_verb(token, before)) is not None:
        marks.add(mark)
        return 1
    if token.pos1 == "動詞":
        return _aspect(token, before, marks) or _light_verb(tokens, start, at, marks)
    if token.pos1 == "形容詞" and token.lemma == "欲しい" and before.surface in {"て", "で"}:
        marks |= {"wish", "hoped"}
        return 2
    return int(token.pos1 == "助詞" and token.pos2 == "終助詞")


def _behind_verb(token: Token, before: Token) -> str | None:
    """What a word means that ends a predicate right behind a verb or verbal noun: 支え合う, 検討いただく, 決定したり."""
    if token.lemma in SUFFIXED and before.pos1 == "動詞" and before.c_form.startswith("連用形") and before.lemma != "禁ずる":
        return SUFFIXED[token.lemma]
    if token.lemma == "頂く" and before.pos3 == "サ変可能":
        return "favour"
    # The classical perfect; たり of lists has する behind it.
    return "past" if token.surface == "たり" and before.c_form.startswith("連用形") else None


def _hearsay(tokens: list[Token], start: int, at: int, marks: set[str]) -> int:
    """The tokens of what says that somebody else said so: 支持するとのことだ, 支持する由である."""
    if tokens[at].lemma not in {"だ", "です"} or at - 4 <= start:
        return 0
    is_said = [token.surface for token in tokens[at - 3 : at]] == ["と", "の", "こと"]
    if not is_said and not (tokens[at - 1].lemma == "由" and tokens[at - 2].pos1 in {"動詞", "助動詞"}):
        return 0
    marks.add("hearsay")
    return 4 if is_said else 2


def _auxiliary(token: Token, before: Token, marks: set[str]) -> int:
    if token.lemma in {"だ", "です"} and token.c_form.startswith("意志推量形") and before.pos1 in {"動詞", "助動詞"}:
        # 努力するだろう is no copula.
        marks.add("conjecture")
        return 1
    if token.lemma == "べし" and token.surface in CLASSICAL_DUTY:
        marks.add("shall")
        return 1
    if token.lemma not in {"だ", "です"}:
        marks.add(AUXILIARIES.get(token.lemma, "other"))
        return 1
    if before.lemma == "べし" or before.pos1 in {"形容詞", "助動詞"}:
        return 1
    if before.lemma in {"物", "所"} or before.pos2 == "準体助詞":
        marks.add("explained")
        return 2
    marks.add("copula")
    return 0


def _aspect(token: Token, before: Token, marks: set[str]) -> int:
    """ている, ていく and the like; である is taken off down to its で."""
    if before.surface in {"て", "で"} and before.pos1 == "助詞" and token.lemma in ASPECTS:
        marks.add(ASPECTS[token.lemma])
        return 2
    return int(token.lemma == "有る" and before.lemma == "だ")


def _is_shall(before: Token, noun: Token, marks: set[str]) -> bool:
    """するものとする, することとする; neither こととした, which decides, nor 強固なものとする, which makes something so."""
    return before.pos1 in {"動詞", "助動詞"} and before.surface != "な" and not (noun.lemma == "事" and "past" in marks)


def _light_verb(tokens: list[Token], start: int, at: int, marks: set[str]) -> int:
    """する, なる, ある, いう after a particle and a formal noun."""
    if at - 2 <= start:
        return 0
    verb, particle, noun = tokens[at], tokens[at - 1].surface, tokens[at - 2]
    if verb.lemma in {"留める", "留まる"} and particle == "に" and noun.pos1 == "動詞":
        # 述べるにとどめる says it all the same.
        return 2
    if verb.lemma == "言う" and particle == "と" and not marks and verb.c_form.startswith("終止形") and noun.pos1 != "名詞":
        marks.add("hearsay")
        return 2
    mark = LIGHT_VERBS.get((verb.lemma, "が" if particle == "も" else particle, noun.lemma))
    if mark is None and particle == "は":
        mark = LIGHT_VERBS.get((verb.lemma, "が", noun.lemma))
    if mark is None or (mark == "shall" and not _is_shall(tokens[at - 3], noun, marks)):
        return 0
    if mark == "outcome" and "past" in marks:
        # 東京で行うこととなった tells of a decision.
        return 0
    marks.add(mark)
    return 3
