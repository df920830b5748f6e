"""Official texts of before 1946 stand in kanji and katakana, without voiced marks: here in hiragana, voiced, as lexicons are.

Orthography: 歴史的仮名遣; 公用文 turned to hiragana and 口語 in April 1946 (官庁用語を平易にする標準).
"""

from __future__ import annotations

import re
from functools import lru_cache

from transforms import lexicon

HIRAGANA = re.compile("[ぁ-ん]")
CUE = re.compile("[一-鿿](?:ヲ|ハ(?=[一-鿿、])|ノ(?=[一-鿿])|ニ(?=[一-鿿])|スヘ|シタ)")
FEWEST_CUES = 2
"""Particles in katakana behind kanji, from which on a text is such a one: one alone may be part of a name (三ノ宮)."""

RUN = re.compile("[ァ-ヴー・ヽヾ]+")
FOREIGN = re.compile("[ァィゥェォッャュョヮヴー・]")
"""Signs that words of Japanese origin were not written with."""

OPENING = re.compile("(?:コ|ソ|カ|ココ|タ|モ|マ|ナ|イ|ア|ス|サ|シ)[ノレルコカヘトタシツハニヲモ]{0,3}(?:ハ|ヲ|ニ|ノ|ト|モ|テ)?")
"""Words of Japanese origin that may open a sentence: コノ, ココニ, シカシ, タトヘハ."""

TO_HIRAGANA = {code: code - 0x60 for code in range(ord("ァ"), ord("ヴ") + 1)} | {ord("ヽ"): "ゝ", ord("ヾ"): "ゞ"}

VOICED = (
    (re.compile("(?<=[うくぐすずつぬふぶむゆる得])へ(?=し|き|く|から|けれ)"), "べ"),
    (re.compile("(?<=[せらは得])す(?=して|且|又|但|[、。]|\\Z)"), "ず"),
    (re.compile("(?<=[せらは])さ(?=る)"), "ざ"),
    (re.compile("(?<=[一-鿿])(?<![一二三四五六七八九十百数何])か(?=[一-鿿、])"), "が"),
    (re.compile("(?<=すれ|なれ|ざれ|けれ|くれ)は"), "ば"),
    (re.compile("(?<=及)ほ(?=[さしすせ])"), "ぼ"),
    (re.compile("(?<=[生命応信禁準報講])す(?=べ|る|[、。]|\\Z)"), "ず"),
)
"""Voiced marks that were left out: スヘシ, 承認セス, 一方カ, スレハ, 及ホス, 生スヘシ."""

PERFECT = ((re.compile("せり(?=[、。]|因て|仍て|又|且|\\Z)"), "した"), (re.compile("せる(?=[一-鿿])"), "した"))
"""The perfect of する, as the tagger knows it: 協定セリ, 通告セル日."""


def modern(text: str) -> str:
    """The text with its own words in hiragana, if it is such a one; as long as before, names left as they are."""
    if HIRAGANA.search(text) or len(CUE.findall(text)) < FEWEST_CUES:
        return text
    text = RUN.sub(_in_hiragana, text)
    for pattern, new in (*VOICED, *PERFECT):
        text = pattern.sub(new, text)
    return text


def _in_hiragana(run: re.Match[str]) -> str:
    """The run in hiragana; in katakana the name that it is, opens with or ends in."""
    text, before = run[0], run.string[run.start() - 1 : run.start()]
    if FOREIGN.search(text) or (before < "一" and not OPENING.fullmatch(text)):
        name = next((end for end in range(len(text), 2, -1) if text[:end] in _names()), None)
        return text if name is None else text[:name] + text[name:].translate(TO_HIRAGANA)
    name = next((at for at in range(len(text) - 2) if text[at:] in _names()), len(text))
    return text[:name].translate(TO_HIRAGANA) + text[name:]


@lru_cache(maxsize=1)
def _names() -> frozenset[str]:
    """Names of states in katakana."""
    rows = lexicon.rows("countries.csv")
    names = (name for row in rows for name in (row["name_ja"], *row["aliases"].split("|")))
    return frozenset(name for name in names if RUN.fullmatch(name))
