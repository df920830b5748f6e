"""Ids of things that stand in no register: made from their names alone, so the same thing has the same id in every document.

Topic words become English (`topics.csv`), katakana becomes rōmaji (Hepburn without long vowels), Latin letters stay;
what is left becomes eight hex digits of SHA-256 over the folded name, at the end.
"""

from __future__ import annotations

import hashlib
import re
import unicodedata
from collections.abc import Sequence
from functools import lru_cache

from transforms import lexicon
from transforms.entities.gazetteer import Name
from transforms.entities.listed import Hit, between
from transforms.folding import fold_text
from transforms.parties_register import party_codes

GLUE = re.compile(
    r"[・、のと「」『』()\s]|及び|並びに|および|分野|における|に関する|に対する|についての|に係る|ための|を改正する"
)
PARTY_JOINT = re.compile(r"(?:政府|国民|側)?(?:との間の?|と|・|及び|間の?|の間の?|の)?")
MOST_WORDS = 5

SYLLABLES = """
a i u e o ka ki ku ke ko sa shi su se so ta chi tsu te to na ni nu ne no ha hi fu he ho ma mi mu me mo ya yu yo
ra ri ru re ro wa o n ga gi gu ge go za ji zu ze zo da ji zu de do ba bi bu be bo pa pi pu pe po vu
"""
KANA = dict(
    zip(
        "アイウエオカキクケコサシスセソタチツテトナニヌネノハヒフヘホマミムメモヤユヨラリルレロワヲンガギグゲゴザジズゼゾダヂヅデドバビブベボパピプペポヴ",
        SYLLABLES.split(),
        strict=True,
    )
)
SMALL = {"ァ": "a", "ィ": "i", "ゥ": "u", "ェ": "e", "ォ": "o", "ャ": "ya", "ュ": "yu", "ョ": "yo", "ヮ": "wa"}


@lru_cache(maxsize=50_000)
def of(name: str) -> str:
    """A slug of a name or of a topic, lower case, words joined by hyphens; never empty.

    Words that cannot be written in letters are left out and told apart by a digest of the whole name at the end.
    """
    words: list[str] = []
    rest, is_whole = fold_text(name), True
    while rest:
        word, rest = _first_word(rest)
        is_whole = is_whole and word is not None
        if word and word not in words:
            words.append(word)
    if not is_whole or not words:
        words = [*words[:MOST_WORDS], digest(name)]
    return "-".join(words)


def without_parties(text: str, start: int, end: int, hits: Sequence[Hit]) -> tuple[str, list[str]]:
    """The text of [start, end) without the states in it and the words that join them, and their codes, sorted, lower case."""
    kept, codes, at = [], set(), start
    for hit in between(hits, start, end):
        code = hit.name.country if hit.name.subtype == "ministry" else party_code(hit.name)
        if start <= hit.start and hit.end <= end and code and (joint := PARTY_JOINT.match(text, hit.end, end)):
            kept.append(text[at : hit.start])
            codes.add(code.lower())
            at = joint.end()
    return "".join([*kept, text[at:end]]).strip("・"), sorted(codes)


def party_code(name: Name) -> str | None:
    """The code of a state, or of an organization that can be a party; None for all else."""
    if name.type == "country":
        return name.country
    return party_codes().get(name.entity_id)


def latin(name: str) -> str:
    """A slug of a name in Latin letters, without its accents."""
    plain = unicodedata.normalize("NFKD", name.replace("Đ", "D").replace("đ", "d")).encode("ascii", "ignore").decode()
    return re.sub(r"[^a-z0-9]+", "-", plain.lower()).strip("-") or digest(name)


@lru_cache(maxsize=10_000)
def romanise(katakana: str) -> str:
    """Katakana in rōmaji; ・ becomes a hyphen, a long vowel is not written."""
    out: list[str] = []
    double = False
    for char in katakana:
        if char == "ッ":
            double = True
        elif char in SMALL:
            _shrink(out, SMALL[char])
        elif char in KANA:
            syllable = KANA[char]
            out.append(syllable[0] + syllable if double else syllable)
            double = False
        elif char in "・= ":
            out.append("-")
    return "".join(out).strip("-")


@lru_cache(maxsize=1)
def topics() -> dict[str, str]:
    return {fold_text(row["name_ja"]): row["slug"] for row in lexicon.rows("topics.csv")}


def topics_start(text: str, end: int, joints: Sequence[str]) -> int:
    """Start of the topic words, joined by `joints` or by nothing, that fill the text up to `end`; `end` where there are none."""
    start, at = end, end
    known, longest = topics(), longest_topic()
    while size := next((size for size in range(min(longest, at), 0, -1) if text[at - size : at] in known), 0):
        start = at - size
        at = start - next((len(joint) for joint in joints if text.endswith(joint, 0, start)), 0)
    return start


@lru_cache(maxsize=1)
def longest_topic() -> int:
    return max(map(len, topics()))


def _first_word(text: str) -> tuple[str | None, str]:
    """The first word as a piece of a slug ("" for glue, None where it cannot be written in letters), and the rest."""
    if topic := _topic().match(text):
        return topics()[topic[0]], text[topic.end() :]
    if glue := GLUE.match(text):
        return "", text[glue.end() :]
    if kana := re.match("[ァ-ヴー]+", text):
        return romanise(kana[0]), text[kana.end() :]
    if letters := re.match(r"[A-Za-z0-9][A-Za-z0-9&.+-]*", text):
        return latin(letters[0]), text[letters.end() :]
    return None, text[1:]


@lru_cache(maxsize=1)
def _topic() -> re.Pattern[str]:
    return re.compile("|".join(re.escape(topic) for topic in sorted(topics(), key=lambda topic: (-len(topic), topic))))


def _shrink(out: list[str], small: str) -> None:
    """Joins a small kana to the syllable before it: キャ kya, シェ she, ファ fa."""
    if not out or out[-1] == "-":
        out.append(small)
        return
    stem = out[-1][:-1]
    if small.startswith("y"):
        small = small[1:] if stem in ("sh", "ch", "j") else small
    out[-1] = (stem or "w") + small


def digest(name: str) -> str:
    """Eight hex digits that stand for a name."""
    return hashlib.sha256(fold_text(name).encode()).hexdigest()[:8]
